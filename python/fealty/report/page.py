"""The page: the figures, tables and pictures of the sections in one HTML file that needs nothing else."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..languages import Texts
from ..languages.values import interval_of, value_of
from .content import Content
from .drawing import svg_of
from .registry import Section

__all__ = ["page_of"]

ROWS_SHOWN = 20


def page_of(figures: dict[str, Any], made: list[tuple[Section, Content]], t: Texts) -> str:
    """The page of a report's figures; the pictures are drawn here."""
    pictures = {
        one.name: [svg_of(picture, t.language, f"{one.name}-{picture.name}") for picture in content.pictures]
        for one, content in made
    }
    style = Markup(files(__package__).joinpath("style.css").read_text(encoding="utf-8"))
    page: str = _template().render(
        report=figures, areas=_by_area(figures["sections"]), pictures=pictures, style=style, t=t, rows_shown=ROWS_SHOWN
    )
    return page


def _by_area(sections: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    areas: dict[str, list[dict[str, Any]]] = {}
    for section in sections:
        areas.setdefault(section["area"], []).append(section)
    return areas


def _value(cell: Any, kind: str, t: Texts) -> str:
    return value_of(cell["value"] if isinstance(cell, dict) else cell, kind, t)


def _interval(cell: Any, kind: str, t: Texts) -> str:
    return interval_of(cell["lower"], cell["upper"], kind, t) if isinstance(cell, dict) else ""


def _day(time: str | None) -> str:
    return (time or "–")[:10]


@lru_cache(maxsize=1)
def _template() -> Any:
    environment = Environment(
        loader=PackageLoader("fealty.report", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(value=_value, interval=_interval, day=_day, svg=Markup)
    return environment.get_template("page.html.jinja")
