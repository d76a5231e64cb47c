"""Gaps between what was expected and what was experienced, with what an outcome makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from .. import _core
from ..book import Book
from ..errors import ParameterError, RecordError, error
from ..frames import Kind, to_column, to_frame
from ..result import Listing, Result, first_rows
from .survey_model import SurveyModel

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Asymmetry", "FreeSlopes", "GapAnalysis", "GapComparison", "Segments"]

SHOWN = ["expectation", "experience", "gap", "gap_lower", "gap_upper", "effect_size", "short_share"]


class GapAnalysis(SurveyModel):
    """Every gap of a survey with its simultaneous interval: of items, of dimensions and of the whole.

    Parameters
    ----------
    dimensions : dict of str to list of str, optional
        The items of each dimension.
    missing : {"pairwise", "complete"}
        Pairwise: an item's figures come from all who answered both sides. Complete: only from those who left nothing
        out.
    scale : (float, float), optional
        The lowest and the highest answer to expectation, experience and adequate level; others are refused.
    bootstrap, seed, level
        Replicates of the bootstrap over respondents, its seed, and the level of the intervals.

    Notes
    -----
    ``items``, ``dimensions`` and ``overall`` are frames once it is fitted; intervals of gaps hold for all items at
    once, and for all dimensions at once. `warnings_` says what to be careful about.
    """

    title = "Gap analysis"
    plot_name = "gap_analysis"
    _stored: ClassVar[dict[str, str]] = {"dimensions": "_dimensions"}

    def __init__(
        self,
        dimensions: Mapping[str, Sequence[str]] | None = None,
        *,
        missing: str = "pairwise",
        scale: tuple[float, float] | None = None,
        bootstrap: int = 1000,
        seed: int = 1,
        level: float = 0.95,
    ) -> None:
        self._dimensions = dimensions
        self.missing = missing
        self.scale = scale
        self.bootstrap = bootstrap
        self.seed = seed
        self.level = level

    def fit(
        self,
        ratings: Any = None,
        *,
        expectation: Any = None,
        experience: Any = None,
        importance: Any = None,
        adequate: Any = None,
    ) -> GapAnalysis:
        """Measures the gaps.

        Parameters
        ----------
        ratings : Book or frame, optional
            Ratings in long form: customer_id, item, expectation, experience and, if there are, importance, adequate,
            visit_id and at. What one customer rates at one visit (or at one time) is a questionnaire.
        expectation, experience, importance, adequate : frame, optional
            The same in wide form: a row per respondent, a column per item, the same column names.
        """
        if ratings is not None:
            if expectation is not None or experience is not None:
                raise error(
                    ParameterError, "FY203", "give ratings in long form, or expectation and experience, not both"
                )
            self._read_ratings(ratings)
        else:
            if expectation is None or experience is None:
                raise error(ParameterError, "FY203", "expectation and experience are needed, or ratings in long form")
            self._read_frames(expectation, experience, importance, adequate)
        self._compiled = self._analyzed(self._survey, self.seed)
        self._ends = self.scale or self._survey.ends()
        self._segments: Segments | None = None
        return self

    def _read_ratings(self, ratings: Any) -> None:
        book = ratings if isinstance(ratings, Book) else Book(ratings=ratings)
        self._kind: Kind = book.kind
        rated = _core.survey_of_ratings(book._compiled, self.scale)
        self._survey = rated.survey
        self._rated: tuple[Book, np.ndarray] | None = (book, rated.first_row)
        self._unplaced = rated.without_customer

    def _read_frames(self, *frames: Any) -> None:
        read = [to_frame(frame) if frame is not None else (_core.Frame(), None) for frame in frames]
        self._kind = read[1][1] or "polars"
        expectation, experience, importance, adequate = (frame for frame, _ in read)
        self._survey = _core.survey_of(expectation, experience, importance, adequate, self.scale)
        self._rated = None
        self._unplaced = 0

    def _asked(self, seed: int) -> tuple[Any, ...]:
        dimensions = [(name, [str(item) for item in items]) for name, items in (self._dimensions or {}).items()]
        return dimensions, self.missing, self.bootstrap, seed, self.level

    def _analyzed(self, survey: _core.Survey, seed: int) -> _core.GapAnalysis:
        return _core.analyze_gaps(survey, *self._asked(seed))

    @property
    def _made(self) -> _core.GapAnalysis:
        return self._require_fit("_compiled")  # type: ignore[no-any-return]

    @property
    def items(self) -> Any:
        """A row per item."""
        return self._native(self._made.items_frame())

    @property
    def dimensions(self) -> Any:
        """A row per dimension; before fitting, the dimensions that were asked for."""
        return self._native(self._made.dimensions_frame()) if "_compiled" in self.__dict__ else self._dimensions

    @property
    def overall(self) -> _core.GapFigure:
        """The whole survey: ``overall.gap``, ``overall.experience`` (SERVPERF), ``overall.weighted_gap`` and more."""
        return self._made.overall

    @property
    def warnings_(self) -> list[str]:
        """What to be careful about."""
        unplaced = [f"{self._unplaced} ratings have no customer and are left out"] if self._unplaced else []
        return [*unplaced, *self._made.warnings]

    def questionnaires(self) -> Any:
        """Who filled in each questionnaire and when, in the order that segments and outcomes have; for ratings in long
        form."""
        self._require_fit("_compiled")
        if self._rated is None:
            raise error(ParameterError, "FY203", "answers in wide form are questionnaires in their own order")
        book, first_row = self._rated
        ratings = book._compiled.table("ratings")
        known = [name for name in ("customer_id", "visit_id", "at") if name in ratings.names]
        return self._native(_core.Frame({name: ratings[name].take(first_row) for name in known}))

    @property
    def draws_(self) -> np.ndarray:
        """The gaps of items, then dimensions, then of the whole, in each replicate of the bootstrap (a row each)."""
        return self._made.draws

    def _frame(self) -> _core.Frame:
        return self._made.items_frame()

    # ---- segments ----

    def by(self, segment: Any) -> Segments:
        """The gaps of each segment, and how they differ from those of all others.

        Parameters
        ----------
        segment : sequence or str
            A value for each respondent; or, where the ratings came in long form, the name of one of their columns or
            of the table of customers.
        """
        self._require_fit("_compiled")
        labels = self._labels(segment)
        rows: dict[Any, list[int]] = {}
        for row, label in enumerate(labels):
            if label is not None and label == label:
                rows.setdefault(label, []).append(row)
        if len(rows) < 2:
            raise error(RecordError, "FY103", f"a segment needs two values or more, but there are {list(rows)}")
        names = sorted(rows, key=lambda label: (str(type(label)), label))
        groups = {name: self._part(rows[name], self.seed + 1 + i) for i, name in enumerate(names)}
        others = {}
        for i, name in enumerate(names):
            rest = sorted(row for other in names if other != name for row in rows[other])
            others[name] = self._part(rest, self.seed + 1 + len(names) + i)
        self._segments = Segments(groups, others, self._kind)
        return self._segments

    def compare(self, first: Any, second: Any) -> GapComparison:
        """The gaps of one segment against those of another, after ``by`` has said what the segments are.

        Differences have simultaneous intervals and p-values adjusted for all items, and for all dimensions.
        """
        self._require_fit("_compiled")
        if self._segments is None:
            raise error(ParameterError, "FY203", "there are no segments: call by(segment) first")
        return self._segments.compare(first, second)

    def _part(self, rows: list[int], seed: int) -> GapAnalysis:
        part = GapAnalysis.__new__(GapAnalysis)
        part.__dict__.update(self.get_params())
        part._dimensions = self._dimensions
        part.seed = seed
        part._survey = self._survey.take(rows)
        part._kind, part._rated, part._unplaced, part._segments = self._kind, None, 0, None
        part._ends = self._ends
        part._compiled = self._analyzed(part._survey, seed)
        return part

    def _labels(self, segment: Any) -> list[Any]:
        if isinstance(segment, str):
            return self._labels_named(segment)
        labels = to_column(segment, "segment").to_numpy().tolist()
        if len(labels) != len(self._survey):
            raise error(
                RecordError, "FY104", f"the segment has {len(labels)} values for {len(self._survey)} questionnaires"
            )
        return list(labels)

    def _labels_named(self, name: str) -> list[Any]:
        if self._rated is None:
            raise error(
                ParameterError, "FY203", "a segment by name needs ratings in long form: give its values instead"
            )
        book, first_row = self._rated
        ratings = book._compiled.table("ratings")
        if name in ratings.names:
            return list(ratings[name].take(first_row).to_numpy().tolist())
        people = book._compiled.table("customers") if book._compiled.has("customers") else None
        if people is None or name not in people.names:
            known = [*ratings.names, *(people.names if people is not None else [])]
            raise error(RecordError, "FY101", f"there is no column '{name}'; there are {', '.join(known)}")
        ids, values = people["customer_id"].to_numpy().tolist(), people[name].to_numpy().tolist()
        of = dict(zip(ids, values, strict=True))
        return [of.get(customer) for customer in ratings["customer_id"].take(first_row).to_numpy().tolist()]

    # ---- what an outcome makes of the gaps ----

    def test_free_slopes(self, outcome: Any) -> FreeSlopes:
        """Is experience less expectation justified, or do the two act separately on an outcome?

        Parameters
        ----------
        outcome : sequence of float or str
            A number per respondent (questionnaire, see `questionnaires`), missing where unknown; or, where the ratings
            came in long form, the name of one of their columns.
        """
        self._require_fit("_compiled")
        made = _core.test_free_slopes(self._survey, self._outcome(outcome), *self._asked(self.seed))
        return FreeSlopes(made, self._kind)

    def asymmetry(self, outcome: Any) -> Asymmetry:
        """Does falling short hurt more than exceeding helps? Slopes of an outcome on both parts of the gap.

        Parameters
        ----------
        outcome : sequence of float or str
            A number per respondent (questionnaire, see `questionnaires`), missing where unknown; or, where the ratings
            came in long form, the name of one of their columns.
        """
        self._require_fit("_compiled")
        made = _core.analyze_asymmetry(self._survey, self._outcome(outcome), *self._asked(self.seed))
        self._asymmetry = Asymmetry(made, self._kind)
        return self._asymmetry

    def plan_inputs(self) -> dict[str, Any]:
        """What `plan` takes of the gaps: means, importance, draws, and the response that ``asymmetry`` has found.

        Before ``asymmetry(outcome)`` has been called, the outcome is the shortfall itself: a point short counts 1, a
        point above nothing. Without a scale its ends are the least and the greatest answer.
        """
        import numpy as np

        frame = self._made.items_frame()
        items = len(frame)
        inputs: dict[str, Any] = {
            "items": [str(item) for item in frame["item"].to_numpy()],
            "expectation": frame["expectation"].to_numpy(),
            "experience": frame["experience"].to_numpy(),
            "spread": frame["gap_standard_error"].to_numpy() * np.sqrt(frame["respondents"].to_numpy()),
            "gap_draws": self.draws_[:, :items],
            "scale": self._ends,
            "slopes": (1.0, 0.0),
        }
        if "importance" in frame.names:
            inputs["importance"] = frame["importance"].to_numpy()
        if "_asymmetry" in self.__dict__:
            response = self._asymmetry
            inputs["slopes"] = (response.overall.negative.value, response.overall.positive.value)
            inputs["slope_draws"] = (response._compiled.draws[:, 0], response._compiled.draws[:, 1])
        return inputs

    def _outcome(self, outcome: Any) -> np.ndarray:
        import numpy as np

        if isinstance(outcome, str):
            outcome = self._labels_named(outcome)
        values = np.array(to_column(outcome, "outcome").to_numpy(), dtype=float)
        if len(values) != len(self._survey):
            raise error(
                RecordError, "FY104", f"the outcome has {len(values)} values for {len(self._survey)} questionnaires"
            )
        return values

    # ---- views ----

    def plot_zone(self, ax: Any = None) -> Any:
        """Draws where experience lies between what would just do and what is expected; returns the axes."""
        from ..plots import zone_of_tolerance

        self._require_fit("_compiled")
        return zone_of_tolerance(self, ax)

    def _headline(self) -> str:
        gap = self._made.overall.gap
        return f"{self.title}: {gap.value:+.2f} overall [{gap.lower:.2f}, {gap.upper:.2f}]"

    def _notes(self) -> list[str]:
        made = self._made
        who = f"{made.respondents:,} respondents" + (
            f", {made.questionnaires:,} questionnaires" if made.questionnaires != made.respondents else ""
        )
        level = f"{100 * made.level:g} %"
        return [who, f"intervals of gaps hold at {level} for all items at once", *self.warnings_]

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        made = self._made
        parts = [("dimension", made.dimensions_frame()), ("item", made.items_frame())]
        rows = [
            (kind, *row)
            for kind, frame in parts
            for row in first_rows(_columns(frame, [kind, "respondents", *SHOWN]), self.rows_shown)
        ]
        shown = min(self.rows_shown, len(made.items_frame()))
        more = len(made.items_frame()) - shown
        notes = [f"{more} more items", *self._notes()] if more else self._notes()
        return self._headline(), ["kind", "name", "respondents", *SHOWN], rows, notes

    def __getstate__(self) -> dict[str, Any]:
        """What is pickled: parameters and figures, not the answers."""
        kept = {
            "missing",
            "scale",
            "bootstrap",
            "seed",
            "level",
            "_dimensions",
            "_compiled",
            "_kind",
            "_unplaced",
            "_ends",
        }
        state = {name: value for name, value in self.__dict__.items() if name in kept}
        return state | {"_segments": None, "_rated": None}


class FreeSlopes(Result):
    """Whether experience less expectation may stand for both; ``GapAnalysis.test_free_slopes()`` makes it."""

    _compiled: _core.FreeSlopes
    title = "Gap score against free slopes"
    plot_name = "free_slopes"

    @property
    def warning(self) -> str:
        """Empty if the gap score is justified."""
        return self._compiled.warning

    @property
    def r2_gap(self) -> _core.Estimate:
        """Share of the outcome's variance that the gaps explain."""
        return self._compiled.r2_gap

    @property
    def r2_experience(self) -> _core.Estimate:
        """Share that experience alone explains."""
        return self._compiled.r2_experience

    @property
    def r2_free(self) -> _core.Estimate:
        """Share that expectation and experience explain, each with a slope of its own."""
        return self._compiled.r2_free

    def slopes(self) -> Any:
        """A row per score: the slopes on expectation and on experience."""
        return self._native(self._compiled.slopes())

    def _notes(self) -> list[str]:
        verdict = self.warning or "the gap score loses nothing that chance would not take"
        return [f"{self._compiled.respondents:,} questionnaires", verdict]


