"""Expectation and experience: every gap measured, explained, followed over time, and closed at least cost.

Start with a survey, or with the ratings of a book::

    import fealty as fy

    g = fy.gaps.GapAnalysis(dimensions={"security": ["19", "20", "21"]}).fit(expectation=E, experience=P)
    g.items
    g.plot()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import load as _load

if TYPE_CHECKING:
    from . import instruments as instruments
    from .aggregates import Halo as Halo
    from .aggregates import SatisfactionLayers as SatisfactionLayers
    from .aggregates import halo as halo
    from .aggregates import layers as layers
    from .canvas import ServiceGapCanvas as ServiceGapCanvas
    from .closing_plan import ClosingPlan as ClosingPlan
    from .closing_plan import Lever as Lever
    from .closing_plan import plan as plan
    from .driver_analysis import Drivers as Drivers
    from .driver_analysis import drivers as drivers
    from .expectation_filter import ExpectationFilter as ExpectationFilter
    from .expectation_filter import ExpectationTrack as ExpectationTrack
    from .expectation_filter import simulate_ratings as simulate_ratings
    from .gap_analysis import Asymmetry as Asymmetry
    from .gap_analysis import FreeSlopes as FreeSlopes
    from .gap_analysis import GapAnalysis as GapAnalysis
    from .gap_analysis import GapComparison as GapComparison
    from .gap_analysis import Segments as Segments
    from .importance_performance import ImportancePerformance as ImportancePerformance
    from .item_analysis import Reliability as Reliability
    from .item_analysis import reliability as reliability
    from .kano import Kano as Kano
    from .moments import MeanCovariance as MeanCovariance
    from .moments import Moments as Moments
    from .pooling import Pooled as Pooled
    from .pooling import pool as pool
    from .priorities import Motives as Motives
    from .priorities import WeightedGap as WeightedGap
    from .priorities import motives as motives
    from .priorities import weighted_gap as weighted_gap
    from .satisfaction_score import SatisfactionScore as SatisfactionScore
    from .satisfaction_score import csat as csat
    from .satisfaction_score import nps as nps
    from .satisfaction_score import top_box as top_box
    from .trust import Trust as Trust
    from .trust import TrustPaths as TrustPaths
    from .unmet_needs import UnmetNeeds as UnmetNeeds
    from .unmet_needs import discovery_channels as discovery_channels

# Where each public name stands.
_lazy = {
    "Asymmetry": "gap_analysis",
    "ClosingPlan": "closing_plan",
    "Drivers": "driver_analysis",
    "ExpectationFilter": "expectation_filter",
    "ExpectationTrack": "expectation_filter",
    "FreeSlopes": "gap_analysis",
    "GapAnalysis": "gap_analysis",
    "GapComparison": "gap_analysis",
    "Halo": "aggregates",
    "ImportancePerformance": "importance_performance",
    "Kano": "kano",
    "Lever": "closing_plan",
    "MeanCovariance": "moments",
    "Moments": "moments",
    "Motives": "priorities",
    "Pooled": "pooling",
    "Reliability": "item_analysis",
    "SatisfactionLayers": "aggregates",
    "SatisfactionScore": "satisfaction_score",
    "Segments": "gap_analysis",
    "ServiceGapCanvas": "canvas",
    "Trust": "trust",
    "TrustPaths": "trust",
    "UnmetNeeds": "unmet_needs",
    "WeightedGap": "priorities",
    "csat": "satisfaction_score",
    "discovery_channels": "unmet_needs",
    "drivers": "driver_analysis",
    "halo": "aggregates",
    "instruments": "instruments",
    "layers": "aggregates",
    "motives": "priorities",
    "nps": "satisfaction_score",
    "plan": "closing_plan",
    "pool": "pooling",
    "reliability": "item_analysis",
    "simulate_ratings": "expectation_filter",
    "top_box": "satisfaction_score",
    "weighted_gap": "priorities",
}

__all__ = [
    "Asymmetry",
    "ClosingPlan",
    "Drivers",
    "ExpectationFilter",
    "ExpectationTrack",
    "FreeSlopes",
    "GapAnalysis",
    "GapComparison",
    "Halo",
    "ImportancePerformance",
    "Kano",
    "Lever",
    "MeanCovariance",
    "Moments",
    "Motives",
    "Pooled",
    "Reliability",
    "SatisfactionLayers",
    "SatisfactionScore",
    "Segments",
    "ServiceGapCanvas",
    "Trust",
    "TrustPaths",
    "UnmetNeeds",
    "WeightedGap",
    "csat",
    "discovery_channels",
    "drivers",
    "halo",
    "instruments",
    "layers",
    "motives",
    "nps",
    "plan",
    "pool",
    "reliability",
    "simulate_ratings",
    "top_box",
    "weighted_gap",
]


def __getattr__(name: str) -> object:
    """Loads what is asked for when it is asked for."""
    return _load(__name__, _lazy, name)


def __dir__() -> list[str]:
    return sorted(_lazy)
