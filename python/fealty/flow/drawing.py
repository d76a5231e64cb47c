"""A flow as it is drawn: places, links between them, and what an audit says of both."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from ..errors import ParameterError, error
from ..frames import to_frame
from ..languages import Texts
from ..languages.lengths import length_of_time
from ..languages.numbers import amount, interval, percent
from .volumes import volumes

if TYPE_CHECKING:
    from .audit import Audit
    from .service_flow import ServiceFlow

__all__ = ["LANES", "Color", "Figures", "FlowDrawing", "Link", "Place", "Rule", "drawing_of"]

Color = Literal["met", "lane"]

# The lanes from what the customer meets to what nobody sees, and the texts of their names.
LANES = {
    "evidence": "flow_drawing.evidence",
    "customer": "flow_drawing.customer",
    "frontstage": "flow_drawing.frontstage",
    "backstage": "flow_drawing.backstage",
    "support": "flow_drawing.support",
}


@dataclass(frozen=True)
class Figures:
    """What an audit says of a step."""

    visits: int
    met: float  # share of the visits of which it is known; NaN if of none
    lower: float
    upper: float
    target: float  # NaN if nobody said how much is enough
    missed: bool  # nothing of the interval reaches the target

    def text(self) -> str:
        """The share met with its interval, such as "91% [88.2%, 93.1%]"; empty if it is not known."""
        return "" if math.isnan(self.met) else f"{percent(self.met)} {interval(self.lower, self.upper, 'share')}"


@dataclass(frozen=True)
class Rule:
    """What is required of a step, in short."""

    measure: str
    at_most: float | None = None  # seconds for times
    at_least: float | None = None
    share: float | None = None  # of the visits

    def text(self, t: Texts) -> str:
        """Such as "waited ≤ 10 min: 95%"."""
        is_time = self.measure in ("waited", "duration")
        name = t(_measures[self.measure]) if self.measure in _measures else self.measure
        bounds = ((" ≤ ", self.at_most), (" ≥ ", self.at_least))
        for sign, bound in bounds:
            if bound is not None:
                name += sign + (length_of_time(bound, t) if is_time else amount(bound))
        return name if self.share is None else f"{name}: {percent(self.share)}"


_measures = {"waited": "flow_drawing.waited", "duration": "flow_drawing.duration", "met": "flow_drawing.noted"}


@dataclass(frozen=True)
class Place:
    """A step, or where ways part and meet: "start", "end", "step", "junction", "split", "join"."""

    kind: str
    column: int
    name: str = ""
    lane: str = ""
    channel: str = ""
    optional: bool = False
    requirements: tuple[Rule, ...] = ()
    figures: Figures | None = None

    @property
    def met(self) -> float:
        return math.nan if self.figures is None else self.figures.met


@dataclass(frozen=True)
class Link:
    """From one place to another; what goes back closes a loop."""

    first: int
    second: int
    goes_back: bool = False
    volume: int | None = None  # how often visits of the audited log go this way


@dataclass(frozen=True)
class FlowDrawing:
    """The start is the first place, the end the last; links that do not go back lead to a later column."""

    places: list[Place]
    links: list[Link]
    visits: int | None = None  # of the audited log

    @property
    def is_audited(self) -> bool:
        return self.visits is not None

    def steps(self) -> list[Place]:
        """The steps once each, in their order."""
        return list({place.name: place for place in self.places if place.kind == "step"}.values())

    def widths(self, least: float, most: float) -> list[float | None]:
        """A width for each link that grows with its volume; None without an audit."""
        largest = max((link.volume or 0 for link in self.links), default=0) or 1
        return [None if link.volume is None else least + (most - least) * link.volume / largest for link in self.links]

    def first(self, steps: int) -> FlowDrawing:
        """The first steps from the left, at most that many, and what stands between them."""
        ordered = sorted((place.column, i) for i, place in enumerate(self.places) if place.kind == "step")
        if len(ordered) <= steps:
            return self
        chosen = {i for _, i in ordered[:steps]}
        last = ordered[steps - 1][0]
        kept = [
            i for i, place in enumerate(self.places) if i in chosen or (place.kind != "step" and place.column <= last)
        ]
        new = {old: i for i, old in enumerate(kept)}
        links = [
            replace(link, first=new[link.first], second=new[link.second])
            for link in self.links
            if link.first in new and link.second in new
        ]
        return FlowDrawing([self.places[i] for i in kept], links, self.visits)


def drawing_of(flow: ServiceFlow | FlowDrawing, audit: Audit | None = None, color: Color | None = None) -> FlowDrawing:
    """What is drawn of a flow, with the figures of an audit if one is given.

    Colors by the share met need an audit; the flow's last is taken if none is given.

    Raises
    ------
    ParameterError
        If `color` is none that there is, there is no audit for colors by the share met, or the audit is of another
        flow.
    """
    if color not in (None, "met", "lane"):
        raise error(ParameterError, "FY204", f"color is {color!r}, but must be met or lane")
    if isinstance(flow, FlowDrawing):
        return _checked(flow, color)
    if color == "met" and audit is None:
        audit = flow._audit
    compiled = flow._compiled
    steps = {step.name: step for step in compiled.steps}
    optional = iter(_optional(compiled.nodes))
    places = []
    for row in pl.DataFrame(compiled.graph_nodes()).iter_rows(named=True):
        if row["kind"] != "step":
            places.append(Place(row["kind"], row["layer"]))
            continue
        step = steps[row["step"]]
        requirements = tuple(Rule(r.measure, r.at_most, r.at_least, r.share) for r in step.requirements)
        places.append(Place("step", row["layer"], step.name, step.lane, step.channel, next(optional), requirements))
    rows = pl.DataFrame(compiled.graph_edges()).iter_rows(named=True)
    drawing = FlowDrawing(places, [Link(row["from"], row["to"], row["goes_back"]) for row in rows])
    return _checked(drawing if audit is None else _audited(drawing, flow, audit), color)


def _checked(drawing: FlowDrawing, color: Color | None) -> FlowDrawing:
    if color == "met" and not drawing.is_audited:
        raise error(
            ParameterError,
            "FY201",
            'color="met" needs an audit: call flow.audit(log) first, or give one as audit=...',
        )
    return drawing


def _optional(nodes: list[tuple[str, int | None, list[int]]]) -> list[bool]:
    """For each step of the tree, in its order, whether it stands in a part that may be left out."""
    found = []
    waiting = [(0, False)]
    while waiting:
        place, is_optional = waiting.pop()
        part, _, children = nodes[place]
        if part == "step":
            found.append(is_optional)
        nothing = any(nodes[child][0] != "step" and not nodes[child][2] for child in children)
        is_optional = is_optional or part == "optional" or (part == "choice" and nothing)
        waiting += [(child, is_optional) for child in reversed(children)]
    return found


def _audited(drawing: FlowDrawing, flow: ServiceFlow, audit: Audit) -> FlowDrawing:
    if audit._compiled.flow != flow._compiled:
        raise error(ParameterError, "FY201", "the audit is of another flow; give the audit of the flow that is drawn")
    steps = pl.DataFrame(to_frame(audit.steps())[0])
    figures = {row["step"]: _figures(row) for row in steps.iter_rows(named=True)}
    places = [replace(place, figures=figures.get(place.name)) for place in drawing.places]
    variants = pl.DataFrame(to_frame(audit.variants())[0]).select("variant", "visits")
    names = {place.name for place in places if place.kind == "step"}
    taken = volumes(
        [place.kind for place in places],
        [place.name for place in places],
        [(link.first, link.second) for link in drawing.links],
        [(visits, _steps_of(variant, names)) for variant, visits in variants.iter_rows()],
    )
    links = [replace(link, volume=taken[(link.first, link.second)]) for link in drawing.links]
    return FlowDrawing(places, links, len(audit))


def _figures(row: dict[str, Any]) -> Figures:
    """The figures of a step, with the wider of the two intervals at either end, by which the verdict is made."""
    ends = ["met_share", "met_share_by_customer"]
    lower = [row[f"{end}_lower"] for end in ends if not _is_missing(row[f"{end}_lower"])]
    upper = [row[f"{end}_upper"] for end in ends if not _is_missing(row[f"{end}_upper"])]
    return Figures(
        visits=row["visits"],
        met=math.nan if row["met_share"] is None else row["met_share"],
        lower=min(lower, default=math.nan),
        upper=max(upper, default=math.nan),
        target=math.nan if row["target"] is None else row["target"],
        missed=row["verdict"] == "missed",
    )


def _is_missing(value: float | None) -> bool:
    return value is None or math.isnan(value)


def _steps_of(variant: str, names: set[str]) -> list[str]:
    """The steps of the flow among those of a variant, which are joined by " > ", as a name may hold itself."""
    parts = variant.split(" > ")
    steps, i = [], 0
    most = 1 + max((name.count(" > ") for name in names), default=0)
    while i < len(parts):
        for many in range(min(most, len(parts) - i), 0, -1):
            if (name := " > ".join(parts[i : i + many])) in names:
                steps.append(name)
                i += many
                break
        else:
            i += 1
    return steps
