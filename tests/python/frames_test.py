"""Frames and columns in and out: every type from every producer, without copies, and released exactly once."""

from __future__ import annotations

import datetime as dt
import decimal
import gc
import subprocess
import sys
import weakref

import narwhals as nw
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fealty import _core
from fealty.frames import to_column, to_frame, to_native

pa = pytest.importorskip("pyarrow")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")

UTC = dt.timezone.utc
TEXTS = ["Anna", None, "", "一位非常满意的客户写了一句很长的话", "exactly twelve", "é", "🙂", None]


def values_of(column: _core.Column) -> list:
    """What a column holds, as pyarrow reads it; the whole of it is valid Arrow data."""
    read = pa.chunked_array(column)
    read.validate(full=True)
    return read.to_pylist()


def address_of(column: _core.Column, buffer: int = 1) -> int:
    return pa.chunked_array(column).chunk(0).buffers()[buffer].address


# ---- Arrow in and out ----

INSTANTS = [dt.datetime(2026, 6, 30, 14, 5, 9, 250000), None, dt.datetime(1969, 12, 31)]
ARROW_TYPES = {
    pa.null(): [None, None],
    pa.bool_(): [True, None, False],
    pa.int8(): [-128, None, 127],
    pa.int16(): [-32768, None, 32767],
    pa.int32(): [-(2**31), None, 2**31 - 1],
    pa.int64(): [-(2**63), None, 2**63 - 1],
    pa.uint8(): [0, None, 255],
    pa.uint16(): [0, None, 65535],
    pa.uint32(): [0, None, 2**32 - 1],
    pa.uint64(): [0, None, 2**64 - 1],
    pa.float32(): [0.5, None, -1.0],
    pa.float64(): [0.1, None, float("inf")],
    pa.string(): TEXTS,
    pa.large_string(): TEXTS,
    pa.string_view(): TEXTS,
    pa.date32(): [dt.date(2026, 6, 30), None, dt.date(1900, 1, 1)],
    pa.date64(): [dt.date(2026, 6, 30), None, dt.date(1900, 1, 1)],
    pa.timestamp("s"): [dt.datetime(2026, 6, 30), None],
    pa.timestamp("ms"): INSTANTS,
    pa.timestamp("us"): INSTANTS,
    pa.timestamp("us", "UTC"): [dt.datetime(2026, 6, 30, tzinfo=UTC), None],
    pa.timestamp("us", "Asia/Shanghai"): [dt.datetime(2026, 6, 30, tzinfo=UTC), None],
    pa.timestamp("us", "+08:00"): [dt.datetime(2026, 6, 30, tzinfo=UTC), None],
}


@pytest.mark.parametrize("arrow_type", ARROW_TYPES, ids=str)
def test_every_arrow_type_goes_through_unchanged(arrow_type):
    array = pa.array(ARROW_TYPES[arrow_type] * 5, arrow_type)
    for given_array in (array, array[3:9], array[0:0], pa.chunked_array([array[1:4], array[0:0], array[2:9]])):
        column = _core.Column.from_arrow(given_array)
        back = pa.chunked_array(column)
        back.validate(full=True)
        assert back.type == arrow_type
        assert back.to_pylist() == given_array.to_pylist()
        assert len(column) == len(given_array)
        assert column.null_count == given_array.null_count
        single = pa.array(column)
        single.validate(full=True)
        assert single.to_pylist() == given_array.to_pylist()


@pytest.mark.parametrize(
    "index", [pa.int8(), pa.uint8(), pa.int16(), pa.uint16(), pa.int32(), pa.uint32(), pa.int64()], ids=str
)
@pytest.mark.parametrize("text", [pa.string(), pa.large_string(), pa.string_view()], ids=str)
def test_dictionaries_of_texts_keep_their_encoding(index, text):
    indices = pa.array([2, None, 0, 1, 2], index)
    array = pa.DictionaryArray.from_arrays(indices, pa.array(["unused", "客户", "", "b"], text)[1:])
    column = _core.Column.from_arrow(array[1:])
    assert pa.chunked_array(column).type == pa.dictionary(index, text)
    assert values_of(column) == [None, "客户", "", "b"]
    assert column.to_numpy().tolist() == [None, "客户", "", "b"]
    assert column.take(np.array([3, 1, -1])).to_numpy().tolist() == ["b", "客户", None]


