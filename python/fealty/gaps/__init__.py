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
    from .gap_analysis import Asymmetry as Asymmetry
    from .gap_analysis import FreeSlopes as FreeSlopes
    from .gap_analysis import GapAnalysis as GapAnalysis
    from .gap_analysis import GapComparison as GapComparison
    from .gap_analysis import Segments as Segments
    from .importance_performance import ImportancePerformance as ImportancePerformance
    from .kano import Kano as Kano
    from .satisfaction_score import SatisfactionScore as SatisfactionScore
    from .satisfaction_score import csat as csat
    from .satisfaction_score import nps as nps
    from .satisfaction_score import top_box as top_box

# Where each public name stands.
_lazy = {
    "Asymmetry": "gap_analysis",
    "FreeSlopes": "gap_analysis",
    "GapAnalysis": "gap_analysis",
    "GapComparison": "gap_analysis",
    "ImportancePerformance": "importance_performance",
    "Kano": "kano",
    "SatisfactionScore": "satisfaction_score",
    "Segments": "gap_analysis",
    "csat": "satisfaction_score",
    "nps": "satisfaction_score",
    "top_box": "satisfaction_score",
}

__all__ = [
    "Asymmetry",
    "FreeSlopes",
    "GapAnalysis",
    "GapComparison",
    "ImportancePerformance",
    "Kano",
    "SatisfactionScore",
    "Segments",
    "csat",
    "nps",
    "top_box",
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
