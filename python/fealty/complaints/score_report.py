"""How well heads tell labelled texts, every figure with its interval."""

from __future__ import annotations

from typing import Any

from .. import _core
from ..frames import Kind, to_column
from ..result import Listing, Result

__all__ = ["MembershipScore", "NumberScore", "ScoreReport", "report_of"]


class ScoreReport(Result):
    """How well a head of one class tells labelled texts; `plot` draws how true its probabilities are."""

    title = "Score"
    plot_name = "reliability_diagram"

    @property
    def accuracy(self) -> _core.Estimate:
        """Share of texts that are told right; Wilson's interval."""
        return self._compiled.accuracy  # type: ignore[no-any-return]

    @property
    def macro_f1(self) -> _core.Estimate:
        """Mean of F1 over the labels; bootstrap."""
        return self._compiled.macro_f1  # type: ignore[no-any-return]

    @property
    def log_loss(self) -> _core.Estimate:
        """Mean of minus the logarithm of the probability of the label."""
        return self._compiled.log_loss  # type: ignore[no-any-return]

    @property
    def calibration_error(self) -> _core.Estimate:
        """Expected calibration error of the greatest probability; bootstrap."""
        return self._compiled.calibration_error  # type: ignore[no-any-return]

    @property
    def unseen(self) -> int:
        """Texts with a label that was not learnt; they count as wrong."""
        return int(self._compiled.unseen)

    def confusion(self) -> Any:
        """One row per label and predicted label that occur together, with the share of the texts of the label."""
        return self._native(self._compiled.confusion())

    def reliability(self) -> Any:
        """One row per bin of the greatest probability: how often it was right."""
        return self._native(self._compiled.reliability())

    def _notes(self) -> list[str]:
        notes = [
            f"{self._compiled.texts:,} texts: accuracy {self.accuracy}, macro F1 {self.macro_f1}",
            f"log-loss {self.log_loss}, calibration error {self.calibration_error}",
        ]
        return notes + ([f"{self.unseen:,} texts have a label that was not learnt"] if self.unseen else [])


class MembershipScore(Listing):
    """How well a head of many labels tells labelled texts, label by label."""

    title = "Score"

    @property
    def macro_f1(self) -> _core.Estimate:
        """Mean of F1 over the labels; bootstrap."""
        return self._compiled.macro_f1  # type: ignore[no-any-return]

    def _notes(self) -> list[str]:
        return [f"macro F1 {self.macro_f1}"]


class NumberScore(Listing):
    """How near the numbers of a head come to those of labelled texts."""

    title = "Score"

    @property
    def mean_squared_error(self) -> _core.Estimate:
        """Mean of the squared differences; bootstrap."""
        return self._compiled.mean_squared_error  # type: ignore[no-any-return]

    @property
    def correlation(self) -> _core.Estimate:
        """Pearson's; bootstrap."""
        return self._compiled.correlation  # type: ignore[no-any-return]

    def _frame(self) -> _core.Frame:
        figures = {"mean squared error": self.mean_squared_error, "correlation": self.correlation}
        return _core.Frame(
            {
                "figure": to_column(list(figures)),
                "value": to_column([e.value for e in figures.values()]),
                "value_lower": to_column([e.lower for e in figures.values()]),
                "value_upper": to_column([e.upper for e in figures.values()]),
            }
        )

    def _notes(self) -> list[str]:
        return [f"{self._compiled.texts:,} texts"]


def report_of(compiled: Any, kind: Kind) -> ScoreReport | MembershipScore | NumberScore:
    """A compiled report as what it is."""
    if isinstance(compiled, _core.NumberReport):
        return NumberScore(compiled, kind)
    if isinstance(compiled, _core.MembershipReport):
        return MembershipScore(compiled, kind)
    return ScoreReport(compiled, kind)
