"""Digits for what living customers will do, by arithmetic of many digits: writes tests/fixtures/loyalty/forecasts.csv.

Run by hand (it needs mpmath and takes some minutes): python tests/reference/forecast_digits.py

For each case: discounted expected purchases up to a horizon (infinite in half of the cases), the probability of a
purchase within it, and that of being alive at it (at time 100 where it is infinite). Written as integrals over the rate
of purchases of a customer who is alive at the end of observation, or in closed form where there is one.
"""

from __future__ import annotations

import csv
import random
from pathlib import Path

from mpmath import exp, hyp2f1, hyperu, inf, mp, mpf, quad

CASES = 40
TARGET = Path(__file__).parents[1] / "fixtures" / "loyalty" / "forecasts.csv"


def points(scale: mpf, end: mpf) -> list[mpf]:
    """Where an integral is split: at 0 and at ever longer times."""
    made = [mpf(0)]
    while made[-1] < end and len(made) < 60:
        made.append(min(end, 2 * made[-1] if made[-1] > 0 else scale / 4))
    return made


def discounted(rate_of_purchases, scale: mpf, horizon: mpf, delta: mpf) -> mpf:
    end = min(horizon, 80 / delta)
    return quad(lambda t: exp(-delta * t) * rate_of_purchases(t), points(min(scale, 1 / delta), end))


def pareto_nbd(p: list[mpf], x: mpf, t: mpf, horizon: mpf, delta: mpf) -> tuple[mpf, mpf, mpf]:
    r, alpha, s, beta = p
    k, a, b = r + x, alpha + t, beta + t
    if horizon == inf:  # Fader, Hardie and Lee (2005), in Tricomi's function
        dert = k / a * b**s * delta ** (s - 1) * hyperu(s, s, delta * b)
        scale = min(a / (k + 1), b / (s + 1))

        def density(place: mpf) -> mpf:  # of the next purchase, by the logarithm of 1 + time / scale
            u = scale * mp.expm1(place)
            return (scale + u) * k / a * (1 + u / b) ** -s * (1 + u / a) ** (-k - 1)

        ever = quad(density, [mpf(2) * i for i in range(int(40 + 35 / (k + s)))])
        return dert, ever, (1 + 100 / b) ** -s
    dert = discounted(lambda u: k / a * (1 + u / b) ** -s, b / (1 + s), horizon, delta)
    scale = min(a / (k + 1), b / (s + 1))
    within = quad(lambda u: k / a * (1 + u / b) ** -s * (1 + u / a) ** (-k - 1), points(scale, horizon))
    return dert, within, (1 + horizon / b) ** -s


def beta_geo(p: list[mpf], x: mpf, t: mpf, horizon: mpf, delta: mpf, first: int = 0) -> tuple[mpf, mpf, mpf]:
    r, alpha, a, b = p
    k, scale, b = r + x, alpha + t, b + x + first
    slope = k / scale
    dert = discounted(lambda u: slope * hyp2f1(k + 1, a, a + b, -u / scale), scale / (k + 1), horizon, delta)
    time = horizon if horizon < inf else mpf(100)
    within = 1 - (1 + horizon / scale) ** -k if horizon < inf else mpf(1)
    return dert, within, hyp2f1(k, a, a + b, -time / scale)


def modified_beta_geo(*case) -> tuple[mpf, mpf, mpf]:
    return beta_geo(*case, first=1)


def spread(source: random.Random, low: float, high: float) -> float:
    """Uniform on the scale of the logarithm, to four digits."""
    return float(f"{low * (high / low) ** source.random():.4g}")


def main() -> None:
    source = random.Random(11)
    mp.dps = 30
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with TARGET.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["model", "p1", "p2", "p3", "p4", "x", "T", "horizon", "rate", "discounted", "within", "staying"])
        for case in range(CASES):
            for model in (pareto_nbd, beta_geo, modified_beta_geo):
                shapes = [spread(source, 0.05, 30) for _ in range(3)]
                p = [shapes[0], spread(source, 0.3, 300), shapes[1], shapes[2]]
                if model is pareto_nbd:
                    p[3] = spread(source, 0.3, 300)
                x, t = source.choice([0, 1, 2, 5, 20, 100]), spread(source, 1, 300)
                horizon = "inf" if case % 2 else spread(source, 0.1, 1000)
                delta = spread(source, 1e-4, 0.1)
                made = model([mpf(v) for v in p], mpf(x), mpf(t), mpf(horizon), mpf(delta))
                out.writerow([model.__name__, *p, x, t, horizon, delta, *(mp.nstr(mp.re(v), 20) for v in made)])


if __name__ == "__main__":
    main()
