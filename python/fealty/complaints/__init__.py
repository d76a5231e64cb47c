"""Complaints: what they are about, how many never reach anyone, and what their figures look like.

Start with counts, or with the complaints of a book::

    import fealty as fy

    fy.complaints.Pyramid(prior="lecture").fit(formal=40, informal=310).silent
    fy.complaints.causes(book).plot()
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .cause_course import CauseCourse as CauseCourse
    from .cause_course import causes_over_time as causes_over_time
    from .cause_needs import CauseNeeds as CauseNeeds
    from .cause_needs import causes_by_need as causes_by_need
    from .cause_shares import CauseShares as CauseShares
    from .cause_shares import causes as causes
    from .pyramid import Pyramid as Pyramid
    from .pyramid import TierPrior as TierPrior
    from .pyramid import tier_priors as tier_priors
    from .pyramid import unhappy_leavers as unhappy_leavers
    from .text_features import TextFeatures as TextFeatures
    from .text_features import TextRows as TextRows
    from .text_features import Vocabulary as Vocabulary
    from .text_features import mask as mask

# Where each public name stands.
_lazy = {
    "CauseCourse": "cause_course",
    "CauseNeeds": "cause_needs",
    "CauseShares": "cause_shares",
    "Pyramid": "pyramid",
    "TierPrior": "pyramid",
    "causes": "cause_shares",
    "causes_by_need": "cause_needs",
    "causes_over_time": "cause_course",
    "tier_priors": "pyramid",
    "unhappy_leavers": "pyramid",
    "TextFeatures": "text_features",
    "TextRows": "text_features",
    "Vocabulary": "text_features",
    "mask": "text_features",
}

__all__ = [
    "CauseCourse",
    "CauseNeeds",
    "CauseShares",
    "Pyramid",
    "TierPrior",
    "causes",
    "causes_by_need",
    "causes_over_time",
    "tier_priors",
    "unhappy_leavers",
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
