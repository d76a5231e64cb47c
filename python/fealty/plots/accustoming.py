"""How customers become accustomed to a standard."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..languages import Texts
from ..languages.numbers import percent, shortened
from .style import COLORS, STEPS, Drawn, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..loyalty.ladder import Accustoming

LEAST, MOST = 10, 60  # exposures that are drawn


@picture
def accustoming(result: Accustoming, ax: Axes, t: Texts) -> Drawn:
    """The share of each state after every exposure, of customers who begin in the first one."""
    import polars as pl

    made = result._made
    reached = made.exposures_to(made.states[-1])[0]
    exposures = LEAST if not math.isfinite(reached.value) else max(LEAST, min(MOST, math.ceil(1.6 * reached.value)))
    course = pl.DataFrame(made.course(exposures)).partition_by("state", maintain_order=True)
    shares = [one["share"].to_list() for one in course]
    colors = [STEPS[i % len(STEPS)] for i in range(len(shares))]
    ax.stackplot(range(exposures + 1), shares, colors=colors, edgecolor=COLORS["paper"], linewidth=0.8)
    below = 0.0
    for state, share in zip(made.states, shares, strict=True):
        place = below + share[-1] / 2
        below += share[-1]
        if share[-1] >= 0.04:
            said = f"{shortened(t.name('accustoming', state), 22)} {percent(share[-1])}"
            ax.annotate(
                said,
                (exposures, place),
                xytext=(6, 0),
                textcoords="offset points",
                va="center",
                fontsize=9,
                annotation_clip=False,
            )
    ax.set_xlim(0, exposures)
    ax.set_ylim(0, 1)
    ax.yaxis.set_major_formatter(lambda p, _: percent(p))
    ax.set_xlabel(t("accustoming.exposures"))
    last = t.name("accustoming", made.states[-1])
    if math.isfinite(reached.value):
        title = t(
            "accustoming.title",
            state=shortened(last, 24),
            mean=f"{reached.value:.3g}",
            lower=f"{reached.lower:.3g}",
            upper=f"{reached.upper:.3g}",
        )
    else:
        title = t("accustoming.never", state=shortened(last, 24))
    return Drawn(title, 2.9)
