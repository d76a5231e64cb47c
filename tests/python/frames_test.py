"""Frames of every kind in, and the same kind out."""

from __future__ import annotations

import datetime as dt
import decimal
import subprocess
import sys

import narwhals as nw
import numpy as np
import pytest
from arrow_data import INSTANTS, UTC, Capsules, values_of
from hypothesis import given
from hypothesis import strategies as st

from fealty import _core
from fealty.frames import to_column, to_frame, to_native

pa = pytest.importorskip("pyarrow")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")


PLAIN = {"customer_id": [1, 2, 3], "amount": [9.5, 0.0, -1.25], "name": ["安娜", "Ben", ""], "met": [True, False, True]}


def producers() -> dict:
    duckdb = pytest.importorskip("duckdb")
    table = pa.table(PLAIN)
    structured = np.array(
        list(zip(*PLAIN.values(), strict=True)), [("customer_id", "i8"), ("amount", "f8"), ("name", "U3"), ("met", "?")]
    )
    return {
        "pandas frame": (pd.DataFrame(PLAIN), "pandas", pd.DataFrame),
        "pandas frame of Arrow types": (table.to_pandas(types_mapper=pd.ArrowDtype), "pandas", pd.DataFrame),
        "pandas frame with an index": (pd.DataFrame(PLAIN, index=[5, 1, 5]), "pandas", pd.DataFrame),
        "polars frame": (pl.DataFrame(PLAIN), "polars", pl.DataFrame),
        "polars lazy frame": (pl.LazyFrame(PLAIN), "polars", pl.DataFrame),
        "pyarrow table": (table, "pyarrow", pa.Table),
        "pyarrow batch": (table.to_batches()[0], "pyarrow", pa.Table),
        "pyarrow reader": (table.to_reader(), "pyarrow", pa.Table),
        "DuckDB relation": (duckdb.from_arrow(table), "pyarrow", pa.Table),
        "capsules": (Capsules(table.__arrow_c_stream__()), "pyarrow", pa.Table),
        "narwhals frame": (nw.from_native(pd.DataFrame(PLAIN)), "pandas", pd.DataFrame),
        "narwhals lazy frame": (nw.from_native(pl.LazyFrame(PLAIN)), "polars", pl.DataFrame),
        "dict of lists": (PLAIN, "numpy", dict),
        "dict of arrays": ({name: np.array(values) for name, values in PLAIN.items()}, "numpy", dict),
        "dict of Series": ({name: pl.Series(values) for name, values in PLAIN.items()}, "numpy", dict),
        "structured array": (structured, "numpy", dict),
    }


@pytest.mark.parametrize("producer", list(producers()))
def test_the_callers_kind_of_frame_comes_back(producer):
    data, kind, native = producers()[producer]
    frame, told = to_frame(data)
    assert told == kind
    assert frame.names == list(PLAIN)
    assert len(frame) == 3
    assert pa.table(frame).to_pydict() == PLAIN
    back = to_native(frame, told)
    assert isinstance(back, native)
    assert pa.table(to_frame(back)[0]).to_pydict() == PLAIN


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow", "numpy"])
def test_empty_frames_come_back(kind):
    for columns in ({}, {"a": np.array([], float), "b": np.array([], "U1")}):
        back = to_native(_core.Frame({name: to_column(values) for name, values in columns.items()}), kind)
        frame, told = to_frame(back)
        assert told == kind
        assert frame.names == list(columns)
        assert len(frame) == 0