def test_dictionaries_of_other_things_are_looked_up():
    numbers = pa.array([10, None, 20, 10]).dictionary_encode()
    assert _core.Column.from_arrow(numbers).type == "int64"
    assert values_of(_core.Column.from_arrow(numbers)) == [10, None, 20, 10]
    missing = pa.array(["a", None, "b"]).dictionary_encode(null_encoding="encode")
    assert values_of(_core.Column.from_arrow(missing)) == ["a", None, "b"]


def test_chunks_may_have_dictionaries_of_their_own():
    chunks = pa.chunked_array([pa.array(["a", "b"]).dictionary_encode(), pa.array(["c", None]).dictionary_encode()])
    column = _core.Column.from_arrow(chunks)
    assert values_of(column) == ["a", "b", "c", None]
    assert pa.array(column).to_pylist() == ["a", "b", "c", None]
    assert column.codes_and_texts() is None


def test_decimals_and_half_floats_become_floats():
    amounts = pa.array([decimal.Decimal("-0.01"), None, decimal.Decimal("12345678.90")], pa.decimal128(12, 2))
    assert values_of(_core.Column.from_arrow(amounts)) == [-0.01, None, 12345678.90]
    assert values_of(_core.Column.from_arrow(amounts[1:])) == [None, 12345678.90]
    halves = pa.array(np.array([1.5, -65504, 6e-8], np.float16))
    assert values_of(_core.Column.from_arrow(halves)) == np.array([1.5, -65504, 6e-8], np.float16).tolist()
    assert _core.Column.from_arrow(halves).type == "float32"


@pytest.mark.parametrize(
    "array",
    [
        pa.array([[1]]),
        pa.array([b"x"]),
        pa.array([{"a": 1}]),
        pa.array([dt.timedelta(1)]),
        pa.array([dt.time(1)]),
        pa.array([decimal.Decimal(1)], pa.decimal256(50, 0)),
    ],
    ids=lambda array: str(array.type),
)
def test_unsupported_types_are_refused_by_column_and_type(array):
    with pytest.raises(_core.RecordError, match=r"FY105: column 'odd' of Arrow type") as caught:
        _core.Frame.from_arrow(pa.table({"good": [1], "odd": array}))
    assert caught.value.code == "FY105"


def test_what_is_not_arrow_is_a_type_error():
    with pytest.raises(TypeError, match="__arrow_c_stream__"):
        _core.Frame.from_arrow(3)
    with pytest.raises(_core.RecordError):
        _core.Frame.from_arrow(pa.array([1]))


class Capsules:
    """A producer that hands out the capsules it is given."""

    def __init__(self, stream):
        self.stream = stream

    def __arrow_c_stream__(self, requested_schema=None):
        return self.stream


def test_a_stream_can_be_read_once():
    capsule = pa.table({"a": [1]}).__arrow_c_stream__()
    assert len(_core.Frame.from_arrow(Capsules(capsule))) == 1
    with pytest.raises(_core.RecordError, match="released"):
        _core.Frame.from_arrow(Capsules(capsule))
    with pytest.raises(ValueError):
        _core.Frame.from_arrow(Capsules(_core.Frame().__arrow_c_schema__()))


def test_a_failing_producer_is_reported():
    def batches():
        yield pa.record_batch({"a": [1]})
        raise ValueError("the till is locked")

    reader = pa.RecordBatchReader.from_batches(pa.schema([("a", pa.int64())]), batches())
    with pytest.raises(_core.RecordError, match="the till is locked"):
        _core.Frame.from_arrow(reader)


def test_capsules_that_nobody_reads_are_released():
    array = np.arange(5.0)
    gone = weakref.ref(array)
    column = _core.Column.from_numpy(array)
    capsules = [column.__arrow_c_stream__(), column.__arrow_c_array__(), column.__arrow_c_schema__()]
    del array, column
    gc.collect()
    assert gone() is not None
    del capsules
    gc.collect()
    assert gone() is None


