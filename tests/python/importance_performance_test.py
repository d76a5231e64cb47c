"""Importance against performance, as a notebook asks for it."""

from __future__ import annotations

import pickle
from typing import Any

import matplotlib
import numpy as np
import polars as pl
import pytest

import fealty as fy

matplotlib.use("Agg")

import matplotlib.pyplot as plt

IMPORTANCE = {"等待": [7, 6, 7, 6], "price": [6, 6, 7, 7], "music": [2, 1, 3, 2], "coffee": [1, 2, 2, 3]}
PERFORMANCE = {"等待": [2, 3, 1, 2], "price": [6, 5, 7, 6], "music": [6, 5, 6, 7], "coffee": [1, 2, 3, 1]}


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


def test_the_grid_keeps_to_the_conventions() -> None:
    grid = fy.gaps.ImportancePerformance(crosshair=(4, 4))
    assert grid.get_params()["crosshair"] == (4, 4)
    for attribute in ("items_", "warnings_", "crosshair_", "stated_derived_", "probabilities_"):
        with pytest.raises(fy.ParameterError, match="not fitted"):
            getattr(grid, attribute)
    again = pickle.loads(pickle.dumps(grid.fit(IMPORTANCE, PERFORMANCE)))
    assert again._compiled.to_bytes() == grid._compiled.to_bytes()


@pytest.mark.filterwarnings("ignore:Glyph")
def test_the_grid_says_what_was_found() -> None:
    def drawn(axes: Any) -> str:
        axes.figure.canvas.draw()
        text = " ".join([axes.figure.get_suptitle(), *(text.get_text() for text in axes.texts)])
        plt.close(axes.figure)
        return text.replace("\n", " ")

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