PANDAS_COLUMNS = {
    "object texts": (lambda: pd.Series(["客户", None, np.nan, "b"], dtype=object), "text", ["客户", None, None, "b"]),
    "str": (lambda: pd.Series(["客户", None, "b"], dtype="str"), "text", ["客户", None, "b"]),
    "string[python]": (lambda: pd.Series(["客户", None], dtype="string[python]"), "text", ["客户", None]),
    "string[pyarrow]": (lambda: pd.Series(["客户", None], dtype="string[pyarrow]"), "text", ["客户", None]),
    "ArrowDtype": (lambda: pd.Series([1, None], dtype="int32[pyarrow]"), "int32", [1, None]),
    "category": (lambda: pd.Series(["高", None, "低"], dtype="category"), "text", ["高", None, "低"]),
    "category of numbers": (lambda: pd.Series(pd.Categorical([10, None, 20])), "int64", [10, None, 20]),
    "category of nothing": (lambda: pd.Series(pd.Categorical([None, None], categories=["a"])), "text", [None, None]),
    "Int64": (lambda: pd.Series([1, None, 2**62], dtype="Int64"), "int64", [1, None, 2**62]),
    "UInt8": (lambda: pd.Series([1, None], dtype="UInt8"), "uint8", [1, None]),
    "Float64": (lambda: pd.Series([1.5, None], dtype="Float64"), "float64", [1.5, None]),
    "boolean": (lambda: pd.Series([True, None], dtype="boolean"), "bool", [True, None]),
    "object booleans": (lambda: pd.Series([True, None, False], dtype=object), "bool", [True, None, False]),
    "object integers": (lambda: pd.Series([1, None], dtype=object), "int64", [1, None]),
    "object numbers": (lambda: pd.Series([1, 2.5, None], dtype=object), "float64", [1.0, 2.5, None]),
    "object dates": (lambda: pd.Series([dt.date(2026, 1, 1), None]), "date32", [dt.date(2026, 1, 1), None]),
    "object decimals": (lambda: pd.Series([decimal.Decimal("1.10"), None]), "float64", [1.1, None]),
    "float ids with NaN": (lambda: pd.Series([1.0, np.nan, 3.0]), "float64", [1.0, None, 3.0]),
    "sparse": (lambda: pd.Series(pd.arrays.SparseArray([0.0, 0.0, 2.0])), "float64", [0.0, 0.0, 2.0]),
    "clock times": (
        lambda: pd.Series(pd.to_datetime(["2026-06-30 14:05", None])).astype("M8[ns]"),
        "timestamp[ns]",
        [dt.datetime(2026, 6, 30, 14, 5), None],
    ),
    "zoned times": (
        lambda: pd.Series(pd.to_datetime(["2026-06-30 14:05", None])).astype("M8[us]").dt.tz_localize("Asia/Shanghai"),
        "timestamp[us, Asia/Shanghai]",
        [dt.datetime(2026, 6, 30, 6, 5, tzinfo=UTC), None],
    ),
    "times of a fixed offset": (
        lambda: pd.Series(pd.to_datetime(["2026-06-30 14:05-03:30"])).astype(
            pd.DatetimeTZDtype("us", dt.timezone(-dt.timedelta(hours=3.5)))
        ),
        "timestamp[us, -03:30]",
        [dt.datetime(2026, 6, 30, 17, 35, tzinfo=UTC)],
    ),
    "times in UTC": (
        lambda: pd.Series(pd.to_datetime(["2026-06-30 14:05"], utc=True)).astype(pd.DatetimeTZDtype("us", "UTC")),
        "timestamp[us, UTC]",
        [dt.datetime(2026, 6, 30, 14, 5, tzinfo=UTC)],
    ),
}


@pytest.mark.parametrize("name", PANDAS_COLUMNS)
def test_pandas_columns_of_every_type_go_through(name):
    make, type_name, expected = PANDAS_COLUMNS[name]
    frame, kind = to_frame(pd.DataFrame({"x": make()}))
    assert frame["x"].type == type_name
    plain = [None if pd.isna(value) else value for value in values_of(frame["x"])]
    assert [getattr(value, "to_pydatetime", lambda v=value: v)() for value in plain] == expected
    back = to_native(frame, kind)
    assert values_of(to_frame(back)[0]["x"]) == values_of(frame["x"]) or type_name == "date32"


def test_pandas_frames_that_come_back_can_be_changed():
    frame, kind = to_frame(pd.DataFrame({"i": [1, 2], "f": [1.5, np.nan], "n": pd.array([1, None], dtype="Int64")}))
    back = to_native(frame, kind)
    back.loc[0, "i"] = 7
    back.loc[0, "f"] = 7
    back.loc[0, "n"] = 7
    assert back.loc[0].tolist() == [7, 7, 7]
    assert values_of(frame["i"]) == [1, 2]


