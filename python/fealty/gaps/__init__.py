"""Gaps: where what customers get falls short of what they expected.

Expectations move with experience; a filter follows those of each customer::

    import fealty as fy

    f = fy.gaps.ExpectationFilter().fit(book.ratings)
    f.track("C17").plot()
    f.expect()
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .expectation_filter import ExpectationFilter as ExpectationFilter
    from .expectation_filter import ExpectationTrack as ExpectationTrack
    from .expectation_filter import simulate_ratings as simulate_ratings

# Where each public name stands.
_lazy = {
    "ExpectationFilter": "expectation_filter",
    "ExpectationTrack": "expectation_filter",
    "simulate_ratings": "expectation_filter",
}

__all__ = [
    "ExpectationFilter",
    "ExpectationTrack",
    "simulate_ratings",
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
