"""The report: one self-contained HTML page of what the records say, and the same figures as JSON."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import _core
from ..languages import texts
from .content import Column, Content, Figure, Picture, Table
from .registry import Section, registered, section
from .source import Source

if TYPE_CHECKING:
    from ..book import Book

__all__ = [
    "Column",
    "Content",
    "Figure",
    "Picture",
    "Report",
    "Section",
    "Source",
    "Table",
    "make",
    "registered",
    "section",
]


class Report:
    """A report: `html` is the page, `figures` the same as a dict and `json` as a text."""

    def __init__(self, figures: dict[str, Any], html: str) -> None:
        self.figures = figures
        self.html = html

    @property
    def json(self) -> str:
        """Every figure of the page with its interval, as JSON."""
        return json.dumps(self.figures, ensure_ascii=False, indent=1, allow_nan=False) + "\n"

    def save(self, path: str | Path, json: str | Path | None = None) -> Path:
        """Writes the page, and the figures to `json`: by default a file beside it whose name ends in .json."""
        page = Path(path)
        beside = page.with_suffix(".json") if json is None else Path(json)
        for file, text in ((page, self.html), (beside, self.json)):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        return page

    def _repr_html_(self) -> str:
        """The page in a frame of its own, so that its style stays apart from that of the notebook."""
        return f'<iframe srcdoc="{escape(self.html)}" style="width:100%;height:48em;border:1px solid #8884"></iframe>'

    def __repr__(self) -> str:
        return f"<fealty.Report: {len(self.figures['sections'])} sections>"


def make(book: Book, language: str = "en", as_of: Any = None) -> Report:
    """Makes the report of a book.

    Parameters
    ----------
    book : Book
        The records; there is a section for each thing that they say something about.
    language : {"en", "zh"}
        Language of the report. Names from the records stay as they are.
    as_of : date, time or text, optional
        The report says what was known then; by default all that is known.

    Returns
    -------
    Report
        The same bytes for the same records.
    """
    from .page import page_of

    source = Source(book, texts(language), as_of)
    made = [(one, content) for one in registered() if (content := one.content(source)) is not None]
    figures = _figures(source, made)
    return Report(figures, page_of(figures, made, source.texts))


def _figures(source: Source, made: list[tuple[Section, Content]]) -> dict[str, Any]:
    t, book = source.texts, source.book
    return {
        "fealty": _core.__version__,
        "language": t.language,
        "title": t("report.title"),
        "as_of": None if source.as_of is None else source.local(source.as_of).isoformat(),
        "zone": source.zone,
        "customers": len(book),
        "span": None if book.span is None else [source.local(time).isoformat() for time in book.span],
        "headlines": [
            {"section": one.name, "heading": t(f"{one.name}.heading"), "finding": content.findings[0]}
            for one, content in made
            if content.findings
        ],
        "sections": [_section(one, content, t) for one, content in made],
    }


def _section(one: Section, content: Content, t: Any) -> dict[str, Any]:
    return {
        "area": one.area,
        "name": one.name,
        "heading": t(f"{one.name}.heading"),
        "findings": content.findings,
        "figures": [figure.plain() for figure in content.figures],
        "tables": [table.plain() for table in content.tables],
        "notes": content.notes,
    }
