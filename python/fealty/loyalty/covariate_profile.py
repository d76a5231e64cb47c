"""The covariates of one customer, of whom a model with covariates is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import _core
from ..errors import ParameterError, error
from ..frames import to_column, to_frame
from .coefficients import CodedColumn

__all__ = ["CovariateProfile"]

MOST_SAID = 4  # covariates that a title says


@dataclass(frozen=True)
class CovariateProfile:
    """A value by column: a text of a category, else a number, or None where it is missing."""

    values: Mapping[str, str | float | None]

    @classmethod
    def at_reference(cls, columns: Iterable[CodedColumn]) -> CovariateProfile:
        """That of the customer whose parameters are the model's own: categories at their references, numbers 0."""
        return cls({name: 0.0 if reference is None else reference for name, reference, _ in columns})

    @classmethod
    def average(
        cls, columns: Iterable[CodedColumn], covariates: _core.Frame, summary: _core.PurchaseSummary
    ) -> CovariateProfile:
        """That of the average customer of a summary: categories at their references, numbers at their mean."""

        def mean(name: str) -> float | None:
            values = _core.covariate_of_customers(covariates, name, summary).to_numpy().astype(float)
            known = values[~np.isnan(values)]
            return float(known.mean()) if len(known) else None

        return cls({name: mean(name) if reference is None else reference for name, reference, _ in columns})

    @classmethod
    def of(
        cls,
        columns: Iterable[CodedColumn],
        covariates: _core.Frame,
        summary: _core.PurchaseSummary,
        customer: Any,
        place: int,
    ) -> CovariateProfile:
        """That of the customer at a place of a summary: found by the id, or, without ids, in the only row or the row of
        this number."""
        alone = "customer_id" in covariates or len(covariates) == 1
        if alone:
            none, place = to_column([0]), 0
            summary = _core.PurchaseSummary.from_arrays(none, none, none, customer=to_column([customer]))
        return cls(
            {
                name: _core.covariate_of_customers(covariates, name, summary).to_numpy().tolist()[place]
                for name, *_ in columns
            }
        )

    def but(self, covariates: Any) -> CovariateProfile:
        """The same with what one row of covariates, or a value by column, says."""
        if isinstance(covariates, Mapping):
            covariates = {
                name: [value] if isinstance(value, str) or np.ndim(value) == 0 else value
                for name, value in covariates.items()
            }
        frame = to_frame(covariates)[0]
        if len(frame) != 1:
            raise error(
                ParameterError, "FY202", f"covariates have {len(frame)} rows, but one customer is drawn: give one row"
            )
        known = {name: frame[name].to_numpy().tolist()[0] for name in self.values if name in frame}
        if not known:
            raise error(
                ParameterError, "FY202", f"covariates have none of the columns of the model: {', '.join(self.values)}"
            )
        return CovariateProfile({**self.values, **known})

    def rows(self, count: int) -> _core.Frame:
        """So many customers alike."""
        return _core.Frame(
            {
                name: to_column([value] * count if isinstance(value, str) or value is None else np.full(count, value))
                for name, value in self.values.items()
            }
        )

    def __str__(self) -> str:
        said = [f"{name} {_said(value)}" for name, value in self.values.items()]
        return ", ".join(said if len(said) <= MOST_SAID else [*said[: MOST_SAID - 1], "..."])


def _said(value: str | float | None) -> str:
    if value is None or value != value:
        return "missing"
    if isinstance(value, str):
        return value
    return (f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}").replace("-", "−")
