"""Scores of one question: net promoter score, customer satisfaction score, top boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _core
from ..errors import ParameterError, error
from ..frames import to_column
from ..result import Listing

if TYPE_CHECKING:
    from ..frames import Kind

__all__ = [
    "CustomerSatisfactionScore",
    "NetPromoterScore",
    "SatisfactionScore",
    "TopBoxShare",
    "csat",
    "nps",
    "top_box",
]


class SatisfactionScore(Listing):
    """A score with its interval, of all respondents and of groups of them."""

    _compiled: _core.SatisfactionScore

    @property
    def score(self) -> _core.Estimate:
        """The score of all respondents."""
        return self._compiled.score

    def counts(self) -> Any:
        """How often each answer was given: group, answer, count, share."""
        return self._native(self._compiled.counts())

    def compare(self, first: Any, second: Any) -> _core.Estimate:
        """The score of one group less that of another, by MOVER of their intervals (Zou and Donner 2008); for shares
        that is method 10 of Newcombe (1998)."""
        return self._compiled.difference(str(first), str(second))

    def __float__(self) -> float:
        return self.score.value

    def _notes(self) -> list[str]:
        made = self._compiled
        left_out = [(made.missing, "did not answer"), (made.ungrouped, "are in no group")]
        return [self._meaning(), *(f"{count:,} respondents {why}" for count, why in left_out if count)]

    def _meaning(self) -> str:
        """What counts as what, and how the interval is made."""
        raise NotImplementedError


class NetPromoterScore(SatisfactionScore):
    """The share of promoters less that of detractors, in points from -100 to 100."""

    title = "Net promoter score"

    def _meaning(self) -> str:
        made = self._compiled
        return (
            f"promoters answered {made.favorable_from:g} or more, detractors {made.unfavorable_to:g} or less; "
            "adjusted Wald interval (Rocks 2016)"
        )


class TopBoxShare(SatisfactionScore):
    """The share of the highest answers."""

    title = "Top box"

    def _meaning(self) -> str:
        return f"share of answers of {self._compiled.favorable_from:g} or more; Wilson's interval"


class CustomerSatisfactionScore(TopBoxShare):
    """The share of satisfied answers."""

    title = "Customer satisfaction score"


def nps(
    x: Any,
    *,
    scale: tuple[float, float] = (0, 10),
    promoter: float | None = None,
    detractor: float | None = None,
    by: Any = None,
    level: float = 0.95,
) -> NetPromoterScore:
    """The net promoter score (Reichheld 2003), in points from -100 to 100.

    Parameters
    ----------
    x : column
        Answers to how likely one is to recommend: whole numbers on the scale. Missing ones are left out and counted.
    scale : (float, float)
        The least and the greatest answer.
    promoter, detractor : float, optional
        From which answer on one is a promoter, and up to which a detractor: 9 and 6 on a scale up to 10. They must be
        given for other scales.
    by : column, optional
        The group of each respondent (texts or integers), for a score of each.
    level : float
        The level of the intervals.

    Returns
    -------
    NetPromoterScore
        `score` is an Estimate; ``to_frame()`` has a row for all and for each group, ``counts()`` how often each answer
        was given, ``compare(a, b)`` the difference of two groups.

    Notes
    -----
    The interval is the adjusted Wald one of Rocks (2016), "Interval estimation for the net promoter score": 3/4 is
    added to the number of promoters and of detractors, and 3 to the number of answers.

    Examples
    --------
    >>> import fealty as fy
    >>> fy.gaps.nps([10, 9, 9, 8, 7, 6, 0, 10]).score.value
    25.0
    """
    if promoter is None or detractor is None:
        if scale[1] != 10:
            raise error(
                ParameterError,
                "FY203",
                f"the scale ends at {scale[1]:g}, not at 10: say who is a promoter and who a detractor by "
                "promoter=... and detractor=...",
            )
        promoter, detractor = 9 if promoter is None else promoter, 6 if detractor is None else detractor
    column, groups, kind, name = _columns(x, by)
    return NetPromoterScore(_core.net_promoter_score(column, groups, scale, promoter, detractor, level, name), kind)


def csat(
    x: Any,
    *,
    scale: tuple[float, float] = (1, 5),
    satisfied: float | None = None,
    by: Any = None,
    level: float = 0.95,
) -> CustomerSatisfactionScore:
    """The customer satisfaction score: the share of satisfied answers, with Wilson's interval.

    Parameters
    ----------
    x : column
        Answers: whole numbers on the scale. Missing ones are left out and counted.
    scale : (float, float)
        The least and the greatest answer.
    satisfied : float, optional
        From which answer on one is satisfied; the two highest unless given (4 and 5 of 5).
    by : column, optional
        The group of each respondent (texts or integers), for a score of each.
    level : float
        The level of the intervals.

    Returns
    -------
    CustomerSatisfactionScore
        As of `nps`.
    """
    least = scale[1] - 1 if satisfied is None else satisfied
    column, groups, kind, name = _columns(x, by)
    return CustomerSatisfactionScore(_core.top_box_share(column, groups, scale, least, level, name), kind)


def top_box(
    x: Any, *, scale: tuple[float, float] = (1, 5), boxes: int = 1, by: Any = None, level: float = 0.95
) -> TopBoxShare:
    """The share of the highest answers of a scale, with Wilson's interval.

    Parameters
    ----------
    x : column
        Answers: whole numbers on the scale. Missing ones are left out and counted.
    scale : (float, float)
        The least and the greatest answer.
    boxes : int
        How many of the highest answers count: 1 for the top box, 2 for the top two.
    by : column, optional
        The group of each respondent (texts or integers), for a share of each.
    level : float
        The level of the intervals.

    Returns
    -------
    TopBoxShare
        As of `nps`.
    """
    column, groups, kind, name = _columns(x, by)
    return TopBoxShare(_core.top_box_share(column, groups, scale, scale[1] - boxes + 1, level, name), kind)


def _columns(x: Any, by: Any) -> tuple[_core.Column, _core.Column | None, Kind, str]:
    """The answers, the groups, the kind of frame that is given back, and what messages call the answers."""
    name = str(getattr(x, "name", None) or "answers")
    groups = None if by is None else to_column(by, "by")
    return to_column(x, name), groups, _kind_of(x), name


def _kind_of(x: Any) -> Kind:
    """The kind of frame that goes with a column."""
    module = type(x).__module__.partition(".")[0]
    kinds: dict[str, Kind] = {"pandas": "pandas", "pyarrow": "pyarrow", "numpy": "numpy"}
    return kinds.get(module, "polars")
