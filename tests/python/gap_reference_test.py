"""The published figures of the kiosk survey (207 people; see the README of the reference figures)."""

from __future__ import annotations

import os
import re
from pathlib import Path

import polars as pl
import pytest

import fealty as fy

SHARED = Path(os.environ.get("FEALTY_DATA", Path(__file__).parents[3] / "shared" / "data"))
SURVEY = SHARED / "gaps" / "kiosk_servqual_kano_ipa.csv"
REFERENCE = SHARED.parent / "reference" / "gaps" / "kiosk_reference.txt"
pytestmark = pytest.mark.skipif(
    not (SURVEY.exists() and REFERENCE.exists()), reason="the public data and reference figures are not here"
)
DIMENSIONS = {
    "tangible": [4, 5, 6, 22],
    "security": [19, 20, 21],
    "economy": [10, 11, 18],
    "convenience": [13, 14, 15, 16, 17],
    "usefulness": [1, 2, 3],
    "control": [7, 8],
}
OUTCOMES = ["t_satisfied", "t_excellent", "t_reuse", "t_recommend"]


def wide(survey: pl.DataFrame, prefix: str) -> pl.DataFrame:
    return survey.select(pl.col(f"{prefix}{i:02d}").alias(str(i)) for i in range(1, 25))


@pytest.fixture(scope="module")
def survey() -> pl.DataFrame:
    return pl.read_csv(SURVEY)


@pytest.fixture(scope="module")
def reference() -> str:
    return REFERENCE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def analysis(survey: pl.DataFrame) -> fy.gaps.GapAnalysis:
    dimensions = {name: [str(item) for item in items] for name, items in DIMENSIONS.items()}
    gaps = fy.gaps.GapAnalysis(dimensions, scale=(1, 7))
    return gaps.fit(expectation=wide(survey, "e"), experience=wide(survey, "p"), importance=wide(survey, "imp"))


@pytest.fixture(scope="module")
def outcome(survey: pl.DataFrame) -> pl.Series:
    return survey.select(pl.mean_horizontal(OUTCOMES)).to_series()


def printed(value: float, text: str) -> bool:
    """Whether a value has the printed digits."""
    return abs(value - float(text)) <= 0.5001 * 10 ** -len(text.partition(".")[2])


def test_items_are_those_printed(analysis: fy.gaps.GapAnalysis, reference: str) -> None:
    lines = re.findall(r"^e\d\d +(\d+) ([\d.]+) ([\d.]+) +([-\d.]+) ([\d.]+) +([-\d.]+)$", reference, re.MULTILINE)
    assert len(lines) == 24
    rows = {row["item"]: row for row in analysis.items.iter_rows(named=True)}
    for item, *figures in lines:
        row = rows[item]
        got = [row[name] for name in ("expectation", "experience", "gap", "gap_standard_error", "t")]
        assert all(map(printed, got, figures)), (item, got, figures)


def test_dimensions_are_those_printed(analysis: fy.gaps.GapAnalysis, reference: str) -> None:
    rows = {row["dimension"]: row for row in analysis.dimensions.iter_rows(named=True)}
    number = r"([-\d.]+)"
    for name, row in rows.items():
        found = re.search(
            rf"{name} +E {number} P {number} gap {number} se {number} "
            rf"alphaE {number} alphaP {number} alphaGap {number}",
            reference,
        )
        assert found is not None
        got = [
            row[column]
            for column in (
                "expectation",
                "experience",
                "gap",
                "gap_standard_error",
                "reliability_expectation",
                "reliability_experience",
                "reliability_gap",
            )
        ]
        assert all(map(printed, got, found.groups())), (name, got, found.groups())


def test_the_whole_is_that_printed(analysis: fy.gaps.GapAnalysis, reference: str) -> None:
    gap, servperf = re.search(r"overall gap ([-\d.]+) SERVPERF ([-\d.]+)", reference).groups()  # type: ignore[union-attr]
    assert printed(analysis.overall.gap.value, gap)
    assert printed(analysis.overall.experience.value, servperf)
    shares = re.search(r"share neg/zero/pos ([\d.]+) ([\d.]+) ([\d.]+)", reference).groups()  # type: ignore[union-attr]
    overall = analysis.overall
    got = [overall.short_share.value, overall.met_share.value, overall.exceeded_share.value]
    assert all(map(printed, got, shares))


def test_free_slopes_are_those_printed(analysis: fy.gaps.GapAnalysis, outcome: pl.Series, reference: str) -> None:
    found = re.search(r"R2 gap ([\d.]+) R2 perf ([\d.]+) R2 E\+P ([\d.]+)", reference)
    assert found is not None
    made = analysis.test_free_slopes(outcome)
    got = [made.r2_gap.value, made.r2_experience.value, made.r2_free.value]
    assert all(map(printed, got, found.groups()))
    assert "the gap score loses" in made.warning


def test_falling_short_costs_ten_times_as_much_but_207_people_do_not_prove_it(
    analysis: fy.gaps.GapAnalysis, outcome: pl.Series
) -> None:
    overall = analysis.asymmetry(outcome).overall
    assert printed(overall.negative.value, "0.42197")
    assert printed(overall.positive.value, "0.04009")
    assert overall.difference.lower < 0 < overall.negative.lower
    assert overall.ratio.upper == float("inf")
