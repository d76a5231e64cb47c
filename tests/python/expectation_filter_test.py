"""What each customer expects, followed from rating to rating, as a notebook asks for it."""

from __future__ import annotations

import datetime as dt
import pickle

import numpy as np
import pandas as pd
import polars as pl
import pytest

import fealty as fy

TRUTH = {
    "will_rate": 0.35,
    "should_rate": 0.15,
    "will_effect": 0.4,
    "should_effect": 0.25,
    "service_mean": 4.8,
    "service_sd": 0.9,
    "will_mean": 5.3,
    "will_sd": 0.8,
    "should_mean": 6.1,
    "should_sd": 0.6,
    "correlation": 0.4,
    "will_noise": 0.5,
    "should_noise": 0.6,
    "experience_noise": 0.4,
}


@pytest.fixture(scope="module")
def ratings() -> pl.DataFrame:
    return fy.gaps.simulate_ratings(TRUTH, customers=800, visits=10, seed=4)


@pytest.fixture(scope="module")
def fitted(ratings: pl.DataFrame) -> fy.gaps.ExpectationFilter:
    return fy.gaps.ExpectationFilter().fit(ratings)


def test_the_parameters_of_a_simulation_are_found(fitted: fy.gaps.ExpectationFilter) -> None:
    assert list(fitted.parameters_) == list(TRUTH)
    for name, estimate in fitted.parameters_.items():
        assert abs(estimate.value - TRUTH[name]) < 4 * estimate.standard_error, name
    assert fitted.warnings_.height == 0
    assert fitted.to_frame()["status"].unique().to_list() == ["estimated"]
    assert "8,000 ratings in 800 series" in repr(fitted) and "<table>" in fitted._repr_html_()


def test_a_track_says_what_was_expected_what_came_and_what_is_expected_now(fitted: fy.gaps.ExpectationFilter) -> None:
    track = fitted.track(17)
    frame = track.to_frame()
    assert len(track) == frame.height == 10
    assert np.allclose(frame["gap"], frame["experience"] - frame["will"])
    for name in ("will", "should", "gap", "will_smoothed", "should_smoothed"):
        assert (frame[f"{name}_lower"] < frame[name]).all() and (frame[name] < frame[f"{name}_upper"]).all()
    narrower = frame["will_smoothed_upper"] - frame["will_smoothed_lower"] <= frame["will_upper"] - frame["will_lower"]
    assert narrower.all()
    expected = fitted.expect([17])
    assert expected["will"][0] == pytest.approx(track.next_will.value)
    assert expected["last_gap"][0] == pytest.approx(frame["gap"][-1])
    assert expected["last_at"][0] == frame["at"][-1]
    assert fitted.predict([17])[0] == pytest.approx(track.next_experience.value)
    assert "of customer 17" in repr(track)


def test_every_visit_has_a_row(fitted: fy.gaps.ExpectationFilter, ratings: pl.DataFrame) -> None:
    visits = fitted.visits()
    assert visits.height == ratings.height
    own = visits.filter(pl.col("customer_id") == 17)
    assert own["will"].to_numpy() == pytest.approx(fitted.track(17).to_frame()["will"].to_numpy())


def test_ratings_of_a_book_in_any_frame_give_the_same(ratings: pl.DataFrame, fitted: fy.gaps.ExpectationFilter) -> None:
    named = ratings.with_columns(item=pl.lit("service"))
    book = fy.Book(ratings=named.sample(fraction=1, shuffle=True, seed=1))
    for given in (book, book.ratings, named.to_pandas(), named.to_arrow()):
        again = fy.gaps.ExpectationFilter().fit(given)
        assert again.log_likelihood_ == pytest.approx(fitted.log_likelihood_, rel=1e-12)
    assert isinstance(fy.gaps.ExpectationFilter().fit(named.to_pandas()).expect([3]), pd.DataFrame)


