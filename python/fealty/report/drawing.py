"""Pictures within a page: SVG whose letters are letters and whose colors are those of the page."""

from __future__ import annotations

import re
from io import StringIO
from xml.sax.saxutils import quoteattr

import matplotlib

from ..plots.style import COLORS, settings
from .content import Picture

__all__ = ["svg_of"]


def svg_of(picture: Picture, language: str, prefix: str) -> tuple[str, str]:
    """The picture's title and its SVG element; `prefix` sets its ids apart from those of other pictures of the page."""
    figure, title = picture.drawing.figure(picture.result, language)
    text = StringIO()
    with matplotlib.rc_context(settings()):  # type: ignore[arg-type]
        figure.savefig(text, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    svg = text.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\b(id="|href="#|url\(#)', rf"\g<1>{prefix}-", svg)
    # Inside a style attribute a color may be a variable of the page, which is another one in the dark.
    for name, color in COLORS.items():
        svg = re.sub(rf"(fill|stroke): {color}", rf"\g<1>: var(--{name})", svg)
    head = f'<svg role="img" aria-label={quoteattr(title)}'
    return title, svg.replace("<svg", head, 1).strip()
