"""What the failure of each step does to an outcome, seen in three ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.transforms import ScaledTranslation

from ..languages import Texts
from ..languages.numbers import percent, shortened
from .style import COLORS, Drawn, frame_of, label_rows, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..flow.attribution import MomentsOfTruth

SHOWN = 10
VIEWS = (("removal", "soft", "o", -0.24), ("regression", "main", "s", 0.0), ("within_customer", "accent", "D", 0.24))


@picture
def moments_of_truth(result: MomentsOfTruth, ax: Axes, t: Texts) -> Drawn:
    """The change of the outcome's probability by a failure at each step, by three views with their intervals; the worst
    step on top, steps about which the views disagree marked.
    """
    frame = frame_of(result)
    frame = frame.filter(frame["rank"] > 0).head(SHOWN)
    made = result._compiled
    outcome = t.name("outcome", made.outcome)
    if frame.is_empty():
        ax.set_axis_off()
        return Drawn(t("moments_of_truth.nothing", outcome=outcome))
    warned = frame["warning"].to_list()
    names = [shortened(step, 20) + (" ⚠" if kind else "") for step, kind in zip(frame["step"], warned, strict=True)]
    rows = label_rows(ax, names, 24)
    ends = [0.0]
    for view, color, marker, shift in VIEWS:
        values = frame.select(view, f"{view}_lower", f"{view}_upper").rows()
        for row, (effect, lower, upper) in enumerate(values):
            if effect != effect:
                continue
            at = row + shift
            if lower == lower:
                ax.plot([lower, upper], [at, at], color=COLORS[color], linewidth=2.2, solid_capstyle="butt")
                ends += [lower, upper]
            ax.plot(effect, at, marker, color=COLORS[color], markersize=5, markeredgecolor=COLORS["paper"])
            ends.append(effect)
        ax.plot([], [], marker, color=COLORS[color], linestyle="-", label=t(f"moments_of_truth.{view}"))
    room = 0.04 * (max(ends) - min(ends) or 1)
    ax.set_xlim(min(ends) - room, max(ends) + room)
    ax.axvline(0, color=COLORS["ink"], linewidth=0.9, zorder=0)
    for row in range(1, rows):
        ax.axhline(row - 0.5, color=COLORS["line"], linewidth=0.6, zorder=0)
    ax.xaxis.set_major_formatter(lambda value, _: percent(value) if value <= 0 else f"+{percent(value)}")
    ax.set_xlabel(t("moments_of_truth.axis", outcome=outcome))
    # So many inches below the axes, however high these are.
    below = ax.transAxes + ScaledTranslation(0, -0.4, ax.figure.dpi_scale_trans)
    ax.legend(loc="upper center", bbox_to_anchor=(0.4, 0), bbox_transform=below, ncols=3, frameon=False, fontsize=8.5)
    first = frame.row(0, named=True)
    places = {
        "step": shortened(first["step"], 30),
        "points": f"{100 * abs(first['effect']):.1f}",
        "outcome": outcome,
        "probability": percent(first["probability_first"]),
    }
    harmful = first["effect"] < 0 if made.desired else first["effect"] > 0
    title = t("moments_of_truth.title" if harmful else "moments_of_truth.none", **places)
    if any(warned):
        title = t.sentence(title, t("moments_of_truth.warned", n=sum(map(bool, warned))))
    return Drawn(title, 1.25 + 0.36 * rows)
