"""Complaints: what they are about, how many never reach anyone, and what their figures look like.

Start with counts, or with the complaints of a book::

    import fealty as fy

    fy.complaints.Pyramid(prior="lecture").fit(formal=40, informal=310).silent
    fy.complaints.causes(book).plot()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import load as _load

if TYPE_CHECKING:
    from .cause_course import CauseCourse as CauseCourse
    from .cause_course import causes_over_time as causes_over_time
    from .cause_needs import CauseNeeds as CauseNeeds
    from .cause_needs import causes_by_need as causes_by_need
    from .cause_shares import CauseShares as CauseShares
    from .cause_shares import causes as causes
    from .classifier import Classifier as Classifier
    from .drift import Drift as Drift
    from .explanation import Explanation as Explanation
    from .pyramid import Pyramid as Pyramid
    from .pyramid import TierPrior as TierPrior
    from .pyramid import tier_priors as tier_priors
    from .pyramid import unhappy_leavers as unhappy_leavers
    from .score_report import MembershipScore as MembershipScore
    from .score_report import NumberScore as NumberScore
    from .score_report import ScoreReport as ScoreReport
    from .taxonomy import LabelMapping as LabelMapping
    from .taxonomy import Taxonomy as Taxonomy
    from .taxonomy import complaint_meanings as complaint_meanings
    from .text_features import TextFeatures as TextFeatures
    from .text_features import TextRows as TextRows
    from .text_features import Vocabulary as Vocabulary
    from .text_features import mask as mask
    from .triage import Triage as Triage
    from .triage import TriagedText as TriagedText
    from .type_transitions import TypeTransitions as TypeTransitions

# Where each public name stands.
_lazy = {
    "CauseCourse": "cause_course",
    "CauseNeeds": "cause_needs",
    "CauseShares": "cause_shares",
    "Classifier": "classifier",
    "Drift": "drift",
    "Explanation": "explanation",
    "LabelMapping": "taxonomy",
    "Pyramid": "pyramid",
    "MembershipScore": "score_report",
    "NumberScore": "score_report",
    "ScoreReport": "score_report",
    "Taxonomy": "taxonomy",
    "TextFeatures": "text_features",
    "TextRows": "text_features",
    "TierPrior": "pyramid",
    "Triage": "triage",
    "TriagedText": "triage",
    "TypeTransitions": "type_transitions",
    "Vocabulary": "text_features",
    "causes": "cause_shares",
    "causes_by_need": "cause_needs",
    "causes_over_time": "cause_course",
    "complaint_meanings": "taxonomy",
    "mask": "text_features",
    "tier_priors": "pyramid",
    "unhappy_leavers": "pyramid",
}

__all__ = [
    "CauseCourse",
    "CauseNeeds",
    "CauseShares",
    "Classifier",
    "Drift",
    "Explanation",
    "LabelMapping",
    "MembershipScore",
    "NumberScore",
    "Pyramid",
    "ScoreReport",
    "Taxonomy",
    "TextFeatures",
    "TextRows",
    "TierPrior",
    "Triage",
    "TriagedText",
    "TypeTransitions",
    "Vocabulary",
    "causes",
    "causes_by_need",
    "causes_over_time",
    "complaint_meanings",
    "mask",
    "tier_priors",
    "unhappy_leavers",
]


def __getattr__(name: str) -> object:
    """Loads what is asked for when it is asked for."""
    return _load(__name__, _lazy, name)


def __dir__() -> list[str]:
    return sorted(_lazy)
