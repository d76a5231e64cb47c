"""Whether texts are still what a classifier has learnt from."""

from __future__ import annotations

from typing import Any

from ..result import Result

__all__ = ["Drift"]


class Drift(Result):
    """Whether texts are still what was learnt from; `plot` draws each measure against its band."""

    title = "Drift"
    plot_name = "drift"

    @property
    def has_alarm(self) -> bool:
        """Whether any measure is outside its band."""
        return bool(self._compiled.has_alarm)

    def alarms(self) -> list[dict[str, Any]]:
        """The measures that are outside their band, as records."""
        frame = self._compiled.frame()
        columns = {name: frame[name].to_numpy().tolist() for name in frame.names}
        rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        return [row for row in rows if row["is_alarm"]]

    def _notes(self) -> list[str]:
        return [f"{self._compiled.texts:,} texts; bands hold all measures at {self._compiled.level:.0%}"]
