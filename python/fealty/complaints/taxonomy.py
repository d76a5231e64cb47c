"""Taxonomies of complaints as data: the ready ones, users' own, and mappings between sets of labels."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import _core
from ..flow.listed import Listed
from ..frames import to_column, to_frame
from ..result import Listing

if TYPE_CHECKING:
    from ..frames import Kind

__all__ = ["LabelMapping", "Taxonomy", "complaint_meanings"]


class Taxonomy(Listing):
    """Categories of complaints, with the shares that are said of them and the answer that each calls for.

    Parameters
    ----------
    name : str
        Of the label: "cause".
    categories : frame, or sequence of dicts or texts
        A row per category: key, and, if there are any: english, chinese, description, share_lowest, share_highest,
        answer, answer_english, answer_chinese. Texts are keys.
    several : bool
        Whether a complaint may have more than one; shares may then sum to more than 1.
    ordered : bool
        Whether the categories ascend.
    source : str
        Where they come from.
    weight : float, optional
        Complaints that the prior of the shares is worth; unless given, as the ranges of shares say.

    Raises
    ------
    ParameterError
        Categories that are no taxonomy; the message names the category.

    Notes
    -----
    Where a complaint has one category, the prior is a Dirichlet distribution whose means all lie the same part of the
    way from the lowest to the highest share, the part that makes them sum to 1: so each lies in its range. Its weight
    is the least that a range gives if it is read as the central 90 % of a beta distribution.

    Examples
    --------
    >>> import fealty as fy
    >>> fy.complaints.Taxonomy.named("type").keys
    ['quality_monitor', 'rational', 'negotiator', 'victim', 'loyal_advocate']
    """

    _compiled: _core.Taxonomy

    def __init__(
        self,
        name: str,
        categories: Any,
        *,
        several: bool = False,
        ordered: bool = False,
        source: str = "",
        weight: float | None = None,
        english: str = "",
        chinese: str = "",
    ) -> None:
        frame, kind = to_frame(_table(categories))
        made = _core.Taxonomy(
            name,
            frame,
            several=several,
            ordered=ordered,
            source=source,
            weight=math.nan if weight is None else weight,
            english=english,
            chinese=chinese,
        )
        super().__init__(made, _kind(categories, kind))

    @classmethod
    def named(cls, name: str) -> Taxonomy:
        """The ready taxonomy of that name: one of `Taxonomy.names()`."""
        return cls._of(_core.ready_taxonomy(name))

    @staticmethod
    def names() -> list[str]:
        """The taxonomies that are ready: type, cause, need, severity, meaning."""
        return list(_core.ready_taxonomies())

    @classmethod
    def from_json(cls, source: str | PathLike[str] | Mapping[str, Any]) -> Taxonomy:
        """A taxonomy from a file, a JSON text or a dict, as `to_dict` gives it."""
        if isinstance(source, Mapping):
            given = dict(source)
        elif isinstance(source, str) and source.lstrip().startswith("{"):
            given = json.loads(source)
        else:
            given = json.loads(Path(source).read_text(encoding="utf-8"))
        return cls(given.pop("name"), given.pop("categories"), **given)

    def to_dict(self) -> dict[str, Any]:
        """The taxonomy as a dict that JSON can hold: `from_json` reads it."""
        frame = self._compiled.frame()
        names = [name for name in frame.names if not name.startswith("prior")]
        columns = [frame[name].to_numpy().tolist() for name in names]
        rows = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
        kept = [
            {name: value for name, value in row.items() if value not in ("", None) and value == value} for row in rows
        ]
        made = self._compiled
        return {
            "name": made.name,
            "english": made.english,
            "chinese": made.chinese,
            "source": made.source,
            "several": made.several,
            "ordered": made.ordered,
            "weight": None if math.isnan(made.weight) else made.weight,
            "categories": kept,
        }

    @property
    def title(self) -> str:  # type: ignore[override]
        """What the taxonomy is called."""
        return self._compiled.english or self._compiled.name

    @property
    def name(self) -> str:
        """The name of the label."""
        return self._compiled.name

    @property
    def keys(self) -> list[str]:
        """The categories' keys, in their order."""
        return list(self._compiled.keys)

    @property
    def source(self) -> str:
        """Where the categories come from."""
        return self._compiled.source

    @property
    def several(self) -> bool:
        """Whether a complaint may have more than one category."""
        return self._compiled.several

    def prior(self) -> tuple[dict[str, float], float]:
        """The prior's mean share of each category, and how many complaints it is worth."""
        mean, weight = self._compiled.prior()
        return dict(zip(self.keys, mean, strict=True)), weight

    def __len__(self) -> int:
        return len(self._compiled)

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        title, names, rows, notes = super()._view()
        shown = [i for i, name in enumerate(names) if name in ("key", "chinese", "description", "prior", "answer")]
        if not any(row[names.index("answer")] for row in rows):
            shown = [i for i in shown if names[i] != "answer"]
        return title, [names[i] for i in shown], [tuple(row[i] for i in shown) for row in rows], notes

    def _notes(self) -> list[str]:
        several = ["a complaint may have several: shares may sum to more than 1"] if self.several else []
        return [*several, *([self.source] if self.source else [])]

    @classmethod
    def _of(cls, compiled: _core.Taxonomy) -> Taxonomy:
        made = cls.__new__(cls)
        Listing.__init__(made, compiled)
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return _taxonomy_of_bytes, (self._compiled.to_bytes(),)


