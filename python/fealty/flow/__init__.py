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
    from .calendar import Calendar as Calendar
    from .event_log import EventLog as EventLog

# Where each public name stands.
_lazy = {
    "Calendar": "calendar",
    "EventLog": "event_log",
}

__all__ = ["Calendar", "EventLog"]


def __getattr__(name: str) -> object:
    """Loads what is asked for when it is asked for, so that importing fealty takes no time."""
    if name not in _lazy:
        raise AttributeError(f"module 'fealty.flow' has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{_lazy[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_lazy)
