"""Models held against purchases that are known already."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from loyalty_data import cdnow_sample, needs_data

import fealty as fy

START = dt.date(2025, 1, 1)


def drawn_record(customers: int = 800, days: int = 400, seed: int = 5) -> pl.DataFrame:
    """Customers who come in the first hundred days and buy at a rate of their own until they leave."""
    random = np.random.default_rng(seed)
    rows: list[tuple[str, dt.date]] = []
    for customer in range(customers):
        day = float(random.integers(0, 100))
        rate, leaves = random.gamma(0.8, 1 / 30.0), random.beta(0.8, 2.5)
        while day < days:
            rows.append((f"c{customer}", START + dt.timedelta(days=int(day))))
            if random.uniform() < leaves:
                break
            day += 1 + random.exponential(1 / rate)
    return pl.DataFrame(rows, schema=["customer_id", "at"], orient="row")


@pytest.fixture(scope="module")
def record() -> pl.DataFrame:
    return drawn_record()


@pytest.fixture(scope="module")
def made(record: pl.DataFrame) -> fy.loyalty.Backtest:
    models = [fy.loyalty.NBDModel(), fy.loyalty.ModifiedBetaGeoModel()]
    return fy.loyalty.backtest(models, record, holdout="20 weeks", until="2026-02-04")


@needs_data
def test_cdnow_gives_the_published_tracking_and_correlations() -> None:
    record = cdnow_sample()
    models = [fy.loyalty.NBDModel(), fy.loyalty.BetaGeoModel(), fy.loyalty.ParetoNBDModel()]
    b = fy.loyalty.backtest(models, record, holdout="39 weeks")
    frame = b.to_frame().set_index("model")
    assert (frame["actual"] == 1882).all()
    # As Fader, Hardie and Lee (2005) report: the correlations, and the errors at the end of week 78.
    assert frame["correlation"]["BG/NBD"] == pytest.approx(0.626, abs=5e-4)
    assert frame["correlation"]["Pareto/NBD"] == pytest.approx(0.630, abs=5e-4)
    last = b.tracking[b.tracking["period"].astype(str) == "1998-06-30"].set_index("model")
    error = last["cumulative_expected"] / last["cumulative_actual"] - 1
    assert error["BG/NBD"] == pytest.approx(-0.04, abs=5e-3)
    assert error["Pareto/NBD"] == pytest.approx(-0.02, abs=5e-3)
    assert error["NBD"] > 0.2
    tracking = b.tracking[b.tracking["model"] == "BG/NBD"]
    assert len(tracking) == 78 and tracking["held_out"].sum() == 39
    calibration = b.calibration[b.calibration["model"] == "BG/NBD"].set_index("frequency")
    assert calibration["customers"].to_list() == [1411, 439, 214, 100, 62, 38, 29, 64]
    assert calibration["customers"] @ calibration["actual"] == pytest.approx(1882)
    assert calibration["expected"]["0"] == pytest.approx(0.225, abs=5e-4)
    assert calibration["expected"]["7+"] == pytest.approx(6.157, abs=5e-4)


def test_tracking_counts_what_the_record_has(record: pl.DataFrame, made: fy.loyalty.Backtest) -> None:
    tracking = made.tracking.filter(pl.col("model") == "MBG/NBD")
    calibrated = dt.date(2025, 9, 17)
    first = record.group_by("customer_id").agg(pl.col("at").min().alias("first"))
    days = record.unique().join(first.filter(pl.col("first") <= calibrated), on="customer_id")
    repeat = days.filter(pl.col("at") > pl.col("first"))
    for row in tracking.iter_rows(named=True):
        assert row["cumulative_actual"] == repeat.filter(pl.col("at") <= row["period"]).height
        assert row["held_out"] == (row["period"] > calibrated)
    assert tracking["actual"].cum_sum().to_list() == tracking["cumulative_actual"].to_list()
    for end in ("", "_lower", "_upper"):
        assert (tracking[f"cumulative_expected{end}"] >= 0).all()
    assert tracking["expected"].cum_sum().to_list() == pytest.approx(tracking["cumulative_expected"].to_list())
    assert tracking["period"].to_list().count(calibrated) == 1
    assert tracking["period"][-1] == dt.date(2026, 2, 4)


def test_expected_is_that_of_new_customers_of_each_age(record: pl.DataFrame, made: fy.loyalty.Backtest) -> None:
    model = made.models["NBD"]
    row = made.tracking.filter((pl.col("model") == "NBD") & pl.col("held_out")).row(3, named=True)
    first = record.group_by("customer_id").agg(pl.col("at").min())["at"]
    ages = [(row["period"] - one).days / 7 for one in first if one <= dt.date(2025, 9, 17)]
    assert row["cumulative_expected"] == pytest.approx(sum(model.expected_of_new(age).value for age in ages))


def test_the_model_that_knows_of_dropout_foretells_better(made: fy.loyalty.Backtest) -> None:
    frame = made.to_frame()
    assert frame["model"].to_list() == ["MBG/NBD", "NBD"]
    better, worse = frame.to_dicts()
    assert abs(better["error"]) < 0.2 < worse["error"]
    assert better["expected_lower"] <= better["actual"] <= better["expected_upper"] < worse["expected"]
    assert better["rmse"] < worse["rmse"] and better["log_likelihood"] > worse["log_likelihood"]
    assert better["coverage"] >= 0.93
    assert better["bias_lower"] < better["bias"] < better["bias_upper"]
    assert "fitted until 2025-09-17, held out until 2026-02-04" in repr(made) and "<table>" in made._repr_html_()


def test_figures_are_those_of_the_customers(record: pl.DataFrame, made: fy.loyalty.Backtest) -> None:
    model, s = made.models["MBG/NBD"], made.summary
    expected = model.expected_purchases(s, horizon=20)
    did = record.unique().filter(pl.col("at") > dt.date(2025, 9, 17)).group_by("customer_id").len()
    both = expected.join(did, on="customer_id", how="left", maintain_order="left").fill_null(0)
    off = (both["expected_purchases"] - both["len"]).to_numpy()
    row = made.to_frame().row(0, named=True)
    assert row["bias"] == pytest.approx(off.mean())
    assert row["mae"] == pytest.approx(np.abs(off).mean())
    assert row["rmse"] == pytest.approx(np.sqrt((off**2).mean()))
    p = model.purchase_distribution(s, horizon=20, most=200)
    chances = [one[1 + count] for one, count in zip(p.iter_rows(), both["len"], strict=True)]
    assert row["log_likelihood"] == pytest.approx(np.log(chances).sum())
    groups = made.calibration.filter(pl.col("model") == "MBG/NBD")
    assert groups["customers"].sum() == len(s)
    assert (groups["customers"] * groups["expected"]).sum() == pytest.approx(row["expected"])
    assert (groups["customers"] * groups["actual"]).sum() == pytest.approx(row["actual"])


@pytest.mark.parametrize("kind", ["pandas", "arrow", "book", "names"])
def test_any_record_gives_the_same(record: pl.DataFrame, made: fy.loyalty.Backtest, kind: str) -> None:
    given: dict[str, Any] = {
        "pandas": record.to_pandas(),
        "arrow": record.to_arrow(),
        "book": fy.Book(purchases=record),
        "names": record.rename({"customer_id": "who", "at": "when"}),
    }
    names = {"customer": "who", "at": "when"} if kind == "names" else {}
    models = [fy.loyalty.NBDModel(), fy.loyalty.ModifiedBetaGeoModel()]
    b = fy.loyalty.backtest(models, given[kind], holdout=20, until="2026-02-04", **names)
    expected = {"pandas": pd.DataFrame, "arrow": pa.Table, "book": pl.DataFrame, "names": pl.DataFrame}
    assert isinstance(b.to_frame(), expected[kind])
    assert pl.DataFrame(b._frames["errors"]).equals(pl.DataFrame(made._frames["errors"]))
    assert pl.DataFrame(b._frames["tracking"]).equals(pl.DataFrame(made._frames["tracking"]))


def test_models_stay_as_they_are_and_are_fitted_anew(record: pl.DataFrame) -> None:
    m = fy.loyalty.NBDModel(level=0.9)
    b = fy.loyalty.backtest({"plain": m}, record, holdout=dt.timedelta(weeks=20), until="2026-02-04")
    assert m._fitted is None
    assert b.models["plain"].level == 0.9
    assert b.to_frame()["model"].to_list() == ["plain"]


def test_refunds_are_no_purchases_of_the_holdout() -> None:
    record = drawn_record(200).with_columns(amount=pl.lit(1.0))
    plain = fy.loyalty.backtest([fy.loyalty.NBDModel()], record, holdout="20 weeks", until="2026-02-04")
    refunds = record.with_columns(amount=pl.lit(-1.0), at=pl.lit(dt.date(2026, 1, 2))).unique()
    both = fy.loyalty.backtest(
        [fy.loyalty.NBDModel()], pl.concat([record, refunds]), holdout="20 weeks", until="2026-02-04"
    )
    assert both.to_frame().equals(plain.to_frame())


@pytest.mark.parametrize(
    ("holdout", "message"),
    [
        ("soon", "must be a number, or a text such as"),
        (0, "must be at least one"),
        (float("nan"), "must be at least one"),
        ("20 years", "leaves nothing"),
    ],
)
def test_a_holdout_that_cannot_be_is_refused(record: pl.DataFrame, holdout: Any, message: str) -> None:
    with pytest.raises(fy.ParameterError, match=message):
        fy.loyalty.backtest([fy.loyalty.NBDModel()], record, holdout=holdout)


def test_without_repeat_purchases_nothing_tells_the_parameters() -> None:
    record = {"customer_id": ["a", "b", "a"], "at": ["2026-01-01", "2026-01-05", "2026-06-01"]}
    with pytest.raises(fy.FitError, match="none of 2 customers has bought again"):
        fy.loyalty.backtest([fy.loyalty.NBDModel()], record, holdout="10 weeks")
