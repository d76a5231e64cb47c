"""Labels of cases, however they are kept: a column of them, several columns, lists, or texts with a separator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .. import _core
from ..errors import ParameterError, RecordError, error
from ..frames import to_column, to_frame

if TYPE_CHECKING:
    import polars as pl

    from ..frames import Kind

__all__ = ["CaseLabels", "kind_of", "labels_of", "series_of"]


class CaseLabels:
    """Pairs of a case and a label of it, the cases counted from 0."""

    def __init__(self, cases: int, pairs: pl.DataFrame) -> None:
        self.cases, self._pairs = cases, pairs

    @property
    def rows(self) -> _core.Column:
        """The case of each label."""
        return _core.Column.from_arrow(self._pairs["row"], "row")

    @property
    def labels(self) -> _core.Column:
        """The labels."""
        return _core.Column.from_arrow(self._pairs["label"], "label")

    @property
    def pairs(self) -> pl.DataFrame:
        """Columns row and label."""
        return self._pairs


def labels_of(data: Any, columns: str | Sequence[str] | None, separator: str | None, what: str) -> CaseLabels:
    """The labels of the cases of a book, of a frame, or of a column that is itself given.

    Parameters
    ----------
    data : Book, frame or column
        Of a book its complaints. A column holds the labels themselves; then `columns` is not needed.
    columns : str or sequence of str
        The column of labels, texts or lists of texts; or several: of texts, each a label, or of truth values, where the
        name is the label of the cases for which it is true.
    separator : str, optional
        What separates labels that stand in one text.
    what : str
        What the labels are, for messages.
    """
    import polars as pl

    if _is_column(data):
        series = _series(data, what)
        return CaseLabels(len(series), _pairs(series, separator, what))
    if columns is None:
        raise error(ParameterError, "FY203", f"say which column holds the {what}: {what}='...'")
    names = [columns] if isinstance(columns, str) else list(columns)
    parts = []
    for name in names:
        series = series_of(data, name)
        if series.dtype == pl.Boolean and len(names) > 1:
            series = pl.select(pl.when(series).then(pl.lit(name))).to_series()
        parts.append(_pairs(series, separator, name))
    return CaseLabels(len(series), pl.concat(parts))


def series_of(data: Any, name: str) -> pl.Series:
    """A column of a book's complaints or of a frame, as polars has it."""
    table = _table(data)
    names = [
        str(one) for one in (table if isinstance(table, Mapping) else getattr(table, "column_names", table.columns))
    ]
    if name not in names:
        raise error(RecordError, "FY101", f"there is no column '{name}'; there are {', '.join(names)}")
    return _series(table[name], name)


def kind_of(data: Any) -> Kind:
    """The kind of frame in which results are given."""
    if _is_book(data):
        return data.kind  # type: ignore[no-any-return]
    if isinstance(data, Mapping):
        return "numpy"
    kinds: dict[str, Kind] = {"pandas": "pandas", "pyarrow": "pyarrow", "numpy": "numpy"}
    return kinds.get(type(data).__module__.partition(".")[0], "polars")


def _is_book(data: Any) -> bool:
    return hasattr(data, "complaints") and hasattr(data, "tables")


def _is_column(data: Any) -> bool:
    """A list, or what has values but no columns."""
    has_columns = _is_book(data) or isinstance(data, Mapping) or hasattr(data, "columns")
    return not has_columns and not hasattr(data, "column_names")


def _table(data: Any) -> Any:
    """What has columns by name: the complaints of a book, a frame, or what can be made one."""
    if _is_book(data):
        if "complaints" not in data.tables:
            raise error(RecordError, "FY101", "the book has no complaints")
        return data.complaints
    known = isinstance(data, Mapping) or type(data).__module__.partition(".")[0] in ("pandas", "polars", "pyarrow")
    if known and not hasattr(data, "collect"):
        return data
    frame, _ = to_frame(data)
    return {name: frame[name] for name in frame.names}


def _series(values: Any, name: str) -> pl.Series:
    """A column as polars has it; lists stay lists."""
    import polars as pl

    if isinstance(values, pl.Series):
        return values
    if nested := _lists(values):
        return pl.Series(name, nested, dtype=pl.List(pl.String))
    return pl.DataFrame(_core.Frame({name: to_column(values, name)}))[name]


def _lists(values: Any) -> list[list[str] | None] | None:
    """Lists of texts, of a column that holds them; else None."""
    for way in ("to_pylist", "tolist"):
        if hasattr(values, way) and not isinstance(values, _core.Column):
            values = getattr(values, way)()
            break
    if not isinstance(values, (list, tuple)) or not any(isinstance(one, (list, tuple, set)) for one in values):
        return None
    return [list(map(str, one)) if isinstance(one, (list, tuple, set)) else None for one in values]


def _pairs(series: pl.Series, separator: str | None, name: str) -> pl.DataFrame:
    """Columns row and label, a row for each label of a case."""
    import polars as pl

    kind = series.dtype
    frame = pl.DataFrame({"row": pl.int_range(len(series), dtype=pl.Int64, eager=True), "label": series})
    if isinstance(kind, pl.List):
        frame = frame.explode("label")
    elif not (
        kind in (pl.String, pl.Categorical, pl.Boolean, pl.Null) or isinstance(kind, pl.Enum) or kind.is_integer()
    ):
        raise error(RecordError, "FY102", f"column '{name}' holds {kind}, but labels are texts or lists of texts")
    label = pl.col("label")
    frame = frame.with_columns(label.cast(pl.String))
    if separator is not None:
        frame = frame.with_columns(label.str.split(separator)).explode("label")
    frame = frame.with_columns(label.str.strip_chars())
    return frame.filter(label.is_not_null() & (label != "")).unique(maintain_order=True)
