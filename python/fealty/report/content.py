"""What a section of the report is made of: findings in words, figures, tables and pictures."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .._core import Estimate

if TYPE_CHECKING:
    import polars as pl

    from ..plots.style import Picture as Drawing

__all__ = ["Column", "Content", "Figure", "Picture", "Table"]

MOST_ROWS = 1000


def plain(value: Any) -> Any:
    """A value as JSON has it: an estimate with its interval, a time as ISO 8601, null for what is not known."""
    if isinstance(value, Estimate):
        parts = ("value", "standard_error", "lower", "upper", "level")
        return {part: plain(getattr(value, part)) for part in parts}
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (dt.datetime, dt.date)):
        return value.isoformat()
    return value


@dataclass(frozen=True)
class Figure:
    """One number that matters: a number or an Estimate, of the kind "count", "share", "points" (the difference of
    two shares), "amount", "rating", "days" or "duration" (in seconds).

    Figures of the same group stand together under its name.
    """

    name: str
    label: str
    value: Any
    kind: str
    group: str = ""

    def plain(self) -> dict[str, Any]:
        named = {"name": self.name, "label": self.label, "group": self.group, "kind": self.kind}
        return {**named, "value": plain(self.value)}


@dataclass(frozen=True)
class Column:
    """A column of a table: its name in the frame and in the JSON, its heading, and the kind of its values.

    The kinds are those of figures, "text", "long" (a text of many words) and "code".
    """

    name: str
    label: str
    kind: str = "text"

    def plain(self) -> dict[str, str]:
        return {"name": self.name, "label": self.label, "kind": self.kind}


@dataclass(frozen=True)
class Table:
    """A table of a frame; where a column has companions NAME_lower and NAME_upper, they are its interval."""

    name: str
    title: str
    frame: pl.DataFrame
    columns: Sequence[Column]

    def plain(self) -> dict[str, Any]:
        cells = [self._cells(column.name) for column in self.columns]
        return {
            "name": self.name,
            "title": self.title,
            "columns": [column.plain() for column in self.columns],
            "row_count": len(self.frame),
            "rows": [list(row) for row in zip(*cells, strict=True)],
        }

    def _cells(self, name: str) -> list[Any]:
        frame = self.frame.head(MOST_ROWS)
        values = map(plain, frame[name].to_list())
        if f"{name}_lower" not in frame.columns:
            return list(values)
        ends = (map(plain, frame[f"{name}_{end}"].to_list()) for end in ("lower", "upper"))
        parts = ("value", "lower", "upper")
        return [dict(zip(parts, estimate, strict=True)) for estimate in zip(values, *ends, strict=True)]


@dataclass(frozen=True)
class Picture:
    """A picture of `fealty.plots` and what it draws."""

    name: str
    drawing: Drawing
    result: Any


@dataclass
class Content:
    """All that a section has to say. The first of its findings is repeated in the summary."""

    findings: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
