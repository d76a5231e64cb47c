"""Every figure of the kiosk survey about Kano and about importance and performance, to the printed digits."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import fealty as fy

sys.path.insert(0, str(Path(__file__).parents[1] / "real"))
import folder as real

DATA = real.data_folder()
pytestmark = pytest.mark.skipif(
    DATA is None or not (DATA / "gaps").is_dir(), reason="no data under ../shared/data, and FEALTY_DATA names no folder"
)
OUTCOME = ["t_satisfied", "t_excellent", "t_reuse", "t_recommend"]
QUADRANTS = {
    "keep": "keep up the good work",
    "low": "low priority",
    "concentrate": "concentrate here",
    "overkill": "possible overkill",
}
CATEGORIES = {"M": "must-be", "O": "one-dimensional", "A": "attractive", "I": "indifferent"}


@pytest.fixture(scope="module")
def survey() -> pl.DataFrame:
    assert DATA is not None
    return pl.read_csv(DATA / "gaps" / "kiosk_servqual_kano_ipa.csv")


@pytest.fixture(scope="module")
def published() -> list[str]:
    assert DATA is not None
    return (DATA.parent / "reference" / "gaps" / "kiosk_reference.txt").read_text(encoding="utf-8").splitlines()


def part(survey: pl.DataFrame, prefix: str, items: int) -> pl.DataFrame:
    return survey.select(pl.col(f"{prefix}{i:02}").alias(str(i)) for i in range(1, items + 1))


@pytest.fixture(scope="module")
def kano(survey: pl.DataFrame) -> fy.gaps.Kano:
    return fy.gaps.Kano().fit(part(survey, "kf", 29), part(survey, "kd", 29))


@pytest.fixture(scope="module")
def grid(survey: pl.DataFrame) -> fy.gaps.ImportancePerformance:
    made = fy.gaps.ImportancePerformance(scale=(1, 7))
    return made.fit(part(survey, "imp", 24), part(survey, "sat", 24), survey.select(OUTCOME))


def is_printed(value: float, text: str) -> bool:
    """Whether a number is the printed one, to the digits that are printed."""
    return f"{value:.{len(text.partition('.')[2])}f}" == text


def test_kano_counts_coefficients_and_fongs_test_are_the_published_ones(
    kano: fy.gaps.Kano, published: list[str]
) -> None:
    start = next(i for i, line in enumerate(published) if line.split()[:4] == ["M", "O", "A", "I"])
    items = kano.items_
    assert len(items) == 29
    for row, line in zip(items.iter_rows(named=True), published[start + 1 : start + 30], strict=True):
        item, *counts, better, worse, difference, critical, category, significant = line.split()
        assert row["item"] == item
        assert [row[letter] for letter in "MOAIRQ"] == [int(count) for count in counts], item
        assert is_printed(row["better"], better), item
        assert is_printed(row["worse"], worse), item
        assert row["difference"] == int(difference), item
        assert is_printed(row["critical"], critical), item
        assert row["category"] == CATEGORIES[category], item
        assert row["is_significant"] == (significant == "TRUE"), item


def test_what_fongs_test_doubts_has_a_lower_probability(kano: fy.gaps.Kano) -> None:
    items = kano.items_
    sure = items.filter("is_significant")["probability"]
    doubtful = items.filter(~pl.col("is_significant"))["probability"]
    assert sure.min() > doubtful.max()  # type: ignore[operator]
    assert (sure > 0.9).all() and (doubtful < 0.9).all()  # a test at the level of 90 %


def test_the_must_be_items_are_listed_for_the_plan(kano: fy.gaps.Kano) -> None:
    listed = kano.must_be(0.9)
    assert set(listed["item"]) >= {"1", "2", "21", "22", "23"}
    assert listed["probability"].is_sorted(descending=True)


def test_the_grid_is_the_published_one(grid: fy.gaps.ImportancePerformance, published: list[str]) -> None:
    start = next(i for i, line in enumerate(published) if "derived" in line.split() and "imp" in line.split())
    items = grid.items_
    for row, line in zip(items.iter_rows(named=True), published[start + 1 : start + 25], strict=True):
        _, item, importance, performance, quadrant, derived = line.split()
        assert row["item"] == item
        assert is_printed(row["importance"], importance), item
        assert is_printed(row["performance"], performance), item
        assert row["quadrant"] == QUADRANTS[quadrant], item
        assert is_printed(row["derived"], derived), item


def test_crosshair_and_correlation_are_the_published_ones(
    grid: fy.gaps.ImportancePerformance, published: list[str]
) -> None:
    _, importance, performance = next(line for line in published if line.startswith("crosshair")).split()
    assert is_printed(grid.crosshair_["importance"].value, importance)
    assert is_printed(grid.crosshair_["performance"].value, performance)
    correlation = next(line for line in published if line.startswith("stated vs derived")).split()[-1]
    assert is_printed(grid.stated_derived_.value, correlation)
    assert grid.stated_derived_.lower < grid.stated_derived_.value < grid.stated_derived_.upper


def test_items_near_the_lines_are_less_sure(grid: fy.gaps.ImportancePerformance) -> None:
    items = grid.items_
    far = np.hypot(
        items["importance"] - grid.crosshair_["importance"].value,
        items["performance"] - grid.crosshair_["performance"].value,
    )
    assert np.corrcoef(far, items["probability"].to_numpy())[0, 1] > 0.3
    assert items.filter(pl.col("item") == "7")["probability"][0] < 0.7  # 0.01 below the crosshair's performance
