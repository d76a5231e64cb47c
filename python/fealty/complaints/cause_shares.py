"""What complaints are about: the causes, the most frequent first, each with its share and its interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import _core
from ..result import Result
from .case_labels import kind_of, labels_of

__all__ = ["CauseShares", "causes"]

MOST_OF_ALL = 0.8


class CauseShares(Result):
    """Causes of complaints by the number of cases that have them; made by `causes`."""

    _compiled: _core.CauseShares
    title = "Causes of complaints"
    plot_name = "cause_pareto"

    @property
    def cases(self) -> int:
        """Number of cases, with causes or without."""
        return self._compiled.cases

    @property
    def labeled(self) -> int:
        """Number of cases that have a cause, of which the shares are."""
        return self._compiled.labeled

    @property
    def vital(self) -> int:
        """How many causes, from the most frequent on, cover at least 80 % of the cases: Pareto's vital few (Juran 1951,
        "Quality control handbook")."""
        within = self._compiled.frame()["within"].to_numpy().tolist()
        return int(min(len(within), 1 + sum(cover < MOST_OF_ALL for cover in within)))

    def __len__(self) -> int:
        return len(self._compiled)

    def _notes(self) -> list[str]:
        made = self._compiled
        notes = [f"shares of {made.labeled:,} cases with a cause; Wilson's {made.level:.0%} intervals"]
        if made.cases > made.labeled:
            notes.append(f"{made.cases - made.labeled:,} cases have no cause and are left out")
        if made.labels > made.labeled:
            notes.append(f"{made.labels:,} causes in all, several per case: shares add up to more than 100 %")
        return notes


def causes(
    data: Any, cause: str | Sequence[str] | None = "cause", *, separator: str | None = None, level: float = 0.95
) -> CauseShares:
    """Counts the causes of complaints.

    Parameters
    ----------
    data : Book, frame or column
        The complaints: those of a book, a frame with a row per case, or the labels themselves.
    cause : str or sequence of str
        The column that says what a case is about: texts, or lists of texts where a case has several causes. Or several
        columns: of texts, each a cause, or of truth values, whose names are the causes.
    separator : str, optional
        What separates several causes in one text, such as ";".
    level : float
        The level of the intervals.

    Returns
    -------
    CauseShares
        ``to_frame()`` has a row per cause, the most frequent first: `cause`, `cases`, `share` of the cases that have a
        cause at all, and `within`, the share of those that have it or a more frequent one (Pareto's line; each case
        counts once in it), with intervals.

    Examples
    --------
    >>> import fealty as fy
    >>> found = fy.complaints.causes(["wait;price", "wait", None, "staff"], separator=";")
    >>> [str(cause) for cause in found.to_frame()["cause"]]
    ['wait', 'price', 'staff']
    >>> found.labeled
    3
    """
    labels = labels_of(data, cause, separator, "cause")
    return CauseShares(_core.cause_shares(labels.cases, labels.rows, labels.labels, level), kind_of(data))
