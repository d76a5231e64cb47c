"""Flows as they are drawn: places, links and volumes, and the texts that other programs draw."""

from __future__ import annotations

import itertools
import random
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from typing import Any

import polars as pl
import pytest

import fealty as fy
from fealty.errors import ParameterError
from fealty.flow import Requirement, ServiceFlow, Step, choice, loop, optional, parallel
from fealty.flow.drawing import Figures, FlowDrawing, Link, Place, Rule, drawing_of
from fealty.flow.volumes import volumes
from fealty.languages import texts
from fealty.plots.met_scale import MET_CLASSES, UNKNOWN, class_of

NASTY = [
    'a "quoted" <b>name</b> & more',
    "two\nlines; 100%",
    "back\\slash `code` [x] {y} | z",
    "%%{init: {}}%%",
    "1. first",
    "- list # hash",
    "end",
    "交车 —— 等待",
    "a > b",
    "emoji 🚗 $x$",
]
SVG = "{http://www.w3.org/2000/svg}"


def dealer() -> ServiceFlow:
    met = Requirement("met", share=0.95)
    return ServiceFlow(
        [
            optional(Step("booking", "customer")),
            Step("reception", requires=Requirement("duration", at_most="15 min", share=0.5)),
            choice(
                ["test drive", "offer"],
                [
                    Step(
                        "inspection", "backstage", requires=[met, Requirement("duration", at_most="30 min", share=0.5)]
                    ),
                    loop([Step("repair", "backstage", requires=met), Step("quality check", "support", requires=met)]),
                    Step("handover", requires=Requirement("met", share=0.2)),
                    "payment",
                    optional(Step("follow-up", "customer", channel="phone")),
                ],
            ),
        ]
    )


@pytest.fixture(scope="module")
def log() -> Any:
    return fy.flow.EventLog(fy.demo.dealership(customers=200, seed=3).book)


@pytest.fixture(scope="module")
def audited(log: Any) -> tuple[ServiceFlow, Any]:
    flow = dealer()
    return flow, flow.audit(log)


def nasty() -> FlowDrawing:
    figures = Figures(90, 0.5, 0.4, 0.6, 0.9, True)
    steps = [
        Place("step", i + 1, name, "frontstage" if i % 2 else "customer", figures=figures, optional=i == 2)
        for i, name in enumerate(NASTY)
    ]
    places = [Place("start", 0), *steps, Place("end", len(steps) + 1)]
    links = [Link(i, i + 1, volume=90) for i in range(len(places) - 1)]
    return FlowDrawing(places, [*links, Link(4, 2, True, 7), Link(5, 5, True, 3)], 90)


# ---- places and links ----


def test_steps_stand_in_their_lanes_with_what_is_required() -> None:
    places = {place.name: place for place in drawing_of(dealer()).steps()}
    assert places["booking"].lane == "customer" and places["quality check"].lane == "support"
    assert places["follow-up"].channel == "phone"
    assert places["inspection"].requirements == (Rule("met", share=0.95), Rule("duration", at_most=1800, share=0.5))
    assert not any(place.figures for place in places.values())


def test_optional_is_what_may_be_left_out_and_no_branch_of_a_choice() -> None:
    assert {place.name for place in drawing_of(dealer()).steps() if place.optional} == {"booking", "follow-up"}
    assert drawing_of(ServiceFlow([choice("a", [])])).steps()[0].optional
    nested = ServiceFlow([optional(["a", choice("b", "c")]), parallel("d", optional("e"))])
    assert [place.optional for place in drawing_of(nested).steps()] == [True, True, True, False, True]


def test_a_rule_is_said_in_short_in_each_language() -> None:
    assert Rule("waited", at_most=600, share=0.95).text(texts("en")) == "waited ≤ 10 min: 95%"
    assert Rule("waited", at_most=600, share=0.95).text(texts("zh")) == "等待 ≤ 10 分钟: 95%"
    assert Rule("friendliness", at_least=4.5).text(texts("en")) == "friendliness ≥ 4.50"
    assert Rule("met").text(texts("zh")) == "达标"


def test_figures_are_those_of_the_audit(audited: tuple[ServiceFlow, Any]) -> None:
    flow, audit = audited
    drawing = drawing_of(flow, audit)
    assert drawing.visits == len(audit)
    rows = {row["step"]: row for row in audit.steps().iter_rows(named=True)}
    for place in drawing.steps():
        row, figures = rows[place.name], place.figures
        assert figures is not None
        assert figures.visits == row["visits"]
        assert figures.met == pytest.approx(row["met_share"], nan_ok=True)
        assert figures.missed == (row["verdict"] == "missed")
        if row["met"] + row["unmet"]:
            assert figures.lower <= row["met_share_lower"] and figures.upper >= row["met_share_upper"]
    assert {place.name for place in drawing.steps() if place.figures and place.figures.missed} == {
        "quality check",
        "repair",
    }


