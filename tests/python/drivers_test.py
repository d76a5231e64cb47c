"""What drives an outcome, as a notebook asks for it."""

from __future__ import annotations

import pickle
import sys
from itertools import permutations
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import polars as pl
import pytest

import fealty as fy

sys.path.insert(0, str(Path(__file__).parents[1] / "real"))
import folder as real

DATA = real.data_folder()
needs_data = pytest.mark.skipif(
    DATA is None or not (DATA / "gaps").is_dir(), reason="no data under ../shared/data, and FEALTY_DATA names no folder"
)


def survey(respondents: int = 300, seed: int = 1) -> pl.DataFrame:
    """Waiting and kindness go together; price is apart."""
    random = np.random.default_rng(seed)
    mood, wait, kind, price, noise = random.normal(size=(5, respondents))
    wait, kind = mood + wait, mood + kind
    return pl.DataFrame(
        {"wait": wait, "kind": kind, "价格": price, "again": 0.6 * wait + 0.2 * kind + 0.3 * price + noise}
    )


def r_squared(drivers: np.ndarray, y: np.ndarray) -> float:
    design = np.column_stack([np.ones(len(y)), drivers])
    left = y - design @ np.linalg.lstsq(design, y, rcond=None)[0]
    return float(1 - (left**2).sum() / ((y - y.mean()) ** 2).sum())


def test_contributions_are_what_drivers_add_to_least_squares_over_all_orders() -> None:
    frame = survey()
    names = ["wait", "kind", "价格"]
    rows, y = frame.select(names).to_numpy(), frame["again"].to_numpy()
    expected = dict.fromkeys(names, 0.0)
    for order in permutations(range(3)):
        for k, j in enumerate(order):
            before = r_squared(rows[:, list(order[:k])], y)
            expected[names[j]] += (r_squared(rows[:, list(order[: k + 1])], y) - before) / 6
    found = fy.gaps.drivers(frame, "again", bootstrap=0)
    for row in found.to_frame().iter_rows(named=True):
        assert row["contribution"] == pytest.approx(expected[row["driver"]], abs=1e-12)
    assert found.r_squared.value == pytest.approx(r_squared(rows, y), abs=1e-12)


@needs_data
def test_r_squared_of_the_mobile_phone_survey_is_that_of_least_squares() -> None:
    assert DATA is not None
    answers = pl.read_csv(DATA / "gaps" / "mobi.csv")
    asked = answers.select(pl.selectors.starts_with("IMAG", "PERQ"))
    found = fy.gaps.drivers(asked, answers["CUSA3"])
    assert found.outcome == "CUSA3" and len(found) == 12
    assert found.r_squared.value == pytest.approx(r_squared(asked.to_numpy(), answers["CUSA3"].to_numpy()), abs=1e-12)
    assert found.to_frame()["contribution"].sum() == pytest.approx(found.r_squared.value, abs=1e-12)


def test_drivers_have_intervals_ranks_and_a_view() -> None:
    found = fy.gaps.drivers(survey(), "again")
    frame = found.to_frame()
    assert frame["driver"][0] == "wait" and frame["rank"].to_list() == [1, 2, 3]
    assert frame["share"].sum() == pytest.approx(1)
    for figure in ("contribution", "share", "coefficient", "correlation"):
        assert (frame[f"{figure}_lower"] < frame[figure]).all() and (frame[figure] < frame[f"{figure}_upper"]).all()
    ranks = found.ranks().group_by("driver").agg(pl.col("probability").sum())
    assert ranks["probability"].to_list() == pytest.approx([1, 1, 1])
    assert frame["probability_first"][0] > 0.9
    assert found.adjusted_r_squared < found.r_squared.value
    assert "Drivers of again" in repr(found) and "of the variance of again" in repr(found)
    assert "<table>" in found._repr_html_()


def test_the_outcome_may_be_a_name_or_a_column() -> None:
    frame = survey()
    by_name = fy.gaps.drivers(frame, "again", bootstrap=20)
    asked = frame.drop("again")
    for outcome in (frame["again"], frame["again"].to_numpy(), frame["again"].to_list()):
        by_column = fy.gaps.drivers(asked, outcome, bootstrap=20)
        assert by_column.to_frame().equals(by_name.to_frame())
    of_pandas = fy.gaps.drivers(asked.to_pandas(), frame["again"].to_pandas(), bootstrap=20)
    assert of_pandas.outcome == "again" and isinstance(of_pandas.to_frame(), pd.DataFrame)
    with pytest.raises(fy.ParameterError, match="explains itself"):
        fy.gaps.drivers(frame, frame["again"])
    with pytest.raises(fy.RecordError, match="rows"):
        fy.gaps.drivers(asked, [1.0, 2.0])


