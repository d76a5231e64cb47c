"""The Kano plane: what satisfies against what dissatisfies."""

from __future__ import annotations

from math import log, sqrt
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Polygon

from ..languages import Texts
from ..languages.numbers import percent, shortened
from .point_labels import label_points
from .style import COLORS, Drawn, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..gaps.kano import Kano

HEIGHT = 4.9
CATEGORIES = {
    "must-be": COLORS["accent"],
    "one-dimensional": COLORS["main"],
    "attractive": "#2e8b62",
    "indifferent": COLORS["muted"],
    "reverse": "#8e5ea2",
    "questionable": "#8e5ea2",
}
# Corners of the plane, and on which side of them their names stand.
CORNERS = {
    "attractive": (0.0, 1.0),
    "one-dimensional": (1.0, 1.0),
    "indifferent": (0.0, 0.0),
    "must-be": (1.0, 0.0),
}
MARGIN = 0.03


@picture
def kano_plane(result: Kano, ax: Axes, t: Texts) -> Drawn:
    """Each item by the share whom its absence dissatisfies and the share whom its presence satisfies, with the region
    that holds the truth at the level asked for. Colors are of the most frequent category; a full point is one whose
    category has a probability of at least the level."""
    import polars as pl

    made = result._compiled
    items = pl.DataFrame(made.frame()).select("item", "category", "probability")
    plane = pl.concat([items.drop("item"), pl.DataFrame(made.plane())], how="horizontal")
    plane = plane.filter(plane["better"].is_not_nan())
    if plane.is_empty():
        ax.set_axis_off()
        return Drawn(t("kano_plane.nothing"))
    for line in (ax.axhline, ax.axvline):
        line(0.5, color=COLORS["line"], linewidth=1, zorder=0)
    for row in plane.iter_rows(named=True):
        color = CATEGORIES[row["category"]]
        ax.add_patch(_region(row, made.level, color))
        sure = row["probability"] >= made.level
        ax.plot(
            -row["worse"],
            row["better"],
            "o",
            color=color,
            markerfacecolor=color if sure else COLORS["paper"],
            markersize=5,
            zorder=5,
        )
    ax.set_xlim(-MARGIN, 1 + MARGIN)
    ax.set_ylim(-MARGIN, 1 + MARGIN)
    for name, (x, y) in CORNERS.items():
        ax.text(
            x,
            y,
            t(f"kano.{name}"),
            ha="left" if x == 0 else "right",
            va="bottom" if y == 0 else "top",
            fontsize=9.5,
            fontweight="bold",
            color=CATEGORIES[name],
            zorder=1,
        )
    points = [(-worse, better) for worse, better in plane.select("worse", "better").rows()]
    label_points(ax, points, [shortened(item, 14) for item in plane["item"]], (4.2, 3.9))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(lambda value, _: percent(round(value, 6)))
    ax.set_xlabel(t("kano_plane.worse"))
    ax.set_ylabel(t("kano_plane.better"))
    ax.text(
        0.5,
        -0.14,
        t("kano_plane.note", level=percent(made.level)),
        transform=ax.transAxes,
        ha="center",
        va="top",
        fontsize=8,
        color=COLORS["muted"],
    )
    return Drawn(_title(items, made.level, t), HEIGHT)


def _region(row: dict[str, float], level: float, color: str) -> Polygon:
    """The ellipse around an item, within the plane."""
    radius = sqrt(-2 * log(1 - level))
    angle = np.linspace(0, 2 * np.pi, 90)
    along, across = radius * np.cos(angle), radius * np.sin(angle)
    r = row["correlation"]
    better = row["better"] + row["better_standard_error"] * along
    worse = row["worse"] + row["worse_standard_error"] * (r * along + sqrt(1 - r * r) * across)
    corners = np.column_stack([np.clip(-worse, 0, 1), np.clip(better, 0, 1)])
    face, edge = f"{color}1c", f"{color}70"
    return Polygon(corners, facecolor=face, edgecolor=edge, linewidth=0.8, zorder=2)


def _title(items: object, level: float, t: Texts) -> str:
    import polars as pl

    assert isinstance(items, pl.DataFrame)
    needed = items.filter(items["category"] == "must-be").sort("probability", descending=True)
    if needed.is_empty():
        return t("kano_plane.none", all=len(items))
    sure = needed.filter(needed["probability"] >= level)
    places = {"n": len(needed), "all": len(items), "sure": len(sure), "level": percent(level)}
    return t("kano_plane.title", **places)
