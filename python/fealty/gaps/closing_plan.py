"""Plans: which gaps to close, by which lever, under a budget."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from .. import _core
from ..errors import ParameterError, RecordError, error
from ..frames import to_column, to_frame
from ..languages.numbers import amount, percent
from ..result import Result, first_rows

if TYPE_CHECKING:
    import numpy as np

    from ..frames import Kind

__all__ = ["ClosingPlan", "Lever", "plan"]

# What `plan_inputs()` may give: figures of each item, and what they were drawn from and on.
_figures = ("expectation", "experience", "importance", "tolerance", "spread")
_inputs = ("items", *_figures, "floors", "scale", "slopes", "gap_draws", "slope_draws")


# ---- levers ----


@dataclass(frozen=True)
class Lever:
    """Something that can be done about one item, to a degree that money decides.

    Parameters
    ----------
    item : str
        The item that it acts on.
    raises : "experience", optional
        For a lever that delivers more.
    resets : {"guide", "adapt", "atmosphere"}, optional
        For a lever that leaves the experience as it is and resets the promise. "guide" tells customers what they will
        get: they expect less, but not less than is delivered. "adapt" fits the offer to each customer: gaps differ less
        between customers. "atmosphere" makes them lenient: the tolerance below the expectation widens.
    cost : float or sequence of float
        What each level of the lever costs, in ascending order, in the unit of the budget.
    effect : float or sequence of float
        By how many points of the scale each level raises the experience, lowers the expectation, lowers the standard
        deviation between customers, or widens the tolerance.
    name : str, optional
        What the plan calls the lever; "raise 19" or "guide 19" unless given.
    fixed_cost : float
        To be paid once if the lever is moved at all.
    divisible : bool
        Whether the lever can be stopped between two levels, cost and effect then lying on a straight line.

    Examples
    --------
    >>> import fealty as fy
    >>> fy.gaps.Lever("19", raises="experience", cost=[10_000, 25_000], effect=[0.4, 0.7]).name
    'raise 19'
    """

    item: str
    raises: Literal["experience"] | None = None
    resets: Literal["guide", "adapt", "atmosphere"] | None = None
    cost: float | Sequence[float] = ()
    effect: float | Sequence[float] = ()
    name: str = ""
    fixed_cost: float = 0.0
    divisible: bool = False

    def __post_init__(self) -> None:
        """Refuses what is no lever."""
        if (self.raises is None) == (self.resets is None):
            message = f"the lever on {self.item} needs either raises='experience' or resets=, one of the two"
            raise error(ParameterError, "FY203", message)
        if self.raises not in (None, "experience") or self.resets not in (None, "guide", "adapt", "atmosphere"):
            given = self.raises or self.resets
            message = f"the lever on {self.item}: {given!r} is not experience, guide, adapt or atmosphere"
            raise error(ParameterError, "FY201", message)
        if not self.name:
            object.__setattr__(self, "name", f"{'raise' if self.raises else self.resets} {self.item}")
        costs, effects = self.points()
        if len(costs) != len(effects) or not costs:
            message = (
                f"lever {self.name} has {len(costs)} costs and {len(effects)} effects, but needs one of each a level"
            )
            raise error(ParameterError, "FY202", message)

    @property
    def kind(self) -> str:
        """What the lever does: "raise_experience", "guide", "adapt" or "atmosphere"."""
        return self.resets or "raise_experience"

    def points(self) -> tuple[list[float], list[float]]:
        """Costs and effects of the levels."""
        both = (self.cost, self.effect)
        costs, effects = ([float(one)] if isinstance(one, (int, float)) else [float(x) for x in one] for one in both)
        return costs, effects


def _compiled_levers(levers: Any) -> list[_core.Lever]:
    """Levers of a frame, or of a list of `Lever`."""
    if isinstance(levers, Lever):
        levers = [levers]
    if isinstance(levers, Iterable) and not isinstance(levers, Mapping) and not hasattr(levers, "columns"):
        listed = list(levers)
        if listed and all(isinstance(one, Lever) for one in listed):
            _require_distinct_names(listed)
            levers = _rows_of(listed)
        elif not listed:
            raise error(ParameterError, "FY203", "levers are needed: there are none")
    frame, _ = to_frame(levers)
    needed = {name: _column(frame, name, "levers") for name in ("lever", "item", "kind", "cost", "effect")}
    optional = {name: frame[name] for name in ("fixed_cost", "divisible") if name in frame.names}
    return _core.levers_of_columns(**needed, **optional)


def _require_distinct_names(levers: list[Lever]) -> None:
    names = [lever.name for lever in levers]
    if twice := [name for name in names if names.count(name) > 1]:
        raise error(ParameterError, "FY202", f"two levers have the name {twice[0]!r}: give one of them another name=")


def _rows_of(levers: list[Lever]) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = {name: [] for name in ("lever", "item", "kind", "cost", "effect")}
    rows |= {"fixed_cost": [], "divisible": []}
    for lever in levers:
        for cost, effect in zip(*lever.points(), strict=True):
            row = (lever.name, str(lever.item), lever.kind, cost, effect, float(lever.fixed_cost), lever.divisible)
            for values, value in zip(rows.values(), row, strict=True):
                values.append(value)
    return rows


# ---- the plan ----


class ClosingPlan(Result):
    """Which levers to move, and how far, so that gaps are closed where that helps the outcome most."""

    _compiled: _core.ClosingPlan
    title = "Plan"
    plot_name = "closing_plan"
    rows_shown = 15

    @property
    def budget(self) -> float:
        """At most to be spent."""
        return self._compiled.budget

    @property
    def cost(self) -> float:
        """Of the levers of the plan."""
        return self._compiled.cost

    @property
    def value(self) -> _core.Estimate:
        """What the plan adds to the outcome, with the interval of its value over the draws."""
        return self._compiled.value

    @property
    def expected_value(self) -> float:
        """Mean of the plan's value over the draws."""
        return self._compiled.expected_value

    @property
    def expected_best(self) -> float:
        """Mean over the draws of the value of the plan that is best in each: what one could gain by knowing more."""
        return self._compiled.expected_best

    @property
    def optimality_gap(self) -> float:
        """By which a better plan may be worth more; 0 if the plan is proven best."""
        return self._compiled.optimality_gap

    def items(self) -> Any:
        """Every item before the plan and after it, and what remains open."""
        return self._native(self._compiled.items())

    def budget_curve(self) -> Any:
        """What each further 10 % of the budget buys, from 10 % to 200 %."""
        return self._native(self._compiled.curve())

    def closing(self) -> Any:
        """For each item, the least-cost mix of levers that closes its gap, whatever the budget."""
        return self._native(self._compiled.closing())

    def warnings(self) -> Any:
        """Levers never worth their cost, floors out of reach, a budget that is not needed."""
        return self._native(self._compiled.warnings())

    def plot_budget(self, ax: Any = None) -> Any:
        """Draws the value of the best plan against the budget and returns the axes."""
        from .. import plots

        return plots.budget_curve(self, ax)

    def __len__(self) -> int:
        return len(self._compiled)

    def _headline(self) -> str:
        chosen = sum(row[3] for row in first_rows(self._frame(), len(self)))
        of_budget = f"{amount(self.cost)} of {amount(self.budget)}"
        return f"{self.title}: {chosen} of {len(self)} levers for {of_budget}"

    def _notes(self) -> list[str]:
        made = self._compiled
        value = made.value
        drawn = f" [{value.lower:.3g}, {value.upper:.3g}]" if made.draws else ""
        notes = [f"outcome {value.value:+.3g}{drawn}"]
        if made.draws:
            kept = made.expected_value / made.expected_best if made.expected_best > 0 else 1.0
            notes[0] += f"; over {made.draws:,} draws, {percent(kept)} of what the best plan of each would bring"
        tenth = first_rows(made.curve(), 20)[10]
        if tenth[-1]:
            notes.append(f"10 % more budget: {tenth[-2]:+.3g} ({tenth[-1]})")
        return notes + _warned(first_rows(made.warnings(), len(self) + len(made.items())))


