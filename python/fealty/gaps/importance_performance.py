"""What to keep up, where to concentrate, and what to leave: importance against performance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import _core
from ..frames import to_column, to_frame
from .survey_model import SurveyModel

__all__ = ["ImportancePerformance"]


class ImportancePerformance(SurveyModel):
    """The grid of Martilla and James (1977), with the probability of each quadrant.

    Parameters
    ----------
    crosshair : {"mean", "median", "scale"} or (float, float)
        Where the lines cross: at the mean or the median of the items' means, which is drawn anew in every replicate of
        the bootstrap; at the middle of the scale; or at a point (x, y) as the grid is drawn: performance, importance.
    scale : (float, float), optional
        The least and the greatest answer. Answers off the scale are then refused.
    bootstrap, seed, level
        Replicates of the bootstrap over respondents, its seed, and the level of the intervals.

    Attributes
    ----------
    items_ : frame
        One row per item: importance and performance with Student's t intervals, quadrant and its probability; with an
        outcome `derived` (the correlation of performance with the outcome, with a bootstrap interval),
        `derived_quadrant` and `disagreement` (the probability that stated and derived importance lie on different sides
        of their lines).
    probabilities_ : frame
        The probability of each quadrant of each item.
    warnings_ : frame
        Items whose stated and derived importance disagree with a probability of at least `level`.
    crosshair_ : dict
        "performance" and "importance", an Estimate each.
    stated_derived_ : Estimate
        The correlation over items of stated with derived importance; NaN without outcome.

    Notes
    -----
    Items at a line count as important, or as good.

    Examples
    --------
    >>> import fealty as fy
    >>> importance = {"wait": [7, 6, 7], "music": [2, 1, 3]}
    >>> performance = {"wait": [2, 3, 1], "music": [6, 5, 6]}
    >>> grid = fy.gaps.ImportancePerformance(scale=(1, 7)).fit(importance, performance)
    >>> [str(name) for name in grid.items_["quadrant"]]
    ['concentrate here', 'possible overkill']
    """

    title = "Importance and performance"
    plot_name = "importance_performance_grid"
    columns_shown = frozenset(
        {"item", "importance", "performance", "quadrant", "probability", "derived", "derived_quadrant", "disagreement"}
    )

    def __init__(
        self,
        *,
        crosshair: str | tuple[float, float] = "mean",
        scale: tuple[float, float] | None = None,
        bootstrap: int = 10_000,
        seed: int = 1,
        level: float = 0.95,
    ) -> None:
        self.crosshair = crosshair
        self.scale = scale
        self.bootstrap = bootstrap
        self.seed = seed
        self.level = level

    def fit(self, importance: Any, performance: Any, outcome: Any = None) -> ImportancePerformance:
        """Puts items into the grid.

        Parameters
        ----------
        importance, performance : frame
            A row per respondent and a column per item, with the same names in both.
        outcome : frame or column, optional
            What the items are to bring about, such as overall satisfaction; the mean of its columns if there are
            several, missing where one of them is.

        Returns
        -------
        ImportancePerformance
            The estimator itself.

        Raises
        ------
        RecordError
            An answer off the scale, by item, row and value, or different numbers of rows.
        ParameterError
            An item that only one of the frames has, or a crosshair that cannot be.
        """
        stated, kind = to_frame(importance)
        performed, _ = to_frame(performance)
        name, point = (self.crosshair, None) if isinstance(self.crosshair, str) else ("point", self.crosshair)
        self._compiled = _core.importance_performance(
            stated,
            performed,
            None if outcome is None else _outcome(outcome),
            name,
            point,
            self.scale,
            self.bootstrap,
            self.seed,
            self.level,
        )
        self._kind = kind
        return self

    @property
    def items_(self) -> Any:
        """One row per item: importance, performance, quadrant, derived importance."""
        return self.to_frame()

    @property
    def probabilities_(self) -> Any:
        """The probability of each quadrant of each item."""
        return self._native(self._require_fit("_compiled").probabilities())

    @property
    def warnings_(self) -> Any:
        """Items whose stated and derived importance disagree, and what that could mean."""
        return self._native(self._require_fit("_compiled").warnings())

    @property
    def crosshair_(self) -> dict[str, _core.Estimate]:
        """Where the lines cross."""
        made = self._require_fit("_compiled")
        return {"performance": made.crosshair_performance, "importance": made.crosshair_importance}

    @property
    def stated_derived_(self) -> _core.Estimate:
        """The correlation over items of stated with derived importance."""
        return self._require_fit("_compiled").stated_derived  # type: ignore[no-any-return]

    def __len__(self) -> int:
        return len(self._require_fit("_compiled"))

    def _notes(self) -> list[str]:
        made = self._compiled
        notes = [
            f"crosshair: performance {made.crosshair_performance.value:.4g}, "
            f"importance {made.crosshair_importance.value:.4g}; {made.respondents:,} respondents"
        ]
        if not made.has_outcome:
            return notes
        if made.outcome_missing:
            notes.append(f"{made.outcome_missing:,} respondents without outcome are left out of derived importance")
        notes.append(f"stated against derived importance: correlation {made.stated_derived}")
        warned = made.warnings()
        columns = (warned[name].to_numpy().tolist() for name in ("item", "probability", "meaning"))
        return notes + [
            f"Warning: {item} is {meaning} (probability {probability:.3g})"
            for item, probability, meaning in zip(*columns, strict=True)
        ]


def _outcome(outcome: Any) -> _core.Frame:
    """A frame as it is, a column as a frame of one."""
    named = getattr(getattr(outcome, "dtype", None), "names", None)  # of a structured array
    is_frame = isinstance(outcome, (Mapping, _core.Frame)) or named
    if is_frame or hasattr(outcome, "columns") or hasattr(outcome, "schema"):
        return to_frame(outcome)[0]
    return _core.Frame({"outcome": to_column(outcome, "outcome")})
