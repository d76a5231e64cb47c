"""Which step follows which, as a map from the start of a case to its end."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch, Polygon
from matplotlib.path import Path

from ..errors import ParameterError, error
from ..languages import Texts
from ..languages.lines import in_lines
from ..languages.numbers import count, interval, percent, shortened, width
from .layers import Layout, layered
from .style import COLORS, HEAT, WIDTH, Drawn, picture, readable_on

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from ..flow.directly_follows import DirectlyFollows

MOST_STEPS = 30
MOST_EDGES = 30  # that are shown without a share being asked for
ENOUGH = 0.8  # of all moves, if there are more edges
NAME_COLUMNS, NAME_LINES = 17, 3
LETTER = 0.068  # inches that a column of a name takes
LINE = 0.145
GAP, MOST_GAP = 0.45, 0.65  # between columns of steps; more where many ways pass
THICKEST = 8.0  # points
START, END = -1, -2

Edge = tuple[int, int]
Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, lower, right, upper


@picture
def directly_follows(result: DirectlyFollows, ax: Axes, t: Texts, *, edges: float | None = None) -> Drawn:
    """A map of the steps, with the most frequent ways from one to the next: wide where many go, orange where they go
    back.

    `edges` is the share of all moves that the ways shown are to cover, from the most frequent on; all of them are shown
    if it is 1, and as many as stay readable if it is None. Each step keeps at least one way in and one way out.
    """
    if edges is not None and not 0 < edges <= 1:
        raise error(ParameterError, "FY201", f"edges is {edges!r}, but must be a share above 0 and at most 1")
    ax.set_axis_off()
    events = result.events
    if not events:
        return Drawn(t("directly_follows.nothing"), 0.6)
    shown = _chosen(result, edges)
    seen = _Map(shown, events)
    seen.draw(ax, t)
    note = _note(result, shown, t)
    ax.text(0, -seen.high, note, color=COLORS["muted"], fontsize=8.5, va="bottom")
    wide = max(seen.wide, WIDTH)
    ax.set_xlim(0, wide)
    ax.set_ylim(-seen.high, 0)
    ax.set_aspect("equal", anchor="NW")
    return Drawn(_finding(result, shown, seen, t), seen.high + 0.1, wide + 0.1)


@dataclass(frozen=True)
class _Shown:
    """What of a graph is drawn. START and END stand for the ends of a case."""

    steps: list[str]
    counts: dict[Edge, int]  # between places in steps


def _chosen(result: DirectlyFollows, share: float | None) -> _Shown:
    """The most frequent steps, and of the ways between them the most frequent that cover the share."""
    steps = sorted(result.events, key=lambda step: (-result.events[step], step))[:MOST_STEPS]
    place = {step: i for i, step in enumerate(steps)}
    moves = {(place[a], place[b]): n for (a, b), n in result.edges.items() if a in place and b in place}
    ends = {(START, place[step]): n for step, n in result.starts.items() if step in place}
    ends |= {(place[step], END): n for step, n in result.ends.items() if step in place}
    most = MOST_EDGES if share is None else len(moves)
    if share is None:
        share = 1.0 if len(moves) <= MOST_EDGES else ENOUGH
    counts: dict[Edge, int] = {}
    for group in (moves, ends):
        wanted, covered = share * sum(group.values()), 0
        for edge, n in _descending(group)[:most]:
            if covered >= wanted:
                break
            counts[edge] = n
            covered += n
    everything = _descending(moves | ends)
    for node in range(len(steps)):  # nothing hangs in the air
        for side in (0, 1):
            beside = [(edge, n) for edge, n in everything if edge[side] == node and edge[0] != edge[1]]
            if beside and not any(edge in counts for edge, _ in beside):
                counts[beside[0][0]] = beside[0][1]
    return _Shown(steps, counts)


def _descending(counts: dict[Edge, int]) -> list[tuple[Edge, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


class _Map:
    """Where everything stands, in inches from the top left corner; the y axis goes up."""

    def __init__(self, shown: _Shown, events: dict[str, int]) -> None:
        self.shown = shown
        self.events = events
        many = len(shown.steps)
        index = {START: many, END: many + 1}
        self.ways = {(index.get(a, a), index.get(b, b)): n for (a, b), n in shown.counts.items()}
        self.start, self.end = many, many + 1
        self.layout: Layout = layered(many + 2, self.ways, self.start, self.end)
        self.names = [in_lines(step, NAME_COLUMNS, NAME_LINES) for step in shown.steps]
        self.sizes = [self._size(i) for i in range(many)] + [(0.16, 0.16)] * 2
        loops = any(a == b for a, b in self.ways)
        self.pitch = 0.98 if loops else 0.78
        self.top = 0.62 if loops else 0.35
        self.across = self._across()
        self.wide = self.across[-1][1] + 0.3
        self.high = self.top + self.pitch * self.layout.height + 0.72

    def _size(self, i: int) -> Point:
        columns = max([width(line) for line in self.names[i]] + [len(count(self.events[self.shown.steps[i]])) + 1])
        return LETTER * columns + 0.14, LINE * (len(self.names[i]) + 1) + 0.12

    def _across(self) -> list[tuple[float, float]]:
        """The left and right side of each column."""
        passing = [0] * self.layout.width
        for route in self.layout.routes.values():
            for (a, _), (b, _) in pairwise(route):
                passing[min(a, b)] += 1
        spans, x = [], 0.3
        for column in range(self.layout.width):
            within = [s[0] for s, c in zip(self.sizes, self.layout.columns, strict=True) if c == column]
            spans.append((x, x + max(within)))
            x += max(within) + min(MOST_GAP, GAP + 0.03 * passing[column])
        return spans

    def center(self, node: int) -> Point:
        left, right = self.across[self.layout.columns[node]]
        return (left + right) / 2, self._y(self.layout.rows[node])

    def _y(self, row: float) -> float:
        return -self.top - self.pitch * row

    def goes_back(self, edge: Edge) -> bool:
        return self.layout.columns[edge[0]] > self.layout.columns[edge[1]]

    # ---- drawing ----

    def draw(self, ax: Axes, t: Texts) -> None:
        most = max(self.ways.values(), default=1)
        lines = {edge: self._line(edge) for edge in self.ways}
        labels = _Labels([self._box(node) for node in range(len(self.sizes))], lines)
        for edge, n in sorted(self.ways.items(), key=lambda way: (way[1], way[0])):
            color = COLORS["accent" if self.goes_back(edge) else "soft"]
            _arrow(ax, lines[edge], 0.8 + (THICKEST - 0.8) * n / most, color)
        for edge, n in _descending(self.ways):
            if self.end not in edge and self.start not in edge:
                labels.place(ax, count(n), edge, lines[edge])
        busiest = max(self.events.values())
        for node, lines_of_name in enumerate(self.names):
            self._draw_step(ax, node, lines_of_name, busiest)
        for node, key, ring in (
            (self.start, "directly_follows.start", False),
            (self.end, "directly_follows.end", True),
        ):
            x, y = self.center(node)
            face = COLORS["paper"] if ring else COLORS["ink"]
            ax.add_patch(Circle((x, y), 0.08, facecolor=face, edgecolor=COLORS["ink"], linewidth=2.2, zorder=4))
            ax.text(x, y - 0.16, t(key), ha="center", va="top", fontsize=8.5, zorder=5)

    def _draw_step(self, ax: Axes, node: int, lines: list[str], busiest: int) -> None:
        (x, y), (wide, high) = self.center(node), self.sizes[node]
        events = self.events[self.shown.steps[node]]
        fill = HEAT(0.9 * events / busiest)
        ax.add_patch(
            FancyBboxPatch(
                (x - wide / 2, y - high / 2),
                wide,
                high,
                boxstyle="round,pad=0,rounding_size=0.05",
                facecolor=fill,
                edgecolor=COLORS["main"],
                linewidth=0.8,
                zorder=4,
            )
        )
        ink = readable_on(fill)
        first = y + LINE * len(lines) / 2
        for i, line in enumerate(lines):
            ax.text(x, first - LINE * i, line, color=ink, fontsize=8.5, ha="center", va="center", zorder=5)
        ax.text(x, first - LINE * len(lines), count(events), color=ink, fontsize=8, ha="center", va="center", zorder=5)

    def _box(self, node: int) -> Box:
        (x, y), (wide, high) = self.center(node), self.sizes[node]
        return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2

    def _port(self, node: int, other: Edge, side: int) -> Point:
        """Where an edge touches a step: on its side, those beside it in the order of where they go."""
        (x, y), (wide, high) = self.center(node), self.sizes[node]
        return x + side * wide / 2, y + self._offset(node, other, side) * 0.7 * high

    def _offset(self, node: int, edge: Edge, side: int) -> float:
        ends = []
        for (a, b), route in self.layout.routes.items():
            if node not in (a, b):
                continue
            near = route if a == node else route[::-1]
            if (near[1][0] > near[0][0]) == (side > 0):
                ends.append((near[1][1], (a, b)))
        if len(ends) == 1:
            return 0.0
        order = [known for _, known in sorted(ends)]
        return 0.5 - (order.index(edge) + 0.5) / len(order)

    def _line(self, edge: Edge) -> Path:
        a, b = edge
        if a == b:
            return self._loop(a)
        route = self.layout.routes[edge]
        way = 1 if route[-1][0] > route[0][0] else -1
        points = [self._port(a, edge, way)]
        for column, row in route[1:-1]:
            left, right = self.across[column]
            points += [(left, self._y(row)), (right, self._y(row))][::way]
        points.append(self._port(b, edge, -way))
        vertices, codes = [points[0]], [Path.MOVETO]
        for i, (here, there) in enumerate(pairwise(points)):
            if i % 2 == 1:  # through a column, between its steps
                vertices.append(there)
                codes.append(Path.LINETO)
            else:
                middle = (here[0] + there[0]) / 2
                vertices += [(middle, here[1]), (middle, there[1]), there]
                codes += [Path.CURVE4] * 3
        return Path(vertices, codes)

    def _loop(self, node: int) -> Path:
        (x, y), (_, high) = self.center(node), self.sizes[node]
        top, reach = y + high / 2, 0.2
        vertices = [(x + 0.16, top), (x + 0.3, top + 1.5 * reach), (x - 0.3, top + 1.5 * reach), (x - 0.16, top)]
        return Path(vertices, [Path.MOVETO, *[Path.CURVE4] * 3])


def _arrow(ax: Axes, line: Path, thickness: float, color: str) -> None:
    """A line with a head; the line ends where the head begins."""
    vertices = np.array(line.vertices)
    tip, before = vertices[-1].copy(), vertices[-2]
    along = (tip - before) / np.hypot(*(tip - before))
    base = tip - (0.09 + 0.012 * thickness) * along
    vertices[-1] = base + 0.02 * along
    way = Path(vertices, line.codes)
    ax.add_patch(PathPatch(way, fill=False, edgecolor=color, linewidth=thickness, capstyle="butt", zorder=2))
    across = np.array([-along[1], along[0]]) * (0.045 + 0.0085 * thickness)
    ax.add_patch(Polygon(np.array([tip, base + across, base - across]), facecolor=color, edgecolor="none", zorder=3))


class _Labels:
    """Labels of lines, each where it covers no step, no other label and no other line."""

    def __init__(self, boxes: list[Box], lines: dict[Edge, Path]) -> None:
        self._taken = boxes
        self._points = {edge: _points(line, np.linspace(0.05, 0.95, 31)) for edge, line in lines.items()}

    def place(self, ax: Axes, label: str, edge: Edge, line: Path) -> None:
        wide, high = 0.068 * len(label) + 0.04, 0.13
        along = [0.5] if edge[0] == edge[1] else [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82]
        spots = _points(line, np.array(along)).tolist()
        boxes = [(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2) for x, y in spots]
        covered = [self._covered(box, edge) for box in boxes]
        best = covered.index(min(covered))
        self._taken.append(boxes[best])
        ax.text(
            spots[best][0],
            spots[best][1],
            label,
            fontsize=7.5,
            ha="center",
            va="center",
            zorder=6,
            bbox={"boxstyle": "square,pad=0.08", "facecolor": COLORS["paper"], "edgecolor": "none", "alpha": 0.85},
        )

    def _covered(self, box: Box, edge: Edge) -> float:
        others = np.concatenate([[[-1.0, 1.0]], *(p for known, p in self._points.items() if known != edge)])
        inside = (others > box[:2]).all(axis=1) & (others < box[2:]).all(axis=1)
        return 100 * sum(_overlap(box, other) for other in self._taken) + 0.1 * int(inside.sum())


def _points(line: Path, along: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points at shares of a line's length."""
    points = np.array(line.to_polygons(closed_only=False)[0])
    reach = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    wanted = reach[-1] * along
    return np.column_stack([np.interp(wanted, reach, points[:, 0]), np.interp(wanted, reach, points[:, 1])])


