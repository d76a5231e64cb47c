"""Models of repeat buying whose customers may differ by covariates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from .. import _core
from ..errors import ParameterError, error
from ..frames import to_frame
from .alive_history import AliveHistory, history_of, place_of
from .coefficients import CodedColumn, Coefficients
from .covariate_profile import CovariateProfile
from .frequency_recency import FrequencyRecency, grid_of_purchases
from .futures import Futures
from .horizons import horizon_in
from .purchase_model import Errors, PurchaseModel
from .summaries import Purchases

if TYPE_CHECKING:
    from .fitted_model import FittedModel


class CovariateModel(PurchaseModel):
    """A model of repeat buying whose customers may differ by covariates."""

    _regression: ClassVar[Any]  # the compiled class of models with covariates
    _effects: ClassVar[tuple[tuple[str, str], ...]]  # what names of coefficients begin with, and the kind of covariates
    _average: CovariateProfile | None = None  # of the customers that it was fitted to

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
            A customer has no row of covariates or two, or a value is infinite; the error names it.
        FitError
            There is nothing in the summary that tells the parameters.
        """
        self._fit(summary, covariates=covariates, clusters=clusters, start=start)
        self._average = None
        if self._has_covariates:
            self._average = CovariateProfile.average(self._columns(), self._frame_of(covariates), summary._compiled)
        return self

    def _columns(self) -> list[CodedColumn]:
        """The columns of covariates, each once."""
        every = {column[0]: column for kind in ("transaction", "dropout") for column in self._compiled.coding[kind]}
        return list(every.values())

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

    def _told(self, covariates: Any) -> dict[str, Any]:
        """What compiled methods need beside the summary: the covariates, if the model has any."""
        made = self._compiled
        if self._has_covariates:
            return {"covariates": self._frame_of(covariates)}
        if covariates is not None:
            raise error(ParameterError, "FY202", f"this {type(self).__name__} has no covariates, but some are given")
        assert made is not None
        return {}

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
        known = Coefficients.of(effects, cls._effects)
        made = cls(**known.columns())
        values = [float(parameters[name]) for name in cls._model.names]
        made._fitted = cls._regression(values, known.transaction, known.dropout, known.values)
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
        return {name: reference for name, reference, _ in self._columns() if reference is not None}

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        title, names, rows, notes = super()._view()
        for column, reference in self.references_.items():
            notes.append(f"{column}: compared with {reference}")
        return title, names, rows, notes

    def log_likelihood(self, summary: Any, covariates: Any = None) -> float:
        """Of any summary, by the parameters as they are."""
        return float(self._compiled.log_likelihood(summary._compiled, **self._told(covariates)))

    def laws(self, summary: Purchases, covariates: Any) -> Any:
        """The parameters of each customer of a model with covariates: customer_id (if ids are known), r, alpha, ..."""
        made = self._compiled.laws(summary._compiled, **self._told(covariates))
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
        told = self._told(covariates)
        return self._native(
            self._compiled.probability_alive(summary._compiled, **told, level=interval or 0.0), summary._kind
        )

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
        told = self._told(covariates)
        made = self._compiled.expected_purchases(summary._compiled, **told, horizon=horizon, level=interval or 0.0)
        return self._native(made, summary._kind)

    def expected_of_new(self, horizon: float, *, covariates: Any = None, level: float = 0.95) -> Any:
        """The expected number of repeat purchases of a new customer in the time `horizon` after the first purchase.

        Of a model with covariates a frame, with a row per row of `covariates`.
        """
        told = self._told(covariates)
        made = self._compiled.expected_of_new(**told, horizon=horizon, level=level)
        return self._native(made, to_frame(covariates)[1]) if told else made

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
        told = self._told(covariates)
        made = self._compiled.purchase_distribution(summary._compiled, **told, horizon=horizon, most=most)
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
        told = self._told(covariates)
        if told:
            return self._native(self._compiled.simulate(**told, observed=T, seed=seed), to_frame(covariates)[1])
        return self._native(self._compiled.simulate(customers, T, seed))

    def next_purchase(
        self,
        summary: Purchases,
        *,
        covariates: Any = None,
        quantiles: Sequence[float] = (0.5,),
        interval: float | None = None,
    ) -> Any:
        """Whether and when each customer buys next, counted from the end of observation.

        Parameters
        ----------
        summary : Purchases
            The customers.
        covariates : frame, optional
            Of these customers, as in `fit`, if the model has any.
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
        told = self._told(covariates)
        made = _core.next_purchase(
            self._compiled,
            summary._compiled,
            **told,
            quantiles=list(quantiles),
            names=[f"time_{q:g}" for q in quantiles],
            level=interval or 0.0,
        )
        return self._native(made, summary._kind)

    def survival(
        self, summary: Purchases, horizon: Any, *, covariates: Any = None, interval: float | None = None
    ) -> Any:
        """The probability that each customer is alive at the time `horizon` after the end of observation.

        Parameters
        ----------
        summary : Purchases
            The customers.
        horizon : float, str or timedelta
            A number of the summary's units, a text such as "3 months", or a timedelta.
        covariates : frame, optional
            Of these customers, as in `fit`, if the model has any.
        interval : float, optional
            The level of intervals by the delta method, which carry the uncertainty of the parameters.

        Returns
        -------
        frame
            customer_id (if ids are known), survival, and with an interval its lower and upper end.
        """
        told = self._told(covariates)
        ahead = horizon_in(horizon, summary)
        made = _core.customer_survival(self._compiled, summary._compiled, **told, horizon=ahead, level=interval or 0.0)
        return self._native(made, summary._kind)

    def futures(
        self,
        summary: Purchases,
        horizon: Any,
        *,
        covariates: Any = None,
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
        covariates : frame, optional
            Of these customers, as in `fit`, if the model has any.
        draws : int
            Futures of each customer.
        seed : int
            Futures are keyed by it and the customer's place in the summary.
        interval : float
            The share of the draws that intervals hold.
        steps : int
            Times of a fan, equally far apart up to the horizon.
        parameters_vary : bool
            Whether each draw has parameters and coefficients of its own, from the normal approximation of their
            estimates; otherwise intervals carry chance alone.
        """
        told = self._told(covariates)
        ahead = horizon_in(horizon, summary)
        return Futures(self._compiled, summary, (ahead, draws, seed, steps, interval, parameters_vary), **told)

    def frequency_recency(
        self, summary: Purchases | None = None, *, horizon: Any = None, covariates: Any = None
    ) -> FrequencyRecency:
        """What the model says of customers by frequency and recency, of all that could be.

        Parameters
        ----------
        summary : Purchases, optional
            Whose time observed and frequencies the grid spans; that of the last fit unless given.
        horizon : float, str or timedelta, optional
            For which purchases are expected: a number of the summary's units, a text such as "1 year", or a timedelta.
            As long as the customer observed longest was unless given.
        covariates : frame or mapping, optional
            Of the customer who is drawn: one row, or a value by column. What it does not say is that of the average
            customer of the last fit: numbers at their mean, categories at the reference. Of a model that was not fitted
            numbers are 0.
        """
        profile = self._profile_of(covariates)
        customers = self._drawn_for(summary)
        return grid_of_purchases(self, customers, None if horizon is None else horizon_in(horizon, customers), profile)

    def _profile_of(self, covariates: Any) -> CovariateProfile | None:
        """The customer of whom a model with covariates is drawn: the average one, but for what is said."""
        if not self._has_covariates:
            self._told(covariates)
            return None
        profile = self._average or CovariateProfile.at_reference(self._columns())
        return profile if covariates is None else profile.but(covariates)

    def plot(
        self,
        summary: Purchases | None = None,
        ax: Any = None,
        *,
        horizon: Any = None,
        covariates: Any = None,
        language: str = "en",
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
        covariates : frame or mapping, optional
            As in `frequency_recency`.
        language : {"en", "zh"}
            Of the texts.

        Returns
        -------
        axes
        """
        return self.frequency_recency(summary, horizon=horizon, covariates=covariates).plot(ax, language=language)

    def history(
        self,
        records: Any,
        customer: Any,
        *,
        covariates: Any = None,
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
        covariates : frame, optional
            Of customers, as in `fit`, if the model has any, or one row, of this customer.
        customer_column, at, amount, until, zone
            Of a record: as customer, at, amount, until and zone of `purchases`.
        interval : float
            The level of intervals by the delta method.

        Returns
        -------
        AliveHistory
            A row per day and purchase; ``.plot()`` draws it.
        """
        told = self._told(covariates)
        options: dict[str, Any] = {"customer": customer_column, "at": at, "amount": amount, "zone": zone}
        summary = self._dated(records, until, options)
        place = place_of(summary, customer)
        profile = None
        if told:
            profile = CovariateProfile.of(self._columns(), told["covariates"], summary._compiled, customer, place)
        return history_of(self, summary, customer, interval, profile)
