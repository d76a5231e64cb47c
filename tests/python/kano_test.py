"""Kano, importance against performance, and satisfaction scores, as a notebook asks for them."""

from __future__ import annotations

import pickle
from typing import Any

import matplotlib
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fealty as fy
from fealty import _core

matplotlib.use("Agg")

CLASSIC = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
PRESENT = {"干净": [1, 2, 2, 3, 2, None], "music": [1, 1, 3, 3, 1, 1]}
ABSENT = {"music": [3, 3, 3, 3, 4, 2], "干净": [5, 5, 5, 5, 5, 5]}
IMPORTANCE = {"等待": [7, 6, 7, 6], "price": [6, 6, 7, 7], "music": [2, 1, 3, 2], "coffee": [1, 2, 2, 3]}
PERFORMANCE = {"等待": [2, 3, 1, 2], "price": [6, 5, 7, 6], "music": [6, 5, 6, 7], "coffee": [1, 2, 3, 1]}


# ---- Kano ----


def test_kano_says_what_each_item_is_and_how_surely() -> None:
    kano = fy.gaps.Kano().fit(pl.DataFrame(PRESENT), pl.DataFrame(ABSENT))
    items = kano.items_
    assert isinstance(items, pl.DataFrame)
    assert items["item"].to_list() == ["干净", "music"]
    assert items["category"].to_list() == ["must-be", "attractive"]
    assert items["missing"].to_list() == [1, 0]
    assert items.select("M", "O", "A", "I", "R", "Q").rows() == [(4, 1, 0, 0, 0, 0), (0, 0, 4, 2, 0, 0)]
    assert items["better"].to_list() == pytest.approx([0.2, 4 / 6])
    assert items["worse"].to_list() == pytest.approx([-1, 0])
    assert (items["worse_lower"] <= items["worse"]).all()
    assert kano.categories_.height == 12
    assert kano.categories_.group_by("item").agg(pl.col("probability").sum())["probability"].to_list() == pytest.approx(
        [1, 1]
    )
    assert kano.plane_["quadrant"].to_list() == ["must-be", "attractive"]
    assert kano.must_be()["item"].to_list() == ["干净"]
    assert kano.must_be(0.5)["probability"][0] == kano.items_["probability"][0]
    assert len(kano) == 2
    assert "1 pairs of answers are incomplete" in repr(kano)
    assert "<table>" in kano._repr_html_()


@pytest.mark.parametrize("make", [pl.DataFrame, pd.DataFrame, pa.table, dict])
def test_kano_gives_the_kind_of_frame_that_came_in(make: Any) -> None:
    kano = fy.gaps.Kano(bootstrap=50).fit(make(PRESENT), make(ABSENT))
    assert isinstance(kano.items_, type(make({"a": np.array([1])})))
    assert [str(name) for name in np.asarray(kano.items_["category"])] == ["must-be", "attractive"]


def test_the_evaluation_table_is_a_parameter() -> None:
    present, absent = {"x": [2, 2, 4]}, {"x": [2, 2, 4]}
    assert fy.gaps.Kano().fit(present, absent).items_["category"][0] == "indifferent"
    assert fy.gaps.Kano(table="pouliot").fit(present, absent).items_["category"][0] == "questionable"
    own = [list(row) for row in CLASSIC]
    own[1][1] = "M"
    assert fy.gaps.Kano(table=own).fit(present, absent).items_["category"][0] == "must-be"
    assert fy.gaps.Kano(table=CLASSIC).fit(present, absent)._compiled.table.rows() == CLASSIC
    with pytest.raises(fy.ParameterError, match="the tables are classic, pouliot"):
        fy.gaps.Kano(table="kano").fit(present, absent)
    with pytest.raises(fy.ParameterError, match="has 1 rows, but must have 5"):
        fy.gaps.Kano(table=["QAAAO"]).fit(present, absent)


