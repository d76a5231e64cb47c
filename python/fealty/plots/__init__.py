"""Pictures: one function per picture, each in a file of its name.

Every function takes a result (or the table behind it) and optionally the axes to draw into, and returns the axes::

    fealty.plots.lorenz(book.customers.concentration())
    book.customers.concentration().plot()  # the same
"""

from __future__ import annotations

from .blueprint import blueprint
from .complaints import complaints
from .directly_follows import directly_follows
from .intake import intake
from .items import items
from .key_figures import key_figures
from .lifecycle import lifecycle, transitions
from .lorenz import lorenz
from .parties import parties
from .purchases import purchases
from .rfm import rfm
from .segments import segments
from .steps import steps
from .variants import variants
from .visit_timeline import visit_timeline

__all__ = [
    "blueprint",
    "complaints",
    "directly_follows",
    "intake",
    "items",
    "key_figures",
    "lifecycle",
    "lorenz",
    "parties",
    "purchases",
    "rfm",
    "segments",
    "steps",
    "transitions",
    "variants",
    "visit_timeline",
]
