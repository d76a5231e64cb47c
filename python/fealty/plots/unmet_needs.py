"""Unmet needs by what there is to win, and by which way they were found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from ..languages import Texts
from ..languages.numbers import rating, shortened
from .style import COLORS, Drawn, frame_of, height_of, hide_scale, label_rows, picture, whisker

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..gaps.unmet_needs import UnmetNeeds

SHOWN = 10


@picture
def unmet_needs(result: UnmetNeeds, ax: Axes, t: Texts) -> Drawn:
    """Opportunity scores with their intervals, or mentions where no need has a score; beside each, its sources."""
    frame = frame_of(result).head(SHOWN)
    if frame.is_empty():
        ax.set_axis_off()
        return Drawn(t("unmet_needs.nothing"))
    scored = frame["opportunity"].is_not_nan().any()
    sources = pl.DataFrame(result._compiled.sources()).head(SHOWN)
    rows = label_rows(ax, frame["need"], 24)
    has_threats = (frame["threats"] > frame["opportunities"]).any()
    measure = frame["opportunity"] if scored else frame["mentions"].cast(pl.Float64)
    reach = 20.0 if scored else float(measure.max())  # type: ignore[arg-type]
    for row, (one, found) in enumerate(zip(frame.iter_rows(named=True), sources.iter_rows(named=True), strict=True)):
        value = measure[row]
        threat = one["threats"] > one["opportunities"]
        if value == value:
            ax.barh(row, value, height=0.6, color=COLORS["accent" if threat else "main"])
        if scored:
            lower, upper = max(0.0, one["opportunity_lower"]), min(reach, one["opportunity_upper"])
            whisker(ax, row, lower, upper)
        if scored:
            ax.text(1.04 * reach, row, rating(value), va="center", fontsize=9, fontweight="bold")
        left = 1.32 * reach if scored else 1.04 * reach
        ax.text(left, row, shortened(_said(one, found, t), 44), va="center", fontsize=8, color=COLORS["muted"])
    hide_scale(ax)
    ax.set_xlim(0, 3 * reach)
    lines = ([t("unmet_needs.line")] if scored else []) + ([t("unmet_needs.note")] if has_threats else [])
    ax.set_ylim(rows - 0.4 + 0.45 * len(lines), -0.6)
    ax.text(0, rows - 0.28, "\n".join(lines), fontsize=8.5, color=COLORS["muted"], va="top", linespacing=1.35)
    if scored:
        ax.plot([10, 10], [-0.5, rows - 0.5], color=COLORS["muted"], linewidth=0.8, linestyle=(0, (4, 2.5)), zorder=0)
        under = int((frame_of(result)["opportunity"] > 10).sum())
        title = t("unmet_needs.title", need=shortened(frame["need"][0], 30), score=rating(frame["opportunity"][0]))
        return Drawn(t.sentence(title, t("unmet_needs.under", n=under)), height_of(rows) + 0.6, 7.0)
    places = {"need": shortened(frame["need"][0], 30), "n": int(frame["mentions"][0])}
    return Drawn(t("unmet_needs.plain", **places), height_of(rows) + 0.2 + 0.2 * len(lines), 7.0)


def _said(need: dict[str, Any], found: dict[str, Any], t: Texts) -> str:
    """How often a need was named, and by which ways: the most frequent first."""
    counts = sorted(
        ((-count, name) for name, count in found.items() if name != "need" and count), key=lambda one: one[0]
    )
    ways = t("unmet_needs.joint").join(f"{t.name('discovery_channel', name)} {-count}" for count, name in counts)
    return f"{t('unmet_needs.mentions', n=need['mentions'])}: {ways}"
