"""An instrument: what is asked, on which scale, and to which dimension an answer belongs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ... import _core
from ...errors import ParameterError, RecordError, error
from ...flow.listed import Listed
from ...frames import to_frame, to_native
from ...languages import LANGUAGES
from ...tables import to_html, to_text

if TYPE_CHECKING:
    import polars as pl

    from ...frames import Kind
    from .questionnaire import Questionnaire

__all__ = ["ANSWERS", "Answers", "Instrument", "InstrumentCheck", "Language", "ready"]

Answers = Literal["expectation", "experience", "importance"]
Language = Literal["en", "zh"]

ANSWERS: tuple[Answers, ...] = ("expectation", "experience", "importance")
"""What may be asked about an item, in the order of a questionnaire."""


class InstrumentCheck(Listed):
    """Answers held against an instrument: a row per item and problem; none where all is well."""

    def __init__(self, frame: _core.Frame, kind: Kind, answers: str, rows: int) -> None:
        super().__init__(frame, kind)
        self._answers, self._rows = answers, rows

    @property
    def passes(self) -> bool:
        """Whether there is nothing to mend."""
        return len(self) == 0

    def _headline(self) -> str:
        found = "nothing to mend" if self.passes else f"{len(self)} to mend"
        return f"Answers about {self._answers}, {self._rows:,} rows: {found}"


class Instrument:
    """A questionnaire as data.

    Parameters
    ----------
    data : dict
        As the files of `fealty.gaps.instruments` have it: name, title, source, sections (by kind of answer:
        introduction, scale, and the sum of the points where points are shared out among the dimensions), dimensions and
        items (id, dimension, what it asks for, a label, and a statement for each kind of answer but importance).

    Raises
    ------
    ParameterError
        An item that stands twice, belongs to no dimension, or asks for what there is no section of.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = dict(data)
        self._check_data()

    @classmethod
    def read(cls, path: str | Path) -> Instrument:
        """An instrument of one's own from a JSON file."""
        return cls(json.loads(Path(path).read_text(encoding="utf-8")))

    @property
    def name(self) -> str:
        """By which it is asked for."""
        return str(self._data["name"])

    @property
    def source(self) -> str:
        """Who published it."""
        return str(self._data["source"])

    @property
    def dimensions(self) -> dict[str, list[str]]:
        """The items of each dimension, by id."""
        return {
            dimension["name"]: [item["id"] for item in self._data["items"] if item["dimension"] == dimension["name"]]
            for dimension in self._data["dimensions"]
        }

    @property
    def answers(self) -> tuple[Answers, ...]:
        """What it asks for: expectation, experience, importance."""
        return tuple(kind for kind in ANSWERS if kind in self._data["sections"])

    def scale(self, answers: Answers = "experience") -> tuple[float, float]:
        """The lowest and the highest answer of a kind."""
        scale = self._section(answers)["scale"]
        return float(scale["lowest"]), float(scale["highest"])

    def columns(self, answers: Answers = "experience") -> list[str]:
        """The columns that a wide frame of answers of a kind has: ids of items, or names of dimensions where points are
        shared out among these."""
        if "points" in self._section(answers):
            return list(self.dimensions)
        return [item["id"] for item in self._data["items"] if answers in item["asks"]]

    def title(self, language: Language = "en") -> str:
        """What it is called."""
        return _text(self._data["title"], language)

    def items(self, language: Language = "en", *, frames: Kind = "polars") -> Any:
        """The items as a frame: item, dimension, label, a statement for each kind of answer, lowest and highest answer,
        and what is asked for."""
        return to_native(self._items_frame(language), frames)

    def questionnaire(self, language: Language = "en") -> Questionnaire:
        """The questionnaire to hand out: ``str(...)`` is a plain text, ``.html`` a page to print, ``.save(path)``
        writes either."""
        from .questionnaire import Questionnaire

        _require_language(language)
        return Questionnaire(self._data, language)

    def check(self, frame: Any, answers: Answers = "experience") -> InstrumentCheck:
        """Holds answers against the instrument.

        Parameters
        ----------
        frame : frame
            Wide, with a column per item; or long, with the columns "item" and that of the kind of answer, as the
            ratings of a `Book` are.
        answers : {"experience", "expectation", "importance"}
            Which kind of answer the columns hold.

        Returns
        -------
        InstrumentCheck
            Items that are missing, columns that are no items (in a long frame, items that are none), codes that are off
            the scale or between its steps, items without any answer, and shared points that do not add up.
        """
        wanted = self.columns(answers)
        given, kind = to_frame(frame)
        table = _as_polars(given)
        by_item = _by_item(table, answers)
        problems: list[_Problem] = [(name, "missing", 0, None, None) for name in wanted if name not in by_item]
        problems += [
            (name, "no item", len(values), None, None) for name, values in by_item.items() if name not in wanted
        ]
        for name in wanted:
            if name in by_item:
                problems += self._problems_of(name, by_item[name], answers)
        if not problems and "points" in self._section(answers) and "item" not in table.columns:
            problems += _wrong_sums(table.select(wanted), float(self._section(answers)["points"]))
        return InstrumentCheck(_problem_frame(problems), kind, answers, len(table))

    def scores(self, frame: Any) -> Any:
        """The score of every row in each dimension: the mean of the items that were answered, none where none was.

        Parameters
        ----------
        frame : frame
            Wide, with a column per item; other columns are left out.
        """
        import polars as pl

        given, kind = to_frame(frame)
        table = _as_polars(given)
        missing = [item for items in self.dimensions.values() for item in items if item not in table.columns]
        if missing:
            raise error(RecordError, "FY101", f"{self.name}: there is no column '{missing[0]}'")
        means = [
            pl.mean_horizontal([pl.col(item).cast(pl.Float64).fill_nan(None) for item in items]).alias(name)
            for name, items in self.dimensions.items()
        ]
        return to_native(_core.Frame.from_arrow(table.select(means)), kind)

    def _repr_html_(self) -> str:
        return to_html(*self._view())

    def __repr__(self) -> str:
        return to_text(*self._view())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Instrument) and self._data == other._data

    def __hash__(self) -> int:
        return hash(self.name)

    def __len__(self) -> int:
        return len(self._data["items"])

    # ---- what these are made of ----

    def _section(self, answers: str) -> dict[str, Any]:
        sections: dict[str, dict[str, Any]] = self._data["sections"]
        if answers not in sections:
            asked = ", ".join(self.answers)
            raise error(ParameterError, "FY201", f"{self.name} does not ask for {answers!r}; it asks for {asked}")
        return sections[answers]

    def _items_frame(self, language: Language) -> _core.Frame:
        import polars as pl

        _require_language(language)
        rows = self._data["items"]
        titles = {dimension["name"]: _text(dimension["title"], language) for dimension in self._data["dimensions"]}
        columns: dict[str, list[Any]] = {
            "item": [item["id"] for item in rows],
            "dimension": [item["dimension"] for item in rows],
            "dimension_title": [titles[item["dimension"]] for item in rows],
            "label": [_text(item["label"], language) for item in rows],
        }
        for kind in ("expectation", "experience"):
            if kind in self.answers:
                columns[kind] = [_text(item[kind], language) if kind in item else None for item in rows]
        columns["lowest"] = [self.scale(item["asks"][0])[0] for item in rows]
        columns["highest"] = [self.scale(item["asks"][0])[1] for item in rows]
        columns["asks"] = [", ".join(item["asks"]) for item in rows]
        return _core.Frame.from_arrow(pl.DataFrame(columns))

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        rows = [
            (
                dimension["name"],
                _text(dimension["title"], "zh"),
                len(ids),
                ", ".join(ids),
                _text(dimension["meaning"], "en"),
            )
            for dimension, ids in zip(self._data["dimensions"], self.dimensions.values(), strict=True)
        ]
        scales = [f"{kind} {low:g} to {high:g}" for kind in self.answers for low, high in [self.scale(kind)]]
        notes = [f"{len(self)} items; asks for {', '.join(scales)}", f"Source: {self.source}"]
        if "note" in self._data:
            notes.append(_text(self._data["note"], "en"))
        title = f"{self.title('en')} ({self.title('zh')})"
        return title, ["dimension", "chinese", "items", "ids", "meaning"], rows, notes

    def _problems_of(self, name: str, values: pl.Series, answers: Answers) -> list[_Problem]:
        import polars as pl

        if not values.dtype.is_numeric() and values.dtype != pl.Null:
            return [(name, "no numbers", len(values), 0, str(values[0]) if len(values) else None)]
        numbers = values.cast(pl.Float64).fill_nan(None)
        if numbers.null_count() == len(numbers):
            return [(name, "no answer", len(numbers), None, None)]
        lowest, highest = self.scale(answers)
        off = (numbers < lowest) | (numbers > highest)
        between = (numbers != numbers.round()) & ~off if "points" not in self._section(answers) else off & ~off
        found: list[_Problem] = []
        for problem, which in (("off the scale", off), ("between the steps", between)):
            rows = which.fill_null(False).arg_true()
            if len(rows):
                found.append((name, problem, len(rows), int(rows[0]), f"{numbers[int(rows[0])]:g}"))
        return found

    def _check_data(self) -> None:
        def refuse(what: str) -> None:
            raise error(ParameterError, "FY202", f"instrument {self._data.get('name')!r}: {what}")

        for key in ("name", "title", "source", "sections", "dimensions", "items"):
            if key not in self._data:
                refuse(f"it has no {key}")
        ids = [item["id"] for item in self._data["items"]]
        dimensions = {dimension["name"] for dimension in self._data["dimensions"]}
        if repeated := [one for one in ids if ids.count(one) > 1]:
            refuse(f"the item {repeated[0]!r} stands twice")
        for item in self._data["items"]:
            if item["dimension"] not in dimensions:
                refuse(f"the item {item['id']!r} belongs to {item['dimension']!r}, which is no dimension")
            for asked in item["asks"]:
                if asked not in self._data["sections"] or asked not in ANSWERS:
                    refuse(f"the item {item['id']!r} asks for {asked!r}, of which there is no section")


