"""Tables as a notebook or a terminal shows them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

_css = """<style>
.fealty { font: 13px/1.45 system-ui, sans-serif; margin: .4em 0 }
.fealty table { border-collapse: collapse }
.fealty caption { text-align: left; font-weight: 600; padding: 0 0 .3em }
.fealty th { font-weight: 600; border-bottom: 1px solid #8886; text-align: left }
.fealty td, .fealty th { padding: .15em .8em .15em 0; vertical-align: top }
.fealty td.n { text-align: right; font-variant-numeric: tabular-nums }
.fealty p { margin: .3em 0; opacity: .75 }
</style>"""


def formatted(value: Any) -> str:
    """A value as people read it: four figures, thousands apart, times to the second."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        if math.isinf(value):
            return "∞" if value > 0 else "-∞"
        if value == int(value) and abs(value) < 1e15:
            return f"{int(value):,}"
        return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.4g}"
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S").removesuffix(" 00:00:00")
    return str(value)


def to_html(title: str, names: Sequence[str], rows: Iterable[Sequence[Any]], notes: Iterable[str] = ()) -> str:
    """A table with a title above and notes below."""
    head = "".join(f"<th>{escape(name.replace('_', ' '))}</th>" for name in names)
    body = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows)
    below = "".join(f"<p>{escape(note)}</p>" for note in notes)
    caption = f"<caption>{escape(title)}</caption>"
    table = f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="fealty">{_css}{table}{below}</div>'


def to_text(title: str, names: Sequence[str], rows: Iterable[Sequence[Any]], notes: Iterable[str] = ()) -> str:
    """The same for a terminal."""
    cells = [[name.replace("_", " ") for name in names], *([formatted(value) for value in row] for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(names))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join([title, *lines, *notes])


def _cell(value: Any) -> str:
    kind = ' class="n"' if isinstance(value, (int, float)) and not isinstance(value, bool) else ""
    return f"<td{kind}>{escape(formatted(value))}</td>"