@given(st.lists(st.tuples(st.sampled_from([None, 1, 2, 3, 4, 5]), st.sampled_from([None, 1, 2, 3, 4, 5])), max_size=40))
@settings(deadline=None, max_examples=60)
def test_counts_are_those_of_a_loop(pairs: list[tuple[int | None, int | None]]) -> None:
    present = pl.DataFrame({"x": [f for f, _ in pairs]}, schema={"x": pl.Int64})
    absent = pl.DataFrame({"x": [d for _, d in pairs]}, schema={"x": pl.Int64})
    row = fy.gaps.Kano(bootstrap=20).fit(present, absent).items_.row(0, named=True)
    letters = [CLASSIC[f - 1][d - 1] for f, d in pairs if f and d]
    counts = {letter: letters.count(letter) for letter in "MOAIRQ"}
    assert {letter: row[letter] for letter in "MOAIRQ"} == counts
    usable = sum(counts[letter] for letter in "MOAI")
    if usable:
        assert row["better"] == pytest.approx((counts["A"] + counts["O"]) / usable)
        assert row["worse"] == pytest.approx(-(counts["M"] + counts["O"]) / usable)
    else:
        assert np.isnan(row["better"])
    assert (row["category"] is None) == (not letters)


def test_kano_refuses_what_it_cannot_read_by_item_row_and_value() -> None:
    fit = fy.gaps.Kano().fit
    with pytest.raises(fy.RecordError, match="item 干净, row 1: the answer to the functional question is 7"):
        fit({"干净": [1, 7]}, {"干净": [1, 5]})
    with pytest.raises(fy.RecordError, match=r"row 0: .* is 2\.5"):
        fit({"x": [2.5]}, {"x": [1]})
    with pytest.raises(fy.RecordError, match="must be finite"):
        fit({"x": [np.inf]}, {"x": [1.0]})
    with pytest.raises(fy.RecordError, match="answers must be numbers"):
        fit({"x": ["like"]}, {"x": ["dislike"]})
    with pytest.raises(fy.RecordError, match="functional has 1 rows, but dysfunctional has 2"):
        fit({"x": [1]}, {"x": [1, 2]})
    with pytest.raises(fy.ParameterError, match="item y: it has a column in dysfunctional, but none in functional"):
        fit({"x": [1]}, {"x": [1], "y": [1]})
    with pytest.raises(fy.ParameterError, match="level is 1"):
        fy.gaps.Kano(level=1).fit({"x": [1]}, {"x": [1]})


def test_an_estimator_keeps_to_the_conventions() -> None:
    kano = fy.gaps.Kano(bootstrap=100)
    assert kano.get_params() == {"table": "classic", "bootstrap": 100, "seed": 1, "level": 0.95}
    assert kano.set_params(seed=5) is kano
    assert repr(kano) == "Kano(table='classic', bootstrap=100, seed=5, level=0.95)"
    assert "Kano(" in kano._repr_html_()
    for attribute in ("items_", "categories_", "plane_", "plot"):
        with pytest.raises(fy.ParameterError, match="not fitted"):
            value = getattr(kano, attribute)
            value()
    assert kano.fit(PRESENT, ABSENT) is kano
    restored = pickle.loads(pickle.dumps(kano))
    assert restored.get_params() == kano.get_params()
    assert restored._compiled.to_bytes() == kano._compiled.to_bytes()
    assert restored.items_["category"].tolist() == kano.items_["category"].tolist()
    grid = fy.gaps.ImportancePerformance(crosshair=(4, 4))
    assert grid.get_params()["crosshair"] == (4, 4)
    for attribute in ("items_", "warnings_", "crosshair_", "stated_derived_", "probabilities_"):
        with pytest.raises(fy.ParameterError, match="not fitted"):
            getattr(grid, attribute)
    again = pickle.loads(pickle.dumps(grid.fit(IMPORTANCE, PERFORMANCE)))
    assert again._compiled.to_bytes() == grid._compiled.to_bytes()


# ---- importance against performance ----


