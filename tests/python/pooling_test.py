"""Pooling of several ways of measuring, held against the textbook's sums in NumPy."""

from __future__ import annotations

import pickle

import numpy as np
import polars as pl
import pytest

import fealty as fy
from fealty import _core

WAYS = {
    "flow_audit": (4.1, 0.2),
    "customer_information": (3.9, 0.3),
    "complaints": (2.9, 0.25),
    "survey": (4.2, 0.1),
    "mystery_shopper": (4.0, 0.35),
}


def plain(values: np.ndarray, errors: np.ndarray) -> dict[str, float]:
    """Cochran, DerSimonian and Laird, Hartung and Knapp."""
    w = 1 / errors**2
    k = len(values)
    mean = (w * values).sum() / w.sum()
    q = (w * (values - mean) ** 2).sum()
    tau2 = max(0.0, (q - k + 1) / (w.sum() - (w**2).sum() / w.sum()))
    v = 1 / (errors**2 + tau2)
    random = (v * values).sum() / v.sum()
    error = np.sqrt((v * (values - random) ** 2).sum() / ((k - 1) * v.sum()))
    return {"mean": mean, "error": w.sum() ** -0.5, "q": q, "tau2": tau2, "random": random, "random_error": error}


def test_pooling_agrees_with_its_plain_twin() -> None:
    random = np.random.default_rng(7)
    for _ in range(50):
        k = int(random.integers(2, 9))
        values, errors = random.normal(4, 0.7, k), random.uniform(0.05, 0.8, k)
        made = fy.gaps.pool({f"s{i}": (values[i], errors[i]) for i in range(k)}, modified=False)
        twin = plain(values, errors)
        assert made.mean.value == pytest.approx(twin["mean"], abs=1e-12)
        assert made.mean.standard_error == pytest.approx(twin["error"], abs=1e-12)
        assert made.q == pytest.approx(twin["q"], rel=1e-9, abs=1e-12)
        assert made.tau_squared.value == pytest.approx(twin["tau2"], rel=1e-9, abs=1e-12)
        assert made.random.value == pytest.approx(twin["random"], abs=1e-11)
        assert made.random.standard_error == pytest.approx(twin["random_error"], abs=1e-11)


def test_p_values_and_intervals_are_those_of_scipy() -> None:
    stats = pytest.importorskip("scipy.stats", reason="scipy is not installed")
    made = fy.gaps.pool(WAYS)
    assert made.p_value == pytest.approx(stats.chi2.sf(made.q, 4), rel=1e-10)
    half = (made.random.upper - made.random.lower) / 2
    assert half == pytest.approx(stats.t.ppf(0.975, 4) * made.random.standard_error, rel=1e-10)
    values, errors = np.array(list(WAYS.values())).T
    p_values = []
    for i in range(5):
        w = 1 / np.delete(errors, i) ** 2
        distance = values[i] - (w * np.delete(values, i)).sum() / w.sum()
        p_values.append(2 * stats.norm.sf(abs(distance) / np.sqrt(errors[i] ** 2 + 1 / w.sum())))
    order = np.argsort(p_values)
    holm = np.minimum(1, np.maximum.accumulate(np.array(p_values)[order] * np.arange(5, 0, -1)))
    assert made.to_frame()["p_value"].to_numpy()[order] == pytest.approx(holm)


def test_the_source_that_disagrees_is_named() -> None:
    made = fy.gaps.pool(WAYS)
    assert made.disagreeing() == ["complaints"]
    assert made.p_value < 0.001
    assert made.i_squared.lower <= made.i_squared.value <= made.i_squared.upper
    frame = made.to_frame()
    assert frame["source"].to_list() == list(WAYS)
    assert frame["weight"].sum() == pytest.approx(1)
    assert frame["random_weight"].sum() == pytest.approx(1)
    assert "differs from the others: complaints" in repr(made)
    assert len(pickle.loads(pickle.dumps(made))) == 5


def test_estimates_of_the_library_are_pooled_as_they_come() -> None:
    share = _core.wilson(80, 100)
    made = fy.gaps.pool({"survey": share, "投诉": (0.7, 0.05)})
    w = np.array([1 / share.standard_error**2, 1 / 0.05**2])
    assert made.mean.value == pytest.approx((w * [0.8, 0.7]).sum() / w.sum())
    assert made.to_frame().row(0)[1:5] == (share.value, share.standard_error, share.lower, share.upper)
    assert isinstance(made.to_frame(), pl.DataFrame)


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ({}, "no source"),
        ({"survey": (4, 0)}, "standard error of survey is 0"),
        ({"survey": (4, -1)}, "standard error of survey is -1"),
        ({"survey": (float("nan"), 1)}, "value of survey"),
        ({"投诉": (4, float("inf"))}, "投诉"),
        ({"survey": 4}, "must be an Estimate or a pair"),
        ({"survey": ("a", "b")}, "must be an Estimate or a pair"),
    ],
)
def test_what_has_no_precision_is_refused(sources: dict[str, object], message: str) -> None:
    with pytest.raises(fy.ParameterError, match=message):
        fy.gaps.pool(sources)  # type: ignore[arg-type]