def _warned(warnings: list[tuple[str, str, str]]) -> list[str]:
    """Warnings as sentences; levers that share one stand in it together."""
    meanings = {
        "not_worth_its_cost": "never worth their cost",
        "no_effect": "without effect even if they were free",
        "not_affordable": "beyond the whole budget",
    }
    notes = []
    for kind, meaning in meanings.items():
        names = [subject for found, subject, _ in warnings if found == kind]
        if len(names) > 1:
            notes.append(f"Warning: {len(names)} levers are {meaning}: {', '.join(names)}.")
            warnings = [one for one in warnings if one[0] != kind]
    return [f"Warning: {message}." for *_, message in warnings] + notes


def plan(
    g: Any,
    levers: Any,
    budget: float,
    *,
    slopes: tuple[float, float] | None = None,
    scale: tuple[float, float] | None = None,
    floors: Mapping[str, float] | None = None,
    gap_draws: Any = None,
    slope_draws: tuple[Any, Any] | None = None,
    steps: int = 10,
    level: float = 0.95,
) -> ClosingPlan:
    """The levers that are worth most within a budget: raise the experience or reset the promise, per item.

    The value of a plan is in units of the outcome: each item counts by its share of the importance, and its gap by the
    slopes, falling short more than exceeding. The plan is exact; on draws of gaps and slopes it is made anew, which
    says how often each lever is in the best plan.

    Parameters
    ----------
    g : GapAnalysis or frame
        A fitted gap analysis, or anything else with ``plan_inputs()`` (see Notes); or a frame with the columns item,
        expectation and experience, and optionally importance, tolerance, spread (the standard deviation of the gap
        between customers) and floor.
    levers : list of Lever or frame
        What can be done. A frame has one row per level of a lever: lever, item, kind ("raise_experience", "guide",
        "adapt", "atmosphere"), cost, effect, and optionally fixed_cost and divisible.
    budget : float
        At most to be spent; positive.
    slopes : (float, float), optional
        What falling short by a point takes from the outcome, and what exceeding by a point adds to it. Needed for a
        frame.
    scale : (float, float), optional
        Bottom and top of the scale. Needed for a frame.
    floors : dict of str to float, optional
        The least experience that a must-be item may have. The plan misses as few floors as the budget allows before it
        gains anything.
    gap_draws : array of shape (draws, items), optional
        Gaps as a bootstrap draws them.
    slope_draws : (array, array), optional
        Both slopes in the same draws.
    steps : int
        In how many steps a divisible lever can be moved from one level to the next.
    level : float
        Of the intervals.

    Returns
    -------
    ClosingPlan
        ``to_frame()`` has a row per lever, ``items()`` one per item, ``budget_curve()`` what more or less budget buys,
        ``closing()`` the cheapest way to close each gap.

    Raises
    ------
    ParameterError
        A budget of 0 or below, a lever for an unknown item, or slopes or scale that are needed; the message names it.
    RecordError
        Figures of items or levers that cannot be used; the message names the item or row.

    Notes
    -----
    ``plan_inputs()`` returns a dict with the keys items, expectation, experience, scale and slopes, and those of
    importance, tolerance, spread, floors, gap_draws and slope_draws that there are. Keyword arguments go before them.

    Examples
    --------
    >>> import fealty as fy
    >>> items = {"item": ["wait", "look"], "expectation": [6.5, 5.0], "experience": [5.0, 4.6]}
    >>> levers = [
    ...     fy.gaps.Lever("wait", raises="experience", cost=[20_000, 50_000], effect=[0.8, 1.4]),
    ...     fy.gaps.Lever("wait", resets="guide", cost=8_000, effect=0.5),
    ...     fy.gaps.Lever("look", raises="experience", cost=30_000, effect=0.4),
    ... ]
    >>> plan = fy.gaps.plan(items, levers, budget=30_000, slopes=(0.42, 0.04), scale=(1, 7))
    >>> plan.to_frame()["lever"][:2].tolist()
    ['raise wait', 'guide wait']
    """
    own = {"scale": scale, "slopes": slopes, "floors": floors, "gap_draws": gap_draws, "slope_draws": slope_draws}
    inputs, kind = _inputs_of(g)
    inputs |= {name: value for name, value in own.items() if value is not None}
    for name, what in (("slopes", "what a point of gap does to the outcome"), ("scale", "its bottom and top")):
        if inputs.get(name) is None:
            raise error(ParameterError, "FY203", f"{name} is needed: {what}, as two numbers")
    names = [str(name) for name in inputs["items"]]
    figures = {name: _numbers(inputs.get(name), name) for name in _figures}
    of_negative, of_positive = inputs.get("slope_draws") or (None, None)
    made = _core.closing_plan(
        names,
        **figures,
        floors=_floors(inputs.get("floors"), names),
        scale=_pair(inputs["scale"], "scale"),
        slopes=_pair(inputs["slopes"], "slopes"),
        gap_draws=_matrix(inputs.get("gap_draws"), len(names)),
        negative_draws=_numbers(of_negative, "slope_draws"),
        positive_draws=_numbers(of_positive, "slope_draws"),
        levers=_compiled_levers(levers),
        budget=budget,
        steps=steps,
        level=level,
    )
    return ClosingPlan(made, kind)


