"""Pictures of flows: what is in them, and that they cope with little and with much."""

from __future__ import annotations

import datetime as dt
import os
import warnings
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib
import polars as pl
import pytest

matplotlib.use("Agg")

import matplotlib.pyplot as plt
from matplotlib.colors import to_hex
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch, Polygon

import fealty as fy
from fealty import plots
from fealty.errors import ParameterError
from fealty.flow import Requirement, ServiceFlow, Step, choice, loop, optional, parallel
from fealty.flow.drawing import drawing_of
from fealty.languages import texts
from fealty.plots.met_scale import class_of
from fealty.plots.style import COLORS, fonts

START = dt.datetime(2026, 1, 1, tzinfo=dt.timezone.utc)
DATA = Path(os.environ.get("FEALTY_DATA", Path(__file__).parents[3] / "shared" / "data")) / "flow"
LONG = [f'Step {i} of a service with a very long name, "quotes", <b>tags</b> &\nlines $x$' for i in range(40)]


@pytest.fixture(autouse=True)
def _no_figure_stays_open() -> Iterator[None]:
    yield
    plt.close("all")


def log_of(*cases: list[str]) -> fy.flow.EventLog:
    """A log of cases, each a list of steps a minute apart."""
    rows = [
        (f"c{c}", step, START + dt.timedelta(minutes=m)) for c, case in enumerate(cases) for m, step in enumerate(case)
    ]
    schema = {"visit_id": pl.String, "step": pl.String, "at": pl.Datetime("us", "UTC")}
    return fy.flow.EventLog(pl.DataFrame(rows, schema=schema, orient="row"))


