"""Expectations of a million customers with 50 ratings each, filtered on one thread, beside loops of NumPy."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

import fealty as fy
from fealty import _core

CUSTOMERS, VISITS = 1_000_000, 50
FEW_CUSTOMERS = 200  # as many as the plain loop gets through in a second
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


class Matrices:
    """The model as general matrices: state (will, should, delivered), answers (expectation, experience)."""

    def __init__(self, p: dict[str, float]) -> None:
        self.start = np.array([p["will_mean"], p["should_mean"], p["service_mean"]])
        both = p["correlation"] * p["will_sd"] * p["should_sd"]
        self.spread = np.array(
            [[p["will_sd"] ** 2, both, 0], [both, p["should_sd"] ** 2, 0], [0, 0, p["service_sd"] ** 2]]
        )
        self.move = np.array(
            [[1 - p["will_rate"], 0, p["will_rate"]], [0, 1 - p["should_rate"], p["should_rate"]], [0, 0, 0]]
        )
        self.arrive = np.array([0, 0, p["service_mean"]])
        self.noise = np.diag([0, 0, p["service_sd"] ** 2])
        self.read = np.array(
            [[1, 0, 0], [p["will_effect"], -p["should_effect"], 1 - p["will_effect"] + p["should_effect"]]]
        )
        self.error = np.diag([p["will_noise"] ** 2, p["experience_noise"] ** 2])


def by_loop(m: Matrices, answers: np.ndarray) -> float:
    """One customer after another, one visit after another."""
    log_likelihood = 0.0
    for customer in answers:
        x, v = m.start, m.spread
        for y in customer:
            error = y - m.read @ x
            f = m.read @ v @ m.read.T + m.error
            gain = v @ m.read.T @ np.linalg.inv(f)
            log_likelihood -= 0.5 * (
                2 * np.log(2 * np.pi) + np.log(np.linalg.det(f)) + error @ np.linalg.solve(f, error)
            )
            x = m.move @ (x + gain @ error) + m.arrive
            v = m.move @ (v - gain @ m.read @ v) @ m.move.T + m.noise
    return log_likelihood


def by_visit(m: Matrices, answers: np.ndarray) -> float:
    """All customers at once, one visit after another, with the variances that they share."""
    x, v = np.tile(m.start, (len(answers), 1)), m.spread
    log_likelihood = 0.0
    for visit in range(answers.shape[1]):
        error = answers[:, visit] - x @ m.read.T
        f = m.read @ v @ m.read.T + m.error
        inverse = np.linalg.inv(f)
        gain = v @ m.read.T @ inverse
        log_likelihood -= 0.5 * (
            len(answers) * (2 * np.log(2 * np.pi) + np.log(np.linalg.det(f))) + np.vdot(error @ inverse, error)
        )
        x = (x + error @ gain.T) @ m.move.T + m.arrive
        v = m.move @ (v - gain @ m.read @ v) @ m.move.T + m.noise
    return log_likelihood


def series_of(frame: dict[str, np.ndarray]) -> _core.RatingSeries:
    """The ratings as a summary."""
    return _core.RatingSeries(
        customer=_core.Column.from_numpy(frame["customer_id"]),
        will=_core.Column.from_numpy(frame["expectation"]),
        experience=_core.Column.from_numpy(frame["experience"]),
    )


def cases() -> dict[str, dict[str, Callable[[], object]]]:
    """Contenders, ours first."""
    fy.set_threads(1)
    frame = fy.gaps.simulate_ratings(TRUTH, customers=CUSTOMERS, visits=VISITS, frames="numpy")
    answers = np.stack([frame["expectation"], frame["experience"]], axis=1).reshape(CUSTOMERS, VISITS, 2)
    series = series_of(frame)
    few = series_of({name: column[: FEW_CUSTOMERS * VISITS] for name, column in frame.items()})
    matrices = Matrices(TRUTH)
    log_likelihood, _ = _core.filter_expectations(series, TRUTH)
    assert abs(by_visit(matrices, answers) - log_likelihood) < 1e-9 * abs(log_likelihood)
    log_likelihood, _ = _core.filter_expectations(few, TRUTH)
    assert abs(by_loop(matrices, answers[:FEW_CUSTOMERS]) - log_likelihood) < 1e-9 * abs(log_likelihood)
    return {
        f"{FEW_CUSTOMERS:,} customers x {VISITS} ratings": {
            "filter_expectations": lambda: _core.filter_expectations(few, TRUTH),
            "NumPy, a loop over customers and visits": lambda: by_loop(matrices, answers[:FEW_CUSTOMERS]),
        },
        f"{CUSTOMERS:,} customers x {VISITS} ratings": {
            "filter_expectations": lambda: _core.filter_expectations(series, TRUTH),
            "NumPy, all customers at once": lambda: by_visit(matrices, answers),
        },
        f"{CUSTOMERS:,} customers x {VISITS} ratings, every state kept": {
            "filter_expectations": lambda: _core.filter_expectations(series, TRUTH, every_visit=True),
            "NumPy, all customers at once, no state kept": lambda: by_visit(matrices, answers),
        },
        f"{CUSTOMERS:,} customers x {VISITS} ratings, parameters by maximum likelihood": {
            "ExpectationFilter": lambda: _core.ExpectationFilter(series),
            "NumPy, all customers at once, one value of the likelihood": lambda: by_visit(matrices, answers),
        },
    }
