"""Models of repeat buying at regular times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from .. import _core
from ..errors import ParameterError, error
from ..frames import to_column
from .drawable_model import DrawableModel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .summaries import Purchases

__all__ = ["RegularBetaGeoModel", "RegularModifiedBetaGeoModel"]


class RegularPurchaseModel(DrawableModel):
    """What models of repeat buying at regular times foretell. Times are in the unit of the summary."""

    def __init__(
        self,
        *,
        most: int = 12,
        level: float = 0.95,
        penalty_of_logarithms: float = 0.0,
        fixed: Mapping[str, float] | None = None,
        equal: Sequence[tuple[str, str]] = (),
        errors: Literal["model", "robust"] = "model",
    ) -> None:
        super().__init__(level=level)
        self.most = most
        self.penalty_of_logarithms = penalty_of_logarithms
        self.fixed = fixed
        self.equal = equal
        self.errors = errors

    def fit(self, summary: Any, y: None = None, *, log_gaps: Any = None) -> Any:
        """Estimates the parameters and the regularity.

        Parameters
        ----------
        summary : Purchases
            What the model is fitted to.
        y : None
            For pipelines; not used.
        log_gaps : sequence of float, optional
            For each customer the sum of the logarithms of the gaps between purchases, 0 where there is none. Needed
            only for a summary that does not know the days of purchases, as one of `Purchases.from_arrays`.

        Returns
        -------
        model
            Itself.

        Raises
        ------
        FitError
            There is nothing in the summary that tells the parameters.
        ParameterError
            The gaps are not known.
        """
        return self._fit(summary, log_gaps=log_gaps)

    def _estimate(self, summary: Any, *, log_gaps: Any = None) -> Any:
        options = _core.FitOptions(
            level=self.level,
            penalty_of_logarithms=self.penalty_of_logarithms,
            fixed=[(name, float(value)) for name, value in (self.fixed or {}).items()],
            equal=[(one, other) for one, other in self.equal],
            robust=self.errors == "robust",
        )
        return self._model.fit(summary._compiled, options, _numbers(log_gaps), self.most)

    @classmethod
    def from_parameters(cls, **parameters: float) -> Any:
        """A model whose parameters are known, without uncertainty: r, alpha, a, b and the regularity."""
        if sorted(parameters) != sorted([*cls._model.names, "regularity"]):
            known = ", ".join([*cls._model.names, "regularity"])
            raise error(ParameterError, "FY201", f"the parameters of {cls.__name__} are {known}")
        made = cls()
        made._fitted = cls._model([float(parameters[name]) for name in cls._model.names], int(parameters["regularity"]))
        return made

    @property
    def regularity_(self) -> int:
        """k: times between purchases vary as the sum of so many random stages; 1 is random, much is clockwork."""
        return int(self._compiled.regularity)

    @property
    def profile_(self) -> dict[int, float]:
        """The highest log-likelihood with each regularity that was looked at."""
        return dict(enumerate(self._compiled.profile, start=1))

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        title, names, rows, notes = super()._view()
        return title.replace("-k", f"-{self.regularity_}"), names, rows, notes

    def log_likelihood(self, summary: Any, log_gaps: Any = None) -> float:
        """Of any summary, by the parameters as they are."""
        return float(self._compiled.log_likelihood(summary._compiled, _numbers(log_gaps)))

    def probability_alive(self, summary: Purchases, *, interval: float | None = None) -> Any:
        """The probability that each customer is still alive at the end of observation.

        As `BetaGeoModel.probability_alive`.
        """
        return self._native(self._compiled.probability_alive(summary._compiled, interval or 0.0), summary._kind)

    def expected_purchases(self, summary: Purchases, horizon: float, *, interval: float | None = None) -> Any:
        """The expected number of purchases of each customer in the time `horizon` after the end of observation.

        As `BetaGeoModel.expected_purchases`.
        """
        made = self._compiled.expected_purchases(summary._compiled, horizon, interval or 0.0)
        return self._native(made, summary._kind)

    def expected_of_new(self, horizon: float, *, level: float = 0.95) -> _core.Estimate:
        """The expected number of repeat purchases of a new customer in the time `horizon` after the first purchase."""
        made: _core.Estimate = self._compiled.expected_of_new(horizon, level)
        return made

    def purchase_distribution(self, summary: Purchases, horizon: float, *, most: int = 10) -> Any:
        """The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon`."""
        return self._native(self._compiled.purchase_distribution(summary._compiled, horizon, most), summary._kind)

    def simulate(self, customers: int = 1000, T: float = 52.0, *, seed: int = 1) -> Any:  # noqa: N803
        """Customers drawn from the model and observed for the time `T`: frequency, recency, T, log_gaps.

        Each draw is keyed by the seed and the customer's number, so a customer does not depend on how many there are.
        """
        return self._native(self._compiled.simulate(customers, T, seed))


def _numbers(values: Any) -> list[float] | None:
    return None if values is None else [float(value) for value in to_column(values, "log_gaps").to_numpy()]


class RegularBetaGeoModel(RegularPurchaseModel):
    """The BG/CNBD-k model: BG/NBD whose customers buy at more or less regular times.

    The times between purchases are the sum of k exponential stages; k is the whole number of the highest likelihood. A
    long silence of a regular customer says more than one of a random customer.

    Parameters
    ----------
    most : int
        The greatest regularity that is looked at.
    level : float
        Of the intervals of parameters, which are as if the regularity were known.
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
    Platzer and Reutterer (2016), "Ticking away the moments: timing regularity helps to better predict customer
    activity", Marketing Science 35.
    """

    _model = _core.RegularBetaGeoModel
    _title = "BG/CNBD-k"


class RegularModifiedBetaGeoModel(RegularPurchaseModel):
    """The MBG/CNBD-k model: BG/CNBD-k in which a customer may also drop out right after the first purchase.

    Parameters
    ----------
    most : int
        The greatest regularity that is looked at.
    level : float
        Of the intervals of parameters, which are as if the regularity were known.
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
    Platzer and Reutterer (2016), "Ticking away the moments: timing regularity helps to better predict customer
    activity", Marketing Science 35.

    Examples
    --------
    >>> import fealty as fy
    >>> truth = fy.loyalty.RegularModifiedBetaGeoModel.from_parameters(r=0.9, alpha=2, a=1, b=4, regularity=3)
    >>> drawn = truth.simulate(2000, T=52)
    >>> s = fy.loyalty.Purchases.from_arrays(drawn["frequency"], drawn["recency"], drawn["T"])
    >>> fy.loyalty.RegularModifiedBetaGeoModel().fit(s, log_gaps=drawn["log_gaps"]).regularity_
    3
    """

    _model = _core.RegularModifiedBetaGeoModel
    _title = "MBG/CNBD-k"
