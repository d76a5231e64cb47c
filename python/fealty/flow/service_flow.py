"""Service flows: the steps of a service, in which order, and what is required of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import _core
from ..errors import ParameterError, error
from ..frames import Kind
from ..result import Listing
from ..times import instant, moment
from .durations import duration
from .listed import Listed
from .requirement import Requirement, Standards, now

if TYPE_CHECKING:
    from .audit import Audit
    from .event_log import EventLog

__all__ = ["Part", "ServiceFlow", "Step", "choice", "loop", "optional", "parallel"]


class Step:
    """A step of a service.

    Parameters
    ----------
    name : str
        As the records call it.
    lane : {"frontstage", "evidence", "customer", "backstage", "support"}
        Where it stands in the blueprint. The lines of interaction (between customer and frontstage) and of visibility
        (between frontstage and backstage) follow from the lanes.
    channel : str
        "face", "phone", "letter", "anticipated" (a moment to come), or another.
    requires : Requirement or list of Requirement, optional
        What is to be met; all, if there are several.
    optional : bool
        Whether a visit may do without it.
    """

    def __init__(
        self,
        name: str,
        lane: str = "frontstage",
        channel: str = "",
        requires: Requirement | Iterable[Requirement] = (),
        optional: bool = False,
    ) -> None:
        requirements = [requires] if isinstance(requires, Requirement) else list(requires)
        self._compiled = _core.FlowStep(name, lane, channel, [one._compiled for one in requirements])
        self.optional = optional

    @classmethod
    def _of(cls, compiled: _core.FlowStep, optional: bool = False) -> Step:
        step = cls.__new__(cls)
        step._compiled, step.optional = compiled, optional
        return step

    @property
    def name(self) -> str:
        """As the records call it."""
        return self._compiled.name

    @property
    def lane(self) -> str:
        """Where it stands in the blueprint."""
        return self._compiled.lane

    @property
    def channel(self) -> str:
        """How the customer meets it."""
        return self._compiled.channel

    @property
    def requires(self) -> list[Requirement]:
        """What is to be met."""
        return [Requirement._of(one) for one in self._compiled.requirements]

    def __repr__(self) -> str:
        return _python_of_step(self._compiled, self.optional)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Step) and self._compiled == other._compiled and self.optional == other.optional

    def __hash__(self) -> int:
        return hash(self.name)


class Part:
    """Steps put together: a choice, parallel parts, a loop, an optional part. A list is a sequence."""

    def __init__(self, kind: str, parts: Sequence[Parts]) -> None:
        self.kind = kind
        self.parts = list(parts)

    def __repr__(self) -> str:
        return f"{self.kind}({', '.join(map(repr, self.parts))})"


Parts = Step | Part | str | Sequence["Parts"]


def choice(*parts: Parts) -> Part:
    """One of the parts happens."""
    if not parts:
        raise error(ParameterError, "FY203", "a choice needs something to choose from")
    return Part("choice", parts)


def parallel(*parts: Parts) -> Part:
    """All parts happen, in any order and interleaved."""
    return Part("parallel", parts)


def loop(body: Parts, again: Parts | None = None) -> Part:
    """The body happens, and may happen again any number of times, with `again` between each two."""
    return Part("loop", [body] if again is None else [body, again])


def optional(*parts: Parts) -> Part:
    """The parts happen one after another, or none of them does."""
    return Part("optional", [list(parts) if len(parts) != 1 else parts[0]])


class ServiceFlow(Listing):
    """A service as it is declared: a blueprint of its steps.

    Parameters
    ----------
    parts : list
        Steps in their order: a `Step`, a name, a list (a sequence), or a `choice`, `parallel`, `loop`,
        `optional` of such. A name that another step has stands for that step.
    date : date, datetime or str, optional
        When it was drawn.
    author, note : str
        Who drew it, and why.
    evidence : list
        What it rests on: "customer feedback", "walked with customer", "front line" or "team", each alone or with a note
        and a date: ``("team", "workshop of June", "2026-06-12")``.

    Raises
    ------
    ParameterError
        If two different steps have the same name, or a part is none.
    """

    _compiled: _core.ServiceFlow
    title = "Service flow"

    def __init__(
        self,
        parts: Parts = (),
        *,
        date: Any = None,
        author: str = "",
        note: str = "",
        evidence: Iterable[Any] = (),
    ) -> None:
        steps, nodes = _Tree(parts).rows()
        super().__init__(_core.ServiceFlow(steps, nodes, _version(date, author, note, evidence)))
        self._audit: Audit | None = None

    @classmethod
    def _of(cls, compiled: _core.ServiceFlow, kind: Kind = "polars") -> ServiceFlow:
        flow = cls.__new__(cls)
        Listing.__init__(flow, compiled, kind)
        flow._audit = None
        return flow

    @classmethod
    def sketch(cls, log: EventLog, keep: float = 0.95, *, most_steps: int = 200) -> ServiceFlow:
        """A first drawing from the main paths of a log, to be edited by hand; ``to_python()`` gives it as code.

        Kept are the most frequent variants that together cover `keep` of the cases, and the drawing allows all of
        them. It is found by the inductive miner (Leemans, Fahland and van der Aalst 2013): cases are cut where their
        steps fall into an exclusive choice, a sequence, parallel parts or a loop, again and again; what some do without
        is optional. Where there is no cut, a step stands beside the others in parallel, all is repeated, or any step
        may come at any time. At most `most_steps` steps are drawn, those of most cases, each once.
        """
        return cls._of(_core.sketch(log._compiled, keep, most_steps), log._kind)

    # ---- what it says ----

    @property
    def steps(self) -> list[Step]:
        """The steps, in the order in which they are first mentioned."""
        musts = self._compiled.mandatory()
        return [Step._of(step, not must) for step, must in zip(self._compiled.steps, musts, strict=True)]

    def __len__(self) -> int:
        return len(self._compiled)

    def __getitem__(self, step: str) -> Step:
        """The step of that name."""
        return self.steps[self._compiled.at(step)]

    def may_follow(self, first: str, second: str) -> bool:
        """Whether the second step may come right after the first."""
        return self._compiled.may_follow(first, second)

    def nodes(self) -> Any:
        """The flow as it is drawn: one row per node (start, end, step, junction, split, join) with lane and layer."""
        return self._native(self._compiled.graph_nodes())

    def edges(self) -> Any:
        """The flow as it is drawn: one row per edge, whether it goes back, and the lines between lanes it crosses."""
        return self._native(self._compiled.graph_edges())

    def with_requirement(self, step: str, requirement: Requirement) -> ServiceFlow:
        """The same flow with one more requirement of a step."""
        return self._with(self._compiled.with_requirement(step, requirement._compiled))

    def without_requirements(self, step: str) -> ServiceFlow:
        """The same flow without requirements of a step."""
        return self._with(self._compiled.without_requirements(step))

    # ---- versions ----

    @property
    def version(self) -> int:
        """Number of this version."""
        return self._compiled.versions[-1].number

    @property
    def versions(self) -> list[dict[str, Any]]:
        """All versions up to this one: number, date, author, note and evidence."""
        return [
            {
                "number": one.number,
                "date": _date(one.date),
                "author": one.author,
                "note": one.note,
                "evidence": [(proof.kind, proof.note, _date(proof.at)) for proof in one.evidence],
            }
            for one in self._compiled.versions
        ]

    def revised(
        self,
        parts: Parts | None = None,
        *,
        evidence: Iterable[Any],
        date: Any = None,
        author: str = "",
        note: str = "",
    ) -> ServiceFlow:
        """The next version: with other parts, or the same ones looked at again; on what evidence must be said.

        `date` is today if None; the others are as for ServiceFlow.
        """
        steps, nodes = (self._compiled.steps, self._compiled.nodes) if parts is None else _Tree(parts).rows()
        version = _version(dt.datetime.now(dt.timezone.utc) if date is None else date, author, note, evidence)
        return self._with(_core.ServiceFlow(steps, nodes).as_revision_of(self._compiled, version))

    def diff(self, other: ServiceFlow) -> FlowDifference:
        """What has changed from this flow to another: steps, their order, requirements, structure."""
        return FlowDifference(self._compiled.difference(other._compiled), self._kind)

    def stale(self, as_of: Any = None, after: Any = "365 days") -> list[str]:
        """Why this version is stale at `as_of` (now if None): no date, older than `after`, no (young) evidence."""
        at = now() if as_of is None else instant(as_of)
        return list(self._compiled.versions[-1].reasons_stale(at, duration(after)))

    def standards(self, as_of: Any = None, after: Any = "365 days") -> Standards:
        """What six rules find about the requirements: delete what has ended, revise what is older than `after` or has
        no end, quantify what has no number, relate what serves no need, reconcile what says the same twice, add where
        a step that customers meet has none."""
        at = now() if as_of is None else instant(as_of)
        return Standards(self._compiled.review(at, duration(after)), self._kind)

    # ---- against a log ----

    def coverage(self, log: EventLog) -> Any:
        """Which steps the log has seen, which were anticipated and never seen, and which it has unexpectedly."""
        from ..frames import to_native

        return to_native(self._compiled.coverage(log._compiled), log._kind)

    def audit(self, log: EventLog, *, log_cost: int = 1, model_cost: int = 1, most_nodes: int = 250_000) -> Audit:
        """Holds a log against the flow: which visits departed from it and where, which steps met their requirements.

        Parameters
        ----------
        log : EventLog
            What happened.
        log_cost, model_cost : int
            What an event too much and a step left out cost when the best account of a visit is looked for.
        most_nodes : int
            Bound of the search for a single visit; beyond it the account is an upper bound, marked as not proven.
        """
        from .audit import Audit

        compiled = _core.Audit(self._compiled, log._compiled, log_cost, model_cost, most_nodes)
        self._audit = Audit(compiled, log._kind)
        return self._audit

    # ---- as code, picture and file ----

    def plot(self, ax: Any = None, *, audit: Audit | None = None, color: Any = None) -> Any:
        """Draws the blueprint with its lanes and lines, and returns the axes; with an audit, its figures."""
        from .. import plots

        return plots.blueprint(self, ax, audit=audit, color=color)

    def to_python(self) -> str:
        """The flow as Python code, to be pasted and edited."""
        return f"fy.flow.ServiceFlow({_python_of_node(self._compiled, 0, 0, set())})"

    def to_mermaid(self, audit: Audit | None = None) -> str:
        """The flow as a Mermaid diagram; with an audit, its figures."""
        from .mermaid import mermaid

        return mermaid(self, audit)

    def to_dot(self, audit: Audit | None = None) -> str:
        """The flow as a Graphviz DOT graph; with an audit, its figures."""
        from .dot import dot

        return dot(self, audit)

    def to_svg(self, color: Any = None, audit: Audit | None = None) -> str:
        """The flow as an SVG picture; ``color="met"`` shows what the audit (the flow's last if None) has found."""
        from .svg import svg

        return svg(self, color, audit if audit is not None or color is None else self._audit)

    def save(self, path: str | Path) -> None:
        """Saves the flow with its versions to a file."""
        self._compiled.save(path)

    @classmethod
    def load(cls, path: str | Path) -> ServiceFlow:
        """The flow in a file."""
        return cls._of(_core.ServiceFlow.load(path))

    def _with(self, compiled: _core.ServiceFlow) -> ServiceFlow:
        return ServiceFlow._of(compiled, self._kind)

    def _headline(self) -> str:
        return f"Service flow, version {self.version}: {len(self)} steps"

    def _notes(self) -> list[str]:
        text = self._compiled.text()
        return [text if len(text) <= 240 else text[:239] + "…"]

    def __getstate__(self) -> dict[str, Any]:
        return {"_compiled": self._compiled, "_kind": self._kind, "_audit": None}


class FlowDifference(Listed):
    """What has changed from one flow to another: one row per change, with what was before and what is after."""

    title = "Changes"


# ---- from Python to the tree and back ----


class _Tree:
    """The steps and nodes of parts as Python writes them."""

    def __init__(self, parts: Parts) -> None:
        self._declared: dict[str, _core.FlowStep] = {}
        self._collect(parts)
        self._steps: list[_core.FlowStep] = []
        self._place: dict[str, int] = {}
        self._nodes: list[tuple[str, int | None, list[int]]] = []
        self._add(parts)

    def rows(self) -> tuple[list[_core.FlowStep], list[tuple[str, int | None, list[int]]]]:
        """Steps, and nodes as (part, step, children)."""
        return self._steps, self._nodes

    def _collect(self, part: Parts) -> None:
        if isinstance(part, Step):
            known = self._declared.setdefault(part.name, part._compiled)
            if known != part._compiled:
                raise error(ParameterError, "FY202", f"step {part.name!r} is declared twice, and not in the same way")
        elif isinstance(part, Part):
            for one in part.parts:
                self._collect(one)
        elif not isinstance(part, str):
            for one in part:
                self._collect(one)

    def _add(self, part: Parts) -> int:
        place = len(self._nodes)
        if isinstance(part, (Step, str)):
            if isinstance(part, Step) and part.optional:
                self._nodes.append(("optional", None, [place + 1]))
            self._nodes.append(("step", self._step(part), []))
            return place
        kind, parts = (part.kind, part.parts) if isinstance(part, Part) else ("sequence", part)
        children: list[int] = []
        self._nodes.append((kind, None, children))
        children += [self._add(one) for one in parts]
        return place

    def _step(self, part: Step | str) -> int:
        name = part if isinstance(part, str) else part.name
        if name not in self._place:
            self._place[name] = len(self._steps)
            self._steps.append(self._declared.get(name) or _core.FlowStep(name))
        return self._place[name]


def _version(date: Any, author: str, note: str, evidence: Iterable[Any]) -> _core.FlowVersion:
    return _core.FlowVersion(1, None if date is None else instant(date), author, note, [_evidence(e) for e in evidence])


def _evidence(given: Any) -> _core.Evidence:
    kind, note, at = (
        ((given, "", None) if isinstance(given, str) else (*given, "", None)[:3]) if given else ("", "", None)
    )
    return _core.Evidence(kind, note, None if at is None or at == "" else instant(at))


def _date(us: int | None) -> dt.datetime | None:
    return None if us is None else moment(us)


def _python_of_requirement(requirement: _core.Requirement) -> str:
    given: list[tuple[str, Any]] = [
        ("at_most", requirement.at_most),
        ("at_least", requirement.at_least),
        ("share", requirement.share),
        ("owner", requirement.owner or None),
        ("need", requirement.need or None),
        ("source", requirement.source or None),
        ("valid_from", _date(requirement.valid_from)),
        ("valid_until", _date(None if requirement.valid_until is None else requirement.valid_until - 1)),
        ("note", requirement.note or None),
    ]
    words = [repr(requirement.measure)]
    for name, value in given:
        if value is not None:
            words.append(f"{name}={value.isoformat()!r}" if isinstance(value, dt.datetime) else f"{name}={value!r}")
    return f"fy.flow.Requirement({', '.join(words)})"


def _python_of_step(step: _core.FlowStep, is_optional: bool = False) -> str:
    words = [repr(step.name)]
    if step.lane != "frontstage":
        words.append(f"lane={step.lane!r}")
    if step.channel:
        words.append(f"channel={step.channel!r}")
    required = [_python_of_requirement(one) for one in step.requirements]
    if required:
        words.append(f"requires={required[0] if len(required) == 1 else '[' + ', '.join(required) + ']'}")
    if is_optional:
        words.append("optional=True")
    return f"fy.flow.Step({', '.join(words)})"


def _python_of_node(flow: _core.ServiceFlow, place: int, depth: int, mentioned: set[int]) -> str:
    part, step, children = flow.nodes[place]
    if step is not None:
        told = flow.steps[step]
        is_plain = told == _core.FlowStep(told.name) or step in mentioned
        mentioned.add(step)
        return repr(told.name) if is_plain else _python_of_step(told)
    indent = "    " * (depth + 1)
    written = [_python_of_node(flow, child, depth + 1, mentioned) for child in children]
    opening, closing = ("[", "]") if part == "sequence" else (f"fy.flow.{part}(", ")")
    line = f"{opening}{', '.join(written)}{closing}"
    if len(line) + 4 * depth <= 110 and "\n" not in line:
        return (
            line
            if part != "sequence" or depth or not written
            else f"[\n{indent}" + f",\n{indent}".join(written) + ",\n]"
        )
    return f"{opening}\n{indent}" + f",\n{indent}".join(written) + f",\n{'    ' * depth}{closing}"