def _overlap(a: Box, b: Box) -> float:
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))


# ---- what is said ----


def _finding(result: DirectlyFollows, shown: _Shown, seen: _Map, t: Texts) -> str:
    """How often the most frequent way back is taken, or what most often comes after what."""
    between = {edge: n for edge, n in shown.counts.items() if min(edge) >= 0 and edge[0] != edge[1]}
    back = {edge: n for edge, n in between.items() if seen.goes_back(edge)}
    if not between:
        return t("directly_follows.alone", n=count(len(result.events)))
    (a, b), _ = _descending(back or between)[0]
    row = _shares(result)[(shown.steps[a], shown.steps[b])]
    return t(
        "directly_follows.back" if back else "directly_follows.forward",
        first=shortened(shown.steps[a], 30),
        second=shortened(shown.steps[b], 30),
        share=percent(row[0]),
        interval=interval(row[1], row[2], "share"),
    )


def _shares(result: DirectlyFollows) -> dict[tuple[str, str], tuple[float, float, float]]:
    """For each way the share of the first step's events after which it is taken, with its interval."""
    columns = pl.DataFrame(result._frame()).select("from", "to", "share", "share_lower", "share_upper")
    return {(a, b): (share, lower, upper) for a, b, share, lower, upper in columns.iter_rows()}


def _note(result: DirectlyFollows, shown: _Shown, t: Texts) -> str:
    moves = {edge: n for edge, n in shown.counts.items() if min(edge) >= 0}
    total = sum(result.edges.values())
    parts = [t("directly_follows.numbers")]
    if len(moves) < len(result.edges):
        share = percent(sum(moves.values()) / total)
        parts.append(t("directly_follows.left_out", n=count(len(moves)), all=count(len(result.edges)), share=share))
    if hidden := len(result.events) - len(shown.steps):
        parts.append(t("directly_follows.steps_left_out", n=count(hidden)))
    return t.sentence(*parts)
