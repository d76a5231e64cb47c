"""Errors that the Python side raises itself; they carry a stable code like those of the compiled library."""

from __future__ import annotations

from ._core import FealtyError, FitError, ParameterError, RecordError

__all__ = ["FealtyError", "FitError", "ParameterError", "RecordError", "error"]


def error(kind: type[FealtyError], code: str, message: str) -> FealtyError:
    """An error of that kind, to be raised."""
    made = kind(f"{code}: {message}")
    made.code = code
    return made
