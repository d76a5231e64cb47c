"""Columns from NumPy arrays and to them."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from arrow_data import values_of

from fealty import _core
from fealty.frames import to_column

pa = pytest.importorskip("pyarrow")
pd = pytest.importorskip("pandas")


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
