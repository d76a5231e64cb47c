"""Loyalty: how often customers will come back, who is still alive, and what each is worth.

Start with purchases, or with a book that has them::

    import fealty as fy

    s = fy.loyalty.purchases(df, until="1997-09-30", unit="week")
    m = fy.loyalty.BetaGeoModel().fit(s)
    m.expected_purchases(s, horizon=39, interval=0.95)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import load as _load

if TYPE_CHECKING:
    from .backtesting import Backtest as Backtest
    from .backtesting import backtest as backtest
    from .branching import Reach as Reach
    from .branching import WordOfMouth as WordOfMouth
    from .branching import word_of_mouth as word_of_mouth
    from .budget import BudgetSplit as BudgetSplit
    from .budget import budget_split as budget_split
    from .budget import response_curve as response_curve
    from .comparison import Comparison as Comparison
    from .comparison import compare as compare
    from .contract_models import BetaDiscreteWeibullModel as BetaDiscreteWeibullModel
    from .contract_models import ShiftedBetaGeoModel as ShiftedBetaGeoModel
    from .customer_economics import CustomerEconomics as CustomerEconomics
    from .customer_economics import blended_acquisition_cost as blended_acquisition_cost
    from .customer_economics import economics as economics
    from .customer_economics import purchase_multiple as purchase_multiple
    from .customer_economics import referral_value as referral_value
    from .customer_economics import replacement_cost as replacement_cost
    from .futures import Futures as Futures
    from .ladder import Accustoming as Accustoming
    from .ladder import accustoming as accustoming
    from .lifetime_value import CustomerValue as CustomerValue
    from .lifetime_value import LifetimeValue as LifetimeValue
    from .opportunity_model import BetaGeoBetaBinomModel as BetaGeoBetaBinomModel
    from .periods import contracts as contracts
    from .periods import opportunities as opportunities
    from .posterior import Posterior as Posterior
    from .purchase_models import BetaGeoModel as BetaGeoModel
    from .purchase_models import ModifiedBetaGeoModel as ModifiedBetaGeoModel
    from .purchase_models import NBDModel as NBDModel
    from .purchase_models import ParetoNBDModel as ParetoNBDModel
    from .regular_models import RegularBetaGeoModel as RegularBetaGeoModel
    from .regular_models import RegularModifiedBetaGeoModel as RegularModifiedBetaGeoModel
    from .spend_model import GammaGammaModel as GammaGammaModel
    from .summaries import Contracts as Contracts
    from .summaries import Opportunities as Opportunities
    from .summaries import Purchases as Purchases
    from .summaries import purchases as purchases
    from .uncertain import TextbookFigure as TextbookFigure
    from .uncertain import textbook_figure as textbook_figure
    from .uncertain import textbook_figures as textbook_figures
    from .varying_model import VaryingParetoNBDModel as VaryingParetoNBDModel

# Where each public name stands.
_lazy = {
    "Accustoming": "ladder",
    "Backtest": "backtesting",
    "BetaDiscreteWeibullModel": "contract_models",
    "BetaGeoBetaBinomModel": "opportunity_model",
    "BetaGeoModel": "purchase_models",
    "BudgetSplit": "budget",
    "Comparison": "comparison",
    "Contracts": "summaries",
    "CustomerEconomics": "customer_economics",
    "CustomerValue": "lifetime_value",
    "Futures": "futures",
    "GammaGammaModel": "spend_model",
    "LifetimeValue": "lifetime_value",
    "ModifiedBetaGeoModel": "purchase_models",
    "NBDModel": "purchase_models",
    "Opportunities": "summaries",
    "ParetoNBDModel": "purchase_models",
    "Posterior": "posterior",
    "Purchases": "summaries",
    "Reach": "branching",
    "RegularBetaGeoModel": "regular_models",
    "RegularModifiedBetaGeoModel": "regular_models",
    "ShiftedBetaGeoModel": "contract_models",
    "TextbookFigure": "uncertain",
    "VaryingParetoNBDModel": "varying_model",
    "WordOfMouth": "branching",
    "accustoming": "ladder",
    "backtest": "backtesting",
    "blended_acquisition_cost": "customer_economics",
    "budget_split": "budget",
    "compare": "comparison",
    "contracts": "periods",
    "economics": "customer_economics",
    "opportunities": "periods",
    "purchase_multiple": "customer_economics",
    "purchases": "summaries",
    "referral_value": "customer_economics",
    "replacement_cost": "customer_economics",
    "response_curve": "budget",
    "textbook_figure": "uncertain",
    "textbook_figures": "uncertain",
    "word_of_mouth": "branching",
}

__all__ = [
    "Accustoming",
    "Backtest",
    "BetaDiscreteWeibullModel",
    "BetaGeoBetaBinomModel",
    "BetaGeoModel",
    "BudgetSplit",
    "Comparison",
    "Contracts",
    "CustomerEconomics",
    "CustomerValue",
    "Futures",
    "GammaGammaModel",
    "LifetimeValue",
    "ModifiedBetaGeoModel",
    "NBDModel",
    "Opportunities",
    "ParetoNBDModel",
    "Posterior",
    "Purchases",
    "Reach",
    "RegularBetaGeoModel",
    "RegularModifiedBetaGeoModel",
    "ShiftedBetaGeoModel",
    "TextbookFigure",
    "VaryingParetoNBDModel",
    "WordOfMouth",
    "accustoming",
    "backtest",
    "blended_acquisition_cost",
    "budget_split",
    "compare",
    "contracts",
    "economics",
    "purchase_multiple",
    "purchases",
    "referral_value",
    "replacement_cost",
    "response_curve",
    "textbook_figure",
    "textbook_figures",
    "word_of_mouth",
]


def __getattr__(name: str) -> object:
    """Loads what is asked for when it is asked for."""
    return _load(__name__, _lazy, name)


def __dir__() -> list[str]:
    return sorted(_lazy)
