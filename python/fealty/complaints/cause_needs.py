"""Which needs the causes of complaints touch, and which of them more than others do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .. import _core
from ..errors import RecordError, error
from ..result import Result
from .case_labels import kind_of, labels_of

if TYPE_CHECKING:
    import polars as pl

__all__ = ["CauseNeeds", "causes_by_need"]

FEWEST = 5  # cases of a pair that are enough to say something of it


class CauseNeeds(Result):
    """Causes against needs, counted over cases that have both; made by `causes_by_need`."""

    _compiled: _core.CauseNeeds
    title = "Causes and needs"
    plot_name = "cause_needs"

    @property
    def causes(self) -> list[str]:
        """The causes, the most frequent first."""
        return list(self._compiled.causes)

    @property
    def needs(self) -> list[str]:
        """The needs, the most frequent first."""
        return list(self._compiled.needs)

    def outstanding(self) -> Any:
        """The pairs of which it is sure that the cause's cases touch the need more often than all cases do: whose lift
        has an interval above 1, of at least five cases. Those with the most cases beyond their expected number, by the
        lower end of the lift, come first."""
        return self._native(_core.Frame.from_arrow(self._outstanding()))

    def _outstanding(self) -> pl.DataFrame:
        import polars as pl

        excess = pl.col("cases") * (1 - 1 / pl.col("lift_lower"))
        sure = pl.DataFrame(self._compiled.frame()).filter((pl.col("lift_lower") > 1) & (pl.col("cases") >= FEWEST))
        return sure.sort(excess, "cause", "need", descending=[True, False, False])

    def __len__(self) -> int:
        return len(self.causes) * len(self.needs)

    def _notes(self) -> list[str]:
        made = self._compiled
        notes = [f"{made.cases:,} cases; share: of the cases with the cause; lift: against all cases, 1 if alike"]
        return notes + ([f"{made.left_out:,} cases without cause or need are left out"] if made.left_out else [])


def causes_by_need(
    data: Any,
    cause: str | Sequence[str] = "cause",
    need: str | Sequence[str] = "need",
    *,
    separator: str | None = None,
    level: float = 0.95,
) -> CauseNeeds:
    """Counts causes of complaints against the needs that they touch.

    Parameters
    ----------
    data : Book or frame
        The complaints: those of a book, or a frame with a row per case.
    cause, need : str or sequence of str
        The columns of causes and of needs, as in `causes`; a case may have several of either.
    separator : str, optional
        What separates several labels in one text.
    level : float
        The level of the intervals.

    Returns
    -------
    CauseNeeds
        ``to_frame()`` has a row per cause and need: `cases`; `share` of the cases with the cause, with Wilson's
        interval; and `lift`, how many times as often the cause's cases touch the need as all cases do, with the
        interval of the delta method on the logarithmic scale.

    Examples
    --------
    >>> import fealty as fy
    >>> cases = {"cause": ["wait", "wait", "price"], "need": ["importance", "importance", "fairness"]}
    >>> float(fy.complaints.causes_by_need(cases).to_frame()["lift"][0])
    1.5
    """
    by_cause, by_need = labels_of(data, cause, separator, "cause"), labels_of(data, need, separator, "need")
    if by_cause.cases != by_need.cases:
        raise error(RecordError, "FY104", f"there are causes of {by_cause.cases} cases, but needs of {by_need.cases}")
    made = _core.cause_needs(by_cause.cases, by_cause.rows, by_cause.labels, by_need.rows, by_need.labels, level)
    return CauseNeeds(made, kind_of(data))