def drawn(picture: Any, result: Any, **options: Any) -> Any:
    """The axes of a picture whose letters all stay within it."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        if len(fonts()) == 1:  # no Chinese font is installed
            warnings.filterwarnings("ignore", message="Glyph .* missing|No installed font")
        ax = picture(result, **options)
        ax.figure.canvas.draw()
    box, (width, height) = ax.figure.get_tightbbox(), ax.figure.get_size_inches()
    assert box.x0 >= -0.01 and box.x1 <= width + 0.01 and box.y0 >= -0.01 and box.y1 <= height + 0.01
    return ax


def words(ax: Any) -> list[str]:
    return [text.get_text() for text in ax.texts]


def said(ax: Any) -> str:
    """All words of a picture in a row."""
    return " ".join(" ".join(words(ax)).split())


def shapes(ax: Any, kind: type) -> list[Any]:
    return [patch for patch in ax.patches if type(patch) is kind]


def lines(ax: Any, color: str) -> list[Any]:
    return [patch for patch in shapes(ax, PathPatch) if to_hex(patch.get_edgecolor()) == COLORS[color]]


# ---- the map of steps ----


def test_every_step_has_a_box_with_its_name_and_count() -> None:
    log = log_of(["reception", "repair", "payment"], ["reception", "payment"])
    ax = drawn(plots.directly_follows, log.directly_follows())
    assert len(shapes(ax, FancyBboxPatch)) == 3
    assert {"reception", "repair", "payment", "start", "end"} <= set(words(ax))
    assert words(ax).count("2") == 2  # events of reception and of payment
    assert len(shapes(ax, Circle)) == 2
    assert len(lines(ax, "soft")) == 5  # three moves, one start, one end


def test_a_way_is_as_wide_as_it_is_often_taken() -> None:
    ax = drawn(plots.directly_follows, log_of(*[["a", "b"]] * 9, ["a", "c", "b"]).directly_follows())
    widths = sorted(line.get_linewidth() for line in lines(ax, "soft"))
    most, rest = widths[-1], [0.8 + (widths[-1] - 0.8) * share for share in (0.1, 0.1, 0.9)]
    assert widths == pytest.approx([*rest, most, most])


def test_what_goes_back_is_orange_and_said_with_its_interval() -> None:
    log = log_of(*[["repair", "check"]] * 30, *[["repair", "check", "repair", "check"]] * 10)
    ax = drawn(plots.directly_follows, log.directly_follows())
    assert len(lines(ax, "accent")) == 1
    title = ax.figure.get_suptitle()
    assert title.startswith("After check, 20% [") and "go back to repair" in " ".join(title.split())


def test_a_step_that_follows_itself_has_a_loop_above_it() -> None:
    ax = drawn(plots.directly_follows, log_of(["a", "a", "a", "b"]).directly_follows())
    (box,) = [
        one for one in shapes(ax, FancyBboxPatch) if one.get_x() == min(p.get_x() for p in shapes(ax, FancyBboxPatch))
    ]
    above = [line for line in lines(ax, "soft") if line.get_path().vertices[:, 1].max() <= box.get_y() + 1e-9]
    assert len(above) == 1 and "2" in words(ax)


def test_the_share_of_moves_that_is_asked_for_is_shown() -> None:
    cases = [["start here", f"step {i}", "done"] for i in range(6) for _ in range(10 * (i + 1))]
    graph = log_of(*cases).directly_follows()
    everything = drawn(plots.directly_follows, graph, edges=1.0)
    assert "Shown are" not in said(everything)
    few = drawn(graph.plot, None, edges=0.3)
    assert len(shapes(few, FancyBboxPatch)) == 8  # each step keeps a way in and a way out
    log = log_of(*[["a", "b", "c"]] * 50, ["a", "c", "b"], ["b", "c"])
    some = drawn(plots.directly_follows, log.directly_follows(), edges=0.9)
    assert "Shown are 2 of 4 ways from step to step, 98% of all moves." in said(some)
    for share in (0, 1.5, -1, float("nan")):
        with pytest.raises(ParameterError, match="edges is"):
            graph.plot(edges=share)


def test_plot_of_a_log_is_its_map() -> None:
    log = log_of(["a", "b"])
    assert words(log.plot()) == words(log.directly_follows().plot())


def test_of_hundreds_of_steps_the_most_frequent_are_shown_and_it_is_said() -> None:
    cases = [[f"step {(c * 7 + m * m) % 300}" for m in range(20)] for c in range(60)]
    graph = log_of(*cases).directly_follows()
    ax = drawn(plots.directly_follows, graph)
    assert len(shapes(ax, FancyBboxPatch)) == 30
    assert f"{len(graph.events) - 30} rarer steps are left out." in said(ax)


@pytest.mark.skipif(not DATA.is_dir(), reason="no data under ../shared/data, and FEALTY_DATA names no folder")
def test_the_map_of_the_running_example_has_its_counts() -> None:
    frame = pl.read_csv(DATA / "running-example.csv", infer_schema=False)
    names = {"case": "case:concept:name", "activity": "concept:name", "time": "time:timestamp"}
    graph = fy.flow.EventLog(frame, **names).directly_follows()
    ax = drawn(plots.directly_follows, graph)
    assert len(shapes(ax, FancyBboxPatch)) == 8
    assert {"check ticket", "decide", "register request"} <= set(words(ax))
    assert sum(graph.events.values()) == 42


@pytest.mark.skipif(not (DATA / "bpic2012.xes.gz").exists(), reason="no bpic2012.xes.gz in the folder of the data")
def test_the_map_of_a_loan_process_keeps_its_steps_and_the_ways_that_matter() -> None:
    graph = fy.flow.EventLog.read_xes(DATA / "bpic2012.xes.gz").directly_follows()
    ax = drawn(plots.directly_follows, graph)
    assert len(shapes(ax, FancyBboxPatch)) == 24
    assert {"54,850", "13,087", "38,004"} <= set(words(ax))
    assert "Shown are 40 of 125 ways from step to step, 86% of all moves." in said(ax)
    assert len(shapes(ax, PathPatch)) < 60
    boxes = [
        (b.get_x(), b.get_y(), b.get_x() + b.get_width(), b.get_y() + b.get_height())
        for b in shapes(ax, FancyBboxPatch)
    ]
    for i, a in enumerate(boxes):
        for b in boxes[:i]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


# ---- variants ----


def test_each_variant_is_a_row_of_its_steps() -> None:
    log = log_of(*[["reception", "repair", "payment"]] * 3, ["reception", "payment"])
    ax = drawn(plots.variants, log.variants())
    assert len(shapes(ax, Polygon)) == 5
    assert {"75%", "25%", "3 cases", "1 case"} <= set(words(ax))
    colors = {to_hex(chip.get_facecolor()) for chip in shapes(ax, Polygon)}
    assert len(colors) == 3
    assert ax.figure.get_suptitle().startswith("75% [")


def test_steps_in_a_row_are_one_with_their_number() -> None:
    ax = drawn(plots.variants, log_of(["wait", "wait", "wait", "go"]).variants())
    assert len(shapes(ax, Polygon)) == 2
    assert "wait ×3" in said(ax)


def test_what_of_the_variants_is_not_shown_is_said() -> None:
    cases = [[f"s{(c + m) % 15}" for m in range(15)] for c in range(15)]
    ax = drawn(plots.variants, log_of(*cases).variants())
    assert len(shapes(ax, Polygon)) == 10 * 12
    assert words(ax).count("+ 3 more") == 10
    assert "Shown are 10 of 15 ways, 67% of the cases." in said(ax)


# ---- a visit ----


def visit(met: list[bool | None]) -> Any:
    minutes = [0, 30, 95, 60 * 72]
    frame = pl.DataFrame(
        {
            "visit_id": ["v"] * 4,
            "step": ["reception", "repair", "payment", "follow-up"],
            "at": [START + dt.timedelta(minutes=m) for m in minutes],
            "ended_at": [START + dt.timedelta(minutes=m + 10) for m in minutes],
            "met": pl.Series(met, dtype=pl.Boolean),
        }
    )
    return fy.flow.EventLog(frame, zone="Asia/Shanghai").timeline("v")


def test_a_visit_is_bars_in_time_with_its_waits() -> None:
    ax = drawn(plots.visit_timeline, visit([True, False, None, True]))
    bars = [patch for patch in ax.patches if patch.get_height() == pytest.approx(0.16)]
    assert [to_hex(bar.get_facecolor()) for bar in bars] == [COLORS[c] for c in ("main", "accent", "soft", "main")]
    assert all(a.get_x() + a.get_width() <= b.get_x() + 1e-9 for a, b in pairwise(bars))
    assert "10 min · after 20 min of waiting · missed" in words(ax)
    assert "2026-01-01 08:00" in words(ax)  # by the clock of the zone
    assert "//: cut" in said(ax)
    title = " ".join(ax.figure.get_suptitle().split())
    assert title.startswith("Visit v took 3 days 10 min, 99.1% of it waiting. 1 of 3 steps missed")


def test_a_visit_of_instants_says_that_durations_are_not_known() -> None:
    ax = drawn(plots.visit_timeline, log_of(["a", "b", "c"]).timeline("c0"))
    assert "Visit c0 took 2 min with 3 events." in ax.figure.get_suptitle()
    assert "How long events took is not recorded." in said(ax)


def test_bars_are_colored_by_lane_if_asked() -> None:
    flow = ServiceFlow([Step("a", "customer"), Step("b", "backstage", requires=Requirement("waited", at_most="10 s"))])
    log = log_of(["a", "b"])
    ax = drawn(log.timeline("c0", flow).plot, None, color="lane")
    assert {"customer", "backstage · after 1 min of waiting · missed"} <= set(words(ax))
    with pytest.raises(ParameterError, match="needs the lanes of a flow"):
        log.timeline("c0").plot(color="lane")
    with pytest.raises(ParameterError, match="must be met or lane"):
        log.timeline("c0").plot(color="red")


def test_of_a_long_visit_the_first_events_are_shown_and_it_is_said() -> None:
    ax = drawn(plots.visit_timeline, log_of(LONG * 3).timeline("c0"))
    assert "90 later events are left out." in said(ax)


# ---- the blueprint ----


def dealer() -> ServiceFlow:
    return ServiceFlow(
        [
            optional(Step("booking", "customer")),
            Step("reception", requires=Requirement("duration", at_most="15 min", share=0.5)),
            choice(
                ["test drive", "offer"],
                [
                    parallel(Step("inspection", "backstage"), Step("parts", "support")),
                    loop(
                        [
                            Step("repair", "backstage", requires=Requirement("met", share=0.99)),
                            Step("quality check", "backstage"),
                        ]
                    ),
                    "payment",
                ],
            ),
        ]
    )


@pytest.fixture(scope="module")
def audit() -> Any:
    return dealer().audit(fy.flow.EventLog(fy.demo.dealership(customers=150, seed=3).book))


def boxes(ax: Any) -> list[Any]:
    return [box for box in shapes(ax, FancyBboxPatch) if box.get_width() == pytest.approx(1.32)]


def test_a_blueprint_has_lanes_and_the_three_lines() -> None:
    ax = drawn(plots.blueprint, dealer())
    t = texts("en")
    heights = {text.get_text(): text.get_position()[1] for text in ax.texts}
    lanes = [t(f"flow_drawing.{lane}") for lane in ("customer", "frontstage", "backstage", "support")]
    assert [heights[lane] for lane in lanes] == sorted(heights[lane] for lane in lanes)
    between = ("line of interaction", "line of visibility", "line of internal interaction")
    for line, above, below in zip(between, lanes, lanes[1:], strict=False):
        assert heights[above] < heights[line] < heights[below]
    assert len(boxes(ax)) == 9
    assert heights["booking"] < heights["line of interaction"] < heights["reception"]


def test_steps_stand_in_the_order_of_the_flow() -> None:
    ax = drawn(plots.blueprint, ServiceFlow(["a", "b", choice("c", "d"), "e"]))
    at = {text.get_text(): text.get_position()[0] for text in ax.texts}
    assert at["start"] < at["a"] < at["b"] < at["c"] == at["d"] < at["e"] < at["end"]


def test_optional_steps_are_dashed_and_parallel_ones_between_bars() -> None:
    ax = drawn(plots.blueprint, dealer())
    dashed = [box for box in boxes(ax) if box.get_linestyle() not in ("solid", "-")]
    assert len(dashed) == 1
    bars = [box for box in shapes(ax, FancyBboxPatch) if box.get_width() == pytest.approx(0.09)]
    assert len(bars) == 2
    assert len(lines(ax, "accent")) == 1  # the loop
    assert "Dashed: may be left out. Orange: once more. Between bars: in any order." in said(ax)


def test_requirements_stand_below_their_steps() -> None:
    ax = drawn(plots.blueprint, dealer())
    places = {text.get_text(): text.get_position() for text in ax.texts}
    for step, rule in (("reception", "took ≤ 15 min: 50%"), ("repair", "met: 99%")):
        assert places[rule][0] == places[step][0]
        assert 0.2 < places[rule][1] - places[step][1] < 0.6


def test_an_audit_fills_boxes_and_widens_ways(audit: Any) -> None:
    ax = drawn(plots.blueprint, audit.flow, audit=audit)
    steps = drawing_of(audit.flow, audit).steps()
    fills = sorted(to_hex(box.get_facecolor()) for box in boxes(ax))
    assert fills == sorted(class_of(place.met)[1] for place in steps)
    assert len({line.get_linewidth() for line in shapes(ax, PathPatch)}) > 3
    assert words(ax).count("!") == sum(bool(place.figures and place.figures.missed) for place in steps) == 1
    assert {"met in 95% or more", "below 70%", "not known"} <= set(words(ax))
    assert "repair misses its target of 99%" in " ".join(ax.figure.get_suptitle().split())
    volumes = sorted(link.volume or 0 for link in drawing_of(audit.flow, audit).links)
    assert f"{volumes[-2]:,}" in words(ax)


def test_boxes_are_colored_by_lane_if_asked(audit: Any) -> None:
    ax = drawn(plots.blueprint, dealer(), color="lane")
    assert len({to_hex(box.get_facecolor()) for box in boxes(ax)}) == 4
    assert "below 70%" not in words(ax)


def test_plot_of_a_flow_takes_its_last_audit() -> None:
    flow = dealer()
    with pytest.raises(ParameterError, match="needs an audit"):
        flow.plot(color="met")
    flow.audit(fy.flow.EventLog(fy.demo.dealership(customers=60, seed=3).book))
    assert "below 70%" in words(drawn(flow.plot, None, color="met"))


def test_the_flow_of_an_audit_knows_its_audit(audit: Any) -> None:
    assert words(drawn(audit.flow.plot, None, color="met")) == words(drawn(plots.blueprint, dealer(), audit=audit))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_chinese_is_drawn(language: str, audit: Any) -> None:
    flow = ServiceFlow(
        [Step("接待", "customer"), Step("车辆维修与质量检查", requires=Requirement("waited", at_most="10 min"))]
    )
    ax = drawn(plots.blueprint, flow, language=language)
    assert "接待" in words(ax)
    assert "车辆维修与质量检查" in said(ax).replace(" ", "")
    if language == "zh":
        assert {"顾客", "前台", "互动线", "等待 ≤ 10 分钟"} <= set(words(ax))


# ---- little and much ----


@pytest.mark.parametrize(
    "cases",
    [[], [["x"]], [["x", "x"], ["x"]], [LONG], [["a"] * 200], [["等待", "接待"], ["接待", "等待"]]],
    ids=["nothing", "one event", "one step", "forty long names", "one step two hundred times", "Chinese"],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_any_log_is_drawn(cases: list[list[str]], language: str) -> None:
    log = log_of(*cases)
    for picture, result in ((plots.directly_follows, log.directly_follows()), (plots.variants, log.variants())):
        assert drawn(picture, result, language=language).figure.get_suptitle()
    if cases:
        assert drawn(plots.visit_timeline, log.timeline("c0"), language=language).figure.get_suptitle()


@pytest.mark.parametrize(
    "parts",
    [
        [],
        ["x"],
        [loop("x")],
        [loop(optional("x"))],
        LONG,
        [parallel(*[f"s{i}" for i in range(12)])],
        [[f"s{i}" for i in range(300)]],
    ],
    ids=[
        "nothing",
        "one step",
        "a loop of one",
        "a loop of nothing",
        "forty long names",
        "twelve at once",
        "three hundred",
    ],
)
def test_any_flow_is_drawn(parts: Any) -> None:
    assert drawn(plots.blueprint, ServiceFlow(parts)).figure.get_suptitle()


def test_of_hundreds_of_steps_of_a_flow_the_first_are_drawn_and_it_is_said() -> None:
    ax = drawn(plots.blueprint, ServiceFlow([f"s{i}" for i in range(100)]))
    assert len(boxes(ax)) == 40
    assert "60 later steps are left out." in said(ax)
