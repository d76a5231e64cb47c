"""What every result has: a table in the caller's kind of frame, a view for notebooks, a picture, saving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from . import _core
from .tables import to_html, to_text

if TYPE_CHECKING:
    from .frames import Kind


def first_rows(frame: _core.Frame, limit: int) -> list[tuple[Any, ...]]:
    """The first rows of a compiled frame as Python values."""
    count = min(limit, len(frame))
    import numpy as np

    rows = np.arange(count, dtype=np.uint32)
    columns = [frame[name].take(rows).to_numpy().tolist() for name in frame.names]
    return list(zip(*columns, strict=True))


class Listing:
    """A compiled result, and the kind of frame in which its tables are given."""

    title: ClassVar[str]
    rows_shown: ClassVar[int] = 12

    def __init__(self, compiled: Any, kind: Kind = "polars") -> None:
        self._compiled = compiled
        self._kind = kind

    def to_frame(self) -> Any:
        """The result's main table, in the kind of frame that the records came in."""
        return self._native(self._frame())

    def _frame(self) -> _core.Frame:
        """The main table as it is compiled."""
        return self._compiled.frame()  # type: ignore[no-any-return]

    def _native(self, frame: _core.Frame) -> Any:
        from .frames import to_native

        return to_native(frame, self._kind)

    def _headline(self) -> str:
        return self.title

    def _notes(self) -> list[str]:
        return []

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        frame = self._frame()
        notes = self._notes()
        if len(frame) > self.rows_shown:
            notes = [f"{len(frame) - self.rows_shown:,} more rows", *notes]
        return self._headline(), list(frame.names), first_rows(frame, self.rows_shown), notes

    def _repr_html_(self) -> str:
        return to_html(*self._view())

    def __repr__(self) -> str:
        return to_text(*self._view())

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._compiled == other._compiled

    def __hash__(self) -> int:
        return id(self)


class Result(Listing):
    """A result that can be drawn."""

    plot_name: ClassVar[str]

    def plot(self, ax: Any = None) -> Any:
        """Draws the result with matplotlib and returns the axes."""
        from . import plots

        return getattr(plots, self.plot_name)(self, ax)