def test_colors_by_the_share_met_need_an_audit(log: Any) -> None:
    flow = dealer()
    with pytest.raises(ParameterError, match=r"needs an audit: call flow.audit\(log\) first"):
        flow.to_svg(color="met")
    flow.audit(log)
    assert class_of(0.0)[1] in flow.to_svg(color="met") or class_of(0.99)[1] in flow.to_svg(color="met")
    with pytest.raises(ParameterError, match="must be met or lane"):
        flow.to_svg(color="red")


def test_an_audit_of_another_flow_is_refused(audited: tuple[ServiceFlow, Any]) -> None:
    other = ServiceFlow(["reception"])
    for drawn in (other.to_svg, other.to_dot, other.to_mermaid):
        with pytest.raises(ParameterError, match="of another flow"):
            drawn(audit=audited[1])


# ---- volumes ----


def graph(flow: ServiceFlow) -> tuple[list[str], list[str], list[tuple[int, int]]]:
    drawing = drawing_of(flow)
    links = [(link.first, link.second) for link in drawing.links]
    return [place.kind for place in drawing.places], [place.name for place in drawing.places], links


def named(flow: ServiceFlow, visits: list[tuple[int, list[str]]]) -> dict[tuple[str, str], int]:
    kinds, names, links = graph(flow)
    labels = [name or kind for kind, name in zip(kinds, names, strict=True)]
    return {(labels[a], labels[b]): n for (a, b), n in volumes(kinds, names, links, visits).items()}


def test_visits_are_counted_along_the_ways_they_take() -> None:
    flow = ServiceFlow(["a", optional("b"), choice("c", "d")])
    taken = named(flow, [(3, ["a", "b", "c"]), (2, ["a", "d"])])
    assert taken[("start", "a")] == 5
    assert taken[("a", "b")] == 3
    assert sum(n for (_, to), n in taken.items() if to == "c") == 3
    assert sum(n for (_, to), n in taken.items() if to == "d") == 2
    assert sum(n for (_, to), n in taken.items() if to == "end") == 5


def test_rounds_of_a_loop_are_counted() -> None:
    taken = named(ServiceFlow([loop("a", "b")]), [(10, ["a", "b", "a", "b", "a"]), (1, ["a"])])
    assert taken == {("start", "a"): 11, ("a", "b"): 20, ("b", "a"): 20, ("a", "end"): 11}


def test_parallel_parts_are_counted_once_each_however_they_interleave() -> None:
    flow = ServiceFlow(["s", parallel(["a", "b"], "c"), "t"])
    for visit in (["s", "a", "c", "b", "t"], ["s", "c", "a", "b", "t"], ["s", "a", "b", "c", "t"]):
        assert set(named(flow, [(4, visit)]).values()) == {4}


def test_where_a_visit_departs_from_the_flow_nothing_is_counted() -> None:
    flow = ServiceFlow(["a", "b", "c", "d"])
    taken = named(flow, [(1, ["a", "c", "d"])])
    assert taken == {("start", "a"): 1, ("a", "b"): 0, ("b", "c"): 0, ("c", "d"): 1, ("d", "end"): 1}
    assert named(flow, [(1, ["a", "elsewhere", "b"])])[("a", "b")] == 1
    assert sum(named(flow, [(1, []), (2, ["nothing known"])]).values()) == 0


def random_part(draw: random.Random, names: Any, depth: int) -> Any:
    kind = draw.choice(["step", "step", "sequence", "choice", "parallel", "loop", "optional"]) if depth else "step"
    if kind == "step":
        return next(names)
    if kind == "optional":
        return optional(random_part(draw, names, depth - 1))
    parts = [random_part(draw, names, depth - 1) for _ in range(2)]
    return {"sequence": list, "choice": lambda p: choice(*p), "parallel": lambda p: parallel(*p)}.get(
        kind, lambda p: loop(*p)
    )(parts)


