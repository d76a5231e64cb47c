"""Which needs and motives come first: gaps by weight, and importance where satisfaction is lacking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .. import _core
from ..errors import ParameterError, error
from ..frames import to_frame
from ..result import Listing
from .chosen import weights_of

__all__ = ["Motives", "WeightedGap", "motives", "weighted_gap"]


class WeightedGap(Listing):
    """Gaps of a few needs, weighted by importance."""

    _compiled: _core.WeightedGap
    title = "Weighted gaps"

    @property
    def gap(self) -> _core.Estimate:
        """The weighted gap of all needs: experience less expectation."""
        return self._compiled.gap

    @property
    def experience(self) -> _core.Estimate:
        """The weighted experience: the score of the service."""
        return self._compiled.experience

    @property
    def expectation(self) -> _core.Estimate:
        """The weighted expectation."""
        return self._compiled.expectation

    def __len__(self) -> int:
        return len(self._compiled)

    def _notes(self) -> list[str]:
        made = self._compiled
        notes = [f"{made.customers:,} customers; weighted gap {made.gap}, experience {made.experience}"]
        if made.incomplete:
            notes.append(f"{made.incomplete:,} without every answer are left out")
        return notes


def weighted_gap(
    expectation: Any,
    experience: Any,
    importance: Any = None,
    *,
    weights: Mapping[str, float] | Sequence[float] | None = None,
    level: float = 0.95,
) -> WeightedGap:
    """The weighted gap of a few needs, such as the six of ``instruments.six_needs``.

    Parameters
    ----------
    expectation, experience : frame
        A row per customer and the same column per need in both; ``instruments.six_needs.scores(answers)`` makes such
        frames of the answers to items.
    importance : frame, optional
        The same about importance: the weight of a need is its mean over that of all, and its error enters the figures.
    weights : dict or list, optional
        Given weights instead; they are divided by their sum, and equal unless given.
    level : float
        Of the intervals.

    Returns
    -------
    WeightedGap
        ``gap`` and ``experience`` of all needs; ``to_frame()`` has a row per need.
    """
    expected, kind = to_frame(expectation)
    experienced, _ = to_frame(experience)
    if importance is None:
        shares = weights_of(list(expected.names), weights)
        return WeightedGap(_core.weighted_gap(expected, experienced, shares, level), kind)
    if weights is not None:
        raise error(ParameterError, "FY202", "there are weights and answers about importance: give one of them")
    important, _ = to_frame(importance)
    return WeightedGap(_core.weighted_gap_by_importance(expected, experienced, important, level), kind)


class Motives(Listing):
    """Motives by priority: importance times what is missing of satisfaction."""

    _compiled: _core.MotivePriorities
    title = "Motives by priority"

    def __len__(self) -> int:
        return len(self._compiled)

    def without_strategy(self) -> list[str]:
        """The motives about which no strategy is named, the most urgent first."""
        frame = self._compiled.frame()
        names, strategies = frame["motive"].to_numpy(), frame["strategy"].to_numpy()
        return [str(name) for name, strategy in zip(names, strategies, strict=True) if not strategy]

    def _notes(self) -> list[str]:
        notes = [f"{self._compiled.customers:,} customers; importance and satisfaction from 0 to 1"]
        open_motives = self.without_strategy()
        if 0 < len(open_motives) < len(self):
            notes.append(f"without a strategy: {', '.join(open_motives)}")
        return notes


def motives(
    importance: Any,
    satisfaction: Any,
    *,
    scale: tuple[float, float],
    satisfaction_scale: tuple[float, float] | None = None,
    strategies: Mapping[str, str] | None = None,
    level: float = 0.95,
) -> Motives:
    """What moves customers, by importance times (1 - satisfaction).

    Parameters
    ----------
    importance, satisfaction : frame
        A row per customer and the same column per motive in both. Motives that belong together are combined by the
        mean of their columns before.
    scale : (lowest, highest)
        Of the answers; they are rescaled to run from 0 to 1.
    satisfaction_scale : (lowest, highest), optional
        Of the answers about satisfaction, where it is another.
    strategies : dict of str to str, optional
        What is done about a motive.
    level : float
        Of the intervals.

    Returns
    -------
    Motives
        ``to_frame()`` has a row per motive, the most urgent first.
    """
    important, kind = to_frame(importance)
    satisfied, _ = to_frame(satisfaction)
    first = _core.AnswerScale(*scale)
    second = first if satisfaction_scale is None else _core.AnswerScale(*satisfaction_scale)
    made = _core.motive_priorities(important, satisfied, first, second, dict(strategies or {}), level)
    return Motives(made, kind)
