"""Buying or not at discrete opportunities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _core
from .drawable_model import DrawableModel
from .frequency_recency import FrequencyRecency, grid_of_opportunities

if TYPE_CHECKING:
    from .summaries import Opportunities

__all__ = ["BetaGeoBetaBinomModel"]


class BetaGeoBetaBinomModel(DrawableModel):
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

    def discounted_purchases(
        self, summary: Opportunities, discount: float = 0.10, *, interval: float | None = None
    ) -> Any:
        """Discounted expected purchases at all opportunities to come (DERT), of customers of each pattern.

        `discount` is that of one period between opportunities, above 0; the next opportunity is one period ahead.
        """
        made = _core.discounted_opportunities(self._compiled, summary._compiled, discount, interval or 0.0)
        return self._native(made, summary._kind)

    def purchase_distribution(self, summary: Opportunities, horizon: int) -> Any:
        """The probabilities that a customer of each pattern takes 0, 1, ..., `horizon` of the next opportunities."""
        return self._native(self._compiled.purchase_distribution(summary._compiled, horizon), summary._kind)

    def simulate(self, customers: int = 1000, opportunities: int = 6, *, seed: int = 1) -> Any:
        """Customers drawn from the model: frequency, recency, opportunities."""
        return self._native(self._compiled.simulate(customers, opportunities, seed))

    def frequency_recency(
        self, summary: Opportunities | None = None, *, horizon: int | None = None
    ) -> FrequencyRecency:
        """What the model says of customers by frequency and recency, of all that could be after so many opportunities.

        Parameters
        ----------
        summary : Opportunities, optional
            Whose opportunities the grid spans; those of the last fit unless given.
        horizon : int, optional
            Opportunities ahead; as many as there were unless given.
        """
        return grid_of_opportunities(self, self._drawn_for(summary), horizon)

    def plot(
        self, summary: Opportunities | None = None, ax: Any = None, *, horizon: int | None = None, language: str = "en"
    ) -> Any:
        """Heat maps of the probability of being alive and of the expected purchases, by frequency and recency; the
        parameters are those of `frequency_recency`."""
        return self.frequency_recency(summary, horizon=horizon).plot(ax, language=language)
