"""The blueprint of a service: its steps in their order and in their lanes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ..flow.drawing import LANES, Color, FlowDrawing, Place, drawing_of
from ..languages import Texts
from ..languages.lines import in_lines
from ..languages.numbers import count, interval, percent, shortened
from .layers import laned
from .met_scale import MET_CLASSES, UNKNOWN, class_of
from .shapes import Area, Box, Curve, Disc, Shape, Words, arrow, draw
from .sheet import Labels, Sheet
from .style import COLORS, STEPS, WIDTH, Drawn, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..flow.audit import Audit
    from ..flow.service_flow import ServiceFlow

__all__ = ["blueprint", "blueprint_shapes", "blueprint_title"]

MOST_STEPS = 40
BOX_WIDE, BOX_HIGH, PITCH = 1.32, 0.54, 1.1
NAME_COLUMNS, CAPTION_COLUMNS = 16, 25
LEFT, TOP = 1.15, 0.62
SIZES = {"start": (0.2, 0.2), "end": (0.2, 0.2), "junction": (0.3, 0.3), "split": (0.09, 0.62), "join": (0.09, 0.62)}

# The lines of a blueprint, each between the lane above it and all below.
LINES = {
    "customer": "blueprint.interaction",
    "frontstage": "blueprint.visibility",
    "backstage": "blueprint.internal_interaction",
}


@picture
def blueprint(
    result: ServiceFlow | FlowDrawing, ax: Axes, t: Texts, *, audit: Audit | None = None, color: Color | None = None
) -> Drawn:
    """The steps of a flow from left to right in the order of the flow, and from the top in the order of lanes, with the
    lines of interaction, visibility and internal interaction; optional steps dashed, and what is required below each.

    With an `audit`, boxes show in which share of the visits the requirements were met, and the ways between them how
    many visits went there. `color` says what boxes are filled by: "met" or "lane"; "met" if there is an audit.
    """
    drawing = drawing_of(result, audit, color)
    ax.set_axis_off()
    shapes, wide, high = blueprint_shapes(drawing, t, color)
    draw(ax, shapes)
    ax.set_xlim(0, wide)
    ax.set_ylim(high, 0)
    ax.set_aspect("equal", anchor="NW")
    return Drawn(blueprint_title(drawing, t), high + 0.1, wide + 0.1)


def blueprint_title(drawing: FlowDrawing, t: Texts) -> str:
    """What the drawing says: the step that does worst, or how many steps there are."""
    steps = drawing.steps()
    if not steps:
        return t("blueprint.nothing")
    known = [(place, place.figures) for place in steps if place.figures and place.figures.met == place.figures.met]
    if not known:
        seen = sum(place.lane in ("evidence", "customer", "frontstage") for place in steps)
        return t("blueprint.plain", n=count(len(steps)), seen=count(seen))
    place, figures = min(known, key=lambda one: (not one[1].missed, one[1].upper))
    told = {
        "step": shortened(place.name, 30),
        "share": percent(figures.met),
        "interval": interval(figures.lower, figures.upper, "share"),
    }
    if figures.missed:
        return t("blueprint.missed_title", target=percent(figures.target), **told)
    return t("blueprint.met_title", **told)


def blueprint_shapes(drawing: FlowDrawing, t: Texts, color: Color | None = None) -> tuple[list[Shape], float, float]:
    """What the blueprint is made of, and how wide and high it is, in inches."""
    known = any(place.met == place.met for place in drawing.places)
    if color is None and known:
        color = "met"
    return _Blueprint(drawing, t, color).made()


class _Blueprint:
    def __init__(self, drawing: FlowDrawing, t: Texts, color: Color | None) -> None:
        self.whole, self.t, self.color = drawing, t, color
        self.drawing = drawing.first(MOST_STEPS)
        self.places, self.links = self.drawing.places, self.drawing.links
        lanes = _lanes_of(self.drawing)
        self.shown = [lane for lane in LANES if lane in lanes]
        columns = _without_gaps([place.column for place in self.places])
        edges = {(link.first, link.second): float((link.volume or 0) + 1) for link in self.links}
        self.layout = laned(columns, [self.shown.index(lane) for lane in lanes], edges)
        sizes = [SIZES.get(place.kind, (BOX_WIDE, BOX_HIGH)) for place in self.places]
        self.sheet = Sheet(self.layout, sizes, left=LEFT, top=TOP, pitch=PITCH, gap=0.4, most_gap=0.62)

    def made(self) -> tuple[list[Shape], float, float]:
        legend_wide = sum(wide for _, _, wide in self._legend()) if self.color == "met" else 0.0
        wide = max(WIDTH, self.sheet.right + 0.3, legend_wide + 0.2)
        bottom = self.sheet.height_of(self.layout.lanes[-1][1]) + PITCH / 2
        bands, names = self._bands(wide)
        shapes = [*bands, *self._ways(), *names]
        for i in range(len(self.places)):
            shapes += self._place(i)
        y = bottom + 0.16
        if self.color == "met":
            shapes += self._legend_shapes(y)
            y += 0.26
        lines = in_lines(self._note(), round(wide * 14))
        shapes.append(Words(0.02, y + 0.07 * (len(lines) - 1), lines, 8.5, COLORS["muted"], "left"))
        return shapes, wide, y + 0.14 * len(lines)

    # ---- lanes and lines ----

    def _bands(self, wide: float) -> tuple[list[Shape], list[Shape]]:
        """The lanes and the lines between them; the names of the lines, which come over what crosses them."""
        shapes: list[Shape] = []
        told: list[Shape] = []
        edges = []
        for i, (lane, (first, last)) in enumerate(zip(self.shown, self.layout.lanes, strict=True)):
            top, bottom = self.sheet.height_of(first) - PITCH / 2, self.sheet.height_of(last) + PITCH / 2
            edges.append(bottom)
            if i % 2 == 0:
                shapes.append(Box(0, top, wide, bottom - top, "#f4f7f9", rounding=0))
            name = in_lines(self.t(LANES[lane]), 14, 2)
            shapes.append(Words(0.08, (top + bottom) / 2, name, 9, COLORS["muted"], "left", bold=True))
        order = list(LANES)
        for i, (above, below) in enumerate(pairwise(self.shown)):
            between = order[order.index(above) : order.index(below)]
            names = [self.t(LINES[lane]) for lane in between if lane in LINES]
            if names:
                y = edges[i]
                shapes.append(Curve([("M", [(0, y)]), ("L", [(wide, y)])], COLORS["muted"], 1.1, dashed=True))
                line = " · ".join(names)
                told.append(Words(wide - 0.05, y - 0.08, [line], 7.5, COLORS["muted"], "right", backed=True))
        return shapes, told

    # ---- ways ----

    def _ways(self) -> list[Shape]:
        ways = {(link.first, link.second): self.sheet.way((link.first, link.second)) for link in self.links}
        labels = Labels((self.sheet.rectangle(i) for i in range(len(self.places))), ways)
        shapes: list[Shape] = []
        told: list[Shape] = []
        for link, width in zip(self.links, self.drawing.widths(0.8, 7.0), strict=True):
            edge = (link.first, link.second)
            color = COLORS["accent" if link.goes_back else "soft"]
            never = link.volume == 0
            shapes += arrow(ways[edge], 1.3 if width is None else width, color, dashed=never)
            if link.volume and self.places[link.first].kind != "start" and self.places[link.second].kind != "end":
                told.append(labels.place(count(link.volume), edge))
        return [*shapes, *told]

    # ---- places ----

    def _place(self, i: int) -> list[Shape]:
        place, (x, y) = self.places[i], self.sheet.center(i)
        left, top, right, bottom = self.sheet.rectangle(i)
        ink, paper = COLORS["ink"], COLORS["paper"]
        if place.kind == "start":
            return [Disc(x, y, 0.1, ink, ink, 2.0), Words(x, bottom + 0.12, [self.t("flow_drawing.start")], 8.5)]
        if place.kind == "end":
            return [Disc(x, y, 0.1, paper, ink, 2.6), Words(x, bottom + 0.12, [self.t("flow_drawing.end")], 8.5)]
        if place.kind == "junction":
            return [Area([(x, top), (right, y), (x, bottom), (left, y)], paper, ink, 1.2)]
        if place.kind in ("split", "join"):
            return [Box(left, top, right - left, bottom - top, ink, rounding=0)]
        return self._step(place, (left, top, right, bottom))

    def _step(self, place: Place, box: tuple[float, float, float, float]) -> list[Shape]:
        left, top, right, bottom = box
        x, y = (left + right) / 2, (top + bottom) / 2
        missed = place.figures is not None and place.figures.missed
        shapes: list[Shape] = [
            Box(
                left,
                top,
                right - left,
                bottom - top,
                self._fill(place),
                COLORS["ink" if missed else "main"],
                2.4 if missed else 1.0,
                place.optional,
                hint=self._hint(place),
            )
        ]
        figure = place.figures.text() if place.figures else ""
        name = in_lines(place.name, NAME_COLUMNS, 2)
        whole = len(name) + bool(figure)
        pitch = 0.155
        first = y - pitch * (whole - 1) / 2
        shapes.append(Words(x, first + pitch * (len(name) - 1) / 2, name, 8.5, bold=True))
        if figure:
            shapes.append(Words(x, first + pitch * len(name), [figure], 7.5))
        caption = self._caption(place)
        if caption:
            shapes.append(Words(x, bottom + 0.1 + 0.06 * (len(caption) - 1), caption, 7, COLORS["muted"]))
        if missed:
            shapes += _flag(right, top)
        return shapes

    def _fill(self, place: Place) -> str:
        if self.color == "met":
            return class_of(place.met)[1]
        return STEPS[list(LANES).index(place.lane)] if self.color == "lane" else COLORS["paper"]

    def _caption(self, place: Place) -> list[str]:
        if not place.requirements:
            return []
        more = len(place.requirements) - 1
        text = place.requirements[0].text(self.t) + (f" (+{more})" if more else "")
        return in_lines(text, CAPTION_COLUMNS, 2)

    def _hint(self, place: Place) -> str:
        told = [place.name, *([place.channel] if place.channel else []), *(r.text(self.t) for r in place.requirements)]
        return "; ".join(told)

    # ---- what is said below ----

    def _legend(self) -> list[tuple[str, str, float]]:
        keys = (
            "met_scale.at_least_95",
            "met_scale.from_90",
            "met_scale.from_80",
            "met_scale.from_70",
            "met_scale.below_70",
            "met_scale.unknown",
        )
        colors = [color for _, _, color in MET_CLASSES] + [UNKNOWN[1]]
        texts = [self.t(key) for key in keys]
        return [
            (color, text, 0.36 + 0.072 * sum(1 + (ord(c) > 0x2E80) for c in text))
            for color, text in zip(colors, texts, strict=True)
        ]

    def _legend_shapes(self, y: float) -> list[Shape]:
        shapes: list[Shape] = []
        x = 0.02
        for color, text, wide in self._legend():
            shapes.append(Box(x, y - 0.07, 0.2, 0.14, color, COLORS["line"], 0.8, rounding=0.02))
            shapes.append(Words(x + 0.26, y, [text], 8.5, side="left"))
            x += wide
        return shapes

    def _note(self) -> str:
        t, parts = self.t, []
        if any(place.optional for place in self.places):
            parts.append(t("blueprint.optional"))
        if any(link.goes_back for link in self.links):
            parts.append(t("blueprint.again"))
        if any(place.kind == "split" for place in self.places):
            parts.append(t("blueprint.parallel"))
        if self.drawing.is_audited:
            parts.append(t("blueprint.volume", n=count(self.drawing.visits)))
        if any(place.figures and place.figures.missed for place in self.places):
            parts.append(t("blueprint.flag"))
        if hidden := len(self.whole.steps()) - len(self.drawing.steps()):
            parts.append(t("blueprint.left_out", n=count(hidden)))
        return t.sentence(*parts)


def _flag(x: float, y: float) -> list[Shape]:
    """A mark that says the same as the color, for who does not see it."""
    return [Disc(x, y, 0.09, COLORS["ink"], COLORS["paper"], 1.0), Words(x, y, ["!"], 8.5, COLORS["paper"], bold=True)]


def _without_gaps(columns: list[int]) -> list[int]:
    known = {column: i for i, column in enumerate(sorted(set(columns)))}
    return [known[column] for column in columns]


def _lanes_of(drawing: FlowDrawing) -> list[str]:
    """The lane of each place: what is no step stands where the way comes from, the start where it leads."""
    lanes = [place.lane for place in drawing.places]
    for _ in range(len(lanes)):
        for link in drawing.links:
            if not link.goes_back and not lanes[link.second] and drawing.places[link.first].kind != "start":
                lanes[link.second] = lanes[link.first]
        for link in reversed(drawing.links):
            if not link.goes_back and not lanes[link.first]:
                lanes[link.first] = lanes[link.second]
        if all(lanes):
            break
    return [lane or "frontstage" for lane in lanes]
