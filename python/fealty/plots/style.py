"""The look of all pictures: one size, one set of colors, titles that say what was found."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any

import matplotlib
from matplotlib import font_manager
from matplotlib.figure import Figure

from ..languages import texts
from ..languages.lines import in_lines
from ..languages.numbers import shortened, width

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.axes import Axes

__all__ = ["COLORS", "HEAT", "STEPS", "Drawn", "frame_of", "picture"]

# Dark blue and orange differ in lightness as well as in hue: they stay apart in gray and for the color-blind.
COLORS = {
    "ink": "#22303c",
    "muted": "#5f6f7d",
    "line": "#d3dbe2",
    "main": "#1f5f8b",
    "accent": "#d9822b",
    "soft": "#b3c5d4",
    "paper": "#fefefe",
}
# Hues of different steps, told apart by the color-blind: after Okabe and Ito (2008), "Color universal design", lighter.
STEPS = ("#9cc9ea", "#f3c77b", "#8fd0b8", "#e9a3c9", "#f4ec8c", "#b8b4e0", "#e8a07a", "#c9d6a0", "#7fa7c4", "#d9c1a8")
HEAT = matplotlib.colors.LinearSegmentedColormap.from_list(
    "fealty", ["#f1f5f9", "#bcd3e4", "#7fabcb", "#3f7fad", "#17476b"]
)
WIDTH = 5.0  # inches; 360 points, so that letters of 10 points can be read where it fills a phone
TITLE_COLUMNS = 52

# Families that have Chinese characters, the most usual first. Where none is installed, pictures as bitmaps show
# boxes for Chinese letters; the pictures of a report hold texts and are drawn with the fonts of who reads it.
CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "Microsoft YaHei",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "Arial Unicode MS",
)


@lru_cache(maxsize=1)
def fonts() -> list[str]:
    """The families that letters are looked for in, one after another; the second has Chinese ones, if any has."""
    if not (chinese := chinese_families()):
        list_new_fonts()
        chinese = chinese_families()
    for family in chinese[:1]:
        list_in_both_weights(family)
    return ["DejaVu Sans", *chinese[:1]]


def chinese_families() -> list[str]:
    """The families of matplotlib's list that have Chinese characters, the most usual first."""
    listed = set(font_manager.get_font_names())
    return [family for family in CHINESE_FONTS if family in listed]


def list_new_fonts() -> None:
    """Adds what was installed since matplotlib made its list, which it keeps from one process to the next."""
    listed = {font.fname for font in font_manager.fontManager.ttflist}
    for path in font_manager.findSystemFonts():
        if path not in listed:
            with suppress(OSError, RuntimeError):  # a file that is no font, or one whose letters are bitmaps
                font_manager.fontManager.addfont(path)


def list_in_both_weights(family: str) -> None:
    """Has a family serve for normal and bold letters: matplotlib complains each time of a weight that it has not."""
    listed = font_manager.fontManager.ttflist
    weights = {_weight(font): font for font in listed if font.name == family}
    for wanted in (400, 700):
        if wanted not in weights:
            nearest = weights[min(weights, key=lambda weight: abs(weight - wanted))]
            listed.append(replace(nearest, weight=wanted))


def _weight(font: font_manager.FontEntry) -> int:
    return font_manager.weight_dict[font.weight] if isinstance(font.weight, str) else font.weight


@lru_cache(maxsize=1)
def say_that_chinese_is_missing() -> None:
    """Once in a process: the pictures show boxes, and what helps."""
    what = (
        "No installed font has Chinese characters, and pictures show boxes for them; Noto Sans CJK SC is one that has."
    )
    warnings.warn(what, stacklevel=3)  # where the picture is asked for


def settings() -> dict[str, Any]:
    """What matplotlib is told while a picture is drawn."""
    ink, muted, line = COLORS["ink"], COLORS["muted"], COLORS["line"]
    return {
        "font.family": fonts(),
        "font.size": 10,
        "text.color": ink,
        "text.parse_math": False,  # a label may hold dollar signs
        "axes.titlesize": 11,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.titlepad": 12,
        "axes.labelsize": 9,
        "axes.labelcolor": muted,
        "axes.edgecolor": line,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.unicode_minus": True,
        "xtick.color": line,
        "ytick.color": line,
        "xtick.labelcolor": muted,
        "ytick.labelcolor": ink,
        "xtick.labelsize": 9,
        "ytick.labelsize": 10,
        "grid.color": line,
        "grid.linewidth": 0.6,
        "svg.fonttype": "none",
        "svg.hashsalt": "fealty",  # the same picture has the same bytes
    }


