"""Texts and their labels as columns: what users hand over, as the compiled module takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _core
from ..errors import RecordError, error
from ..frames import to_column

if TYPE_CHECKING:
    from ..frames import Kind

inner_separator = "\x1f"  # between the labels of a list: a character that no label has


def text_column(texts: Any) -> _core.Column:
    """Texts as a column; a single text is no sequence of texts."""
    if isinstance(texts, (str, bytes)):
        raise error(RecordError, "FY102", "texts is a single text; give a list of texts")
    column = to_column(flat(texts), "text")
    if column.type not in ("text", "null"):
        raise error(RecordError, "FY102", f"texts are of type {column.type}; they must be texts")
    return column if column.type == "text" else to_column(_empty(len(column)), "text")


def _empty(count: int) -> Any:
    import polars as pl

    return pl.Series([None] * count, dtype=pl.String)


def flat(values: Any) -> Any:
    """An array of texts of any NumPy kind as one of objects; a single column as one."""
    if getattr(getattr(values, "dtype", None), "kind", "") == "U":
        return values.astype(object)
    if getattr(values, "ndim", 1) == 2 and getattr(values, "shape", (0, 0))[1] == 1 and hasattr(values, "ravel"):
        return values.ravel()
    return values


def has_column(labels: Any, name: str) -> bool:
    names = getattr(labels, "column_names", getattr(labels, "columns", labels))
    return name in names


def kind_of(labels: Any) -> Kind | None:
    """The kind of a frame, which columns of lists do not hide."""
    kinds: dict[str, Kind] = {"pandas": "pandas", "polars": "polars", "pyarrow": "pyarrow"}
    return kinds.get(type(labels).__module__.split(".")[0])


def joined_labels(values: Any, separator: str) -> _core.Column:
    """Lists of labels as texts; texts with a separator of the user's with the one inside."""
    made: list[str | None] = []
    read = getattr(values, "to_pylist", getattr(values, "to_list", lambda: list(values)))
    for one in read():
        if one is None or (isinstance(one, float) and one != one):
            made.append(None)
        elif isinstance(one, str):
            made.append(one.replace(separator, inner_separator))
        else:
            made.append(inner_separator.join(label_text(label) for label in one))
    import polars as pl

    return to_column(pl.Series(made, dtype=pl.String), "labels")


def label_text(label: Any) -> str:
    """A label as the compiled module spells it."""
    if isinstance(label, bool) or type(label).__name__ == "bool_":
        return "true" if label else "false"
    return str(int(label)) if isinstance(label, float) and label.is_integer() else str(label)


def require_length(column: _core.Column, texts: int, name: str) -> None:
    if len(column) != texts:
        raise error(RecordError, "FY104", f"{len(column):,} labels '{name}' for {texts:,} texts")
