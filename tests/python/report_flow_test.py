"""The flow sections of the report: they say what the library finds, and are silent where it finds nothing."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import fealty as fy
from fealty.languages import texts
from fealty.languages.numbers import interval, percent, points
from fealty.report import Report, Source, make, registered

SECTIONS = ("steps", "courses", "durations", "yield", "control", "moments", "improvement")
JUDGED = ("yield", "control", "moments", "improvement")  # need to know whether requirements were met
MONDAY = dt.datetime(2026, 1, 5, 9, tzinfo=dt.timezone.utc)


@pytest.fixture(scope="module")
def made() -> Any:
    return fy.demo.dealership(customers=600, seed=3)


@pytest.fixture(scope="module")
def report(made: Any) -> Report:
    return make(made.book)


@pytest.fixture(scope="module")
def large() -> Any:
    return fy.demo.dealership(customers=2000, seed=1)


@pytest.fixture(scope="module")
def log(made: Any) -> fy.flow.EventLog:
    return fy.flow.EventLog(made.book)


def section(report: Report, name: str) -> dict[str, Any]:
    return next(one for one in report.figures["sections"] if one["name"] == name)


def figures(report: Report, name: str) -> dict[str, Any]:
    return {one["name"]: one["value"] for one in section(report, name)["figures"]}


def rows(report: Report, name: str) -> list[dict[str, Any]]:
    table = section(report, name)["tables"][0]
    names = [column["name"] for column in table["columns"]]
    return [dict(zip(names, row, strict=True)) for row in table["rows"]]


def flow_sections(book: fy.Book, language: str = "en") -> list[str]:
    return [one["name"] for one in make(book, language).figures["sections"] if one["area"] == "flow"]


def visits_of(*courses: str, met: bool | None = None) -> pl.DataFrame:
    """A visit a day, of steps that are letters, an hour each."""
    return pl.DataFrame(
        [
            (f"v{day}", f"c{day % 7}", step, MONDAY + dt.timedelta(days=day, hours=hour), met)
            for day, course in enumerate(courses)
            for hour, step in enumerate(course)
        ],
        schema=["visit_id", "customer_id", "step", "at", "met"],
        orient="row",
        schema_overrides={"met": pl.Boolean},
    )


# ---- what they say ----


def test_the_demo_has_every_flow_section_with_findings_tables_and_pictures(made: Any, report: Report) -> None:
    assert tuple(one["name"] for one in report.figures["sections"] if one["area"] == "flow") == SECTIONS
    source = Source(made.book, texts("en"))
    for one in registered():
        if one.area == "flow":
            content = one.content(source)
            assert content is not None
            assert content.findings and content.figures and content.pictures and content.notes, one.name
            assert content.tables or one.name == "control", one.name


def test_the_most_frequent_way_is_that_of_the_variants(report: Report, log: fy.flow.EventLog) -> None:
    first = log.variants().to_frame().row(0, named=True)
    finding = section(report, "courses")["findings"][0]
    assert finding.startswith(percent(first["share"]))
    assert interval(first["share_lower"], first["share_upper"], "share") in finding
    assert first["variant"].replace(" > ", " → ") in finding
    assert figures(report, "courses")["visits"] == log.case_count
    assert figures(report, "courses")["ways"] == len(log.variants())
    assert sum(row["visits"] for row in rows(report, "courses")) == log.case_count


def test_the_ways_of_most_visits_are_as_few_as_reach_nine_in_ten(report: Report, log: fy.flow.EventLog) -> None:
    counts = log.variants().counts
    enough = int(figures(report, "courses")["ways_of_most"])
    assert sum(counts[:enough]) >= 0.9 * sum(counts) > sum(counts[: enough - 1])


def test_the_median_duration_is_that_of_the_log(report: Report, log: fy.flow.EventLog) -> None:
    assert figures(report, "durations")["median"]["value"] == log.case_durations().figures.median
    longest = rows(report, "durations")[0]
    sums = {edge: figures.sum for edge, figures in log.performance().edges.items()}
    assert (longest["from"], longest["to"]) == max(sums, key=lambda edge: sums[edge])
    assert longest["time_share"] == pytest.approx(max(sums.values()) / sum(sums.values()))


def test_the_yield_is_the_share_of_visits_without_a_touch_that_missed(made: Any, report: Report) -> None:
    """Counted by hand over the steps of the flow: visits of which every step is known, and those that missed none."""
    flow = [row["step"] for row in rows(report, "yield")]
    touches = made.book.touches.drop_nulls(["visit_id", "step", "at"]).filter(
        pl.col("step").cast(pl.String).is_in(flow)
    )
    steps = touches.group_by("visit_id", "step").agg(
        missed=(pl.col("met") == False).any(),  # noqa: E712
        known=pl.col("met").is_not_null().any(),
    )
    visits = steps.group_by("visit_id").agg(
        missed=pl.col("missed").any(), complete=(pl.col("known") | pl.col("missed")).all()
    )
    complete = visits.filter(pl.col("complete"))
    assert figures(report, "yield")["complete"] == len(complete)
    assert figures(report, "yield")["total"]["value"] == pytest.approx(1 - complete["missed"].mean())


def test_the_first_failure_is_at_the_step_that_deteriorates(made: Any, report: Report) -> None:
    assert made.parameters["deteriorating_step"] in section(report, "yield")["findings"][0]


def test_the_alarms_are_those_of_the_chart_with_their_dates(large: Any) -> None:
    report, log = make(large.book), fy.flow.EventLog(large.book)
    flow = fy.flow.ServiceFlow.sketch(log).with_requirement("reception", fy.flow.Requirement("met"))
    chart = fy.flow.ControlChart.p(flow.audit(log), step="reception", by="week", rules="western electric 1")
    assert "reception" in section(report, "control")["findings"][0]
    assert len(rows(report, "control")) > 1
    assert [row["label"] for row in rows(report, "control")] == chart.alarms()["label"].unique(
        maintain_order=True
    ).to_list()
    for row in rows(report, "control"):
        assert dt.date.fromisoformat(row["begins"]).strftime("%G-W%V-%u") == f"{row['label']}-1"


def test_the_moment_of_truth_is_the_one_that_was_planted(large: Any) -> None:
    made, report = large, make(large.book)
    (finding,) = section(report, "moments")["findings"]
    moments = fy.flow.moments_of_truth(made.book)
    first = moments.to_frame().row(0, named=True)
    assert first["step"] == made.parameters["moment_of_truth"]
    assert f"The moment of truth is {first['step']}" in finding
    assert points(-first["effect"]).removeprefix("+") in finding
    assert percent(first["probability_first"]) in finding
    assert f"come from {first['step']}" in section(report, "improvement")["findings"][1]


def test_the_gains_of_the_backlog_add_up(report: Report) -> None:
    gain = figures(report, "improvement")["joint_gain"]["value"]
    shares = [row["outcome_share"]["value"] for row in rows(report, "improvement")]
    assert sum(shares) == pytest.approx(gain, abs=1e-9)


def test_disagreement_of_the_views_is_a_warning_in_plain_words(monkeypatch: pytest.MonkeyPatch, made: Any) -> None:
    source = Source(made.book, texts("en"))
    moments = source.moments
    assert moments is not None
    warnings = {"step": ["handover", "handover"], "meaning": ["", ""]}

    class Warned:
        def __getattr__(self, name: str) -> Any:
            return getattr(moments._compiled, name)

        def warnings(self) -> Any:
            return pl.DataFrame(warnings)

    source.moments = type(moments)(Warned(), "polars", made.book)  # type: ignore[arg-type]
    content = next(one for one in registered() if one.name == "moments").content(source)
    assert content is not None
    assert "views disagree about handover. Failure there" in content.findings[0]


# ---- where they are silent ----


def test_without_flags_there_is_nothing_to_judge() -> None:
    book = fy.Book(touches=visits_of("abc", "abc", "acb").drop("met"))
    assert flow_sections(book) == ["steps", "courses", "durations"]
    assert flow_sections(fy.Book(touches=visits_of("abc", "abc", "acb"))) == ["steps", "courses", "durations"]


def test_without_customers_there_are_no_moments_of_truth() -> None:
    touches = visits_of(*["abc"] * 60, met=False).drop("customer_id")
    assert flow_sections(fy.Book(touches=touches)) == ["steps", "courses", "durations", "yield", "control"]


def test_one_visit_is_no_service_yet() -> None:
    assert flow_sections(fy.Book(touches=visits_of("abc"))) == ["steps"]
    assert flow_sections(fy.Book(touches=visits_of("abc", met=True))) == ["steps", "yield"]


def test_visits_of_one_instant_take_no_time() -> None:
    assert flow_sections(fy.Book(touches=visits_of("a", "b", "a"))) == ["steps", "courses"]


def test_where_nothing_fails_there_is_no_chart_and_no_backlog() -> None:
    report = make(fy.Book(touches=visits_of(*["abc"] * 60, met=True)))
    names = [one["name"] for one in report.figures["sections"] if one["area"] == "flow"]
    assert names == ["steps", "courses", "durations", "yield"]
    assert section(report, "yield")["findings"] == [texts("en")("yield.all")]
    assert section(report, "courses")["findings"] == ["All 60 visits go the same way: a → b → c"]


def test_few_weeks_are_charted_by_day() -> None:
    touches = visits_of(*["ab"] * 20, met=True)
    failed = touches.with_columns(met=~((pl.col("step") == "a") & (pl.col("visit_id") < "v13")))
    report = make(fy.Book(touches=failed))
    assert figures(report, "control")["points"] == 20
    assert "day" in section(report, "control")["findings"][0]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_any_few_visits_have_a_report(language: str) -> None:
    for courses in (["a"], ["a", "a"], ["ab", "ba"], ["aaaa", "b", "abab"]):
        for met in (None, False, True):
            make(fy.Book(touches=visits_of(*courses, met=met)), language)


# ---- how they are made ----


def test_nothing_later_than_the_report_is_in_them(made: Any) -> None:
    now = dt.datetime(2026, 3, 1, tzinfo=dt.timezone.utc)
    times = {"touches": "at", "ratings": "at", "complaints": "opened_at", "purchases": "at"}
    past = {name: f.filter(pl.col(times[name]) <= now) if name in times else f for name, f in made.tables.items()}
    whole, known = make(made.book, as_of=now), make(fy.Book(**past), as_of=now)
    for name in SECTIONS:
        assert section(whole, name) == section(known, name)


def test_the_flow_sections_are_quick(large: Any) -> None:
    source = Source(large.book, texts("en"))
    began = time.process_time()
    for one in registered():
        if one.area == "flow":
            one.content(source)
    assert time.process_time() - began < 20  # well below a second on one core; room for slow machines


def test_a_real_log_has_a_sensible_report() -> None:
    """The receipt log: 1,434 cases, 116 variants, 94 % of the complete cases within their planned end."""
    import sys

    sys.path.insert(0, str(Path(__file__).parents[1] / "real"))
    import folder as real
    import touches

    data = real.data_folder()
    if data is None or not (data / touches.SOURCE).is_file():
        pytest.skip("no data under ../shared/data, and FEALTY_DATA names no folder")
    report = make(fy.Book(touches=touches.records(data / touches.SOURCE)))
    names = [one["name"] for one in report.figures["sections"] if one["area"] == "flow"]
    assert names == ["steps", "courses", "durations", "yield", "control"]
    assert figures(report, "courses")["visits"] == 1_434
    assert figures(report, "courses")["ways"] == 116
    assert 0.9 < figures(report, "yield")["total"]["value"] < 0.97
