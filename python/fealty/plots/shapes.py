"""What drawings of flows are made of, in inches from the top left corner, whatever they are drawn with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING, Literal

from matplotlib.patches import Circle, FancyBboxPatch, PathPatch, Polygon
from matplotlib.path import Path

from .style import COLORS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Area", "Box", "Curve", "Disc", "Shape", "Words", "arrow", "draw"]

Point = tuple[float, float]
Way = list[tuple[Literal["M", "L", "C"], list[Point]]]  # begin, go straight, or go in a cubic Bézier curve


@dataclass(frozen=True)
class Box:
    """A rectangle with round corners."""

    left: float
    top: float
    wide: float
    high: float
    fill: str
    edge: str = "none"
    thickness: float = 0.0  # points
    dashed: bool = False
    rounding: float = 0.05
    hint: str = ""


@dataclass(frozen=True)
class Disc:
    x: float
    y: float
    radius: float
    fill: str
    edge: str
    thickness: float


@dataclass(frozen=True)
class Area:
    """A polygon."""

    corners: list[Point]
    fill: str
    edge: str = "none"
    thickness: float = 0.0


@dataclass(frozen=True)
class Curve:
    way: Way
    color: str
    thickness: float
    dashed: bool = False


@dataclass(frozen=True)
class Words:
    """Lines of text, one below the other around a height."""

    x: float
    y: float
    lines: list[str]
    size: float  # points
    color: str = COLORS["ink"]
    side: Literal["left", "center", "right"] = "center"  # which part of a line stands at x
    bold: bool = False
    backed: bool = False  # with paper behind, so that it can be read on a line


Shape = Box | Disc | Area | Curve | Words

LINE = 1.22  # distance of two lines, in sizes of letters
POINT = 1 / 72


def arrow(way: Way, thickness: float, color: str, dashed: bool = False) -> list[Shape]:
    """A way with a head at its end; the line ends where the head begins."""
    command, points = way[-1]
    tip = points[-1]
    before = points[-2] if command == "C" else way[-2][1][-1]
    length = hypot(tip[0] - before[0], tip[1] - before[1]) or 1.0
    along = ((tip[0] - before[0]) / length, (tip[1] - before[1]) / length)
    reach, half = 0.09 + 0.012 * thickness, 0.045 + 0.0085 * thickness
    base = (tip[0] - reach * along[0], tip[1] - reach * along[1])
    end = (base[0] + 0.02 * along[0], base[1] + 0.02 * along[1])
    corners = [
        tip,
        (base[0] - half * along[1], base[1] + half * along[0]),
        (base[0] + half * along[1], base[1] - half * along[0]),
    ]
    return [Curve([*way[:-1], (command, [*points[:-1], end])], color, thickness, dashed), Area(corners, color)]


def path_of(way: Way) -> Path:
    """A way as matplotlib has it."""
    codes = {"M": Path.MOVETO, "L": Path.LINETO, "C": Path.CURVE4}
    vertices = [point for _, points in way for point in points]
    return Path(vertices, [codes[command] for command, points in way for _ in points])


def draw(ax: Axes, shapes: Iterable[Shape]) -> None:
    """Draws shapes into axes whose y axis goes down, each over those before it."""
    for i, shape in enumerate(shapes):
        _draw(ax, shape, 2 + i / 10_000)


def _draw(ax: Axes, shape: Shape, order: float) -> None:
    if isinstance(shape, Box):
        ax.add_patch(
            FancyBboxPatch(
                (shape.left, shape.top),
                shape.wide,
                shape.high,
                boxstyle=f"round,pad=0,rounding_size={shape.rounding}" if shape.rounding else "square,pad=0",
                facecolor=shape.fill,
                edgecolor=shape.edge,
                linewidth=shape.thickness,
                linestyle=(0, (4, 2.5)) if shape.dashed else "solid",
                zorder=order,
            )
        )
    elif isinstance(shape, Disc):
        ax.add_patch(
            Circle(
                (shape.x, shape.y),
                shape.radius,
                facecolor=shape.fill,
                edgecolor=shape.edge,
                linewidth=shape.thickness,
                zorder=order,
            )
        )
    elif isinstance(shape, Area):
        ax.add_patch(
            Polygon(
                shape.corners,
                facecolor=shape.fill,
                edgecolor=shape.edge,
                linewidth=shape.thickness,
                zorder=order,
            )
        )
    elif isinstance(shape, Curve):
        ax.add_patch(
            PathPatch(
                path_of(shape.way),
                fill=False,
                edgecolor=shape.color,
                linewidth=shape.thickness,
                linestyle=(0, (4, 2.5)) if shape.dashed else "solid",
                capstyle="butt",
                zorder=order,
            )
        )
    else:
        _write(ax, shape, order)


def _write(ax: Axes, words: Words, order: float) -> None:
    pitch = words.size * LINE * POINT
    first = words.y - pitch * (len(words.lines) - 1) / 2
    back = {"boxstyle": "square,pad=0.08", "facecolor": COLORS["paper"], "edgecolor": "none", "alpha": 0.85}
    for i, line in enumerate(words.lines):
        ax.text(
            words.x,
            first + pitch * i,
            line,
            color=words.color,
            fontsize=words.size,
            fontweight="bold" if words.bold else "normal",
            ha=words.side,
            va="center",
            zorder=order,
            bbox=back if words.backed else None,
        )
