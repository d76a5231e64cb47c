"""Pictures: one function per picture, each in a file of its name.

Every function takes a result (or the table behind it) and optionally the axes to draw into, and returns the axes::

    fealty.plots.lorenz(book.customers.concentration())
    book.customers.concentration().plot()  # the same
"""

from __future__ import annotations

from .audit import audit
from .blueprint import blueprint
from .case_duration import case_duration
from .complaints import complaints
from .control_chart import control_chart
from .directly_follows import directly_follows
from .expectation_track import expectation_track
from .funnel import funnel
from .handover import handover
from .improvement_backlog import improvement_backlog
from .intake import intake
from .items import items
from .key_figures import key_figures
from .lifecycle import lifecycle, transitions
from .lorenz import lorenz
from .moments_of_truth import moments_of_truth
from .parties import parties
from .performance import performance
from .purchases import purchases
from .rank_chart import rank_chart
from .rework import rework
from .rfm import rfm
from .segments import segments
from .step_matrix import step_matrix
from .steps import steps
from .temporal_profile import temporal_profile
from .variants import variants
from .visit_timeline import visit_timeline

__all__ = [
    "audit",
    "blueprint",
    "case_duration",
    "complaints",
    "control_chart",
    "directly_follows",
    "expectation_track",
    "funnel",
    "handover",
    "improvement_backlog",
    "intake",
    "items",
    "key_figures",
    "lifecycle",
    "lorenz",
    "moments_of_truth",
    "parties",
    "performance",
    "purchases",
    "rank_chart",
    "rework",
    "rfm",
    "segments",
    "step_matrix",
    "steps",
    "temporal_profile",
    "transitions",
    "variants",
    "visit_timeline",
]
