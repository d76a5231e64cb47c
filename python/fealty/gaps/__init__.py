"""Gaps: where what customers get falls short of what they expected.

Ready instruments, small models of satisfaction and trust, and records of needs::

    import fealty as fy

    fy.gaps.instruments.servqual.questionnaire(language="zh")
    fy.gaps.pool({"survey": survey, "complaints": complaints, "mystery_shopper": shopper}).plot()
    fy.gaps.UnmetNeeds(df)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import instruments as instruments
    from .aggregates import Halo as Halo
    from .aggregates import SatisfactionLayers as SatisfactionLayers
    from .aggregates import halo as halo
    from .aggregates import layers as layers
    from .canvas import ServiceGapCanvas as ServiceGapCanvas
    from .pooling import Pooled as Pooled
    from .pooling import pool as pool
    from .priorities import Motives as Motives
    from .priorities import WeightedGap as WeightedGap
    from .priorities import motives as motives
    from .priorities import weighted_gap as weighted_gap
    from .trust import Trust as Trust
    from .trust import TrustPaths as TrustPaths
    from .unmet_needs import UnmetNeeds as UnmetNeeds
    from .unmet_needs import discovery_channels as discovery_channels

# Where each public name stands; a module that is public itself stands under its own name.
_lazy = {
    "Halo": "aggregates",
    "Motives": "priorities",
    "Pooled": "pooling",
    "SatisfactionLayers": "aggregates",
    "ServiceGapCanvas": "canvas",
    "Trust": "trust",
    "TrustPaths": "trust",
    "UnmetNeeds": "unmet_needs",
    "WeightedGap": "priorities",
    "discovery_channels": "unmet_needs",
    "halo": "aggregates",
    "instruments": "instruments",
    "layers": "aggregates",
    "motives": "priorities",
    "pool": "pooling",
    "weighted_gap": "priorities",
}

__all__ = [
    "Halo",
    "Motives",
    "Pooled",
    "SatisfactionLayers",
    "ServiceGapCanvas",
    "Trust",
    "TrustPaths",
    "UnmetNeeds",
    "WeightedGap",
    "discovery_channels",
    "halo",
    "instruments",
    "layers",
    "motives",
    "pool",
    "weighted_gap",
]


def __getattr__(name: str) -> object:
    """Loads what is asked for when it is asked for, so that importing fealty takes no time."""
    if name not in _lazy:
        raise AttributeError(f"module 'fealty.gaps' has no attribute {name!r}")
    module = importlib.import_module(f".{_lazy[name]}", __name__)
    value = module if name == _lazy[name] else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_lazy)
