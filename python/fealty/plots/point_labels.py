"""Labels beside points, so that none stands on another one or on a point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..languages.numbers import width
from .style import COLORS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["label_points"]

Rectangle = tuple[float, float, float, float]  # left, bottom, right, top, in points

COLUMN, LINE = 0.62, 1.15  # of a letter and of a line, in sizes
DISTANCES = (4.5, 10.0, 17.0, 25.0)  # from a point to its label
SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))


def label_points(
    ax: Axes,
    points: Sequence[tuple[float, float]],
    labels: Sequence[str],
    inches: tuple[float, float],
    size: float = 7.5,
) -> None:
    """Writes a label beside each point, where there is room, nearby rather than far away; a thin line leads to one that
    stands apart.

    Parameters
    ----------
    points : list of (x, y)
        In data; the limits of the axes must be set.
    inches : (float, float)
        About how wide and high the axes will be.
    size : float
        Of the letters, in points.
    """
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    wide, high = 72 * inches[0], 72 * inches[1]
    places = [((x - left) / (right - left) * wide, (y - bottom) / (top - bottom) * high) for x, y in points]
    taken: list[Rectangle] = [(x - 3, y - 3, x + 3, y + 3) for x, y in places]
    page = (0.0, 0.0, wide, high)
    for point, place, label in zip(points, places, labels, strict=True):
        extent = (COLUMN * size * width(label), LINE * size)
        tried = [
            (_overlap(box, taken, page) + 0.4 * distance + 0.2 * i, distance, box)
            for distance in DISTANCES
            for i, side in enumerate(SIDES)
            for box in [_beside(place, extent, distance, *side)]
        ]
        _, distance, box = min(tried)
        taken.append(box)
        ax.annotate(
            label,
            point,
            xytext=((box[0] + box[2]) / 2 - place[0], (box[1] + box[3]) / 2 - place[1]),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=size,
            color=COLORS["ink"],
            zorder=6,
            annotation_clip=False,
            arrowprops=None
            if distance == DISTANCES[0]
            else {"arrowstyle": "-", "color": COLORS["muted"], "linewidth": 0.5, "shrinkA": 0, "shrinkB": 2},
        )


def _beside(place: tuple[float, float], extent: tuple[float, float], distance: float, dx: int, dy: int) -> Rectangle:
    """The rectangle of a label on one side of a point."""
    x = place[0] + dx * (distance * (0.7 if dy else 1) + extent[0] / 2)
    y = place[1] + dy * (distance * (0.7 if dx else 1) + extent[1] / 2)
    return x - extent[0] / 2, y - extent[1] / 2, x + extent[0] / 2, y + extent[1] / 2


def _overlap(box: Rectangle, taken: list[Rectangle], page: Rectangle) -> float:
    """How much of a rectangle lies on others or off the page, in square points."""
    off = (box[2] - box[0]) * (box[3] - box[1]) - _common(box, page)
    return 3 * off + sum(_common(box, other) for other in taken)


def _common(a: Rectangle, b: Rectangle) -> float:
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
