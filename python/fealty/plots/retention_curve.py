"""Who is still there after each renewal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.ticker import MaxNLocator

from ..languages import Texts
from ..languages.numbers import interval, percent
from .style import COLORS, Drawn, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..loyalty.retention_curve import RetentionCurve

WIDTH, HEIGHT = 7.0, 3.0
PANELS = {"survival": (0.0, 0.45), "retention": (0.55, 0.45)}  # left ends and widths


@picture
def retention_curve(result: RetentionCurve, ax: Axes, t: Texts) -> Drawn:
    """The share that is there and the share that stays, by renewal: points are observed, lines fitted, with their
    intervals; what lies beyond the last renewal observed is dashed."""
    ax.set_axis_off()
    made = result._frame()
    frame = {name: np.asarray(made[name].to_numpy(), dtype=float) for name in made.names}
    for name, (left, wide) in PANELS.items():
        panel = ax.inset_axes((left, 0.0, wide, 0.88))
        _curve(panel, frame, name, result.observed, t)
        panel.set_title(t(f"retention_curve.{name}"), fontsize=9.5, fontweight="normal", pad=6)
    return Drawn(_finding(result, frame, t), HEIGHT, WIDTH)


def _curve(panel: Axes, frame: dict[str, Any], name: str, observed: int, t: Texts) -> None:
    renewals = frame["renewals"]
    known = np.isfinite(frame[name])
    x, y = renewals[known], frame[name][known]
    if f"{name}_lower" in frame:
        lower, upper = frame[f"{name}_lower"][known], frame[f"{name}_upper"][known]
        panel.fill_between(x, lower, upper, color=COLORS["soft"], alpha=0.55, linewidth=0, zorder=1)
    is_fitted = x <= max(observed, x[0])
    panel.plot(x[is_fitted], y[is_fitted], color=COLORS["main"], linewidth=1.8, zorder=3)
    beyond = x >= max(observed, x[0])
    panel.plot(x[beyond], y[beyond], color=COLORS["main"], linewidth=1.5, linestyle=(0, (4, 2)), zorder=3)
    seen = np.isfinite(frame[f"observed_{name}"])
    for at in renewals[seen]:
        ends = [frame[f"observed_{name}_{end}"][int(at)] for end in ("lower", "upper")]
        panel.plot([at, at], ends, color=COLORS["accent"], linewidth=1.2, solid_capstyle="butt", zorder=4)
    panel.plot(renewals[seen], frame[f"observed_{name}"][seen], "o", color=COLORS["accent"], markersize=4.5, zorder=5)
    least = np.nanmin(np.concatenate([y, frame[f"observed_{name}"][seen]]))
    panel.set_ylim(0 if name == "survival" or least < 0.4 else 0.1 * np.floor(10 * least - 0.5), 1.03)
    panel.yaxis.set_major_locator(MaxNLocator(5))
    panel.yaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f}%")
    panel.xaxis.set_major_locator(MaxNLocator(7, integer=True))
    panel.set_xlim(-0.3, renewals[-1] + 0.3)
    panel.set_xlabel(t("retention_curve.renewals"), fontsize=8.5)
    panel.tick_params(axis="y", length=0, labelsize=8.5, labelcolor=COLORS["muted"])
    panel.tick_params(axis="x", labelsize=8.5)
    panel.grid(axis="y")
    panel.spines["left"].set_visible(False)
    if name == "retention":
        marks: dict[str, Any] = {"transform": panel.transAxes, "fontsize": 8.5, "ha": "right"}
        panel.text(0.99, 0.13, t("retention_curve.fitted"), color=COLORS["main"], **marks)
        if seen.any():
            panel.text(0.99, 0.03, t("retention_curve.observed"), color=COLORS["accent"], **marks)


def _finding(result: RetentionCurve, frame: dict[str, Any], t: Texts) -> str:
    last = int(frame["renewals"][-1])
    share = frame["survival"][-1]
    ends = [frame[f"survival_{end}"][-1] if f"survival_{end}" in frame else np.nan for end in ("lower", "upper")]
    between = interval(float(ends[0]), float(ends[1]), "share") if ends[0] < ends[1] else ""
    places = {"model": result.model, "n": last, "share": " ".join(filter(None, [percent(share), between]))}
    rate = frame["retention"][1:]
    return t("retention_curve.rises" if rate[-1] > rate[0] + 0.01 else "retention_curve.plain", **places)
