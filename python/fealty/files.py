"""Tables in files: CSV and Parquet, read and written by polars."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import ParameterError, RecordError, error

if TYPE_CHECKING:
    import polars as pl

_tables = ("customers", "touches", "ratings", "complaints", "purchases")
_endings = (".parquet", ".csv", ".csv.gz")


def read_tables(folder: Path) -> dict[str, pl.DataFrame]:
    """The tables of a folder by name. Times of CSV files stay texts; what they say is for the book to find out."""
    if not folder.is_dir():
        raise error(ParameterError, "FY404", f"{folder} is no folder")
    found = {table: path for table in _tables for path in _paths(folder, table)}
    if not found:
        expected = ", ".join(f"{table}.csv" for table in _tables)
        raise error(
            RecordError, "FY101", f"{folder} holds no table; it should hold at least one of {expected} (or .parquet)"
        )
    return {table: _read(path) for table, path in found.items()}


def write_tables(folder: Path, tables: dict[str, Any], format: str) -> Path:
    """Writes polars frames to files named after the tables."""
    if format not in ("csv", "parquet"):
        raise error(ParameterError, "FY202", f"format is {format!r}, but must be 'csv' or 'parquet'")
    folder.mkdir(parents=True, exist_ok=True)
    for table, frame in tables.items():
        path = folder / f"{table}.{format}"
        if format == "csv":
            frame.write_csv(path, datetime_format="%Y-%m-%dT%H:%M:%S%.fZ")
        else:
            frame.write_parquet(path)
    return folder


def _paths(folder: Path, table: str) -> list[Path]:
    paths = [folder / f"{table}{ending}" for ending in _endings if (folder / f"{table}{ending}").is_file()]
    if len(paths) > 1:
        names = " and ".join(path.name for path in paths)
        raise error(RecordError, "FY103", f"{folder} holds {names}: which is the table {table}?")
    return paths


def _read(path: Path) -> pl.DataFrame:
    import polars as pl

    try:
        if path.suffix == ".parquet":
            return pl.read_parquet(path)
        texts = pl.read_csv(path, infer_schema=False, null_values=[""])
    except (pl.exceptions.PolarsError, OSError) as cause:
        raise error(RecordError, "FY103", f"{path} cannot be read: {cause}") from cause
    return _with_numbers(texts)


def _with_numbers(texts: pl.DataFrame) -> pl.DataFrame:
    """Columns that hold only numbers as numbers, but for ids such as 007, which only their text tells apart."""
    import polars as pl

    columns = []
    for column in texts.iter_columns():
        padded = column.str.contains(r"^[+-]?0[0-9]").any()
        kinds = () if padded else (pl.Int64, pl.Float64)
        numbers = (column.cast(kind, strict=False) for kind in kinds)
        columns.append(next((n for n in numbers if n.null_count() == column.null_count()), column))
    return pl.DataFrame(columns)
