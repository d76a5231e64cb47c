"""The four steps of quality control as a cycle that is gone through again and again."""

from __future__ import annotations

import os
from typing import Any

from .. import _core
from ..result import Listing
from .control import ControlChart

__all__ = ["QualityCycle"]


class QualityCycle(Listing):
    """Quality control as a cycle of four steps, each with its evidence: orientation, standard, control, evaluation.

    A step can be taken only when the one before it has its evidence, and only once in a round; after the evaluation the
    next round begins. The cycle shows where it stands and what to do next.

    Parameters
    ----------
    subject : str
        What the cycle is about, such as a service.

    Examples
    --------
    >>> import fealty as fy
    >>> cycle = fy.flow.QualityCycle("service visits")
    >>> cycle.orient("reception", "waiting there costs most returns")
    >>> cycle.set_standard("at most 10 min for 95 % of visits, owner: desk")
    >>> cycle.waits_for
    'control'
    """

    _compiled: _core.QualityCycle
    title = "Quality cycle"

    def __init__(self, subject: str) -> None:
        super().__init__(_core.QualityCycle(subject))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> QualityCycle:
        """The cycle in a file made by `save`, which goes on where it stood."""
        cycle = cls.__new__(cls)
        Listing.__init__(cycle, _core.QualityCycle.load(path))
        return cycle

    def save(self, path: str | os.PathLike[str]) -> None:
        """Saves the cycle to a file, which is at every moment either whole and old or whole and new."""
        self._compiled.save(path)

    @property
    def subject(self) -> str:
        """What the cycle is about."""
        return self._compiled.subject

    @property
    def waits_for(self) -> str | None:
        """The step that comes next: "orientation", "standard", "control" or "evaluation"; None in a complete round."""
        return self._compiled.waits_for

    @property
    def round(self) -> int:
        """The number of the current round, from 1."""
        return len(self._compiled)

    def orient(self, step: str, reason: Any) -> None:
        """Chooses the step of the service to control, and says why.

        `reason` is a text, or a result whose words say it.
        """
        self._compiled.orient(step, str(reason))

    def set_standard(self, requirement: Any, *, higher_is_better: bool = False) -> None:
        """Sets what is required: a text, or a requirement whose words say it.

        `higher_is_better` tells of the figure on the control chart which way is good; shares of unmet requirements are
        better when low.
        """
        self._compiled.set_standard(str(requirement), higher_is_better)

    def control(self, chart: ControlChart) -> None:
        """Watches it on a control chart."""
        if not isinstance(chart, ControlChart):
            raise TypeError(f"a ControlChart is needed, not {type(chart).__name__}")
        self._compiled.control(chart._compiled)

    def evaluate(self, before: Any, after: Any, learned: str) -> _core.Evaluation:
        """Compares the figure before and after, and says what was learned.

        Parameters
        ----------
        before, after : Estimate, or (count, size)
            Two estimates from different records, or two counts out of totals, of which shares are estimated.
        learned : str
            What is done differently from now on.

        Returns
        -------
        Evaluation
            The change with its interval, and the verdict: "better", "worse" or "no clear change".
        """
        self._compiled.evaluate(_estimate(before), _estimate(after), learned)
        evaluation = self._compiled.evaluation(self.round)
        assert evaluation is not None
        return evaluation

    def next_round(self) -> None:
        """Begins the next round, once the current one is complete."""
        self._compiled.next_round()

    def chart(self, round: int | None = None) -> ControlChart | None:
        """The control chart of a round, the current one if None."""
        compiled = self._compiled.chart(self.round if round is None else round)
        return None if compiled is None else ControlChart(compiled)

    def evaluation(self, round: int | None = None) -> _core.Evaluation | None:
        """The evaluation of a round, the current one if None."""
        return self._compiled.evaluation(self.round if round is None else round)

    def _headline(self) -> str:
        state = f"waits for its {self.waits_for}" if self.waits_for else "complete"
        return f"{self.subject}: round {self.round}, {state}"


def _estimate(figure: Any) -> _core.Estimate:
    if isinstance(figure, _core.Estimate):
        return figure
    count, size = figure
    return _core.wilson(count, size)
