"""What models foretold of purchases, and what came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
from matplotlib.ticker import MaxNLocator

from ..languages import Texts
from ..languages.numbers import amount, count, interval, percent
from .day_axis import label_days, places_of
from .style import COLORS, Drawn, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..loyalty.backtesting import Backtest

WIDTH, HEIGHT = 7.6, 3.4
LEFT, RIGHT = (0.0, 0.0, 0.5, 0.82), (0.59, 0.0, 0.41, 0.82)
LINES = ("main", "accent", "muted", "soft")  # of as many models, the best first
LEGEND = (0.0, 1.0)


@picture
def backtest(result: Backtest, ax: Axes, t: Texts) -> Drawn:
    """Repeat purchases of all customers up to each day, and purchases after the end of calibration by how often
    customers had bought before it: what came in black, what models foretold in color, that of the best with its
    interval."""
    ax.set_axis_off()
    errors = pl.DataFrame(result._frames["errors"])
    names = errors["model"].to_list()[: len(LINES)]
    left, right = ax.inset_axes(LEFT), ax.inset_axes(RIGHT)
    _tracking(left, pl.DataFrame(result._frames["tracking"]), names, t)
    _by_frequency(right, pl.DataFrame(result._frames["calibration"]), names, t)
    handles, labels = left.get_legend_handles_labels()
    ax.legend(
        handles,
        labels,
        loc="upper left",
        bbox_to_anchor=LEGEND,
        borderaxespad=0,
        ncols=len(labels),
        frameon=False,
        fontsize=9,
        handlelength=1.4,
        columnspacing=1.4,
    )
    return Drawn(_finding(errors.row(0, named=True), t), HEIGHT, WIDTH)


def _tracking(panel: Axes, frame: pl.DataFrame, names: list[str], t: Texts) -> None:
    actual = frame.filter(pl.col("model") == names[0])
    days = places_of(actual["period"].to_list())
    panel.plot(
        days, actual["cumulative_actual"], color=COLORS["ink"], linewidth=2, label=t("backtest.actual"), zorder=5
    )
    for place, name in enumerate(names):
        own = frame.filter(pl.col("model") == name)
        color = COLORS[LINES[place]]
        if place == 0:
            lower, upper = (own[f"cumulative_expected_{end}"].to_numpy() for end in ("lower", "upper"))
            panel.fill_between(days, lower, upper, color=COLORS["soft"], alpha=0.45, linewidth=0, zorder=1)
        panel.plot(days, own["cumulative_expected"], color=color, linewidth=1.5, label=name, zorder=4 - 0.1 * place)
    calibrated = actual.filter(~pl.col("held_out"))["period"].to_list()
    if calibrated:
        at = float(places_of(calibrated[-1]))
        panel.axvline(at, color=COLORS["muted"], linewidth=0.9, linestyle=(0, (4, 2.5)), zorder=2)
        panel.annotate(
            t("backtest.held_out"),
            (at, 0.03),
            xycoords=("data", "axes fraction"),
            xytext=(4, 0),
            textcoords="offset points",
            fontsize=8,
            color=COLORS["muted"],
        )
    label_days(panel)
    panel.set_ylim(0, None)
    panel.set_title(t("backtest.tracking"), fontsize=9.5, fontweight="normal", pad=6)
    _scales(panel)
    panel.yaxis.set_major_formatter(lambda value, _: count(value))


def _by_frequency(panel: Axes, frame: pl.DataFrame, names: list[str], t: Texts) -> None:
    groups = frame.filter(pl.col("model") == names[0])
    places = list(range(len(groups)))
    for place, name in enumerate(names):
        own = frame.filter(pl.col("model") == name)
        color = COLORS[LINES[place]]
        if place == 0:
            lower, upper = (own[f"expected_{end}"].to_numpy() for end in ("lower", "upper"))
            panel.fill_between(places, lower, upper, color=COLORS["soft"], alpha=0.45, linewidth=0, zorder=1)
        panel.plot(places, own["expected"], "o-", color=color, linewidth=1.5, markersize=3, zorder=4 - 0.1 * place)
    for place, row in zip(places, groups.iter_rows(named=True), strict=True):
        if row["actual_lower"] is not None:
            ends_of_actual = [row["actual_lower"], row["actual_upper"]]
            panel.plot([place, place], ends_of_actual, color=COLORS["ink"], linewidth=1.2, zorder=5)
        panel.plot(place, row["actual"], "o", color=COLORS["ink"], markersize=4.5, zorder=6)
    panel.set_xticks(places, groups["frequency"].to_list())
    panel.set_xlabel(t("backtest.frequency"), fontsize=8.5)
    panel.set_ylim(0, None)
    panel.set_title(t("backtest.calibration"), fontsize=9.5, fontweight="normal", pad=6)
    _scales(panel)
    panel.yaxis.set_major_formatter(lambda value, _: amount(value))


def _scales(panel: Axes) -> None:
    panel.yaxis.set_major_locator(MaxNLocator(5))
    panel.tick_params(axis="y", length=0, labelsize=8.5, labelcolor=COLORS["muted"])
    panel.tick_params(axis="x", labelsize=8.5)
    panel.grid(axis="y")
    panel.spines["left"].set_visible(False)


def _finding(best: dict[str, Any], t: Texts) -> str:
    places = {
        "model": best["model"],
        "expected": count(best["expected"]),
        "interval": interval(best["expected_lower"], best["expected_upper"], "count"),
        "actual": count(best["actual"]),
    }
    if best["error"] is None:
        return t("backtest.none", **places)
    share = percent(abs(best["error"]))
    return t("backtest.too_few" if best["error"] < 0 else "backtest.too_many", share=share, **places)
