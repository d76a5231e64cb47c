"""Instruments that are ready: questionnaires as data, in English and Chinese.

``servqual`` (Parasuraman, Zeithaml and Berry 1988, 1991), ``servperf`` (Cronin and Taylor 1992), ``six_needs`` and
``three_layers``::

    fealty.gaps.instruments.servqual.questionnaire(language="zh")
    fealty.gaps.instruments.servqual.dimensions      # what GapAnalysis(dimensions=...) takes

The wording of all items is our own: the published items are under copyright.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .instrument import Instrument, InstrumentCheck, ready

if TYPE_CHECKING:
    servqual: Instrument
    servperf: Instrument
    six_needs: Instrument
    three_layers: Instrument

__all__ = ["Instrument", "InstrumentCheck", "servperf", "servqual", "six_needs", "three_layers"]

_ready = ("servperf", "servqual", "six_needs", "three_layers")


def __getattr__(name: str) -> Instrument:
    """Reads an instrument when it is asked for."""
    if name not in _ready:
        raise AttributeError(f"module 'fealty.gaps.instruments' has no attribute {name!r}")
    globals()[name] = made = ready(name)
    return made


def __dir__() -> list[str]:
    return sorted(__all__)