class Asymmetry(Result):
    """How an outcome answers to falling short and to exceeding; ``GapAnalysis.asymmetry()`` makes it."""

    _compiled: _core.Asymmetry
    title = "Falling short against exceeding"
    plot_name = "asymmetry"

    @property
    def overall(self) -> _core.AsymmetricResponse:
        """The slopes of the whole survey: ``negative``, ``positive``, ``difference``, ``ratio``."""
        return self._compiled.overall

    def _notes(self) -> list[str]:
        overall = self.overall
        return [
            f"a point short moves the outcome by {overall.negative.value:.3g}, a point above by "
            f"{overall.positive.value:.3g}"
        ]


class GapComparison(Result):
    """The gaps of two segments against each other; ``GapAnalysis.compare()`` makes it."""

    _compiled: _core.GapComparison
    title = "Gaps compared"
    plot_name = "gap_comparison"
    _names: tuple[str, str] = ("first", "second")

    @classmethod
    def of(cls, first: GapAnalysis, second: GapAnalysis, name: Any, other: Any) -> GapComparison:
        """The comparison of two analyses whose bootstraps had different seeds."""
        made = cls(_core.compare_gaps(first._made, second._made), first._kind)
        made._names = (str(name), str(other))
        return made

    def _headline(self) -> str:
        return f"Gaps of {self._names[0]} less those of {self._names[1]}"