def test_parts_add_up_to_the_whole(ratings: pl.DataFrame, fitted: fy.gaps.ExpectationFilter) -> None:
    model = fy.gaps.ExpectationFilter()
    half = ratings.height // 2 + 3
    series = model.summarize(ratings.head(half))
    series += model.summarize(ratings.tail(ratings.height - half))
    assert model.fit(series).log_likelihood_ == pytest.approx(fitted.log_likelihood_, rel=1e-12)


def test_one_rating_more_moves_its_customer_alone(ratings: pl.DataFrame) -> None:
    f = fy.gaps.ExpectationFilter().fit(ratings)
    before, other = f.expect([5])["will"][0], f.expect([6])["will"][0]
    after = f.update(5, expectation=5.0, experience=1.0, at="2030-01-01")
    assert after["will"][0] < before - 0.3 and after["last_gap"][0] < -2
    assert f.expect([6])["will"][0] == other
    assert f.track(5).to_frame()["at"][-1] == dt.datetime(2030, 1, 1, tzinfo=dt.timezone.utc)
    new = f.update(123456, experience=4.0, at=dt.datetime(2030, 1, 2))
    assert new["visits"][0] == 1
    with pytest.raises(fy.RecordError, match="before the last rating of customer 5"):
        f.update(5, experience=4.0, at=dt.date(2029, 1, 1))
    with pytest.raises(fy.ParameterError, match="at is needed"):
        f.update(5, experience=4.0)
    restored = pickle.loads(pickle.dumps(f))
    assert restored.expect([5, 123456]).equals(f.expect([5, 123456]))
    assert "2 ratings were taken in later" in repr(f)


def test_missing_answers_cost_precision_only(ratings: pl.DataFrame, fitted: fy.gaps.ExpectationFilter) -> None:
    rng = np.random.default_rng(1)
    holes = [
        pl.when(pl.Series(rng.random(ratings.height) < 0.3)).then(None).otherwise(pl.col(name)).alias(name)
        for name in ("expectation", "should", "experience")
    ]
    f = fy.gaps.ExpectationFilter().fit(ratings.with_columns(holes))
    for name in ("will_rate", "should_effect"):
        assert f.parameters_[name].standard_error > fitted.parameters_[name].standard_error
        assert abs(f.parameters_[name].value - TRUTH[name]) < 4 * f.parameters_[name].standard_error


def test_answers_about_what_ought_to_be_may_be_all_there_are(ratings: pl.DataFrame) -> None:
    due = ratings.select("customer_id", "at", expectation="should", experience="experience")
    f = fy.gaps.ExpectationFilter(measures="should").fit(due)
    estimate = f.parameters_["should_rate"]
    assert abs(estimate.value - 0.15) < 4 * estimate.standard_error
    assert np.isnan(f.parameters_["will_noise"].value)
    assert f.update(5, expectation=6.0, experience=5.0, at="2030-01-01").height == 1
    with pytest.raises(fy.ParameterError, match="give it as expectation"):
        f.update(5, should=6.0, at="2030-01-01")
    with pytest.raises(fy.ParameterError, match="measures is 'must'"):
        fy.gaps.ExpectationFilter(measures="must").fit(due)  # type: ignore[arg-type]


def test_unsorted_rows_and_numbers_as_times(ratings: pl.DataFrame) -> None:
    numbered = ratings.with_columns(at=pl.int_range(pl.len()).over("customer_id"))
    one = fy.gaps.ExpectationFilter().fit(numbered)
    other = fy.gaps.ExpectationFilter().fit(numbered.sample(fraction=1, shuffle=True, seed=2))
    assert one.expect().equals(other.expect())
    assert one.update(5, experience=4.0, at=99)["last_at"][0] == 99
    with pytest.raises(fy.RecordError, match="order of integers"):
        one.update(5, experience=4.0, at="2030-01-01")


