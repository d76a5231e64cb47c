"""Small models of satisfaction and trust, as a notebook asks for them."""

from __future__ import annotations

import datetime as dt
import os
import pickle
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest

import fealty as fy

DATA = Path(os.environ.get("FEALTY_DATA", Path(__file__).parents[3] / "shared" / "data")) / "gaps"
needs_data = pytest.mark.skipif(not DATA.exists(), reason="no data under ../shared/data, nor where FEALTY_DATA says")


@pytest.fixture(scope="module")
def kiosk() -> pl.DataFrame:
    return pl.read_csv(DATA / "kiosk_servqual_kano_ipa.csv", infer_schema_length=None)


# ---- halo ----

TOUCHPOINTS = {"wait": [2, 6, 4, 5, 3, 6], "repair": [6, 6, 2, 5, 7, 4], "handover": [5, 6, 6, np.nan, 6, 5]}


def test_halo_lies_between_mean_and_minimum() -> None:
    made = fy.gaps.halo(TOUCHPOINTS, alpha=0.3)
    assert made.minimum.value < made.value.value < made.mean.value
    assert made.value.value == pytest.approx(0.7 * made.mean.value + 0.3 * made.minimum.value)
    assert fy.gaps.halo(TOUCHPOINTS, alpha=1).value.value == made.minimum.value
    frame = made.to_frame()
    assert frame["touchpoint"].tolist() == ["wait", "repair", "handover"]
    assert "0.3" in repr(made) and "<table>" in made._repr_html_()
    each = made.scores(TOUCHPOINTS)["halo"]
    assert each.mean() == pytest.approx(made.value.value)


def test_halo_of_an_outcome_estimates_alpha() -> None:
    random = np.random.default_rng(2)
    scores = pl.DataFrame(random.uniform(1, 7, (2000, 4)), schema=["a", "b", "c", "d"])
    rows = scores.to_numpy()
    whole = 0.4 * rows.mean(1) + 0.6 * rows.min(1) + random.normal(0, 0.5, 2000)
    made = fy.gaps.halo(scores, outcome=whole)
    assert made.fit is not None
    assert made.fit.alpha.lower < 0.6 < made.fit.alpha.upper
    assert made.alpha == made.fit.alpha.value
    # the same least squares by NumPy
    design = np.column_stack([np.ones(2000), rows.mean(1), rows.min(1)])
    _, b, c = np.linalg.lstsq(design, whole, rcond=None)[0]
    assert made.fit.alpha.value == pytest.approx(c / (b + c))
    assert pickle.loads(pickle.dumps(made)).fit.to_bytes() == made.fit.to_bytes()


def test_halo_names_what_is_wrong() -> None:
    with pytest.raises(fy.ParameterError, match="alpha is 2"):
        fy.gaps.halo(TOUCHPOINTS, alpha=2)
    with pytest.raises(fy.RecordError, match="column 等待, row 1"):
        fy.gaps.halo({"等待": [1.0, np.inf]})
    with pytest.raises(fy.RecordError, match="outcome has 1 values"):
        fy.gaps.halo(TOUCHPOINTS, outcome=[1.0])


@needs_data
def test_halo_of_the_kiosk_survey(kiosk: pl.DataFrame) -> None:
    scores = kiosk.select(pl.col(f"^p{'[0-9]' * 2}$"))
    assert scores.width == 24
    made = fy.gaps.halo(scores, outcome=kiosk["t_satisfied"])
    assert made.mean.value == pytest.approx(4.87177938808, abs=1e-10)  # SERVPERF of the reference
    assert made.fit is not None and made.fit.customers == 207


# ---- layers ----


def test_layers_count_only_up_to_the_layer_below() -> None:
    scores = pd.DataFrame({"social": [7.0, 5.0], "spirit": [6.0, 4.0], "material": [4.0, 6.0]})
    made = fy.gaps.layers(scores)
    assert made.index.value == pytest.approx((4 + 14 / 3) / 2)
    assert made.held_back.value == pytest.approx(made.uncapped.value - made.index.value)
    frame = made.to_frame()
    assert isinstance(frame, pd.DataFrame)
    assert frame["layer"].tolist() == ["material", "spirit", "social"]
    assert "only up to" in repr(made)
    assert made.scores(scores)["index"].tolist() == pytest.approx([4, 14 / 3])
    assert fy.gaps.layers(scores, order=["social", "material"], weights={"material": 3, "social": 1}).to_frame()[
        "weight"
    ].tolist() == [0.25, 0.75]


def test_layers_name_what_is_wrong() -> None:
    scores = {"material": [1, 2], "spirit": [3, 4]}
    with pytest.raises(fy.ParameterError, match="weight of 'social'"):
        fy.gaps.layers(scores, weights={"material": 1, "spirit": 1, "social": 1})
    with pytest.raises(fy.ParameterError, match="no weight of 'spirit'"):
        fy.gaps.layers(scores, weights={"material": 1})
    with pytest.raises(fy.RecordError, match="no column 'social'"):
        fy.gaps.layers(scores, order=["material", "social"])
    with pytest.raises(fy.ParameterError, match="list of layers"):
        fy.gaps.layers(scores, order="material")


def test_layers_take_the_scores_of_the_instrument() -> None:
    answers = {f"L{i}": [5, 6, 4] for i in range(1, 7)} | {"L1": [2, 6, 4], "L2": [2, 6, 4]}
    made = fy.gaps.layers(fy.gaps.instruments.three_layers.scores(answers))
    assert made.index.value == pytest.approx((2 + 6 + 4) / 3)


# ---- weighted gaps and motives ----

NEEDS = ["friendly", "valued", "fair", "options", "understanding", "information"]


