"""Pictures within a page: SVG whose letters are letters and whose colors are those of the page."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from io import StringIO
from xml.sax.saxutils import quoteattr

import matplotlib

from ..plots.style import COLORS, WIDTH, settings
from .content import Picture

__all__ = ["Svg", "svg_of"]


@dataclass(frozen=True)
class Svg:
    """A picture of a page: its title, its SVG element, and where it is wider than others, the pixels that it needs."""

    title: str
    element: str
    wide: int | None = None


def svg_of(picture: Picture, language: str, prefix: str) -> Svg:
    """The picture in a language; `prefix` sets its ids apart from those of other pictures of the page."""
    figure, title = picture.drawing.figure(picture.result, language)
    text = StringIO()
    with matplotlib.rc_context(settings()), warnings.catch_warnings():  # type: ignore[arg-type]
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # the fonts of who reads the page have it
        figure.savefig(text, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    svg = text.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\b(id="|href="#|url\(#)', rf"\g<1>{prefix}-", svg)
    # Inside a style attribute a color may be a variable of the page, which is another one in the dark.
    for name, color in COLORS.items():
        svg = re.sub(rf"(fill|stroke): {color}", rf"\g<1>: var(--{name})", svg)
    head = f'<svg role="img" aria-label={quoteattr(title)}'
    inches = figure.get_figwidth()
    wide = round(72 * inches) if inches > 1.2 * WIDTH else None
    return Svg(title, svg.replace("<svg", head, 1).strip(), wide)