def test_schemas_are_told_without_the_data():
    frame = _core.Frame.from_arrow(pa.table({"a": [1], "客户": ["x"]}))
    assert pa.schema(frame) == pa.schema([("a", pa.int64()), ("客户", pa.string())])
    assert pa.field(frame["a"]).type == pa.int64()


def test_columns_cut_differently_come_out_as_batches():
    a = pa.chunked_array([[1, 2], [], [3, None, 5, 6]])
    b = pa.chunked_array([["x"], ["y", None, "z", "客户"], ["w"]])
    frame = _core.Frame({"a": _core.Column.from_arrow(a), "b": _core.Column.from_arrow(b)})
    table = pa.table(frame)
    table.validate(full=True)
    assert table.to_pydict() == {"a": a.to_pylist(), "b": b.to_pylist()}
    batch = pa.record_batch(frame)
    batch.validate(full=True)
    assert batch.to_pydict() == table.to_pydict()


# ---- No copies, one release ----


def test_arrow_buffers_are_viewed_where_they_lie():
    table = pa.table(
        {
            "id": pa.array([1, None, 3]),
            "amount": pa.array([0.5, 1.5, 2.5]),
            "at": pa.array(INSTANTS, pa.timestamp("us")),
            "name": pa.array(["a", "b", None]),
            "long": pa.array(["a", "b", None], pa.large_string()),
            "met": pa.array([True, None, False]),
        }
    )
    frame = _core.Frame.from_arrow(table)
    back = pa.table(frame)
    for name in table.column_names:
        ours, theirs = back[name].chunk(0).buffers(), table[name].chunk(0).buffers()
        assert [b and b.address for b in ours[1:]] == [b and b.address for b in theirs[1:]], name
    sliced = _core.Column.from_arrow(table["amount"].chunk(0)[1:])
    assert sliced.to_numpy().ctypes.data == table["amount"].chunk(0).buffers()[1].address + 8


def test_polars_buffers_are_viewed_where_they_lie():
    frame = pl.DataFrame({"amount": [0.5, 1.5], "id": [1, 2]})
    columns, _ = to_frame(frame)
    for name in frame.columns:
        assert columns[name].to_numpy().ctypes.data == frame[name].to_numpy(allow_copy=False).ctypes.data


def test_pandas_columns_are_viewed_where_they_lie():
    frame = pd.DataFrame({"a": np.arange(4.0), "b": np.arange(4), "c": np.arange(4.0)})
    frame["at"] = pd.to_datetime(["2026-01-01"] * 4)
    columns, _ = to_frame(frame)
    for name in frame.columns:
        assert columns[name].to_numpy().ctypes.data == frame[name].to_numpy().ctypes.data
    frame["zoned"] = frame["at"].dt.tz_localize("Asia/Shanghai")
    assert to_frame(frame)[0]["zoned"].type == f"timestamp[{frame['zoned'].dt.unit}, Asia/Shanghai]"


@pytest.mark.parametrize(
    "dtype", ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8", "M8[s]", "M8[ms]", "M8[us]", "M8[ns]"]
)
def test_numpy_arrays_are_viewed_both_ways(dtype):
    array = np.arange(5).astype(dtype)
    back = _core.Column.from_numpy(array).to_numpy()
    assert back.ctypes.data == array.ctypes.data
    assert back.dtype == array.dtype
    assert not back.flags.writeable
    assert (back == array).all()


def test_arrays_live_as_long_as_their_columns():
    array = np.arange(1000.0)
    gone = weakref.ref(array)
    column = _core.Column.from_numpy(array)
    del array
    view = column.to_numpy()
    del column
    gc.collect()
    assert gone() is not None
    assert view[999] == 999
    del view
    gc.collect()
    assert gone() is None


