"""Word of mouth: how many people hear of what one customer has experienced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from .. import _core
from ..errors import ParameterError, error
from ..result import Result
from .uncertain import Figures, Uncertain, notes_on, uncertain, uncertain_list

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Reach", "WordOfMouth", "word_of_mouth"]


class Reach(Result):
    """How many people hear of what one customer has experienced.

    ``to_frame()`` has the expected number of people by generation, whose intervals carry the uncertainty of the inputs;
    ``distribution()`` has the probability of each number, which is chance.
    """

    _compiled: _core.Reach
    title = "Word of mouth"
    plot_name = "reach"

    def __init__(self, compiled: _core.Reach, assumed: Sequence[_core.TextbookFigure] = ()) -> None:
        super().__init__(compiled)
        self._assumed = tuple(assumed)

    @property
    def mean(self) -> _core.Estimate:
        """Expected number of people told; its error is that of the inputs."""
        return self._compiled.mean

    @property
    def variance(self) -> float:
        """Of the number of people told, by chance."""
        return self._compiled.variance

    @property
    def people(self) -> _core.Estimate:
        """The number that one customer reaches: the mean, the standard deviation by chance, and the interval of the
        distribution."""
        return self._compiled.people

    @property
    def distinct(self) -> _core.Estimate:
        """Expected number of different people reached in the market; NaN without one."""
        return self._compiled.distinct

    def quantile(self, p: float) -> float:
        """The smallest number that so many people or fewer are told with probability p."""
        return self._compiled.quantile(p)

    def distribution(self) -> Any:
        """A row per number of people: people, probability, at_most (the probability of so many or fewer)."""
        return self._native(self._compiled.distribution())

    def _notes(self) -> list[str]:
        made = self._compiled
        low, high = f"{made.people.lower:,.0f}", f"{made.people.upper:,.0f}"
        notes = [f"One customer reaches {low} to {high} people with a probability of {made.people.level:.0%}."]
        if made.tail > 0:
            notes.append(f"The distribution ends before {made.tail:.2g} of the probability.")
        if made.market is not None:
            notes.append(f"Distinct: of {made.market:,.0f} people, each telling finds any of them alike.")
        return [*notes, *notes_on(self._assumed)]


class WordOfMouth:
    """Word of mouth as a branching process; `word_of_mouth` makes it."""

    def __init__(self, compiled: _core.WordOfMouth, assumed: Sequence[_core.TextbookFigure] = ()) -> None:
        self._compiled = compiled
        self._assumed = tuple(assumed)

    @property
    def tells(self) -> list[_core.Estimate]:
        """People told by one person of each generation."""
        return self._compiled.tells

    def reach(self, market: float | None = None, *, level: float = 0.95) -> Reach:
        """How many people are told in the generations that were given.

        Parameters
        ----------
        market : float, optional
            How many people may be told at all. Then many are told twice, and the expected number of different people is
            given too, by the classical occupancy problem (Feller 1968): market * (1 - G(1 - 1 / market)), where G is
            the generating function of the number told. Whoever hears it passes it on each time; `simulate` shows how
            many fewer are reached if only the first time counts.
        level : float
            Of all intervals.
        """
        return Reach(self._compiled.reach(market, level), self._assumed)

    def extinction(self, *, level: float = 0.95) -> _core.Estimate:
        """The probability that the word dies out if it goes on as in the last generation without end."""
        return self._compiled.extinction(level)

    def endless_mean(self, *, level: float = 0.95) -> _core.Estimate:
        """The expected number of people told if it goes on as in the last generation without end; infinite if each then
        tells one or more."""
        return self._compiled.endless_mean(level)

    def simulate(self, customers: int = 1000, *, seed: int = 1, market: int | None = None) -> np.ndarray:
        """The numbers of people reached by drawn customers.

        In a market they are different people, and who hears it again keeps silent.
        """
        return self._compiled.simulate(customers, seed, market).to_numpy()

    def against(
        self, dissatisfied: WordOfMouth, share: Uncertain, *, weight: float = 1.0, level: float = 0.95
    ) -> Figures:
        """Weighs this word, the good one of satisfied customers, against the bad one.

        Parameters
        ----------
        dissatisfied : WordOfMouth
            What a dissatisfied customer sets off.
        share : float, (float, float) or Estimate
            The share of the customers that is dissatisfied.
        weight : float
            How many good words a bad one outweighs; 1 unless it is said.
        level : float
            Of the intervals.

        Returns
        -------
        Figures
            good, bad, ratio, net (people per customer) and break_even_share, the share of the dissatisfied from which
            on the bad word outweighs the good.
        """
        assumed = list(dict.fromkeys([*self._assumed, *dissatisfied._assumed]))
        part = uncertain(share, "share", assumed)
        made = _core.net_word_of_mouth(self._compiled, dissatisfied._compiled, part, weight, level)
        names = ("good", "bad", "ratio", "net", "break_even_share")
        return Figures("Good word against bad", {name: getattr(made, name) for name in names}, assumed)

    def __len__(self) -> int:
        return len(self._compiled)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._compiled == other._compiled

    def __hash__(self) -> int:
        return id(self)

    def __repr__(self) -> str:
        tells = ", ".join(f"{one.value:g}" for one in self.tells)
        laws = list(dict.fromkeys(self._compiled.laws))
        said = f"WordOfMouth(tells=({tells}), law={laws[0] if len(laws) == 1 else self._compiled.laws!r})"
        return "\n".join([said, *notes_on(self._assumed)])


def word_of_mouth(
    tells: Uncertain | Iterable[Uncertain],
    law: str | Sequence[str] = "poisson",
    *,
    shape: float | Sequence[float] | None = None,
) -> WordOfMouth:
    """Word of mouth: a customer tells people of an experience, each of them tells others, and so on.

    Parameters
    ----------
    tells : sequence of float, (float, float), Estimate or TextbookFigure
        How many people a customer tells on the mean, how many each of them tells, and so on: a number per generation, a
        pair with its standard error, an estimate, or a textbook figure.
    law : {"poisson", "fixed", "binomial", "negative_binomial"} or a sequence of them
        How the number told by one person is distributed: at random; everyone tells as many; each of `shape`
        acquaintances is told alike; few tell many, the more so the smaller `shape` is (the dispersion).
    shape : float or sequence of float, optional
        Of binomial and negative binomial laws.

    Returns
    -------
    WordOfMouth
        ``.reach()``, ``.extinction()``, ``.against(...)``, ``.simulate()``.

    References
    ----------
    Galton and Watson (1874), "On the probability of the extinction of families"; Harris (1963), "The theory of
    branching processes".

    Examples
    --------
    >>> import fealty as fy
    >>> reach = fy.loyalty.word_of_mouth(tells=(6, 5)).reach()
    >>> reach.mean.value, reach.variance
    (36.0, 246.0)
    """
    assumed: list[_core.TextbookFigure] = []
    several = list(tells) if isinstance(tells, tuple) else tells
    means = uncertain_list(several, "tells", assumed)
    laws = [law] * len(means) if isinstance(law, str) else list(law)
    shapes = [float(shape or 0.0)] * len(means) if shape is None or not isinstance(shape, Iterable) else list(shape)
    for name, given in (("law", laws), ("shape", shapes)):
        if len(given) != len(means):
            message = f"{name} has {len(given)} values, but there are {len(means)} generations"
            raise error(ParameterError, "FY202", message)
    return WordOfMouth(_core.WordOfMouth(means, laws, shapes), assumed)
