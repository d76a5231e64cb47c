"""What the library says to people, in each language that it speaks: one table of texts per language, by key."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from ..errors import ParameterError, error

__all__ = ["LANGUAGES", "Texts", "texts"]

LANGUAGES = ("en", "zh")


class Texts:
    """The texts of one language. Calling it with a key gives the text, its ``{places}`` filled in."""

    def __init__(self, language: str, table: dict[str, str | list[str]]) -> None:
        self.language = language
        self.table = table

    def __call__(self, key: str, **places: Any) -> str:
        """A text that has two forms is taken in the one that suits the number `n`."""
        text = self.table[key]
        if not isinstance(text, str):
            text = text[0] if places["n"] in (1, "1") else text[1]
        return text.format(**places)

    def name(self, kind: str, value: Any) -> str:
        """What a name of the library's own, such as a stage, is called; a name from the records stays as it is."""
        key = f"{kind}.{value}"
        return self(key) if key in self.table else str(value)

    def sentence(self, *parts: str) -> str:
        """Sentences one after another, as the language joins them."""
        return ("" if self.language == "zh" else " ").join(part for part in parts if part)


@cache
def texts(language: str = "en") -> Texts:
    """The texts of a language, "en" or "zh"."""
    if language not in LANGUAGES:
        raise error(ParameterError, "FY204", f"language is {language!r}, but must be one of {', '.join(LANGUAGES)}")
    return Texts(language, json.loads(files(__name__).joinpath(f"{language}.json").read_text(encoding="utf-8")))
