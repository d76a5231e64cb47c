"""The warnings of a result as notes below its table."""

from __future__ import annotations

from typing import Any

__all__ = ["messages"]


def messages(compiled: Any) -> list[str]:
    """A line for each warning."""
    return [f"Warning: {message}." for message in compiled.warnings()["message"].to_numpy().tolist()]
