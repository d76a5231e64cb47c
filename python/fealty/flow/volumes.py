"""How many visits go each way of a flow."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Sequence

__all__ = ["volumes"]

Edge = tuple[int, int]


def volumes(
    kinds: Sequence[str], names: Sequence[str], edges: Iterable[Edge], visits: Iterable[tuple[int, Sequence[str]]]
) -> dict[Edge, int]:
    """How often visits take each edge of a flow's graph as it is drawn.

    An event comes over the edges from the last event before it from which no other step lies in between; within
    parallel parts that need not be the one right before it. Where a visit departs from the flow nothing is counted.
    Of parallel parts within a loop the counts are near, not exact: which round an event belongs to is not told.

    Parameters
    ----------
    kinds, names : sequence of str
        Of each node: "start", "end", "step", "junction", "split" or "join"; and of a step its name.
    edges : iterable of (from, to)
        Between nodes; the first node is the start, the last the end.
    visits : iterable of (count, steps)
        How many visits there were of each sequence of steps.
    """
    graph = _Graph(kinds, names, list(edges))
    total: Counter[Edge] = Counter()
    for count, steps in visits:
        for edge, times in graph.walked(steps).items():
            total[edge] += count * times
    return {edge: total[edge] for edge in graph.edges}


class _Graph:
    def __init__(self, kinds: Sequence[str], names: Sequence[str], edges: list[Edge]) -> None:
        self.kinds, self.names, self.edges = kinds, names, edges
        self._out: dict[int, list[int]] = {}
        for a, b in edges:
            self._out.setdefault(a, []).append(b)
        self._nodes: dict[str, list[int]] = {}
        for node, (kind, name) in enumerate(zip(kinds, names, strict=True)):
            if kind == "step":
                self._nodes.setdefault(name, []).append(node)
        self._ways = {node: self._from(node) for node, kind in enumerate(kinds) if kind in ("start", "step")}
        self._has_parallel = "split" in kinds

    def _from(self, node: int) -> dict[int, list[Edge]]:
        """The steps that may come next, each with the shortest way to it."""
        ways: dict[int, list[Edge]] = {}
        waiting: deque[tuple[int, list[Edge]]] = deque([(node, [])])
        passed = set()
        while waiting:
            here, way = waiting.popleft()
            for there in self._out.get(here, []):
                longer = [*way, (here, there)]
                if self.kinds[there] in ("step", "end"):
                    ways.setdefault(there, longer)
                elif there not in passed:
                    passed.add(there)
                    waiting.append((there, longer))
        return ways

    def walked(self, steps: Sequence[str]) -> Counter[Edge]:
        """How often a visit takes each edge."""
        nodes = self._matched(steps)
        taken: set[tuple[Edge, int, int]] = set()
        for i, j in self._moves(nodes):
            self._take(self._ways[nodes[i]][nodes[j]], i, j, taken)
        return Counter(edge for edge, _, _ in taken)

    def _matched(self, steps: Sequence[str]) -> list[int]:
        """The nodes that a visit comes to: of a step that is drawn twice the one to which a way leads."""
        nodes = [0]
        for step in steps:
            known = self._nodes.get(step)
            if known:
                reachable = (node for before in reversed(nodes) for node in known if node in self._ways[before])
                nodes.append(known[0] if len(known) == 1 else next(reachable, known[0]))
        return [*nodes, len(self.kinds) - 1]

    def _moves(self, nodes: list[int]) -> set[tuple[int, int]]:
        """Which event leads to which."""
        count = len(nodes)
        if not self._has_parallel:
            return {(i, i + 1) for i in range(count - 1) if nodes[i + 1] in self._ways[nodes[i]]}
        moves = set()
        for j in range(1, count):
            for i in range(j - 1, -1, -1):
                if nodes[j] in self._ways[nodes[i]]:
                    moves.add((i, j))
                    break
                if nodes[i] == nodes[j]:
                    break
        for i in range(count - 1):
            for j in range(i + 1, count):
                if nodes[j] in self._ways[nodes[i]]:
                    moves.add((i, j))
                    break
                if nodes[i] == nodes[j]:
                    break
        return moves

    def _take(self, way: list[Edge], i: int, j: int, taken: set[tuple[Edge, int, int]]) -> None:
        """Counts the edges of a way; before a split and behind a join all that run in parallel count once."""
        splits = [k for k, (a, _) in enumerate(way) if self.kinds[a] == "split"]
        joins = [k for k, (_, b) in enumerate(way) if self.kinds[b] == "join"]
        last_split, first_join = max(splits, default=0), min(joins, default=len(way))
        for k, edge in enumerate(way):
            taken.add((edge, -1 if k > first_join else i, -1 if k < last_split else j))
