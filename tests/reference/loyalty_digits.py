"""Digits for the loyalty models by arithmetic of many digits: writes tests/fixtures/loyalty/log_likelihoods.csv.

Run by hand (it needs mpmath and takes some minutes): python tests/reference/loyalty_digits.py

The cases are drawn from wide ranges, with the corners that break formulas: frequencies of 0 and 10,000, purchases at
the very end of observation, parameters near 0 and very large. Every likelihood is written here as in its paper,
computed with ever more digits until two results agree in 25.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mpmath import log as ln
from mpmath import loggamma, mp, mpf

CASES = 320
TARGET = Path(__file__).parents[1] / "fixtures" / "loyalty" / "log_likelihoods.csv"


def log_beta(a: mpf, b: mpf) -> mpf:
    return loggamma(a) + loggamma(b) - loggamma(a + b)


def beta_geo(p: list[mpf], x: mpf, t_x: mpf, t: mpf) -> mpf:
    """Fader, Hardie and Lee (2005), equation 6."""
    r, alpha, a, b = p
    alive = mp.exp(log_beta(a, b + x) - log_beta(a, b)) * (alpha + t) ** -(r + x)
    dead = mp.exp(log_beta(a + 1, b + x - 1) - log_beta(a, b)) * (alpha + t_x) ** -(r + x) if x > 0 else mpf(0)
    return loggamma(r + x) - loggamma(r) + r * ln(alpha) + ln(alive + dead)


def modified_beta_geo(p: list[mpf], x: mpf, t_x: mpf, t: mpf) -> mpf:
    """Batislam, Denizel and Filiztekin (2007)."""
    r, alpha, a, b = p
    alive = mp.exp(log_beta(a, b + x + 1) - log_beta(a, b)) * (alpha + t) ** -(r + x)
    dead = mp.exp(log_beta(a + 1, b + x) - log_beta(a, b)) * (alpha + t_x) ** -(r + x)
    return loggamma(r + x) - loggamma(r) + r * ln(alpha) + ln(alive + dead)


def pareto_nbd(p: list[mpf], x: mpf, t_x: mpf, t: mpf) -> mpf:
    """Schmittlein, Morrison and Colombo (1987): the integral over the time of death, by mpmath's own quadrature.

    Their closed form is a difference of hypergeometric functions, whose series do not converge in all of the cases.
    """
    r, alpha, s, beta = p
    largest = (alpha + t_x) ** -(r + x) * (beta + t_x) ** -(s + 1)

    def density(time: mpf) -> mpf:
        return (alpha + t_x + time) ** -(r + x) * (beta + t_x + time) ** -(s + 1) / largest

    scale = min(alpha + t_x, beta + t_x) / (r + x + s + 1)  # over which the density falls
    length = t - t_x
    points = [mpf(0)]
    while length > 0 and points[-1] < length:
        points.append(min(length, 2 * points[-1] if points[-1] > 0 else scale / 4))
    alive = (alpha + t) ** -(r + x) * (beta + t) ** -s
    dead = s * largest * mp.quad(density, points, method="gauss-legendre") if length > 0 else mpf(0)
    return loggamma(r + x) - loggamma(r) + r * ln(alpha) + s * ln(beta) + ln(alive + dead)


def nbd(p: list[mpf], x: mpf, t_x: mpf, t: mpf) -> mpf:
    """Ehrenberg (1959)."""
    r, alpha = p
    purchases = x * ln(t / (alpha + t)) if x > 0 else mpf(0)
    return loggamma(r + x) - loggamma(r) - loggamma(x + 1) + r * ln(alpha / (alpha + t)) + purchases


def gamma_gamma(p: list[mpf], x: mpf, mean: mpf, _: mpf) -> mpf:
    """Fader and Hardie (2013), equation 1a."""
    shape, q, v = p
    values = (shape * x - 1) * ln(mean) + shape * x * ln(x) - (shape * x + q) * ln(v + mean * x)
    return loggamma(shape * x + q) - loggamma(shape * x) - loggamma(q) + q * ln(v) + values


def beta_geo_beta_binom(p: list[mpf], x: mpf, t_x: mpf, n: mpf) -> mpf:
    """Fader, Hardie and Shang (2010), equation 5."""
    alpha, beta, gamma, delta = p
    scale = log_beta(alpha, beta) + log_beta(gamma, delta)
    total = mp.exp(log_beta(alpha + x, beta + n - x) + log_beta(gamma, delta + n) - scale)
    for i in range(int(n - t_x)):
        total += mp.exp(log_beta(alpha + x, beta + t_x - x + i) + log_beta(gamma + 1, delta + t_x + i) - scale)
    return ln(total)


def survival(alpha: mpf, beta: mpf, time: mpf) -> mpf:
    return mp.exp(log_beta(alpha, beta + time) - log_beta(alpha, beta))


def shifted_beta_geo(p: list[mpf], ended: mpf, _: mpf, t: mpf) -> mpf:
    """Fader and Hardie (2007): the probability of having ended at renewal t, or of standing after it."""
    return ln(survival(*p, t - 1) - survival(*p, t)) if ended else ln(survival(*p, t))


def beta_discrete_weibull(p: list[mpf], ended: mpf, _: mpf, t: mpf) -> mpf:
    """Fader, Hardie, Liu, Davin and Steenburgh (2018): the same with t^c."""
    alpha, beta, c = p
    after = survival(alpha, beta, t**c)
    return ln(survival(alpha, beta, (t - 1) ** c) - after) if ended else ln(after)


def digits(f: Callable[..., mpf], parameters: list[float], x: int, t_x: float, t: float) -> str:
    """The logarithm to 25 digits."""
    before = None
    for precision in (50, 70, 100, 140, 200, 300):
        with mp.workdps(precision):
            value = mp.re(f([mpf(p) for p in parameters], mpf(x), mpf(t_x), mpf(t)))
            if before is not None and abs(value - before) <= mpf(10) ** -25 * max(1, abs(value)):
                return str(mp.nstr(value, 25))
            before = value
    raise ArithmeticError(f"{f.__name__} {parameters} {x} {t_x} {t} did not settle")


def spread(source: random.Random, low: float, high: float) -> float:
    """Uniform on the scale of the logarithm, to four digits, so that the file is short."""
    return float(f"{low * (high / low) ** source.random():.4g}")


def pattern(source: random.Random) -> tuple[int, float, float]:
    """A frequency, recency and observed time."""
    x = source.choice([0, 0, 1, 1, 2, 3, 5, 12, 40, 200, 1000, 10000])
    t = spread(source, 1e-2, 1e4)
    share = source.choice([source.random(), source.random(), 1e-6, 0.999999, 1.0])
    return x, float(f"{share * t:.6g}") if x > 0 else 0.0, t


def write_others(out: Any, source: random.Random) -> None:
    """A case of each of the models of spend, of discrete opportunities and of contracts."""

    def weight() -> float:
        return spread(source, 1e-2, 1e4)

    def write(f: Callable[..., mpf], parameters: list[float], x: int, middle: float, t: float) -> None:
        shown = [*parameters, *[""] * (4 - len(parameters))]
        out.writerow([f.__name__, *shown, x, middle, t, digits(f, parameters, x, middle, t)])

    spend = [spread(source, 1e-2, 1e3), spread(source, 1e-2, 1e3), spread(source, 1e-2, 1e5)]
    write(gamma_gamma, spend, source.choice([1, 2, 7, 50, 1000, 10000]), spread(source, 1e-2, 1e5), 0)
    n = source.choice([1, 2, 6, 30, 200])
    t_x = source.choice([0, n, source.randint(0, n), source.randint(0, n)])
    x = source.randint(1, t_x) if t_x > 0 else 0
    write(beta_geo_beta_binom, [weight(), weight(), weight(), weight()], x, t_x, n)
    contract = (source.choice([0, 1]), 0, source.choice([1, 2, 3, 7, 12, 60, 500]))
    write(shifted_beta_geo, [weight(), weight()], *contract)
    write(beta_discrete_weibull, [weight(), weight(), spread(source, 0.3, 3)], *contract)


def main() -> None:
    source = random.Random(20050613)
    with TARGET.open("w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["model", "p1", "p2", "p3", "p4", "x", "t_x", "T", "log_likelihood"])
        for number in range(CASES):
            x, t_x, t = pattern(source)
            t_x = min(t_x, t)
            rate = [spread(source, 1e-3, 1e3), spread(source, 1e-2, 1e4)]
            dropout = [spread(source, 1e-3, 1e4), spread(source, 1e-3, 1e5)]
            death = [spread(source, 1e-3, 1e2), spread(source, 1e-2, 1e5)]
            for f, parameters in (
                (beta_geo, rate + dropout),
                (modified_beta_geo, rate + dropout),
                (pareto_nbd, rate + death),
                (nbd, rate),
            ):
                shown = [*parameters, *[""] * (4 - len(parameters))]
                out.writerow([f.__name__, *shown, x, t_x, t, digits(f, parameters, x, t_x, t)])
            print(number + 1, "of", CASES, flush=True)
        for _ in range(CASES):
            write_others(out, source)


if __name__ == "__main__":
    main()
