"""Models of repeat buying where data are few: draws from the posterior distribution of their parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .. import _core
from ..errors import ParameterError, error
from ..result import Result, first_rows
from .horizons import horizon_in

if TYPE_CHECKING:
    import numpy as np

    from ..frames import Kind
    from .purchase_model import PurchaseModel
    from .summaries import Purchases

__all__ = ["Posterior", "Prior", "sample_posterior"]

Prior = tuple[str, float] | tuple[str, float, float]
"""A prior: ("log_normal", mean and standard deviation of the logarithm), ("half_normal", scale), ("gamma", shape, rate)
or ("weibull", shape, scale)."""

_PARAMETERS = {"log_normal": 2, "half_normal": 1, "gamma": 2, "weibull": 2}
_POSTERIORS: dict[Any, Any] = {  # by the compiled model
    _core.BetaGeoModel: _core.BetaGeoPosterior,
    _core.ModifiedBetaGeoModel: _core.ModifiedBetaGeoPosterior,
    _core.ParetoNBDModel: _core.ParetoNBDPosterior,
    _core.NBDModel: _core.NBDPosterior,
}


def sample_posterior(
    model: PurchaseModel,
    summary: Purchases,
    *,
    draws: int,
    chains: int,
    warmup: int,
    seed: int,
    priors: Mapping[str, Prior] | None,
) -> Posterior:
    """Samples the posterior of a model; see `PurchaseModel.sample`."""
    asked = {name: _complete(name, prior) for name, prior in (priors or {}).items()}
    compiled = _POSTERIORS[model._model].sample(summary._compiled, asked, draws, chains, warmup, seed)
    return Posterior(compiled, summary._kind, title=model._title, level=model.level)


def _complete(parameter: str, prior: Prior) -> tuple[str, float, float]:
    """A prior with two parameters, of which a half-normal one ignores the second."""
    family, *values = prior
    wanted = _PARAMETERS.get(family, len(values))
    if len(values) != wanted or wanted not in (1, 2):
        raise error(
            ParameterError,
            "FY202",
            f"the prior of '{parameter}' is {prior!r}, but {family} has {wanted} parameter{'' if wanted == 1 else 's'}",
        )
    return family, float(values[0]), float(values[-1])


class Posterior(Result):
    """What is known of a model of repeat buying after the data have been seen: draws from the posterior distribution.

    It foretells what the model does, by the same methods; figures are means over the draws, and intervals are
    equal-tailed posterior intervals. It can be pickled.

    Made by `sample` of `BetaGeoModel`, `ModifiedBetaGeoModel`, `ParetoNBDModel` and `NBDModel`.

    References
    ----------
    Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), "Rank-normalization, folding, and localization: an improved
    R-hat for assessing convergence of MCMC", Bayesian Analysis 16.

    Examples
    --------
    >>> import fealty as fy
    >>> s = fy.loyalty.Purchases.from_arrays([3, 0, 1, 0, 8], [30, 0, 2, 0, 37], [39, 38, 37, 39, 38])
    >>> post = fy.loyalty.BetaGeoModel().sample(s, seed=1)
    >>> sorted(post.parameters_)
    ['a', 'alpha', 'b', 'r']
    >>> bool((post.diagnostics_["r_hat"] < 1.01).all())
    True
    """

    plot_name = "posterior"

    def __init__(self, compiled: Any, kind: Kind = "polars", *, title: str, level: float = 0.95) -> None:
        super().__init__(compiled, kind)
        self.model = title
        self.level = level

    # ---- the parameters ----

    @property
    def parameters_(self) -> dict[str, _core.Estimate]:
        """Posterior mean, standard deviation and interval of each parameter."""
        return dict(self._compiled.estimates(self.level))

    @property
    def diagnostics_(self) -> Any:
        """One row per parameter: mean, sd, lower, upper, mcse_mean, ess_bulk, ess_tail, r_hat."""
        return self._native(self._frame())

    @property
    def draws_(self) -> Any:
        """One row per draw: chain, draw, a column per parameter, log_density."""
        return self._native(self._compiled.frame())

    @property
    def warnings_(self) -> Any:
        """What speaks against trusting a figure: parameter, kind (r_hat, effective_sample_size, prior), meaning."""
        return self._native(self._compiled.warnings_frame())

    @property
    def priors_(self) -> dict[str, Prior]:
        """The prior of each parameter, as `sample` takes it."""
        named = dict(self._compiled.priors)
        return {name: prior[: 1 + _PARAMETERS[prior[0]]] for name, prior in named.items()}

    def to_dict(self) -> dict[str, np.ndarray]:
        """The draws of each parameter, chain by draw."""
        return dict(self._compiled.draws())

    def to_arviz(self) -> Any:
        """What arviz works with: its InferenceData, or, from version 1 on, a DataTree. Needs arviz."""
        import arviz

        posterior, statistics = self.to_dict(), {"lp": self._compiled.log_density}
        if hasattr(arviz, "InferenceData"):
            return arviz.from_dict(posterior=posterior, sample_stats=statistics)
        return arviz.from_dict({"posterior": posterior, "sample_stats": statistics})

    # ---- the customers ----

    def probability_alive(self, summary: Purchases, *, interval: float | None = None, draws: int = 500) -> Any:
        """The probability that each customer is still alive at the end of observation.

        Parameters
        ----------
        summary : Purchases
            The customers; not only those whose posterior it is.
        interval : float, optional
            The level of posterior intervals, which carry the uncertainty of the parameters.
        draws : int
            How many draws of the parameters the figures are made of.

        Returns
        -------
        frame
            customer_id (if ids are known), probability_alive, and with an interval its lower and upper end.
        """
        return self._of(summary, self._compiled.probability_alive(summary._compiled, interval or 0.0, draws))

    def expected_purchases(
        self, summary: Purchases, horizon: Any, *, interval: float | None = None, draws: int = 500
    ) -> Any:
        """The expected number of purchases of each customer in the time `horizon` after the end of observation.

        Parameters
        ----------
        summary : Purchases
            The customers.
        horizon : float, str or timedelta
            A number of the summary's units, a text such as "1 year", or a timedelta.
        interval : float, optional
            The level of posterior intervals, which carry the uncertainty of the parameters.
        draws : int
            How many draws of the parameters the figures are made of.

        Returns
        -------
        frame
            customer_id (if ids are known), expected_purchases, and with an interval its lower and upper end.
        """
        made = self._compiled.expected_purchases(
            summary._compiled, horizon_in(horizon, summary), interval or 0.0, draws
        )
        return self._of(summary, made)

    def expected_of_new(self, horizon: float, *, level: float = 0.95) -> _core.Estimate:
        """The expected number of repeat purchases of a new customer in the time `horizon` after the first purchase."""
        made: _core.Estimate = self._compiled.expected_of_new(horizon, level)
        return made

    def purchase_distribution(self, summary: Purchases, horizon: Any, *, most: int = 10, draws: int = 500) -> Any:
        """The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon`.

        They are averaged over the draws, and so carry all that is not known.

        Returns
        -------
        frame
            customer_id (if ids are known), and a column of probabilities per number: "0", "1", ..., the last, such as
            "11+", for all numbers above `most`.
        """
        return self._of(
            summary, self._compiled.purchase_distribution(summary._compiled, horizon_in(horizon, summary), most, draws)
        )

    def total_purchases(
        self, summary: Purchases, horizon: Any, *, level: float = 0.95, seed: int = 1, draws: int = 500
    ) -> _core.Estimate:
        """The purchases of all customers together in the time `horizon` after the end of observation.

        The interval is one in which the total will lie: it carries what is not known of the parameters and of each
        customer, and what chance does.
        """
        made: _core.Estimate = self._compiled.total_purchases(
            summary._compiled, horizon_in(horizon, summary), level, seed, draws
        )
        return made

    def customer_draws(self, summary: Purchases, *, draws: int = 100, seed: int = 1) -> Any:
        """What each customer may be like, given the purchases: a row per customer and draw.

        Returns
        -------
        frame
            customer_id (or the number of the customer), draw, purchase_rate, dropout (the rate of leaving of a
            Pareto/NBD model, else the probability of leaving after a purchase), alive.
        """
        return self._of(summary, self._compiled.customer_draws(summary._compiled, seed, draws))

    # ---- the result ----

    def _frame(self) -> _core.Frame:
        frame: _core.Frame = self._compiled.diagnostics(self.level)
        return frame

    def _of(self, summary: Purchases, frame: _core.Frame) -> Any:
        from ..frames import to_native

        return to_native(frame, summary._kind)

    def _headline(self) -> str:
        return f"{self.model}, posterior"

    def _notes(self) -> list[str]:
        made = self._compiled
        notes = [f"{made.observations:,.0f} customers; {made.chains} chains of {made.draws_per_chain:,} draws"]
        for parameter, _, meaning in first_rows(made.warnings_frame(), 100):
            notes.append(f"Warning: {parameter}: {meaning}.")
        return notes