def test_the_grid_has_four_quadrants_with_probabilities() -> None:
    grid = fy.gaps.ImportancePerformance(scale=(1, 7)).fit(pl.DataFrame(IMPORTANCE), pl.DataFrame(PERFORMANCE))
    items = grid.items_
    assert items["quadrant"].to_list() == [
        "concentrate here",
        "keep up the good work",
        "possible overkill",
        "low priority",
    ]
    assert (items["probability"] > 0.9).all()
    assert "derived" not in items.columns
    assert grid.crosshair_["importance"].value == pytest.approx(np.mean(list(IMPORTANCE.values())))
    assert np.isnan(grid.stated_derived_.value)
    assert grid.probabilities_.group_by("item").agg(pl.col("probability").sum())["probability"].to_numpy() == (
        pytest.approx(1)
    )
    assert len(grid) == 4
    assert "crosshair: performance" in repr(grid)


def test_the_crosshair_is_a_parameter() -> None:
    def lines(**options: Any) -> tuple[float, float]:
        made = fy.gaps.ImportancePerformance(bootstrap=50, **options).fit(IMPORTANCE, PERFORMANCE).crosshair_
        return made["performance"].value, made["importance"].value

    performance = [np.mean(values) for values in PERFORMANCE.values()]
    importance = [np.mean(values) for values in IMPORTANCE.values()]
    assert lines(crosshair="median") == pytest.approx((np.median(performance), np.median(importance)))
    assert lines(crosshair="scale", scale=(1, 7)) == (4, 4)
    assert lines(crosshair=(3, 5.5)) == (3, 5.5)
    with pytest.raises(fy.ParameterError, match="give scale="):
        lines(crosshair="scale")
    with pytest.raises(fy.ParameterError, match="it must be mean, median, scale, or a point"):
        lines(crosshair="middle")
    with pytest.raises(fy.ParameterError, match="must be finite"):
        lines(crosshair=(float("nan"), 1))


