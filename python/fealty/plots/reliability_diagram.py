"""Whether what is called 80 % probable is right in 80 % of the cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..frames import to_frame
from ..languages import Texts
from ..languages.numbers import count, percent
from .style import COLORS, Drawn, picture

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.axes import Axes

HEIGHT = 4.2
CLOSE = 0.03  # an error of calibration up to which probabilities count as what they say


@picture
def reliability_diagram(result: Any, ax: Axes, t: Texts) -> Drawn:
    """The share that is right against the probability that was stated, by bins, with intervals; below, how often.

    Takes a score report, or its frame `reliability()`: a row per bin with the columns from, to, texts, confidence,
    accuracy, accuracy_lower and accuracy_upper. Source: Murphy and Winkler (1977), "Reliability of subjective
    probability forecasts", Applied Statistics 26; the error is that of Naeini and others (2015), "Obtaining well
    calibrated probabilities".
    """
    frame = _bins(result)
    ax.plot([0, 1], [0, 1], color=COLORS["muted"], linewidth=1, linestyle=(0, (4, 3)), zorder=1)
    ax.set_xlim(-0.02, 1.02)
    ax.set_ylim(-0.24, 1.02)
    ticks = [0, 0.25, 0.5, 0.75, 1]
    ax.set_xticks(ticks, [f"{100 * tick:.0f}%" for tick in ticks])
    ax.set_yticks(ticks, [f"{100 * tick:.0f}%" for tick in ticks])
    ax.set_xlabel(t("reliability_diagram.stated"))
    ax.set_ylabel(t("reliability_diagram.right"))
    ax.grid(True)
    if frame.is_empty():
        return Drawn(t("reliability_diagram.nothing"), HEIGHT)
    _draw_bins(ax, frame, t)
    return Drawn(_title(frame, t), HEIGHT)


def _bins(result: Any) -> pl.DataFrame:
    """The bins that hold anything."""
    import polars as pl

    table = result.reliability() if hasattr(result, "reliability") else result
    frame = table if isinstance(table, pl.DataFrame) else pl.DataFrame(to_frame(table)[0])
    return frame.filter(pl.col("texts") > 0)


def _draw_bins(ax: Axes, frame: pl.DataFrame, t: Texts) -> None:
    most = float(frame["texts"].max())  # type: ignore[arg-type]
    ax.axhline(-0.04, color=COLORS["line"], linewidth=0.8, zorder=1)
    for one in frame.iter_rows(named=True):
        x, y = one["confidence"], one["accuracy"]
        is_off = (
            one["accuracy_lower"] == one["accuracy_lower"] and not one["accuracy_lower"] <= x <= one["accuracy_upper"]
        )
        color = COLORS["accent" if is_off else "main"]
        if one["accuracy_lower"] == one["accuracy_lower"]:
            ax.plot(
                [x, x],
                [one["accuracy_lower"], one["accuracy_upper"]],
                color=color,
                linewidth=1.4,
                solid_capstyle="butt",
                zorder=3,
            )
        ax.plot(x, y, "o", color=color, markersize=5.5, zorder=4)
        high, wide = 0.16 * one["texts"] / most, one["to"] - one["from"]
        ax.bar(one["from"] + wide / 2, high, width=0.86 * wide, bottom=-0.22, color=COLORS["soft"], zorder=2)
    largest = frame.sort("texts", descending=True).row(0, named=True)
    middle = (largest["from"] + largest["to"]) / 2
    side = "left" if middle < 0.5 else "right"
    text = t("reliability_diagram.cases", n=count(largest["texts"]))
    x = largest["to"] + 0.01 if side == "left" else largest["from"] - 0.01
    ax.text(x, -0.07, text, ha=side, va="top", fontsize=8, color=COLORS["muted"])


def _title(frame: pl.DataFrame, t: Texts) -> str:
    counts, stated, right = (frame[name].to_numpy() for name in ("texts", "confidence", "accuracy"))
    weights = counts / counts.sum()
    error = float((weights * abs(right - stated)).sum())
    bias = float((weights * (right - stated)).sum())
    key = (
        "reliability_diagram.close"
        if error <= CLOSE
        else "reliability_diagram.too_high"
        if bias < 0
        else "reliability_diagram.too_low"
    )
    return t(
        key, error=f"{100 * error:.1f}", stated=percent(float(weights @ stated)), right=percent(float(weights @ right))
    )
