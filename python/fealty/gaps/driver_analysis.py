"""What drives an outcome: the share of each driver in what all of them explain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _core
from ..errors import ParameterError, error
from ..frames import to_column, to_frame
from ..languages.numbers import percent
from ..result import Result
from .warned import messages

if TYPE_CHECKING:
    from .moments import Missing

__all__ = ["Drivers", "drivers"]


class Drivers(Result):
    """Drivers by what each adds to R-squared, averaged over all orders (Shapley value, LMG)."""

    _compiled: _core.Drivers
    title = "Drivers"
    plot_name = "drivers"

    def ranks(self) -> Any:
        """The probability of each rank of each driver, by bootstrap."""
        return self._native(self._compiled.ranks())

    def warnings(self) -> Any:
        """What should be looked at before the figures are trusted: concern, driver, message."""
        return self._native(self._compiled.warnings())

    @property
    def outcome(self) -> str:
        """The name of what is explained."""
        return self._compiled.outcome

    @property
    def r_squared(self) -> _core.Estimate:
        """The share of the outcome's variance that all drivers explain together."""
        return self._compiled.r_squared

    @property
    def adjusted_r_squared(self) -> float:
        """The same less what as many drivers would explain by chance; NaN where there are too few respondents."""
        return self._compiled.adjusted_r_squared

    @property
    def respondents(self) -> int:
        """Rows of the answers; those who answered everything, if only they count."""
        return self._compiled.respondents

    def __len__(self) -> int:
        return len(self._compiled)

    def _headline(self) -> str:
        return f"{self.title} of {self.outcome}"

    def _notes(self) -> list[str]:
        found = self.r_squared
        note = f"all drivers explain {percent(found.value)} of the variance of {self.outcome}"
        if found.lower == found.lower:
            note += f" [{percent(found.lower)}, {percent(found.upper)}]"
        return [f"{note}; {self.respondents:,} respondents", *messages(self._compiled)]


def drivers(
    X: Any,  # noqa: N803
    outcome: Any,
    *,
    missing: Missing = "pairwise",
    bootstrap: int = 1000,
    seed: int = 1,
    level: float = 0.95,
) -> Drivers:
    """The share of each driver in what all of them explain of an outcome (key driver analysis).

    What drivers explain together is divided by what each adds to R-squared, averaged over all orders in which they
    could be taken (Shapley value; Lindeman, Merenda and Gold 1980): exact, over all subsets. Drivers that are
    correlated share what they explain in common, where coefficients of a regression would take it from one and give it
    to another.

    Parameters
    ----------
    X : frame
        A row per respondent, a column of numbers per driver, 20 at the most; None and NaN are missing answers.
    outcome : str or column
        The name of a column of `X`, or a column of values for the same respondents.
    missing : {"pairwise", "complete", "full_information"}
        What is done where answers are missing; see `Moments.estimate`.
    bootstrap, seed, level
        Replicates of the bootstrap over respondents, its seed, and the level of the intervals.

    Returns
    -------
    Drivers
        ``to_frame()`` has, by rank, each driver's contribution (which add up to R-squared), its share of R-squared,
        standardized coefficient, correlation and variance inflation; ``ranks()`` the probability of each rank,
        ``warnings()`` what should be looked at first.

    Raises
    ------
    ParameterError
        More than 20 drivers, or no such column.
    RecordError
        A column that is no numbers, or an infinite answer; the message names it.
    FitError
        An outcome that does not vary, or no driver that does.

    Examples
    --------
    >>> from fealty.gaps import drivers
    >>> answers = {"wait": [1, 2, 3, 4, 5], "staff": [2, 1, 4, 3, 5], "again": [1, 1, 3, 4, 5]}
    >>> found = drivers(answers, "again")
    >>> found.to_frame()["driver"].tolist()
    ['wait', 'staff']
    """
    frame, kind = to_frame(X)
    if not isinstance(outcome, str):
        name = str(getattr(outcome, "name", None) or "outcome")
        if name in frame.names:
            raise error(
                ParameterError,
                "FY202",
                f"X has a column {name!r} too, which explains itself: leave it out of X, or name it as the outcome",
            )
        columns = {column: frame[column] for column in frame.names}
        frame, outcome = _core.Frame({**columns, name: to_column(outcome, name)}), name
    return Drivers(_core.drivers(frame, outcome, missing, bootstrap, seed, level), kind)
