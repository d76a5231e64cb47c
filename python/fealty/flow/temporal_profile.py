"""How much time passes between any two steps of a case, and which cases deviate from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import _core
from ..result import Listing
from .resampled import Resampled

if TYPE_CHECKING:
    from ..frames import Kind
    from .event_log import EventLog

__all__ = ["TemporalDeviations", "TemporalProfile"]


class TemporalDeviations(Listing):
    """Pairs of events whose distance is not what a profile expects; ``TemporalProfile.deviations()`` finds them."""

    _compiled: _core.TemporalDeviations
    title = "Deviations from the temporal profile"

    def __init__(self, compiled: _core.TemporalDeviations, kind: Kind, frame: _core.Frame, zeta: float) -> None:
        super().__init__(compiled, kind)
        self._deviations = frame
        self.zeta = zeta

    @property
    def count(self) -> int:
        """Number of all deviations, listed or not."""
        return self._compiled.count

    @property
    def cases(self) -> int:
        """Number of cases that deviate."""
        return self._compiled.cases

    def __len__(self) -> int:
        return len(self._compiled)

    def _frame(self) -> _core.Frame:
        return self._deviations

    def _notes(self) -> list[str]:
        return [f"{self.count:,} deviations of more than {self.zeta:g} standard deviations in {self.cases:,} cases"]


class TemporalProfile(Resampled):
    """How much time passes between every two steps of a case; ``EventLog.temporal_profile()`` makes it."""

    _compiled: _core.TemporalProfile
    title = "Temporal profile"
    plot_name = "temporal_profile"
    _make_frame = staticmethod(_core.temporal_profile_frame)

    @classmethod
    def of(cls, log: _core.EventLog, kind: Kind) -> TemporalProfile:
        """Measures a log."""
        return cls(_core.temporal_profile(log), kind, log)

    @property
    def pairs(self) -> dict[tuple[str, str], tuple[float, float]]:
        """Mean and standard deviation in seconds of the time between each pair of steps, by (from, to)."""
        return dict(self._compiled.pairs)

    def deviations(
        self, log: EventLog | None = None, *, zeta: float = 6.0, most: int = 1_000_000
    ) -> TemporalDeviations:
        """Pairs of events that are more than `zeta` standard deviations too near or too far from each other.

        `log` is the one that the profile was made of, unless another is given. At most `most` are listed; all are
        counted. A pair of steps that the profile has seen once or never is not judged.
        """
        looked_at = self._log if log is None else log._compiled
        found = _core.deviations(looked_at, self._compiled, zeta, most)
        return TemporalDeviations(found, self._kind, _core.deviations_frame(looked_at, self._compiled, found), zeta)

    def __len__(self) -> int:
        return len(self._compiled)

    def _notes(self) -> list[str]:
        return [f"{len(self):,} pairs of steps, times in seconds"]
