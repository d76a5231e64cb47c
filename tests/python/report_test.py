"""The report: any book becomes a page and the same figures as JSON, in each language."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import string
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fealty as fy
from fealty import _core
from fealty.languages import LANGUAGES, texts
from fealty.languages.values import interval_of, value_of
from fealty.report import Content, Figure, Report, Source, make, registry, section
from fealty.report.periods import Periods

TABLES = ("customers", "touches", "ratings", "complaints", "purchases")
UTC = dt.timezone.utc
NASTY = "<script>alert('1')</script> & \"quoted\" $x^2$ {brace} 中文"


@pytest.fixture(scope="module")
def made() -> Any:
    return fy.demo.dealership(customers=150, seed=7)


@pytest.fixture(scope="module")
def report(made: Any) -> Report:
    return make(made.book)


def section_of(report: Report, name: str) -> dict[str, Any] | None:
    return next((one for one in report.figures["sections"] if one["name"] == name), None)


def rows_of(report: Report, name: str, table: int = 0) -> list[dict[str, Any]]:
    found = section_of(report, name)
    assert found is not None
    names = [column["name"] for column in found["tables"][table]["columns"]]
    return [dict(zip(names, row, strict=True)) for row in found["tables"][table]["rows"]]


class Page(HTMLParser):
    """The elements of a page, the texts of its cells and cards, and all text that people read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.numbers: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self._cell: list[str] | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "path", "use"):
            self._open.append(tag)
        if tag == "dd" or (tag == "td" and ("class", "n") in attrs):
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag in ("dd", "td") and self._cell is not None:
            self.numbers.append(" ".join("".join(self._cell).split()))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)
        if not {"style", "code"} & set(self._open):
            self.words.append(data)


def shown(value: Any, kind: str) -> str:
    """A figure of the JSON as the page shows it."""
    t = texts("en")
    if isinstance(value, dict):
        return f"{value_of(value['value'], kind, t)} {interval_of(value['lower'], value['upper'], kind, t)}".strip()
    return value_of(value, kind, t)


# ---- page and figures ----


def test_every_number_of_the_page_is_among_the_figures_with_its_interval(report: Report) -> None:
    expected = []
    for one in report.figures["sections"]:
        expected += [shown(figure["value"], figure["kind"]) for figure in one["figures"]]
        for table in one["tables"]:
            kinds = [column["kind"] for column in table["columns"]]
            for row in table["rows"][:20]:
                expected += [
                    shown(cell, kind)
                    for cell, kind in zip(row, kinds, strict=True)
                    if kind not in ("text", "long", "code")
                ]
    page = Page(report.html)
    assert len(page.numbers) > 100
    assert sorted(page.numbers) == sorted(expected)


def test_the_json_is_the_figures_without_a_number_that_json_does_not_know(report: Report) -> None:
    def refuse(name: str) -> None:
        raise AssertionError(f"{name} in the JSON")

    assert json.loads(report.json, parse_constant=refuse) == report.figures


def test_the_demo_has_a_section_for_every_area(report: Report) -> None:
    names = [one["name"] for one in report.figures["sections"]]
    assert names == [
        *("key_figures", "concentration", "segments", "rfm", "lifecycle", "parties"),
        *("steps", "courses", "durations", "yield", "control", "moments", "improvement"),
        *("items", "importance_performance", "complaints", "causes", "pyramid", "purchases", "returning", "intake"),
    ]
    assert [line["section"] for line in report.figures["headlines"]] == names


def test_the_page_needs_nothing_else(report: Report) -> None:
    for tag, attributes in Page(report.html).elements:
        assert tag not in ("script", "img", "iframe", "object", "embed")
        for name in ("src", "href", "xlink:href"):
            assert (attributes.get(name) or "#").startswith(("#", "data:"))
    assert not re.search(r"url\((?!#)|@import", report.html)


def test_no_id_stands_twice_on_the_page(report: Report) -> None:
    ids = [attributes["id"] for _, attributes in Page(report.html).elements if "id" in attributes]
    links = [attributes["href"] for tag, attributes in Page(report.html).elements if tag == "a"]
    assert len(ids) == len(set(ids))
    assert {str(link).removeprefix("#") for link in links} <= set(ids)


def test_the_same_book_gives_the_same_bytes(made: Any, report: Report) -> None:
    again = make(made.book)
    assert again.html == report.html
    assert again.json == report.json


