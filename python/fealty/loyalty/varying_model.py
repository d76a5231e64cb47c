"""Repeat buying with covariates that change over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from .. import _core
from ..errors import FealtyError, ParameterError, error
from ..frames import to_column, to_frame
from ..times import instant, time_zone
from .coefficients import Coefficients
from .drawable_model import DrawableModel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .summaries import Purchases, Unit

__all__ = ["VaryingParetoNBDModel"]

_EFFECTS = (("transaction", "transaction"), ("dropout", "dropout"))


class VaryingParetoNBDModel(DrawableModel):
    """The Pareto/NBD model whose rates of purchases and of leaving change with covariates over time.

    While alive, a customer buys with the rate lambda exp(gamma' x(t)) and leaves with the rate mu exp(delta' y(t)).
    Covariates are constant within periods, such as weeks with a campaign; lambda and mu are distributed as in
    `ParetoNBDModel`. Where nothing changes it is that model with the same covariates.

    Parameters
    ----------
    transaction, dropout : sequence of str
        The columns of covariates on which the rate of purchases and the rate of leaving depend.
    level : float
        Of the intervals of parameters.
    penalty : float
        Of the coefficients: half of it times the square of the effect of one standard deviation of the covariate is
        taken off the log-likelihood.
    fixed : mapping, optional
        Parameters that are known, by name.
    equal : sequence of pairs
        Names of parameters that have one value.
    errors : {"model", "robust"}
        Of what standard errors are: right if the model is, or the sandwich of Huber (1967) and White (1982).
    zone : str, optional
        The time zone on whose clocks periods begin; UTC unless given.

    References
    ----------
    Bachmann, Meierer and Naef (2021), "The role of time-varying contextual factors in latent attrition models for
    customer base analysis", Marketing Science 40.

    Examples
    --------
    >>> import fealty as fy
    >>> at = {"a": [1, 3, 8, 14], "b": [2], "c": [4, 9, 10, 16], "d": [5, 12], "e": [3, 20]}
    >>> record = {
    ...     "customer_id": [c for c in at for _ in at[c]],
    ...     "at": [f"2026-01-{day:02}" for days in at.values() for day in days],
    ... }
    >>> s = fy.loyalty.purchases(record, until="2026-01-31", unit="day")
    >>> weeks = {
    ...     "customer_id": [c for c in at for _ in range(5)],
    ...     "start": [f"2026-01-{day:02}" for _ in at for day in (1, 8, 15, 22, 29)],
    ...     "campaign": [0, 1, 0, 0, 1] * 5,
    ... }
    >>> m = fy.loyalty.VaryingParetoNBDModel(transaction=["campaign"], penalty=1.0).fit(s, covariates=weeks)
    >>> list(m.parameters_)
    ['r', 'alpha', 's', 'beta', 'transaction.campaign']
    """

    _model = _core.VaryingParetoNBDModel
    _title = "Pareto/NBD with covariates that change"

    def __init__(
        self,
        *,
        transaction: Sequence[str] = (),
        dropout: Sequence[str] = (),
        level: float = 0.95,
        penalty: float = 0.0,
        fixed: Mapping[str, float] | None = None,
        equal: Sequence[tuple[str, str]] = (),
        errors: Literal["model", "robust"] = "model",
        zone: str | None = None,
    ) -> None:
        super().__init__(level=level)
        self.transaction = transaction
        self.dropout = dropout
        self.penalty = penalty
        self.fixed = fixed
        self.equal = equal
        self.errors = errors
        self.zone = zone

    def fit(self, summary: Any, y: None = None, *, covariates: Any = None) -> Any:
        """Estimates parameters and coefficients.

        Parameters
        ----------
        summary : Purchases
            Of dated purchases.
        y : None
            For pipelines; not used.
        covariates : frame
            A row per customer and period, with customer_id, start (the day on which the period begins; it lasts until
            the customer's next one) and the columns that `transaction` and `dropout` name. A customer's first period
            begins at the first purchase or before.

        Returns
        -------
        model
            Itself.

        Raises
        ------
        RecordError
            The first purchase of a customer is in no period, two periods begin on one day, or a value is missing; the
            error names it.
        FitError
            There is nothing in the summary that tells the parameters.
        """
        return self._fit(summary, covariates=covariates)

    def _estimate(self, summary: Any, *, covariates: Any = None) -> Any:
        options = _core.FitOptions(
            level=self.level,
            penalty=self.penalty,
            fixed=[(name, float(value)) for name, value in (self.fixed or {}).items()],
            equal=[(one, other) for one, other in self.equal],
            robust=self.errors == "robust",
        )
        rows = _frame_of(covariates)
        names = list(self.transaction), list(self.dropout)
        return self._model.fit(summary._compiled, rows, *names, options, **self._zone())

    def _zone(self) -> dict[str, Any]:
        return {} if self.zone is None else {"zone": time_zone(self.zone)}

    @property
    def coefficients_(self) -> Any:
        """A row per coefficient: value, standard_error, lower, upper, z, and p_value of Wald's test that it is 0."""
        return self._native(self._compiled.coefficients_frame())

    @classmethod
    def from_parameters(cls, **parameters: Any) -> Any:
        """A model whose parameters are known, without uncertainty.

        Coefficients of covariates are given as transaction and dropout, by column: a number, or for a category a
        coefficient for each level, that of the reference 0.

        Examples
        --------
        >>> import fealty as fy
        >>> m = fy.loyalty.VaryingParetoNBDModel.from_parameters(
        ...     r=0.6, alpha=8, s=0.8, beta=12, transaction={"campaign": 0.7}, dropout={"price": 0.2}
        ... )
        >>> list(m.parameters_)
        ['r', 'alpha', 's', 'beta', 'transaction.campaign', 'dropout.price']
        """
        effects = {name: parameters.pop(name) for name, _ in _EFFECTS if name in parameters}
        names = cls._model.names
        if sorted(parameters) != sorted(names):
            raise error(ParameterError, "FY201", f"the parameters of {cls.__name__} are {', '.join(names)}")
        known = Coefficients.of(effects, _EFFECTS)
        made = cls(**known.columns())
        values = [float(parameters[name]) for name in names]
        made._fitted = cls._model(values, known.transaction, known.dropout, known.values)
        return made

    def simulate(self, covariates: Any, *, until: Any, unit: Unit | None = None, seed: int = 1) -> Any:
        """Purchases drawn from the model: a record with a row per purchase, as `purchases` takes it.

        A customer comes, with the first purchase, on the day on which the first of the customer's periods begins.

        Parameters
        ----------
        covariates : frame
            A row per customer and period, as in `fit`.
        until : date, time or text
            The end of observation. Who would come after it is left out.
        unit : {"day", "week", "month", "year"}, optional
            That of the parameters; unless given that of the summary the model was fitted to, or weeks.
        seed : int
            Draws are keyed by it and the customer's number.

        Returns
        -------
        frame
            customer_id, and at, the nearest day.
        """
        if covariates is None:
            raise _without_covariates()
        rows, kind = to_frame(covariates)
        zone = self._zone()
        options = {"until": instant(until, self.zone), "unit": unit or self._unit(), **zone}
        new = _core.PurchaseSummary(rows["customer_id"], rows["start"], **options)
        made = self._compiled.simulate(new, rows, seed, **zone)
        record = {"customer_id": made["customer_id"], "at": to_column(made["day"].to_numpy().astype("datetime64[D]"))}
        return self._native(_core.Frame(record), kind)

    def log_likelihood(self, summary: Any, covariates: Any = None) -> float:
        """Of any summary of dated purchases, by the parameters as they are."""
        return float(self._compiled.log_likelihood(summary._compiled, _frame_of(covariates), **self._zone()))

    def probability_alive(self, summary: Purchases, *, covariates: Any, interval: float | None = None) -> Any:
        """The probability that each customer is still alive at the end of observation.

        Parameters
        ----------
        summary : Purchases
            Of dated purchases.
        covariates : frame
            Of these customers, as in `fit`.
        interval : float, optional
            The level of intervals by the delta method, which carry the uncertainty of the parameters.

        Returns
        -------
        frame
            customer_id, probability_alive, and with an interval its lower and upper end.
        """
        rows = _frame_of(covariates)
        made = self._compiled.probability_alive(summary._compiled, rows, interval or 0.0, **self._zone())
        return self._native(made, summary._kind)

    def expected_purchases(
        self, summary: Purchases, horizon: float, *, covariates: Any, interval: float | None = None
    ) -> Any:
        """The expected number of purchases of each customer in the time `horizon` after the end of observation.

        Parameters
        ----------
        summary : Purchases
            Of dated purchases.
        horizon : float
            In the unit of the summary.
        covariates : frame
            Of these customers, as in `fit`, with periods for the time ahead; the last one of a customer lasts for good.
        interval : float, optional
            The level of intervals by the delta method, which carry the uncertainty of the parameters.

        Returns
        -------
        frame
            customer_id, expected_purchases, and with an interval its lower and upper end.
        """
        rows = _frame_of(covariates)
        made = self._compiled.expected_purchases(summary._compiled, rows, horizon, interval or 0.0, **self._zone())
        return self._native(made, summary._kind)


def _frame_of(covariates: Any) -> _core.Frame:
    if covariates is None:
        raise _without_covariates()
    return to_frame(covariates)[0]


def _without_covariates() -> FealtyError:
    return error(ParameterError, "FY203", "VaryingParetoNBDModel has covariates: give them as covariates=frame")
