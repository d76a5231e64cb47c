"""What all models of repeat buying foretell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from .. import _core
from ..errors import ParameterError, error
from ..frames import to_column
from .alive_history import AliveHistory, history_of
from .drawable_model import DrawableModel
from .frequency_recency import FrequencyRecency, grid_of_purchases
from .futures import Futures
from .horizons import horizon_in
from .summaries import Purchases, purchases

if TYPE_CHECKING:
    from .fitted_model import FittedModel
    from .posterior import Posterior, Prior

Errors = Literal["model", "robust"]


class PurchaseModel(DrawableModel):
    """What all models of repeat buying foretell. Times are in the unit of the summary."""

    @property
    def _has_covariates(self) -> bool:
        return False

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
        options: dict[str, Any] = {"customer": customer_column, "at": at, "amount": amount, "zone": zone}
        return history_of(self, self._dated(records, until, options), customer, interval)

    def _dated(self, records: Any, until: Any, options: dict[str, Any]) -> Purchases:
        """A summary of dated purchases, of records in the unit that the model was fitted in."""
        if isinstance(records, Purchases):
            return records
        return purchases(records, until=until, unit=self._unit(), **options)
