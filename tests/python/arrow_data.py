"""Arrow data for tests, and columns read back by pyarrow."""

from __future__ import annotations

import datetime as dt

import pytest

from fealty import _core

pa = pytest.importorskip("pyarrow")

UTC = dt.timezone.utc
INSTANTS = [dt.datetime(2026, 6, 30, 14, 5, 9, 250000), None, dt.datetime(1969, 12, 31)]


def values_of(column: _core.Column) -> list:
    """What a column holds, as pyarrow reads it; the whole of it is valid Arrow data."""
    read = pa.chunked_array(column)
    read.validate(full=True)
    return read.to_pylist()


def address_of(column: _core.Column, buffer: int = 1) -> int:
    return pa.chunked_array(column).chunk(0).buffers()[buffer].address


class Capsules:
    """A producer that hands out the capsules it is given."""

    def __init__(self, stream):
        self.stream = stream

    def __arrow_c_stream__(self, requested_schema=None):
        return self.stream
