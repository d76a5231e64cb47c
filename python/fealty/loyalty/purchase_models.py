"""Models of repeat buying: how often customers will come back, and who is still alive."""

from __future__ import annotations

from .. import _core
from .covariate_model import CovariateModel
from .purchase_model import PurchaseModel

__all__ = ["BetaGeoModel", "ModifiedBetaGeoModel", "NBDModel", "ParetoNBDModel"]


class BetaGeoModel(CovariateModel):
    """The BG/NBD model: a customer buys at a rate of their own until dropping out after one of the purchases.

    Rates are gamma distributed with shape r and rate alpha, probabilities of dropping out beta distributed with weights
    a and b.

    Parameters
    ----------
    transaction, dropout : sequence of str
        The columns of covariates on which the rate of purchases and the probability of dropping out depend. They
        multiply alpha by exp(-gamma' x), a by exp(delta' x) and b by exp(epsilon' x) (Fader and Hardie 2007).
    level : float
        Of the intervals of parameters.
    penalty : float
        Of the coefficients: half of it times the square of the effect of one standard deviation of the covariate is
        taken off the log-likelihood.
    penalty_of_logarithms : float
        The same, of the logarithms of the other parameters.
    fixed : mapping, optional
        Parameters that are known, by name.
    equal : sequence of pairs
        Names of parameters that have one value.
    errors : {"model", "robust"}
        Of what standard errors are: right if the model is, or the sandwich of Huber (1967) and White (1982), right
        where it is an approximation, too.

    References
    ----------
    Fader and Hardie (2007), "Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models".
    Fader, Hardie and Lee (2005), "Counting your customers the easy way: an alternative to the Pareto/NBD model",
    Marketing Science 24.

    Examples
    --------
    >>> import fealty as fy
    >>> truth = fy.loyalty.BetaGeoModel.from_parameters(r=0.24, alpha=4.4, a=0.8, b=2.4)
    >>> drawn = truth.simulate(5000, T=39.0)
    >>> s = fy.loyalty.Purchases.from_arrays(drawn["frequency"], drawn["recency"], drawn["T"])
    >>> m = fy.loyalty.BetaGeoModel().fit(s)
    >>> abs(m.parameters_["r"].value - 0.24) < 3 * m.parameters_["r"].standard_error
    True
    """

    _model = _core.BetaGeoModel
    _regression = _core.BetaGeoRegression
    _effects = (("transaction", "transaction"), ("dropout_a", "dropout"), ("dropout_b", "dropout"))
    _title = "BG/NBD"


class ModifiedBetaGeoModel(CovariateModel):
    """The MBG/NBD model: BG/NBD in which a customer may also drop out right after the first purchase.

    Parameters
    ----------
    transaction, dropout : sequence of str
        The columns of covariates on which the rate of purchases and the probability of dropping out depend. They
        multiply alpha by exp(-gamma' x), a by exp(delta' x) and b by exp(epsilon' x) (Fader and Hardie 2007).
    level : float
        Of the intervals of parameters.
    penalty : float
        Of the coefficients: half of it times the square of the effect of one standard deviation of the covariate is
        taken off the log-likelihood.
    penalty_of_logarithms : float
        The same, of the logarithms of the other parameters.
    fixed : mapping, optional
        Parameters that are known, by name.
    equal : sequence of pairs
        Names of parameters that have one value.
    errors : {"model", "robust"}
        Of what standard errors are: right if the model is, or the sandwich of Huber (1967) and White (1982), right
        where it is an approximation, too.

    References
    ----------
    Fader and Hardie (2007), "Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models".
    Batislam, Denizel and Filiztekin (2007), "Empirical validation and comparison of models for customer base analysis",
    International Journal of Research in Marketing 24.
    """

    _model = _core.ModifiedBetaGeoModel
    _regression = _core.ModifiedBetaGeoRegression
    _effects = (("transaction", "transaction"), ("dropout_a", "dropout"), ("dropout_b", "dropout"))
    _title = "MBG/NBD"


class ParetoNBDModel(CovariateModel):
    """The Pareto/NBD model: a customer buys at a rate of their own until leaving at any time.

    Rates of purchases are gamma distributed with shape r and rate alpha, rates of leaving with shape s and rate beta.

    Parameters
    ----------
    transaction, dropout : sequence of str
        The columns of covariates on which the rate of purchases and the rate of leaving depend. They multiply alpha by
        exp(-gamma' x) and beta by exp(-delta' x) (Fader and Hardie 2007).
    level : float
        Of the intervals of parameters.
    penalty : float
        Of the coefficients: half of it times the square of the effect of one standard deviation of the covariate is
        taken off the log-likelihood.
    penalty_of_logarithms : float
        The same, of the logarithms of the other parameters.
    fixed : mapping, optional
        Parameters that are known, by name.
    equal : sequence of pairs
        Names of parameters that have one value.
    errors : {"model", "robust"}
        Of what standard errors are: right if the model is, or the sandwich of Huber (1967) and White (1982), right
        where it is an approximation, too.

    References
    ----------
    Fader and Hardie (2007), "Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models".
    Schmittlein, Morrison and Colombo (1987), "Counting your customers: who are they and what will they do next?",
    Management Science 33.
    """

    _model = _core.ParetoNBDModel
    _regression = _core.ParetoNBDRegression
    _effects = (("transaction", "transaction"), ("dropout", "dropout"))
    _title = "Pareto/NBD"


class NBDModel(PurchaseModel):
    """The NBD model: a customer buys at a rate of their own, and nobody leaves.

    Rates are gamma distributed with shape r and rate alpha.

    Parameters
    ----------
    level : float
        Of the intervals of parameters.
    penalty_of_logarithms : float
        Half of it times the squares of the logarithms of the parameters is taken off the log-likelihood.
    fixed : mapping, optional
        Parameters that are known, by name.
    equal : sequence of pairs
        Names of parameters that have one value.
    errors : {"model", "robust"}
        Of what standard errors are.

    References
    ----------
    Ehrenberg (1959), "The pattern of consumer purchases", Applied Statistics 8.
    """

    _model = _core.NBDModel
    _title = "NBD"
