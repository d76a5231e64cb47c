"""Estimates, intervals, quantiles and random numbers as Python sees them."""

from __future__ import annotations

import copy
import math
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fealty import ParameterError, RecordError, _core, set_threads, threads


@pytest.fixture
def all_thread_counts():
    before = threads()
    yield [1, 2, 7]
    set_threads(before)


def test_an_estimate_is_a_value_with_its_uncertainty():
    estimate = _core.Estimate(0.308, 0.0285, 0.2553, 0.3662)
    assert (estimate.value, estimate.standard_error, estimate.lower, estimate.upper) == (0.308, 0.0285, 0.2553, 0.3662)
    assert estimate.level == 0.95
    assert float(estimate) == 0.308
    assert str(estimate) == "0.308 [0.2553, 0.3662]"
    assert repr(estimate) == "Estimate(0.308 [0.2553, 0.3662], standard_error=0.0285, level=0.95)"
    assert estimate.__doc__.startswith("A figure with its uncertainty.")
    with pytest.raises(AttributeError):
        estimate.value = 1.0


def test_estimates_with_the_same_figures_are_equal():
    first = _core.wilson(81, 263)
    assert first == _core.wilson(81, 263)
    assert hash(first) == hash(_core.wilson(81, 263))
    assert first != _core.wilson(81, 264)
    assert first != 0.308
    assert pickle.loads(pickle.dumps(first)) == first
    assert copy.deepcopy(first) == first


def test_wilson_and_clopper_pearson_reproduce_newcombe_1998():
    score, exact = _core.wilson(15, 148), _core.clopper_pearson(15, 148)
    assert (round(score.lower, 4), round(score.upper, 4)) == (0.0624, 0.1605)
    assert (round(exact.lower, 4), round(exact.upper, 4)) == (0.0578, 0.1617)


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.floats(0.01, 0.999))
def test_intervals_of_proportions_hold_their_value(yes, no, level):
    for interval in (_core.wilson, _core.clopper_pearson):
        found = interval(yes, yes + no, level=level)
        assert found.level == level
        if yes + no:
            assert 0 <= found.lower <= found.value <= found.upper <= 1
        else:
            assert math.isnan(found.value)
            assert (found.lower, found.upper) == (0, 1)


def test_impossible_counts_are_refused():
    with pytest.raises(ParameterError, match="successes is 3, but it must be between 0 and trials") as caught:
        _core.wilson(3, 2)
    assert caught.value.code == "FY202"


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50), st.floats(0, 1))
def test_quantiles_are_those_of_numpy(values, probability):
    found = _core.quantile(values, probability)
    assert found.value == pytest.approx(np.quantile(values, probability), rel=1e-12, abs=1e-9)
    assert found.lower <= found.upper
    assert _core.quantiles(np.array(values), [probability, 0.5])[0].value == found.value


def test_quantiles_refuse_nan_and_say_where_it_is():
    with pytest.raises(RecordError, match="value 1 "):
        _core.quantile([1.0, math.nan], 0.5)
    with pytest.raises(ValueError, match="one dimension"):
        _core.quantile(np.zeros((2, 2)), 0.5)


SAMPLERS = {
    "uniform": {},
    "below": {"n": 10},
    "normal": {"mean": 2.0, "standard_deviation": 0.5},
    "exponential": {"mean": 3.0},
    "gamma": {"shape": 0.4, "scale": 2.0},
    "beta": {"a": 0.5, "b": 2.0},
    "poisson": {"mean": 30.0},
    "binomial": {"trials": 40, "probability": 0.2},
    "categorical": {"weights": [1.0, 0.0, 3.0]},
}
MEANS = dict(zip(SAMPLERS, [0.5, 4.5, 2.0, 3.0, 0.8, 0.2, 30.0, 8.0, 1.5], strict=True))


@pytest.mark.parametrize("name", SAMPLERS)
def test_the_nth_draw_depends_on_nothing_but_its_number(name, all_thread_counts):
    size = 150_001
    whole = None
    for count in all_thread_counts:
        set_threads(count)
        stream = _core.RandomStream(7, purpose="test", subject=3)
        sample = getattr(stream, name)(size, **SAMPLERS[name])
        assert stream.draw == size
        whole = sample if whole is None else whole
        assert np.array_equal(whole, sample)
    stream = _core.RandomStream(7, "test", 3)
    stream.normal(1000)
    assert np.array_equal(getattr(stream, name)(50, **SAMPLERS[name]), whole[1000:1050])
    stream.draw = 149_990
    assert np.array_equal(getattr(stream, name)(5, **SAMPLERS[name]), whole[149_990:149_995])


@pytest.mark.parametrize("name", SAMPLERS)
def test_samples_have_the_mean_of_their_distribution(name):
    sample = getattr(_core.RandomStream(1, "mean"), name)(100_000, **SAMPLERS[name])
    assert sample.shape == (100_000,)
    assert abs(sample.mean() - MEANS[name]) < 5 * sample.std() / math.sqrt(sample.size)


def test_counts_are_integers_and_measures_are_doubles():
    stream = _core.RandomStream(1)
    for name, arguments in SAMPLERS.items():
        kind = getattr(stream, name)(3, **arguments).dtype.kind
        assert kind == {"below": "u", "poisson": "i", "binomial": "i", "categorical": "i"}.get(name, "f"), name


def test_streams_refuse_parameters_outside_their_domain():
    stream = _core.RandomStream(1)
    with pytest.raises(ParameterError, match="shape is -1"):
        stream.gamma(10, shape=-1.0)
    with pytest.raises(ParameterError, match="a weight is -2"):
        stream.categorical(10, [1.0, -2.0])
    assert stream.uniform(0).shape == (0,)
