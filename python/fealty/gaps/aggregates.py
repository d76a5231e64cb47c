"""Scores of a whole: where the weakest touchpoint colors it, and where layers rest upon each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .. import _core
from ..errors import ParameterError, error
from ..frames import to_column, to_frame
from ..result import Listing
from .chosen import chosen, weights_of

if TYPE_CHECKING:
    from ..frames import Kind

__all__ = ["Halo", "SatisfactionLayers", "halo", "layers"]

_LAYERS = ("material", "spirit", "social")


class Halo(Listing):
    """What customers make of several touchpoints where one act colors the whole: (1 - alpha) mean + alpha min."""

    _compiled: _core.Halo
    title = "Halo of the weakest touchpoint"

    def __init__(self, compiled: _core.Halo, kind: Kind = "polars", fit: _core.HaloFit | None = None) -> None:
        super().__init__(compiled, kind)
        self.fit = fit

    @property
    def alpha(self) -> float:
        """The weight of the weakest touchpoint."""
        return self._compiled.alpha

    @property
    def value(self) -> _core.Estimate:
        """The aggregate, over the customers."""
        return self._compiled.value

    @property
    def mean(self) -> _core.Estimate:
        """The mean of a customer's scores, over the customers."""
        return self._compiled.mean

    @property
    def minimum(self) -> _core.Estimate:
        """A customer's lowest score, over the customers."""
        return self._compiled.minimum

    def scores(self, frame: Any) -> Any:
        """The aggregate of every row of a frame of touchpoint scores, as a frame with the column halo."""
        given, kind = to_frame(frame)
        names = self._compiled.frame()["touchpoint"].to_numpy().tolist()
        made = _core.halo_scores(chosen(given, names), self.alpha)
        return Halo._of_column(made, kind)

    @staticmethod
    def _of_column(made: _core.Column, kind: Kind) -> Any:
        from ..frames import to_native

        return to_native(_core.Frame({"halo": made}), kind)

    def _notes(self) -> list[str]:
        made = self._compiled
        notes = [
            f"{made.customers:,} customers; mean {made.mean}, minimum {made.minimum}",
            f"with alpha {made.alpha:.3g}: {made.value}",
        ]
        if made.unscored:
            notes.append(f"{made.unscored:,} without any score are left out")
        if self.fit is not None:
            notes.append(f"alpha estimated from the outcome of {self.fit.customers:,}: {self.fit.alpha}")
        return notes


def halo(scores: Any, *, alpha: float | None = None, outcome: Any = None, level: float = 0.95) -> Halo:
    """The halo-weighted aggregate of touchpoint scores.

    Parameters
    ----------
    scores : frame
        A row per customer, a column per touchpoint; missing scores are left out.
    alpha : float, optional
        The weight of a customer's weakest touchpoint, from 0 (the mean) to 1 (the minimum). Without one it is estimated
        from the outcome, and if there is none either it is 0.5, which nothing but the middle speaks for.
    outcome : column, optional
        What each customer says of the whole, such as overall satisfaction: alpha is estimated from it, with its
        interval, in ``.fit``. The aggregate takes the estimate, or 0 or 1 where it lies beyond.
    level : float
        Of the intervals.

    Returns
    -------
    Halo
        ``to_frame()`` has a row per touchpoint: its mean, and for which share of the customers it is the weakest.
    """
    frame, kind = to_frame(scores)
    fit = None
    if outcome is not None:
        import numpy as np

        values = np.asarray(_numbers(to_column(outcome, "outcome")), dtype=float)
        fit = _core.fit_halo(frame, values, level)
    if alpha is None:
        alpha = 0.5 if fit is None else min(1.0, max(0.0, fit.alpha.value))
    return Halo(_core.halo(frame, alpha, level), kind, fit)


class SatisfactionLayers(Listing):
    """Satisfaction in layers, each of which counts only up to what counts of the layer below it."""

    _compiled: _core.SatisfactionLayers
    title = "Layers of satisfaction"

    @property
    def index(self) -> _core.Estimate:
        """The weighted mean of what counts."""
        return self._compiled.index

    @property
    def uncapped(self) -> _core.Estimate:
        """The weighted mean of the scores as they are."""
        return self._compiled.uncapped

    @property
    def held_back(self) -> _core.Estimate:
        """How much the cap takes."""
        return self._compiled.held_back

    def scores(self, frame: Any) -> Any:
        """The index of every row of a frame of layers, as a frame with the column index; none where a layer is
        missing."""
        from ..frames import to_native

        given, kind = to_frame(frame)
        made = self._compiled.frame()
        names, weights = made["layer"].to_numpy().tolist(), made["weight"].to_numpy().tolist()
        return to_native(_core.Frame({"index": _core.satisfaction_index(chosen(given, names), weights)}), kind)

    def __len__(self) -> int:
        return len(self._compiled)

    def _notes(self) -> list[str]:
        made = self._compiled
        notes = [
            "From the bottom up: a layer counts only up to what counts of the layer below it",
            f"{made.customers:,} customers; index {made.index}; without the cap {made.uncapped}",
        ]
        if made.incomplete:
            notes.append(f"{made.incomplete:,} without a score in every layer are left out")
        return notes


def layers(
    scores: Any,
    *,
    order: Sequence[str] | None = None,
    weights: Mapping[str, float] | Sequence[float] | None = None,
    level: float = 0.95,
) -> SatisfactionLayers:
    """Satisfaction in layers with a cap from below.

    Parameters
    ----------
    scores : frame
        A row per customer, a column per layer, all on one scale. Scores of the instrument come by
        ``instruments.three_layers.scores(answers)``.
    order : list of str, optional
        The layers from the bottom up: material, spirit, social if the frame has these, else its columns as they stand.
    weights : dict or list, optional
        Of the layers in the index; equal ones unless given.
    level : float
        Of the intervals.

    Returns
    -------
    SatisfactionLayers
        ``index`` with the cap, ``uncapped`` without it, ``held_back`` the difference; ``to_frame()`` has a row per
        layer: its score, what counts of it, and for which share of the customers not all of it counts.
    """
    frame, kind = to_frame(scores)
    if order is None:
        order = _LAYERS if set(_LAYERS) <= set(frame.names) else frame.names
    elif isinstance(order, str):
        raise error(ParameterError, "FY202", f"order is {order!r}, but must be a list of layers from the bottom up")
    names = list(order)
    return SatisfactionLayers(_core.satisfaction_layers(chosen(frame, names), weights_of(names, weights), level), kind)


def _numbers(column: _core.Column) -> Any:
    """The numbers of a column, NaN where missing."""
    import polars as pl

    return pl.DataFrame(_core.Frame({"outcome": column}))["outcome"].cast(pl.Float64).to_numpy()
