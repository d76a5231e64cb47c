"""What each quality is to customers: taken for granted, the more the better, a delight, or no matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import _core
from ..frames import to_frame
from .survey_model import SurveyModel

__all__ = ["Kano"]


class Kano(SurveyModel):
    """Kano's evaluation of two questions about each item, with the probability of each category.

    Parameters
    ----------
    table : str or sequence
        The evaluation table: "classic" (Berger and others 1993; Matzler and Hinterhuber 1998), "pouliot" (the same, but
        who answers must-be twice or live with twice contradicts himself), or one of your own: five rows of five letters
        of M, O, A, I, R, Q, a row for each answer to the functional question.
    bootstrap, seed, level
        Replicates of the bootstrap over respondents, its seed, and the level of intervals and regions.

    Attributes
    ----------
    items_ : frame
        One row per item: counts by category, the category and its probability, better and worse with intervals, Fong's
        test (`difference`, `critical`, `is_significant`), category strength and total strength.
    categories_ : frame
        Count, share and probability of each category of each item.
    plane_ : frame
        Better and worse of each item with standard errors and their correlation, and the quadrant.

    Notes
    -----
    Answers are 1 (I like it), 2 (it must be), 3 (neutral), 4 (I can live with it), 5 (I dislike it). Who left out one
    of the two questions about an item is left out of it, and counted under `missing`. The category is the most frequent
    one; of two as frequent the first in M > O > A > I > R > Q.

    Examples
    --------
    >>> import fealty as fy
    >>> present = {"clean": [1, 2, 2, 3, 2], "music": [1, 1, 3, 3, 1]}
    >>> absent = {"clean": [5, 5, 5, 5, 5], "music": [3, 3, 3, 3, 4]}
    >>> kano = fy.gaps.Kano().fit(present, absent)
    >>> [str(name) for name in kano.items_["category"]]
    ['must-be', 'attractive']
    """

    title = "Kano"
    plot_name = "kano_plane"
    columns_shown = frozenset({*"MOAIRQ", "item", "category", "probability", "better", "worse", "is_significant"})

    def __init__(
        self,
        *,
        table: str | Sequence[str] | Sequence[Sequence[str]] = "classic",
        bootstrap: int = 10_000,
        seed: int = 1,
        level: float = 0.95,
    ) -> None:
        self.table = table
        self.bootstrap = bootstrap
        self.seed = seed
        self.level = level

    def fit(self, functional: Any, dysfunctional: Any) -> Kano:
        """Evaluates a survey.

        Parameters
        ----------
        functional, dysfunctional : frame
            A row per respondent and a column per item, with the same names in both: what is felt if the item is there,
            and if it is not.

        Returns
        -------
        Kano
            The estimator itself.

        Raises
        ------
        RecordError
            An answer that is not 1 to 5, by item, row and value, or different numbers of rows.
        ParameterError
            An item that only one of the frames has, or a table that is none.
        """
        present, kind = to_frame(functional)
        absent, _ = to_frame(dysfunctional)
        self._compiled = _core.kano(present, absent, _table(self.table), self.bootstrap, self.seed, self.level)
        self._kind = kind
        return self

    @property
    def items_(self) -> Any:
        """One row per item: counts, category, coefficients, test."""
        return self.to_frame()

    @property
    def categories_(self) -> Any:
        """Count, share and probability of each category of each item."""
        return self._native(self._require_fit("_compiled").categories())

    @property
    def plane_(self) -> Any:
        """Where each item lies in the plane of better and worse, and the shape of the region around it."""
        return self._native(self._require_fit("_compiled").plane())

    def must_be(self, at_least: float = 0.5) -> Any:
        """The items that are must-be with at least that probability, the surest first: item, probability."""
        return self._native(self._require_fit("_compiled").must_be(at_least))

    def __len__(self) -> int:
        return len(self._require_fit("_compiled"))

    def _notes(self) -> list[str]:
        made = self._compiled
        notes = [f"{made.respondents:,} respondents; probabilities of {made.replicates:,} bootstrap replicates"]
        missing = sum(made.frame()["missing"].to_numpy().tolist())
        return notes + ([f"{missing:,} pairs of answers are incomplete and left out"] if missing else [])


def _table(table: str | Sequence[str] | Sequence[Sequence[str]]) -> _core.KanoTable:
    if isinstance(table, str):
        return _core.KanoTable.named(table)
    return _core.KanoTable(["".join(str(letter) for letter in row) for row in table])
