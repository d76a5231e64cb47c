"""Audits: a log held against a service flow."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import _core
from ..languages.numbers import percent
from ..result import Result
from ..times import time_zone

if TYPE_CHECKING:
    from ..frames import Kind
    from .service_flow import ServiceFlow

__all__ = ["Audit"]


class Audit(Result):
    """Which visits departed from a flow and where, and which steps met what is required of them.

    ``ServiceFlow.audit(log)`` makes it; audits of other visits against the same flow are added with ``+``. Intervals of
    shares are Wilson's, and beside them those of a bootstrap over customers, for visits of the same customer are alike.
    """

    _compiled: _core.Audit
    title = "Audit"
    plot_name = "audit"

    def __init__(self, compiled: _core.Audit, kind: Kind = "polars") -> None:
        super().__init__(compiled, kind)
        self._made: dict[tuple[Any, ...], Any] = {}

    # ---- figures ----

    def steps(self, replicates: int = 200, seed: int = 1, level: float = 0.95) -> Any:
        """One row per step in the order of the flow: visits, met, unmet and not known, the share met with both
        intervals, target and verdict, visits that failed here first, and those that skipped, repeated or misplaced
        it."""
        return self._native(self._figure("frame", replicates, seed, level))

    def requirements(self, level: float = 0.95) -> Any:
        """One row per requirement: owner, need, met, unmet and not known, the share met, target and verdict."""
        return self._native(self._compiled.requirements(level))

    def visits(self) -> Any:
        """One row per visit: fitness, the number of skipped, repeated, misplaced, excluded and unknown steps, steps met
        and unmet, and the step that failed first."""
        return self._native(self._compiled.visits())

    def variants(self, level: float = 0.95) -> Any:
        """One row per variant: visits, share, fitness, deviations by kind and in words."""
        return self._native(self._compiled.variants(level))

    def deviations(self, level: float = 0.95) -> Any:
        """One row per step and kind of deviation, the most frequent first."""
        return self._native(self._compiled.deviations(level))

    def dependence(self, replicates: int = 200, seed: int = 1, level: float = 0.95) -> Any:
        """One row per pair of steps: the share of visits that met both, what it would be if they were independent, lift
        and correlation (phi) with intervals."""
        return self._native(self._figure("dependence", replicates, seed, level))

    @property
    def yield_(self) -> _core.YieldFigures:
        """Share of visits that met every step, product of the steps' shares, and how far the steps fail together."""
        figures: _core.YieldFigures = self._figure("yield_figures", 200, 1, 0.95)
        return figures

    @property
    def conformance(self) -> _core.ConformanceFigures:
        """How well visits follow the flow: share without any deviation, mean fitness, fitness of the log."""
        figures: _core.ConformanceFigures = self._figure("conformance", 200, 1, 0.95)
        return figures

    def coverage(self, threshold: float = 0.95, *, replicates: int = 200, seed: int = 1) -> _core.ThresholdCoverage:
        """How many steps, and how many customers, reach a threshold, beside the means: what is raised beyond the
        threshold adds to the mean and nothing to these."""
        return self._compiled.coverage(threshold, replicates, seed)

    def counts(self, step: str, by: str = "week", zone: str | None = None) -> tuple[list[str], list[int], list[int]]:
        """Visits that met a step, for a control chart: labels of the periods ("hour", "day", "week" of ISO 8601,
        "month", by the clocks of `zone`), how many met it, and of how many that is known. Periods without any are left
        out."""
        zones = [] if zone is None else [time_zone(zone)]
        return self._compiled.counts(step, by, *zones)

    def met_share(self, step: str) -> _core.Estimate:
        """The share of the visits that met a step; Wilson's interval."""
        place = self.flow._compiled.at(step)
        frame = self._figure("frame", 200, 1, 0.95)
        ends = ["met_share", "met_share_lower", "met_share_upper"]
        value, lower, upper = (float(frame[name].to_numpy()[place]) for name in ends)
        known = int(frame["met"].to_numpy()[place] + frame["unmet"].to_numpy()[place])
        deviation = (value * (1 - value) / known) ** 0.5 if known else float("nan")
        return _core.Estimate(value, deviation, lower, upper, 0.95)

    @property
    def flow(self) -> ServiceFlow:
        """The flow that the log was held against; ``audit.flow.plot(color="met")`` shows what was found."""
        from .service_flow import ServiceFlow

        flow = ServiceFlow._of(self._compiled.flow, self._kind)
        flow._audit = self
        return flow

    def __len__(self) -> int:
        """Number of visits."""
        return len(self._compiled)

    # ---- adding and saving ----

    def __add__(self, other: Audit) -> Audit:
        if not isinstance(other, Audit):
            return NotImplemented
        total = copy.copy(self._compiled)
        total += other._compiled
        return Audit(total, self._kind)

    def save(self, path: str | Path) -> None:
        """Saves the audit with its flow to a file."""
        self._compiled.save(path)

    @classmethod
    def load(cls, path: str | Path) -> Audit:
        """The audit in a file."""
        return cls(_core.Audit.load(path))

    def _figure(self, name: str, *options: Any) -> Any:
        key = (name, *options)
        if key not in self._made:
            self._made[key] = getattr(self._compiled, name)(*options)
        return self._made[key]

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        from ..result import first_rows

        frame = self._figure("frame", 200, 1, 0.95)
        shown = ["step", "visits", "met_share", "met_share_lower", "met_share_upper", "target", "verdict"]
        shown += ["first_failures", "skipped", "repeated", "out_of_order"]
        rows = first_rows(_core.Frame({name: frame[name] for name in shown}), self.rows_shown)
        return self._headline(), shown, rows, self._notes()

    def _headline(self) -> str:
        return f"Audit of {len(self):,} visits, {self._compiled.variant_count:,} variants"

    def _notes(self) -> list[str]:
        figures, fit = self.yield_, self.conformance
        notes = [
            f"{percent(fit.perfect.value)} of the visits follow the flow without a deviation; "
            f"fitness of the log {fit.log_fitness.value:.4g}"
        ]
        if figures.complete:
            notes.append(
                f"Every step met: {percent(figures.total.value)} of the visits of which all is known "
                f"[{percent(figures.total.lower)}, {percent(figures.total.upper)}]; "
                f"{percent(figures.independent.value)} if steps failed independently"
            )
        if fit.unproven:
            notes.append(f"The deviations of {fit.unproven:,} visits are an upper bound, not proven to be the fewest")
        if len(self._figure("frame", 200, 1, 0.95)) > self.rows_shown:
            notes.append("steps() has all steps")
        return notes

    def __getstate__(self) -> dict[str, Any]:
        return {"_compiled": self._compiled, "_kind": self._kind, "_made": {}}
