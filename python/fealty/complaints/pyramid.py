"""The pyramid of complaints: of the unhappy, how many complain formally, how many informally, how many never."""

from __future__ import annotations

__all__ = ["Pyramid"]


class Pyramid:
    """The tiers of the unhappy: those who complain formally, informally, and never."""
