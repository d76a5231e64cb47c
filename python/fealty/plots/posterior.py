"""What is known of the parameters of a model before and after the data: prior and posterior densities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..languages import Texts
from ..languages.numbers import count, rating
from .style import COLORS, Drawn, hide_scale, label_rows, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..loyalty.posterior import Posterior

POINTS = 240
HIGH = 0.82  # of a row is filled by the highest density


@picture
def posterior(result: Posterior, ax: Axes, t: Texts) -> Drawn:
    """A row per parameter, on a logarithmic scale: its posterior, filled, its interval, and its prior as a line."""
    draws, table = result.to_dict(), result.parameters_
    rows = label_rows(ax, list(draws))
    for row, (name, values) in enumerate(draws.items()):
        logarithms = np.log(values.ravel())
        low, high = np.quantile(logarithms, [0.001, 0.999])
        room = 0.35 * (high - low)
        at = np.linspace(low - room, high + room, POINTS)
        after = _density(logarithms, at)
        before = np.array(result._compiled.prior_density(row, np.exp(at).tolist())) * np.exp(at)
        scale, place = HIGH / max(after.max(), before.max()), (at - at[0]) / (at[-1] - at[0])
        ax.fill_between(place, row + 0.4 - scale * after, row + 0.4, color=COLORS["soft"], alpha=0.7, linewidth=0)
        ax.plot(place, row + 0.4 - scale * after, color=COLORS["main"], linewidth=1.4)
        ax.plot(place, row + 0.4 - scale * before, color=COLORS["accent"], linewidth=1.2, linestyle=(0, (3, 2)))
        estimate = table[name]
        ends = (np.log([estimate.lower, estimate.upper]) - at[0]) / (at[-1] - at[0])
        ax.plot(ends, [row + 0.4, row + 0.4], color=COLORS["ink"], linewidth=2.4, solid_capstyle="butt", zorder=4)
        said = f"{rating(estimate.value)} [{rating(estimate.lower)}, {rating(estimate.upper)}]"
        ax.text(1.03, row + 0.25, said, fontsize=9, va="center")
    ax.set_xlim(-0.01, 1.75)
    hide_scale(ax)
    ax.text(0, rows - 0.42, t("posterior.note"), fontsize=8.5, color=COLORS["muted"], va="top")
    made = result._compiled
    places = {"model": result.model, "n": count(made.observations)}
    warned = len(made.warnings_frame())
    title = t.sentence(t("posterior.title", **places), t("posterior.warned") if warned else "")
    return Drawn(title, 0.7 + 0.62 * rows)


def _density(values: np.ndarray, at: np.ndarray) -> np.ndarray:
    """A kernel density with Silverman's bandwidth (1986), of at most a thousand values."""
    sample = values[:: max(1, len(values) // 1000)]
    width = max(0.9 * sample.std() * len(sample) ** -0.2, 1e-12)
    kernels = np.exp(-0.5 * ((at[:, None] - sample[None, :]) / width) ** 2)
    density: np.ndarray = kernels.mean(axis=1) / (width * np.sqrt(2 * np.pi))
    return density
