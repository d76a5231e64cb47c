"""Gaps: where what customers get falls short of what they expected, and what to do about it.

Levers raise the experience or reset the promise; a plan picks those that are worth most within a budget::

    import fealty as fy

    plan = fy.gaps.plan(g, levers, budget=50_000)
    plan.plot()
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .closing_plan import ClosingPlan as ClosingPlan
    from .closing_plan import Lever as Lever
    from .closing_plan import plan as plan

# Where each public name stands.
_lazy = {
    "ClosingPlan": "closing_plan",
    "Lever": "closing_plan",
    "plan": "closing_plan",
}

__all__ = [
    "ClosingPlan",
    "Lever",
    "plan",
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
