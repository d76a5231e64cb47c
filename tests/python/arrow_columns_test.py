"""Arrow data in and out: every type from every producer, without copies, and released exactly once."""

from __future__ import annotations

import datetime as dt
import decimal
import gc
import subprocess
import sys
import weakref

import numpy as np
import pytest
from arrow_data import INSTANTS, UTC, Capsules, values_of

from fealty import _core
from fealty.frames import to_frame

pa = pytest.importorskip("pyarrow")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")

TEXTS = ["Anna", None, "", "一位非常满意的客户写了一句很长的话", "exactly twelve", "é", "🙂", None]


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
