"""A flow as a picture of its own: SVG with texts as texts, without scripts and without anything from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from ..languages import texts
from ..plots.blueprint import blueprint_shapes, blueprint_title
from ..plots.shapes import LINE, Area, Box, Curve, Disc, Shape, Words
from ..plots.style import CHINESE_FONTS, COLORS
from .drawing import Color, FlowDrawing, drawing_of

if TYPE_CHECKING:
    from .audit import Audit
    from .service_flow import ServiceFlow

__all__ = ["svg"]

INCH = 96  # pixels
FONTS = ", ".join(["system-ui", "'DejaVu Sans'", *(f"'{family}'" for family in CHINESE_FONTS), "sans-serif"])


def svg(
    flow: ServiceFlow | FlowDrawing, color: Color | None = None, audit: Audit | None = None, *, language: str = "en"
) -> str:
    """The blueprint of a flow.

    Parameters
    ----------
    flow : ServiceFlow
        What is drawn.
    color : {"met", "lane"}, optional
        What boxes are filled by: the share in which their requirements were met, or their lane. "met" if there is an
        audit.
    audit : Audit, optional
        Gives the shares met, and how many visits went which way.
    language : {"en", "zh"}
        Of the labels that are not names of the records.

    Raises
    ------
    ParameterError
        If colors by the share met are asked for and there is no audit, or the audit is of another flow.
    """
    t = texts(language)
    drawing = drawing_of(flow, audit, color)
    shapes, wide, high = blueprint_shapes(drawing, t, color)
    title = blueprint_title(drawing, t)
    head = 0.36
    steps = "; ".join(place.name for place in drawing.steps())
    body = "\n".join(_element(shape) for shape in shapes)
    heading = _words(Words(0.02, -head / 2, [title], 11, side="left", bold=True))
    box = f"{0:d} {-head * INCH:.1f} {wide * INCH:.1f} {(high + head) * INCH:.1f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{wide * INCH:.0f}" '
        f'height="{(high + head) * INCH:.0f}" role="img" aria-labelledby="flow-title flow-desc" '
        f'font-family="{FONTS}" lang="{language}">\n'
        f'<title id="flow-title">{_text(title)}</title>\n<desc id="flow-desc">{_text(steps)}</desc>\n'
        f'<rect x="0" y="{-head * INCH:.1f}" width="100%" height="100%" fill="{COLORS["paper"]}"/>\n'
        f"{heading}\n{body}\n</svg>\n"
    )


def _element(shape: Shape) -> str:
    if isinstance(shape, Box):
        return _box(shape)
    if isinstance(shape, Disc):
        return (
            f'<circle cx="{_px(shape.x)}" cy="{_px(shape.y)}" r="{_px(shape.radius)}" fill="{shape.fill}"'
            f"{_stroke(shape.edge, shape.thickness)}/>"
        )
    if isinstance(shape, Area):
        corners = " ".join(f"{_px(x)},{_px(y)}" for x, y in shape.corners)
        return f'<polygon points="{corners}" fill="{shape.fill}"{_stroke(shape.edge, shape.thickness)}/>'
    if isinstance(shape, Curve):
        way = " ".join(letter + " ".join(f"{_px(x)},{_px(y)}" for x, y in points) for letter, points in shape.way)
        return f'<path d="{way}" fill="none"{_stroke(shape.color, shape.thickness, shape.dashed)}/>'
    return _words(shape)


def _box(box: Box) -> str:
    place = f'x="{_px(box.left)}" y="{_px(box.top)}" width="{_px(box.wide)}" height="{_px(box.high)}"'
    look = f'rx="{_px(box.rounding)}" fill="{box.fill}"{_stroke(box.edge, box.thickness, box.dashed)}'
    if not box.hint:
        return f"<rect {place} {look}/>"
    return f'<rect class="step" {place} {look}><title>{_text(box.hint)}</title></rect>'


def _words(words: Words) -> str:
    anchor = {"left": "start", "center": "middle", "right": "end"}[words.side]
    size = words.size * INCH / 72
    first = words.y * INCH - size * LINE * (len(words.lines) - 1) / 2 + 0.35 * size  # from the middle to the base line
    look = f'font-size="{size:.1f}" fill="{words.color}" text-anchor="{anchor}"'
    if words.bold:
        look += ' font-weight="bold"'
    if words.backed:
        look += f' stroke="{COLORS["paper"]}" stroke-width="3" paint-order="stroke"'
    lines = [
        f'<tspan x="{_px(words.x)}" y="{first + size * LINE * i:.1f}">{_text(line)}</tspan>'
        for i, line in enumerate(words.lines)
    ]
    return f"<text {look}>{''.join(lines)}</text>"


def _stroke(color: str, thickness: float, dashed: bool = False) -> str:
    if color == "none" or not thickness:
        return ""
    dashes = ' stroke-dasharray="5 3"' if dashed else ""
    return f' stroke="{color}" stroke-width="{thickness * INCH / 72:.1f}"{dashes}'


def _px(inches: float) -> str:
    return f"{inches * INCH:.1f}"


def _text(text: str) -> str:
    """A text as XML has it, without the letters that XML does not allow."""
    allowed = (
        c
        for c in text
        if c in "\t\n" or (ord(c) >= 32 and not 0xD800 <= ord(c) < 0xE000 and ord(c) not in (0xFFFE, 0xFFFF))
    )
    return escape("".join(allowed))
