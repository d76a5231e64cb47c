"""Pictures: one function per picture, each in a file of its name.

Every function takes a result (or the table behind it) and optionally the axes to draw into, and returns the axes::

    fealty.plots.lorenz(book.customers.concentration())
    book.customers.concentration().plot()  # the same
"""

from __future__ import annotations

from .accustoming import accustoming
from .alive_history import alive_history
from .asymmetry import asymmetry
from .audit import audit
from .backtest import backtest
from .blueprint import blueprint
from .budget_curve import budget_curve
from .budget_split import budget_split
from .case_duration import case_duration
from .cause_course import cause_course
from .cause_needs import cause_needs
from .cause_pareto import cause_pareto
from .closing_plan import closing_plan
from .complaints import complaints
from .control_chart import control_chart
from .customer_economics import customer_economics
from .customer_value import customer_value
from .directly_follows import directly_follows
from .drift import drift
from .drivers import drivers
from .expectation_track import expectation_track
from .forest import forest
from .free_slopes import free_slopes
from .frequency_recency import frequency_recency
from .funnel import funnel
from .futures import futures
from .gap_analysis import gap_analysis
from .gap_comparison import gap_comparison
from .handover import handover
from .importance_performance_grid import importance_performance_grid
from .improvement_backlog import improvement_backlog
from .intake import intake
from .kano_plane import kano_plane
from .key_figures import key_figures
from .lifecycle import lifecycle, transitions
from .lorenz import lorenz
from .moments_of_truth import moments_of_truth
from .parties import parties
from .performance import performance
from .posterior import posterior
from .purchases import purchases
from .pyramid import pyramid
from .rank_chart import rank_chart
from .reach import reach
from .reliability import reliability
from .reliability_diagram import reliability_diagram
from .retention_curve import retention_curve
from .rework import rework
from .rfm import rfm
from .segments import segments
from .step_matrix import step_matrix
from .steps import steps
from .temporal_profile import temporal_profile
from .trust import trust
from .type_transitions import type_transitions
from .unmet_needs import unmet_needs
from .variants import variants
from .visit_timeline import visit_timeline
from .who_returns import who_returns
from .zone_of_tolerance import zone_of_tolerance

__all__ = [
    "accustoming",
    "alive_history",
    "asymmetry",
    "audit",
    "backtest",
    "blueprint",
    "budget_curve",
    "budget_split",
    "case_duration",
    "cause_course",
    "cause_needs",
    "cause_pareto",
    "closing_plan",
    "complaints",
    "control_chart",
    "customer_economics",
    "customer_value",
    "directly_follows",
    "drift",
    "drivers",
    "expectation_track",
    "forest",
    "free_slopes",
    "frequency_recency",
    "funnel",
    "futures",
    "gap_analysis",
    "gap_comparison",
    "handover",
    "importance_performance_grid",
    "improvement_backlog",
    "intake",
    "kano_plane",
    "key_figures",
    "lifecycle",
    "lorenz",
    "moments_of_truth",
    "parties",
    "performance",
    "posterior",
    "purchases",
    "pyramid",
    "rank_chart",
    "reach",
    "reliability",
    "reliability_diagram",
    "retention_curve",
    "rework",
    "rfm",
    "segments",
    "step_matrix",
    "steps",
    "temporal_profile",
    "transitions",
    "trust",
    "type_transitions",
    "unmet_needs",
    "variants",
    "visit_timeline",
    "who_returns",
    "zone_of_tolerance",
]