def test_polars_types_go_through():
    frame = pl.DataFrame(
        {
            "text": ["客户", None, "a text that is longer than a view"],
            "category": pl.Series(["a", None, "b"], dtype=pl.Categorical),
            "enum": pl.Series(["a", None, "b"], dtype=pl.Enum(["b", "a"])),
            "decimal": pl.Series(["1.10", None, "2.20"]).cast(pl.Decimal(10, 2)),
            "zoned": pl.Series(INSTANTS, dtype=pl.Datetime("ms", "Asia/Shanghai")),
            "date": pl.Series([dt.date(2026, 1, 1), None, None]),
            "bool": [True, None, False],
            "nothing": [None, None, None],
            "nan": [1.0, None, float("nan")],
        }
    )
    for data in (frame, frame[1:], pl.concat([frame, frame], rechunk=False), frame.clear()):
        columns, kind = to_frame(data)
        back = to_native(columns, kind)
        for name in ("text", "zoned", "date", "bool", "nothing", "nan"):
            assert back[name].equals(data[name]), name
            assert back[name].dtype == data[name].dtype
        for name in ("category", "enum"):
            assert back[name].cast(pl.String).to_list() == data[name].cast(pl.String).to_list()
        assert back["decimal"].to_list() == data["decimal"].cast(pl.Float64).to_list()


def test_duckdb_types_go_through():
    duckdb = pytest.importorskip("duckdb")
    frame, kind = to_frame(
        duckdb.sql(
            "select 12.34::decimal(10, 2) as amount, '客户' as name, 5::hugeint as total, "
            "'b'::enum('a', 'b') as grade, date '2026-06-30' as day, "
            "timestamptz '2026-06-30 00:00:00+00' as instant, true as met "
            "union all select null, null, null, null, null, null, null"
        )
    )
    assert kind == "pyarrow"
    rows = {name: values_of(frame[name]) for name in frame.names}
    assert rows == {
        "amount": [12.34, None],
        "name": ["客户", None],
        "total": [5.0, None],
        "grade": ["b", None],
        "day": [dt.date(2026, 6, 30), None],
        "instant": [dt.datetime(2026, 6, 30, tzinfo=UTC), None],
        "met": [True, None],
    }


@pytest.mark.parametrize(
    ("values", "type_name"),
    [
        ([1, None], "int64"),
        ([1, 2.5, None], "float64"),
        (["客户", None, float("nan")], "text"),
        ([True, None], "bool"),
        ([dt.date(2026, 1, 1)], "date32"),
        ([dt.datetime(2026, 1, 1), None], "timestamp[us]"),
        ([dt.datetime(2026, 1, 1, tzinfo=UTC)], "timestamp[us, UTC]"),
        ([decimal.Decimal("0.1")], "float64"),
        ([], "null"),
        ([None], "null"),
        (range(3), "int64"),
        ((1, 2), "int64"),
    ],
)
def test_lists_become_columns_of_their_type(values, type_name):
    column = to_column(values, "x")
    assert column.type == type_name
    assert len(column) == len(values)


@pytest.mark.parametrize(
    "values",
    [["a", 1], [1, "a"], [True, 1], [b"x"], [[1]], [object], [1, 2**70], [dt.date(2026, 1, 1), "b"]],
    ids=repr,
)
def test_lists_of_several_types_are_refused_by_name(values):
    with pytest.raises(_core.RecordError, match="column 'x'"):
        to_column(values, "x")


def test_what_is_not_a_frame_is_refused():
    for data in (3, "frame", None, [1, 2], np.zeros(3)):
        with pytest.raises(TypeError, match="is not a frame"):
            to_frame(data)
    with pytest.raises(TypeError, match="column 'a'"):
        to_frame({"a": 3})
    with pytest.raises(_core.RecordError, match="FY104"):
        to_frame({"a": [1], "b": [1, 2]})
    with pytest.raises(_core.RecordError, match="two columns have the name 'a'"):
        to_frame(pd.DataFrame([[1, 2]], columns=["a", "a"]))
    with pytest.raises(ValueError, match="not a kind of frame"):
        to_native(_core.Frame(), "matrix")
    with pytest.raises(TypeError):
        _core.Frame({"a": 3})


