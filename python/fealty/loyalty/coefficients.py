"""Coefficients of covariates that are known, as people write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import ParameterError, error

__all__ = ["CodedColumn", "Coefficients"]

Effect = Mapping[str, Any]  # of covariates: a coefficient by column, or by level of a category
CodedColumn = tuple[str, "str | None", list[str]]  # a column, its reference level (None: numbers), the other levels


@dataclass(frozen=True)
class Coefficients:
    """How covariates become numbers, and the coefficients of these in the order of the compiled models."""

    transaction: list[CodedColumn]
    dropout: list[CodedColumn]
    values: list[float]

    @classmethod
    def of(cls, effects: Mapping[str, Effect], kinds: Sequence[tuple[str, str]]) -> Coefficients:
        """Reads the effects by what names of coefficients begin with, each of which is of a kind of covariates."""
        coding: dict[str, list[CodedColumn]] = {"transaction": [], "dropout": []}
        for name, effect in effects.items():
            coding[dict(kinds)[name]] = [_coded_column(column, given) for column, given in effect.items()]
        values = [
            coefficient
            for name, kind in kinds
            for column in coding[kind]
            for coefficient in _coefficients(column, effects.get(name, {}))
        ]
        return cls(coding["transaction"], coding["dropout"], values)

    def columns(self) -> dict[str, Any]:
        """The names of the columns of each kind."""
        return {"transaction": [name for name, *_ in self.transaction], "dropout": [name for name, *_ in self.dropout]}


def _coded_column(column: str, given: Any) -> CodedColumn:
    """A column of which coefficients are given: a number, or one for each level of a category."""
    if not isinstance(given, Mapping):
        return column, None, []
    references = [level for level, coefficient in given.items() if coefficient == 0]
    if not references:
        raise error(ParameterError, "FY202", f"{column} has no reference: a level whose coefficient is 0")
    levels = sorted((level for level in given if level != references[0]), key=str.encode)
    return column, references[0], levels


def _coefficients(column: CodedColumn, effect: Effect) -> list[float]:
    name, reference, levels = column
    if reference is None:
        return [float(effect.get(name, 0.0))]
    return [float(effect.get(name, {}).get(level, 0.0)) for level in levels]