def test_another_process_with_one_thread_and_another_order_of_sets_gives_the_same_bytes(
    tmp_path: Path, report: Report
) -> None:
    make_it = "fy.report.make(fy.demo.dealership(customers=150, seed=7).book).save(sys.argv[1])"
    code = f"import sys, fealty as fy; fy.set_threads(1); {make_it}"
    environment = {**os.environ, "PYTHONHASHSEED": "42", "POLARS_MAX_THREADS": "1"}
    subprocess.run([sys.executable, "-c", code, tmp_path / "r.html"], check=True, env=environment)
    assert (tmp_path / "r.html").read_text(encoding="utf-8") == report.html


def test_the_same_records_in_another_order_give_the_same_figures(made: Any, report: Report) -> None:
    clean = fy.demo.dealership(customers=120, seed=3, problems=0).tables
    forth = make(fy.Book(**clean))
    back = make(fy.Book(**{name: frame.reverse() for name, frame in clean.items()}))
    for one, other in zip(forth.figures["sections"], back.figures["sections"], strict=True):
        if one["name"] != "intake":  # rows that come earlier than the one before are found there
            assert close(one["figures"], other["figures"])
            assert close(one["tables"], other["tables"])


def close(one: Any, other: Any) -> bool:
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(close(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(close, one, other))
    return one == pytest.approx(other, rel=1e-9) if isinstance(one, float) else bool(one == other)


def test_save_writes_the_page_and_the_figures_beside_it(tmp_path: Path, report: Report) -> None:
    page = report.save(tmp_path / "new" / "r.html")
    assert page.read_text(encoding="utf-8") == report.html
    assert json.loads((tmp_path / "new" / "r.json").read_text(encoding="utf-8")) == report.figures
    report.save(tmp_path / "s.html", json=tmp_path / "figures.json")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["figures.json", "new", "s.html"]


def test_a_notebook_shows_the_page_in_a_frame_of_its_own(report: Report) -> None:
    (tag, attributes), *others = Page(report._repr_html_()).elements
    assert (tag, others) == ("iframe", [])
    assert attributes["srcdoc"] == report.html


def test_pictures_are_drawn_without_pyplot() -> None:
    make_it = "fy.report.make(fy.demo.dealership(customers=50).book)"
    code = f"import sys, fealty as fy; {make_it}; print('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


# ---- any records ----


def check(report: Report) -> Report:
    json.loads(report.json)
    assert Page(report.html).elements[0][0] == "html"
    return report


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_book_without_records_has_a_report(language: str) -> None:
    report = check(make(fy.Book(), language))
    assert report.figures["sections"] == [] or section_of(report, "intake")


@pytest.mark.parametrize("tables", [*[(one,) for one in TABLES], *[tuple(set(TABLES) - {one}) for one in TABLES]])
def test_any_tables_are_enough_for_a_report(made: Any, tables: tuple[str, ...]) -> None:
    report = check(make(fy.Book(**{table: made.tables[table] for table in tables})))
    own = {"touches": "steps", "ratings": "items", "complaints": "complaints", "purchases": "purchases"}
    for table, name in own.items():
        assert (section_of(report, name) is not None) == (table in tables)


@pytest.mark.parametrize("rows", [0, 1, 2])
@pytest.mark.parametrize("tables", [*[(one,) for one in TABLES], TABLES])
def test_tables_of_no_row_or_few_have_a_report(made: Any, rows: int, tables: tuple[str, ...]) -> None:
    check(make(fy.Book(**{table: made.tables[table].head(rows) for table in tables})))


def test_a_book_of_one_customer_has_a_report(made: Any) -> None:
    busiest = made.tables["purchases"]["customer_id"].drop_nulls().mode().sort()[0]
    one = {name: frame.filter(pl.col("customer_id") == busiest) for name, frame in made.tables.items()}
    report = check(make(fy.Book(**one)))
    assert section_of(report, "concentration") is None


def test_the_required_columns_are_enough() -> None:
    day = dt.datetime(2026, 1, 5, tzinfo=UTC)
    book = fy.Book(
        customers=pl.DataFrame({"customer_id": [1, 2]}),
        touches=pl.DataFrame({"visit_id": [1, 1], "step": ["a", "b"], "at": [day, day + dt.timedelta(hours=1)]}),
        ratings=pl.DataFrame({"customer_id": [1, 2], "item": ["x", "x"]}),
        complaints=pl.DataFrame({"case_id": [1], "opened_at": [day]}),
        purchases=pl.DataFrame({"customer_id": [1, 2], "at": [day, day + dt.timedelta(days=3)]}),
    )
    report = check(make(book))
    assert section_of(report, "items") is None
    assert [row["touches"] for row in rows_of(report, "steps")] == [1, 1]
    assert [row["value"]["value"] for row in rows_of(report, "purchases") if row["purchases"]] == [1.0, 1.0]


def test_columns_without_any_value_have_a_report(made: Any) -> None:
    emptied = {
        name: frame.with_columns(pl.lit(None).cast(frame.schema[column]).alias(column) for column in frame.columns)
        for name, frame in made.tables.items()
    }
    check(make(fy.Book(**emptied)))


def test_labels_are_shown_as_they_are_and_never_as_markup(made: Any) -> None:
    ids = ("customer_id", "visit_id", "case_id", "role")
    nasty = {}
    for name, frame in made.tables.items():
        texts = [
            column
            for column in frame.columns
            if frame.schema[column] in (pl.String, pl.Categorical) and column not in ids
        ]
        frame = frame.with_columns((pl.lit(NASTY) + pl.col(column).cast(pl.String)).alias(column) for column in texts)
        nasty[name] = frame.rename(
            {column: f"{column} {NASTY}" for column in ("region", "cause") if column in frame.columns}
        )
    for language in LANGUAGES:
        page = Page(check(make(fy.Book(**nasty), language)).html)
        assert "script" not in {tag for tag, _ in page.elements}
        words = "".join(page.words)
        for label in ("reception", "Pudong", "long wait"):
            assert NASTY + label in words


@given(
    amounts=st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=8),
    times=st.lists(st.datetimes(dt.datetime(1900, 1, 2), dt.datetime(2199, 12, 30)), min_size=8, max_size=8),
)
@settings(max_examples=15, deadline=None)
def test_any_purchases_have_a_report(amounts: list[float], times: list[dt.datetime]) -> None:
    count = len(amounts)
    frame = pl.DataFrame({"customer_id": [i % 3 for i in range(count)], "at": times[:count], "amount": amounts})
    report = check(make(fy.Book(purchases=frame.with_columns(pl.col("at").dt.replace_time_zone("UTC")))))
    found = section_of(report, "purchases")
    assert found is not None
    buyers = {i % 3 for i, amount in enumerate(amounts) if amount >= 0}
    assert {figure["name"]: figure["value"] for figure in found["figures"]}["buyers"] == len(buyers)