def test_frames_name_what_they_have():
    frame, _ = to_frame(PLAIN)
    assert "name" in frame
    assert "age" not in frame
    with pytest.raises(_core.RecordError, match="there is no column 'age'; the columns are 'customer_id'"):
        frame["age"]
    assert repr(frame) == "<fealty.Frame: 3 rows; customer_id: int64, amount: float64, name: text, met: bool>"
    assert repr(frame["name"]) == "<fealty.Column: 3 rows of text>"


WITHOUT_PYARROW = """
import sys
sys.modules["pyarrow"] = None
import numpy as np, pandas as pd
from fealty.frames import to_frame, to_native
frame = pd.DataFrame({"id": [1.0, np.nan], "name": ["\u5ba2\u6237", None], "n": pd.array([1, None], dtype="Int64"),
                      "c": pd.Categorical(["a", None]), "t": pd.to_datetime(["2026-01-01", None]).tz_localize("UTC")})
columns, kind = to_frame(frame)
assert [columns[name].null_count for name in columns.names] == [1] * 5
back = to_native(columns, kind)
assert back["name"].tolist()[0] == "\u5ba2\u6237"
assert str(back["c"].dtype) == "category" and str(back["n"].dtype) == "Int64", back.dtypes
assert back["t"].equals(frame["t"])
class Stream:
    def __arrow_c_stream__(self, requested_schema=None):
        return columns.__arrow_c_stream__()
assert to_frame(Stream())[1] == "polars"
"""


def test_pandas_works_without_pyarrow():
    subprocess.run([sys.executable, "-c", WITHOUT_PYARROW], check=True)


LIGHT = """
import sys
import fealty.frames
heavy = {"numpy", "pandas", "polars", "pyarrow", "narwhals", "duckdb"} & set(sys.modules)
sys.exit(f"imported: {heavy}" if heavy else 0)
"""


def test_importing_frames_imports_nothing_large():
    subprocess.run([sys.executable, "-c", LIGHT], check=True)


# ---- Generated columns ----

TEXT = st.text('ab \n,"é客户🙂', max_size=20)
VALUES = {
    "int64": st.integers(-(2**63), 2**63 - 1),
    "uint16": st.integers(0, 2**16 - 1),
    "float64": st.floats(allow_nan=False),
    "string": TEXT,
    "large_string": TEXT,
    "string_view": TEXT,
    "bool_": st.booleans(),
    "date32": st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)),
}


@st.composite
def arrow_columns(draw):
    """A chunked array of any type whose chunks are slices, with missing values."""
    name = draw(st.sampled_from(sorted(VALUES)))
    chunks = []
    for _ in range(draw(st.integers(0, 4))):
        values = draw(st.lists(st.none() | VALUES[name], max_size=30))
        begin = draw(st.integers(0, len(values)))
        end = draw(st.integers(begin, len(values)))
        chunks.append(pa.array(values, getattr(pa, name)())[begin:end])
    return pa.chunked_array(chunks, getattr(pa, name)())


@given(arrow_columns())
def test_any_arrow_column_goes_through_every_kind_of_frame(array):
    expected = array.to_pylist()
    column = _core.Column.from_arrow(array)
    assert values_of(column) == expected
    frame = _core.Frame({"x": column})
    for kind in ("polars", "pyarrow"):
        assert values_of(to_frame(to_native(frame, kind))[0]["x"]) == expected
    for kind in ("pandas", "numpy"):
        back = to_frame(to_native(frame, kind))[0]["x"]
        if any(value is None for value in expected) and array.type in (pa.int64(), pa.uint16()) and kind == "numpy":
            expected_back = [None if value is None else float(value) for value in expected]
        elif array.type == pa.date32() and kind == "pandas":
            expected_back = [
                None if value is None else dt.datetime(value.year, value.month, value.day) for value in expected
            ]
        else:
            expected_back = expected
        assert values_of(back) == expected_back


@given(arrow_columns(), st.randoms())
def test_rows_taken_from_any_column_are_those_rows(array, random):
    expected = array.to_pylist()
    rows = [random.randrange(-1, len(expected)) for _ in range(20)]
    taken = _core.Column.from_arrow(array).take(np.array(rows))
    assert values_of(taken) == [None if row < 0 else expected[row] for row in rows]
