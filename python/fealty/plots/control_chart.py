"""A control chart: points, the limits between which chance keeps them, and the alarms."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import ParameterError, error
from ..languages import Texts
from ..languages.lines import in_lines
from ..languages.numbers import percent, shortened
from .style import COLORS, Drawn, picture

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.axes import Axes

    from ..flow.control import ControlChart

MOST_LABELS = 7
NOTE_COLUMNS = 60
MOST_MARKS = 12  # names of rules beside points; more of them would cover each other
PATTERNS = {
    "1 point beyond the limit": "control_chart.one_beyond",
    "2 of 3 points in a row beyond 2 sigma on one side": "control_chart.two_of_three",
    "4 of 5 points in a row beyond 1 sigma on one side": "control_chart.four_of_five",
    "8 points in a row on one side of the center": "control_chart.eight_on_a_side",
    "9 points in a row on one side of the center": "control_chart.nine_on_a_side",
    "6 points in a row steadily rising or falling": "control_chart.six_in_a_trend",
    "14 points in a row alternately up and down": "control_chart.fourteen_alternating",
    "15 points in a row within 1 sigma of the center": "control_chart.fifteen_within",
    "8 points in a row beyond 1 sigma on either side": "control_chart.eight_beyond",
}
SHORT = {"beyond limit": "", "western electric": "W", "nelson": "N"}


class Series:
    """One panel of a chart, or the two sums of a cumulative one as if they were one."""

    def __init__(self, result: ControlChart, panel: str | None) -> None:
        import polars as pl

        chart = result._compiled
        names = list(chart.panels)
        if panel is not None and panel not in names:
            raise error(ParameterError, "FY201", f"there is no panel {panel!r}; there are {', '.join(names)}")
        frame, alarms = pl.DataFrame(chart.frame()), pl.DataFrame(chart.alarms())
        self.both = result.kind == "CUSUM" and panel is None
        first = panel in (None, names[0])
        self.labels = frame["label"].to_list()
        self.phase = frame["phase"].to_list()
        self.value, self.center, self.lower, self.upper, deviation = (
            frame[self._column(name, "" if first else str(panel))].to_numpy()
            for name in ("value", "center", "lower", "upper", "deviation")
        )
        if self.both:
            self.below, self.lower = frame["downward"].to_numpy(), frame["downward_lower"].to_numpy()
        self.alarms = alarms if self.both else alarms.filter(pl.col("panel") == (panel or names[0]))
        self.shares = result.kind in ("p", "p'")
        spread = float(np.nanmedian(deviation)) if np.isfinite(deviation).any() else math.nan
        self.decimals = max(0, 1 - math.floor(math.log10(spread))) if spread > 0 else 3
        calibrated = [phase.begin + phase.calibrated for phase in chart.phases if phase.calibrated]
        self.calibrated = [end for end, phase in zip(calibrated, chart.phases, strict=False) if end < phase.end]

    @staticmethod
    def _column(name: str, panel: str) -> str:
        if not panel:
            return name
        return panel if name == "value" else f"{panel}_{name}"

    def number(self, value: float) -> str:
        """A value as the chart shows it: shares in percent, others with the digits that their spread deserves."""
        if self.shares:
            return percent(value)
        return f"{value:,.{min(self.decimals, 6)}f}".replace("-", "−") if value == value else "–"

    def points(self) -> pl.DataFrame:
        """The points at which there is an alarm, with its first rule."""
        return self.alarms.group_by("point", maintain_order=True).first()


@picture
def control_chart(result: ControlChart, ax: Axes, t: Texts, panel: str | None = None) -> Drawn:
    """Points in their order; the band is what chance explains, alarms are orange and named by their rule."""
    series = Series(result, panel)
    places = np.arange(len(series.labels))
    _draw_limits(ax, series, places)
    ax.plot(places, series.value, color=COLORS["main"], linewidth=1.1, marker="o", markersize=3.2, zorder=3)
    if series.both:
        ax.plot(places, series.below, color=COLORS["main"], linewidth=1.1, marker="o", markersize=3.2, zorder=3)
    _draw_phases(ax, series, t)
    _draw_alarms(ax, series)
    _label_limits(ax, series, t)
    _label_places(ax, series)
    ax.set_xlim(-0.6, len(places) - 0.4)
    ax.tick_params(axis="y", length=0, labelsize=9, labelcolor=COLORS["muted"])
    ax.yaxis.set_major_formatter(lambda value, _: percent(value) if series.shares else f"{value:g}".replace("-", "−"))
    ax.spines["left"].set_visible(False)
    notes = _notes(result, series, t)
    ax.set_xlabel("\n".join(notes), loc="left", fontsize=8)
    return Drawn(_title(series, t), 3.0 + 0.14 * len(notes))


def _draw_limits(ax: Axes, series: Series, places: Any) -> None:
    """Band and center, stepwise, because each point has limits of its own."""
    edges = np.append(places - 0.5, places[-1:] + 0.5)

    def stepped(values: Any) -> Any:
        return np.append(values, values[-1:])

    lower, upper = stepped(series.lower), stepped(series.upper)
    ax.fill_between(edges, lower, upper, step="post", color=COLORS["soft"], alpha=0.35, linewidth=0, zorder=1)
    for limit in (lower, upper):
        ax.step(edges, limit, where="post", color=COLORS["soft"], linewidth=1.0, zorder=2)
    ax.step(edges, stepped(series.center), where="post", color=COLORS["muted"], linewidth=0.9, zorder=2)


def _draw_phases(ax: Axes, series: Series, t: Texts) -> None:
    top = ax.get_xaxis_transform()
    starts = [i for i, phase in enumerate(series.phase) if i > 0 and phase != series.phase[i - 1]]
    for start in starts:
        ax.axvline(start - 0.5, color=COLORS["muted"], linewidth=0.8, zorder=2)
    for i, start in enumerate([0, *starts] if starts else []):
        ax.text(
            start - 0.3, 1.0, t("control_chart.phase", phase=i + 1), transform=top, color=COLORS["muted"], fontsize=8
        )
    for end in series.calibrated:
        ax.axvline(end - 0.5, color=COLORS["muted"], linewidth=0.8, linestyle=(0, (3, 3)), zorder=2)
        text = t("control_chart.calibration")
        ax.text(end - 0.7, 1.0, text, transform=top, color=COLORS["muted"], fontsize=8, ha="right")


def _draw_alarms(ax: Axes, series: Series) -> None:
    """An orange point for each alarm; the first of a row of the same rule is named."""
    points = series.points()
    marked, last = 0, (-9, "")
    low, high = ax.get_ylim()
    for point, rule, value, side in points.select("point", "rule", "value", "side").iter_rows():
        ax.plot(point, value, marker="o", markersize=5.5, color=COLORS["accent"], zorder=5)
        name = _short(rule)
        if name and marked < MOST_MARKS and (last[0] != point - 1 or last[1] != rule):
            offset = (0, 6) if side != "below" else (0, -6)
            ax.annotate(
                name,
                (point, value),
                xytext=offset,
                textcoords="offset points",
                ha="center",
                va="bottom" if side != "below" else "top",
                fontsize=7.5,
                color=COLORS["ink"],
                zorder=6,
            )
            marked += 1
        last = (point, rule)
    ax.set_ylim(low - 0.06 * (high - low), high + 0.06 * (high - low))


def _short(rule: str) -> str:
    """ "W2" for the second rule of Western Electric."""
    name, _, number = rule.rpartition(" ")
    return f"{SHORT[name]}{number}" if name in SHORT else ""


def _label_limits(ax: Axes, series: Series, t: Texts) -> None:
    """The last center and limits, at the right; one that lies on another is left out."""
    known = [i for i in range(len(series.value)) if series.center[i] == series.center[i]]
    if not known:
        return
    at, (low, high) = known[-1], ax.get_ylim()
    taken: list[float] = []
    center, limit = "control_chart.center", "control_chart.limit"
    for key, value in ((center, series.center[at]), (limit, series.upper[at]), (limit, series.lower[at])):
        if value != value or any(abs(value - other) < 0.06 * (high - low) for other in taken):
            continue
        taken.append(value)
        text = t(key, value=series.number(value))
        ax.annotate(
            text,
            (1.0, value),
            xycoords=("axes fraction", "data"),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            color=COLORS["muted"],
            annotation_clip=False,
        )


def _label_places(ax: Axes, series: Series) -> None:
    longest = max(map(len, series.labels))
    stride = max(1, -(-len(series.labels) // (MOST_LABELS if longest <= 5 else 5 if longest <= 8 else 4)))
    places = list(range(0, len(series.labels), stride))
    ax.set_xticks(places, [shortened(series.labels[place], 12) for place in places])
    ax.tick_params(axis="x", length=0, labelsize=8.5)


def _notes(result: ControlChart, series: Series, t: Texts) -> list[str]:
    """What the names of rules mean, and whether shares vary more than by chance."""
    rules = series.points().unique("rule").sort("rule").select("rule", "pattern").iter_rows()
    notes = [f"{_short(rule)}: {t(PATTERNS[pattern])}" for rule, pattern in rules if _short(rule)]
    dispersion = result.dispersion
    if result.kind in ("p", "np") and dispersion.lower > 1 and result.warnings:
        notes.append(t("control_chart.overdispersed", times=f"{dispersion.value:.3g}"))
    return [line for note in notes for line in in_lines(note, NOTE_COLUMNS)]


def _title(series: Series, t: Texts) -> str:
    points, n = series.points(), len(series.labels)
    if not np.isfinite(series.upper).any() and not np.isfinite(series.lower).any():
        return t("control_chart.unlimited", points=n)
    if len(points) == 0:
        return t("control_chart.quiet", points=n)
    first = points.row(0, named=True)
    place, alarms = first["point"], len(points)
    label = shortened(first["label"], 24)
    if first["pattern"] != "1 point beyond the limit":
        pattern = t(PATTERNS[first["pattern"]])
        return t("control_chart.pattern", n=alarms, points=n, label=label, pattern=pattern)
    low, high = series.lower[place], series.upper[place]
    if series.both or low != low or high != high:
        return t("control_chart.sum", n=alarms, points=n, label=label)
    return t(
        "control_chart.beyond",
        n=alarms,
        points=n,
        label=label,
        value=series.number(first["value"]),
        low=series.number(low),
        high=series.number(high),
    )