# ---- what was known then ----


def test_nothing_later_than_as_of_is_in_the_figures(made: Any) -> None:
    now = dt.datetime(2026, 1, 1, tzinfo=UTC)
    past = dict(made.tables)
    for name, time in {"touches": "at", "ratings": "at", "complaints": "opened_at", "purchases": "at"}.items():
        past[name] = past[name].filter(pl.col(time) <= now)
    whole, known = make(made.book, as_of=now), make(fy.Book(**past), as_of=now)
    for name in ("steps", "items", "complaints", "purchases", "rfm", "concentration", "lifecycle", "key_figures"):
        one, other = section_of(whole, name), section_of(known, name)
        assert one is not None
        assert one == other


def test_a_report_of_a_time_before_all_records_is_made(made: Any) -> None:
    report = check(make(made.book, as_of="1999-01-01"))
    assert section_of(report, "purchases") is None


def test_months_begin_at_midnight_of_the_zone_of_the_book() -> None:
    purchases = {
        "customer_id": [1, 2, 1],
        "at": ["2026-01-10 12:00", "2026-01-31 23:30", "2026-09-01 00:30"],
        "amount": [1.0, 2.0, 4.0],
    }
    book = fy.Book(purchases=pl.DataFrame(purchases), zone="Asia/Shanghai")
    value = {row["name"]: row["value"]["value"] for row in rows_of(make(book), "purchases")}
    assert value["January 2026 (in part)"] == 3.0
    assert value["September 2026 (in part)"] == 4.0


# ---- the figures are right ----


def test_the_steps_are_those_counted_by_hand(made: Any, report: Report) -> None:
    touches = made.tables["touches"]
    for row in rows_of(report, "steps"):
        known = [
            met for step, met in touches.select("step", "met").iter_rows() if step == row["step"] and met is not None
        ]
        expected = _core.wilson(sum(known), len(known))
        assert (row["known"], row["met_share"]["value"]) == (len(known), expected.value)
        assert (row["met_share"]["lower"], row["met_share"]["upper"]) == (expected.lower, expected.upper)


