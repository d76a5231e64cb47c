"""What customers did after the end of observation, held against what a model foretold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..errors import ParameterError, error

if TYPE_CHECKING:
    from .summaries import Purchases

__all__ = ["HeldOut", "Scores", "days_of", "held_out", "scores_of"]

_day = 86_400_000_000  # microseconds


@dataclass(frozen=True)
class HeldOut:
    """The purchases of each customer of a summary after its end, in a time of so many units."""

    counts: np.ndarray
    horizon: float


def held_out(summary: Purchases, later: Purchases) -> HeldOut:
    """The purchases that came in between two summaries of the same record, the second of which was observed longer."""
    first, second = summary._compiled, later._compiled
    if first.until is None or second.until is None:
        raise error(ParameterError, "FY202", "a holdout needs summaries that were made of dated purchases")
    if second.until <= first.until or second.unit != first.unit:
        raise error(ParameterError, "FY202", "the holdout must be observed longer than the summary, in the same unit")
    purchases = dict(_frequencies(second))
    try:
        counts = [purchases[customer] - frequency for customer, frequency in _frequencies(first)]
    except KeyError as missing:
        raise error(ParameterError, "FY202", f"customer {missing.args[0]} is not in the holdout") from None
    if min(counts, default=0) < 0:
        raise error(ParameterError, "FY202", "a customer has fewer purchases in the holdout than before it")
    return HeldOut(
        np.array(counts, dtype=np.int64), days_of(first.until, second.until) / _core.days_in_unit(first.unit)
    )


def _frequencies(summary: _core.PurchaseSummary) -> list[tuple[Any, int]]:
    frame = summary.frame()
    return list(zip(frame["customer_id"].to_numpy().tolist(), frame["frequency"].to_numpy().tolist(), strict=True))


def days_of(since: int, until: int) -> int:
    """Whole days between two midnights, which are microseconds since 1970."""
    return (until - since) // _day


@dataclass(frozen=True)
class Scores:
    """Where what each customer did lies in what a model foretold."""

    log_probability: np.ndarray
    below: np.ndarray  # probability of fewer purchases

    @property
    def log_likelihood(self) -> float:
        """The log of the probability that the model gave to what all customers did."""
        return float(self.log_probability.sum())

    def coverage(self, level: float) -> float:
        """The share of customers within the central interval of what was foretold for them; it lies above the level,
        for the numbers are whole."""
        at_most = self.below + np.exp(self.log_probability)
        return float(((at_most >= 0.5 * (1 - level)) & (self.below < 0.5 * (1 + level))).mean())


def scores_of(model: Any, summary: Purchases, seen: HeldOut, **told: Any) -> Scores:
    """What a model foretold for the customers of a summary, held against what they did; it may need covariates."""
    made = _core.count_probabilities(
        model._compiled, summary._compiled, **told, horizon=seen.horizon, counts=seen.counts.tolist()
    )
    return Scores(made["log_probability"].to_numpy(), made["below"].to_numpy())
