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
    from .comparison import Comparison as Comparison
    from .comparison import compare as compare
    from .contract_models import BetaDiscreteWeibullModel as BetaDiscreteWeibullModel
    from .contract_models import ShiftedBetaGeoModel as ShiftedBetaGeoModel
    from .lifetime_value import CustomerValue as CustomerValue
    from .lifetime_value import LifetimeValue as LifetimeValue
    from .opportunity_model import BetaGeoBetaBinomModel as BetaGeoBetaBinomModel
    from .purchase_models import BetaGeoModel as BetaGeoModel
    from .purchase_models import ModifiedBetaGeoModel as ModifiedBetaGeoModel
    from .purchase_models import NBDModel as NBDModel
    from .purchase_models import ParetoNBDModel as ParetoNBDModel
    from .spend_model import GammaGammaModel as GammaGammaModel
    from .summaries import Contracts as Contracts
    from .summaries import Opportunities as Opportunities
    from .summaries import Purchases as Purchases
    from .summaries import purchases as purchases

# Where each public name stands.
_lazy = {
    "Backtest": "backtesting",
    "BetaDiscreteWeibullModel": "contract_models",
    "BetaGeoBetaBinomModel": "opportunity_model",
    "BetaGeoModel": "purchase_models",
    "Comparison": "comparison",
    "Contracts": "summaries",
    "CustomerValue": "lifetime_value",
    "GammaGammaModel": "spend_model",
    "LifetimeValue": "lifetime_value",
    "ModifiedBetaGeoModel": "purchase_models",
    "NBDModel": "purchase_models",
    "Opportunities": "summaries",
    "ParetoNBDModel": "purchase_models",
    "Purchases": "summaries",
    "ShiftedBetaGeoModel": "contract_models",
    "backtest": "backtesting",
    "compare": "comparison",
    "purchases": "summaries",
}

__all__ = [
    "Backtest",
    "BetaDiscreteWeibullModel",
    "BetaGeoBetaBinomModel",
    "BetaGeoModel",
    "Comparison",
    "Contracts",
    "CustomerValue",
    "GammaGammaModel",
    "LifetimeValue",
    "ModifiedBetaGeoModel",
    "NBDModel",
    "Opportunities",
    "ParetoNBDModel",
    "Purchases",
    "ShiftedBetaGeoModel",
    "backtest",
    "compare",
    "purchases",
]


def __getattr__(name: str) -> object:
    """Loads what is asked for when it is asked for."""
    return _load(__name__, _lazy, name)


def __dir__() -> list[str]:
    return sorted(_lazy)