def random_visit(draw: random.Random, part: Any) -> list[str]:
    """A visit that a part allows, without repeating a parallel part or leaving one out."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, list):
        return [step for one in part for step in random_visit(draw, one)]
    if part.kind == "choice":
        return random_visit(draw, draw.choice(part.parts))
    if part.kind == "optional":
        return random_visit(draw, part.parts[0]) if draw.random() < 0.5 else []
    if part.kind == "loop":
        visit = random_visit(draw, part.parts[0])
        while draw.random() < 0.3:
            visit += [*random_visit(draw, part.parts[1]), *random_visit(draw, part.parts[0])]
        return visit
    waiting = [random_visit(draw, one) for one in part.parts]
    visit = []
    while any(waiting):
        visit.append(draw.choice([steps for steps in waiting if steps]).pop(0))
    return visit


@pytest.mark.parametrize("seed", range(60))
def test_as_many_come_to_a_step_as_leave_it(seed: int) -> None:
    draw = random.Random(seed)
    names = (f"s{i}" for i in itertools.count())
    part: Any = ["in", random_part(draw, names, 3), "out"]
    visits = [(1 + i % 3, random_visit(draw, part)) for i in range(20)]
    kinds, steps, links = graph(ServiceFlow(part))
    taken = volumes(kinds, steps, links, visits)
    for node, (kind, step) in enumerate(zip(kinds, steps, strict=True)):
        if kind == "step":
            times = sum(n * visit.count(step) for n, visit in visits)
            assert sum(n for (_, to), n in taken.items() if to == node) == times
            assert sum(n for (at, _), n in taken.items() if at == node) == times


# ---- Mermaid ----

LABEL = re.compile(r'"((?:[^"#]|#\d+;)*)"')
LINES = [
    re.compile(r"flowchart LR"),
    re.compile(r'  subgraph lane_\w+\["[^"]*"\]'),
    re.compile(r"  end"),
    re.compile(r'    n\d+\["[^"]*"\]'),
    re.compile(r'  n\d+(\(\["[^"]*"\]\)|\{"[^"]*"\}|\{\{"[^"]*"\}\})'),
    re.compile(r'  n\d+ (-->|-\. "[^"]*" \.->) n\d+'),
    re.compile(r"  style lane_\w+ fill:#\w+,stroke:#\w+"),
    re.compile(r"  linkStyle \d+ stroke-width:[\d.]+px"),
    re.compile(r"  classDef \w+ [a-z-]+:[^,]+(,[a-z-]+:[^,]+)*"),
    re.compile(r"  class n\d+(,n\d+)* \w+"),
]


def unescaped(label: str) -> str:
    return re.sub(r"#(\d+);", lambda number: chr(int(number[1])), label.replace("<br/>", "\n"))


def checked_mermaid(text: str) -> list[str]:
    """The lines of a flowchart, each of which is of a form that Mermaid knows."""
    lines = text.splitlines()
    assert [line for line in lines if not any(form.fullmatch(line) for form in LINES)] == []
    depth = 0
    for line in lines:
        depth += line.startswith("  subgraph") - (line == "  end")
        assert 0 <= depth <= 1
    assert depth == 0
    declared = {match[1] for line in lines if (match := re.match(r"\s+(n\d+)[\[({]", line))}
    assert {node for line in lines for node in re.findall(r"\bn\d+\b", LABEL.sub("", line))} <= declared
    classes = {line.split()[1] for line in lines if line.startswith("  classDef")}
    assert {line.split()[2] for line in lines if line.startswith("  class ")} == classes
    widths = [int(line.split()[1]) for line in lines if line.startswith("  linkStyle")]
    assert widths == sorted(set(widths)) and len(widths) <= sum("->" in LABEL.sub("", line) for line in lines)
    return lines


def test_mermaid_says_steps_lanes_and_links(audited: tuple[ServiceFlow, Any]) -> None:
    flow, audit = audited
    plain = checked_mermaid(flow.to_mermaid())
    labels = [unescaped(match[1]) for line in plain if (match := re.match(r'    n\d+\["([^"]*)"\]', line))]
    assert {label.split("\n")[0] for label in labels} == {step.name for step in flow.steps}
    assert sum(line.startswith("  subgraph") for line in plain) == 4
    assert sum(bool(re.match(r"  n\d+ -", line)) for line in plain) == len(flow.edges())
    assert not any("met_" in line or "linkStyle" in line for line in plain)
    colored = checked_mermaid(flow.to_mermaid(audit))
    assert sum(line.startswith("  linkStyle") for line in colored) == len(flow.edges())
    assert any(line.startswith("  class ") and line.endswith(" missed") for line in colored)
    assert not any("booking" in line and "met" in line for line in colored)  # nothing is required there
    assert any(line.startswith("  class ") and line.endswith(" optional") for line in colored)


def test_no_name_breaks_mermaid() -> None:
    from fealty.flow.mermaid import mermaid

    lines = checked_mermaid(mermaid(nasty()))
    labels = [unescaped(match[1]) for line in lines if (match := re.match(r'    n\d+\["([^"]*)"\]', line))]
    assert {label.removesuffix("\nmet 50% [40.0%, 60.0%]") for label in labels} == set(NASTY)


# ---- DOT ----

QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)


def checked_dot(text: str) -> str:
    """A graph whose quotes, braces and brackets are in pairs, and which Graphviz reads where it is installed."""
    bare = QUOTED.sub("", text)
    assert '"' not in bare
    assert bare.count("{") == bare.count("}") and bare.count("[") == bare.count("]")
    declared = set(re.findall(r"^\s+(n\d+) \[", text, flags=re.MULTILINE))
    assert set(re.findall(r"\b(n\d+)\b", bare)) <= declared
    if program := shutil.which("dot"):
        ran = subprocess.run([program, "-Tsvg"], input=text.encode(), capture_output=True)
        assert (ran.returncode, ran.stderr) == (0, b"")
    return text


def test_dot_says_steps_lanes_and_links(audited: tuple[ServiceFlow, Any]) -> None:
    flow, audit = audited
    plain = checked_dot(flow.to_dot())
    assert plain.count("subgraph cluster_") == 4
    assert plain.count(" -> ") == len(flow.edges())
    assert plain.count("dashed") == 2
    colored = checked_dot(flow.to_dot(audit))
    assert colored.count("penwidth") >= len(flow.edges())
    assert class_of(drawing_of(flow, audit).steps()[4].met)[1] in colored


def test_no_name_breaks_dot() -> None:
    from fealty.flow.dot import dot

    text = checked_dot(dot(nasty()))
    labels = [re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], label) for label in QUOTED.findall(text)]
    found = {"".join(label.split("\nmet 50%")[0].split()) for label in labels}
    assert {"".join(name.split()) for name in NASTY} <= found


# ---- SVG ----


def read_svg(text: str) -> ET.Element:
    root = ET.fromstring(text)
    assert root.tag == f"{SVG}svg"
    allowed = {"svg", "title", "desc", "rect", "circle", "polygon", "path", "text", "tspan"}
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= allowed
    for element in root.iter():
        assert not [name for name in element.attrib if name.startswith("on") or "href" in name]
        assert "url(" not in "".join(element.attrib.values())
    return root


def words_of(root: ET.Element) -> list[str]:
    return [tspan.text or "" for tspan in root.iter(f"{SVG}tspan")]


def test_svg_is_a_picture_of_its_own_with_texts_as_texts(audited: tuple[ServiceFlow, Any]) -> None:
    flow, audit = audited
    root = read_svg(flow.to_svg(color="met", audit=audit))
    assert "Noto Sans CJK SC" in root.attrib["font-family"]
    assert root.attrib["role"] == "img"
    ids = root.attrib["aria-labelledby"].split()
    title, desc = (next(e for e in root if e.attrib.get("id") == name) for name in ids)
    assert title.text and title.text in " ".join(words_of(root))
    assert desc.text == "; ".join(place.name for place in drawing_of(flow).steps())
    words = words_of(root)
    assert {"booking", "reception", "payment"} <= set(words)
    assert {"line of interaction", "line of visibility", "line of internal interaction"} <= set(words)


def test_svg_colors_steps_by_the_share_met(audited: tuple[ServiceFlow, Any]) -> None:
    flow, audit = audited
    boxes = read_svg(flow.to_svg(color="met", audit=audit)).findall(f"{SVG}rect[@class='step']")
    fills = {box.find(f"{SVG}title").text.split(";")[0]: box.attrib["fill"] for box in boxes}  # type: ignore[union-attr]
    assert fills == {place.name: class_of(place.met)[1] for place in drawing_of(flow, audit).steps()}
    assert len(set(fills.values())) > 2


def test_svg_marks_optional_steps_and_those_that_miss_their_target(audited: tuple[ServiceFlow, Any]) -> None:
    flow, audit = audited
    root = read_svg(flow.to_svg(audit=audit, color="met"))
    dashed = [box for box in root.findall(f"{SVG}rect[@class='step']") if "stroke-dasharray" in box.attrib]
    assert len(dashed) == 2
    missed = sum(bool(place.figures and place.figures.missed) for place in drawing_of(flow, audit).steps())
    assert words_of(root).count("!") == missed > 0


def test_links_are_as_wide_as_visits_are_many(audited: tuple[ServiceFlow, Any]) -> None:
    drawing = drawing_of(*audited)
    widths = drawing.widths(1, 9)
    by_volume = sorted((link.volume, width) for link, width in zip(drawing.links, widths, strict=True))
    assert [width for _, width in by_volume] == sorted(width for _, width in by_volume)  # type: ignore[type-var]
    assert by_volume[-1][1] == 9
    assert drawing_of(audited[0]).widths(1, 9) == [None] * len(drawing.links)


def test_no_name_breaks_svg() -> None:
    from fealty.flow.svg import svg

    root = read_svg(svg(nasty(), "met"))
    hints = {box.find(f"{SVG}title").text for box in root.findall(f"{SVG}rect[@class='step']")}  # type: ignore[union-attr]
    assert hints == set(NASTY)
    bad = FlowDrawing(
        [Place("start", 0), Place("step", 1, "\x00bell\x07\ud800\uffff", "customer"), Place("end", 2)], []
    )
    assert "bell" in "".join(words_of(read_svg(svg(bad))))


def test_chinese_names_and_labels_are_texts() -> None:
    flow = ServiceFlow([Step("接待", requires=Requirement("waited", at_most="10 min")), Step("交车", "customer")])
    from fealty.flow.svg import svg

    root = read_svg(svg(flow, language="zh"))
    assert {"接待", "交车", "前台", "顾客", "互动线", "开始"} <= set(words_of(root))
    assert "接待" in checked_dot(flow.to_dot()) and "接待" in flow.to_mermaid()


def test_a_flow_without_steps_is_drawn() -> None:
    empty = ServiceFlow([])
    assert "The flow has no step" in words_of(read_svg(empty.to_svg()))
    checked_dot(empty.to_dot())
    checked_mermaid(empty.to_mermaid())


def test_of_hundreds_of_steps_the_first_are_drawn_and_it_is_said() -> None:
    for parts in ([f"step {i}" for i in range(300)], [choice(*[f"step {i}" for i in range(300)])]):
        flow = ServiceFlow(parts)
        root = read_svg(flow.to_svg())
        assert len(root.findall(f"{SVG}rect[@class='step']")) == 40
        assert "260 later steps are left out." in " ".join(words_of(root))
        assert sum(label.startswith("step") for label in QUOTED.findall(flow.to_dot())) == 300


# ---- the scale ----


def seen_by(color: str, kind: str) -> list[float]:
    """A color as it is seen without one kind of cones. Source: Machado, Oliveira and Fernandes (2009), "A
    physiologically-based model for simulation of color vision deficiency", table 1, severity 1."""
    matrix = {
        "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    }[kind]
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return [sum(weight * c for weight, c in zip(row, linear, strict=True)) for row in matrix]


def in_lab(linear: list[float]) -> list[float]:
    rgb_to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    white = [0.9505, 1.0, 1.089]
    xyz = [sum(w * c for w, c in zip(row, linear, strict=True)) / n for row, n in zip(rgb_to_xyz, white, strict=True)]
    f = [c ** (1 / 3) if c > 0.008856 else 7.787 * c + 16 / 116 for c in xyz]
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]


