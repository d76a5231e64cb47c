"""The pictures: each draws a result into axes, says what it found, and copes with little."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import matplotlib
import polars as pl
import pytest

matplotlib.use("Agg")

import matplotlib.pyplot as plt
from matplotlib import font_manager

import fealty as fy
from fealty import _core, plots
from fealty.customers import KeyFigures, Parties
from fealty.languages import texts
from fealty.plots import style
from fealty.plots.style import fonts
from fealty.report import registry
from fealty.report.content import Picture
from fealty.report.drawing import svg_of
from fealty.report.source import Source

PICTURES = sorted(plots.__all__)


@pytest.fixture(autouse=True)
def _no_figure_stays_open() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    book = fy.demo.dealership(customers=150, seed=7).book
    source = Source(book, texts("en"))
    contents = [one.content(source) for one in registry.registered()]
    pictures = [picture for content in contents if content is not None for picture in content.pictures]
    drawn = {picture.drawing.__name__: picture.result for picture in pictures}
    drawn["key_figures"] = KeyFigures(_core.key_figures(book._compiled, book.instant(), 180))
    drawn["parties"] = Parties(_core.parties(book._compiled))
    drawn["control_chart"] = fy.flow.ControlChart.p(counts=[3, 5, 4, 30, 4, 3], sizes=[50, 60, 70, 80, 50, 60])
    drawn["moments_of_truth"] = fy.flow.moments_of_truth(book)
    drawn["improvement_backlog"] = fy.flow.improvement_backlog(book)
    paths = {"path": ["a > b", "b", "c > a"], "total_conversions": [3, 1, 2], "total_null": [2, 4, 2]}
    drawn["kano_plane"] = fy.gaps.Kano(bootstrap=50).fit(
        {"wait": [2, 3, 1], "音乐": [1, 1, 1]}, {"wait": [5, 5, 5], "音乐": [3, 4, 3]}
    )
    answers = {"wait": [6, 7, 6], "音乐": [1, 2, 1]}
    drawn["importance_performance_grid"] = fy.gaps.ImportancePerformance(bootstrap=50).fit(answers, answers, [1, 3, 2])
    clf = fy.complaints.Classifier().fit(["late again", "so rude", "too late", "very rude 人"] * 50, ["a", "b"] * 100)
    drawn["drift"] = clf.drift(["rude", "never seen", "rude again"] * 30)
    kinds = {"customer_id": [1, 1, 2, 2, 2], "type": ["victim", "rational", "victim", "victim", "negotiator"]}
    drawn["type_transitions"] = fy.complaints.TypeTransitions().fit(kinds)
    drawn["rank_chart"] = fy.flow.removal_effects(paths, bootstrap=100)
    gaps = fy.gaps.GapAnalysis(bootstrap=50).fit(book)
    outcome = [i % 5 for i in range(gaps._made.questionnaires)]
    branch = gaps.by(["north" if i % 3 else "south" for i in range(len(outcome))])
    drawn["zone_of_tolerance"], drawn["free_slopes"] = gaps, gaps.test_free_slopes(outcome)
    drawn["asymmetry"], drawn["gap_comparison"] = gaps.asymmetry(outcome), branch.compare("north", "south")
    drawn["forest"] = fy.gaps.pool({"survey": (4.1, 0.1), "complaints": (3.0, 0.2), "mystery_shopper": (4.0, 0.3)})
    drawn["trust"] = fy.gaps.Trust().follow({"customer_id": [1, 1, 2, 2, 2], "gap": [1, -1, 0.5, 1, -0.2]})
    mentions = {"need": ["loan car", "loan car", "chat"], "source": ["survey", "complaint", "observation"]}
    scores = {"importance": [0.9, 1.0, 0.4], "satisfaction": [0.2, 0.1, 0.4]}
    drawn["unmet_needs"] = fy.gaps.UnmetNeeds({**mentions, **scores})
    survey = {"wait": [1, 2, 3, 4, 5, 2], "staff": [2, 1, 4, 3, 5, 3], "again": [1, 1, 3, 4, 5, 3]}
    drawn["drivers"] = fy.gaps.drivers(survey, "again", bootstrap=50)
    drawn["reliability"] = fy.gaps.reliability(survey, bootstrap=50)
    items = {"item": ["wait", "look"], "expectation": [6.5, 5.0], "experience": [5.0, 4.6]}
    levers = [
        fy.gaps.Lever("wait", resets="guide", cost=8, effect=0.5),
        fy.gaps.Lever("look", "experience", None, 9, 1),
    ]
    plan = fy.gaps.plan(items, levers, 15, slopes=(0.42, 0.04), scale=(1, 7))
    drawn["closing_plan"] = drawn["budget_curve"] = plan
    drawn["expectation_track"] = expectation_track(book)
    drawn["pyramid"] = fy.complaints.Pyramid(prior="tarp").fit(formal=40, informal=310)
    drawn["cause_pareto"] = fy.complaints.causes(book)
    drawn["cause_needs"] = fy.complaints.causes_by_need(book)
    drawn["cause_course"] = fy.complaints.causes_over_time(book)
    said = ["waited two hours", "waited all day", "they were rude", "a rude agent"] * 10
    causes = ["late", "late", "rude", "rude"] * 10
    drawn["reliability_diagram"] = fy.complaints.Classifier().fit(said, causes).score_report(said, causes)
    drawn |= loyalty_pictures()
    drawn |= economics_pictures()
    drawn |= observed_pictures(book)
    log = fy.flow.EventLog(book)
    drawn["directly_follows"], drawn["variants"] = log.directly_follows(), log.variants()
    drawn["visit_timeline"] = log.timeline("V00001-01")
    drawn["blueprint"] = fy.flow.ServiceFlow.sketch(log)
    for made in (
        log.case_durations(),
        log.funnel(["reception", "repair", "payment"]),
        log.handovers(),
        log.rework(),
        log.step_matrix(),
        log.temporal_profile(),
    ):
        drawn[made.plot_name] = made
    return drawn


def economics_pictures() -> dict[str, Any]:
    """The pictures of word of mouth, of becoming accustomed, and of what keeping customers is worth."""
    curve = fy.loyalty.response_curve
    return {
        "reach": fy.loyalty.word_of_mouth((6, 5)).reach(),
        "accustoming": fy.loyalty.accustoming([(0.4, 0.04), 0.3, 0.2], [0.05, 0.1, 0.02]),
        "customer_economics": fy.loyalty.economics([30, 42, 44], retention=(0.8, 0.02), acquisition_cost=51),
        "budget_split": fy.loyalty.budget_split(
            9000, prospects=1000, customers=400, margin=120, winning=curve(0.4, 0.05), keeping=curve(0.8, 0.08)
        ),
    }


def loyalty_pictures() -> dict[str, Any]:
    """The pictures of what customers will do and be worth."""
    m = fy.loyalty.BetaGeoModel.from_parameters(r=0.6, alpha=5, a=1.2, b=3)
    spend = fy.loyalty.GammaGammaModel.from_parameters(p=6.25, q=3.74, v=15.4)
    crowd = m.simulate(300, T=40)
    values = spend._compiled.simulate(crowd["frequency"].to_list())
    s = fy.loyalty.Purchases.from_arrays(crowd["frequency"], crowd["recency"], crowd["T"], monetary_value=values)
    worth = fy.loyalty.LifetimeValue(m, spend, unit="week").predict(s, horizon="3 years")
    posterior = m.sample(s, draws=100, warmup=100)
    return {"customer_value": worth, "futures": m.futures(s, 26, draws=100), "posterior": posterior}


def observed_pictures(book: fy.Book) -> dict[str, Any]:
    """The pictures of what customers did, beside what models say of it."""
    tested = fy.loyalty.backtest([fy.loyalty.ModifiedBetaGeoModel(), fy.loyalty.NBDModel()], book, holdout="13 weeks")
    m, s = tested.models["MBG/NBD"], tested.summary
    contracts = fy.loyalty.Contracts.from_survivors([100, 80, 70, 65])
    return {
        "backtest": tested,
        "alive_history": m.history(s, s.to_frame().sort("frequency")["customer_id"][-1]),
        "frequency_recency": m.frequency_recency(),
        "retention_curve": fy.loyalty.ShiftedBetaGeoModel().fit(contracts).curve(),
    }


def expectation_track(book: fy.Book) -> Any:
    """The track of the customer and item that was rated most often."""
    most = book.ratings.drop_nulls(["customer_id", "item"]).group_by("customer_id", "item").len().sort("len")
    return fy.gaps.ExpectationFilter().fit(book).track(most["customer_id"][-1], most["item"][-1])


def draw(name: str, result: Any, **options: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        if len(fonts()) == 1:  # no Chinese font is installed
            warnings.filterwarnings("ignore", message="Glyph .* missing|No installed font")
        ax = getattr(plots, name)(result, **options)
        ax.figure.canvas.draw()
    return ax


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_picture_says_what_it_found(results: dict[str, Any], name: str, language: str) -> None:
    title = draw(name, results[name], language=language).figure.get_suptitle()
    assert title
    if language == "zh":
        assert any("一" <= letter <= "鿿" for letter in title)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_drawn_into_the_axes_that_are_given(results: dict[str, Any], name: str) -> None:
    figure, axes = plt.subplots(1, 2)
    size = figure.get_size_inches().tolist()
    assert getattr(plots, name)(results[name], axes[1]) is axes[1]
    assert axes[1].get_title(loc="left")
    assert not axes[0].has_data()
    assert figure.get_size_inches().tolist() == size


@pytest.mark.parametrize("name", PICTURES)
def test_letters_stay_within_the_picture(results: dict[str, Any], name: str) -> None:
    figure = draw(name, results[name]).figure
    drawn, (width, height) = figure.get_tightbbox(), figure.get_size_inches()
    assert drawn.x0 >= -0.01 and drawn.x1 <= width + 0.01
    assert drawn.y0 >= -0.01 and drawn.y1 <= height + 0.01


def test_plot_of_a_result_is_its_picture() -> None:
    book = fy.demo.dealership(customers=60, seed=1).book
    for result in (book.customers.concentration(), book.customers.rfm(), book.customers.lifecycle(), book.intake):
        assert result.plot().figure.get_suptitle()


def test_the_settings_of_the_caller_stay_as_they_are(results: dict[str, Any]) -> None:
    before = dict(matplotlib.rcParams)
    draw("lorenz", results["lorenz"])
    assert dict(matplotlib.rcParams) == before


def test_dollars_in_labels_are_no_formulas(results: dict[str, Any]) -> None:
    frame = results["steps"].with_columns(step=pl.lit("$\\frac{$ <b> ") + pl.col("step"))
    labels = [label.get_text() for label in draw("steps", frame).get_yticklabels()]
    assert all(label.startswith("$\\frac{$ <b> ") for label in labels)


@pytest.mark.parametrize("rows", [0, 1])
@pytest.mark.parametrize("name", ["steps", "complaints"])
def test_tables_of_no_row_or_one_are_drawn(results: dict[str, Any], name: str, rows: int) -> None:
    draw(name, results[name].head(rows))


def test_steps_of_which_nobody_noted_the_result_are_counted(results: dict[str, Any]) -> None:
    frame = results["steps"].with_columns(known=pl.lit(0, dtype=pl.Int64))
    ax = draw("steps", frame)
    assert max(patch.get_width() for patch in ax.patches) == frame["touches"].max()


def test_the_worst_step_stands_on_top(results: dict[str, Any]) -> None:
    frame = results["steps"]
    worst = frame.sort("met_share")["step"][0]
    ax = draw("steps", frame)
    assert ax.get_yticklabels()[0].get_text() == worst
    assert ax.yaxis_inverted()


def test_equal_customers_lie_on_the_line_of_equality() -> None:
    purchases = pl.DataFrame({"customer_id": list(range(10)), "at": ["2026-01-01"] * 10, "amount": [5.0] * 10})
    ax = draw("lorenz", fy.Book(purchases=purchases).customers.concentration())
    curve = max((line for line in ax.lines), key=lambda line: len(line.get_xdata()))
    assert curve.get_xdata() == pytest.approx(curve.get_ydata())


@pytest.fixture
def no_chinese_font(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As on a system that has no font with Chinese characters."""
    monkeypatch.setattr(style, "CHINESE_FONTS", ())
    fonts.cache_clear()
    style.say_that_chinese_is_missing.cache_clear()
    yield
    fonts.cache_clear()


