"""A questionnaire to hand out, as a text or as a page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from ...languages.lines import in_lines
from ...languages.numbers import width
from .instrument import ANSWERS, _text

__all__ = ["Questionnaire"]

_COLUMNS = 72  # of a line of the text
_MOST_STEPS = 11  # beyond, a number is written and none is marked

_HEADINGS = {
    "en": {"expectation": "What you expect", "experience": "What you experienced", "importance": "How important it is"},
    "zh": {"expectation": "您的期望", "experience": "您的体验", "importance": "重要程度"},
}
_POINTS = {"en": "points", "zh": "分"}

_PAGE_CSS = "body { max-width: 50em; margin: 2em auto; padding: 0 1em }"
_CSS = """
.fealty-questionnaire { font: 15px/1.5 system-ui, "Noto Sans CJK SC", sans-serif }
.fealty-questionnaire h1 { font-size: 1.35em; margin: 0 0 .6em }
.fealty-questionnaire h2 { font-size: 1.1em; margin: 1.4em 0 .2em }
.fealty-questionnaire p { margin: .2em 0 .6em }
.fealty-questionnaire table { border-collapse: collapse; width: 100% }
.fealty-questionnaire td, .fealty-questionnaire th { padding: .35em .25em; border-bottom: 1px solid #8884;
  text-align: left; vertical-align: top }
.fealty-questionnaire .id { opacity: .6; white-space: nowrap; padding-right: .8em }
.fealty-questionnaire .s { text-align: center; width: 2em; font-variant-numeric: tabular-nums }
.fealty-questionnaire th { font-weight: normal; font-size: .85em; opacity: .8 }
.fealty-questionnaire tr { break-inside: avoid }
"""


class Questionnaire:
    """What is handed out: ``str()`` gives a text, ``html`` a page; a notebook shows the page's content."""

    def __init__(self, data: dict[str, Any], language: str) -> None:
        self._data, self._language = data, language

    @property
    def html(self) -> str:
        """A page of its own, to be shown or printed."""
        title = escape(self._title())
        return (
            f'<!DOCTYPE html>\n<html lang="{self._language}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
            f"<style>{_PAGE_CSS}{_CSS}</style>\n</head>\n<body>\n{self._content()}\n</body>\n</html>\n"
        )

    def save(self, path: str | Path) -> None:
        """Writes the page into a file that ends in .html or .htm, and the text into any other."""
        target = Path(path)
        is_page = target.suffix.lower() in (".html", ".htm")
        target.write_text(self.html if is_page else str(self), encoding="utf-8")

    def __str__(self) -> str:
        parts = [self._title(), ""]
        for kind in self._kinds():
            section, questions = self._data["sections"][kind], list(self._questions(kind))
            indent = 2 + max(len(identifier) for identifier, _ in questions)
            heading = _HEADINGS[self._language][kind]
            parts += [heading, "-" * width(heading), *in_lines(self._say(section["introduction"]), _COLUMNS)]
            parts += [""] if "points" in section else [f"({self._ends(section)})", ""]
            for identifier, statement in questions:
                first, *others = in_lines(statement, _COLUMNS - indent)
                parts += [f"{identifier:<{indent}}{first}", *(" " * indent + line for line in others)]
                parts += [" " * indent + self._marks(section), ""]
        return "\n".join(parts).rstrip() + "\n"

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f"<style>{_CSS}</style>{self._content()}"

    def _title(self) -> str:
        """What those who answer see above; it does not name the instrument."""
        return self._say(self._data.get("heading", self._data["title"]))

    def _say(self, texts: dict[str, str]) -> str:
        return _text(texts, self._language)

    def _kinds(self) -> list[str]:
        return [kind for kind in ANSWERS if kind in self._data["sections"]]

    def _questions(self, kind: str) -> Iterator[tuple[str, str]]:
        """What is asked in a section: an id and its statement."""
        if "points" in self._data["sections"][kind]:
            for dimension in self._data["dimensions"]:
                colon = "：" if self._language == "zh" else ": "
                yield dimension["name"], f"{self._say(dimension['title'])}{colon}{self._say(dimension['meaning'])}"
            return
        for item in self._data["items"]:
            if kind in item["asks"]:
                yield item["id"], self._say(item["label"] if kind == "importance" else item[kind])

    def _ends(self, section: dict[str, Any]) -> str:
        scale = section["scale"]
        first, last = scale["labels"].get(self._language, next(iter(scale["labels"].values())))
        return f"{scale['lowest']:g} = {first}, {scale['highest']:g} = {last}"

    def _steps(self, section: dict[str, Any]) -> list[str]:
        """The codes of the scale, or none where a number is written."""
        lowest, highest = section["scale"]["lowest"], section["scale"]["highest"]
        if "points" in section or highest - lowest >= _MOST_STEPS:
            return []
        return [str(code) for code in range(int(lowest), int(highest) + 1)]

    def _marks(self, section: dict[str, Any]) -> str:
        steps = self._steps(section)
        return "   ".join(f"[{step}]" for step in steps) if steps else f"____ {_POINTS[self._language]}"

    def _content(self) -> str:
        parts = [f'<div class="fealty-questionnaire" lang="{self._language}"><h1>{escape(self._title())}</h1>']
        for kind in self._kinds():
            section = self._data["sections"][kind]
            parts.append(f"<h2>{escape(_HEADINGS[self._language][kind])}</h2>")
            parts.append(f"<p>{escape(self._say(section['introduction']))}</p>")
            parts.append(f"<table>{self._head(section)}<tbody>")
            parts += [self._row(*question, section, kind) for question in self._questions(kind)]
            parts.append("</tbody></table>")
        return "\n".join([*parts, "</div>"])

    def _head(self, section: dict[str, Any]) -> str:
        steps = self._steps(section)
        if not steps:
            return ""
        marks = "".join(f'<th class="s">{step}</th>' for step in steps)
        return f"<thead><tr><th></th><th>{escape(self._ends(section))}</th>{marks}</tr></thead>"

    def _row(self, identifier: str, statement: str, section: dict[str, Any], kind: str) -> str:
        steps, name = self._steps(section), escape(f"{kind}.{identifier}")
        if steps:
            marks = "".join(
                f'<td class="s"><input type="radio" name="{name}" value="{step}" aria-label="{step}"></td>'
                for step in steps
            )
        else:
            highest = section["scale"]["highest"]
            marks = f'<td class="s"><input type="number" name="{name}" min="0" max="{highest:g}" size="4"></td>'
        return f'<tr><td class="id">{escape(identifier)}</td><td>{escape(statement)}</td>{marks}</tr>'
