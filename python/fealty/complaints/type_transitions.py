"""How complainers of one type become complainers of another under handling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import _core
from ..estimator import Estimator
from ..frames import to_frame
from ..gaps.chosen import column
from ..result import Result
from .taxonomy import Taxonomy

__all__ = ["TypeTransitions"]


class TypeTransitions(Estimator, Result):
    """Transitions between types of complainer, from one complaint of a customer to the next.

    Parameters
    ----------
    stay : float
        In the prior, the share of next complaints that are of the same type for no other reason; the rest is spread as
        the taxonomy's prior is. No source gives rates: this is our choice.
    weight : float
        Transitions that the prior of each row is worth.
    taxonomy : str or Taxonomy
        Of the types.
    level : float
        Of the intervals.

    Attributes
    ----------
    transitions_ : frame
        handling ("" for all together), from, to, count, and the probability with its interval.

    Notes
    -----
    Each row of the matrix has a Dirichlet prior; cells are posterior means with central intervals. The chain is taken
    to be of first order and the same for all customers.
    """

    _compiled: _core.TypeTransitions
    title = "Transitions between types of complainer"
    plot_name = "type_transitions"
    rows_shown = 30

    def __init__(
        self, *, stay: float = 0.5, weight: float = 10.0, taxonomy: str | Taxonomy = "type", level: float = 0.95
    ) -> None:
        self.stay = stay
        self.weight = weight
        self.taxonomy = taxonomy
        self.level = level

    def fit(
        self,
        complaints: Any,
        *,
        customer: str = "customer_id",
        type: str = "type",
        at: str | None = None,
        handling: str | None = None,
    ) -> TypeTransitions:
        """Counts the transitions of complaints, and estimates the matrix.

        Parameters
        ----------
        complaints : frame
            A row per complaint.
        customer, type : str
            The columns of customers and types; a missing or "unknown" type is passed over and counted.
        at : str, optional
            The column of times; the column opened_at if there is one, else the rows are taken as they stand.
        handling : str, optional
            The column that says how a complaint was handled; the column handling if there is one. The matrix is then
            estimated for each handling too: of the transition from a complaint so handled to the next.

        Returns
        -------
        TypeTransitions
            The estimator itself.

        Raises
        ------
        RecordError
            A missing customer, a type that is not in the taxonomy, a time that cannot be read.
        """
        frame, kind = to_frame(complaints)
        types = self._types()
        optional = {}
        for name, given, usual in (("at", at, "opened_at"), ("handling", handling, "handling")):
            if given is not None or usual in frame.names:
                optional[name] = column(frame, given or usual)
        self._compiled = _core.TypeTransitions(
            column(frame, customer),
            column(frame, type),
            taxonomy=types._compiled,
            stay=self.stay,
            weight=self.weight,
            level=self.level,
            **optional,
        )
        self._keys = types.keys
        self._kind = kind
        return self

    @property
    def transitions_(self) -> Any:
        """Every cell of the matrix, for all complaints together and under each handling."""
        return self.to_frame()

    @property
    def handlings_(self) -> list[str]:
        """The ways in which complaints were handled."""
        return list(self._require_fit("_compiled").handlings)

    def probability(self, before: str, after: str, handling: str = "") -> _core.Estimate:
        """The probability that the next complaint is of the type `after`."""
        made: _core.Estimate = self._require_fit("_compiled").probability(before, after, handling)
        return made

    def stationary(self, handling: str = "", *, draws: int = 2000, seed: int = 1) -> Any:
        """The shares of types that this handling leads to in the end, with intervals over posterior draws."""
        return self._native(self._require_fit("_compiled").stationary(handling, draws, seed))

    def conversions(self, now: Mapping[str, float], handling: str = "") -> Any:
        """How many of some complainers are expected to be of each type next, and how many come and go."""
        compiled = self._require_fit("_compiled")
        numbers = [0.0] * len(self._keys)
        for name, number in now.items():
            numbers[self._position(name)] = float(number)
        return self._native(compiled.conversions(numbers, handling))

    def _position(self, name: str) -> int:
        return self._types()._compiled.position(name)

    def _types(self) -> Taxonomy:
        return Taxonomy.named(self.taxonomy) if isinstance(self.taxonomy, str) else self.taxonomy

    def names(self, language: str) -> dict[str, str]:
        """The names of the types in a language, "en" or "zh"."""
        frame = self._types()._compiled.frame()
        column = frame["chinese" if language == "zh" else "english"]
        return dict(zip(frame["key"].to_numpy().tolist(), column.to_numpy().tolist(), strict=True))

    def _frame(self) -> _core.Frame:
        return self._require_fit("_compiled").frame()  # type: ignore[no-any-return]

    def _notes(self) -> list[str]:
        made = self._compiled
        notes = [f"{made.complaints:,} complaints of {made.customers:,} customers"]
        return notes + ([f"{made.untyped:,} complaints have no type and are passed over"] if made.untyped else [])

    def _repr_html_(self) -> str:
        return super()._repr_html_() if "_compiled" in self.__dict__ else f"<code>{self!r}</code>"

    def __repr__(self) -> str:
        if "_compiled" in self.__dict__:
            return super().__repr__()
        given = ", ".join(f"{name}={value!r}" for name, value in self.get_params().items())
        return f"TypeTransitions({given})"

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)
