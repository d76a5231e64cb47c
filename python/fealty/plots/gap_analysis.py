"""What customers expected and what they experienced: dimensions, and the items in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from ..languages import Texts
from ..languages.numbers import rating, shortened
from .style import COLORS, Drawn, height_of, label_rows, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..gaps import GapAnalysis

SHOWN = 30


@picture
def gap_analysis(result: GapAnalysis, ax: Axes, t: Texts, *, items: int = SHOWN) -> Drawn:
    """Mean expectation (ring) and experience (dot), joined by the gap, with its simultaneous interval beside it:
    dimensions as bands with their items below them, the widest shortfall first.

    Up to `items` items are shown.
    """
    shown = _rows(result, items)
    rows = label_rows(ax, [row["label"] for row in shown], 28)
    for label, row in zip(ax.get_yticklabels(), shown, strict=True):
        label.set_fontweight("bold" if row["is_dimension"] else "normal")
    ends = [row[side] for row in shown for side in ("expectation", "experience")]
    for place, row in enumerate(shown):
        if row["is_dimension"]:
            ax.axhspan(place - 0.46, place + 0.46, color=COLORS["line"], alpha=0.4, linewidth=0, zorder=0)
        _dumbbell(ax, place, row)
    pad = 0.06 * ((max(ends) - min(ends)) or 1)
    ax.set_xlim(min(ends) - pad, max(ends) + pad)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    ax.tick_params(axis="x", length=0)
    ax.grid(axis="y", linestyle=(0, (1, 3)))
    ax.set_xlabel(t("gap_analysis.scale"))
    worst = min((row for row in shown if not row["is_dimension"]), key=lambda row: row["gap"])
    title = (
        t("gap_analysis.title", item=shortened(worst["name"], 30), gap=rating(-worst["gap"]))
        if worst["gap_upper"] < 0
        else t("gap_analysis.even_title")
    )
    return Drawn(title, height_of(rows) + 0.35)


def _rows(result: GapAnalysis, most: int) -> list[dict[str, Any]]:
    """Dimensions by their gap, each followed by its items; then the items of none."""
    columns = ["expectation", "experience", "gap", "gap_lower", "gap_upper"]
    items = pl.DataFrame(result._made.items_frame()).rename({"item": "name"}).filter(pl.col("gap").is_not_nan())
    if "dimension" not in items.columns:
        items = items.with_columns(dimension=pl.lit(None, dtype=pl.String))
    items = items.select("name", "dimension", *columns).sort("gap", "name").head(most)
    found = pl.DataFrame(result._made.dimensions_frame()).rename({"dimension": "name"}).sort("gap", "name")
    rows: list[dict[str, Any]] = []
    for dimension in found.iter_rows(named=True):
        within = items.filter(pl.col("dimension") == dimension["name"])
        rows.append({**dimension, "label": dimension["name"], "is_dimension": True})
        rows += [{**item, "label": item["name"], "is_dimension": False} for item in within.iter_rows(named=True)]
    alone = items.filter(pl.col("dimension").is_null())
    return rows + [{**item, "label": item["name"], "is_dimension": False} for item in alone.iter_rows(named=True)]


def _dumbbell(ax: Axes, place: int, row: dict[str, Any]) -> None:
    """A ring, a dot, and the gap between them; orange where the interval lies below 0."""
    color = COLORS["accent"] if row["gap_upper"] < 0 else COLORS["main"]
    size = 7.5 if row["is_dimension"] else 6
    ax.plot([row["expectation"], row["experience"]], [place, place], color=color, linewidth=2.4, alpha=0.55, zorder=1)
    ring: dict[str, Any] = {
        "markerfacecolor": COLORS["paper"],
        "markeredgecolor": COLORS["ink"],
        "markersize": size - 1,
    }
    ax.plot(row["expectation"], place, "o", zorder=3, **ring)
    ax.plot(row["experience"], place, "o", color=color, markersize=size, zorder=2)
    note = f"{row['gap']:+.2f}"
    if row["gap_lower"] == row["gap_lower"]:
        note += f" [{row['gap_lower']:+.2f}, {row['gap_upper']:+.2f}]"
    weight = "bold" if row["is_dimension"] else "normal"
    at: dict[str, Any] = {"transform": ax.get_yaxis_transform(), "va": "center", "fontsize": 8.5, "fontweight": weight}
    ax.text(1.01, place, note.replace("-", "−"), **at)