def _taxonomy_of_bytes(archive: bytes) -> Taxonomy:
    return Taxonomy._of(_core.Taxonomy.from_bytes(archive))


def _table(rows: Any) -> Any:
    """A frame of rows that are dicts or texts; anything else as it is."""
    if not isinstance(rows, Sequence) or isinstance(rows, str):
        return rows
    dicts = [{"key": row} if isinstance(row, str) else dict(row) for row in rows]
    names = dict.fromkeys(name for row in dicts for name in row)
    return {name: [row.get(name) for row in dicts] for name in names}


def _kind(rows: Any, kind: Kind) -> Kind:
    """The kind of frame to give back; polars where rows came that were no frame."""
    return "polars" if isinstance(rows, Sequence) else kind


class LabelMapping(Listing):
    """A mapping from one set of labels to the categories of a taxonomy, as a table with reasons.

    Parameters
    ----------
    name : str
        What messages call it.
    to : Taxonomy or str
        The taxonomy of the categories, or the name of a ready one.
    rows : frame, or sequence of dicts
        from, to (missing where the label says nothing), and, if there are any, weight and reason. A label may go to
        several categories.

    Raises
    ------
    ParameterError
        A category that the taxonomy has not, a pair that stands twice, a weight that is not above 0.
    """

    _compiled: _core.LabelMapping
    rows_shown = 40

    def __init__(self, name: str, to: Taxonomy | str, rows: Any) -> None:
        self._taxonomy = Taxonomy.named(to) if isinstance(to, str) else to
        frame, kind = to_frame(_table(rows))
        made = _core.LabelMapping(name, self._taxonomy.name, frame)
        made.validate(self._taxonomy._compiled)
        super().__init__(made, _kind(rows, kind))

    @classmethod
    def airline_reasons(cls) -> LabelMapping:
        """The ten reasons of complaints about US airlines on Twitter (2015), as Keaveney's (1995) causes."""
        made = cls.__new__(cls)
        made._taxonomy = Taxonomy.named("cause")
        Listing.__init__(made, _core.airline_reasons_to_causes())
        return made

    @property
    def title(self) -> str:  # type: ignore[override]
        """The name of the mapping."""
        return self._compiled.name

    def apply(self, labels: Any) -> Any:
        """The weight of each category for every label: each row sums to 1, or to 0 where the label says nothing.

        Raises
        ------
        RecordError
            Labels that are not in the table; the message names them.
        """
        return self._native(self._compiled.apply(to_column(labels, "label"), self._taxonomy._compiled))

    def __len__(self) -> int:
        return len(self._compiled)


class _Meanings(Listed):
    title = "Meanings of a complaint"


def complaint_meanings() -> Listed:
    """The five meanings of a complaint. The teaching text gives their number; the names are our reading."""
    return _Meanings(_core.complaint_meanings())
