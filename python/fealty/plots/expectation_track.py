"""What one customer expected and got, visit by visit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..languages import Texts
from ..languages.lines import in_lines
from ..languages.numbers import shortened
from .style import COLORS, Drawn, frame_of, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..gaps.expectation_filter import ExpectationTrack

NOTE_COLUMNS = 76
MOST_MARKS = 60  # visits whose gaps are drawn; more of them would make one gray area


@picture
def expectation_track(result: ExpectationTrack, ax: Axes, t: Texts) -> Drawn:
    """What the customer predicted, with a band; what they got, with the gap between the two; the next visit."""
    frame = frame_of(result)
    visits = frame["visit"].to_numpy()
    columns = {name: frame[name].to_numpy() for name in frame.columns if name not in ("visit", "at")}
    has_will, has_should = np.isfinite(columns["will"]).any(), np.isfinite(columns["should"]).any()
    ends: list[tuple[float, str, str]] = []
    following = np.append(visits, visits[-1] + 1)
    if has_should:
        due = np.append(columns["should"], result.next_should.value)
        ax.plot(following, due, color=COLORS["muted"], linewidth=1.1, linestyle=(0, (4, 3)), zorder=2)
        ends.append((due[-1], t("expectation_track.should"), COLORS["muted"]))
    if has_will:
        will, lower, upper = (
            np.append(columns[f"will{end}"], getattr(result.next_will, part))
            for end, part in (("", "value"), ("_lower", "lower"), ("_upper", "upper"))
        )
        ax.fill_between(following, lower, upper, color=COLORS["soft"], alpha=0.45, linewidth=0, zorder=1)
        ax.plot(following, will, color=COLORS["main"], linewidth=1.8, zorder=3)
        ax.plot(following[-1], will[-1], "o", color=COLORS["main"], markersize=5, zorder=4)
        ends.append((will[-1], t("expectation_track.will"), COLORS["main"]))
    _draw_experiences(ax, visits, columns)
    _label_ends(ax, ends, following[-1])
    _label_visits(ax, frame, visits, t)
    ax.tick_params(axis="y", length=0, labelsize=9, labelcolor=COLORS["muted"])
    ax.grid(axis="y")
    ax.spines["left"].set_visible(False)
    notes = [line for part in ("line", "points") for line in in_lines(t(f"expectation_track.{part}"), NOTE_COLUMNS)]
    ax.set_xlabel("\n".join(notes), loc="left", fontsize=8)
    return Drawn(_title(result, columns, t), 2.8 + 0.14 * len(notes))


def _draw_experiences(ax: Axes, visits: Any, columns: dict[str, Any]) -> None:
    """What was got: above what was predicted as open points, below it as full ones with the shortfall."""
    experience, will = columns["experience"], columns["will"]
    short = experience < will
    if len(visits) <= MOST_MARKS:
        for at, got, expected in zip(visits[short], experience[short], will[short], strict=True):
            ax.plot([at, at], [got, expected], color=COLORS["accent"], linewidth=1.6, alpha=0.75, zorder=2)
    size = 26 if len(visits) <= MOST_MARKS else 10
    ax.scatter(visits[short], experience[short], s=size, color=COLORS["accent"], linewidths=0, zorder=5)
    ax.scatter(visits[~short], experience[~short], s=size, facecolor=COLORS["paper"], edgecolor=COLORS["ink"], zorder=5)


def _label_ends(ax: Axes, ends: list[tuple[float, str, str]], last: float) -> None:
    """The names of the lines beside their ends, apart from each other."""
    low, high = ax.get_ylim()
    least = 0.075 * (high - low)
    placed: list[float] = []
    for value, text, color in sorted(ends):
        y = value if not placed else max(value, placed[-1] + least)
        placed.append(y)
        ax.annotate(
            text,
            (last, y),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            color=color,
            bbox={"facecolor": COLORS["paper"], "edgecolor": "none", "pad": 1.5},
            annotation_clip=False,
        )


def _label_visits(ax: Axes, frame: Any, visits: Any, t: Texts) -> None:
    """Visits by their dates where they have some, otherwise by their numbers; some of them if there are many."""
    from matplotlib.ticker import MaxNLocator

    room = 0.12 * len(visits)  # that the name of the next visit takes
    ticks = MaxNLocator(5, integer=True).tick_values(1, len(visits))
    shown = [int(place) for place in ticks if 1 <= place <= max(1, len(visits) + 1 - room)]
    dated = "at" in frame.columns and frame["at"].dtype.is_temporal()
    labels = [f"{frame['at'][place - 1]:%Y-%m}" if dated else str(place) for place in shown]
    ax.set_xticks([*shown, len(visits) + 1], [*labels, t("expectation_track.next")])
    ax.tick_params(axis="x", length=0)
    ax.set_xlim(0.5, len(visits) + 1 + 0.24 * (len(visits) + 1))


def _title(result: ExpectationTrack, columns: dict[str, Any], t: Texts) -> str:
    """What the customer expects now, and how the last visit was."""
    who = shortened(result.customer, 20)
    if result.item:
        who = f"{who}, {shortened(result.item, 20)}"
    gaps = columns["gap"][np.isfinite(columns["gap"])]
    if len(gaps) == 0:
        return t("expectation_track.plain", customer=who)
    last = float(gaps[-1])
    key = "expectation_track.short" if last < 0 else "expectation_track.above"
    return t(key, customer=who, gap=f"{abs(last):.1f}", will=f"{result.next_will.value:.1f}")
