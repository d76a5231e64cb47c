"""Labels beside points: none stands on another one, or off the page."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")

import matplotlib.pyplot as plt
from matplotlib.text import Text

from fealty.plots.point_labels import label_points


def boxes_of(points: list[tuple[float, float]], labels: list[str]) -> tuple[list[Any], Any]:
    """Where the labels are drawn, and the axes they should stay in."""
    figure = plt.figure(figsize=(4, 4))
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    label_points(ax, points, labels, (4, 4))
    figure.canvas.draw()
    boxes = [Text.get_window_extent(text) for text in ax.texts]  # without the line to the point
    plt.close(figure)
    return boxes, ax.bbox


@pytest.mark.parametrize("seed", range(5))
def test_labels_keep_apart_and_on_the_page(seed: int) -> None:
    random = np.random.default_rng(seed)
    points = [(float(x), float(y)) for x, y in random.uniform(0.03, 0.97, (20, 2))]
    boxes, page = boxes_of(points, [f"item {i}" for i in range(20)])
    for a, b in combinations(boxes, 2):
        assert not a.overlaps(b)
    for box in boxes:
        assert page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1


def test_points_at_the_same_place_have_their_labels_around_it() -> None:
    boxes, _ = boxes_of([(0.5, 0.5)] * 6, list("abcdef"))
    for a, b in combinations(boxes, 2):
        assert not a.overlaps(b)
