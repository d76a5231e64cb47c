"""Models of repeat buying: how often customers will come back, and who is still alive."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from .. import _core
from ..errors import ParameterError, error
from ..frames import to_column, to_frame
from .alive_history import AliveHistory, history_of
from .drawable_model import DrawableModel
from .frequency_recency import FrequencyRecency, grid_of_purchases
from .futures import Futures
from .horizons import horizon_in
from .summaries import Purchases, purchases

if TYPE_CHECKING:
    from .fitted_model import FittedModel
    from .posterior import Posterior, Prior

__all__ = ["BetaGeoModel", "ModifiedBetaGeoModel", "NBDModel", "ParetoNBDModel"]

Errors = Literal["model", "robust"]
Effect = Mapping[str, Any]  # of covariates: a coefficient by column, or by level of a category
CodedColumn = tuple[str, "str | None", list[str]]  # a column, its reference level (None: numbers), the other levels


class PurchaseModel(DrawableModel):
    """What all models of repeat buying foretell. Times are in the unit of the summary."""

    def __init__(
        self,
        *,
        level: float = 0.95,
        penalty_of_logarithms: float = 0.0,
        fixed: Mapping[str, float] | None = None,
        equal: Sequence[tuple[str, str]] = (),
        errors: Errors = "model",
    ) -> None:
        super().__init__(level=level)
        self.penalty_of_logarithms = penalty_of_logarithms
        self.fixed = fixed
        self.equal = equal
        self.errors = errors

    def fit(self, summary: Any, y: None = None, *, clusters: Any = None, start: FittedModel | None = None) -> Any:
        """Estimates the parameters.

        Parameters
        ----------
        summary : Purchases
            What the model is fitted to.
        y : None
            For pipelines; not used.
        clusters : sequence, optional
            For each customer of the summary the cluster, such as a branch, in which customers are not independent:
            standard errors are then robust to what clusters have in common.
        start : model, optional
            A fitted model of the same kind, where the search begins.

        Returns
        -------
        model
            Itself.

        Raises
        ------
        FitError
            There is nothing in the summary that tells the parameters.
        """
        return self._fit(summary, clusters=clusters, start=start)

    def _estimate(self, summary: Any, *, clusters: Any = None, start: Any = None) -> Any:
        return self._model.fit(summary._compiled, self._options(clusters, start))

    def _options(self, clusters: Any, start: FittedModel | None, **more: Any) -> _core.FitOptions:
        """How parameters are estimated."""
        if self.errors not in ("model", "robust"):
            raise error(ParameterError, "FY202", f"errors is {self.errors!r}, but it must be 'model' or 'robust'")
        if clusters is not None:
            more["clusters"] = to_column(clusters, "clusters")
        return _core.FitOptions(
            level=self.level,
            penalty_of_logarithms=self.penalty_of_logarithms,
            fixed=[(name, float(value)) for name, value in (self.fixed or {}).items()],
            equal=[(one, other) for one, other in self.equal],
            start=[] if start is None else [known.value for known in start.parameters_.values()],
            robust=self.errors == "robust",
            **more,
        )

    def likelihood_ratio(self, restricted: PurchaseModel) -> dict[str, float]:
        """The likelihood-ratio test against a model of the same kind that is a case of this one.

        Such a model has fewer covariates, or parameters that are fixed or equal; both are fitted to the same customers.

        Returns
        -------
        dict
            statistic, degrees of freedom, and the p_value of chi-square.
        """
        statistic, degrees, p_value = self._compiled.likelihood_ratio(restricted._compiled)
        return {"statistic": statistic, "degrees": degrees, "p_value": p_value}

    def probability_alive(self, summary: Purchases, *, interval: float | None = None) -> Any:
        """The probability that each customer is still alive at the end of observation.

        Parameters
        ----------
        summary : Purchases
            The customers; not only those that the model was fitted to.
        interval : float, optional
            The level of intervals by the delta method, which carry the uncertainty of the parameters.

        Returns
        -------
        frame
            customer_id (if ids are known), probability_alive, and with an interval its lower and upper end.
        """
        return self._native(self._compiled.probability_alive(summary._compiled, interval or 0.0), summary._kind)

    def expected_purchases(self, summary: Purchases, horizon: float, *, interval: float | None = None) -> Any:
        """The expected number of purchases of each customer in the time `horizon` after the end of observation.

        Parameters
        ----------
        summary : Purchases
            The customers.
        horizon : float
            In the unit of the summary.
        interval : float, optional
            The level of intervals by the delta method, which carry the uncertainty of the parameters.

        Returns
        -------
        frame
            customer_id (if ids are known), expected_purchases, and with an interval its lower and upper end.
        """
        made = self._compiled.expected_purchases(summary._compiled, horizon, interval or 0.0)
        return self._native(made, summary._kind)

    def expected_of_new(self, horizon: float, *, level: float = 0.95) -> _core.Estimate:
        """The expected number of repeat purchases of a new customer in the time `horizon` after the first purchase."""
        made: _core.Estimate = self._compiled.expected_of_new(horizon, level)
        return made

    def purchase_distribution(self, summary: Purchases, horizon: float, *, most: int = 10) -> Any:
        """The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon`.

        Returns
        -------
        frame
            customer_id (if ids are known), and a column of probabilities per number: "0", "1", ..., the last, such as
            "11+", for all numbers above `most`.
        """
        return self._native(self._compiled.purchase_distribution(summary._compiled, horizon, most), summary._kind)

    def simulate(self, customers: int = 1000, T: float = 52.0, *, seed: int = 1) -> Any:  # noqa: N803
        """Customers drawn from the model and observed for the time `T`: frequency, recency, T.

        Each draw is keyed by the seed and the customer's number, so a customer does not depend on how many there are.
        """
        return self._native(self._compiled.simulate(customers, T, seed))

    def sample(
        self,
        summary: Purchases,
        *,
        draws: int = 2000,
        chains: int = 4,
        warmup: int = 1000,
        seed: int = 1,
        priors: Mapping[str, Prior] | None = None,
    ) -> Posterior:
        """What is known of the parameters where data are few: draws from their posterior distribution.

        The customers are integrated out of the likelihood in closed form, so that the chains walk in two or four
        dimensions, around the mode that Newton's method finds.

        Parameters
        ----------
        summary : Purchases
            The customers.
        draws : int
            Of each chain.
        chains : int
            They run in parallel; results do not depend on the number of threads.
        warmup : int
            Draws of each chain from which it learns, and which are thrown away; at least 100.
        seed : int
            The same seed gives the same draws.
        priors : dict, optional
            For each parameter ("log_normal", mean and standard deviation of the logarithm), ("half_normal", scale),
            ("gamma", shape, rate) or ("weibull", shape, scale). Unless given, shapes and weights are log-normal around
            1 with a standard deviation of 1.5 of the logarithm, times around the mean time observed with 2.

        Returns
        -------
        Posterior
            It foretells what the model does, by the same methods.

        Raises
        ------
        ParameterError
            The model has covariates, or parameters that are fixed or equal; or a prior is none.
        """
        for option in ("transaction", "dropout", "fixed", "equal"):
            if getattr(self, option, None):
                raise error(ParameterError, "FY202", f"sample knows no {option}, but this model has it")
        from .posterior import sample_posterior

        return sample_posterior(self, summary, draws=draws, chains=chains, warmup=warmup, seed=seed, priors=priors)

    def next_purchase(
        self, summary: Purchases, *, quantiles: Sequence[float] = (0.5,), interval: float | None = None
    ) -> Any:
        """Whether and when each customer buys next, counted from the end of observation.

        Parameters
        ----------
        summary : Purchases
            The customers.
        quantiles : sequence of float
            Between 0 and 1: for each, the time by which the purchase has come with that probability. It is infinite
            where the purchase never is that probable; so is the median of who is dead with a probability above 0.5.
        interval : float, optional
            The level of intervals of the probability, by the delta method.

        Returns
        -------
        frame
            customer_id (if ids are known), probability of ever buying again, with an interval its lower and upper end,
            and a column of times per quantile, such as "time_0.5", in the unit of the summary.
        """
        names = [f"time_{q:g}" for q in quantiles]
        made = _core.next_purchase(self._compiled, summary._compiled, list(quantiles), names, interval or 0.0)
        return self._native(made, summary._kind)

    def survival(self, summary: Purchases, horizon: Any, *, interval: float | None = None) -> Any:
        """The probability that each customer is alive at the time `horizon` after the end of observation.

        Parameters
        ----------
        summary : Purchases
            The customers.
        horizon : float, str or timedelta
            A number of the summary's units, a text such as "3 months", or a timedelta.
        interval : float, optional
            The level of intervals by the delta method, which carry the uncertainty of the parameters.

        Returns
        -------
        frame
            customer_id (if ids are known), survival, and with an interval its lower and upper end.
        """
        ahead = horizon_in(horizon, summary)
        made = _core.customer_survival(self._compiled, summary._compiled, ahead, interval or 0.0)
        return self._native(made, summary._kind)

    def futures(
        self,
        summary: Purchases,
        horizon: Any,
        *,
        draws: int = 1000,
        seed: int = 1,
        interval: float = 0.9,
        steps: int = 52,
        parameters_vary: bool = True,
    ) -> Futures:
        """Whole futures drawn for each customer: what the customer is like, given the purchases, and what follows.

        Parameters
        ----------
        summary : Purchases
            The customers.
        horizon : float, str or timedelta
            A number of the summary's units, a text such as "1 year", or a timedelta.
        draws : int
            Futures of each customer.
        seed : int
            Futures are keyed by it and the customer's place in the summary.
        interval : float
            The share of the draws that intervals hold.
        steps : int
            Times of a fan, equally far apart up to the horizon.
        parameters_vary : bool
            Whether each draw has parameters of its own, from the normal approximation of their estimates; otherwise
            intervals carry chance alone.
        """
        ahead = horizon_in(horizon, summary)
        return Futures(self._compiled, summary, (ahead, draws, seed, steps, interval, parameters_vary))

    def frequency_recency(self, summary: Purchases | None = None, *, horizon: Any = None) -> FrequencyRecency:
        """What the model says of customers by frequency and recency, of all that could be.

        Parameters
        ----------
        summary : Purchases, optional
            Whose time observed and frequencies the grid spans; that of the last fit unless given.
        horizon : float, str or timedelta, optional
            For which purchases are expected: a number of the summary's units, a text such as "1 year", or a timedelta.
            As long as the customer observed longest was unless given.
        """
        self._require_one_law("frequency_recency")
        customers = self._drawn_for(summary)
        return grid_of_purchases(self, customers, None if horizon is None else horizon_in(horizon, customers))

    def plot(
        self, summary: Purchases | None = None, ax: Any = None, *, horizon: Any = None, language: str = "en"
    ) -> Any:
        """Heat maps of the probability of being alive and of the expected purchases, by frequency and recency.

        Parameters
        ----------
        summary : Purchases, optional
            Whose time observed and frequencies the maps span; that of the last fit unless given.
        ax : matplotlib axes, optional
            Where to draw; a new figure unless given.
        horizon : float, str or timedelta, optional
            As in `frequency_recency`.
        language : {"en", "zh"}
            Of the texts.

        Returns
        -------
        axes
        """
        return self.frequency_recency(summary, horizon=horizon).plot(ax, language=language)

    def history(
        self,
        records: Any,
        customer: Any,
        *,
        customer_column: str = "customer_id",
        at: str = "at",
        amount: str | None = None,
        until: Any = None,
        zone: str | None = None,
        interval: float = 0.95,
    ) -> AliveHistory:
        """The probability that one customer was alive, as the model would have said it on each day.

        Parameters
        ----------
        records : Purchases, frame or Book
            A summary of dated purchases in the unit that the model was fitted in, or a record as `purchases` takes it.
        customer : optional
            The customer's id.
        customer_column, at, amount, until, zone
            Of a record: as customer, at, amount, until and zone of `purchases`.
        interval : float
            The level of intervals by the delta method.

        Returns
        -------
        AliveHistory
            A row per day and purchase; ``.plot()`` draws it.
        """
        self._require_one_law("history")
        summary = records
        if not isinstance(records, Purchases):
            options: dict[str, Any] = {"customer": customer_column, "at": at, "amount": amount, "zone": zone}
            known = self._fitted_to is not None and self._fitted_to._compiled.has_days
            unit: Any = self._fitted_to._compiled.unit if known else "week"
            summary = purchases(records, until=until, unit=unit, **options)
        return history_of(self, summary, customer, interval)


def _without_covariates(method: Callable[..., Any]) -> Callable[..., Any]:
    """The method, for models without covariates only."""

    @functools.wraps(method)
    def only_without(self: Any, *args: Any, **options: Any) -> Any:
        if self._has_covariates:
            raise error(ParameterError, "FY202", f"{method.__name__} is not known for models with covariates")
        return method(self, *args, **options)

    return only_without


class CovariateModel(PurchaseModel):
    """A model of repeat buying whose customers may differ by covariates."""

    _regression: ClassVar[Any]  # the compiled class of models with covariates
    _effects: ClassVar[tuple[tuple[str, str], ...]]  # what names of coefficients begin with, and the kind of covariates

    def __init__(
        self,
        *,
        transaction: Sequence[str] = (),
        dropout: Sequence[str] = (),
        level: float = 0.95,
        penalty: float = 0.0,
        penalty_of_logarithms: float = 0.0,
        fixed: Mapping[str, float] | None = None,
        equal: Sequence[tuple[str, str]] = (),
        errors: Errors = "model",
    ) -> None:
        super().__init__(
            level=level, penalty_of_logarithms=penalty_of_logarithms, fixed=fixed, equal=equal, errors=errors
        )
        self.transaction = transaction
        self.dropout = dropout
        self.penalty = penalty

    @property
    def _has_covariates(self) -> bool:
        return isinstance(self._fitted, self._regression)

    def fit(
        self,
        summary: Any,
        y: None = None,
        *,
        covariates: Any = None,
        clusters: Any = None,
        start: FittedModel | None = None,
    ) -> Any:
        """Estimates the parameters, and the coefficients of covariates if the model has any.

        Parameters
        ----------
        summary : Purchases
            What the model is fitted to.
        y : None
            For pipelines; not used.
        covariates : frame, optional
            A row per customer with the columns that `transaction` and `dropout` name. Rows are matched by customer_id
            where the frame and the summary have it, else row i is that of customer i of the summary. Texts are
            categories, of which each level but the most frequent has a coefficient (``references_`` names that one);
            numbers and booleans are taken as they are.
        clusters : str or sequence, optional
            For each customer of the summary the cluster, such as a branch, in which customers are not independent:
            standard errors are then robust to what clusters have in common. A text names a column of `covariates`.
        start : model, optional
            A fitted model of the same kind, with the same covariates or none, where the search begins.

        Returns
        -------
        model
            Itself.

        Raises
        ------
        RecordError
            A customer has no row of covariates or two, or a value is missing; the error names it.
        FitError
            There is nothing in the summary that tells the parameters.
        """
        return self._fit(summary, covariates=covariates, clusters=clusters, start=start)

    def _estimate(self, summary: Any, *, covariates: Any = None, clusters: Any = None, start: Any = None) -> Any:
        if isinstance(clusters, str):
            frame = self._frame_of(covariates)
            clusters = _core.covariate_of_customers(frame, clusters, summary._compiled)
        if not self.transaction and not self.dropout:
            return super()._estimate(summary, clusters=clusters, start=start)
        return self._regression.fit(
            summary._compiled,
            self._frame_of(covariates),
            list(self.transaction),
            list(self.dropout),
            self._options(clusters, start, penalty=self.penalty),
        )

    @classmethod
    def _frame_of(cls, covariates: Any) -> _core.Frame:
        if covariates is None:
            raise error(ParameterError, "FY203", f"{cls.__name__} has covariates: give them as covariates=frame")
        return to_frame(covariates)[0]

    def _with_covariates(self, covariates: Any) -> tuple[_core.Frame, ...]:
        """What compiled methods need beside the summary: the covariates, if the model has any."""
        made = self._compiled
        if self._has_covariates:
            return (self._frame_of(covariates),)
        if covariates is not None:
            raise error(ParameterError, "FY202", f"this {type(self).__name__} has no covariates, but some are given")
        assert made is not None
        return ()

    @classmethod
    def from_parameters(cls, **parameters: Any) -> Any:
        """A model whose parameters are known, without uncertainty.

        Coefficients of covariates are given under the names that theirs begin with, such as transaction, by column: a
        number, or for a category a coefficient for each level, that of the reference 0.

        Examples
        --------
        >>> import fealty as fy
        >>> m = fy.loyalty.ParetoNBDModel.from_parameters(
        ...     r=0.6, alpha=8, s=0.8, beta=12, transaction={"channel": {"shop": 0, "web": 0.4}}, dropout={"gap": 0.2}
        ... )
        >>> list(m.parameters_)
        ['r', 'alpha', 's', 'beta', 'transaction.channel[web]', 'dropout.gap']
        """
        kinds = dict(cls._effects)
        effects = {name: parameters.pop(name) for name in list(parameters) if name in kinds}
        plain = super().from_parameters(**parameters)
        if not effects:
            return plain
        coding: dict[str, list[CodedColumn]] = {"transaction": [], "dropout": []}
        for name, effect in effects.items():
            coding[kinds[name]] = [_coded_column(column, given) for column, given in effect.items()]
        coefficients = [
            coefficient
            for name, kind in cls._effects
            for column in coding[kind]
            for coefficient in _coefficients(column, effects.get(name, {}))
        ]
        transaction, dropout = ([column for column, _, _ in coding[kind]] for kind in ("transaction", "dropout"))
        made = cls(transaction=transaction, dropout=dropout)
        values = [float(parameters[name]) for name in cls._model.names]
        made._fitted = cls._regression(values, coding["transaction"], coding["dropout"], coefficients)
        return made

    @property
    def coefficients_(self) -> Any:
        """A row per coefficient: value, standard_error, lower, upper, z, and p_value of Wald's test that it is 0."""
        return self._native(self._compiled.coefficients_frame())

    @property
    def references_(self) -> dict[str, str]:
        """For each category the level that its coefficients compare with."""
        if not self._has_covariates:
            return {}
        columns = [column for kind in self._compiled.coding.values() for column in kind]
        return {name: reference for name, reference, _ in columns if reference is not None}

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        title, names, rows, notes = super()._view()
        for column, reference in self.references_.items():
            notes.append(f"{column}: compared with {reference}")
        return title, names, rows, notes

    def log_likelihood(self, summary: Any, covariates: Any = None) -> float:
        """Of any summary, by the parameters as they are."""
        return float(self._compiled.log_likelihood(summary._compiled, *self._with_covariates(covariates)))

    def laws(self, summary: Purchases, covariates: Any) -> Any:
        """The parameters of each customer of a model with covariates: customer_id (if ids are known), r, alpha, ..."""
        made = self._compiled.laws(summary._compiled, *self._with_covariates(covariates))
        return self._native(made, summary._kind)

    def probability_alive(self, summary: Purchases, *, covariates: Any = None, interval: float | None = None) -> Any:
        """The probability that each customer is still alive at the end of observation.

        Parameters
        ----------
        summary : Purchases
            The customers; not only those that the model was fitted to.
        covariates : frame, optional
            Of these customers, as in `fit`, if the model has any.
        interval : float, optional
            The level of intervals by the delta method, which carry the uncertainty of the parameters.

        Returns
        -------
        frame
            customer_id (if ids are known), probability_alive, and with an interval its lower and upper end.
        """
        more = self._with_covariates(covariates)
        return self._native(self._compiled.probability_alive(summary._compiled, *more, interval or 0.0), summary._kind)

    def expected_purchases(
        self, summary: Purchases, horizon: float, *, covariates: Any = None, interval: float | None = None
    ) -> Any:
        """The expected number of purchases of each customer in the time `horizon` after the end of observation.

        Parameters
        ----------
        summary : Purchases
            The customers.
        horizon : float
            In the unit of the summary.
        covariates : frame, optional
            Of these customers, as in `fit`, if the model has any.
        interval : float, optional
            The level of intervals by the delta method, which carry the uncertainty of the parameters.

        Returns
        -------
        frame
            customer_id (if ids are known), expected_purchases, and with an interval its lower and upper end.
        """
        more = self._with_covariates(covariates)
        made = self._compiled.expected_purchases(summary._compiled, *more, horizon, interval or 0.0)
        return self._native(made, summary._kind)

    def expected_of_new(self, horizon: float, *, covariates: Any = None, level: float = 0.95) -> Any:
        """The expected number of repeat purchases of a new customer in the time `horizon` after the first purchase.

        Of a model with covariates a frame, with a row per row of `covariates`.
        """
        more = self._with_covariates(covariates)
        made = self._compiled.expected_of_new(*more, horizon, level)
        return self._native(made, to_frame(covariates)[1]) if more else made

    def purchase_distribution(
        self, summary: Purchases, horizon: float, *, covariates: Any = None, most: int = 10
    ) -> Any:
        """The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon`.

        Returns
        -------
        frame
            customer_id (if ids are known), and a column of probabilities per number: "0", "1", ..., the last, such as
            "11+", for all numbers above `most`.
        """
        more = self._with_covariates(covariates)
        made = self._compiled.purchase_distribution(summary._compiled, *more, horizon, most)
        return self._native(made, summary._kind)

    def simulate(
        self,
        customers: int = 1000,
        T: float = 52.0,  # noqa: N803
        *,
        seed: int = 1,
        covariates: Any = None,
    ) -> Any:
        """Customers drawn from the model and observed for the time `T`: frequency, recency, T.

        Of a model with covariates one is drawn for each row of them, however many `customers` says. Each draw is keyed
        by the seed and the customer's number, so a customer does not depend on how many there are.
        """
        more = self._with_covariates(covariates)
        if more:
            return self._native(self._compiled.simulate(*more, T, seed), to_frame(covariates)[1])
        return self._native(self._compiled.simulate(customers, T, seed))

    sample = _without_covariates(PurchaseModel.sample)
    next_purchase = _without_covariates(PurchaseModel.next_purchase)
    survival = _without_covariates(PurchaseModel.survival)
    futures = _without_covariates(PurchaseModel.futures)
    frequency_recency = _without_covariates(PurchaseModel.frequency_recency)
    history = _without_covariates(PurchaseModel.history)


def _coded_column(column: str, given: Any) -> CodedColumn:
    """A column of which coefficients are given: a number, or one for each level of a category."""
    if not isinstance(given, Mapping):
        return column, None, []
    references = [level for level, coefficient in given.items() if coefficient == 0]
    if not references:
        raise error(ParameterError, "FY202", f"{column} has no reference: a level whose coefficient is 0")
    levels = sorted((level for level in given if level != references[0]), key=str.encode)
    return column, references[0], levels


def _coefficients(column: CodedColumn, effect: Effect) -> list[float]:
    name, reference, levels = column
    if reference is None:
        return [float(effect.get(name, 0.0))]
    return [float(effect.get(name, {}).get(level, 0.0)) for level in levels]


class BetaGeoModel(CovariateModel):
    """The BG/NBD model: a customer buys at a rate of their own until dropping out after one of the purchases.

    Rates are gamma distributed with shape r and rate alpha, probabilities of dropping out beta distributed with weights
    a and b.

    Parameters
    ----------
    transaction, dropout : sequence of str
        The columns of covariates on which the rate of purchases and the probability of dropping out depend. They
        multiply alpha by exp(-gamma' x), a by exp(delta' x) and b by exp(epsilon' x) (Fader and Hardie 2007).
    level : float
        Of the intervals of parameters.
    penalty : float
        Of the coefficients: half of it times the square of the effect of one standard deviation of the covariate is
        taken off the log-likelihood.
    penalty_of_logarithms : float
        The same, of the logarithms of the other parameters.
    fixed : mapping, optional
        Parameters that are known, by name.
    equal : sequence of pairs
        Names of parameters that have one value.
    errors : {"model", "robust"}
        Of what standard errors are: right if the model is, or the sandwich of Huber (1967) and White (1982), right
        where it is an approximation, too.

    References
    ----------
    Fader and Hardie (2007), "Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models".
    Fader, Hardie and Lee (2005), "Counting your customers the easy way: an alternative to the Pareto/NBD model",
    Marketing Science 24.

    Examples
    --------
    >>> import fealty as fy
    >>> truth = fy.loyalty.BetaGeoModel.from_parameters(r=0.24, alpha=4.4, a=0.8, b=2.4)
    >>> drawn = truth.simulate(5000, T=39.0)
    >>> s = fy.loyalty.Purchases.from_arrays(drawn["frequency"], drawn["recency"], drawn["T"])
    >>> m = fy.loyalty.BetaGeoModel().fit(s)
    >>> abs(m.parameters_["r"].value - 0.24) < 3 * m.parameters_["r"].standard_error
    True
    """

    _model = _core.BetaGeoModel
    _regression = _core.BetaGeoRegression
    _effects = (("transaction", "transaction"), ("dropout_a", "dropout"), ("dropout_b", "dropout"))
    _title = "BG/NBD"


class ModifiedBetaGeoModel(CovariateModel):
    """The MBG/NBD model: BG/NBD in which a customer may also drop out right after the first purchase.

    Parameters
    ----------
    transaction, dropout : sequence of str
        The columns of covariates on which the rate of purchases and the probability of dropping out depend. They
        multiply alpha by exp(-gamma' x), a by exp(delta' x) and b by exp(epsilon' x) (Fader and Hardie 2007).
    level : float
        Of the intervals of parameters.
    penalty : float
        Of the coefficients: half of it times the square of the effect of one standard deviation of the covariate is
        taken off the log-likelihood.
    penalty_of_logarithms : float
        The same, of the logarithms of the other parameters.
    fixed : mapping, optional
        Parameters that are known, by name.
    equal : sequence of pairs
        Names of parameters that have one value.
    errors : {"model", "robust"}
        Of what standard errors are: right if the model is, or the sandwich of Huber (1967) and White (1982), right
        where it is an approximation, too.

    References
    ----------
    Fader and Hardie (2007), "Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models".
    Batislam, Denizel and Filiztekin (2007), "Empirical validation and comparison of models for customer base analysis",
    International Journal of Research in Marketing 24.
    """

    _model = _core.ModifiedBetaGeoModel
    _regression = _core.ModifiedBetaGeoRegression
    _effects = (("transaction", "transaction"), ("dropout_a", "dropout"), ("dropout_b", "dropout"))
    _title = "MBG/NBD"


class ParetoNBDModel(CovariateModel):
    """The Pareto/NBD model: a customer buys at a rate of their own until leaving at any time.

    Rates of purchases are gamma distributed with shape r and rate alpha, rates of leaving with shape s and rate beta.

    Parameters
    ----------
    transaction, dropout : sequence of str
        The columns of covariates on which the rate of purchases and the rate of leaving depend. They multiply alpha by
        exp(-gamma' x) and beta by exp(-delta' x) (Fader and Hardie 2007).
    level : float
        Of the intervals of parameters.
    penalty : float
        Of the coefficients: half of it times the square of the effect of one standard deviation of the covariate is
        taken off the log-likelihood.
    penalty_of_logarithms : float
        The same, of the logarithms of the other parameters.
    fixed : mapping, optional
        Parameters that are known, by name.
    equal : sequence of pairs
        Names of parameters that have one value.
    errors : {"model", "robust"}
        Of what standard errors are: right if the model is, or the sandwich of Huber (1967) and White (1982), right
        where it is an approximation, too.

    References
    ----------
    Fader and Hardie (2007), "Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models".
    Schmittlein, Morrison and Colombo (1987), "Counting your customers: who are they and what will they do next?",
    Management Science 33.
    """

    _model = _core.ParetoNBDModel
    _regression = _core.ParetoNBDRegression
    _effects = (("transaction", "transaction"), ("dropout", "dropout"))
    _title = "Pareto/NBD"


class NBDModel(PurchaseModel):
    """The NBD model: a customer buys at a rate of their own, and nobody leaves.

    Rates are gamma distributed with shape r and rate alpha.

    Parameters
    ----------
    level : float
        Of the intervals of parameters.
    penalty_of_logarithms : float
        Half of it times the squares of the logarithms of the parameters is taken off the log-likelihood.
    fixed : mapping, optional
        Parameters that are known, by name.
    equal : sequence of pairs
        Names of parameters that have one value.
    errors : {"model", "robust"}
        Of what standard errors are.

    References
    ----------
    Ehrenberg (1959), "The pattern of consumer purchases", Applied Statistics 8.
    """

    _model = _core.NBDModel
    _title = "NBD"
