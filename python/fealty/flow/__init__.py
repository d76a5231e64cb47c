"""Service flow: what happens to customers step by step, and which steps fail them.

Start with a log of events::

    import fealty as fy

    log = fy.flow.EventLog(df, case="visit_id", activity="step", time="at")    # or fy.flow.EventLog(book)
    log.directly_follows()
    flow = fy.flow.ServiceFlow.sketch(log)
    flow.audit(log).plot()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import load as _load

if TYPE_CHECKING:
    from .attribution import ImprovementBacklog as ImprovementBacklog
    from .attribution import MomentsOfTruth as MomentsOfTruth
    from .attribution import RemovalEffects as RemovalEffects
    from .attribution import improvement_backlog as improvement_backlog
    from .attribution import moments_of_truth as moments_of_truth
    from .attribution import removal_effects as removal_effects
    from .audit import Audit as Audit
    from .calendar import Calendar as Calendar
    from .control import ControlChart as ControlChart
    from .control import run_length as run_length
    from .control import run_rules as run_rules
    from .event_log import EventLog as EventLog
    from .procedure import Procedure as Procedure
    from .procedure import procedures as procedures
    from .quality_cycle import QualityCycle as QualityCycle
    from .requirement import Requirement as Requirement
    from .requirement import needs as needs
    from .requirement import sources as sources
    from .service_flow import ServiceFlow as ServiceFlow
    from .service_flow import Step as Step
    from .service_flow import choice as choice
    from .service_flow import loop as loop
    from .service_flow import optional as optional
    from .service_flow import parallel as parallel

# Where each public name stands.
_lazy = {
    "Audit": "audit",
    "Calendar": "calendar",
    "ControlChart": "control",
    "EventLog": "event_log",
    "ImprovementBacklog": "attribution",
    "MomentsOfTruth": "attribution",
    "Procedure": "procedure",
    "QualityCycle": "quality_cycle",
    "RemovalEffects": "attribution",
    "Requirement": "requirement",
    "ServiceFlow": "service_flow",
    "Step": "service_flow",
    "choice": "service_flow",
    "improvement_backlog": "attribution",
    "loop": "service_flow",
    "moments_of_truth": "attribution",
    "needs": "requirement",
    "optional": "service_flow",
    "parallel": "service_flow",
    "procedures": "procedure",
    "removal_effects": "attribution",
    "run_length": "control",
    "run_rules": "control",
    "sources": "requirement",
}

__all__ = [
    "Audit",
    "Calendar",
    "ControlChart",
    "EventLog",
    "ImprovementBacklog",
    "MomentsOfTruth",
    "Procedure",
    "QualityCycle",
    "RemovalEffects",
    "Requirement",
    "ServiceFlow",
    "Step",
    "choice",
    "improvement_backlog",
    "loop",
    "moments_of_truth",
    "needs",
    "optional",
    "parallel",
    "procedures",
    "removal_effects",
    "run_length",
    "run_rules",
    "sources",
]


def __getattr__(name: str) -> object:
    """Loads what is asked for when it is asked for."""
    return _load(__name__, _lazy, name)


def __dir__() -> list[str]:
    return sorted(_lazy)
