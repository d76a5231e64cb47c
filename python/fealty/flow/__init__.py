"""Service flow: what happens to customers step by step, and which steps fail them.

Start with a log of events::

    import fealty as fy

    log = fy.flow.EventLog(df, case="visit_id", activity="step", time="at")    # or fy.flow.EventLog(book)
    log.directly_follows()
    flow = fy.flow.ServiceFlow.sketch(log)
    flow.audit(log).plot()
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .attribution import ImprovementBacklog as ImprovementBacklog
    from .attribution import MomentsOfTruth as MomentsOfTruth
    from .attribution import RemovalEffects as RemovalEffects
    from .attribution import improvement_backlog as improvement_backlog
    from .attribution import moments_of_truth as moments_of_truth
    from .attribution import removal_effects as removal_effects
    from .calendar import Calendar as Calendar
    from .control import ControlChart as ControlChart
    from .control import run_length as run_length
    from .event_log import EventLog as EventLog
    from .quality_cycle import QualityCycle as QualityCycle

# Where each public name stands.
_lazy = {
    "Calendar": "calendar",
    "ControlChart": "control",
    "EventLog": "event_log",
    "ImprovementBacklog": "attribution",
    "MomentsOfTruth": "attribution",
    "QualityCycle": "quality_cycle",
    "RemovalEffects": "attribution",
    "improvement_backlog": "attribution",
    "moments_of_truth": "attribution",
    "removal_effects": "attribution",
    "run_length": "control",
}

__all__ = [
    "Calendar",
    "ControlChart",
    "EventLog",
    "ImprovementBacklog",
    "MomentsOfTruth",
    "QualityCycle",
    "RemovalEffects",
    "improvement_backlog",
    "moments_of_truth",
    "removal_effects",
    "run_length",
]


def __getattr__(name: str) -> object:
    """Loads what is asked for when it is asked for, so that importing fealty takes no time."""
    if name not in _lazy:
        raise AttributeError(f"module 'fealty.flow' has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{_lazy[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_lazy)
