"""Who is still there after each renewal: observed and fitted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..frames import to_column
from ..result import Listing

if TYPE_CHECKING:
    from ..frames import Kind
    from .contract_models import ContractModel
    from .summaries import Contracts

__all__ = ["RetentionCurve", "retention_curve_of"]

AHEAD = 1.7  # times the renewals observed: how far a curve is drawn


class RetentionCurve(Listing):
    """The share that is there after each renewal, and the share that stays at each: observed and by a model.

    Columns: renewals; survival and retention, by the model; customers, who came to the renewal; observed_survival, the
    Kaplan-Meier product with Greenwood's interval on the scale of the logarithm; observed_retention, with Wilson's
    interval. Figures are missing where nobody was observed. `observed` is the number of renewals that were.
    """

    title = "Retention"

    def __init__(self, frame: _core.Frame, model: str, observed: int, kind: Kind) -> None:
        super().__init__(None, kind)
        self._made = frame
        self.model, self.observed = model, observed

    def _frame(self) -> _core.Frame:
        return self._made

    def _headline(self) -> str:
        return f"{self.model}: retention, observed and fitted"

    def plot(self, ax: Any = None, *, language: str = "en") -> Any:
        """Survival and retention, observed and fitted."""
        from .. import plots

        return plots.retention_curve(self, ax, language=language)


def retention_curve_of(model: ContractModel, summary: Contracts, renewals: int | None, level: float) -> RetentionCurve:
    """The curves of a model beside what was observed of contracts."""
    observed = _observed(summary, level)
    most = renewals if renewals is not None else max(2, round(AHEAD * len(observed)))
    survival, retention = model._compiled.survival(most, level), model._compiled.retention(most, level)
    columns: dict[str, Any] = {"renewals": survival["renewals"]}
    for name in survival.names[1:]:
        columns[name] = survival[name]
    for name in retention.names[1:]:
        columns[name] = to_column([None, *retention[name].to_numpy().tolist()])
    nothing: dict[str, float] = {}
    start = {"customers": observed[0]["customers"], "observed_survival": 1.0} if observed else nothing
    rows = [start, *observed][: most + 1]
    rows += [nothing] * (most + 1 - len(rows))
    for name in _names:
        columns[name] = to_column(np.array([row.get(name, np.nan) for row in rows]))
    return RetentionCurve(_core.Frame(columns), model._title, len(observed), model._kind)


_names = (
    "customers",
    *(f"{name}{end}" for name in ("observed_survival", "observed_retention") for end in ("", "_lower", "_upper")),
)


def _observed(summary: Contracts, level: float) -> list[dict[str, float]]:
    """A row for each renewal that anybody came to."""
    frame = summary._compiled.frame()
    ended, standing = frame["ended"].to_numpy(), frame["standing"].to_numpy()
    came = np.cumsum((ended + standing)[::-1])[::-1]  # to each renewal, whatever became of them
    rows: list[dict[str, float]] = []
    survival, variance = 1.0, 0.0  # the variance is that of the logarithm
    for renewal in range(1, len(came)):
        customers, left = float(came[renewal]), float(ended[renewal])
        if customers <= 0:
            break
        kept = _core.wilson(int(customers - left), int(customers), level)
        survival *= kept.value
        variance += left / (customers * (customers - left)) if customers > left else np.nan
        around = _core.normal_interval(0.0, float(np.sqrt(variance)), level) if variance == variance else None
        rows.append(
            {
                "customers": customers,
                "observed_survival": survival,
                "observed_survival_lower": survival * float(np.exp(around.lower)) if around else np.nan,
                "observed_survival_upper": min(1.0, survival * float(np.exp(around.upper))) if around else np.nan,
                "observed_retention": kept.value,
                "observed_retention_lower": kept.lower,
                "observed_retention_upper": kept.upper,
            }
        )
    return rows
