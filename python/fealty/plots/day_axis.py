"""Days along the bottom of a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib import dates

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["label_days", "places_of"]


def places_of(days: Any) -> np.ndarray:
    """Where days stand along the axis."""
    places: np.ndarray = np.asarray(dates.date2num(days), dtype=float)  # type: ignore[no-untyped-call]
    return places


def label_days(ax: Axes) -> None:
    """Labels some days: years, months or days, as there is room."""
    locator = dates.AutoDateLocator(minticks=3, maxticks=6)  # type: ignore[no-untyped-call]
    formats = ["%Y", "%Y-%m", "%m-%d", "%m-%d", "", ""]
    beginnings = ["", "%Y", "%Y-%m", "%m-%d", "", ""]
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(
        dates.ConciseDateFormatter(locator, formats=formats, zero_formats=beginnings, show_offset=False)  # type: ignore[no-untyped-call]
    )
