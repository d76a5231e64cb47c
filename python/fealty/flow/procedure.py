"""Procedures: steps to be done each once and in order, given as data and audited as flows are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from .. import _core
from .listed import Listed
from .service_flow import ServiceFlow

if TYPE_CHECKING:
    from .audit import Audit
    from .event_log import EventLog

__all__ = ["Procedure", "procedures"]


class Procedure(Listed):
    """An ordered procedure. ``fealty.flow.procedures.complaint_handling`` is ready; any other is a list of its steps,
    ``ServiceFlow(["ask", "answer", "thank"])``."""

    def __init__(self, name: str) -> None:
        title, self.chinese, self.source, frame, english, chinese = _core.procedure(name)
        super().__init__(frame)
        self.name, self._title = name, title
        self._flows = {"en": english, "zh": chinese}

    def flow(self, language: Literal["en", "zh"] = "en") -> ServiceFlow:
        """The flow that asks for each step once and in order, with the names of a language."""
        return ServiceFlow._of(self._flows[language])

    def audit(self, log: EventLog, language: Literal["en", "zh"] | None = None) -> Audit:
        """Holds a log against the procedure. The language is that in which the log names more of the steps, unless
        given."""
        return self.flow(language or self._language_of(log)).audit(log)

    def _language_of(self, log: EventLog) -> Literal["en", "zh"]:
        named = set(log.steps)
        known = {language: sum(step.name in named for step in flow.steps) for language, flow in self._flows.items()}
        return "zh" if known["zh"] > known["en"] else "en"

    def _headline(self) -> str:
        return f"{self._title} ({self.chinese})"


class Procedures:
    """The procedures that are ready, by name."""

    def __getattr__(self, name: str) -> Procedure:
        if name.startswith("_"):
            raise AttributeError(name)
        return Procedure(name)

    def __dir__(self) -> list[str]:
        return list(_core.procedure_names())

    def __iter__(self) -> Any:
        return (Procedure(name) for name in _core.procedure_names())


procedures = Procedures()