class Segments(Listing):
    """The gaps of each segment beside each other; ``GapAnalysis.by()`` makes it."""

    title = "Gaps by segment"

    def __init__(self, groups: Mapping[Any, GapAnalysis], others: Mapping[Any, GapAnalysis], kind: Kind) -> None:
        self._groups: dict[Any, GapAnalysis] = dict(groups)
        self._others, self._kind = dict(others), kind

    @property
    def names(self) -> list[Any]:
        """The segments."""
        return list(self._groups)

    def __getitem__(self, segment: Any) -> GapAnalysis:
        """The gap analysis of one segment."""
        if segment not in self._groups:
            raise error(
                ParameterError, "FY201", f"{segment!r} is no segment; there are {', '.join(map(repr, self._groups))}"
            )
        return self._groups[segment]

    def __len__(self) -> int:
        return len(self._groups)

    def compare(self, first: Any, second: Any) -> GapComparison:
        """The gaps of one segment less those of another."""
        return GapComparison.of(self[first], self[second], first, second)

    def _frame(self) -> _core.Frame:
        import polars as pl

        parts = []
        for name, group in self._groups.items():
            difference = pl.DataFrame(GapComparison.of(group, self._others[name], name, "others")._compiled.frame())
            figures = pl.concat(
                pl.DataFrame(frame).select(pl.col(frame.names[0]).alias("name"), "respondents", "^gap(_lower|_upper)?$")
                for frame in (group._made.items_frame(), group._made.dimensions_frame())
            )
            overall = pl.DataFrame(group._made.overall_frame()).select(
                pl.lit("overall").alias("name"), "respondents", "^gap(_lower|_upper)?$"
            )
            part = pl.concat([figures, overall]).hstack(difference.drop("name", "effect_size"))
            parts.append(part.select(pl.lit(str(name)).alias("segment"), pl.all()))
        return to_frame(pl.concat(parts))[0]

    def _notes(self) -> list[str]:
        return ["difference: from all other segments together; its interval holds for all items at once"]


def _columns(frame: _core.Frame, names: Sequence[str]) -> _core.Frame:
    return _core.Frame({name: frame[name] for name in names})
