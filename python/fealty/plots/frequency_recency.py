"""Who is alive and who will buy, by how often and how lately customers bought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.ticker import MaxNLocator

from ..languages import Texts
from ..languages.numbers import percent, rating
from .style import COLORS, HEAT, Drawn, picture, readable_on

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..loyalty.frequency_recency import FrequencyRecency

WIDTH, HEIGHT = 7.4, 3.3
PANELS = {"probability_alive": (0.0, 0.46), "expected_purchases": (0.54, 0.46)}  # left ends and widths
SHARES = (0.1, 0.5, 0.9)  # whose contours are drawn
MOST_NUMBERS = 64  # cells whose values are written


@picture
def frequency_recency(result: FrequencyRecency, ax: Axes, t: Texts) -> Drawn:
    """Two heat maps: the probability of being alive, and the expected purchases ahead; at the right those who bought
    lately, on top those who bought often."""
    ax.set_axis_off()
    made = result._frame()
    frame = {name: made[name].to_numpy() for name in made.names}
    x, t_x = np.unique(frame["frequency"]), np.unique(frame["recency"])
    for name, (left, wide) in PANELS.items():
        panel = ax.inset_axes((left, 0.0, wide, 0.9))
        values = np.full((len(x), len(t_x)), np.nan)
        values[np.searchsorted(x, frame["frequency"]), np.searchsorted(t_x, frame["recency"])] = frame[name]
        _heat(panel, x, t_x, values, result, name)
        _label(panel, result, t)
        heading = t(f"frequency_recency.{name}", horizon=_length(result.horizon, result, t))
        panel.set_title(heading, fontsize=9.5, fontweight="normal", color=COLORS["ink"], pad=6)
        if left:
            panel.set_ylabel("")
    finding = _finding(result, frame, t)
    if result.profile is not None:
        finding = t("frequency_recency.with", finding=finding, covariates=str(result.profile))
    return Drawn(finding, HEIGHT, WIDTH)


def _heat(panel: Axes, x: Any, t_x: Any, values: Any, result: FrequencyRecency, name: str) -> None:
    top = 1.0 if name == "probability_alive" else max(float(np.nanmax(values)), 1e-12)
    half = 0.5 if result.is_discrete else 0.5 * float(t_x[0])
    shift = 0.0 if result.is_discrete else -half  # a cell of continuous time ends at its recency
    edges = np.append(t_x - half, t_x[-1] + half) + shift
    rows = np.append(x - 0.5, x[-1] + 0.5)
    panel.pcolormesh(edges, rows, np.ma.masked_invalid(values), cmap=HEAT, vmin=0, vmax=top, linewidth=0)
    if result.is_discrete and len(x) ** 2 <= MOST_NUMBERS:
        for i, j in zip(*np.nonzero(np.isfinite(values)), strict=True):
            text = percent(values[i, j]) if top == 1.0 and name == "probability_alive" else rating(values[i, j])
            color = readable_on(HEAT(values[i, j] / top))
            panel.text(t_x[j], x[i], text, ha="center", va="center", fontsize=7, color=color)
    elif len(x) > 1:
        _contours(panel, x, t_x, values, name)
    panel.set_ylim(rows[0], rows[-1])
    panel.set_xlim(edges[0], edges[-1])


def _contours(panel: Axes, x: Any, t_x: Any, values: Any, name: str) -> None:
    """Lines of equal value, each with its value."""
    is_share = name == "probability_alive"
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    wanted = SHARES if is_share else MaxNLocator(5).tick_values(low, high)
    levels = [level for level in wanted if low < level < high]
    if not levels:
        return
    lines = panel.contour(t_x, x, values, levels=levels, colors=COLORS["accent"], linewidths=1.1)
    labels = panel.clabel(lines, fmt=percent if is_share else "%g", fontsize=8, colors=COLORS["ink"], inline=False)
    for label in labels or []:
        label.set_rotation(0)
        label.set_bbox({"facecolor": COLORS["paper"], "edgecolor": "none", "alpha": 0.85, "pad": 1.2})


def _label(panel: Axes, result: FrequencyRecency, t: Texts) -> None:
    unit = "opportunity" if result.is_discrete else result.observed.unit or "unit"
    across = t("frequency_recency.recency", unit=t(f"frequency_recency.in_{unit}"))
    panel.set_xlabel(t("frequency_recency.last_taken") if result.is_discrete else across, fontsize=8.5)
    panel.set_ylabel(t(f"frequency_recency.{'taken' if result.is_discrete else 'frequency'}"), fontsize=8.5)
    panel.yaxis.set_major_locator(MaxNLocator(6, integer=True))
    panel.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    panel.tick_params(length=0, labelsize=8.5, labelcolor=COLORS["muted"])
    for side in panel.spines.values():
        side.set_visible(False)


def _length(value: float, result: FrequencyRecency, t: Texts) -> str:
    unit = "opportunity" if result.is_discrete else result.observed.unit or "unit"
    return t(f"length.{unit}", n=f"{value:.0f}" if value >= 10 or value == int(value) else f"{value:.1f}")


def _finding(result: FrequencyRecency, frame: dict[str, Any], t: Texts) -> str:
    """After which silence a customer of the usual frequency is more likely gone than not."""
    own = frame["frequency"] == result.observed.usual
    recency = frame["recency"][own]
    silence = {
        end: _silence(recency, frame[f"probability_alive{end}"][own], result) for end in ("", "_lower", "_upper")
    }
    n = result.observed.usual
    if silence[""] is None:
        key = "always" if frame["probability_alive"][own].min() >= 0.5 else "never"
        return t(f"frequency_recency.{key}", n=n)
    ends = [silence["_lower"] or 0.0, silence["_upper"] or result.observed.longest]
    interval = f" [{ends[0]:.0f}, {ends[1]:.0f}]"
    if result.is_discrete or f"{ends[0]:.0f}" == f"{ends[1]:.0f}":
        interval = ""
    number = f"{silence['']:.0f}"
    unit = "opportunity" if result.is_discrete else result.observed.unit or "unit"
    return t("frequency_recency.title", n=n, silence=f"{number}{interval} {t(f'frequency_recency.in_{unit}')}")


def _silence(recency: Any, alive: Any, result: FrequencyRecency) -> float | None:
    """The time since the last purchase at which the probability of being alive is one half; of opportunities, the
    number that was missed when it is first below."""
    if not (alive.min() < 0.5 < alive.max()):
        return None
    place = int(np.argmax(alive >= 0.5))  # it rises with recency
    if result.is_discrete:
        return float(result.observed.longest - recency[place - 1])
    return float(result.observed.longest - np.interp(0.5, alive[place - 1 : place + 1], recency[place - 1 : place + 1]))
