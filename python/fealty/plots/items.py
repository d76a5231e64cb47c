"""What customers expected and what they experienced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import Texts
from ..languages.numbers import rating, shortened
from .style import COLORS, Drawn, height_of, label_rows, picture

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.axes import Axes

SHOWN = 15


@picture
def items(result: pl.DataFrame, ax: Axes, t: Texts) -> Drawn:
    """Mean expectation (ring) and experience (dot) of each item, joined by the gap, the widest shortfall first.

    Columns: item, expectation, experience, gap, each with _lower and _upper; means may be missing.
    """
    shown = result.sort("gap", "experience", "item", nulls_last=True).head(SHOWN)
    rows = label_rows(ax, shown["item"].to_list(), 28)
    expected, experienced = shown["expectation"].to_list(), shown["experience"].to_list()
    known = [value for value in [*expected, *experienced] if value is not None]
    span = max(known) - min(known) if known else 1
    for row, gap, low, high in zip(range(rows), shown["gap"], shown["gap_lower"], shown["gap_upper"], strict=True):
        before, after = expected[row], experienced[row]
        short = high is not None and high < 0
        color = COLORS["accent"] if short else COLORS["main"]
        if before is not None and after is not None:
            ax.plot([before, after], [row, row], color=color, linewidth=2.4, alpha=0.55, zorder=1)
        if before is not None:
            ax.plot(
                before,
                row,
                "o",
                markerfacecolor=COLORS["paper"],
                markeredgecolor=COLORS["ink"],
                markersize=6.5,
                zorder=3,
            )
        if after is not None:
            ax.plot(after, row, "o", color=color, markersize=7.5, zorder=2)
        if gap is not None and low is not None:
            note = f"{gap:+.2f} [{low:+.2f}, {high:+.2f}]".replace("-", "−")
            ax.text(1.01, row, note, transform=ax.get_yaxis_transform(), va="center", fontsize=8.5)
        elif gap is not None:
            ax.text(
                1.01,
                row,
                f"{gap:+.2f}".replace("-", "−"),
                transform=ax.get_yaxis_transform(),
                va="center",
                fontsize=8.5,
            )
    if known:
        pad = 0.06 * (span or 1)
        ax.set_xlim(min(known) - pad, max(known) + pad)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    ax.tick_params(axis="x", length=0)
    ax.grid(axis="y", linestyle=(0, (1, 3)))
    ax.set_xlabel(t("items.scale"))
    short = shown.filter(shown["gap_upper"] < 0)
    if len(short):
        worst = short.row(0, named=True)
        return Drawn(
            t("items.title", item=shortened(worst["item"], 30), gap=rating(-worst["gap"])), height_of(rows) + 0.35
        )
    return Drawn(t("items.plain" if shown["gap"].null_count() == rows else "items.even_title"), height_of(rows) + 0.35)
