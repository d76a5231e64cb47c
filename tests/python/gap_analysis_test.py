"""Gap analysis as a notebook uses it."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import fealty as fy
from fealty import plots

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("Agg")

RANDOM = np.random.default_rng(7)
N = 150
EXPECTATION = pl.DataFrame({name: RANDOM.integers(4, 8, N) for name in ("等待", "tone", "price", "care")})
EXPERIENCE = pl.DataFrame({name: RANDOM.integers(2, 8, N) for name in ("tone", "等待", "price", "care")})
IMPORTANCE = pl.DataFrame({name: RANDOM.integers(1, 6, N) for name in EXPECTATION.columns})
ADEQUATE = pl.DataFrame({name: RANDOM.integers(3, 6, N) for name in EXPECTATION.columns})
OUTCOME = (EXPERIENCE.mean_horizontal() + pl.Series(RANDOM.normal(0, 0.3, N))).to_numpy()
DIMENSIONS = {"people": ["tone", "care"], "process": ["等待", "price"]}


@pytest.fixture(scope="module")
def gaps() -> fy.gaps.GapAnalysis:
    return fy.gaps.GapAnalysis(DIMENSIONS, bootstrap=200).fit(
        expectation=EXPECTATION, experience=EXPERIENCE, importance=IMPORTANCE, adequate=ADEQUATE
    )


def test_a_gap_is_experience_less_expectation(gaps: fy.gaps.GapAnalysis) -> None:
    row = gaps.items.row(by_predicate=pl.col("item") == "等待", named=True)
    assert row["gap"] == pytest.approx((EXPERIENCE["等待"] - EXPECTATION["等待"]).mean())
    assert row["gap_lower"] < row["gap"] < row["gap_upper"]
    assert row["dimension"] == "process"
    assert gaps.overall.gap.value == pytest.approx(gaps.items["gap"].mean())


@pytest.mark.parametrize("kind", [pl.DataFrame, pd.DataFrame, pa.Table, dict])
def test_the_same_kind_of_frame_comes_back(kind: Any) -> None:
    made = {
        pl.DataFrame: lambda frame: frame,
        pd.DataFrame: lambda frame: pd.DataFrame(frame.to_dict(as_series=False)),
        pa.Table: lambda frame: pa.table(frame.to_dict(as_series=False)),
        dict: lambda frame: {name: frame[name].to_numpy() for name in frame.columns},
    }[kind]
    fitted = fy.gaps.GapAnalysis(bootstrap=20).fit(expectation=made(EXPECTATION), experience=made(EXPERIENCE))
    assert isinstance(fitted.items, kind)


def test_long_form_is_wide_form(gaps: fy.gaps.GapAnalysis) -> None:
    ratings = pl.concat(
        pl.DataFrame(
            {
                "customer_id": range(N),
                "item": [name] * N,
                "expectation": EXPECTATION[name],
                "experience": EXPERIENCE[name],
                "branch": ["A" if i % 2 else "B" for i in range(N)],
            }
        )
        for name in EXPECTATION.columns
    )
    fitted = fy.gaps.GapAnalysis(DIMENSIONS, bootstrap=200).fit(ratings)
    wide = gaps.items.sort("item")["gap"].to_list()
    assert fitted.items.sort("item")["gap"].to_list() == pytest.approx(wide)
    segments = fitted.by("branch")
    assert len(segments) == 2
    assert fitted.compare("A", "B").to_frame().height == 4 + 2 + 1


def test_segments_add_up_and_are_compared(gaps: fy.gaps.GapAnalysis) -> None:
    branch = ["north" if i < 60 else "south" for i in range(N)]
    segments = gaps.by(branch)
    assert segments["north"].overall.respondents == 60
    frame = segments.to_frame()
    assert frame.height == 2 * (4 + 2 + 1)
    assert "difference_lower" in frame.columns
    compared = gaps.compare("north", "south")
    difference = segments["north"].overall.gap.value - segments["south"].overall.gap.value
    assert compared.to_frame().filter(pl.col("kind") == "overall")["difference"][0] == pytest.approx(difference)
    assert "north" in repr(compared)
    with pytest.raises(fy.ParameterError, match="is no segment"):
        gaps.compare("north", "west")
    with pytest.raises(fy.RecordError, match="two values or more"):
        gaps.by(["north"] * N)
    with pytest.raises(fy.RecordError, match="10 values for 150"):
        gaps.by(["north"] * 10)


def test_an_outcome_judges_the_gap_score(gaps: fy.gaps.GapAnalysis) -> None:
    slopes = gaps.test_free_slopes(OUTCOME)
    assert slopes.r2_free.value >= slopes.r2_gap.value
    assert "the gap score loses" in slopes.warning
    assert slopes.slopes().height == 2
    asymmetry = gaps.asymmetry(OUTCOME)
    assert asymmetry.overall.negative.value > 0
    with pytest.raises(fy.RecordError, match="outcome has 3 values"):
        gaps.asymmetry([1.0, 2.0, 3.0])


def test_parameters_are_those_of_the_constructor(gaps: fy.gaps.GapAnalysis) -> None:
    assert gaps.get_params()["dimensions"] == DIMENSIONS
    assert fy.gaps.GapAnalysis(DIMENSIONS).set_params(level=0.9).level == 0.9
    with pytest.raises(fy.ParameterError, match="no parameter 'levle'"):
        gaps.set_params(levle=0.9)


def test_what_is_not_fitted_says_so() -> None:
    with pytest.raises(fy.ParameterError, match="not fitted"):
        _ = fy.gaps.GapAnalysis().items
    with pytest.raises(fy.ParameterError, match="not fitted"):
        fy.gaps.GapAnalysis().plot()
    assert "GapAnalysis(dimensions=None" in repr(fy.gaps.GapAnalysis())


def test_pickles_keep_the_figures(gaps: fy.gaps.GapAnalysis) -> None:
    again = pickle.loads(pickle.dumps(gaps))
    assert again.items.equals(gaps.items)
    assert again.overall.gap == gaps.overall.gap


def test_a_notebook_sees_dimensions_and_items(gaps: fy.gaps.GapAnalysis) -> None:
    html = gaps._repr_html_()
    assert "people" in html
    assert "等待" in html


@pytest.mark.parametrize(
    ("expectation", "experience", "message"),
    [
        ({"a": [1, 2]}, {"b": [1, 2]}, "item b: experience has it, but expectation does not"),
        ({"a": [1, 9]}, {"a": [1, 2]}, "item a, row 1: the answer is 9, but the scale goes from 1 to 7"),
        ({"a": [1, np.inf]}, {"a": [1, 2]}, "item a, row 1: the answer is inf"),
        ({"a": ["x", "y"]}, {"a": [1, 2]}, "item a: answers must be numbers"),
        ({"a": [1]}, {"a": [1, 2]}, "of 1 respondents"),
    ],
)
def test_bad_answers_are_named(expectation: Any, experience: Any, message: str) -> None:
    with pytest.raises(fy.RecordError, match=message):
        fy.gaps.GapAnalysis(scale=(1, 7)).fit(expectation=expectation, experience=experience)


def test_every_picture_is_drawn(gaps: fy.gaps.GapAnalysis) -> None:
    import matplotlib.pyplot as plt

    gaps.by(["north" if i < 60 else "south" for i in range(N)])
    pictures = [
        gaps.plot(),
        plots.zone_of_tolerance(gaps),
        gaps.test_free_slopes(OUTCOME).plot(),
        gaps.asymmetry(OUTCOME).plot(),
        gaps.compare("north", "south").plot(),
        plots.gap_analysis(gaps, language="zh"),
    ]
    for ax in pictures:
        ax.figure.canvas.draw()
        assert ax.figure._suptitle.get_text()
    plt.close("all")
