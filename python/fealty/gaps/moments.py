"""The moments of a survey: counts, sums and products of answers, which all of this area computes from."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from .. import _core
from ..frames import to_frame
from ..result import Listing

if TYPE_CHECKING:
    from ..frames import Kind

__all__ = ["MeanCovariance", "Missing", "Moments"]

Missing = Literal["pairwise", "complete", "full_information"]
"""What is done where answers are missing.

"pairwise": each figure from all respondents who gave what it needs. "complete": only respondents who left nothing out.
"full_information": maximum likelihood of normal answers that are missing at random.
"""


class MeanCovariance(Listing):
    """Means and covariances of items."""

    _compiled: _core.MeanCovariance
    title = "Means and covariances"

    def covariance(self) -> Any:
        """One row and one column per item, its names in the column ``item``."""
        return self._native(self._compiled.covariance())

    def correlation(self) -> Any:
        """The same of correlations; NaN where an item is constant.

        Standard deviations are those of all who answered an item: pairwise, pandas and R take those of each pair.
        """
        return self._native(self._compiled.correlation())

    def counts(self) -> Any:
        """The same of the respondents behind each covariance."""
        return self._native(self._compiled.counts())


class Moments:
    """How many answered each pair of items, the sums of their answers and of the products.

    A summary: bounded in size, independent of the order of rows, and added by ``+=`` and ``+``, so that a survey can be
    read in parts, or on several machines. Sums of whole numbers are exact.

    Parameters
    ----------
    answers : frame
        A row per respondent, a column of numbers per item; None and NaN are missing answers.
    scale : tuple of two numbers, optional
        The lowest and the highest answer; others are refused.

    Raises
    ------
    RecordError
        A column that is no numbers, an infinite answer, or one outside the scale; the message names item and row.

    Examples
    --------
    >>> from fealty.gaps import Moments
    >>> moments = Moments({"wait": [1, 2, 4], "staff": [2, 2, None]}) + Moments({"wait": [5], "staff": [5]})
    >>> moments.respondents, moments.complete
    (4, 3)
    >>> moments.estimate("complete").to_frame()["mean"].round(2).tolist()
    [2.67, 3.0]
    """

    def __init__(self, answers: Any, scale: tuple[float, float] | None = None) -> None:
        frame, self._kind = to_frame(answers)
        least, greatest = scale if scale is not None else (None, None)
        self._compiled = _core.Moments(frame, least, greatest)

    @classmethod
    def _of(cls, compiled: _core.Moments, kind: Kind) -> Moments:
        made = cls.__new__(cls)
        made._compiled, made._kind = compiled, kind
        return made

    @property
    def items(self) -> list[str]:
        """Names of the items."""
        return list(self._compiled.names)

    @property
    def respondents(self) -> int:
        """Number of respondents."""
        return self._compiled.respondents

    @property
    def complete(self) -> int:
        """Respondents who left nothing out."""
        return self._compiled.complete

    def estimate(self, missing: Missing = "pairwise") -> MeanCovariance:
        """Means and covariances, with missing answers dealt with as said.

        Parameters
        ----------
        missing : {"pairwise", "complete", "full_information"}
            Each figure from all respondents who gave what it needs; from those who left nothing out; or by maximum
            likelihood of normal answers that are missing at random.

        Returns
        -------
        MeanCovariance
            ``to_frame()`` has a row per item; ``covariance()``, ``correlation()`` and ``counts()`` are square.
            Covariances have the divisor n - 1, by full information n.

        Raises
        ------
        FitError
            Full information of more than 256 patterns of missing answers, or of an item that nobody answered.
        """
        return MeanCovariance(self._compiled.estimate(missing), self._kind)

    def save(self, path: str | Path) -> None:
        """Saves the moments to a file; ``Moments.load`` reads it."""
        self._compiled.save(Path(path))

    @classmethod
    def load(cls, path: str | Path, *, frames: Kind = "polars") -> Moments:
        """The moments in a file; `frames` is the kind of frame that results come in."""
        return cls._of(_core.Moments.load(Path(path)), frames)

    def __iadd__(self, other: Moments) -> Moments:
        self._compiled += other._compiled
        return self

    def __add__(self, other: Moments) -> Moments:
        total = copy.copy(self)
        total += other
        return total

    def __copy__(self) -> Moments:
        return self._of(copy.copy(self._compiled), self._kind)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moments) and self._compiled == other._compiled

    __hash__ = None  # type: ignore[assignment]  # it changes by +=

    def __repr__(self) -> str:
        return f"Moments({len(self.items)} items, {self.respondents:,} respondents, {self.complete:,} complete)"