# ---- what is handed over ----


def _inputs_of(g: Any) -> tuple[dict[str, Any], Kind]:
    """What a gap analysis gives, or the columns of a frame."""
    if hasattr(g, "plan_inputs"):
        given = dict(g.plan_inputs())
        if unknown := [name for name in given if name not in _inputs]:
            raise error(ParameterError, "FY201", f"plan_inputs() gives {unknown[0]!r}, which is none of {_inputs}")
        if missing := [name for name in ("items", "expectation", "experience") if given.get(name) is None]:
            raise error(ParameterError, "FY203", f"plan_inputs() gives no {missing[0]}")
        return given, getattr(g, "_kind", "polars")
    frame, kind = to_frame(g)
    inputs: dict[str, Any] = {"items": _column(frame, "item", "items").to_numpy()}
    inputs |= {name: _column(frame, name, "items") for name in ("expectation", "experience")}
    inputs |= {name: frame[name] for name in ("importance", "tolerance", "spread") if name in frame.names}
    if "floor" in frame.names:
        inputs["floors"] = frame["floor"]
    return inputs, kind


def _column(frame: _core.Frame, name: str, what: str) -> _core.Column:
    if name not in frame.names:
        raise error(RecordError, "FY101", f"the {what} have no column '{name}'; they have {', '.join(frame.names)}")
    return frame[name]


