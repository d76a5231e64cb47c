"""Lengths of time as people write them, in the unit in which a summary counts."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import TYPE_CHECKING, Any

from .. import _core
from ..errors import ParameterError, error

if TYPE_CHECKING:
    from .summaries import Purchases

__all__ = ["horizon_in", "unit_of"]

_TEXT = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*(day|week|month|year)s?\s*")
_DAY = dt.timedelta(days=1)


def unit_of(summary: Purchases, unit: str | None = None) -> str:
    """The unit of a summary: its own if it knows it, else the one that is said.

    Raises
    ------
    ParameterError
        Neither is known, or the two differ.
    """
    own = summary._compiled.unit if summary._compiled.has_days else None
    if own is None and unit is None:
        raise error(ParameterError, "FY204", "the summary does not know its unit of time: say it, such as unit='week'")
    if own is not None and unit not in (None, own):
        raise error(ParameterError, "FY204", f"unit is {unit!r}, but the summary counts in {own}s")
    return str(own or unit)


def horizon_in(horizon: Any, summary: Purchases, unit: str | None = None) -> float:
    """A horizon in the unit of a summary.

    Parameters
    ----------
    horizon : float, str, timedelta or None
        A number of the summary's units; a text such as "3 years", "18 months", "52 weeks" or "90 days"; a timedelta
        of Python, pandas or NumPy; None for no end.
    summary : Purchases
        Whose unit it is.
    unit : str, optional
        The unit, of a summary that does not know its own.
    """
    if horizon is None:
        return math.inf
    if isinstance(horizon, str):
        match = _TEXT.fullmatch(horizon)
        if match is None:
            raise error(
                ParameterError,
                "FY204",
                f"horizon is {horizon!r}, but must be a number, or a text such as '3 years', '18 months' or '90 days'",
            )
        return float(match[1]) * _core.days_in_unit(match[2]) / _core.days_in_unit(unit_of(summary, unit))
    if type(horizon).__name__ == "timedelta64":
        horizon = horizon.astype("timedelta64[us]").item()
    if isinstance(horizon, dt.timedelta):  # of pandas, too
        return horizon / _DAY / _core.days_in_unit(unit_of(summary, unit))
    return float(horizon)
