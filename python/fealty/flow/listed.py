"""Listings that are a table and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import _core
from ..result import Listing

if TYPE_CHECKING:
    from ..frames import Kind

__all__ = ["Listed"]


class _Held:
    """A table in the place of a compiled result."""

    def __init__(self, frame: _core.Frame) -> None:
        self._frame = frame

    def frame(self) -> _core.Frame:
        return self._frame


class Listed(Listing):
    """A table with a title."""

    rows_shown = 40

    def __init__(self, frame: _core.Frame, kind: Kind = "polars") -> None:
        super().__init__(_Held(frame), kind)

    def __len__(self) -> int:
        return len(self._compiled.frame())