def test_the_gaps_are_those_computed_by_hand(made: Any, report: Report) -> None:
    ratings = made.tables["ratings"].filter(pl.col("expectation").is_not_null() & pl.col("experience").is_not_null())
    analysis = fy.gaps.GapAnalysis().fit(ratings)
    found = {row["item"]: row for row in analysis.items.iter_rows(named=True)}
    for row in rows_of(report, "items"):
        own = ratings.filter((pl.col("item") == row["item"]) & pl.col("customer_id").is_not_null())
        of_visits = own.group_by("customer_id", "visit_id").agg((pl.col("experience") - pl.col("expectation")).mean())
        assert row["gap"]["value"] == pytest.approx(of_visits["experience"].mean())
        expected = found[row["item"]]
        assert (row["gap"]["lower"], row["gap"]["upper"]) == (expected["gap_lower"], expected["gap_upper"])


def test_the_periods_add_up_to_all_purchases(made: Any, report: Report) -> None:
    found = section_of(report, "purchases")
    assert found is not None
    figures = {figure["name"]: figure["value"] for figure in found["figures"]}
    rows = rows_of(report, "purchases")
    assert sum(row["purchases"] for row in rows) == figures["purchases"]
    assert sum(row["value"]["value"] for row in rows) == pytest.approx(figures["value"]["value"])


def test_open_and_overdue_complaints_are_counted_at_the_instant_of_the_report() -> None:
    opened = [dt.datetime(2026, 1, day, tzinfo=UTC) for day in (1, 10, 20)]
    resolved = [dt.datetime(2026, 1, 5, tzinfo=UTC), None, dt.datetime(2026, 3, 1, tzinfo=UTC)]
    complaints = pl.DataFrame(
        {"case_id": [1, 2, 3], "opened_at": opened, "resolved_at": resolved, "cause": ["a", "b", "b"]}
    )
    report = make(fy.Book(complaints=complaints, zone="Asia/Shanghai"), as_of="2026-02-15")
    assert {
        row["label"]: (row["complaints"], row["open"], row["overdue"]) for row in rows_of(report, "complaints")
    } == {
        "b": (2, 2, 1),
        "a": (1, 0, 0),
    }


@given(st.lists(st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2100, 1, 1)), min_size=1, max_size=10))
def test_periods_hold_every_record_and_are_few(times: list[dt.datetime]) -> None:
    series = pl.Series("at", times, dtype=pl.Datetime("us", "UTC"))
    periods = Periods.of(series)
    assert periods is not None
    frame = periods.frame()
    assert 1 <= len(frame) <= 60
    starts = series.to_frame().select(start=periods.starts("at"))["start"]
    assert starts.max() == frame["period"].max()
    if len(frame) < 60:
        assert set(starts) <= set(frame["period"])
    for period, complete in frame.select("period", "complete").iter_rows():
        assert not complete or period >= min(times).date()