@pytest.mark.parametrize("kind", ["protan", "deutan"])
def test_the_color_blind_tell_neighboring_classes_apart(kind: str) -> None:
    colors = [in_lab(seen_by(color, kind)) for _, _, color in MET_CLASSES]
    for one, other in itertools.pairwise(colors):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 12


def test_shares_fall_into_classes() -> None:
    assert [class_of(share)[0] for share in (1.0, 0.95, 0.949, 0.9, 0.8, 0.7, 0.69, 0.0)] == [
        "95",
        "95",
        "90",
        "90",
        "80",
        "70",
        "low",
        "low",
    ]
    assert class_of(None) == class_of(float("nan")) == UNKNOWN


def test_frames_of_every_kind_carry_the_figures() -> None:
    pandas = pytest.importorskip("pandas")
    made = fy.demo.dealership(customers=60, seed=1)
    touches = (
        made.tables["touches"].select("visit_id", "step", "at", "ended_at", "met").drop_nulls(["visit_id", "step"])
    )
    flow = dealer()
    one = flow.audit(fy.flow.EventLog(touches))
    other = flow.audit(fy.flow.EventLog(pandas.DataFrame(touches.to_dict(as_series=False))))
    assert isinstance(one.steps(), pl.DataFrame)
    assert flow.to_dot(one) == flow.to_dot(other)
