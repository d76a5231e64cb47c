"""The progress bar of computations that take longer than a second."""

from __future__ import annotations

from typing import Any


class Bar:
    """Draws with tqdm how far a computation is; a new stage begins a new bar."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._label: str | None = None

    def show(self, label: str, done: int, total: int) -> None:
        """`done` of `total` parts of the stage called `label` are finished."""
        from tqdm.auto import tqdm

        if self._bar is None or self._label != label:
            self.close()
            self._bar = tqdm(total=total, desc=label or "fealty", leave=False)
            self._label = label
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Takes the bar away."""
        if self._bar is not None:
            self._bar.close()
        self._bar = None
