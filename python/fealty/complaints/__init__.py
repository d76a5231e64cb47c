"""Complaints: what they are about, how many never reach anyone, and what their figures look like.

Start with counts, or with the complaints of a book::

    import fealty as fy

    fy.complaints.Pyramid(prior="lecture").fit(formal=40, informal=310).silent
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .classifier import Classifier as Classifier
    from .classifier import Drift as Drift
    from .classifier import Explanation as Explanation
    from .classifier import ScoreReport as ScoreReport
    from .pyramid import Pyramid as Pyramid
    from .text_features import TextFeatures as TextFeatures
    from .text_features import TextRows as TextRows
    from .text_features import Vocabulary as Vocabulary
    from .text_features import mask as mask

# Where each public name stands.
_lazy = {
    "Classifier": "classifier",
    "Drift": "classifier",
    "Explanation": "classifier",
    "Pyramid": "pyramid",
    "ScoreReport": "classifier",
    "TextFeatures": "text_features",
    "TextRows": "text_features",
    "Vocabulary": "text_features",
    "mask": "text_features",
}

__all__ = [
    "Classifier",
    "Drift",
    "Explanation",
    "Pyramid",
    "ScoreReport",
    "TextFeatures",
    "TextRows",
    "Vocabulary",
    "mask",
]


def __getattr__(name: str) -> object:
    """Loads what is asked for when it is asked for, so that importing fealty takes no time."""
    if name not in _lazy:
        raise AttributeError(f"module 'fealty.complaints' has no attribute {name!r}")
    module = importlib.import_module(f".{_lazy[name]}", __name__)
    value = module if name == _lazy[name] and not hasattr(module, name) else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_lazy)
