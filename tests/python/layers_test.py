"""Graphs from left to right: columns, rows and routes."""

from __future__ import annotations

import random
from itertools import combinations, pairwise, permutations

import pytest

from fealty.plots.layers import THIN, Edge, Layout, laned, layered


def random_graph(seed: int, nodes: int = 9) -> dict[Edge, float]:
    """Edges between the nodes 1, 2, ... of a graph whose start is 0, each of which can be reached."""
    draw = random.Random(seed)
    edges = {(draw.randrange(node), node): draw.randint(1, 100) for node in range(1, nodes)}
    for _ in range(2 * nodes):
        a, b = draw.randrange(1, nodes), draw.randrange(1, nodes)
        edges[(a, b)] = draw.randint(1, 100)
    return {edge: float(weight) for edge, weight in edges.items()}


def going_back(edges: dict[Edge, float], place: dict[int, int]) -> float:
    return sum(weight for (a, b), weight in edges.items() if place[a] > place[b])


def least_going_back(edges: dict[Edge, float], nodes: int) -> float:
    """The least weight that goes back in any order from the start in which each node comes after one that leads to it:
    all orders are tried."""
    least = float("inf")
    for order in permutations(range(1, nodes)):
        place = {0: 0, **{node: i + 1 for i, node in enumerate(order)}}
        if all(any(b == node and place[a] < place[node] for a, b in edges) for node in order):
            least = min(least, going_back(edges, place))
    return least


def crossings(layout: Layout) -> int:
    links = [(min(a, b), max(a, b)) for route in layout.routes.values() for a, b in pairwise(route)]
    return sum(
        a[0][0] == b[0][0] and (a[0][1] - b[0][1]) * (a[1][1] - b[1][1]) < -1e-9 for a, b in combinations(links, 2)
    )


@pytest.mark.parametrize("seed", range(40))
def test_edges_run_from_column_to_column_and_end_where_they_should(seed: int) -> None:
    edges = random_graph(seed)
    layout = layered(9, edges, first=0)
    assert layout.columns[0] == 0
    assert set(layout.routes) == {edge for edge in edges if edge[0] != edge[1]}
    for (a, b), route in layout.routes.items():
        assert route[0] == (layout.columns[a], layout.rows[a])
        assert route[-1] == (layout.columns[b], layout.rows[b])
        assert {abs(there - here) for (here, _), (there, _) in pairwise(route)} == {1}


@pytest.mark.parametrize("seed", range(40))
def test_nothing_stands_on_anything_else(seed: int) -> None:
    layout = layered(9, random_graph(seed), first=0)
    for column in range(layout.width):
        nodes = sorted(row for row, at in zip(layout.rows, layout.columns, strict=True) if at == column)
        passing = [row for route in layout.routes.values() for at, row in route[1:-1] if at == column]
        assert all(below - above >= 1 - 1e-9 for above, below in pairwise(nodes))
        assert all(abs(row - other) >= (1 + THIN) / 2 - 1e-9 for row in nodes for other in passing)
        assert all(below - above >= THIN - 1e-9 for above, below in pairwise(sorted(passing)))


@pytest.mark.parametrize("seed", range(40))
def test_each_node_but_the_start_stands_right_of_one_that_leads_to_it(seed: int) -> None:
    edges = random_graph(seed)
    columns = layered(9, edges, first=0).columns
    for node in range(1, 9):
        assert any(columns[a] < columns[b] for a, b in edges if b == node)


def test_hardly_more_goes_back_than_in_the_best_of_all_orders() -> None:
    found, least = 0.0, 0.0
    for seed in range(12):
        edges = random_graph(seed, nodes=7)
        columns = layered(7, edges, first=0).columns
        back = going_back(edges, dict(enumerate(columns)))
        best = least_going_back(edges, 7)
        assert back >= best - 1e-9
        found, least = found + back, least + best
    assert found <= 1.05 * least


def test_the_end_stands_in_the_last_column() -> None:
    layout = layered(5, {(0, 1): 3.0, (1, 2): 2.0, (2, 3): 2.0, (1, 4): 1.0}, first=0, last=4)
    assert layout.columns == [0, 1, 2, 3, 3]


def test_the_heavier_of_two_ways_goes_forward() -> None:
    edges = {(0, 1): 5.0, (0, 2): 5.0, (1, 2): 1.0, (2, 1): 9.0}
    columns = layered(3, edges, first=0).columns
    assert columns[2] < columns[1]


def test_a_tree_is_drawn_without_crossings() -> None:
    edges = {(node, 2 * node + side): 1.0 for node in range(7) for side in (1, 2)}
    shuffled = list(range(15))
    random.Random(3).shuffle(shuffled)
    layout = layered(15, {(shuffled[a], shuffled[b]): w for (a, b), w in edges.items()}, first=shuffled[0])
    assert crossings(layout) == 0


def test_a_long_edge_runs_level_where_there_is_room() -> None:
    chain = {(i, i + 1): 9.0 for i in range(8)}
    layout = layered(9, {**chain, (0, 8): 1.0}, first=0, last=8)
    assert len({row for _, row in layout.routes[(0, 8)][1:-1]}) == 1


def test_what_is_heavy_is_straight() -> None:
    chain = {(i, i + 1): 9.0 for i in range(5)}
    layout = layered(7, {**chain, (1, 6): 1.0, (6, 3): 1.0}, first=0, last=5)
    assert max(layout.rows[:6]) - min(layout.rows[:6]) < 0.15 < abs(layout.rows[6] - layout.rows[2])


def test_the_order_of_the_edges_does_not_matter() -> None:
    edges = random_graph(5)
    again = dict(sorted(edges.items(), key=lambda edge: -edge[1]))
    assert layered(9, edges, first=0) == layered(9, again, first=0)


def test_edges_from_a_node_to_itself_are_left_out() -> None:
    assert layered(2, {(0, 0): 4.0, (0, 1): 1.0, (1, 1): 2.0}).routes.keys() == {(0, 1)}


def test_no_node_and_one_node_are_laid_out() -> None:
    assert layered(0, {}).rows == []
    assert layered(1, {}).columns == [0]


@pytest.mark.parametrize("seed", range(20))
def test_lanes_do_not_overlap(seed: int) -> None:
    draw = random.Random(seed)
    columns = sorted(draw.randrange(6) for _ in range(14))
    columns = [sorted(set(columns)).index(column) for column in columns]
    lanes = [draw.randrange(3) for _ in columns]
    pairs = [(a, b) for a, b in combinations(range(14), 2) if columns[a] != columns[b]]
    edges = {draw.choice([pair, pair[::-1]]): 1.0 for pair in draw.sample(pairs, 20)}
    layout = laned(columns, lanes, edges)
    assert layout.columns == columns
    for node, lane in enumerate(lanes):
        first, last = layout.lanes[lane]
        assert first - 1e-9 <= layout.rows[node] <= last + 1e-9
    for above, below in pairwise(layout.lanes):
        assert below[0] == pytest.approx(above[1] + 1)