def surveyed(n: int = 300, seed: int = 1) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Four items: the first and the third move the outcome, the first and the second are said to matter."""
    random = np.random.default_rng(seed)
    performance = random.normal(4, 1, (n, 4))
    outcome = performance[:, 0] + performance[:, 2] + random.normal(0, 1, n)
    importance = random.normal([6, 6, 3, 3], 1, (n, 4))
    names = ["hours", "logo", "候车", "carpet"]
    return (
        pl.DataFrame(importance, schema=names),
        pl.DataFrame(performance, schema=names),
        pl.DataFrame({"satisfied": outcome, "again": outcome + random.normal(0, 0.1, n)}),
    )


def test_derived_importance_is_the_correlation_with_the_outcome() -> None:
    importance, performance, outcome = surveyed()
    grid = fy.gaps.ImportancePerformance(bootstrap=2000).fit(importance, performance, outcome)
    items = grid.items_
    mean = outcome.mean_horizontal().to_numpy()
    expected = [np.corrcoef(performance[name].to_numpy(), mean)[0, 1] for name in performance.columns]
    assert items["derived"].to_numpy() == pytest.approx(expected, abs=1e-12)
    assert grid.stated_derived_.value == pytest.approx(
        np.corrcoef(items["importance"].to_numpy(), expected)[0, 1], abs=1e-12
    )
    assert ((items["derived_lower"] < items["derived"]) & (items["derived"] < items["derived_upper"])).all()
    assert set(grid.warnings_["item"]) == {"logo", "候车"}
    assert "Warning: logo is said to be important" in repr(grid)
    of_column = fy.gaps.ImportancePerformance(bootstrap=100).fit(importance, performance, outcome.mean_horizontal())
    assert of_column.items_["derived"].to_numpy() == pytest.approx(expected, abs=1e-12)
    of_array = fy.gaps.ImportancePerformance(bootstrap=100).fit(importance, performance, mean)
    assert of_array.items_["derived"].to_numpy() == pytest.approx(expected, abs=1e-12)


def test_missing_answers_are_left_out_where_they_are_needed() -> None:
    importance, performance, outcome = surveyed(80)
    holes = performance.with_columns(
        pl.when(pl.int_range(80) % 7 == 0).then(None).otherwise(pl.col("hours")).alias("hours")
    )
    short = outcome.with_columns(pl.when(pl.int_range(80) < 3).then(None).otherwise(pl.col("again")).alias("again"))
    grid = fy.gaps.ImportancePerformance(bootstrap=200).fit(importance, holes, short)
    known = [i for i in range(3, 80) if i % 7]
    expected = np.corrcoef(performance["hours"].to_numpy()[known], outcome.mean_horizontal().to_numpy()[known])[0, 1]
    assert grid.items_["derived"][0] == pytest.approx(expected, abs=1e-10)
    assert grid.items_["performance"][0] == pytest.approx(holes["hours"].mean())
    assert "3 respondents without outcome" in repr(grid)


def test_the_grid_refuses_what_it_cannot_read() -> None:
    fit = fy.gaps.ImportancePerformance(scale=(1, 7)).fit
    with pytest.raises(fy.RecordError, match="item x, row 1: the answer is 8, but the scale goes from 1 to 7"):
        fit({"x": [1, 8]}, {"x": [1, 2]})
    with pytest.raises(fy.RecordError, match="the outcome has 3 rows"):
        fit({"x": [1, 2]}, {"x": [1, 2]}, [1, 2, 3])
    with pytest.raises(fy.ParameterError, match="item x: it has a column in importance"):
        fit({"x": [1, 2]}, {"y": [1, 2]})


# ---- scores ----


def test_nps_is_promoters_less_detractors() -> None:
    score = fy.gaps.nps(pd.Series([10, 9, 9, 8, 7, 6, 0, 10, None], name="recommend"))
    assert float(score) == score.score.value == 25
    assert score.score.lower < 25 < score.score.upper
    frame = score.to_frame()
    assert isinstance(frame, pd.DataFrame)
    assert frame.loc[0, ["answered", "missing", "favorable", "neutral", "unfavorable"]].tolist() == [8, 1, 4, 2, 2]
    assert score.counts()["count"].tolist() == [1, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2]
    assert "adjusted Wald" in repr(score) and "1 respondents did not answer" in repr(score)
    assert _core.net_promoter_interval(4, 2, 2) == score.score or score.score.value == 25


def test_scores_of_shares_have_wilsons_interval() -> None:
    answers = [5, 4, 4, 3, 1, 5, 2, 5]
    assert fy.gaps.csat(answers).score.value == 5 / 8
    assert fy.gaps.csat(answers, satisfied=5).score.value == 3 / 8
    top = fy.gaps.top_box(np.array(answers))
    assert top.score.value == 3 / 8
    assert set(top.to_frame()) >= {"group", "score", "score_lower"}  # a dict of arrays, as for NumPy
    assert fy.gaps.top_box(answers, boxes=2).score.value == fy.gaps.csat(answers).score.value
    assert "Wilson" in repr(top)
    assert fy.gaps.csat([7, 6, 1], scale=(1, 7)).score.value == 2 / 3
    wilson = _core.wilson(3, 8)
    assert (top.score.lower, top.score.upper) == (wilson.lower, wilson.upper)


def test_groups_are_scored_and_compared() -> None:
    random = np.random.default_rng(3)
    answers = np.concatenate([random.integers(6, 11, 200), random.integers(3, 10, 150)])
    branch = ["东店"] * 200 + ["西店"] * 149 + [None]
    score = fy.gaps.nps(answers, by=branch)
    assert score.to_frame()["group"].tolist() == ["all", "东店", "西店"]
    alone = fy.gaps.nps(answers[:200]).score
    assert score.to_frame()["score_lower"][1] == alone.lower
    difference = score.compare("东店", "西店")
    assert difference.value == pytest.approx(score.to_frame()["score"][1] - score.to_frame()["score"][2])
    assert difference.lower > 0
    assert "1 respondents are in no group" in repr(score)
    with pytest.raises(fy.ParameterError, match="is not a group"):
        score.compare("东店", "南店")
    by_number = fy.gaps.csat([5, 1, 4], by=[2, 1, 2])
    assert by_number.compare(2, 1).value == 1


def test_scores_refuse_codes_off_the_scale_by_row_and_value() -> None:
    with pytest.raises(
        fy.RecordError, match="item recommend, row 2: the answer is 11, but the scale goes from 0 to 10"
    ):
        fy.gaps.nps(pl.Series("recommend", [1, 2, 11]))
    with pytest.raises(fy.RecordError, match="in whole numbers"):
        fy.gaps.csat([1.5])
    with pytest.raises(fy.RecordError, match="must be numbers"):
        fy.gaps.top_box(["good"])
    with pytest.raises(fy.ParameterError, match="say who is a promoter"):
        fy.gaps.nps([1, 5], scale=(1, 5))
    assert fy.gaps.nps([1, 5, 5, 4], scale=(1, 5), promoter=5, detractor=3).score.value == 25
    with pytest.raises(fy.ParameterError, match="must lie on the scale"):
        fy.gaps.top_box([1], boxes=5)
    assert np.isnan(fy.gaps.nps(pl.Series("x", [], dtype=pl.Int64)).score.value)


def test_scores_are_pickled() -> None:
    score = fy.gaps.nps([10, 3], by=["a", "b"])
    assert pickle.loads(pickle.dumps(score)).to_frame().equals(score.to_frame())


# ---- pictures ----


def drawn(axes: Any) -> str:
    figure = axes.figure
    figure.canvas.draw()
    texts = [text.get_text() for text in axes.texts]
    suptitle = figure.get_suptitle() or axes.get_title(loc="left")
    matplotlib.pyplot.close(figure)
    return " ".join([suptitle, *texts]).replace("\n", " ")


@pytest.mark.filterwarnings("ignore:Glyph")
def test_pictures_say_what_was_found() -> None:
    import matplotlib.pyplot as plt

    kano = fy.gaps.Kano(bootstrap=200).fit(PRESENT, ABSENT)
    text = drawn(kano.plot())
    assert "1 of 2 items is taken for granted" in text
    assert "must-be" in text and "music" in text and "干净" in text
    assert "理所当然" in drawn(fy.plots.kano_plane(kano, language="zh"))
    none = fy.gaps.Kano(bootstrap=20).fit({"x": [1, 1]}, {"x": [3, 3]})
    assert "None of 1 items" in drawn(none.plot())
    empty = fy.gaps.Kano(bootstrap=20).fit({"x": np.array([], dtype=int)}, {"x": np.array([], dtype=int)})
    assert "No answers yet" in drawn(empty.plot())
    importance, performance, outcome = surveyed()
    grid = fy.gaps.ImportancePerformance(bootstrap=200).fit(importance, performance, outcome)
    text = drawn(grid.plot())
    assert "For 2 items stated and derived importance disagree" in text
    assert "concentrate here" in text and "carpet" in text and "Diamonds" in text
    assert "象限" in drawn(fy.plots.importance_performance_grid(grid, language="zh"))
    plain = fy.gaps.ImportancePerformance(bootstrap=50).fit(IMPORTANCE, PERFORMANCE)
    assert "Concentrate on 等待" in drawn(plain.plot())
    nobody = {"x": np.array([], dtype=float)}
    assert "No answers yet" in drawn(fy.gaps.ImportancePerformance(bootstrap=20).fit(nobody, nobody).plot())
    _, axes = plt.subplots()
    assert plain.plot(axes) is axes
    plt.close("all")


def test_texts_of_the_pictures_have_the_same_keys_and_places_in_each_language() -> None:
    from fealty.plots.importance_performance_grid import _TEXTS as GRID
    from fealty.plots.kano_plane import _TEXTS as PLANE

    for texts in (GRID, PLANE):
        assert texts["en"].keys() == texts["zh"].keys()