def test_a_font_that_matplotlib_has_not_listed_yet_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    manager = font_manager.fontManager
    path = font_manager.findfont("DejaVu Serif")
    monkeypatch.setattr(manager, "ttflist", [font for font in manager.ttflist if font.name != "DejaVu Serif"])
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: [path, __file__])
    monkeypatch.setattr(style, "CHINESE_FONTS", ("DejaVu Serif",))
    fonts.cache_clear()
    try:
        assert fonts() == ["DejaVu Sans", "DejaVu Serif"]
    finally:
        fonts.cache_clear()


def test_a_font_of_one_weight_serves_for_normal_and_bold_letters(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    manager = font_manager.fontManager
    one = replace(
        next(font for font in manager.ttflist if font.name == "DejaVu Sans"), name="Of One Weight", weight=500
    )
    monkeypatch.setattr(manager, "ttflist", [*manager.ttflist, one])
    monkeypatch.setattr(style, "CHINESE_FONTS", ("Of One Weight",))
    fonts.cache_clear()
    try:
        assert fonts() == ["DejaVu Sans", "Of One Weight"]
        for weight in ("normal", "bold"):
            assert (
                font_manager.findfont(font_manager.FontProperties(family=["Of One Weight"], weight=weight)) == one.fname
            )
    finally:
        fonts.cache_clear()
    assert not caplog.records


@pytest.mark.usefixtures("no_chinese_font")
def test_that_no_font_has_chinese_is_said_once(results: dict[str, Any]) -> None:
    with pytest.warns(UserWarning, match="No installed font has Chinese") as said:
        for _ in range(2):
            plots.drift(results["drift"], language="zh")
    assert len(said) == 1
    assert said[0].filename == __file__
    plots.drift(results["drift"])


@pytest.mark.usefixtures("no_chinese_font")
def test_a_chinese_picture_of_a_report_needs_no_chinese_font(results: dict[str, Any]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        svg = svg_of(Picture("drift", plots.drift, results["drift"]), "zh", "p")
    assert any("一" <= letter <= "鿿" for letter in svg.element)
