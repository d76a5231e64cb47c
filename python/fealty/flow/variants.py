"""The courses that cases take."""

from __future__ import annotations

from .. import _core
from .resampled import Resampled

__all__ = ["Variants"]


class Variants(Resampled):
    """The different courses that cases take, the most frequent first; ``EventLog.variants()`` makes it."""

    _compiled: _core.Variants
    title = "Variants"
    plot_name = "variants"
    _make_frame = staticmethod(_core.variants_frame)

    @property
    def counts(self) -> list[int]:
        """Cases of each variant."""
        return list(self._compiled.counts)

    @property
    def case_count(self) -> int:
        """Number of cases."""
        return self._compiled.case_count

    def sequence(self, variant: int) -> list[str]:
        """The steps of a variant; 0 is the most frequent."""
        return list(self._compiled.sequence(variant))

    def __len__(self) -> int:
        return len(self._compiled)

    def _notes(self) -> list[str]:
        return [f"{len(self):,} variants of {self.case_count:,} cases"]