def test_arrow_memory_is_given_back():
    gc.collect()
    before = pa.total_allocated_bytes()
    table = pa.table({"a": pa.array(range(100_000)), "b": pa.array(["客户"] * 100_000)})
    frame = _core.Frame.from_arrow(table)
    column = frame["b"]
    del table, frame
    gc.collect()
    assert pa.total_allocated_bytes() > before  # the column still needs its batch
    assert values_of(column)[99_999] == "客户"
    del column
    gc.collect()
    assert pa.total_allocated_bytes() == before


MEMORY = """
import resource, sys
import numpy as np
from fealty.frames import to_frame
import {producer}
n = 2_000_000
columns = {{"id": np.arange(n), "at": np.arange(n).astype("M8[us]"), "amount": np.arange(n) / 7}}
frame = {make}
to_frame(frame)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
kept = [to_frame(frame) for _ in range(10)]
grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
sys.exit(0 if grown < n * 8 else f"{{grown / n:.1f}} bytes a row for ten imports of 24 bytes a row")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in other units elsewhere")
@pytest.mark.parametrize(
    ("producer", "make"),
    [
        ("pyarrow as pa", "pa.table(columns)"),
        ("polars as pl", "pl.DataFrame(columns)"),
        ("pandas as pd", "pd.DataFrame(columns)"),
    ],
)
def test_importing_a_large_frame_takes_no_memory(producer, make):
    subprocess.run([sys.executable, "-c", MEMORY.format(producer=producer, make=make)], check=True)


# ---- NumPy ----


@pytest.mark.parametrize(
    ("array", "type_name", "expected"),
    [
        (np.array([True, False]), "bool", [True, False]),
        (np.array([1.5, np.nan]), "float64", [1.5, None]),
        (np.array([1.5, np.nan], np.float16), "float32", [1.5, None]),
        (np.array(["a", "客户", "", "🙂"]), "text", ["a", "客户", "", "🙂"]),
        (np.array(["a", None, np.nan, pd.NA, "é"], object), "text", ["a", None, None, None, "é"]),
        (np.array([None, np.nan], object), "null", [None, None]),
        (np.array(["2026-06-30", "NaT"], "M8[D]"), "date32", [dt.date(2026, 6, 30), None]),
        (np.array(["2026-06", "NaT"], "M8[M]"), "date32", [dt.date(2026, 6, 1), None]),
        (np.array(["2026-06-30T14", "NaT"], "M8[h]"), "timestamp[s]", [dt.datetime(2026, 6, 30, 14), None]),
        (np.array(["2026-06-30T14:05", "NaT"], "M8[us]"), "timestamp[us]", [dt.datetime(2026, 6, 30, 14, 5), None]),
        (np.array([1, 2, 3], ">i4"), "int32", [1, 2, 3]),
        (np.arange(6)[::2], "int64", [0, 2, 4]),
        (np.arange(6)[::-1][:2], "int64", [5, 4]),
        (np.array([(1, 2.5)], [("a", "i1"), ("b", "f8")])["b"], "float64", [2.5]),  # not aligned
    ],
    ids=lambda value: str(getattr(value, "dtype", "")),
)
def test_numpy_arrays_of_every_kind_are_read(array, type_name, expected):
    column = _core.Column.from_numpy(array)
    assert column.type == type_name
    assert values_of(column) == expected


@pytest.mark.skipif(not hasattr(np.dtypes, "StringDType"), reason="needs NumPy 2")
def test_numpy_strings_of_any_length_are_read():
    assert values_of(to_column(np.array(["a", "客户" * 20], np.dtypes.StringDType()))) == ["a", "客户" * 20]


@pytest.mark.parametrize(
    "array",
    [
        np.array([1j]),
        np.array([b"x"]),
        np.array([1], "m8[s]"),
        np.zeros((2, 2)),
        np.array(1),
        np.array([1], "M8[ps]"),
        np.array(["a", 1], object),
        np.array(["\ud800"], object),
        np.array(["\udfff"]),
    ],
    ids=repr,
)
def test_arrays_that_are_no_columns_are_refused_by_name(array):
    with pytest.raises(_core.RecordError, match="FY102: column 'odd'"):
        _core.Column.from_numpy(array, name="odd")


def test_missing_values_are_marked_by_a_mask():
    marks = np.array([False, True, False])
    for array, expected in [
        (np.array([1, 2, 3]), [1, None, 3]),
        (np.array([np.nan, 2, 3]), [None, None, 3]),
        (np.array([True, True, False]), [True, None, False]),
        (np.array(["a", "b", "c"]), ["a", None, "c"]),
        (np.array(["a", "b", "c"], object), ["a", None, "c"]),
        (np.array([1, 2, 3], "M8[D]"), [dt.date(1970, 1, 2), None, dt.date(1970, 1, 4)]),
    ]:
        assert values_of(_core.Column.from_numpy(array, missing=marks)) == expected
    with pytest.raises(_core.RecordError, match="FY104"):
        _core.Column.from_numpy(np.array([1, 2]), missing=marks)
    with pytest.raises(_core.RecordError, match="bool array"):
        _core.Column.from_numpy(np.array([1, 2, 3]), missing=np.array([0, 1, 0]))


@pytest.mark.parametrize(
    ("array", "expected"),
    [
        (pa.array([1, None], pa.int32()), np.array([1, np.nan])),
        (pa.array([1.5, None], pa.float32()), np.array([1.5, np.nan], np.float32)),
        (pa.array([1.5, None]), np.array([1.5, np.nan])),
        (pa.array([True, None, False]), np.array([True, None, False], object)),
        (pa.array([True, False]), np.array([True, False])),
        (pa.array(["客户", None]), np.array(["客户", None], object)),
        (pa.array([None, None]), np.array([None, None], object)),
        (pa.array([0, None], pa.timestamp("us", "UTC")), np.array([0, "NaT"], "M8[us]")),
        (pa.array([0, None], pa.timestamp("ns")), np.array([0, "NaT"], "M8[ns]")),
        (pa.array([3, None], pa.date32()), np.array([3, "NaT"], "M8[D]")),
        (pa.array([], pa.float64()), np.array([], float)),
        (pa.array([], pa.string()), np.array([], object)),
        (pa.chunked_array([[1, 2], [3]]), np.array([1, 2, 3])),
        (pa.chunked_array([[True], [False, True]]), np.array([True, False, True])),
        (pa.chunked_array([["a"], ["b", None]]), np.array(["a", "b", None], object)),
        (pa.chunked_array([[1], [None]], pa.date32()), np.array([1, "NaT"], "M8[D]")),
    ],
    ids=lambda value: str(getattr(value, "type", "")),
)
def test_columns_become_numpy_arrays(array, expected):
    result = _core.Column.from_arrow(array).to_numpy()
    assert result.dtype == expected.dtype
    np.testing.assert_array_equal(result, expected)


def test_columns_are_array_likes():
    column = _core.Column.from_numpy(np.array([1, 2]))
    assert np.asarray(column).tolist() == [1, 2]
    assert np.asarray(column, dtype=float).dtype == float
    assert np.array(column, copy=True).flags.writeable


def test_codes_stand_for_texts():
    texts = to_column(["低", "高"])
    column = _core.Column.from_codes(np.array([1, -1, 0], np.int8), texts)
    assert values_of(column) == ["高", None, "低"]
    codes, names = column.codes_and_texts()
    assert codes.tolist() == [1, -1, 0]
    assert names.tolist() == ["低", "高"]
    for codes in ([2], [-2]):
        with pytest.raises(_core.RecordError, match="of 2 texts"):
            _core.Column.from_codes(np.array(codes), texts)
    with pytest.raises(_core.RecordError):
        _core.Column.from_codes(np.array([0.5]), texts)
    with pytest.raises(_core.RecordError):
        _core.Column.from_codes(np.array([0]), to_column(["a", None]))


def test_rows_are_taken_by_number():
    column = to_column(["a", "b", None])
    assert values_of(column.take(np.array([1, -1, 0, 2, 1]))) == ["b", None, "a", None, "b"]
    for rows in ([3], [-2]):
        with pytest.raises(_core.ParameterError):
            column.take(np.array(rows))
    with pytest.raises(_core.RecordError):
        column.take(np.array([0.5]))


# ---- Frames of every kind ----

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
