"""Which steps decide: removal effects of paths, moments of truth, and the backlog of improvements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from .. import _core
from ..errors import ParameterError, RecordError, error
from ..frames import to_column, to_frame
from ..languages.numbers import percent
from ..result import Result

if TYPE_CHECKING:
    from ..book import Book
    from ..frames import Kind
    from .event_log import EventLog

__all__ = [
    "ImprovementBacklog",
    "MomentsOfTruth",
    "RemovalEffects",
    "improvement_backlog",
    "moments_of_truth",
    "removal_effects",
]


# ---- removal effects ----


class RemovalEffects(Result):
    """Steps by the share of conversions that would be lost without them, in a Markov chain over the steps."""

    _compiled: _core.RemovalEffects
    title = "Removal effects"
    plot_name = "rank_chart"

    def ranks(self) -> Any:
        """The probability of each rank of each step, by bootstrap."""
        return self._native(self._compiled.ranks())

    @property
    def conversion_probability(self) -> _core.Estimate:
        """The probability of conversion in the chain, which is the share of journeys that convert."""
        return self._compiled.conversion_probability

    @property
    def conversions(self) -> float:
        """All conversions: what the credits of the steps add up to."""
        return self._compiled.conversions

    def __len__(self) -> int:
        return len(self._compiled)

    def _notes(self) -> list[str]:
        made = self._compiled
        order = "one state per step" if made.order == 1 else f"{made.states:,} states of the last {made.order} steps"
        return [f"{made.journeys:,.0f} journeys, {made.conversions:,.0f} conversions; {order}"]


def removal_effects(
    paths: Any,
    *,
    path: str = "path",
    conversions: str = "total_conversions",
    value: str | None = "total_conversion_value",
    nulls: str | None = "total_null",
    separator: str = ">",
    converted: Any = None,
    order: int = 1,
    collapse_repeats: bool = False,
    unit: Literal["row", "journey"] = "row",
    bootstrap: int = 1000,
    seed: int = 1,
    level: float = 0.95,
) -> RemovalEffects:
    """Steps by what they contribute to conversion, by exact removal from a Markov chain.

    Parameters
    ----------
    paths : frame or EventLog
        One row per path with its conversions, or a log whose cases are the paths.
    path, conversions, value, nulls : str
        The columns of the path ("search > mail > shop"), of the number of its conversions, of their value and of the
        times that it was gone without conversion. `value` and `nulls` may be absent, or None.
    separator : str
        What stands between two steps of a path.
    converted : optional
        For a log: which cases converted. The name of an attribute of the events (a case has converted if any of its
        events says so), or a mapping from case to flag; cases that it does not name are left out.
    order : int
        How many of the last steps make a state of the chain.
    collapse_repeats : bool
        Take a step that follows itself as one.
    unit : {"row", "journey"}
        What the bootstrap draws. "row": rows of the frame, right where each is one customer's; of a log always its
        customers. "journey": the conversions and nulls of each row, right where rows add up many customers.
    bootstrap, seed, level
        Replicates of the bootstrap, its seed, and the level of the intervals.

    Returns
    -------
    RemovalEffects
        ``to_frame()`` has effect and share with intervals and the credited conversions, ``ranks()`` the probability of
        each rank.

    Raises
    ------
    RecordError
        A column that is not there, or a row that cannot be used; the message names it.
    FitError
        If nothing converts.
    """
    from .event_log import EventLog

    if isinstance(paths, EventLog):
        if converted is None:
            raise error(ParameterError, "FY203", "converted is needed for a log: which of its cases converted")
        table, kind = _core.paths_of_log(paths._compiled, _case_flags(paths, converted)), paths._kind
    else:
        frame, kind = to_frame(paths)
        optional = {"values": value, "nulls": nulls}
        given = {role: frame[name] for role, name in optional.items() if name is not None and name in frame.names}
        table = _core.paths_of_columns(_column(frame, path), _column(frame, conversions), separator=separator, **given)
    made = _core.removal_effects(table, order, collapse_repeats, unit, bootstrap, seed, level)
    return RemovalEffects(made, kind)


# ---- moments of truth ----


class MomentsOfTruth(Result):
    """Steps by what their failure does to an outcome, by three views, with a warning where these disagree."""

    _compiled: _core.MomentsOfTruth
    title = "Moments of truth"
    plot_name = "moments_of_truth"

    def __init__(
        self, compiled: _core.MomentsOfTruth, kind: Kind = "polars", book: Book | None = None, asked: Any = None
    ) -> None:
        super().__init__(compiled, kind)
        self._book = book
        self._asked = asked

    def views(self) -> Any:
        """The effect of every step by every view: removal, regression, within customer."""
        return self._native(self._compiled.views())

    def ranks(self) -> Any:
        """The probability of each rank of each step, by the middle of the three views."""
        return self._native(self._compiled.ranks())

    def warnings(self) -> Any:
        """Steps about which two views disagree, and what that could mean."""
        return self._native(self._compiled.warnings())

    @property
    def outcome_share(self) -> _core.Estimate:
        """The share of visits with the outcome."""
        return self._compiled.outcome_share

    @property
    def censored(self) -> int:
        """Visits left out because the time of their outcome is not over when the records end."""
        return self._compiled.censored

    def __len__(self) -> int:
        return len(self._compiled)

    def _headline(self) -> str:
        return f"{self.title}: {self._compiled.outcome}"

    def _notes(self) -> list[str]:
        made = self._compiled
        left_out = [
            (made.censored, "whose time is not over"),
            (made.unstated, "without stated outcome"),
            (made.without_customer, "without customer"),
        ]
        notes = [
            f"{percent(made.outcome_share.value)} of {made.judged:,} visits had the outcome; "
            f"{made.customers:,} customers"
            + "".join(f"; {count:,} {why} are left out" for count, why in left_out if count)
        ]
        warned: dict[str, str] = {}
        for step, first, second, kind, *_, meaning in _rows(made.warnings()):
            warned.setdefault(step, f"Warning: {first} and {second} disagree about {step} ({kind}): {meaning}.")
        return notes + [text.replace("within_customer", "within customer") for text in warned.values()]


def moments_of_truth(
    book: Book,
    outcome: Any = "returned within 90 days",
    *,
    steps: Sequence[str] | None = None,
    adjust: Sequence[str] | None = None,
    desired: bool = True,
    bootstrap: int = 1000,
    seed: int = 1,
    level: float = 0.95,
) -> MomentsOfTruth:
    """Ranks steps by what their failure does to an outcome.

    Parameters
    ----------
    book : Book
        With touches that say whether the step's requirement was met (`met`) and whose they were.
    outcome : str or frame
        "returned within 90 days" (another visit or a purchase after the visit's end), "bought within ...", "complained
        within ..." with any number of hours, days or weeks; the name of a column of the touches that is true or false;
        or a frame with the column visit_id and one of the outcome.
    steps : list of str, optional
        The steps to judge; all unless given.
    adjust : list of str, optional
        Attributes of customers that the regression adjusts for. They must have been known at the visit. Those of 2 to
        20 distinct values unless given.
    desired : bool
        Whether more of an outcome of one's own is better.
    bootstrap, seed, level
        Replicates of the bootstrap over customers, its seed, and the level of the intervals.

    Returns
    -------
    MomentsOfTruth
        ``to_frame()`` has a row per step, ``views()`` one per step and view, ``warnings()`` where they disagree.
    """
    asked = (outcome, list(steps or []), None if adjust is None else list(adjust), desired, level)
    made = _core.moments_of_truth(
        book._compiled, _outcome(book, outcome, desired), asked[1], asked[2], bootstrap, seed, level
    )
    return MomentsOfTruth(made, book.kind, book, asked)


# ---- improvement ----


class ImprovementBacklog(Result):
    """Steps by what their improvement would bring, no effect being counted twice."""

    _compiled: _core.ImprovementBacklog
    title = "Improvement backlog"
    plot_name = "improvement_backlog"

    @property
    def outcome_now(self) -> _core.Estimate:
        """The share of visits with the outcome."""
        return self._compiled.outcome_now

    @property
    def outcome_then(self) -> _core.Estimate:
        """The same when all targets are reached."""
        return self._compiled.outcome_then

    @property
    def joint_gain(self) -> _core.Estimate:
        """What all targets together change in the share of visits with the outcome."""
        return self._compiled.joint_gain

    @property
    def yield_now(self) -> _core.Estimate:
        """The share of fully noted visits at which no step failed."""
        return self._compiled.yield_now

    @property
    def yield_then(self) -> float:
        """The same when all targets are reached."""
        return self._compiled.yield_then

    def __len__(self) -> int:
        return len(self._compiled)

    def _headline(self) -> str:
        return f"{self.title}: {self._compiled.outcome}"

    def _notes(self) -> list[str]:
        made = self._compiled
        return [
            f"outcome {percent(made.outcome_now.value)} now, {percent(made.outcome_then.value)} with all targets",
            f"total yield {percent(made.yield_now.value)} now, {percent(made.yield_then)} with all targets "
            f"({percent(made.yield_independent)} now if steps failed independently)",
        ]


def improvement_backlog(
    source: Book | MomentsOfTruth,
    targets: Mapping[str, float] | None = None,
    *,
    level_of_all: float = 0.95,
    costs: Mapping[str, float] | None = None,
    outcome: Any = "returned within 90 days",
    steps: Sequence[str] | None = None,
    adjust: Sequence[str] | None = None,
    desired: bool = True,
    level: float = 0.95,
) -> ImprovementBacklog:
    """What bringing steps to target met shares would do to the total yield and to an outcome.

    Parameters
    ----------
    source : Book or MomentsOfTruth
        The records; or moments of truth, whose outcome and options are then taken.
    targets : dict of str to float, optional
        The met share that each step is to be brought to, ``{"handover": 0.95}``.
    level_of_all : float
        Without targets, the met share that every step is to be brought to.
    costs : dict of str to float, optional
        What reaching the target of a step would cost, in any unit.
    outcome, steps, adjust, desired, level
        As for `moments_of_truth`.

    Returns
    -------
    ImprovementBacklog
        ``to_frame()`` has a row per step, what brings most first; `outcome_share` and `yield_share` add up to what all
        targets bring together.
    """
    if isinstance(source, MomentsOfTruth):
        if source._book is None:
            raise error(ParameterError, "FY203", "moments that come from an archive have no records: give the book")
        book = source._book
        outcome, steps, adjust, desired, level = source._asked
    else:
        book = source
    chosen = _outcome(book, outcome, desired)

    def run(wanted: Mapping[str, float]) -> _core.ImprovementBacklog:
        return _core.improvement_backlog(
            book._compiled,
            chosen,
            dict(wanted),
            dict(costs or {}),
            level_of_all,
            list(steps or []),
            None if adjust is None else list(adjust),
            level,
        )

    if targets is None and costs:
        targets = {row[0]: level_of_all for row in _rows(run({}).frame())}
    if costs and (unplanned := sorted(set(costs) - set(targets or {}))):
        raise error(ParameterError, "FY201", f"there is a cost of {unplanned[0]!r}, but no target of that step")
    return ImprovementBacklog(run(targets or {}), book.kind)


# ---- what is handed over ----


def _rows(frame: _core.Frame) -> list[tuple[Any, ...]]:
    columns = [frame[name].to_numpy().tolist() for name in frame.names]
    return list(zip(*columns, strict=True))


def _column(frame: _core.Frame, name: str) -> _core.Column:
    if name not in frame.names:
        raise error(RecordError, "FY101", f"there is no column '{name}'; there are {', '.join(frame.names)}")
    return frame[name]


def _case_flags(log: EventLog, converted: Any) -> Any:
    """A flag for each case of a log, NaN where unknown."""
    import numpy as np
    import polars as pl

    frame = pl.DataFrame(log._compiled.frame())
    if isinstance(converted, str):
        if converted not in frame.columns:
            raise error(RecordError, "FY101", f"the log has no attribute '{converted}'; it has {frame.columns}")
        by_case = frame.group_by("visit_id").agg(pl.col(converted).cast(pl.Float64).max().alias("flag"))
        flags = dict(by_case.iter_rows())
    else:
        flags = dict(converted)
    cases = frame["visit_id"].unique(maintain_order=True).to_list()
    unknown = [case for case in flags if case not in set(cases)] if isinstance(converted, Mapping) else []
    if unknown:
        raise error(ParameterError, "FY201", f"converted names the case {unknown[0]!r}, which the log does not have")
    values = [flags.get(case) for case in cases]
    return np.array([np.nan if value is None else float(value) for value in values])


def _outcome(book: Book, outcome: Any, desired: bool) -> _core.Outcome:
    """An outcome of a text, a column of the touches, or a frame."""
    if isinstance(outcome, str):
        touches = book._compiled.table("touches") if book._compiled.has("touches") else None
        if touches is not None and outcome in touches.names:
            return _core.stated_outcome(touches["visit_id"], touches[outcome], outcome, desired)
        return _core.outcome_named(outcome)
    frame, _ = to_frame(outcome)
    others = [name for name in frame.names if name != "visit_id"]
    if "visit_id" not in frame.names or len(others) != 1:
        columns = ", ".join(frame.names)
        raise error(
            RecordError, "FY101", f"the outcome needs the column visit_id and one of its own; its columns are {columns}"
        )
    return _core.stated_outcome(frame["visit_id"], to_column(frame[others[0]], others[0]), others[0], desired)
