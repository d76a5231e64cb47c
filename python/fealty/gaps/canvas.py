"""The service-gap canvas: what customers need, what we serve, what bridges the gap, what competitors serve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Literal

from .. import _core
from ..frames import Kind
from ..result import Listing

__all__ = ["ServiceGapCanvas"]

_WORDS = {
    "en": {
        "title": "Service gap",
        "them": "Them: what customers need",
        "us": "Us: what we serve",
        "strategies": "Strategies that bridge the gap",
        "competitors": "Competitors: what they serve",
        "empty": "nothing yet",
        "complete": "{filled} of 4 slots filled",
        "unmatched": "Nobody here serves: {needs}",
        "lost": "Of these a competitor serves: {needs}",
        "unasked": "Offered though among no need: {needs}",
    },
    "zh": {
        "title": "服务差距",
        "them": "顾客：需要什么",
        "us": "我们：提供什么",
        "strategies": "弥合差距的策略",
        "competitors": "竞争者：提供什么",
        "empty": "尚无内容",
        "complete": "四格已填 {filled} 格",
        "unmatched": "我们尚未满足：{needs}",
        "lost": "其中竞争者已提供：{needs}",
        "unasked": "提供了却无人需要：{needs}",
    },
}
_JOINED = {"en": ", ", "zh": "、"}

_CSS = """<style>
.fealty-canvas { font: 13px/1.45 system-ui, "Noto Sans CJK SC", sans-serif; margin: .4em 0; max-width: 56em }
.fealty-canvas b { display: block; margin: 0 0 .3em }
.fealty-canvas .grid { display: grid; grid-template-columns: 1fr 1fr; gap: 1px; background: #8886;
  border: 1px solid #8886 }
.fealty-canvas .slot { padding: .6em .8em; background: #fff; color: #22303c; min-height: 5em }
.fealty-canvas ul { margin: 0; padding-left: 1.1em }
.fealty-canvas .open { color: #b35c00; font-weight: 600 }
.fealty-canvas .empty { color: #b35c00; font-style: italic }
.fealty-canvas p { margin: .3em 0; opacity: .8 }
</style>"""


class ServiceGapCanvas(Listing):
    """A sheet in four slots, with what is missing in it.

    Parameters
    ----------
    them : list of str
        What customers need.
    us : list of str
        Needs that we serve.
    strategies : dict of str to list of str
        What is to bridge the gap, and the needs that it serves.
    competitors : dict of str to list of str
        Competitors, and the needs that they serve.

    Raises
    ------
    ParameterError
        A name that is empty or stands twice; the message names the slot.

    Notes
    -----
    Needs are matched by their names. ``to_frame()`` has a row per need of customers.
    """

    _compiled: _core.ServiceGapCanvas
    title = "Service gap"

    def __init__(
        self,
        them: Sequence[str] = (),
        us: Sequence[str] = (),
        strategies: Mapping[str, Sequence[str]] | None = None,
        competitors: Mapping[str, Sequence[str]] | None = None,
        *,
        frames: Kind = "polars",
    ) -> None:
        def named(those: Mapping[str, Sequence[str]] | None) -> list[tuple[str, list[str]]]:
            return [(name, list(needs)) for name, needs in (those or {}).items()]

        made = _core.ServiceGapCanvas(list(them), list(us), named(strategies), named(competitors))
        super().__init__(made, frames)

    @property
    def completeness(self) -> float:
        """The share of the four slots that something stands in."""
        return self._compiled.completeness

    def empty_slots(self) -> list[str]:
        """The slots in which nothing stands."""
        return list(self._compiled.empty_slots())

    def unmatched(self) -> list[str]:
        """Needs of customers that neither we serve nor a strategy is to serve."""
        return list(self._compiled.unmatched())

    def lost_to_competitors(self) -> list[str]:
        """Those of the unmatched needs that a competitor serves."""
        return list(self._compiled.lost_to_competitors())

    def unasked(self) -> list[str]:
        """What we serve, or a strategy is to serve, though it is among no needs of customers."""
        return list(self._compiled.unasked())

    def to_html(self, language: Literal["en", "zh"] = "en") -> str:
        """The canvas as two by two fields; needs that nobody serves and empty slots stand out."""
        made, words = self._compiled, _WORDS[language]
        open_needs = set(made.unmatched())
        slots = {
            "them": [(need, need in open_needs) for need in made.them],
            "us": [(need, False) for need in made.us],
            "strategies": [(_with_needs(name, needs, language), False) for name, needs in made.strategies],
            "competitors": [(_with_needs(name, needs, language), False) for name, needs in made.competitors],
        }
        fields = "".join(_slot(words[slot], lines, words["empty"]) for slot, lines in slots.items())
        notes = "".join(f"<p>{escape(note)}</p>" for note in self._said(language))
        title = escape(words["title"])
        return f'<div class="fealty-canvas">{_CSS}<b>{title}</b><div class="grid">{fields}</div>{notes}</div>'

    def _repr_html_(self) -> str:
        return self.to_html()

    def _notes(self) -> list[str]:
        notes = self._said("en")
        if empty := self.empty_slots():
            notes.append(f"Empty: {', '.join(empty)}")
        return notes

    def _said(self, language: Literal["en", "zh"]) -> list[str]:
        words = _WORDS[language]
        notes = [words["complete"].format(filled=4 - len(self.empty_slots()))]
        for key, needs in (
            ("unmatched", self.unmatched()),
            ("lost", self.lost_to_competitors()),
            ("unasked", self.unasked()),
        ):
            if needs:
                notes.append(words[key].format(needs=_JOINED[language].join(needs)))
        return notes


def _with_needs(name: str, needs: Sequence[str], language: str) -> str:
    if not needs:
        return name
    colon = "：" if language == "zh" else ": "
    return f"{name}{colon}{_JOINED[language].join(needs)}"


def _slot(heading: str, lines: list[tuple[str, bool]], empty: str) -> str:
    if not lines:
        return f'<div class="slot"><b>{escape(heading)}</b><span class="empty">{escape(empty)}</span></div>'
    marks = {True: ' class="open"', False: ""}
    rows = "".join(f"<li{marks[is_open]}>{escape(line)}</li>" for line, is_open in lines)
    return f'<div class="slot"><b>{escape(heading)}</b><ul>{rows}</ul></div>'
