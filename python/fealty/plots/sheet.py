"""A layout in inches: how large the columns are, where boxes stand, and which way edges take between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from .layers import Edge, Layout
from .shapes import Point, Way, Words, path_of
from .style import COLORS

__all__ = ["Labels", "Sheet"]

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom
SPREAD = 0.7  # of a box's side is touched by edges


class Sheet:
    """Where everything stands.

    Parameters
    ----------
    layout : Layout
        Columns and rows.
    sizes : list of (wide, high)
        Of the boxes.
    left, top : float
        Where the first column begins, and the middle of the first row is.
    pitch : float
        From row to row.
    gap, most_gap : float
        Between columns: the least, and the most where many edges pass.
    """

    def __init__(
        self,
        layout: Layout,
        sizes: list[Point],
        *,
        left: float,
        top: float,
        pitch: float,
        gap: float,
        most_gap: float,
    ) -> None:
        self.layout, self.sizes = layout, sizes
        self._top, self._pitch = top, pitch
        self._columns = self._spans(left, gap, most_gap)
        self._offsets = self._ports()

    @property
    def right(self) -> float:
        return self._columns[-1][1] if self._columns else 0.0

    def height_of(self, row: float) -> float:
        return self._top + self._pitch * row

    def center(self, node: int) -> Point:
        left, right = self._columns[self.layout.columns[node]]
        return (left + right) / 2, self.height_of(self.layout.rows[node])

    def rectangle(self, node: int) -> Rectangle:
        (x, y), (wide, high) = self.center(node), self.sizes[node]
        return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2

    def goes_back(self, edge: Edge) -> bool:
        return self.layout.columns[edge[0]] > self.layout.columns[edge[1]]

    def way(self, edge: Edge) -> Way:
        """From the side of the one box to the side of the other, between the boxes of the columns that it passes."""
        if edge[0] == edge[1]:
            return self._loop(edge[0])
        route = self.layout.routes[edge]
        side = 1 if route[-1][0] > route[0][0] else -1
        points = [self._port(edge[0], edge, side)]
        for column, row in route[1:-1]:
            left, right = self._columns[column]
            y = self.height_of(row)
            points += [(left, y), (right, y)][::side]
        points.append(self._port(edge[1], edge, -side))
        way: Way = [("M", [points[0]])]
        for i, (here, there) in enumerate(pairwise(points)):
            if i % 2 == 1:
                way.append(("L", [there]))
            else:
                middle = (here[0] + there[0]) / 2
                way.append(("C", [(middle, here[1]), (middle, there[1]), there]))
        return way

    def _loop(self, node: int) -> Way:
        (x, y), (_, high) = self.center(node), self.sizes[node]
        top = y - high / 2
        return [("M", [(x + 0.16, top)]), ("C", [(x + 0.3, top - 0.3), (x - 0.3, top - 0.3), (x - 0.16, top)])]

    def _spans(self, left: float, gap: float, most_gap: float) -> list[tuple[float, float]]:
        """The left and right side of each column."""
        if not self.sizes:
            return []
        passing = [0] * self.layout.width
        for route in self.layout.routes.values():
            for (a, _), (b, _) in pairwise(route):
                passing[min(a, b)] += 1
        wide = [0.0] * self.layout.width
        for column, (size, _) in zip(self.layout.columns, self.sizes, strict=True):
            wide[column] = max(wide[column], size)
        spans, x = [], left
        for width, edges in zip(wide, passing, strict=True):
            spans.append((x, x + width))
            x += width + min(most_gap, gap + 0.03 * edges)
        return spans

    def _ports(self) -> dict[tuple[int, Edge], float]:
        """Where on a side of a box an edge touches it, from -0.5 to 0.5: in the order of where the edges go."""
        sides: dict[tuple[int, bool], list[tuple[float, Edge]]] = defaultdict(list)
        for edge, route in self.layout.routes.items():
            for node, near in ((edge[0], route), (edge[1], route[::-1])):
                sides[(node, near[1][0] > near[0][0])].append((near[1][1], edge))
        return {
            (node, edge): (i + 0.5) / len(ends) - 0.5
            for (node, _), ends in sides.items()
            for i, (_, edge) in enumerate(sorted(ends))
        }

    def _port(self, node: int, edge: Edge, side: int) -> Point:
        (x, y), (wide, high) = self.center(node), self.sizes[node]
        return x + side * wide / 2, y + self._offsets[(node, edge)] * SPREAD * high


class Labels:
    """Labels of edges, each where it covers no box, no other label and no other edge."""

    def __init__(self, boxes: Iterable[Rectangle], ways: dict[Edge, Way]) -> None:
        self._taken = list(boxes)
        self._ways = ways
        self._points = {edge: _points(way, np.linspace(0.05, 0.95, 31).tolist()) for edge, way in ways.items()}

    def place(self, label: str, edge: Edge) -> Words:
        wide, high = 0.068 * len(label) + 0.04, 0.13
        along = [0.5] if edge[0] == edge[1] else [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82]
        spots = _points(self._ways[edge], along)
        boxes = [(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2) for x, y in spots]
        covered = [self._covered(box, edge) for box in boxes]
        best = covered.index(min(covered))
        self._taken.append(boxes[best])
        return Words(*spots[best], [label], 7.5, COLORS["ink"], backed=True)

    def _covered(self, box: Rectangle, edge: Edge) -> float:
        others = (point for known, points in self._points.items() if known != edge for point in points)
        crossed = sum(box[0] < x < box[2] and box[1] < y < box[3] for x, y in others)
        return 100 * sum(_overlap(box, other) for other in self._taken) + 0.1 * crossed


def _points(way: Way, along: list[float]) -> list[Point]:
    """Points at shares of a way's length."""
    points = np.array(path_of(way).to_polygons(closed_only=False)[0])
    reach = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    wanted = reach[-1] * np.array(along)
    x, y = (np.interp(wanted, reach, points[:, axis]).tolist() for axis in (0, 1))
    return list(zip(x, y, strict=True))


def _overlap(a: Rectangle, b: Rectangle) -> float:
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
