"""Texts broken into lines, whichever script they are written in."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from .numbers import width

__all__ = ["in_lines"]

# A word with the spaces behind it. A line may end behind these signs within long names and behind wide letters too, but
# none begins with a sign that closes.
_pieces = re.compile(
    r"[^\s_/\-\u2e80-\uffef]*[_/\-]+\s*|[^\s_/\-\u2e80-\uffef]+\s*|[\u2e80-\uffef][，。、；：！？）」』】》]*\s*|\s+"
)


def in_lines(label: Any, columns: int, most: int | None = None) -> list[str]:
    """A text in lines of at most that many columns, where Chinese characters take two; at least one line.

    Breaks at spaces, behind "_", "-" and "/", between Chinese characters, and within what is longer than a line. If
    `most` is given, what is beyond that many lines is left out, and "…" stands for it.
    """
    text = " ".join(str(label).split())
    text = "".join(letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cs"))
    lines = [""]
    for piece in (part for whole in _pieces.findall(text) for part in _cut(whole, columns)):
        if lines[-1] and width((lines[-1] + piece).rstrip()) > columns:
            lines.append("")
        lines[-1] += piece
    lines = [line.strip() for line in lines]
    if most is not None and len(lines) > most:
        last = lines[most - 1]
        while last and width(last) > columns - 1:
            last = last[:-1]
        lines = [*lines[: most - 1], last.rstrip() + "…"]
    return lines


def _cut(piece: str, columns: int) -> list[str]:
    parts = [""]
    for letter in piece:
        if parts[-1] and width((parts[-1] + letter).rstrip()) > columns:
            parts.append("")
        parts[-1] += letter
    return parts
