"""Records made to try things on: a car dealer's year, with the truth behind it.

Steps, gaps, complaints and purchases follow from one another by known rules, so that what an analysis finds can be held
against what is so::

    import fealty as fy

    made = fy.demo.dealership(customers=2000, seed=1)
    made.tables["touches"]
    made.book.features()
    made.parameters["moment_of_truth"]      # the step whose failure drives customers away
"""

from __future__ import annotations

import datetime as dt
import inspect
import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import _core
from .files import write_tables
from .frames import Kind, to_native

if TYPE_CHECKING:
    from .book import Book

__all__ = ["Dealership", "dealership", "options"]

_tables = ("customers", "touches", "ratings", "complaints", "purchases")


def options() -> dict[str, int | float | str]:
    """The options of `dealership` and their defaults; ``help(fealty.demo.dealership)`` says what they mean."""
    return _core.dealership_options()


def dealership(
    customers: int | None = None, seed: int | None = None, *, frames: Kind = "polars", **others: Any
) -> Dealership:
    """A car dealer's records and the truth that they were made from.

    Parameters
    ----------
    customers : int, optional
        Number of clients; staff, managers, suppliers and partners come besides. 2000 unless given.
    seed : int, optional
        Names the dealership: the same options and seed give the same records. 1 unless given.
    frames : {"polars", "pandas", "pyarrow", "numpy"}
        Kind of frame that the tables come in.
    **others
        Any other option of `options()`, such as ``problems=0`` for clean tables or ``start="2025-01-01"``.

    Raises
    ------
    ParameterError
        An option that does not exist or is outside its domain; the message names it.
    """
    chosen = dict(others)
    if customers is not None:
        chosen["customers"] = customers
    if seed is not None:
        chosen["seed"] = seed
    if isinstance(chosen.get("start"), dt.date):
        chosen["start"] = chosen["start"].strftime("%Y-%m-%d")
    return Dealership(_core.dealership(chosen), frames)


def _option_notes() -> str:
    """The options as the documentation shows them, each with its default and the meaning that its declaration gives."""
    meanings = _core.dealership_option_meanings()
    lines = [f"{name} : default {value!r}\n    {meanings[name]}" for name, value in options().items()]
    notes = [(made.__doc__ or "").split("\n\n", 1)[-1] for made in (_core.dealership, _core.dealership_options)]
    return "\n".join(["Other Parameters", "----------------", *lines, "", "Notes", "-----", *notes])


if dealership.__doc__ is not None:  # docstrings may be stripped
    dealership.__doc__ = inspect.cleandoc(dealership.__doc__) + "\n\n" + _option_notes()


class Dealership:
    """A car dealer's records; made by `dealership`."""

    def __init__(self, compiled: _core.DealershipTables, frames: Kind = "polars") -> None:
        self._compiled = compiled
        self._frames = frames

    @cached_property
    def tables(self) -> dict[str, Any]:
        """The five tables by name."""
        return self._native(self._frames)

    @cached_property
    def truth(self) -> Any:
        """One row per client: what was drawn for him, and when and why he left."""
        return to_native(self._compiled.truth, self._frames)

    @cached_property
    def parameters(self) -> dict[str, int | float | str]:
        """Every option and what follows from the options, by name."""
        return self._compiled.parameters

    @cached_property
    def book(self) -> Book:
        """The customer book of the five tables."""
        from .book import Book

        return Book(**self.tables)

    def write(self, folder: str | Path, format: str = "csv") -> Path:
        """Writes the five tables to files named after them, and the truth to a folder beside them.

        Parameters
        ----------
        folder : path
            Is made if it is not there. ``Book.read(folder)`` reads the tables; ``truth/customers`` and
            ``truth/parameters.json`` are not part of the book.
        format : {"csv", "parquet"}
            What the files are.

        Returns
        -------
        Path
            The folder.
        """
        path = write_tables(Path(folder), self._native("polars"), format)
        truth = write_tables(path / "truth", {"customers": to_native(self._compiled.truth, "polars")}, format)
        text = json.dumps(self.parameters, indent=2, ensure_ascii=False)
        (truth / "parameters.json").write_text(text + "\n", encoding="utf-8")
        return path

    def _native(self, kind: Kind) -> dict[str, Any]:
        return {table: to_native(getattr(self._compiled, table), kind) for table in _tables}

    def __repr__(self) -> str:
        rows = ", ".join(f"{len(getattr(self._compiled, table)):,} {table}" for table in _tables)
        return f"<fealty.demo.Dealership: {rows}>"
