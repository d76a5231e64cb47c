"""What customers will be worth: how the values are spread, and how far few customers hold most of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import MaxNLocator

from ..languages import Texts
from ..languages.numbers import amount, count, interval, percent, rating
from .style import COLORS, Drawn, frame_of, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..loyalty.lifetime_value import CustomerValue

BINS = 24
TOPS = (0.1, 0.2)
FEWEST = 0.005  # share of the customers whose values are less than the scale shows


@picture
def customer_value(result: CustomerValue, ax: Axes, t: Texts) -> Drawn:
    """The number of customers by value, on the scale of the logarithm, beside the Lorenz curve of the values."""
    ax.set_axis_off()
    values = result.values()
    worth = values[(values > 0) & np.isfinite(values)]
    if worth.size == 0:
        return Drawn(t("customer_value.nothing"), 1.0)
    _draw_spread(ax.inset_axes((0.0, 0.0, 0.5, 1.0)), worth, t)
    best = _draw_concentration(ax.inset_axes((0.62, 0.0, 0.38, 1.0)), result, t)
    total = result.total
    title = t(
        "customer_value.title",
        customers=count(len(values)),
        total=amount(total.value),
        ends=interval(total.lower, total.upper, "amount"),
        top=percent(TOPS[1]),
        share=percent(best),
    )
    return Drawn(title, 3.1, 8.0)


def _draw_spread(ax: Axes, worth: np.ndarray, t: Texts) -> None:
    least = float(np.quantile(worth, FEWEST))  # those below stand in the first bar
    low, high = np.log10(least), np.log10(worth.max())
    edges = np.logspace(low, high if high > low else low + 0.1, BINS + 1)
    customers, _ = np.histogram(np.clip(worth, edges[0], edges[-1]), edges)
    ax.bar(edges[:-1], customers, np.diff(edges), align="edge", color=COLORS["main"], edgecolor=COLORS["paper"])
    ax.set_xscale("log")
    middle, mean = float(np.median(worth)), float(worth.mean())
    top = 1.3 * customers.max()
    for value, key, color, place in (
        (middle, "customer_value.median", COLORS["ink"], 0.99),
        (mean, "customer_value.mean", COLORS["accent"], 0.91),
    ):
        ax.plot([value, value], [0, top * (place - 0.03)], color=color, linewidth=1.6)
        on_left = np.log10(value) > 0.55 * (low + high) if high + low > 0 else False
        ax.annotate(
            f"{t(key)} {amount(value)}",
            (value, top * place),
            xytext=(-4 if on_left else 4, 0),
            textcoords="offset points",
            ha="right" if on_left else "left",
            va="top",
            fontsize=9,
            color=color,
        )
    ax.set_ylim(0, top)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    _show_amounts(ax, low, high)
    ax.set_xlabel(t("customer_value.value"))
    ax.set_ylabel(t("customer_value.customers"))
    ax.tick_params(axis="both", which="both", length=0)
    ax.tick_params(axis="y", labelsize=9, labelcolor=COLORS["muted"])


def _show_amounts(ax: Axes, low: float, high: float) -> None:
    """Ticks at powers of ten, written as amounts; between them where there are few."""
    steps: tuple[float, ...] = (1,) if high - low > 2.5 else (1, 3) if high - low > 1 else (1, 2, 5)
    ticks = [step * 10.0**k for k in range(int(np.floor(low)) - 1, int(np.ceil(high)) + 1) for step in steps]
    every = max(1, round((high - low) / 6)) if len(steps) == 1 else 1
    shown = [tick for tick in ticks[::every] if 10**low * 0.98 <= tick <= 10**high * 1.02]
    ax.set_xticks(shown, [amount(tick) for tick in shown])
    ax.set_xticks([], minor=True)


def _draw_concentration(ax: Axes, result: CustomerValue, t: Texts) -> float:
    """The Lorenz curve, and the share that the best tenth and fifth hold; returns that of the fifth."""
    made = result.concentration(top=TOPS[1])
    curve = frame_of(made)
    x, y = curve["share_of_customers"].to_numpy(), curve["share_of_value"].to_numpy()
    ax.plot([0, 1], [0, 1], color=COLORS["muted"], linewidth=1, linestyle=(0, (4, 3)))
    ax.fill_between(x, x, y, color=COLORS["soft"], alpha=0.35, linewidth=0)
    ax.plot(x, y, color=COLORS["main"], linewidth=2.2)
    lines = []
    for top in TOPS:
        held = result.concentration(top=top).top_share.value
        lines.append(t("lorenz.best", top=percent(top), share=percent(held)))
        ax.plot([1 - top, 1 - top], [1 - held, 1], color=COLORS["accent"], linewidth=2)
        ax.plot([1 - top], [1 - held], "o", color=COLORS["accent"], markersize=5)
    lines.append(f"{t('lorenz.gini')} {rating(made.gini.value)}")
    ax.text(0.03, 0.99, "\n".join(lines), ha="left", va="top", fontsize=9, linespacing=1.4)
    ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
    ax.set(xlim=(0, 1.02), ylim=(0, 1.02))
    ax.set_xticks(ticks, [percent(tick) for tick in ticks])
    ax.set_yticks(ticks, [percent(tick) for tick in ticks], color=COLORS["muted"], fontsize=9)
    ax.set_xlabel(t("lorenz.customers"))
    ax.set_ylabel(t("lorenz.value"))
    ax.tick_params(length=0)
    return float(made.top_share.value)
