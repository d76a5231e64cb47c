"""The intake report: what came, and what was wrong with it."""

from __future__ import annotations

from typing import Any

from . import _core
from .result import Result, first_rows

__all__ = ["Intake", "problems"]


class Intake(Result):
    """What was taken in and what was found wrong with it; a row for each problem of each column."""

    _compiled: _core.Intake
    title = "Intake"
    plot_name = "intake"

    @property
    def rows(self) -> dict[str, tuple[int, int]]:
        """For each table the rows that were given and those that are held."""
        return dict(self._compiled.rows)

    def to_frame(self) -> Any:
        """A row for each problem of each column: how often, the first rows, and what was done."""
        return self._native(self._compiled.findings())

    def to_text(self) -> str:
        """The report as plain text."""
        return str(self._compiled.to_text())

    def __len__(self) -> int:
        return len(self._compiled)

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        findings = self._compiled.findings()
        notes = [f"{table}: {given:,} rows given, {held:,} held" for table, (given, held) in self.rows.items()]
        if not len(self):
            notes.append("no problems found")
        return self.title, list(findings.names), first_rows(findings, len(findings)), notes


def problems() -> Any:
    """Every problem that is looked for: what it means, and what the rules "keep" and "repair" do about it."""
    from .frames import to_native

    return to_native(_core.problem_catalogue(), "polars")
