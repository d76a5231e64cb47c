"""How well items measure one thing together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .. import _core
from ..frames import to_frame
from ..result import Result
from .warned import messages

if TYPE_CHECKING:
    from .moments import Missing

__all__ = ["Reliability", "reliability"]


class Reliability(Result):
    """Reliability of items that are meant to measure one thing, and what each item does for it."""

    _compiled: _core.Reliability
    title = "Reliability"
    plot_name = "reliability"

    def summary(self) -> Any:
        """The figures of all items together, with intervals: figure, value, lower, upper."""
        return self._native(self._compiled.summary())

    def warnings(self) -> Any:
        """What should be looked at before the figures are trusted: concern, item, message."""
        return self._native(self._compiled.warnings())

    @property
    def alpha(self) -> _core.Estimate:
        """Cronbach's alpha, with a bootstrap interval."""
        return self._compiled.alpha

    @property
    def alpha_feldt(self) -> _core.Estimate:
        """Cronbach's alpha with Feldt's interval, for normal answers of which none is missing."""
        return self._compiled.alpha_feldt

    @property
    def standardized_alpha(self) -> _core.Estimate:
        """Cronbach's alpha of the items divided by their standard deviations."""
        return self._compiled.standardized_alpha

    @property
    def omega(self) -> _core.Estimate:
        """McDonald's omega (total): the share of the sum's variance that one common factor explains."""
        return self._compiled.omega

    @property
    def mean_correlation(self) -> _core.Estimate:
        """The mean correlation between two items."""
        return self._compiled.mean_correlation

    @property
    def respondents(self) -> int:
        """Rows of the answers; those who answered every item, if only they count."""
        return self._compiled.respondents

    def __len__(self) -> int:
        return len(self._compiled)

    def _notes(self) -> list[str]:
        figures = [("alpha", self.alpha), ("omega", self.omega), ("mean correlation", self.mean_correlation)]
        written = ", ".join(f"{name} {_written(figure)}" for name, figure in figures)
        return [f"{written}; {self.respondents:,} respondents", *messages(self._compiled)]


def _written(figure: _core.Estimate) -> str:
    text = f"{figure.value:.3f}"
    return text if figure.lower != figure.lower else f"{text} [{figure.lower:.3f}, {figure.upper:.3f}]"


def reliability(
    items: Any,
    *,
    reversed: Sequence[str] = (),
    missing: Missing = "pairwise",
    bootstrap: int = 1000,
    seed: int = 1,
    level: float = 0.95,
) -> Reliability:
    """Reliability of items that are meant to measure one thing.

    Parameters
    ----------
    items : frame
        A row per respondent, a column of numbers per item; None and NaN are missing answers.
    reversed : list of str
        Items whose answers run the other way.
    missing : {"pairwise", "complete", "full_information"}
        What is done where answers are missing; see `Moments.estimate`.
    bootstrap, seed, level
        Replicates of the bootstrap over respondents, its seed, and the level of the intervals.

    Returns
    -------
    Reliability
        ``alpha`` (Cronbach 1951), ``standardized_alpha``, ``omega`` (McDonald 1999, of one factor by MINRES),
        ``mean_correlation``; ``to_frame()`` has for each item its correlation with the rest, alpha without it and its
        loading, ``warnings()`` what should be looked at first.

    Raises
    ------
    RecordError
        A column that is no numbers, or an infinite answer; the message names it.
    ParameterError
        A reversed item that is not there.
    FitError
        Fewer than two items that vary, or two items that nobody answered both.

    Examples
    --------
    >>> from fealty.gaps import reliability
    >>> answers = {"polite": [1, 2, 3, 4, 5], "prompt": [2, 1, 4, 3, 5], "expert": [1, 3, 3, 5, 4]}
    >>> round(reliability(answers).alpha.value, 3)
    0.872
    """
    frame, kind = to_frame(items)
    return Reliability(_core.reliability(frame, missing, list(reversed), bootstrap, seed, level), kind)
