"""Who receives and who gives service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import Texts
from ..languages.numbers import count
from .style import COLORS, Drawn, frame_of, height_of, hide_scale, label_rows, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..customers import Parties


@picture
def parties(result: Parties, ax: Axes, t: Texts) -> Drawn:
    """Touches that the parties of each role received (to the left) and gave (to the right)."""
    frame = frame_of(result)
    names = [t.name("role", role) for role in frame["role"].cast(str)]
    rows = label_rows(ax, [f"{name} ({count(number)})" for name, number in zip(names, frame["parties"], strict=True)])
    received, given = frame["touches_received"].to_list(), frame["touches_given"].to_list()
    end = max([1, *received, *given])
    ax.barh(range(rows), [-touches for touches in received], height=0.62, color=COLORS["soft"])
    ax.barh(range(rows), given, height=0.62, color=COLORS["main"])
    for row in range(rows):
        if received[row]:
            ax.text(-received[row] - 0.02 * end, row, count(received[row]), ha="right", va="center", fontsize=9)
        if given[row]:
            ax.text(given[row] + 0.02 * end, row, count(given[row]), va="center", fontsize=9)
    ax.axvline(0, color=COLORS["line"], linewidth=1)
    ax.text(-0.03 * end, -0.62, t("parties.received"), ha="right", va="bottom", fontsize=9, color=COLORS["muted"])
    ax.text(0.03 * end, -0.62, t("parties.given"), ha="left", va="bottom", fontsize=9, color=COLORS["muted"])
    ax.set_xlim(-1.3 * end, 1.3 * end)
    hide_scale(ax)
    givers, receivers = (count(frame[name].sum()) for name in ("givers", "receivers"))
    return Drawn(t("parties.title", givers=givers, receivers=receivers), height_of(rows) + 0.2)