def test_what_cannot_be_fitted_says_why(ratings: pl.DataFrame) -> None:
    model = fy.gaps.ExpectationFilter()
    with pytest.raises(fy.FitError, match="no ratings with an answer"):
        model.fit({"customer_id": np.array([], dtype=np.int64), "experience": np.array([], dtype=float)})
    with pytest.raises(fy.FitError, match="rated the same thing twice"):
        model.fit({"customer_id": [1], "experience": [4.0]})
    with pytest.raises(fy.FitError, match="column experience: all 4 answers are 4"):
        model.fit({"customer_id": [1, 1, 2, 2], "experience": [4, 4, 4, 4]})
    with pytest.raises(fy.FitError, match="no ratings with an answer"):
        model.fit({"customer_id": [1, 1], "experience": np.array([np.nan, np.nan])})
    with pytest.raises(fy.RecordError, match="column experience, row 1: inf"):
        model.fit({"customer_id": [1, 1], "experience": np.array([1, np.inf])})
    with pytest.raises(fy.RecordError, match="no column 'client'"):
        model.fit(ratings, customer="client")
    with pytest.raises(fy.RecordError, match="no column 'expected'"):
        model.fit(ratings, expectation="expected")
    with pytest.raises(fy.RecordError, match="the book has no ratings"):
        model.fit(fy.Book(customers={"customer_id": [1]}))
    with pytest.raises(fy.ParameterError, match='did you mean "will_rate"'):
        fy.gaps.ExpectationFilter(fixed={"wil_rate": 0.2}).fit(ratings)
    with pytest.raises(fy.ParameterError, match="not fitted yet"):
        fy.gaps.ExpectationFilter().track(1)


def test_unknown_customers_are_refused_or_new(fitted: fy.gaps.ExpectationFilter) -> None:
    with pytest.raises(fy.ParameterError, match="did you mean"):
        fitted.track(8000)
    with pytest.raises(fy.ParameterError, match='row 1: "9999"'):
        fitted.expect([1, 9999])
    new = fitted.expect([9999], new=True)
    assert new["will"][0] == fitted.parameters_["will_mean"].value and new["visits"][0] == 0


def test_items_have_levels_of_their_own(ratings: pl.DataFrame) -> None:
    answers = ["expectation", "should", "experience"]
    both = pl.concat(
        [
            ratings.with_columns(pl.col(answers) - 1, item=pl.lit("停车")),
            ratings.with_columns(pl.col(answers) + 1, item=pl.lit("staff")),
        ]
    )
    f = fy.gaps.ExpectationFilter().fit(both)
    low, high = f.track(3, "停车"), f.track(3, "staff")
    assert high.next_will.value - low.next_will.value == pytest.approx(2)
    assert low.item == "停车"
    assert f.expect([3])["item"].to_list() == ["staff", "停车"]
    assert f.track(3).item == "staff"  # both were rated as often: the first by name
    with pytest.raises(fy.ParameterError, match='did you mean "staff"'):
        f.update(3, item="stafff", experience=4.0, at="2030-01-01")


def test_simulations_are_repeatable_and_of_the_fitted_parameters(fitted: fy.gaps.ExpectationFilter) -> None:
    one = fitted.simulate(customers=20, visits=3, seed=5)
    assert one.equals(fitted.simulate(customers=20, visits=3, seed=5))
    assert one.height == 60
    assert not one.equals(fitted.simulate(customers=20, visits=3, seed=6))
    with pytest.raises(fy.ParameterError, match="parameter should_noise is needed"):
        fy.gaps.simulate_ratings({name: value for name, value in TRUTH.items() if name != "should_noise"})
    with pytest.raises(fy.ParameterError, match="will_rate is 2"):
        fy.gaps.simulate_ratings({**TRUTH, "will_rate": 2.0})


def test_the_estimator_follows_the_conventions() -> None:
    model = fy.gaps.ExpectationFilter(level=0.9)
    assert model.get_params() == {"measures": "will", "fixed": None, "level": 0.9}
    assert model.set_params(level=0.8).level == 0.8
    with pytest.raises(fy.ParameterError, match="no parameter 'levle'"):
        model.set_params(levle=0.8)
    assert "level=0.8" in repr(model)


def test_the_picture_says_what_is_expected_now(fitted: fy.gaps.ExpectationFilter) -> None:
    axes = fitted.track(17).plot()
    assert "17" in axes.figure.get_suptitle()
    texts = [text.get_text() for text in axes.texts]
    assert len(texts) == 2 and axes.collections
