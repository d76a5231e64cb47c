"""fealty: customers, their service, the gap to what they expected, their complaints, and whether they stay.

Start with a book of records::

    import fealty as fy

    book = fy.Book.read("fealty-demo")           # CSV or Parquet files named after the tables
    book = fy.Book(purchases=df)                 # or any frames; only what you have
    book.features(as_of="2026-06-30")            # one row per customer, nothing from the future
    book.customers.concentration().plot()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._core import (
    ArchiveError,
    Estimate,
    FealtyError,
    FitError,
    ParameterError,
    RecordError,
    __version__,
    set_threads,
    threads,
)
from .lazy import load as _load

if TYPE_CHECKING:
    from . import complaints as complaints
    from . import customers as customers
    from . import demo as demo
    from . import flow as flow
    from . import gaps as gaps
    from . import loyalty as loyalty
    from . import report as report
    from .book import Book as Book

__all__ = [
    "ArchiveError",
    "Book",
    "Estimate",
    "FealtyError",
    "FitError",
    "ParameterError",
    "RecordError",
    "__version__",
    "complaints",
    "customers",
    "demo",
    "flow",
    "gaps",
    "loyalty",
    "report",
    "set_threads",
    "threads",
]

_lazy = {
    "Book": "book",
    "complaints": "complaints",
    "customers": "customers",
    "demo": "demo",
    "flow": "flow",
    "gaps": "gaps",
    "loyalty": "loyalty",
    "report": "report",
}


def __getattr__(name: str) -> object:
    """Loads what is asked for when it is asked for."""
    return _load(__name__, _lazy, name)


def __dir__() -> list[str]:
    return sorted(__all__)
