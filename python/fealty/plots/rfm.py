"""Recency and frequency of customers, and the value that they bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import Texts
from ..languages.numbers import count, percent
from .style import COLORS, HEAT, Drawn, picture, readable_on

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..customers import Rfm


@picture
def rfm(result: Rfm, ax: Axes, t: Texts) -> Drawn:
    """Customers by recency and frequency score, the best at the top right; the darker, the more of the value."""
    import numpy as np
    import polars as pl

    groups = result._compiled.groups
    cells = pl.DataFrame(result._compiled.cells())
    people, value = np.zeros((groups, groups)), np.zeros((groups, groups))
    for recency, frequency, customers, mean in cells.iter_rows():
        people[frequency - 1, recency - 1] = customers
        value[frequency - 1, recency - 1] = customers * mean
    total = value.sum()
    shares = value / total if total > 0 else np.zeros_like(value)
    top = max(shares.max(), 1e-9)
    edges = np.arange(groups + 1) + 0.5
    ax.pcolormesh(
        edges, edges, np.clip(shares, 0, None), cmap=HEAT, vmin=0, vmax=top, edgecolors=COLORS["paper"], linewidth=1.5
    )
    for frequency, recency in zip(*np.nonzero(people), strict=True):
        color = readable_on(HEAT(max(shares[frequency, recency], 0) / top))
        text = count(people[frequency, recency])
        if groups <= 6:
            text += f"\n{percent(shares[frequency, recency])}" if total > 0 else ""
        ax.text(
            recency + 1, frequency + 1, text, ha="center", va="center", fontsize=9 if groups <= 6 else 6, color=color
        )
    ends = {1: f"1\n{t('rfm.long_ago')}", groups: f"{groups}\n{t('rfm.lately')}"}
    ax.set_xticks(range(1, groups + 1), [ends.get(score, str(score)) for score in range(1, groups + 1)])
    ends = {1: f"{t('rfm.seldom')} 1", groups: f"{t('rfm.often')} {groups}"}
    ax.set_yticks(range(1, groups + 1), [ends.get(score, str(score)) for score in range(1, groups + 1)])
    ax.tick_params(length=0, labelcolor=COLORS["muted"], labelsize=9)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.set_xlabel(t("rfm.recency"))
    ax.set_ylabel(t("rfm.frequency"))
    if total <= 0:
        return Drawn(t("rfm.plain"), 3.6)
    best = np.s_[groups - groups // 3 - 1 :, groups - groups // 3 - 1 :] if groups > 2 else np.s_[1:, 1:]
    share = people[best].sum() / people.sum()
    return Drawn(t("rfm.title", customers=percent(share), value=percent(shares[best].sum())), 3.6)
