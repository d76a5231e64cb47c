"""Unmet needs, by which way each was found, and what there is to win or to lose."""

from __future__ import annotations

from typing import Any

from .. import _core
from ..flow.listed import Listed
from ..frames import to_frame
from ..result import Result
from .chosen import column

__all__ = ["UnmetNeeds", "discovery_channels"]


class UnmetNeeds(Result):
    """Needs that are not met, counted over the records that mention them.

    Parameters
    ----------
    records : frame
        A row per mention, with the columns need and source (one of `discovery_channels`, in English or Chinese); and if
        there are any: kind ("opportunity" or "threat"), importance and satisfaction.
    scale : (lowest, highest)
        Of the answers about importance and satisfaction.
    level : float
        Of the intervals.

    Raises
    ------
    RecordError
        A need or source that is missing, a source or kind that is none of the list, an answer that is not on the scale;
        the message names column, row and value.

    Notes
    -----
    The opportunity score, from 0 to 20, is that of Ulwick (2005), "What customers want": 10 importance + max(10
    importance - 10 satisfaction, 0), both from 0 to 1; he calls a need above 10 underserved. The priority is importance
    times (1 - satisfaction).
    """

    _compiled: _core.UnmetNeeds
    title = "Unmet needs"
    plot_name = "unmet_needs"

    def __init__(self, records: Any, *, scale: tuple[float, float] = (0.0, 1.0), level: float = 0.95) -> None:
        frame, kind = to_frame(records)
        optional = {name: frame[name] for name in ("kind", "importance", "satisfaction") if name in frame.names}
        made = _core.unmet_needs(
            column(frame, "need"), column(frame, "source"), scale=_core.AnswerScale(*scale), level=level, **optional
        )
        super().__init__(made, kind)

    def sources(self) -> Any:
        """Mentions of every need by each of the six ways of finding it."""
        return self._native(self._compiled.sources())

    def silent_channels(self) -> list[str]:
        """The ways by which nothing was found."""
        return list(self._compiled.silent_channels())

    def __len__(self) -> int:
        return len(self._compiled)

    def _notes(self) -> list[str]:
        notes = [f"{self._compiled.mentions:,} mentions of {len(self):,} needs"]
        if silent := self.silent_channels():
            notes.append(f"nothing was found by {', '.join(silent)}")
        return notes


class _Channels(Listed):
    title = "Ways of finding unmet needs"


def discovery_channels() -> Listed:
    """The six ways by which an unmet need is found. The teaching text gives their number; the names are our reading."""
    return _Channels(_core.discovery_channels())