def _numbers(values: Any, name: str) -> np.ndarray:
    """Numbers with NaN where one is missing; none if there are no values."""
    import numpy as np

    if values is None:
        return np.empty(0)
    column = to_column(values if not hasattr(values, "tolist") else np.asarray(values), name)
    if not column.type.startswith(("int", "uint", "float", "bool", "null")):
        raise error(RecordError, "FY102", f"column '{name}' holds {column.type}, but must hold numbers")
    return np.asarray(column.to_numpy(), dtype=float)


def _floors(floors: Any, names: list[str]) -> np.ndarray:
    import numpy as np

    if not isinstance(floors, Mapping):
        return _numbers(floors, "floor")
    known = {str(item): float(value) for item, value in floors.items()}
    if unknown := [item for item in known if item not in names]:
        raise error(ParameterError, "FY201", f"there is a floor of {unknown[0]!r}, which is no item")
    return np.array([known.get(name, np.nan) for name in names])


def _pair(values: Any, name: str) -> tuple[float, float]:
    try:
        first, second = (float(value) for value in values)
    except (TypeError, ValueError):
        raise error(ParameterError, "FY202", f"{name} is {values!r}, but must be two numbers") from None
    return first, second


def _matrix(draws: Any, items: int) -> np.ndarray:
    import numpy as np

    if draws is None:
        return np.empty((0, items))
    matrix = np.asarray(draws, dtype=float)
    if matrix.ndim != 2:
        raise error(RecordError, "FY104", f"gap_draws has {matrix.ndim} dimensions, but needs two: draws and items")
    return matrix
