"""How often moments of truth are found, and how often their intervals hold: many synthetic worlds with a known truth.

    .venv/bin/python tests/benchmarks/moments_of_truth_worlds.py --worlds 200 --customers 5000

In every world customers of three kinds come again and again to a service of five steps. One step, another from world to
world, is the planted moment of truth: its failure lowers the odds of coming again within 90 days; a second step has a
third of that effect. The kinds confound: who belongs to the third fails more often at the decoy step, and comes back
less often anyway. Which kind a customer is of stands in the records (`segment`), unless ``--hidden`` leaves it out;
then only the view within customers can tell.
"""

from __future__ import annotations

import argparse
import time

import numpy as np
import polars as pl

import fealty as fy

STEPS = ("reception", "inspection", "repair", "handover", "payment")
EFFECT, SIDE_EFFECT = -1.3, -0.45  # log-odds of coming again
FAILURE = np.array([0.10, 0.12, 0.09, 0.11, 0.08])
KINDS = np.array([0.5, 0.3, 0.2])
BASE = np.array([1.6, 1.0, 0.0])  # log-odds of coming again, by kind
DECOY = np.array([0.0, 0.5, 1.5])  # added log-odds of failing at the decoy step, by kind
DAYS, WITHIN = 540, 90
DAY = 86_400_000_000
START = 1_700_000_000_000_000


def logistic(x: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-x))."""
    return 1 / (1 + np.exp(-x))


def failures(by_itself: np.ndarray, by_others: np.ndarray, met: int | None = None) -> np.ndarray:
    """Which steps fail at each visit: by themselves, or drawn in by failures before; step `met` is made to be met."""
    failed = np.zeros_like(by_itself)
    for s in range(failed.shape[1]):
        if s != met:
            failed[:, s] = by_itself[:, s] | (by_others[:, s] & failed[:, :s].any(axis=1))
    return failed


def world(seed: int, customers: int, hidden: bool) -> tuple[fy.Book, str, dict[str, float]]:
    """A book, its moment of truth, and the effect of each step's failure averaged over the visits that failed there."""
    random = np.random.default_rng(seed)
    planted, side, decoy = (seed % 5, (seed + 2) % 5, (seed + 3) % 5)
    effects = np.zeros(5)
    effects[planted], effects[side] = EFFECT, SIDE_EFFECT
    kind = random.choice(3, customers, p=KINDS)
    alive = np.arange(customers)
    at = random.uniform(0, DAYS - WITHIN, customers)
    rows: list[dict[str, np.ndarray]] = []
    changes: list[list[np.ndarray]] = [[] for _ in STEPS]
    visits = 0
    while alive.size:
        kinds, now = kind[alive], at[alive]
        chance = np.tile(np.log(FAILURE / (1 - FAILURE)), (alive.size, 1))
        chance[:, decoy] += DECOY[kinds]
        by_itself = random.uniform(size=chance.shape) < logistic(chance)
        by_others = random.uniform(size=chance.shape) < 0.06
        failed = failures(by_itself, by_others)
        odds = BASE[kinds] + failed @ effects
        judged = now + 1 + WITHIN <= DAYS
        for s in range(5):
            mended = failures(by_itself, by_others, met=s)
            change = logistic(odds) - logistic(BASE[kinds] + mended @ effects)
            changes[s].append(change[failed[:, s] & judged])
        noted = random.uniform(size=failed.shape) >= 0.04
        for s, step in enumerate(STEPS):
            rows.append(
                {
                    "customer_id": alive,
                    "visit_id": visits + np.arange(alive.size),
                    "step": np.full(alive.size, step),
                    "at": START + ((now + s / 100) * DAY).astype(np.int64),
                    "met": ~failed[:, s],
                    "noted": noted[:, s],
                }
            )
        visits += alive.size
        returns = random.uniform(size=alive.size) < logistic(odds)
        comes_late = ~returns & (random.uniform(size=alive.size) < 0.3)
        gap = np.where(returns, random.uniform(10, 80, alive.size), random.uniform(110, 200, alive.size))
        at[alive] = now + gap
        alive = alive[(returns | comes_late) & (at[alive] < DAYS)]
    touches = pl.concat([pl.DataFrame(row) for row in rows])
    touches = touches.with_columns(met=pl.when("noted").then("met")).drop("noted")
    # The records go on until the last day, on which somebody else is served.
    last = pl.DataFrame(
        {"customer_id": [-1], "visit_id": [-1], "step": ["reception"], "at": [START + DAYS * DAY], "met": [True]},
        schema_overrides={"visit_id": touches.schema["visit_id"]},
    )
    touches = pl.concat([touches, last]).with_columns(pl.col("at").cast(pl.Datetime("us", "UTC")))
    segment = np.full(customers, "all") if hidden else np.array(["a", "b", "c"])[kind]
    people = pl.DataFrame({"customer_id": np.arange(customers), "segment": segment})
    truth = {step: float(np.concatenate(changes[s]).mean()) for s, step in enumerate(STEPS)}
    return fy.Book(customers=people, touches=touches), STEPS[planted], truth


def main() -> None:
    """Judges every world and prints the shares."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--customers", type=int, default=5000)
    parser.add_argument("--hidden", action="store_true", help="leave the kind of customer out of the records")
    options = parser.parse_args()
    views = ("effect", "removal", "regression", "within_customer")
    covered = {view: [] for view in views}
    covered_planted = {view: [] for view in views}
    missed = {view: [] for view in views}
    first, probability, warned, seconds = [], [], [], []
    for seed in range(1, options.worlds + 1):
        book, planted, truth = world(seed, options.customers, options.hidden)
        start = time.perf_counter()
        moments = fy.flow.moments_of_truth(book, "returned within 90 days")
        seconds.append(time.perf_counter() - start)
        frame = moments.to_frame()
        first.append(frame["step"][0] == planted)
        probability.append(frame["probability_first"][0])
        warned.append(len(moments.warnings()) > 0)
        for row in frame.iter_rows(named=True):
            for view in views:
                holds = row[f"{view}_lower"] <= truth[row["step"]] <= row[f"{view}_upper"]
                covered[view].append(holds)
                missed[view].append(row[view] - truth[row["step"]])
                if row["step"] == planted:
                    covered_planted[view].append(holds)
    print(
        f"{options.worlds} worlds of {options.customers:,} customers, kind {'hidden' if options.hidden else 'recorded'}"
    )
    print(f"planted step first: {np.mean(first):.1%}; mean probability given to the first: {np.mean(probability):.3f}")
    print(f"worlds with a warning: {np.mean(warned):.1%}; median seconds: {np.median(seconds):.3f}")
    print(f"{'view':16} {'coverage, all steps':>20} {'planted step':>14} {'mean error':>12}")
    for view in views:
        all_steps, planted_step = np.mean(covered[view]), np.mean(covered_planted[view])
        print(f"{view:16} {all_steps:20.1%} {planted_step:14.1%} {np.mean(missed[view]):12.5f}")


if __name__ == "__main__":
    main()
