"""Columns and weights as they are handed to the compiled half."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .. import _core
from ..errors import ParameterError, RecordError, error

__all__ = ["chosen", "column", "weights_of"]


def column(frame: _core.Frame, name: str) -> _core.Column:
    """The column of that name."""
    if name not in frame.names:
        raise error(RecordError, "FY101", f"there is no column '{name}'; there are {', '.join(frame.names)}")
    return frame[name]


def chosen(frame: _core.Frame, names: Iterable[str]) -> _core.Frame:
    """The columns of those names, in that order."""
    return _core.Frame({name: column(frame, name) for name in names})


def weights_of(names: Sequence[str], weights: Mapping[str, float] | Sequence[float] | None) -> list[float]:
    """Weights in the order of the names; none if none are given."""
    if weights is None:
        return []
    if not isinstance(weights, Mapping):
        return [float(weight) for weight in weights]
    for name in [*weights, *names]:
        if name not in names:
            raise error(ParameterError, "FY201", f"there is a weight of {name!r}, but no such column")
        if name not in weights:
            raise error(ParameterError, "FY203", f"there is no weight of {name!r}")
    return [float(weights[name]) for name in names]
