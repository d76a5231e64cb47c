"""Becoming accustomed to a standard: not adapted, enjoys, compares, advocates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .. import _core
from ..errors import ParameterError, RecordError, error
from ..estimator import Estimator
from ..frames import to_frame
from ..result import Result
from .uncertain import Uncertain, notes_on, uncertain_list

__all__ = ["Accustoming", "accustoming"]


class Accustoming(Estimator, Result):
    """How customers become accustomed to a standardized service: a Markov chain whose time is exposures to it.

    Who is not used to the service comes to enjoy it; what delighted becomes expected and is compared with others; who
    finds it better advocates it. `fit` estimates the chain from observed states, `accustoming` takes it as known.

    Parameters
    ----------
    states : sequence of str, optional
        In the order of the ladder; not_adapted, enjoys, compares, advocates unless given.
    absorbing : sequence of str
        States that are never left; none unless given.
    prior : float
        Transitions that the Dirichlet prior of each row is worth, in equal weights (Perks 1947).
    level : float
        Of the intervals.

    References
    ----------
    Kemeny and Snell (1960), "Finite Markov chains"; Kano, Seraku, Takahashi and Tsuji (1984), "Attractive quality and
    must-be quality".
    """

    _compiled: _core.Accustoming
    _assumed: tuple[_core.TextbookFigure, ...] = ()
    title = "Becoming accustomed"
    plot_name = "accustoming"
    rows_shown = 20

    def __init__(
        self,
        *,
        states: Sequence[str] | None = None,
        absorbing: Sequence[str] = (),
        prior: float = 1.0,
        level: float = 0.95,
    ) -> None:
        self.states = states
        self.absorbing = absorbing
        self.prior = prior
        self.level = level

    def fit(
        self, data: Any, y: None = None, *, customer: str = "customer_id", state: str = "state", at: str | None = None
    ) -> Accustoming:
        """Estimates the transitions from observed states.

        Parameters
        ----------
        data : frame
            A row per exposure of a customer. One with a missing state is counted, and no transition goes over it.
        y : None
            For pipelines; not used.
        customer, state : str
            The columns of customers and states.
        at : str, optional
            The column of times; the column at if there is one, else rows are taken as they stand.

        Returns
        -------
        Accustoming
            Itself.

        Raises
        ------
        RecordError
            A missing customer, a state that is not there, a transition out of an absorbing state.
        """
        frame, self._kind = to_frame(data)
        when = at if at is not None else "at" if "at" in frame.names else None
        for name in (customer, state, *([] if when is None else [when])):
            if name not in frame.names:
                message = f"there is no column '{name}'; there are {', '.join(frame.names)}"
                raise error(RecordError, "FY101", message)
        self._compiled = _core.Accustoming.fit(
            frame[customer],
            frame[state],
            states=list(self.states or _core.accustoming_states()),
            absorbing=list(self.absorbing),
            prior=self.prior,
            level=self.level,
            **({} if when is None else {"at": frame[when]}),
        )
        return self

    @property
    def states_(self) -> list[str]:
        """The states, in the order of the ladder."""
        return list(self._made.states)

    @property
    def matrix_(self) -> Any:
        """The transition matrix; rows are states before an exposure."""
        return self._made.matrix

    def probability(self, before: str, after: str) -> _core.Estimate:
        """The probability to be in the state `after` one exposure after the state `before`."""
        return self._made.probability(before, after)

    def course(self, exposures: int = 20, start: Mapping[str, float] | None = None) -> Any:
        """Shares of the states after 0, 1, ..., `exposures`: exposures, state, share with its interval.

        Parameters
        ----------
        exposures : int
            How many.
        start : dict, optional
            Shares of the states at the beginning, which sum to 1; all in the first state unless given.
        """
        return self._native(self._made.course(exposures, self._shares(start)))

    def shares_after(self, exposures: int, start: Mapping[str, float] | None = None) -> dict[str, _core.Estimate]:
        """The share of each state after so many exposures."""
        return dict(zip(self.states_, self._made.shares_after(exposures, self._shares(start)), strict=True))

    def exposures_to(self, state: str) -> dict[str, _core.Estimate]:
        """Expected exposures until a state is first reached, from each state; infinite where it may never be."""
        return dict(zip(self.states_, self._made.exposures_to(state), strict=True))

    def times(self) -> Any:
        """The same for every pair of states, and the standard deviation over customers."""
        return self._native(self._made.times())

    def absorption(self) -> Any:
        """The probability to end in each absorbing state: from, to, probability with its interval."""
        return self._native(self._made.absorption())

    def stationary(self) -> Any:
        """The shares of states to which all customers come in the end: state, share with its interval."""
        return self._native(self._made.stationary())

    def simulate(self, customers: int = 1000, exposures: int = 20, *, seed: int = 1) -> Any:
        """Customers drawn from the chain, all beginning in the first state: customer, exposure, state."""
        return self._native(self._made.simulate(customers, exposures, seed))

    @property
    def _made(self) -> _core.Accustoming:
        return self._require_fit("_compiled")  # type: ignore[no-any-return]

    _kind: Any = "polars"

    def _shares(self, start: Mapping[str, float] | None) -> list[float]:
        if start is None:
            return []
        for name in start:
            if name not in self.states_:
                raise error(ParameterError, "FY201", f"{name!r} is not a state; they are {', '.join(self.states_)}")
        return [float(start.get(name, 0.0)) for name in self.states_]

    def _frame(self) -> _core.Frame:
        return self._made.transitions()

    def _notes(self) -> list[str]:
        made = self._made
        notes = []
        if made.prior:
            notes.append(f"{made.counts.sum():,.0f} transitions; a prior worth {made.prior:g} in each row")
        if made.unknown:
            notes.append(f"{made.unknown:,} exposures have no state")
        if made.absorbing:
            notes.append(f"Never left: {', '.join(made.absorbing)}")
        return [*notes, *notes_on(self._assumed)]

    def _repr_html_(self) -> str:
        return super()._repr_html_() if "_compiled" in self.__dict__ else f"<code>{self!r}</code>"

    def __repr__(self) -> str:
        if "_compiled" in self.__dict__:
            return super().__repr__()
        given = ", ".join(f"{name}={value!r}" for name, value in self.get_params().items())
        return f"Accustoming({given})"

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


def accustoming(
    onward: Iterable[Uncertain] | None = None,
    back: Iterable[Uncertain] = (),
    *,
    last_absorbs: bool = False,
    matrix: Any = None,
    states: Sequence[str] | None = None,
    absorbing: Sequence[str] = (),
    level: float = 0.95,
) -> Accustoming:
    """The chain of becoming accustomed from probabilities that are known, or known with an error.

    Parameters
    ----------
    onward : sequence of float, (float, float) or Estimate
        At each exposure, the probability to go from each step but the last to the next one: of the four steps, of
        beginning to enjoy, of beginning to compare (what delighted is expected now), and of becoming an advocate.
    back : sequence, optional
        The probability to fall from each step but the first to the one before; nobody falls unless given.
    last_absorbs : bool
        Whether the last step is never left; then its probability to fall must be 0.
    matrix : array, optional
        The whole transition matrix, instead of steps.
    states : sequence of str, optional
        Their names; not_adapted, enjoys, compares, advocates unless given.
    absorbing : sequence of str
        Of a matrix, the states that are never left.
    level : float
        Of the intervals.

    Examples
    --------
    >>> import fealty as fy
    >>> ladder = fy.loyalty.accustoming(onward=[(0.4, 0.04), 0.3, 0.2], last_absorbs=True)
    >>> ladder.exposures_to("advocates")["not_adapted"]
    Estimate(10.83 [10.35, 11.33], standard_error=0.25, level=0.95)
    """
    names = list(states or _core.accustoming_states())
    assumed: list[_core.TextbookFigure] = []
    if (onward is None) == (matrix is None):
        raise error(ParameterError, "FY203", "accustoming needs either the probabilities onward=... or a matrix=...")
    if matrix is not None:
        made = _core.Accustoming(matrix, names, list(absorbing), level)
    else:
        up = uncertain_list(list(onward or ()), "onward", assumed)
        made = _core.Accustoming.from_ladder(
            up, uncertain_list(list(back), "back", assumed), last_absorbs, names, level
        )
    chain = Accustoming(states=states, absorbing=made.absorbing, level=level)
    chain._compiled = made
    chain._assumed = tuple(assumed)
    return chain
