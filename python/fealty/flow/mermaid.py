"""A flow as a flowchart of Mermaid, which documents and wikis draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import Texts, texts
from ..plots.met_scale import MET_CLASSES, UNKNOWN, class_of
from ..plots.style import COLORS
from .drawing import LANES, FlowDrawing, Place, drawing_of

if TYPE_CHECKING:
    from .audit import Audit
    from .service_flow import ServiceFlow

__all__ = ["mermaid"]

_forms = {  # left and right of a label
    "start": ("([", "])"),
    "end": ("([", "])"),
    "junction": ("{", "}"),
    "split": ("{{", "}}"),
    "join": ("{{", "}}"),
}
_plain = set(" ,()/:")  # no sign that would begin a list or a comment


def mermaid(flow: ServiceFlow | FlowDrawing, audit: Audit | None = None, *, language: str = "en") -> str:
    """The text of a flowchart: a subgraph per lane, a class per share met, wide links where many go.

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
    lines = ["flowchart LR"]
    for lane, key in LANES.items():
        within = [i for i, place in enumerate(drawing.places) if place.lane == lane]
        if within:
            lines.append(f'  subgraph lane_{lane}["{escaped(t(key))}"]')
            lines += [f'    n{i}["{_label(drawing.places[i], t)}"]' for i in within]
            lines.append("  end")
    for i, place in enumerate(drawing.places):
        if place.kind != "step":
            label = {"start": t("flow_drawing.start"), "end": t("flow_drawing.end"), "junction": " "}.get(
                place.kind, "+"
            )
            left, right = _forms[place.kind]
            lines.append(f'  n{i}{left}"{escaped(label)}"{right}')
    for link in drawing.links:
        arrow = f'-. "{escaped(t("flow_drawing.again"))}" .->' if link.goes_back else "-->"
        lines.append(f"  n{link.first} {arrow} n{link.second}")
    return "\n".join([*lines, *_styles(drawing), ""])


def escaped(text: str) -> str:
    """A text within the quotes of a label: what is no letter, digit or plain sign is named by its number."""
    written = []
    for letter in text.replace("\r\n", "\n"):
        if letter in "\r\n":
            written.append("<br/>")
        elif letter.isalnum() or letter in _plain:
            written.append(letter)
        elif ord(letter) >= 32 and not 0xD800 <= ord(letter) < 0xE000:
            written.append(f"#{ord(letter)};")
    return "".join(written)


def _label(place: Place, t: Texts) -> str:
    parts = [escaped(place.name)]
    if place.figures and (share := place.figures.text()):
        parts.append(escaped(t("flow_drawing.met", share=share)))
    parts += [escaped(rule.text(t)) for rule in place.requirements]
    return "<br/>".join(parts)


def _styles(drawing: FlowDrawing) -> list[str]:
    lanes = [lane for lane in LANES if any(place.lane == lane for place in drawing.places)]
    lines = [f"  style lane_{lane} fill:{COLORS['paper']},stroke:{COLORS['line']}" for lane in lanes]
    widths = drawing.widths(1.0, 6.0)
    for i, width in enumerate(widths):
        if width is not None:
            lines.append(f"  linkStyle {i} stroke-width:{width:.1f}px")
    steps = [(i, place) for i, place in enumerate(drawing.places) if place.kind == "step"]
    if drawing.is_audited:
        for name, color in [*((name, color) for _, name, color in MET_CLASSES), UNKNOWN]:
            members = [f"n{i}" for i, place in steps if class_of(place.met)[0] == name]
            if members:
                ink = COLORS["ink"]
                lines.append(f"  classDef met_{name} fill:{color},stroke:{COLORS['main']},color:{ink}")
                lines.append(f"  class {','.join(members)} met_{name}")
    optional = [f"n{i}" for i, place in steps if place.optional]
    if optional:
        lines += ["  classDef optional stroke-dasharray:5 3", f"  class {','.join(optional)} optional"]
    missed = [f"n{i}" for i, place in steps if place.figures and place.figures.missed]
    if missed:
        lines += ["  classDef missed stroke-width:4px", f"  class {','.join(missed)} missed"]
    return lines
