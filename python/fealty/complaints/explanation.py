"""Why a classifier says what it says of a text."""

from __future__ import annotations

import itertools
from html import escape
from typing import TYPE_CHECKING

from .. import _core
from ..result import Listing
from .highlight import Mark, highlighted

if TYPE_CHECKING:
    from ..frames import Kind

__all__ = ["Explanation"]


class Explanation(Listing):
    """Why a head says what it says of a text."""

    title = "Explanation"

    def __init__(self, compiled: _core.Explanation, text: str, kind: Kind) -> None:
        super().__init__(compiled, kind)
        self.text = text

    @property
    def label(self) -> str:
        """The label that is explained."""
        return str(self._compiled.label)

    @property
    def against(self) -> str:
        """The label it is compared with: the likeliest other."""
        return str(self._compiled.against)

    @property
    def probability(self) -> float:
        """Of the label; of a head of kind number, the number."""
        return float(self._compiled.probability)

    @property
    def score(self) -> float:
        """The score of the label less that of the other: `baseline` and all contributions."""
        return float(self._compiled.score)

    @property
    def baseline(self) -> float:
        """What the score would be of a text without n-grams."""
        return float(self._compiled.baseline)

    def characters(self) -> list[float]:
        """What each character of the text contributes."""
        shares, at = [], 0
        parts = self._compiled.bytes
        for character in self.text:
            end = at + len(character.encode())
            shares.append(sum(parts[at:end]))
            at = end
        return shares

    def _notes(self) -> list[str]:
        said = f"{self.label} ({self.probability:.3g})" if self.label else f"{self.probability:.4g}"
        against = f" rather than {self.against}" if self.against else ""
        return [f"{said}{against}: {self.score:.3g} = {self.baseline:.3g} + contributions"]

    def _repr_html_(self) -> str:
        note = f"<p><small>{escape(self._notes()[0])}</small></p>"
        return f'<div><p dir="auto" style="line-height:1.7">{highlighted(self.text, self._marks())}</p>{note}</div>'

    def _marks(self) -> list[Mark]:
        """Neighboring characters that contribute much the same are one mark."""
        shares = self.characters()
        greatest = max(map(abs, shares), default=0.0) or 1.0
        shades = [round(8 * share / greatest) / 8 for share in shares]
        marks, begin = [], 0
        for shade, run in itertools.groupby(shades):
            end = begin + len(list(run))
            if shade != 0:
                marks.append(Mark(begin, end, self.label or "number", shade))
            begin = end
        return marks