def ready(name: str) -> Instrument:
    """An instrument of this folder; the items of one may be those of another, as far as they are asked for."""
    data = _read(name)
    if "items_of" in data:
        other, asked = _read(data.pop("items_of")), set(data["sections"])
        data["dimensions"] = other["dimensions"]
        data["items"] = [
            {key: value for key, value in item.items() if key not in ANSWERS or key in asked}
            | {"asks": [kind for kind in item["asks"] if kind in asked]}
            for item in other["items"]
        ]
    return Instrument(data)


_Problem = tuple[str, str, int, int | None, str | None]  # item, what is wrong, rows, the first, its value


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8"))
    return data


def _text(texts: Mapping[str, str], language: str) -> str:
    """The text in a language, or in the first there is."""
    return texts[language] if language in texts else next(iter(texts.values()))


def _require_language(language: str) -> None:
    if language not in LANGUAGES:
        raise error(ParameterError, "FY204", f"language is {language!r}, but must be one of {', '.join(LANGUAGES)}")


def _as_polars(frame: _core.Frame) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame(frame)


def _by_item(table: pl.DataFrame, answers: str) -> dict[str, pl.Series]:
    """The answers to each item, of a wide frame or a long one."""
    import polars as pl

    if "item" not in table.columns:
        return {name: table[name] for name in table.columns}
    if answers not in table.columns:
        raise error(RecordError, "FY101", f"the frame is long, but has no column '{answers}'")
    return {
        str(key[0]): part[answers]
        for key, part in table.with_columns(pl.col("item").cast(pl.String)).group_by("item", maintain_order=True)
    }


def _wrong_sums(table: pl.DataFrame, points: float) -> list[_Problem]:
    """Rows in which shared points do not add up."""
    import polars as pl

    numbers = table.select(pl.all().cast(pl.Float64).fill_nan(None))
    sums = numbers.sum_horizontal(ignore_nulls=False)
    rows = ((sums - points).abs() > 0.5).fill_null(False).arg_true()
    return [("all", f"not {points:g} points", len(rows), int(rows[0]), f"{sums[int(rows[0])]:g}")] if len(rows) else []


def _problem_frame(problems: list[_Problem]) -> _core.Frame:
    import polars as pl

    schema = {"item": pl.String, "problem": pl.String, "rows": pl.Int64, "first_row": pl.Int64, "value": pl.String}
    return _core.Frame.from_arrow(pl.DataFrame(problems, schema=schema, orient="row"))
