"""Expectation and experience: every gap measured, explained, followed over time, and closed at least cost.

Start with a survey, or with the ratings of a book::

    import fealty as fy

    g = fy.gaps.GapAnalysis(dimensions={"security": ["19", "20", "21"]}).fit(expectation=E, experience=P)
    g.items
    g.plot()
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .driver_analysis import Drivers as Drivers
    from .driver_analysis import drivers as drivers
    from .item_analysis import Reliability as Reliability
    from .item_analysis import reliability as reliability
    from .moments import MeanCovariance as MeanCovariance
    from .moments import Moments as Moments

# Where each public name stands.
_lazy: dict[str, str] = {
    "Drivers": "driver_analysis",
    "MeanCovariance": "moments",
    "Moments": "moments",
    "Reliability": "item_analysis",
    "drivers": "driver_analysis",
    "reliability": "item_analysis",
}

__all__: list[str] = [
    "Drivers",
    "MeanCovariance",
    "Moments",
    "Reliability",
    "drivers",
    "reliability",
]


def __getattr__(name: str) -> object:
    """Loads what is asked for when it is asked for, so that importing fealty takes no time."""
    if name not in _lazy:
        raise AttributeError(f"module 'fealty.gaps' has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{_lazy[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_lazy)
