"""Trust: slow to win, quick to lose."""

from __future__ import annotations

from typing import Any

from .. import _core
from ..errors import RecordError, error
from ..frames import to_frame
from ..result import Result
from .chosen import column

__all__ = ["Trust", "TrustPaths"]


class Trust:
    """How trust moves with what is experienced.

    With the feeling f = gap / scale, kept within [-1, 1], an experience that meets the need adds ``up * f * trust *
    (1 - trust)`` and one that does not takes ``down * |f| * trust``. Trust stays between 0 and 1, and the step down is
    larger than the step up for a gap of the same size at every level.

    Parameters
    ----------
    up : float
        What an expectation fully exceeded adds, in units of ``trust * (1 - trust)``; above 0 and below `down`. The
        usual rates are our choice: no source gives figures.
    down : float
        Share of the trust that a full disappointment costs, below 1.
    scale : float
        The gap that counts in full, in points of the answers' scale.
    initial : float
        Trust before the first experience, above 0 and at most 1.
    """

    def __init__(self, up: float = 0.1, down: float = 0.4, scale: float = 1.0, initial: float = 0.5) -> None:
        self._compiled = _core.TrustRule(up, down, scale, initial)

    def step(self, trust: float, gap: float) -> float:
        """Trust after one more experience; `gap` is experience less expectation."""
        return _core.next_trust(trust, gap, self._compiled)

    def follow(
        self,
        experiences: Any,
        *,
        customer: str = "customer_id",
        gap: str | None = None,
        at: str | None = None,
        level: float = 0.95,
    ) -> TrustPaths:
        """Follows the trust of every customer.

        Parameters
        ----------
        experiences : frame
            A row per experience.
        customer : str
            The column of the customers.
        gap : str, optional
            The column of the gaps, experience less expectation. Unless given: the column gap; else the columns
            experience and expectation; else met (true counts as a gap of `scale`, false of minus `scale`).
        at : str, optional
            The column of the times; the column at if there is one, else the rows are taken as they stand.
        level : float
            Of the intervals.

        Returns
        -------
        TrustPaths
            ``to_frame()`` has the trust after each row, ``customers()`` that of each customer at the end, ``course()``
            the mean after the first, second ... experience.
        """
        frame, kind = to_frame(experiences)
        when = at if at is not None else "at" if "at" in frame.names else None
        gaps = column(frame, gap) if gap is not None else self._gaps(frame)
        times = {} if when is None else {"at": column(frame, when)}
        made = _core.trust_paths(column(frame, customer), gaps, rule=self._compiled, level=level, **times)
        return TrustPaths(made, kind)

    def _gaps(self, frame: _core.Frame) -> _core.Column:
        """The gaps of a frame, by what it has."""
        import polars as pl

        if "gap" in frame.names:
            return frame["gap"]
        table = pl.DataFrame(frame)
        if {"experience", "expectation"} <= set(frame.names):
            gaps = table["experience"].cast(pl.Float64) - table["expectation"].cast(pl.Float64)
        elif "met" in frame.names:
            gaps = (2 * table["met"].cast(pl.Float64) - 1) * self._compiled.scale
        else:
            names = ", ".join(frame.names)
            raise error(RecordError, "FY101", f"there is no gap, no experience and expectation, no met among {names}")
        return _core.Column.from_arrow(gaps, "gap")

    def __repr__(self) -> str:
        rule = self._compiled
        return f"Trust(up={rule.up:g}, down={rule.down:g}, scale={rule.scale:g}, initial={rule.initial:g})"

    def __reduce__(self) -> tuple[type[Trust], tuple[float, float, float, float]]:
        rule = self._compiled
        return Trust, (rule.up, rule.down, rule.scale, rule.initial)


class TrustPaths(Result):
    """Trust over the experiences of many customers."""

    _compiled: _core.TrustPaths
    title = "Trust"
    plot_name = "trust"

    @property
    def mean(self) -> _core.Estimate:
        """The mean of the customers' trust after all of their experiences."""
        return self._compiled.mean

    def customers(self) -> Any:
        """Every customer: experiences, trust at the end, and the lowest it ever was."""
        return self._native(self._compiled.customers_frame())

    def course(self) -> Any:
        """Mean trust after the first, second ... experience, of the customers who had as many."""
        return self._native(self._compiled.course())

    def __len__(self) -> int:
        return len(self._compiled)

    def _notes(self) -> list[str]:
        made, rule = self._compiled, self._compiled.rule
        notes = [
            f"{len(made):,} customers; trust at the end {made.mean}, {rule.initial:g} before the first experience",
            f"up {rule.up:g}, down {rule.down:g}, a gap of {rule.scale:g} counts in full",
        ]
        if made.missing:
            notes.append(f"{made.missing:,} experiences without a gap change nothing")
        return notes
