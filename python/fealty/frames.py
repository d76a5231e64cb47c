"""Frames of the caller's kind: in as Arrow columns, out as the kind that came in.

Nothing is imported before it is needed: numpy, pandas, polars, pyarrow and narwhals are large.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from . import _core
from .errors import FealtyError, RecordError, error

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

Kind = Literal["pandas", "polars", "pyarrow", "numpy"]
"""A kind of frame; "numpy" is a dict of NumPy arrays."""


def to_frame(data: Any) -> tuple[_core.Frame, Kind]:
    """Columns of a frame, and the kind of the frame.

    Nothing is copied where the layouts agree; the data must then not be changed in place as long as the columns are
    used.

    Parameters
    ----------
    data : frame
        A pandas or polars frame (a lazy one is collected), a pyarrow table, record batch or reader, a DuckDB relation,
        anything else that narwhals knows or that has the Arrow PyCapsule protocol, a dict of columns (see `to_column`),
        or a NumPy structured array. The index of a pandas frame is ignored: call ``reset_index()`` if it means
        something.

    Returns
    -------
    frame : Frame
        The columns.
    kind : {"pandas", "polars", "pyarrow", "numpy"}
        What `to_native` needs to give the same kind of frame back: a dict or structured array comes back as a dict of
        NumPy arrays, and what is neither pandas nor polars as a pyarrow table (a polars frame without pyarrow).

    Raises
    ------
    RecordError
        A column of a type that is not supported, a name that stands twice, or columns of different lengths.
    TypeError
        `data` is not a frame.
    """
    if isinstance(data, _core.Frame):
        return data, "polars"
    if isinstance(data, Mapping):
        return _frame_of(data.items()), "numpy"
    if _is_array(data) and data.dtype.names:
        return _frame_of((name, data[name]) for name in data.dtype.names), "numpy"

    import narwhals.stable.v1 as nw

    data = nw.to_native(data, pass_through=True)
    if nw.dependencies.is_pandas_dataframe(data):
        return _frame_of((name, data.iloc[:, i]) for i, name in enumerate(data.columns)), "pandas"
    if nw.dependencies.is_polars_lazyframe(data):
        data = data.collect()
    if nw.dependencies.is_polars_dataframe(data):
        return _core.Frame.from_arrow(data), "polars"
    if not _speaks_arrow(data):
        known = nw.from_native(data, pass_through=True)
        if isinstance(known, nw.LazyFrame):
            known = known.collect()
        if isinstance(known, nw.DataFrame):
            data = known.to_arrow()
    if _speaks_arrow(data):
        return _core.Frame.from_arrow(data), _arrow_kind()
    raise TypeError(
        f"{type(data).__name__} is not a frame: give a pandas, polars or pyarrow one, a DuckDB relation, "
        "anything with __arrow_c_stream__, or a dict of columns"
    )


def to_column(values: Any, name: str = "") -> _core.Column:
    """One column of anything that holds values in a row.

    Parameters
    ----------
    values : sequence
        A NumPy array, a pandas, polars or narwhals Series, a pyarrow array, anything else with the Arrow PyCapsule
        protocol, or a list. None, NaN, NaT and pandas.NA are missing values; in Arrow data, NaN stays a number.
    name : str
        What error messages call the column.

    Returns
    -------
    Column
        The values, not copied where the layouts agree.

    Raises
    ------
    RecordError
        A type that is not supported, or values of several types.
    """
    if isinstance(values, _core.Column):
        return values
    if _is_array(values):
        return _column_of_array(values, name)
    if isinstance(values, (list, tuple, range)):
        return _column_of_objects(_object_array(values), name)

    import narwhals.stable.v1 as nw

    values = nw.to_native(values, pass_through=True)
    if nw.dependencies.is_pandas_index(values):
        values = values.to_series()
    if nw.dependencies.is_pandas_series(values):
        return _column_of_pandas(values, name)
    if _speaks_arrow(values):
        return _core.Column.from_arrow(values, name)
    if hasattr(values, "__array__"):
        import numpy as np

        return _column_of_array(np.asarray(values), name)
    raise TypeError(f"column '{name}': {type(values).__name__} is not a column of values")


def to_native(frame: _core.Frame, kind: Kind) -> Any:
    """A frame of the given kind.

    Parameters
    ----------
    frame : Frame
        The columns.
    kind : {"pandas", "polars", "pyarrow", "numpy"}
        As `to_frame` gave it. "numpy" gives a dict of arrays.

    Returns
    -------
    frame
        In polars and pyarrow nothing is copied where the layouts agree; NumPy arrays that are not copied are read-only;
        pandas gets copies. In pandas, integers and booleans with missing values have the nullable types ("Int64",
        "boolean"), and encoded texts are categorical.
    """
    if kind == "numpy":
        return {name: frame[name].to_numpy() for name in frame.names}
    if kind == "pandas":
        import pandas as pd

        return pd.DataFrame({name: _pandas_of_column(frame[name]) for name in frame.names})
    if kind == "polars":
        import polars as pl

        return pl.DataFrame(frame)
    if kind == "pyarrow":
        import pyarrow as pa

        return pa.table(frame)
    raise ValueError(f"{kind!r} is not a kind of frame: it is one of pandas, polars, pyarrow, numpy")


def _frame_of(columns: Iterable[tuple[Any, Any]]) -> _core.Frame:
    converted: dict[str, _core.Column] = {}
    for key, values in columns:
        name = str(key)
        if name in converted:
            raise error(RecordError, "FY103", f"two columns have the name '{name}'")
        converted[name] = to_column(values, name)
    return _core.Frame(converted)


def _wrong_type(name: str, problem: str) -> FealtyError:
    return error(RecordError, "FY102", f"column '{name}' {problem}")


def _is_array(data: Any) -> bool:
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(data, numpy.ndarray)


def _speaks_arrow(data: Any) -> bool:
    return hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__")


def _arrow_kind() -> Kind:
    import importlib.util

    return "pyarrow" if importlib.util.find_spec("pyarrow") else "polars"


# ---- Python objects ----


def _object_array(values: Iterable[Any]) -> np.ndarray:
    import numpy as np

    items = list(values)
    array = np.empty(len(items), dtype=object)
    for i, item in enumerate(items):  # an assignment as a whole would look into items that are sequences
        array[i] = item
    return array


def _column_of_array(array: np.ndarray, name: str) -> _core.Column:
    if array.dtype == object and array.ndim == 1:
        return _column_of_objects(array, name)
    return _core.Column.from_numpy(array, name=name)


def _column_of_objects(array: np.ndarray, name: str) -> _core.Column:
    """Texts by the compiled module, other objects by polars, which knows dates, decimals and time zones."""
    first = next((value for value in array if not _is_missing(value)), None)
    if first is None or isinstance(first, str):
        return _core.Column.from_numpy(array, name=name)

    import polars as pl

    values = [None if _is_missing(value) else value for value in array]
    types = {type(value) for value in values} - {type(None)}
    if types == {int, float}:
        values = [None if value is None else float(value) for value in values]
    elif len(types) > 1 and not all(issubclass(one, datetime.date) for one in types):
        names = " and ".join(sorted(one.__name__ for one in types))
        raise _wrong_type(name, f"holds values of several types: {names}")
    try:
        series = pl.Series(name, values)
    except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError) as problem:
        raise _wrong_type(name, f"cannot be read: {str(problem).splitlines()[0]}") from problem
    if series.dtype == pl.Object:
        raise _wrong_type(name, f"holds values of type {type(first).__name__}")
    return _core.Column.from_arrow(series, name)


def _is_missing(value: Any) -> bool:
    if value is None or (isinstance(value, float) and value != value):
        return True
    pandas = sys.modules.get("pandas")
    return pandas is not None and (value is pandas.NaT or value is pandas.NA)


# ---- pandas: column by column, so that it works the same with pyarrow and without ----


def _column_of_pandas(series: pd.Series, name: str) -> _core.Column:
    import pandas as pd

    dtype: Any = series.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return _column_of_categories(series, name)
    if isinstance(dtype, pd.DatetimeTZDtype):
        instants = series.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy()
        return _core.Column.from_numpy(instants, zone=_zone_name(dtype.tz), name=name)
    if isinstance(dtype, pd.SparseDtype):
        return to_column(series.sparse.to_dense(), name)
    if hasattr(dtype, "pyarrow_dtype") or getattr(dtype, "storage", "").startswith("pyarrow"):
        return _core.Column.from_arrow(series.array.__arrow_array__(), name)
    if isinstance(dtype, pd.StringDtype):
        return _core.Column.from_numpy(series.to_numpy(dtype=object, na_value=None), name=name)
    if hasattr(dtype, "numpy_dtype"):  # nullable integers, floats and booleans
        values = series.to_numpy(dtype=dtype.numpy_dtype, na_value=dtype.numpy_dtype.type(0))
        return _core.Column.from_numpy(values, missing=series.isna().to_numpy(), name=name)
    return _column_of_array(series.to_numpy(), name)


def _column_of_categories(series: pd.Series, name: str) -> _core.Column:
    codes = series.cat.codes.to_numpy()
    categories = to_column(series.cat.categories, name)
    if categories.type == "text":
        return _core.Column.from_codes(codes, categories, name)
    return categories.take(codes)


def _zone_name(zone: datetime.tzinfo | None) -> str:
    """The zone as Arrow spells it: a name of the zone database, or "+08:00"."""
    for attribute in ("key", "zone"):  # of zoneinfo and of pytz
        if name := getattr(zone, attribute, None):
            return str(name)
    offset = zone.utcoffset(None) if zone is not None else None
    if not offset:
        return "UTC"
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _pandas_of_column(column: _core.Column) -> Any:
    import pandas as pd

    if encoded := column.codes_and_texts():
        codes, texts = encoded
        return pd.Categorical.from_codes(codes, categories=pd.Index(texts, dtype=None if len(texts) else object))
    if column.zone:
        return pd.Series(column.to_numpy()).dt.tz_localize("UTC").dt.tz_convert(column.zone)
    if column.null_count and column.type == "bool":
        return pd.arrays.BooleanArray(*column.values_and_missing(), copy=True)
    if column.null_count and column.type.startswith(("int", "uint")):
        return pd.arrays.IntegerArray(*column.values_and_missing(), copy=True)
    if column.type == "text" and _arrow_kind() == "pyarrow":  # no Python object for each text
        import pyarrow as pa

        return pa.chunked_array(column).cast(pa.large_string()).to_pandas()
    return column.to_numpy()