def test_equal_ratings_give_that_score_for_any_weights() -> None:
    expected, experienced = {name: [6, 6, 6] for name in NEEDS}, {name: [4, 4, 4] for name in NEEDS}
    for seed in range(5):
        weights = dict(zip(NEEDS, np.random.default_rng(seed).uniform(0, 1, 6), strict=True))
        made = fy.gaps.weighted_gap(expected, experienced, weights=weights)
        assert made.experience.value == pytest.approx(4)
        assert made.gap.value == pytest.approx(-2)
        assert made.to_frame()["weight"].sum() == pytest.approx(1)


@needs_data
def test_weighted_gap_of_the_kiosk_survey_agrees_with_its_formula(kiosk: pl.DataFrame) -> None:
    wanted = ["19", "20", "21", "07", "08"]
    expected, experienced, important = (
        kiosk.select(pl.col(f"{letter}{item}").alias(item) for item in wanted) for letter in ("e", "p", "imp")
    )
    made = fy.gaps.weighted_gap(expected, experienced, important)
    rows = pl.concat(
        [expected, experienced.rename(lambda c: c + "p"), important.rename(lambda c: c + "w")], how="horizontal"
    )
    complete = rows.drop_nulls().to_numpy().astype(float)
    e, p, w = complete[:, :5], complete[:, 5:10], complete[:, 10:]
    value = (w.mean(0) * (p - e).mean(0)).sum() / w.mean(0).sum()
    assert made.gap.value == pytest.approx(value, abs=1e-12)
    random = np.random.default_rng(1)
    draws = []
    for _ in range(2000):
        at = random.integers(0, len(e), len(e))
        draws.append((w[at].mean(0) * (p[at] - e[at]).mean(0)).sum() / w[at].mean(0).sum())
    assert made.gap.standard_error == pytest.approx(np.std(draws), rel=0.06)


def test_weighted_gap_takes_weights_or_importance_and_not_both() -> None:
    frame = {"fair": [1, 2]}
    with pytest.raises(fy.ParameterError, match="give one of them"):
        fy.gaps.weighted_gap(frame, frame, frame, weights=[1])
    made = fy.gaps.weighted_gap({"公平": [5, np.nan]}, {"公平": [4, 4]})
    assert "1 without every answer" in repr(made)


def test_motives_come_by_importance_and_lacking_satisfaction() -> None:
    importance = pl.DataFrame({"speed": [7, 6, 7], "price": [4, 5, 4], "looks": [2, 1, 2]})
    satisfaction = pl.DataFrame({"speed": [2, 3, 2], "price": [6, 6, 7], "looks": [1, 2, 1]})
    made = fy.gaps.motives(importance, satisfaction, scale=(1, 7), strategies={"speed": "a second lift"})
    frame = made.to_frame()
    assert frame["motive"].to_list() == ["speed", "looks", "price"]
    speed = frame.row(0, named=True)
    assert speed["priority"] == pytest.approx(speed["importance"] * (1 - speed["satisfaction"]))
    assert speed["strategy"] == "a second lift"
    assert made.without_strategy() == ["looks", "price"]
    with pytest.raises(fy.RecordError, match="7 is not on the scale from 1 to 5"):
        fy.gaps.motives(importance, satisfaction, scale=(1, 5))
    with pytest.raises(fy.ParameterError, match='did you mean "speed"'):
        fy.gaps.motives(importance, satisfaction, scale=(1, 7), strategies={"sped": "x"})


# ---- trust ----


def test_trust_is_slow_to_win_and_quick_to_lose() -> None:
    trust = fy.gaps.Trust()
    for level in np.linspace(0.01, 0.99, 50):
        won, lost = trust.step(level, 0.7) - level, level - trust.step(level, -0.7)
        assert 0 < won < lost
    visits = {"customer_id": ["a"] * 6, "gap": [1.0] * 5 + [-1.0]}
    course = trust.follow(visits).to_frame()["trust"]
    assert course[-1] < 0.5 < course[-2]  # what five visits won, the sixth has lost


def test_trust_reads_gaps_ratings_and_flags_by_time() -> None:
    at = [dt.datetime(2026, 1, day, tzinfo=dt.timezone.utc) for day in (3, 1, 2)]
    frame = pl.DataFrame({"customer_id": [1, 1, 2], "at": at, "expectation": [5, 4, 6], "experience": [4, 6, 6]})
    made = fy.gaps.Trust(scale=2).follow(frame)
    rows = made.to_frame()
    assert rows["experience"].to_list() == [2, 1, 1]
    assert rows["gap"].to_list() == [-1, 2, 0]
    assert made.customers()["experiences"].to_list() == [2, 1]
    flags = fy.gaps.Trust().follow({"customer_id": [1, 1, 1], "met": [True, False, None]})
    assert flags.to_frame()["gap"][:2].tolist() == [1, -1]
    assert "1 experiences without a gap" in repr(flags)
    assert flags.course()["customers"].tolist() == [1, 1, 1]
    assert pickle.loads(pickle.dumps(made)).to_frame().equals(rows)


def test_trust_names_what_is_wrong() -> None:
    with pytest.raises(fy.ParameterError, match=r"down is 0\.1"):
        fy.gaps.Trust(up=0.2, down=0.1)
    trust = fy.gaps.Trust(up=0.2)
    assert repr(pickle.loads(pickle.dumps(trust))) == repr(trust) == "Trust(up=0.2, down=0.4, scale=1, initial=0.5)"
    with pytest.raises(fy.RecordError, match="no gap, no experience"):
        trust.follow({"customer_id": [1], "x": [1]})
    with pytest.raises(fy.RecordError, match="no column 'customer_id'"):
        trust.follow({"gap": [1]})
    with pytest.raises(fy.RecordError, match="column gap, row 0"):
        trust.follow({"customer_id": [1], "gap": [np.inf]})
