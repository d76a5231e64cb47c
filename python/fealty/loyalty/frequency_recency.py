"""What a model says of customers by how often they bought and how long ago."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..errors import ParameterError, error
from ..frames import to_column
from ..result import Listing

if TYPE_CHECKING:
    from ..frames import Kind
    from .covariate_profile import CovariateProfile
    from .opportunity_model import BetaGeoBetaBinomModel
    from .purchase_model import PurchaseModel
    from .summaries import Opportunities, Purchases

__all__ = ["FrequencyRecency", "Observed", "grid_of_opportunities", "grid_of_purchases"]

RECENCIES = 40  # of a grid of continuous time
FEW, MANY = 4, 20  # frequencies of a grid


@dataclass(frozen=True)
class Observed:
    """How long and how often the customers of a summary have been observed: what a picture of a model needs to know."""

    longest: float  # the longest time, or the most opportunities
    highest: int  # frequency that all but a few repeat buyers stay below
    usual: int  # median frequency of repeat buyers
    unit: str | None  # of the time, if it is known

    @classmethod
    def of(cls, frequency: np.ndarray, observed: np.ndarray, unit: str | None) -> Observed:
        """That of columns of customers."""
        repeat = frequency[frequency > 0]
        if not len(repeat) or not len(observed):
            return cls(float(observed.max()) if len(observed) else 0.0, FEW, 1, unit)
        highest = int(np.clip(np.quantile(repeat, 0.98), FEW, MANY))
        return cls(float(observed.max()), highest, int(np.clip(np.median(repeat), 1, highest)), unit)


class FrequencyRecency(Listing):
    """The probability of being alive and the expected purchases by frequency and recency, over all customers that could
    be, observed for one time; of a model with covariates those with the same ones, the `profile`.

    Columns: frequency, recency, probability_alive, with its interval, and expected_purchases in the time `horizon`
    ahead.
    """

    title = "Frequency and recency"

    def __init__(
        self,
        frame: _core.Frame,
        model: str,
        observed: Observed,
        horizon: float,
        kind: Kind,
        is_discrete: bool = False,
        profile: CovariateProfile | None = None,
    ) -> None:
        super().__init__(None, kind)
        self._made = frame
        self.model, self.observed, self.horizon, self.is_discrete = model, observed, horizon, is_discrete
        self.profile = profile

    def _frame(self) -> _core.Frame:
        return self._made

    def _headline(self) -> str:
        covariates = "" if self.profile is None else f", {self.profile}"
        return f"{self.model} by frequency and recency, observed for {self.observed.longest:g}{covariates}"

    def plot(self, ax: Any = None, *, language: str = "en") -> Any:
        """Two heat maps, of the probability of being alive and of the expected purchases."""
        from .. import plots

        return plots.frequency_recency(self, ax, language=language)


def _observed_of(summary: Purchases) -> Observed:
    """How long and how often customers have been observed."""
    frame = summary._compiled.frame()
    unit = summary._compiled.unit if summary._compiled.has_days else None
    return Observed.of(frame["frequency"].to_numpy(), frame["T"].to_numpy(), unit)


def grid_of_purchases(
    model: PurchaseModel, summary: Purchases, horizon: float | None, profile: CovariateProfile | None = None
) -> FrequencyRecency:
    """What a model of purchases says of customers observed for the longest time, of a model with covariates of those
    with the same ones."""
    observed = _observed_of(summary)
    if not observed.longest > 0:
        raise error(ParameterError, "FY202", f"customers were observed for {observed.longest:g}: there is no grid")
    ahead = observed.longest if horizon is None else float(horizon)
    recency = np.linspace(0, observed.longest, RECENCIES + 1)[1:]
    frequency = np.arange(1, observed.highest + 1)
    x, t_x = (part.ravel() for part in np.meshgrid(frequency, recency, indexing="ij"))
    columns = (to_column(values) for values in (x, t_x, np.full(len(x), observed.longest)))
    cells = _core.PurchaseSummary.from_arrays(*columns)
    compiled = model._compiled
    told = {} if profile is None else {"covariates": profile.rows(len(x))}
    alive = compiled.probability_alive(cells, **told, level=0.95)
    expected = compiled.expected_purchases(cells, **told, horizon=ahead)
    made = _frame(x, t_x, alive, expected)
    return FrequencyRecency(made, model._title, observed, ahead, model._kind, profile=profile)


def grid_of_opportunities(model: BetaGeoBetaBinomModel, summary: Opportunities, ahead: int | None) -> FrequencyRecency:
    """What the BG/BB model says of customers who had all opportunities."""
    frame = summary._compiled.frame()
    x, offered, customers = (frame[name].to_numpy() for name in ("frequency", "opportunities", "customers"))
    if not len(x) or offered.max() < 1:
        raise error(ParameterError, "FY202", "nobody had an opportunity: there is no grid")
    observed = Observed.of(np.repeat(x, customers.astype(int)), offered, None)
    most = int(observed.longest)
    pairs = [(a, b) for a in range(1, most + 1) for b in range(a, most + 1)]
    frequency, recency = (np.array(part) for part in zip(*pairs, strict=True))
    columns = (to_column(values) for values in (frequency, recency, np.full(len(pairs), most)))
    cells = _core.OpportunitySummary.from_arrays(*columns)
    horizon = most if ahead is None else int(ahead)
    compiled = model._compiled
    alive, expected = compiled.probability_alive(cells, 0.95), compiled.expected_purchases(cells, horizon)
    made = _frame(alive["frequency"].to_numpy(), alive["recency"].to_numpy(), alive, expected)
    return FrequencyRecency(made, model._title, observed, float(horizon), model._kind, is_discrete=True)


def _frame(frequency: Any, recency: Any, alive: _core.Frame, expected: _core.Frame) -> _core.Frame:
    names = ("probability_alive", "probability_alive_lower", "probability_alive_upper")
    return _core.Frame(
        {
            "frequency": to_column(frequency),
            "recency": to_column(recency),
            **{name: alive[name] for name in names},
            "expected_purchases": expected["expected_purchases"],
        }
    )
