"""Which step follows which, as a map from the start of a case to its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
from matplotlib.colors import to_hex

from ..errors import ParameterError, error
from ..languages import Texts
from ..languages.lines import in_lines
from ..languages.numbers import count, interval, percent, shortened, width
from .layers import Edge, layered
from .shapes import Box, Disc, Shape, Words, arrow, draw
from .sheet import Labels, Sheet
from .style import COLORS, HEAT, WIDTH, Drawn, picture, readable_on

if TYPE_CHECKING:
    from matplotlib.axes import Axes

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
    draw(ax, seen.shapes(t))
    wide = max(seen.wide, WIDTH)
    note = in_lines(_note(result, shown, t), round(14 * wide))
    high = seen.high + 0.14 * (len(note) - 1)
    ax.text(0, high, "\n".join(note), color=COLORS["muted"], fontsize=8.5, va="bottom")
    ax.set_xlim(0, wide)
    ax.set_ylim(high, 0)
    ax.set_aspect("equal", anchor="NW")
    return Drawn(_finding(result, shown, seen, t), high + 0.1, wide + 0.1)


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
    """The steps from left to right, and the ways between them."""

    def __init__(self, shown: _Shown, events: dict[str, int]) -> None:
        self.shown = shown
        self.events = events
        many = len(shown.steps)
        self.start, self.end = many, many + 1
        index = {START: self.start, END: self.end}
        self.ways = {(index.get(a, a), index.get(b, b)): n for (a, b), n in shown.counts.items()}
        layout = layered(many + 2, self.ways, self.start, self.end)
        self.names = [in_lines(step, NAME_COLUMNS, NAME_LINES) for step in shown.steps]
        sizes = [self._size(i) for i in range(many)] + [(0.16, 0.16)] * 2
        loops = any(a == b for a, b in self.ways)
        pitch = 0.98 if loops else 0.78
        top = 0.62 if loops else 0.35
        self.sheet = Sheet(layout, sizes, left=0.3, top=top, pitch=pitch, gap=GAP, most_gap=MOST_GAP)
        self.wide = self.sheet.right + 0.3
        self.high = top + pitch * layout.height + 0.72

    def _size(self, i: int) -> tuple[float, float]:
        columns = max([width(line) for line in self.names[i]] + [len(count(self.events[self.shown.steps[i]])) + 1])
        return LETTER * columns + 0.14, LINE * (len(self.names[i]) + 1) + 0.12

    def shapes(self, t: Texts) -> list[Shape]:
        most = max(self.ways.values(), default=1)
        lines = {edge: self.sheet.way(edge) for edge in self.ways}
        labels = Labels((self.sheet.rectangle(node) for node in range(self.end + 1)), lines)
        drawn: list[Shape] = []
        for edge, n in _descending(self.ways)[::-1]:
            color = COLORS["accent" if self.sheet.goes_back(edge) else "soft"]
            drawn += arrow(lines[edge], 0.8 + (THICKEST - 0.8) * n / most, color)
        for node in range(self.start):
            drawn += self._step(node)
        for node, key in ((self.start, "directly_follows.start"), (self.end, "directly_follows.end")):
            x, y = self.sheet.center(node)
            face = COLORS["ink" if node == self.start else "paper"]
            drawn += [Disc(x, y, 0.08, face, COLORS["ink"], 2.2), Words(x, y + 0.22, [t(key)], 8.5)]
        inner = [(edge, n) for edge, n in _descending(self.ways) if self.start not in edge and self.end not in edge]
        return [*drawn, *(labels.place(count(n), edge) for edge, n in inner)]

    def _step(self, node: int) -> list[Shape]:
        left, top, right, bottom = self.sheet.rectangle(node)
        events = self.events[self.shown.steps[node]]
        fill = HEAT(0.9 * events / max(self.events.values()))
        x, y = self.sheet.center(node)
        return [
            Box(left, top, right - left, bottom - top, to_hex(fill), COLORS["main"], 0.8, hint=self.shown.steps[node]),
            Words(x, y, [*self.names[node], count(events)], 8.5, readable_on(fill)),
        ]


# ---- what is said ----


def _finding(result: DirectlyFollows, shown: _Shown, seen: _Map, t: Texts) -> str:
    """How often the most frequent way back is taken, or what most often comes after what."""
    between = {(a, b): n for (a, b), n in shown.counts.items() if min(a, b) >= 0 and a != b}
    back = {edge: n for edge, n in between.items() if seen.sheet.goes_back(edge)}
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
