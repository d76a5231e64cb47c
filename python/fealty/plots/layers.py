"""Graphs from left to right: which nodes stand in one column, in which order, and how edges run between them.

The four steps are those of Sugiyama, Tagawa and Toda (1981), "Methods for visual understanding of hierarchical system
structures". They stand here because packages that have them are under copyleft licenses or need a program beside them,
and because a picture must be the same wherever it is drawn: every tie is broken by the order of nodes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

__all__ = ["Layout", "layered"]

SWEEPS = 16
ROUNDS = 100  # of straightening
STRAIGHT = 10.0  # how much more the inner parts of a long edge are drawn to each other than nodes are
THIN = 0.25  # room that a passing edge takes beside a node's

Edge = tuple[int, int]


@dataclass(frozen=True)
class Layout:
    """Where nodes stand, and where edges pass."""

    columns: list[int]  # of each node, from the left
    rows: list[float]  # of each node, from the top; at least one apart within a column
    routes: dict[Edge, list[tuple[int, float]]]  # for each edge, (column, row) from its first node to its last

    @property
    def width(self) -> int:
        return max(self.columns, default=0) + 1

    @property
    def height(self) -> float:
        passed = [row for route in self.routes.values() for _, row in route]
        return max([0.0, *self.rows, *passed])


def layered(nodes: int, edges: Mapping[Edge, float], first: int | None = None, last: int | None = None) -> Layout:
    """Lays out nodes 0, 1, ... with edges of a weight each; edges from a node to itself are not looked at.

    Heavy edges go to the right if not all can, and are kept short and straight. `first` is in the first column, `last`
    in the last.
    """
    edges = {edge: weight for edge, weight in sorted(edges.items()) if edge[0] != edge[1]}
    place = {node: i for i, node in enumerate(_sequence(nodes, edges, first, last))}
    # An edge that goes back is laid out as if it went forward.
    forward = [(a, b) if place[a] < place[b] else (b, a) for a, b in edges]
    weights = list(edges.values())
    columns = _columns(nodes, dict(zip(forward, weights, strict=True)), sorted(place, key=place.__getitem__), last)
    chains, column_of, links = _with_passages(columns, forward, weights)
    layers = _ordered(column_of, links)
    rows = _straightened(nodes, layers, links)
    routes = {}
    for edge, chain in zip(edges, chains, strict=True):
        routes[edge] = [(column_of[node], rows[node]) for node in (chain if chain[0] == edge[0] else chain[::-1])]
    return Layout(columns, rows[:nodes], routes)


def _sequence(nodes: int, edges: Mapping[Edge, float], first: int | None, last: int | None) -> list[int]:
    """The nodes in an order against which little weight goes, and in which one comes before each that leads to it.

    Runs of nodes change places with their neighbors as long as less weight then goes against the order.
    """
    order = _reached(nodes, edges, first, last)
    into = _beside(edges, 1)
    anchored = [b for i, b in enumerate(order) if any(a in order[:i] for a, _ in into[b])]
    for _ in range(4 * nodes):
        for tried in _better(order, edges, first is not None, last is not None):
            at = {node: i for i, node in enumerate(tried)}
            if all(any(at[a] < at[b] for a, _ in into[b]) for b in anchored):
                order = tried
                break
        else:
            break
    return order


def _reached(nodes: int, edges: Mapping[Edge, float], first: int | None, last: int | None) -> list[int]:
    """The nodes as they are reached from the first, over the heaviest edge each time; `last` at the end."""
    order: list[int] = []
    waiting = [node for node in range(nodes) if node != last]
    if first is not None:
        waiting.remove(first)
        order.append(first)
    while waiting:
        weights = dict.fromkeys(waiting, 0.0)
        for (a, b), weight in edges.items():
            if a in order and b in weights:
                weights[b] = max(weights[b], weight)
        node = max(waiting, key=lambda node: (weights[node], -node))
        waiting.remove(node)
        order.append(node)
    return order if last is None else [*order, last]


def _better(order: list[int], edges: Mapping[Edge, float], has_first: bool, has_last: bool) -> Iterator[list[int]]:
    """The order with two neighboring runs of nodes exchanged, wherever that is better; the best first."""
    many = len(order)
    at = {node: i for i, node in enumerate(order)}
    ahead = np.zeros((many, many))  # how much more weight goes from one place to another than back
    for (a, b), weight in edges.items():
        ahead[at[a], at[b]] += weight
        ahead[at[b], at[a]] -= weight
    sums = np.zeros((many + 1, many + 1))
    sums[1:, 1:] = ahead.cumsum(axis=0).cumsum(axis=1)
    found = []
    for i in range(int(has_first), many):
        for j in range(i + 1, many):
            upto = slice(j + 1, many + 1 - int(has_last))  # ends of the second run, which begins at j
            worse = (sums[j, upto] - sums[i, upto]) - (sums[j, j] - sums[i, j])
            found += [(gain, i, j, j + 1 + k) for k, gain in enumerate(worse.tolist()) if gain < 0]
    for _, i, j, k in sorted(found):
        yield [*order[:i], *order[j:k], *order[i:j], *order[k:]]


def _beside(edges: Mapping[Edge, float], side: int) -> dict[int, list[tuple[int, float]]]:
    """For each node those at the other ends of its edges, with their weights."""
    beside: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for edge, weight in edges.items():
        beside[edge[side]].append((edge[1 - side], weight))
    return beside


def _columns(nodes: int, forward: Mapping[Edge, float], order: list[int], last: int | None) -> list[int]:
    """The column of each node: as far left as edges allow, and then to where its edges are shortest."""
    out, into = _beside(forward, 0), _beside(forward, 1)
    columns = [0] * nodes
    for node in order:
        columns[node] = max((columns[a] + 1 for a, _ in into[node]), default=0)
    end = max(columns, default=0)
    if last is not None:
        columns[last] = end
    for _ in range(nodes):
        moved = False
        for node in reversed(order):
            lightest = sum(w for _, w in into[node]) - sum(w for _, w in out[node])
            if node != last and out[node] and into[node] and lightest < 0:
                target = min(columns[b] for b, _ in out[node]) - 1
                moved = moved or target > columns[node]
                columns[node] = max(columns[node], target)
        if not moved:
            break
    return columns


def _with_passages(
    columns: list[int], forward: list[Edge], weights: list[float]
) -> tuple[list[list[int]], list[int], dict[Edge, float]]:
    """Edges over several columns, cut into links from column to column; nodes from len(columns) on are passages."""
    column_of = list(columns)
    chains: list[list[int]] = []
    links: dict[Edge, float] = defaultdict(float)
    for (a, b), weight in zip(forward, weights, strict=True):
        inner = list(range(len(column_of), len(column_of) + columns[b] - columns[a] - 1))
        column_of += range(columns[a] + 1, columns[b])
        chain = [a, *inner, b]
        chains.append(chain)
        for link in pairwise(chain):
            links[link] += weight
    return chains, column_of, links


def _ordered(column_of: list[int], links: Mapping[Edge, float]) -> list[list[int]]:
    """The nodes of each column from the top, so that little weight crosses."""
    layers: list[list[int]] = [[] for _ in range(max(column_of, default=0) + 1)]
    for node, column in enumerate(column_of):
        layers[column].append(node)
    right, left = _beside(links, 0), _beside(links, 1)
    best, least = [list(layer) for layer in layers], _crossings(layers, right)
    for sweep in range(SWEEPS):
        beside, turn = (left, layers[1:]) if sweep % 2 == 0 else (right, layers[-2::-1])
        place = {node: float(i) for layer in layers for i, node in enumerate(layer)}
        for layer in turn:
            wish = {node: _mean([(place[o], w) for o, w in beside[node]], place[node]) for node in layer}
            layer.sort(key=lambda node: (wish[node], place[node]))
            place.update((node, float(i)) for i, node in enumerate(layer))
        _transpose(layers, left, right)
        if (now := _crossings(layers, right)) < least:
            best, least = [list(layer) for layer in layers], now
    return best


def _transpose(
    layers: list[list[int]],
    left: Mapping[int, list[tuple[int, float]]],
    right: Mapping[int, list[tuple[int, float]]],
) -> None:
    """Neighbors change places where that takes crossings away (Gansner and others 1993, "A technique for drawing
    directed graphs")."""
    place = {node: i for layer in layers for i, node in enumerate(layer)}
    for layer in layers:
        for i in range(len(layer) - 1):
            above, below = layer[i], layer[i + 1]
            gain = 0.0
            for beside in (left, right):
                for a, weight in beside.get(above, ()):
                    for b, other in beside.get(below, ()):
                        gain += ((place[a] > place[b]) - (place[a] < place[b])) * weight * other
            if gain > 0:
                layer[i], layer[i + 1] = below, above
                place[above], place[below] = i + 1, i


def _crossings(layers: list[list[int]], right: Mapping[int, list[tuple[int, float]]]) -> float:
    """How much crosses: for two links the product of their weights."""
    total = 0.0
    place = {node: i for layer in layers for i, node in enumerate(layer)}
    for layer in layers:
        seen: list[tuple[int, float]] = []
        for node in layer:
            here = [(place[b], weight) for b, weight in right.get(node, ())]
            total += sum(w * v for at, w in here for other, v in seen if at < other)
            seen += here
    return total


def _straightened(nodes: int, layers: list[list[int]], links: Mapping[Edge, float]) -> list[float]:
    """The row of each node: near those that it is linked to, in the order of its column."""
    beside: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (a, b), weight in links.items():
        pull = weight * STRAIGHT ** ((a >= nodes) + (b >= nodes))
        beside[a].append((b, pull))
        beside[b].append((a, pull))
    count = sum(map(len, layers))
    room = [1.0 if node < nodes else THIN for node in range(count)]
    rows = [0.0] * count
    for layer in layers:
        _place(layer, [0.0] * len(layer), [1.0] * len(layer), room, rows)
    for step in range(ROUNDS):
        for layer in layers if step % 2 == 0 else layers[::-1]:
            wishes = [_mean([(rows[o], w) for o, w in beside[node]], rows[node]) for node in layer]
            weights = [sum(w for _, w in beside[node]) or 1e-9 for node in layer]
            _place(layer, wishes, weights, room, rows)
    top = min(rows, default=0.0)
    return [row - top for row in rows]


def _place(
    layer: Sequence[int], wishes: list[float], weights: list[float], room: list[float], rows: list[float]
) -> None:
    """Rows as near to the wishes as the room between neighbors allows: least squares in a given order, by pooling
    adjacent violators (Ayer and others 1955, "An empirical distribution function for sampling")."""
    offset, offsets = 0.0, []
    for i, node in enumerate(layer):
        offset += (room[layer[i - 1]] + room[node]) / 2 if i else 0.0
        offsets.append(offset)
    blocks: list[tuple[float, float, int]] = []  # weighted sum, weight, nodes
    for wish, weight, before in zip(wishes, weights, offsets, strict=True):
        block = ((wish - before) * weight, weight, 1)
        while blocks and blocks[-1][0] / blocks[-1][1] > block[0] / block[1]:
            above = blocks.pop()
            block = (above[0] + block[0], above[1] + block[1], above[2] + block[2])
        blocks.append(block)
    i = 0
    for total, weight, many in blocks:
        for _ in range(many):
            rows[layer[i]] = total / weight + offsets[i]
            i += 1


def _mean(values: list[tuple[float, float]], otherwise: float) -> float:
    weight = sum(w for _, w in values)
    return sum(value * w for value, w in values) / weight if weight else otherwise
