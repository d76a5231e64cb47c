"""Texts with the words that decided marked in them, for notebooks and the report."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple

__all__ = ["Mark", "highlighted", "legend"]

# Colors that stay apart for the color-blind (Okabe and Ito 2008), as red, green, blue.
_palette = ((0, 114, 178), (230, 159, 0), (0, 158, 115), (204, 121, 167), (213, 94, 0), (86, 180, 233))


class Mark(NamedTuple):
    """Characters of a text from `begin` to before `end` that speak for `group`, with a strength from -1 to 1.

    A negative strength speaks against it, and is underlined instead of shaded. `title` is shown under the pointer.
    """

    begin: int
    end: int
    group: str
    strength: float = 1.0
    title: str = ""


def colors(groups: Iterable[str]) -> dict[str, tuple[int, int, int]]:
    """A color for each group, in the order in which they come."""
    return {group: _palette[i % len(_palette)] for i, group in enumerate(dict.fromkeys(groups))}


def highlighted(
    text: str, marks: Iterable[Mark], groups: Mapping[str, tuple[int, int, int]] | None = None, *, longest: int = 4000
) -> str:
    """The text as HTML with the marks in it; where marks overlap the strongest is shown, and all are named.

    Texts longer than `longest` characters are shown to there.
    """
    marks = [mark for mark in marks if mark.begin < mark.end and mark.begin < longest]
    shades = colors(mark.group for mark in marks) if groups is None else groups
    shown = text[:longest]
    bounds = sorted({0, len(shown), *(min(place, len(shown)) for mark in marks for place in (mark.begin, mark.end))})
    starts = sorted(marks, key=lambda mark: mark.begin)
    parts: list[str] = []
    here: list[Mark] = []
    next_mark = 0
    for begin, end in itertools.pairwise(bounds):
        while next_mark < len(starts) and starts[next_mark].begin <= begin:
            here.append(starts[next_mark])
            next_mark += 1
        here = [mark for mark in here if mark.end > begin]
        piece = escape(shown[begin:end])
        parts.append(_marked(piece, here, shades) if here else piece)
    more = "…" if len(text) > longest else ""
    return f'<span style="white-space: pre-wrap">{"".join(parts)}{more}</span>'


def legend(groups: Mapping[str, tuple[int, int, int]]) -> str:
    """The groups in their colors, in one line of HTML."""
    return " ".join(f'<span style="{_shade(color, 0.8)}">{escape(group)}</span>' for group, color in groups.items())


def _marked(piece: str, here: list[Mark], shades: Mapping[str, tuple[int, int, int]]) -> str:
    strongest = max(here, key=lambda mark: abs(mark.strength))
    color = shades[strongest.group]
    title = escape("; ".join(dict.fromkeys(mark.title or mark.group for mark in here)), quote=True)
    strength = min(abs(strongest.strength), 1.0)
    style = _shade(color, strength) if strongest.strength >= 0 else _line(color, strength)
    return f'<mark style="{style}" title="{title}">{piece}</mark>'


def _shade(color: tuple[int, int, int], strength: float) -> str:
    red, green, blue = color
    return f"background: rgba({red},{green},{blue},{0.15 + 0.4 * strength:.2f}); color: inherit; padding: 0 .15em"


def _line(color: tuple[int, int, int], strength: float) -> str:
    red, green, blue = color
    width = 1 + round(2 * strength)
    return f"background: none; color: inherit; border-bottom: {width}px dotted rgb({red},{green},{blue})"
