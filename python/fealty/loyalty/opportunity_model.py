"""Buying or not at discrete opportunities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _core
from .fitted_model import FittedModel

if TYPE_CHECKING:
    from .summaries import Opportunities

__all__ = ["BetaGeoBetaBinomModel"]


class BetaGeoBetaBinomModel(FittedModel):
    """The BG/BB model: a customer takes each opportunity with a probability of their own until leaving.

    Probabilities of taking one are beta distributed with weights alpha and beta, those of leaving with gamma and delta.

    Parameters
    ----------
    level : float
        Of the intervals of parameters.

    References
    ----------
    Fader, Hardie and Shang (2010), "Customer-base analysis in a discrete-time noncontractual setting", Marketing
    Science 29.
    """

    _model = _core.BetaGeoBetaBinomModel
    _title = "BG/BB"

    def probability_alive(self, summary: Opportunities, *, interval: float | None = None) -> Any:
        """The probability that customers of each pattern are alive at the next opportunity; a row per pattern."""
        return self._native(self._compiled.probability_alive(summary._compiled, interval or 0.0), summary._kind)

    def expected_purchases(self, summary: Opportunities, horizon: int, *, interval: float | None = None) -> Any:
        """Of the next `horizon` opportunities, the expected number that a customer of each pattern takes."""
        made = self._compiled.expected_purchases(summary._compiled, horizon, interval or 0.0)
        return self._native(made, summary._kind)

    def purchase_distribution(self, summary: Opportunities, horizon: int) -> Any:
        """The probabilities that a customer of each pattern takes 0, 1, ..., `horizon` of the next opportunities."""
        return self._native(self._compiled.purchase_distribution(summary._compiled, horizon), summary._kind)

    def simulate(self, customers: int = 1000, opportunities: int = 6, *, seed: int = 1) -> Any:
        """Customers drawn from the model: frequency, recency, opportunities."""
        return self._native(self._compiled.simulate(customers, opportunities, seed))
