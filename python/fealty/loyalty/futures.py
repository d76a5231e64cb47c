"""Whole futures of customers, drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..errors import ParameterError, error
from ..frames import to_frame
from ..result import Result

if TYPE_CHECKING:
    from .summaries import Purchases

__all__ = ["Futures"]


class Futures(Result):
    """What may happen: purchases up to a horizon, in many futures of each customer.

    The table has a row per customer: customer_id (if ids are known), mean, median, lower and upper, the ends of the
    interval that holds a share of the draws. It is one of what will happen, chance included.
    """

    _compiled: _core.CustomerFutures
    title = "Futures"
    plot_name = "futures"

    def __init__(
        self, model: Any, summary: Purchases, options: tuple[Any, ...], covariates: _core.Frame | None = None
    ) -> None:
        self._told: dict[str, Any] = {} if covariates is None else {"covariates": _needed(model, covariates)}
        made = _core.customer_futures(model, summary._compiled, **self._told, **_named(options))
        super().__init__(made, summary._kind)
        self._model, self._summary, self._options = model, summary, options

    @property
    def total(self) -> _core.Estimate:
        """The purchases of all customers up to the horizon: mean, standard deviation and interval of the draws."""
        fan, totals = self._compiled.total, self.totals()
        ends = (fan["lower"].to_numpy()[-1], fan["upper"].to_numpy()[-1])
        return _core.Estimate(totals.mean(), totals.std(), *ends, level=self._options[4])

    def totals(self) -> np.ndarray:
        """The purchases of all customers up to the horizon, in each draw."""
        return np.asarray(self._compiled.totals)

    def fan(self, customer: Any = None) -> Any:
        """How many purchases there have been by each time: time, mean, median, lower, upper.

        Parameters
        ----------
        customer : optional
            The id of a customer, or the number of the row where ids are unknown; all customers together unless given.

        Raises
        ------
        ParameterError
            There is no such customer.
        """
        return self._native(self._compiled.total if customer is None else self._fan_of(customer))

    def _fan_of(self, customer: Any) -> _core.Frame:
        summary = self._summary._compiled
        place = customer
        if summary.has_customers:
            ids = summary.frame()["customer_id"].to_numpy()
            places = np.flatnonzero(ids == customer)
            if places.size == 0:
                raise error(ParameterError, "FY204", f"there is no customer {customer!r}")
            place = int(places[0])
        made: _core.Frame = _core.future_of_customer(
            self._model, summary, **self._told, customer=place, **_named(self._options)
        )
        return made

    def plot(self, ax: Any = None, *, customer: Any = None, language: str = "en") -> Any:
        """The fan of all customers together, or of the one who is named as in `fan`."""
        from .. import plots

        return plots.futures(self, ax, language=language, customer=customer)

    def _frame(self) -> _core.Frame:
        return self._compiled.frame

    def _notes(self) -> list[str]:
        horizon, draws, _, _, level, vary = self._options
        total = self.total
        source = "chance and the uncertainty of the parameters" if vary else "chance alone"
        return [
            f"{draws:,} futures of each customer, {horizon:,.6g} units of time ahead",
            f"intervals hold {100 * level:g}% of them and carry {source}",
            f"{total.value:,.1f} [{total.lower:,.0f}, {total.upper:,.0f}] purchases of all customers",
        ]

    def __len__(self) -> int:
        return len(self._compiled.frame)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Futures)
            and self._options == other._options
            and self._summary == other._summary
            and bool((self.totals() == other.totals()).all())
        )

    def __hash__(self) -> int:
        return id(self)

    def __reduce__(self) -> tuple[Any, ...]:
        columns = [{name: frame[name].to_numpy() for name in frame.names} for frame in self._told.values()]
        return _again, (self._model, self._summary, self._options, *columns)


def _named(options: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(("horizon", "draws", "seed", "steps", "level", "parameters_vary"), options, strict=True))


def _needed(model: Any, covariates: _core.Frame) -> _core.Frame:
    """The columns that a model with covariates needs."""
    names = {column[0] for columns in model.coding.values() for column in columns} | {"customer_id"}
    return _core.Frame({name: covariates[name] for name in covariates.names if name in names})


def _again(model: Any, summary: Purchases, options: tuple[Any, ...], columns: Any = None) -> Futures:
    return Futures(model, summary, options, None if columns is None else to_frame(columns)[0])
