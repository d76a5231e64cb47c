"""Colors for the share in which a requirement is met: from orange to blue, which the color-blind tell apart."""

from __future__ import annotations

import math

from .style import COLORS

__all__ = ["MET_CLASSES", "UNKNOWN", "class_of"]

# The least share of each class, its name, and its color; the classes are finest where services are.
MET_CLASSES = (
    (0.95, "95", "#5b9bc8"),
    (0.90, "90", "#b9d6ea"),
    (0.80, "80", "#f7e3c4"),
    (0.70, "70", "#eeb06d"),
    (0.0, "low", "#d97b2e"),
)
UNKNOWN = ("unknown", COLORS["paper"])


def class_of(share: float | None) -> tuple[str, str]:
    """The name and the color of the class of a share; unknown if there is none."""
    if share is None or math.isnan(share):
        return UNKNOWN
    return next((name, color) for least, name, color in MET_CLASSES if share >= least)
