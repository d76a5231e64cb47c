"""The pyramid of complaints: those who complained formally on top, and below them those who were never heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..languages import Texts
from ..languages.lines import in_lines
from ..languages.numbers import count, interval, percent
from .style import COLORS, Drawn, label_rows, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._core import Estimate, PyramidTiers, TierPrior
    from ..complaints.pyramid import Pyramid

SEGMENTS = 8
WIDEST = 3.0  # times the largest value; what reaches farther is cut off
NOTE_COLUMNS = 100
PEOPLE, SHARE, RIGHT = (
    0.56,
    1.06,
    1.56,
)  # where the columns of figures begin, and where they end, in widths of the pyramid
ENDS = 0.16  # from a figure to its interval
PRIORS = {"lecture": "pyramid.lecture", "tarp": "pyramid.tarp", "uniform": "pyramid.uniform"}


@dataclass(frozen=True)
class _Row:
    label: str
    people: Estimate
    share: Estimate
    color: str


@picture
def pyramid(result: Pyramid, ax: Axes, t: Texts) -> Drawn:
    """Each tier as wide as the number of its people; pale where it may end, by its interval. Below, the silent of each
    segment."""
    made = result._made
    rows = _tiers(made.all, t)
    segments = sorted(made.segments, key=lambda one: (-_number(one.silent), one.segment))[:SEGMENTS]
    silent = [_Row(one.segment, one.silent, one.silent_share, COLORS["muted"]) for one in segments]
    drawn = label_rows(ax, [row.label for row in rows + silent], 24)
    reach = WIDEST * max([_number(row.people) for row in rows] + [1.0])
    reach = min(reach, max([_number(row.people, "upper") for row in rows] + [1.0]))
    for number, row in enumerate(rows + silent):
        _draw_tier(ax, number, row, reach)
    if silent:
        ax.axhline(len(rows) - 0.5, color=COLORS["line"], linewidth=0.8)
    for place, key in ((PEOPLE, "pyramid.people"), (SHARE, "pyramid.share")):
        ax.text(reach * place, -0.72, t(key), fontsize=8.5, color=COLORS["muted"])
    ax.set_xlim(-reach * 0.51, reach * RIGHT)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    note = in_lines(_note(made.prior, t), NOTE_COLUMNS)
    ax.text(-reach * 0.51, drawn - 0.35, "\n".join(note), fontsize=8, color=COLORS["muted"], va="top")
    below = 0.42 * len(note)
    ax.set_ylim(drawn - 0.3 + below, -0.9)
    return Drawn(_title(made.all, t), 0.6 + 0.42 * (drawn + below), 7.4)


def _tiers(tiers: PyramidTiers, t: Texts) -> list[_Row]:
    """From the top: formal, informal (or both together, where they were counted together), silent."""
    silent = _Row(t("pyramid.silent"), tiers.silent, tiers.silent_share, COLORS["accent"])
    formal = _Row(t("pyramid.formal"), tiers.formal, tiers.formal_share, COLORS["main"])
    informal = _Row(t("pyramid.informal"), tiers.informal, tiers.informal_share, "#3f7fad")
    if tiers.formal.value != tiers.formal.value and tiers.spoken.value == tiers.spoken.value:
        return [_Row(t("pyramid.spoken"), tiers.spoken, tiers.spoken_share, COLORS["main"]), silent]
    return [formal, informal, silent]


def _draw_tier(ax: Axes, place: int, row: _Row, reach: float) -> None:
    e = row.people
    high = 0.74 if row.color != COLORS["muted"] else 0.5
    if e.value == e.value:
        for end, alpha in ((e.upper, 0.25), (e.value, 0.5), (e.lower, 1.0)):
            ax.barh(place, min(end, reach), left=-min(end, reach) / 2, height=high, color=row.color, alpha=alpha)
        for side in (-0.5, 0.5):
            x = side * min(e.value, reach)
            ax.plot([x, x], [place - high / 2, place + high / 2], color=COLORS["ink"], linewidth=1.2, zorder=4)
        if e.upper > reach:
            for side, mark in ((-0.5, "‹"), (0.5, "›")):
                ax.text(side * reach, place, mark, ha="center", va="center", fontsize=13, color=row.color)
    for x, text, ends in (
        (PEOPLE, count(e.value), interval(e.lower, e.upper, "count") if e.upper > e.lower else ""),
        (SHARE, percent(row.share.value), interval(row.share.lower, row.share.upper, "share")),
    ):
        ax.text(reach * x, place, text, va="center", fontsize=9, fontweight="bold")
        ax.text(reach * (x + ENDS), place, ends, va="center", fontsize=8, color=COLORS["muted"])


def _number(e: Estimate, part: str = "value") -> float:
    value = float(getattr(e, part))
    return value if 0 <= value < float("inf") else 0.0


def _note(prior: TierPrior, t: Texts) -> str:
    parts = {name: percent(getattr(prior, name) / prior.concentration) for name in ("silent", "informal", "formal")}
    source = t(PRIORS[prior.name]) if prior.name in PRIORS else t("pyramid.own", name=prior.name)
    return t.sentence(t("pyramid.note", **parts), source, t("pyramid.bars"))


def _title(tiers: PyramidTiers, t: Texts) -> str:
    silent = tiers.silent
    if silent.value != silent.value:
        return t("pyramid.nobody")
    return t(
        "pyramid.title",
        silent=count(silent.value),
        lower=count(silent.lower),
        upper=count(silent.upper),
        unhappy=count(tiers.unhappy.value),
    )