@dataclass(frozen=True)
class Drawn:
    """What a picture says, and how high and wide it wants to be, in inches."""

    title: str
    height: float = 3.2
    width: float = WIDTH


Draw = Callable[..., Drawn]  # of a result, axes, texts, and the options that the picture has


class Picture:
    """A picture of a result: ``picture(result)`` draws it and returns the axes, as matplotlib's users expect."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        wraps(draw)(self)

    def __call__(self, result: Any, ax: Axes | None = None, *, language: str = "en", **options: Any) -> Axes:
        """Draws into `ax`, or into a new figure of pyplot; `options` are those of the picture."""
        t = texts(language)
        if language == "zh" and len(fonts()) == 1:
            say_that_chinese_is_missing()
        with matplotlib.rc_context(settings()):  # type: ignore[arg-type]
            own = ax is None
            if ax is None:
                import matplotlib.pyplot as plt

                ax = plt.figure(figsize=(WIDTH, 3.2), layout="constrained").add_subplot()
            drawn = self._draw(result, ax, t, **options)
            title = "\n".join(in_lines(drawn.title, round(TITLE_COLUMNS * drawn.width / WIDTH)))
            if own:
                above = 0.35 + 0.2 * title.count("\n")
                ax.figure.set_size_inches(drawn.width, drawn.height + above)  # type: ignore[union-attr]
                size, weight = matplotlib.rcParams["axes.titlesize"], matplotlib.rcParams["axes.titleweight"]
                ax.figure.suptitle(title, x=0.015 * WIDTH / drawn.width, ha="left", fontsize=size, fontweight=weight)
            else:
                ax.set_title(title)
        return ax

    def figure(self, result: Any, language: str = "en") -> tuple[Figure, str]:
        """A figure of its own, apart from pyplot, without the title, which comes beside it."""
        with matplotlib.rc_context(settings()):  # type: ignore[arg-type]
            figure = Figure(figsize=(WIDTH, 3.2), layout="constrained")
            drawn = self._draw(result, figure.add_subplot(), texts(language))
            figure.set_size_inches(drawn.width, drawn.height)
        return figure, drawn.title


def picture(draw: Draw) -> Picture:
    """Makes a picture of a function that draws a result into axes in the texts of a language."""
    return Picture(draw)


def frame_of(result: Any) -> pl.DataFrame:
    """The main table of a result as polars has it; a polars frame is one already."""
    import polars as pl

    return result if isinstance(result, pl.DataFrame) else pl.DataFrame(result._compiled.frame())


# ---- the parts that pictures are made of ----


def label_rows(ax: Axes, labels: Iterable[Any], columns: int = 24) -> int:
    """Rows from the top, with their labels at the left; returns how many there are."""
    names = [shortened(label, columns) for label in labels]
    ax.set_yticks(range(len(names)), names, fontsize=10 if max(map(width, names), default=0) <= 20 else 9)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    return len(names)


def hide_scale(ax: Axes) -> None:
    """No scale below: every value is written beside its mark."""
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)


def height_of(rows: int) -> float:
    """The height of a picture of rows."""
    return 0.75 + 0.27 * rows


def whisker(ax: Axes, y: float, lower: float, upper: float) -> None:
    """An interval as a thin line across, with an edge that sets it apart from dark bars."""
    if lower == lower and upper == upper:
        for shade, thickness in ((COLORS["paper"], 3.2), (COLORS["ink"], 1.4)):
            ax.plot([lower, upper], [y, y], color=shade, linewidth=thickness, solid_capstyle="butt", zorder=4)


def readable_on(color: tuple[float, ...]) -> str:
    """Black or white, whichever is read better on a color; both stay what they are on dark pages."""
    red, green, blue = color[:3]
    return "#000000" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.55 else "#ffffff"
