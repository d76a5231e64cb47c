"""How complainers of one type become complainers of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from ..languages import Texts
from ..languages.numbers import count, interval, percent
from .style import HEAT, Drawn, frame_of, picture, readable_on

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..complaints.type_transitions import TypeTransitions


@picture
def type_transitions(result: TypeTransitions, ax: Axes, t: Texts) -> Drawn:
    """From the type of a complaint, down, to that of the same customer's next one, across: how probable, and how sure.

    Of all complaints, however they were handled. The darker, the likelier; small numbers are the interval in percent.
    """
    import polars as pl

    frame = frame_of(result).filter(pl.col("handling") == "")
    keys = frame["from"].unique(maintain_order=True).to_list()
    called = result.names(t.language)
    names = [called[key] for key in keys]
    place = {key: i for i, key in enumerate(keys)}
    for one in frame.iter_rows(named=True):
        row, column = place[one["from"]], place[one["to"]]
        color = HEAT(one["probability"])
        ax.add_patch(Rectangle((column - 0.48, row - 0.46), 0.96, 0.92, facecolor=color, linewidth=0))
        ink = readable_on(color)
        ax.text(column, row - 0.08, f"{100 * one['probability']:.0f}", ha="center", va="center", fontsize=10, color=ink)
        bounds = f"{100 * one['probability_lower']:.0f}\u2013{100 * one['probability_upper']:.0f}"
        ax.text(column, row + 0.27, bounds, ha="center", va="center", fontsize=7, color=ink)
    ax.set_xticks(range(len(keys)), names, fontsize=8.5)
    ax.set_yticks(range(len(keys)), names, fontsize=8.5)
    ax.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False)
    for side in ("bottom", "left"):
        ax.spines[side].set_visible(False)
    ax.set_xlim(-0.55, len(keys) - 0.45)
    ax.set_ylim(len(keys) - 0.4, -0.55)
    ax.set_xlabel(t("type_transitions.scale"))
    stays = frame.filter(pl.col("from") == pl.col("to")).sort("probability", descending=True).row(0, named=True)
    title = t(
        "type_transitions.title",
        n=int(frame["count"].sum()),
        count=count(int(frame["count"].sum())),
        type=names[place[stays["from"]]],
        share=percent(stays["probability"]),
        interval=interval(stays["probability_lower"], stays["probability_upper"], "share"),
    )
    return Drawn(title, 1.1 + 0.62 * len(keys), 6.4)