def test_who_comes_back_is_what_the_model_says(made: Any, report: Report) -> None:
    found = section_of(report, "returning")
    assert found is not None
    figures = {figure["name"]: figure["value"] for figure in found["figures"]}
    s = fy.loyalty.purchases(made.book, unit="day")
    m = fy.loyalty.ModifiedBetaGeoModel().fit(s)
    expected, alive = m.expected_purchases(s, 90), m.probability_alive(s)["probability_alive"]
    assert figures["expected_purchases"]["value"] == pytest.approx(expected["expected_purchases"].sum())
    assert figures["expected_purchases"]["lower"] < figures["expected_purchases"]["value"]
    assert figures["still_there"]["value"] == pytest.approx(alive.sum())
    assert figures["still_there"]["lower"] < alive.sum() < figures["still_there"]["upper"]
    repeat = s.to_frame()["frequency"] > 0
    assert figures["at_risk"] == ((alive < 0.5) & repeat).sum()
    assert figures["repeat_share"]["value"] == repeat.mean()
    assert any("do not settle how differently customers leave" in note for note in found["notes"])
    if figures["at_risk"]:
        rows = rows_of(report, "returning")
        assert all(row["probability_alive"]["value"] < 0.5 and row["purchases"] > 1 for row in rows)
        ahead = [row["expected_purchases"]["value"] for row in rows]
        assert ahead == sorted(ahead, reverse=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_few_repeat_buyers_are_said_to_be_too_few(language: str) -> None:
    day = dt.datetime(2026, 1, 5, tzinfo=UTC)
    at = [day + dt.timedelta(days=days) for days in (0, 40, 3, 7)]
    found = section_of(
        make(fy.Book(purchases=pl.DataFrame({"customer_id": [1, 1, 2, 3], "at": at})), language), "returning"
    )
    assert found is not None and found["tables"] == []
    assert [figure["name"] for figure in found["figures"]] == ["repeat_share"]
    assert found["findings"][0].startswith("1 of 3" if language == "en" else "3 位客户中有 1 位")


# ---- languages ----


def test_both_languages_have_the_same_texts_with_the_same_places() -> None:
    def places(text: str | list[str]) -> set[str]:
        return {
            name
            for part in ([text] if isinstance(text, str) else text)
            for _, name, _, _ in string.Formatter().parse(part)
            if name
        }

    english, chinese = texts("en").table, texts("zh").table
    assert english.keys() == chinese.keys()
    for key, text in english.items():
        assert places(chinese[key]) <= places(text) | {"n"}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_the_library_has_a_text(language: str) -> None:
    table = texts(language).table
    catalogue = pl.DataFrame(_core.problem_catalogue())
    for problem, repair in catalogue.select(pl.col("problem", "repair").cast(pl.String)).iter_rows():
        assert {f"problem.{problem}", f"problem.{problem}.keep"} <= table.keys()
        assert bool(repair) == (f"problem.{problem}.repair" in table)
    figures = pl.DataFrame(_core.key_figure_catalogue()).select(pl.col("name", "goal").cast(pl.String))
    assert {f"key_figure.{name}" for name in figures["name"]} | {
        f"goal.{goal}" for goal in figures["goal"]
    } <= table.keys()
    for one in registry.registered():
        assert {f"{one.name}.heading", f"area.{one.area}"} <= table.keys()


def test_no_text_is_left_unused() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(registry.__file__).resolve().parents[1].rglob("*")
        if path.suffix in (".py", ".jinja")
    )
    made_up = (
        r"^(month|month_short|stage|phase|problem|table|role|side|goal|key_figure|area|parties|items)\.|\.heading$"
        r"|^(control|moments|moments_of_truth|audit|case_duration|outcome|accustoming)\."
        r"|^(length|frequency_recency|alive_history|retention_curve|who_returns|returning)\."
        r"|^(free_slopes|asymmetry|kano|ipa|measure|discovery_channel|expectation_track)\."
    )
    unused = [
        key
        for key in texts("en").table
        if not re.search(made_up, key) and not re.search(f"['\"]{re.escape(key)}['\"]", sources)
    ]
    assert unused == []


def test_a_chinese_report_says_nothing_in_english(made: Any) -> None:
    chinese = {}
    for name, frame in made.tables.items():
        words = [column for column in frame.columns if frame.schema[column] in (pl.String, pl.Categorical)]
        words = [column for column in words if column not in ("customer_id", "visit_id", "case_id", "role", "staff_id")]
        coded = [
            ("标签" + pl.col(column).cast(pl.String).rank("dense").cast(pl.String)).alias(column) for column in words
        ]
        columns = {
            "region": "地区",
            "age_band": "年龄",
            "car_model": "车型",
            "cause": "原因",
            "type": "类型",
            "need": "需求",
        }
        chinese[name] = frame.with_columns(coded).rename(
            {old: new for old, new in columns.items() if old in frame.columns}
        )
    report = make(fy.Book(**chinese), "zh")
    words = " ".join(Page(report.html).words)
    for known in (
        "fealty",
        "UTC",
        "customer_id",
        "ended_at",
        "NA",
        *made.tables["touches"]["visit_id"].cast(pl.String),
    ):
        words = words.replace(str(known), "")
    left = set(re.findall(r"[A-Za-z]{2,}", words))
    assert not left, left


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(fy.ParameterError, match="en, zh"):
        make(fy.Book(), "fr")


# ---- sections ----


def test_a_function_that_registers_itself_is_a_section(made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    registry.registered()
    monkeypatch.setattr(registry, "_registered", dict(registry._registered))

    @section("gaps", "items", needs={"ratings"})
    def items(source: Source) -> Content:
        return Content(
            findings=["<b>bold</b>"], figures=[Figure("n", "how many", source.table("ratings").height, "count")]
        )

    report = make(made.book)
    found = section_of(report, "items")
    assert found is not None
    assert found["figures"][0]["value"] == len(made.tables["ratings"])
    assert "&lt;b&gt;bold&lt;/b&gt;" in report.html


def test_a_section_of_an_unknown_area_is_refused() -> None:
    with pytest.raises(ValueError, match="no area 'nowhere'"):
        section("nowhere", "x")
