"""Graphs from left to right: which nodes stand in one column, in which order, and how edges run between them.

The four steps are those of Sugiyama, Tagawa and Toda (1981), "Methods for visual understanding of hierarchical system
structures". They stand here because packages that have them are under copyleft licenses or need a program beside them,
and because a picture must be the same wherever it is drawn: every tie is broken by the order of nodes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import inf

import numpy as np

__all__ = ["Layout", "laned", "layered"]

SWEEPS = 16
ROUNDS = 40  # of straightening
STRAIGHT = 4.0  # how much more the inner parts of a long edge are drawn to each other than nodes are
THIN = 0.25  # room that a passing edge takes beside a node's
LEVELLED = 6  # times that long edges are laid level, each time with the room that the others have left

Edge = tuple[int, int]


@dataclass(frozen=True)
class Layout:
    """Where nodes stand, and where edges pass."""

    columns: list[int]  # of each node, from the left
    rows: list[float]  # of each node, from the top; at least one apart within a column
    routes: dict[Edge, list[tuple[int, float]]]  # for each edge, (column, row) from its first node to its last
    lanes: list[tuple[float, float]]  # the first and the last row of each lane; one row lies between two lanes

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
    weights: dict[Edge, float] = defaultdict(float)
    for edge, weight in zip(forward, edges.values(), strict=True):
        weights[edge] += weight
    columns = _columns(nodes, weights, sorted(place, key=place.__getitem__), last)
    return _laid_out(columns, [0] * nodes, edges, forward)


def laned(columns: list[int], lanes: list[int], edges: Mapping[Edge, float]) -> Layout:
    """Lays out nodes whose columns are known in lanes 0, 1, ... one below the other; each node stays in its lane."""
    edges = {edge: weight for edge, weight in sorted(edges.items()) if columns[edge[0]] != columns[edge[1]]}
    return _laid_out(columns, lanes, edges, [(a, b) if columns[a] < columns[b] else (b, a) for a, b in edges])


def _laid_out(columns: list[int], lanes: list[int], edges: Mapping[Edge, float], forward: list[Edge]) -> Layout:
    nodes = len(columns)
    chains, column_of, links = _with_passages(columns, forward, list(edges.values()))
    lane_of = list(lanes)
    for chain in chains:
        lane_of += [lanes[chain[0]]] * (len(chain) - 2)
    layers = _ordered(column_of, lane_of, links)
    rows, bounds, top = [0.0] * len(column_of), [], 0.0
    for lane in range(max(lanes, default=-1) + 1):
        within = [[node for node in layer if lane_of[node] == lane] for layer in layers]
        inner = [chain for chain in chains if len(chain) > 2 and lane_of[chain[1]] == lane]
        height = _straightened(nodes, within, inner, links, rows, top)
        bounds.append((top, top + height))
        top += height + 1
    routes = {}
    for edge, chain in zip(edges, chains, strict=True):
        routes[edge] = [(column_of[node], rows[node]) for node in (chain if chain[0] == edge[0] else chain[::-1])]
    return Layout(columns, rows[:nodes], routes, bounds)


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


def _ordered(column_of: list[int], lane_of: list[int], links: Mapping[Edge, float]) -> list[list[int]]:
    """The nodes of each column from the top, lane by lane, so that little weight crosses."""
    layers: list[list[int]] = [[] for _ in range(max(column_of, default=0) + 1)]
    for node in sorted(range(len(column_of)), key=lane_of.__getitem__):
        layers[column_of[node]].append(node)
    right, left = _beside(links, 0), _beside(links, 1)
    best, least = [list(layer) for layer in layers], _crossings(layers, right)
    for sweep in range(SWEEPS):
        beside, turn = (left, layers[1:]) if sweep % 2 == 0 else (right, layers[-2::-1])
        place = {node: float(i) for layer in layers for i, node in enumerate(layer)}
        for layer in turn:
            wish = {node: _mean([(place[o], w) for o, w in beside[node]], place[node]) for node in layer}
            layer.sort(key=lambda node: (lane_of[node], wish[node], place[node]))
            place.update((node, float(i)) for i, node in enumerate(layer))
        _transpose(layers, lane_of, left, right)
        if (now := _crossings(layers, right)) < least:
            best, least = [list(layer) for layer in layers], now
    return best


def _transpose(
    layers: list[list[int]],
    lane_of: list[int],
    left: Mapping[int, list[tuple[int, float]]],
    right: Mapping[int, list[tuple[int, float]]],
) -> None:
    """Neighbors change places where that takes crossings away (Gansner and others 1993, "A technique for drawing
    directed graphs")."""
    place = {node: i for layer in layers for i, node in enumerate(layer)}
    for layer in layers:
        for i in range(len(layer) - 1):
            above, below = layer[i], layer[i + 1]
            if lane_of[above] != lane_of[below]:
                continue
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


def _straightened(
    nodes: int,
    layers: list[list[int]],
    chains: list[list[int]],
    links: Mapping[Edge, float],
    rows: list[float],
    top: float,
) -> float:
    """Puts the nodes of a lane into rows from `top` on, near those of the lane that they are linked to, in the order of
    their column; returns how many rows lie between the first and the last."""
    members = {node for layer in layers for node in layer}
    beside: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (a, b), weight in links.items():
        if a in members and b in members:
            pull = weight * STRAIGHT ** ((a >= nodes) + (b >= nodes))
            beside[a].append((b, pull))
            beside[b].append((a, pull))
    room = {node: 1.0 if node < nodes else THIN for node in members}
    for layer in layers:
        _place(layer, [0.0] * len(layer), [1.0] * len(layer), room, rows)
    for step in range(ROUNDS):
        for layer in layers if step % 2 == 0 else layers[::-1]:
            wishes = [_mean([(rows[o], w) for o, w in beside[node]], rows[node]) for node in layer]
            weights = [sum(w for _, w in beside[node]) or 1e-9 for node in layer]
            _place(layer, wishes, weights, room, rows)
    _level(chains, layers, room, rows)
    first = min((rows[node] for node in members), default=0.0)
    for node in members:
        rows[node] += top - first
    return max((rows[node] - top for node in members), default=0.0)


def _level(chains: list[list[int]], layers: list[list[int]], room: Mapping[int, float], rows: list[float]) -> None:
    """Long edges run level wherever their neighbors in the columns leave room, first at the height where they begin."""
    beside = {
        node: (layer[i - 1] if i else None, layer[i + 1] if i + 1 < len(layer) else None)
        for layer in layers
        for i, node in enumerate(layer)
    }

    def free(node: int) -> tuple[float, float]:
        above, below = beside[node]
        low = -inf if above is None else rows[above] + (room[above] + room[node]) / 2
        high = inf if below is None else rows[below] - (room[below] + room[node]) / 2
        return low, high

    for _ in range(LEVELLED):
        for chain in chains:
            run: list[int] = []
            low, high, wish = -inf, inf, rows[chain[0]]
            for node in chain[1:-1]:
                least, most = free(node)
                if run and max(low, least) > min(high, most) + 1e-9:
                    _put(run, low, high, wish, rows)
                    wish = rows[run[-1]]
                    run, low, high = [], -inf, inf
                run.append(node)
                low, high = max(low, least), min(high, most)
            _put(run, low, high, wish, rows)


def _put(run: list[int], low: float, high: float, wish: float, rows: list[float]) -> None:
    for node in run:
        rows[node] = min(max(wish, low), high)


def _place(
    layer: list[int], wishes: list[float], weights: list[float], room: Mapping[int, float], rows: list[float]
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