def test_bad_answers_are_named() -> None:
    frame = survey(60)
    with pytest.raises(fy.ParameterError, match='did you mean "again"'):
        fy.gaps.drivers(frame, "agian")
    with pytest.raises(fy.FitError, match="does not vary: again: all answers are 3"):
        fy.gaps.drivers(frame.with_columns(again=pl.lit(3)), "again")
    with pytest.raises(fy.FitError, match="again: fewer than two respondents answered"):
        fy.gaps.drivers(frame.with_columns(again=pl.lit(None)), "again")
    with pytest.raises(fy.FitError, match="no driver of again"):
        fy.gaps.drivers(frame.select("again"), "again")
    with pytest.raises(fy.RecordError, match="item wait: answers must be numbers"):
        fy.gaps.drivers(frame.with_columns(wait=pl.lit("long")), "again")
    with pytest.raises(fy.RecordError, match="item wait, row 0"):
        fy.gaps.drivers(frame.with_columns(wait=pl.lit(float("inf"))), "again")
    with pytest.raises(fy.ParameterError, match="there are 23 drivers"):
        fy.gaps.drivers(frame.with_columns(pl.col("wait").shift(i).alias(f"wait{i}") for i in range(1, 21)), "again")


def test_what_cannot_be_trusted_is_warned_of() -> None:
    frame = survey(60)
    worn = frame.with_columns(twice=2 * pl.col("wait"), same=pl.lit(1), none=pl.lit(None, dtype=pl.Float64))
    found = fy.gaps.drivers(worn, "again", bootstrap=20)
    concerns = dict(found.warnings().select("driver", "concern").iter_rows())
    assert concerns == {"same": "constant", "none": "unanswered", "wait": "collinear", "twice": "collinear"}
    by_name = {row["driver"]: row for row in found.to_frame().iter_rows(named=True)}
    assert by_name["wait"]["contribution"] == pytest.approx(by_name["twice"]["contribution"])
    assert np.isnan(by_name["wait"]["coefficient"]) and np.isinf(by_name["wait"]["inflation"])
    few = fy.gaps.drivers(frame.head(4), "again", bootstrap=20)
    assert "few_respondents" in few.warnings()["concern"]
    assert "Warning: 4 respondents are too few for 3 drivers" in repr(few)


@pytest.mark.parametrize("missing", ["pairwise", "complete", "full_information"])
def test_missing_answers_are_dealt_with_as_asked(missing: Any) -> None:
    frame = survey(900).with_row_index()
    frame = frame.with_columns(kind=pl.when(pl.col("index") % 4 > 0).then("kind")).drop("index")
    found = fy.gaps.drivers(frame, "again", missing=missing, bootstrap=50)
    assert found.respondents == (675 if missing == "complete" else 900)
    whole = fy.gaps.drivers(survey(900), "again", bootstrap=0)
    assert found.r_squared.value == pytest.approx(whole.r_squared.value, abs=0.04)
    assert found.r_squared.lower < found.r_squared.value


def test_the_compiled_result_is_saved_and_pickled(tmp_path: Path) -> None:
    made = fy.gaps.drivers(survey(40), "again", bootstrap=20)._compiled
    made.save(tmp_path / "made")
    for again in (type(made).load(tmp_path / "made"), pickle.loads(pickle.dumps(made))):
        assert again.to_bytes() == made.to_bytes()


def test_the_picture_has_bars_and_ranks() -> None:
    ax = fy.gaps.drivers(survey(), "again").plot()
    assert ax.figure.get_suptitle().startswith("wait has ")
    assert len(ax.patches) == 3 + 9
    plain = fy.gaps.drivers(survey(), "again", bootstrap=0).plot()
    assert len(plain.patches) == 3
    many = {f"question {i}": np.random.default_rng(i).normal(size=80) for i in range(16)}
    many["y"] = sum(many.values())
    fy.gaps.drivers(many, "y", bootstrap=50).plot()
    plt.close("all")
