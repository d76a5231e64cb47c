"""A flow in the DOT language of Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import Texts, texts
from ..languages.lines import in_lines
from ..languages.numbers import count
from ..plots.met_scale import class_of
from ..plots.style import COLORS
from .drawing import LANES, FlowDrawing, Place, drawing_of

if TYPE_CHECKING:
    from .audit import Audit
    from .service_flow import ServiceFlow

__all__ = ["dot"]

_forms = {
    "start": 'shape=circle, width=0.2, style=filled, fillcolor="{ink}"',
    "end": 'shape=doublecircle, width=0.16, style=filled, fillcolor="{ink}"',
    "junction": 'shape=diamond, width=0.3, height=0.3, style=filled, fillcolor="{paper}"',
    "split": 'shape=box, width=0.08, height=0.6, style=filled, fillcolor="{ink}"',
    "join": 'shape=box, width=0.08, height=0.6, style=filled, fillcolor="{ink}"',
}


def dot(flow: ServiceFlow | FlowDrawing, audit: Audit | None = None, *, language: str = "en") -> str:
    """The text of a graph from left to right: a cluster per lane, steps colored by the share met, wide edges where many
    go.

    Parameters
    ----------
    flow : ServiceFlow
        What is drawn.
    audit : Audit, optional
        Gives the shares met, and how many visits went which way.
    language : {"en", "zh"}
        Of the labels that are not names of the records.
    """
    t = texts(language)
    drawing = drawing_of(flow, audit)
    lines = [
        "digraph flow {",
        '  graph [rankdir=LR, newrank=true, charset="UTF-8", fontname="sans-serif", nodesep=0.3, ranksep=0.5];',
        f'  node [shape=box, style="rounded,filled", fillcolor="{COLORS["paper"]}", color="{COLORS["main"]}", '
        f'fontcolor="{COLORS["ink"]}", fontname="sans-serif", fontsize=10];',
        f'  edge [color="{COLORS["muted"]}", fontname="sans-serif", fontsize=9];',
    ]
    for lane, key in LANES.items():
        within = [(i, place) for i, place in enumerate(drawing.places) if place.lane == lane]
        if within:
            lines.append(f"  subgraph cluster_{lane} {{")
            lines.append(f'    label={quoted(t(key))}; color="{COLORS["line"]}"; fontcolor="{COLORS["muted"]}";')
            lines += [f"    n{i} [{_step(place, t)}];" for i, place in within]
            lines.append("  }")
    for i, place in enumerate(drawing.places):
        if place.kind != "step":
            lines.append(f'  n{i} [label="", {_forms[place.kind].format_map(COLORS)}];')
    for link, width in zip(drawing.links, drawing.widths(1.0, 8.0), strict=True):
        told = [] if width is None else [f"penwidth={width:.2f}"]
        if link.volume is not None:
            told.append(f"label={quoted(count(link.volume))}")
        if link.goes_back:
            told.append(f'color="{COLORS["accent"]}"')
        lines.append(f"  n{link.first} -> n{link.second}{' [' + ', '.join(told) + ']' if told else ''};")
    return "\n".join([*lines, "}", ""])


def quoted(text: str) -> str:
    """A text as a quoted name: only quotes and backslashes mean something in it."""
    text = "".join(
        letter for letter in text if letter == "\n" or (ord(letter) >= 32 and not 0xD800 <= ord(letter) < 0xE000)
    )
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _step(place: Place, t: Texts) -> str:
    lines = in_lines(place.name, 22)
    if place.figures and (share := place.figures.text()):
        lines.append(t("flow_drawing.met", share=share))
    told = [f"label={quoted(chr(10).join(lines))}"]
    if place.requirements:
        told.append(f"tooltip={quoted('; '.join(rule.text(t) for rule in place.requirements))}")
    if place.figures:
        told.append(f'fillcolor="{class_of(place.met)[1]}"')
        if place.figures.missed:
            told.append("penwidth=3")
    if place.optional:
        told.append('style="rounded,filled,dashed"')
    return ", ".join(told)
