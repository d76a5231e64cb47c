"""The book in Python: frames of every kind, rules, files, saving, and the same bits on any number of threads."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fealty as fy

KINDS = {
    "pandas": lambda frame: frame.to_pandas(),
    "polars": lambda frame: frame,
    "pyarrow": lambda frame: frame.to_arrow(),
    "numpy": lambda frame: {name: frame[name].to_numpy() for name in frame.columns},
}


def purchases(rows: int = 300, seed: int = 1) -> pl.DataFrame:
    random = np.random.default_rng(seed)
    at = np.datetime64("2025-01-01", "us") + random.integers(0, 500 * 86_400_000_000, rows).astype("timedelta64[us]")
    return pl.DataFrame(
        {
            "customer_id": random.integers(0, max(1, rows // 6), rows),
            "at": pl.Series(at).dt.replace_time_zone("UTC"),
            "amount": random.gamma(2, 30, rows).round(2),
        }
    )


@pytest.fixture(scope="module")
def dealer() -> fy.Book:
    book: fy.Book = fy.demo.dealership(customers=400, seed=3).book
    return book


@pytest.mark.parametrize("kind", KINDS)
def test_features_come_in_the_kind_of_frame_that_the_records_came_in(kind: str) -> None:
    frame = KINDS[kind](purchases())
    features = fy.Book(purchases=frame).features("2026-01-01")
    assert type(features) is type(frame)
    expected = fy.Book(purchases=purchases()).features("2026-01-01")
    columns = {"pyarrow": "column_names", "polars": "columns"}.get(kind)
    assert list(getattr(features, columns) if columns else features) == expected.columns
    assert np.array_equal(np.asarray(features["spend"], dtype=float), expected["spend"].to_numpy())


def test_rfm_is_what_polars_groups() -> None:
    frame = purchases(5000)
    as_of = dt.datetime(2027, 1, 1, tzinfo=dt.timezone.utc)
    ours = fy.Book(purchases=frame).customers.rfm(as_of).to_frame()
    theirs = (
        frame.group_by("customer_id")
        .agg(
            days=(as_of - pl.col("at").max()).dt.total_microseconds() / 86_400e6,
            frequency=pl.len(),
            amount=pl.col("amount").sum(),
        )
        .sort("customer_id")
    )
    assert ours["customer_id"].equals(theirs["customer_id"])
    assert np.allclose(ours["recency_days"], theirs["days"], rtol=1e-12)
    assert (ours["frequency"].to_numpy() == theirs["frequency"].to_numpy()).all()
    assert np.allclose(ours["monetary"], theirs["amount"], rtol=1e-12)


def every_computation(book: fy.Book) -> dict[str, bytes]:
    """Every public figure of a book as bytes."""
    customers, as_of = book.customers, "2026-06-30"
    results: dict[str, Any] = {
        "concentration": customers.concentration(),
        "segments": customers.segments(["region", "age_band"], as_of),
        "rfm": customers.rfm(as_of),
        "lifecycle": customers.lifecycle(as_of),
        "parties": customers.parties(),
        "key figures": customers.key_figures(as_of),
        "intake": book.intake,
    }
    found = {name: result._compiled.to_bytes() for name, result in results.items()}
    found["stages"] = results["lifecycle"]._stages.to_bytes()
    found["history"] = book._compiled.purchase_history().to_bytes()
    found["duplicates"] = customers.duplicates("name").to_frame().write_json().encode()
    found["features"] = book.features(as_of).write_json().encode()
    found["report"] = fy.report.make(book, as_of=as_of).json.encode()
    return found


def test_every_computation_has_the_same_bits_on_1_2_and_7_threads() -> None:
    def records_to_figures() -> dict[str, bytes]:
        return every_computation(fy.demo.dealership(customers=300, seed=5).book)

    try:
        fy.set_threads(1)
        once = records_to_figures()
        for count in (2, 7):
            fy.set_threads(count)
            again = records_to_figures()
            assert again.keys() == once.keys()
            assert [name for name in once if once[name] != again[name]] == []
    finally:
        fy.set_threads(0)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 400), st.integers(0, 10_000))
def test_features_of_the_past_do_not_change_when_the_future_is_cut_off(day: int, seed: int) -> None:
    frame = purchases(200, seed)
    as_of = dt.datetime(2025, 1, 1, tzinfo=dt.timezone.utc) + dt.timedelta(days=day)
    past = frame.filter(pl.col("at") <= as_of)
    assert fy.Book(purchases=past).features(as_of).equals(fy.Book(purchases=frame).features(as_of))


def test_a_date_stands_for_its_end_in_the_zone_of_the_book() -> None:
    frame = pl.DataFrame({"customer_id": [1], "at": ["2026-06-30 23:30"], "amount": [5.0]})
    book = fy.Book(purchases=frame, zone="Asia/Shanghai")
    assert book.purchases["at"][0] == dt.datetime(2026, 6, 30, 15, 30, tzinfo=dt.timezone.utc)
    assert len(book.features("2026-06-30")) == 1
    assert len(book.features(dt.date(2026, 6, 29))) == 0
    assert len(book.features(pd.Timestamp("2026-06-30 15:29", tz="UTC"))) == 0
    assert len(book.features(np.datetime64("2026-06-30"))) == 1


def test_changes_of_the_clock_are_reported() -> None:
    at = ["2026-03-29 02:30", "2026-10-25 02:30", "2026-07-01 12:00"]
    book = fy.Book(purchases=pl.DataFrame({"customer_id": [1, 2, 3], "at": at}), zone="Europe/Berlin")
    found = dict(book.intake.to_frame().select("problem", "count").iter_rows())
    assert found == {"skipped_time": 1, "ambiguous_time": 1}
    hours = [moment.hour for moment in book.purchases["at"]]
    assert hours == [1, 0, 10]


def test_rules_keep_repair_and_refuse() -> None:
    frame = pl.DataFrame(
        {
            "customer_id": ["a", "a", "NA"],
            "at": ["2026-01-01Z"] * 0 + ["2026-01-01T00:00Z"] * 3,
            "amount": [1.0, 1.0, -2.0],
        }
    )
    kept = fy.Book(purchases=frame)
    assert dict(kept.intake.to_frame().select("problem", "count").iter_rows()) == {
        "spelled_missing": 1,
        "negative_amount": 1,
        "duplicate_row": 1,
    }
    assert len(kept.purchases) == 3
    repaired = fy.Book(purchases=frame, rule="repair")
    assert len(repaired.purchases) == 1
    with pytest.raises(fy.RecordError, match=r"purchases\.amount.*row 2.*-2"):
        fy.Book(purchases=frame, rules={"negative_amount": "refuse"})
    with pytest.raises(fy.ParameterError, match="no problem"):
        fy.Book(purchases=frame, rules={"negative": "refuse"})
    with pytest.raises(fy.ParameterError, match="cannot be repaired"):
        fy.Book(purchases=frame, rules={"unsorted": "repair"})


@pytest.mark.parametrize(
    ("frame", "says"),
    [
        ({"customer_id": np.array([1])}, "needs a column at"),
        ({"customer_id": np.array([True]), "at": np.array(["2026"], "M8[us]")}, "customer_id"),
        ({"customer_id": np.array([1.5]), "at": np.array(["2026"], "M8[us]")}, r"row 0.*1\.5"),
        ({"customer_id": np.array([1]), "at": np.array([3.5])}, r"purchases\.at"),
        (42, "frame"),
    ],
)
def test_what_cannot_be_used_is_named(frame: Any, says: str) -> None:
    with pytest.raises((fy.RecordError, TypeError), match=says):
        fy.Book(purchases=frame)


def test_errors_carry_a_stable_code() -> None:
    with pytest.raises(fy.RecordError) as caught:
        fy.Book(purchases={"customer_id": np.array([1])})
    assert caught.value.code == "FY101"
    assert isinstance(caught.value, (ValueError, fy.FealtyError))
    with pytest.raises(fy.ParameterError) as refused:
        fy.Book(zone="Europe/Atlantis")
    assert refused.value.code == "FY204"


def test_small_and_odd_books() -> None:
    empty = fy.Book(
        purchases=pl.DataFrame(schema={"customer_id": pl.Int64, "at": pl.Datetime("us", "UTC"), "amount": pl.Float64})
    )
    assert len(empty) == 0
    assert "Customer book" in repr(empty)
    one = fy.Book(purchases=purchases(1))
    assert one.customers.rfm().to_frame()["recency_score"].to_list() == [5]
    assert one.customers.concentration().gini.value == 0
    same = pl.DataFrame({"customer_id": [1, 2, 3], "at": ["2026-01-01T00:00Z"] * 3, "amount": [5.0] * 3})
    assert fy.Book(purchases=same).customers.concentration().gini.value == pytest.approx(0, abs=1e-15)
    chinese = pl.DataFrame(
        {"customer_id": ["张三", "李四", "张三"], "at": ["2026-01-01T00:00Z"] * 3, "amount": [1.0, 2, 3]}
    )
    book = fy.Book(purchases=chinese)
    assert set(book.features()["customer_id"]) == {"张三", "李四"}
    assert "张三" in book.customers.rfm()._repr_html_()
    infinite = pl.DataFrame({"customer_id": [1, 1], "at": ["2026-01-01T00:00Z"] * 2, "amount": [float("inf"), 4]})
    assert fy.Book(purchases=infinite).features()["spend"].to_list() == [4.0]


def test_books_add_up() -> None:
    frame = purchases(400)
    book = fy.Book(purchases=frame[:150])
    book += fy.Book(purchases=frame[150:])
    assert book.features("2027-01-01").equals(fy.Book(purchases=frame).features("2027-01-01"))


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_files_come_back_as_they_were(tmp_path: Path, dealer: fy.Book, format: str) -> None:
    dealer.write(tmp_path, format)
    again = fy.Book.read(tmp_path)
    assert again.tables == dealer.tables
    assert again.features("2026-03-01").equals(dealer.features("2026-03-01"))


def test_folders_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(fy.RecordError, match="holds no table"):
        fy.Book.read(tmp_path)
    with pytest.raises(fy.ParameterError, match="is no folder"):
        fy.Book.read(tmp_path / "nowhere")
    (tmp_path / "purchases.parquet").write_bytes(b"PAR1 but not really")
    with pytest.raises(fy.RecordError, match=r"purchases\.parquet cannot be read"):
        fy.Book.read(tmp_path)
    (tmp_path / "purchases.csv").write_text("customer_id,at\n1,2026-01-01\n")
    with pytest.raises(fy.RecordError, match="which is the table purchases"):
        fy.Book.read(tmp_path)


def test_leading_zeros_of_ids_in_csv_files_stay(tmp_path: Path) -> None:
    (tmp_path / "purchases.csv").write_text("customer_id,at,amount\n007,2026-01-01T00:00Z,5\n7,2026-01-02T00:00Z,6.5\n")
    assert fy.Book.read(tmp_path).features()["customer_id"].to_list() == ["007", "7"]


def test_books_and_results_are_pickled_and_saved(tmp_path: Path, dealer: fy.Book) -> None:
    again = pickle.loads(pickle.dumps(dealer))
    dealer.save(tmp_path / "dealer.fealty")
    loaded = fy.Book.load(tmp_path / "dealer.fealty")
    for book in (again, loaded):
        assert every_computation(book) == every_computation(dealer)
    lifecycle = dealer.customers.lifecycle()
    assert pickle.loads(pickle.dumps(lifecycle)) == lifecycle


def test_a_damaged_file_of_a_book_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "book"
    fy.Book(purchases=purchases(20)).save(path)
    whole = path.read_bytes()
    random = np.random.default_rng(1)
    for place in random.integers(0, len(whole), 200):
        path.write_bytes(whole[:place])
        with pytest.raises(fy.ArchiveError):
            fy.Book.load(path)
        path.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << int(random.integers(8)))]) + whole[place + 1 :])
        with pytest.raises(fy.ArchiveError):
            fy.Book.load(path)


def test_merged_customers_keep_every_record(dealer: fy.Book) -> None:
    ids = dealer.features()["customer_id"].to_list()
    merged = dealer.merged({ids[1]: ids[0]})
    assert len(merged) == len(dealer) - 1
    assert len(merged.purchases) == len(dealer.purchases)
    assert merged.features()["spend"].sum() == pytest.approx(dealer.features()["spend"].sum(), rel=1e-12)


def test_results_show_themselves_and_are_drawn(dealer: fy.Book) -> None:
    customers = dealer.customers
    for result in (
        customers.concentration(),
        customers.segments("region"),
        customers.rfm(),
        customers.lifecycle(),
        customers.parties(),
        customers.key_figures(),
        dealer.intake,
    ):
        assert "<table>" in result._repr_html_()
        assert type(result).title in repr(result)
        assert result.plot().has_data()
    assert "C00" in repr(customers.duplicates("region"))


def test_importing_fealty_imports_no_library_of_frames() -> None:
    code = "import fealty, sys; print({'numpy', 'pandas', 'polars', 'matplotlib', 'narwhals'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_million_rows_with_text_ids() -> None:
    random = np.random.default_rng(2)
    ids = pl.Series(random.integers(0, 50_000, 1_000_000)).cast(pl.String)
    frame = pl.DataFrame(
        {"customer_id": ids, "at": purchases(1)["at"].head(1).extend_constant(purchases(1)["at"][0], 999_999)}
    )
    book = fy.Book(purchases=frame)
    assert book.features()["purchases"].sum() == 1_000_000


@pytest.mark.skipif(sys.platform == "win32", reason="signals to oneself differ on Windows")
def test_control_c_stops_a_computation() -> None:
    book = fy.Book(purchases=purchases(400_000))
    timer = threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.SIGINT))
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background may ignore it
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        while True:
            book.customers.lifecycle("2027-01-01", steps=3000, step_days=1)
    timer.join()
    signal.signal(signal.SIGINT, before)
    assert len(book.customers.rfm("2027-01-01")) > 0


def test_an_arrow_table_in_chunks_is_one_table() -> None:
    frame = purchases(100).to_arrow()
    chunked = pa.concat_tables([frame.slice(0, 30), frame.slice(30)])
    assert fy.Book(purchases=chunked).features("2027-01-01").equals(fy.Book(purchases=frame).features("2027-01-01"))
