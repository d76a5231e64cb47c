"""What customers of each segment are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import Texts
from ..languages.numbers import amount, percent, shortened
from .style import COLORS, Drawn, frame_of, height_of, hide_scale, label_rows, picture, whisker

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..customers import Segments

SHOWN = 12


@picture
def segments(result: Segments, ax: Axes, t: Texts) -> Drawn:
    """Mean value of a customer of each segment with its interval, beside the mean of all; best segments first."""
    frame = frame_of(result)
    by = frame.columns[: frame.columns.index("rank")]
    shown = frame.head(SHOWN)
    missing = t("segments.missing")
    named = [[missing if value == "(missing)" else str(value) for value in row] for row in shown.select(by).iter_rows()]
    names = [" · ".join(values) for values in named]
    customers = int(frame["customers"].sum())
    overall = float(frame["value"].sum()) / customers if customers else float("nan")
    rows = label_rows(ax, names)
    means = shown["value_per_customer"].to_list()
    lower, upper = shown["value_per_customer_lower"].to_list(), shown["value_per_customer_upper"].to_list()
    apart = [low > overall or high < overall for low, high in zip(lower, upper, strict=True)]
    colors = [COLORS["main"] if differs else COLORS["soft"] for differs in apart]
    ax.barh(range(rows), means, height=0.62, color=colors)
    end = max([0.0, *(value for value in [*means, *upper] if value == value)])
    for row, (mean, low, high) in enumerate(zip(means, lower, upper, strict=True)):
        whisker(ax, row, low, high)
        reach = max(mean, high) if high == high else mean
        ax.text(max(reach, 0) + 0.015 * (end or 1), row, amount(mean), va="center", fontsize=9)
    ax.axvline(overall, color=COLORS["muted"], linewidth=1, linestyle=(0, (4, 3)), zorder=3)
    ax.text(
        overall,
        rows - 0.42,
        t("segments.all", mean=amount(overall)),
        color=COLORS["muted"],
        fontsize=8.5,
        ha="center",
        va="top",
    )
    hide_scale(ax)
    ax.set_xlim(min([0.0, *means]), 1.16 * end or 1)
    if not rows:
        return Drawn(t("segments.nothing"))
    best = shown.row(0, named=True)
    if len(frame) == 1 or best["share_of_value"] != best["share_of_value"]:
        return Drawn(t("segments.plain", by=", ".join(by)), height_of(rows) + 0.25)
    title = t(
        "segments.title",
        segment=shortened(names[0], 30),
        customers=percent(best["share_of_customers"]),
        value=percent(best["share_of_value"]),
    )
    return Drawn(title, height_of(rows) + 0.25)
