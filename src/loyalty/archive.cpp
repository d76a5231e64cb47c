#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "../io/core_archive.hpp"
#include "../io/eigen_archive.hpp"
#include "fealty/loyalty/beta_geo_beta_binom.hpp"
#include "fealty/loyalty/contract_model.hpp"
#include "fealty/loyalty/gamma_gamma.hpp"
#include "fealty/loyalty/purchase_model.hpp"
#include "fealty/loyalty/purchase_regression.hpp"
#include "fealty/loyalty/regular_purchase_model.hpp"
#include "fealty/loyalty/varying_pareto_nbd.hpp"

/// How summaries of purchases and contracts, and the models fitted to them, are saved.
namespace fealty::io {

template <>
struct Archived<loyalty::PurchaseUnit> {
  static constexpr loyalty::PurchaseUnit last = loyalty::PurchaseUnit::year;
};

template <>
struct Archived<loyalty::PurchasesLeftOut> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, loyalty::PurchasesLeftOut& out, unsigned /*saved_version*/) {
    ar & out.without_customer & out.without_time & out.after_until & out.refunds & out.refunded;
  }
};

/// The days and the spend of dated purchases, from which patterns are made again; of others the patterns themselves.
template <>
struct Archived<loyalty::PurchaseSummary> {
  using Summary = loyalty::PurchaseSummary;
  static constexpr std::string_view kind = "loyalty.PurchaseSummary";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const Summary& s) {
    out << s.customers_ << s.left_out_ << s.unit_ << s.zone_ << s.until_ << s.has_amounts_ << s.offsets_ << s.days_
        << s.first_spend_ << s.spend_;
    std::vector<std::uint32_t> frequency;
    std::vector<double> recency, observed, spend;
    if (!s.has_days()) {
      for (const loyalty::PurchasePattern& p : s.patterns_) {
        frequency.push_back(p.frequency);
        recency.push_back(p.recency);
        observed.push_back(p.observed);
      }
      spend = s.monetary_values_;
    }
    out << frequency << recency << observed << spend;
  }

  static Summary load(InArchive& in, unsigned /*saved_version*/) {
    Summary s;
    s.customers_ = in.value<Ids>();
    s.left_out_ = in.value<loyalty::PurchasesLeftOut>();
    s.unit_ = in.value<loyalty::PurchaseUnit>();
    s.zone_ = in.value<std::string>();
    s.until_ = in.value<Summary::Day>();
    s.has_amounts_ = in.value<bool>();
    s.offsets_ = in.value<std::vector<std::uint64_t>>();
    s.days_ = in.value<std::vector<Summary::Day>>();
    s.first_spend_ = in.value<std::vector<ExactSum>>();
    s.spend_ = in.value<std::vector<ExactSum>>();
    const auto frequency = in.value<std::vector<std::uint32_t>>();
    const auto recency = in.value<std::vector<double>>();
    const auto observed = in.value<std::vector<double>>();
    const auto spend = in.value<std::vector<double>>();
    if (s.has_days()) {
      check_days(s);
      require_sound(frequency.empty(), "dated purchases have no counted patterns");
      s.make_patterns();
      return s;
    }
    require_sound(recency.size() == frequency.size() && observed.size() == frequency.size() &&
                      (spend.empty() || spend.size() == frequency.size()),
                  "columns have the same length");
    for (std::size_t i = 0; i < frequency.size(); ++i) {
      const bool is_pattern = recency[i] >= 0 && recency[i] <= observed[i] && std::isfinite(observed[i]) &&
                              (frequency[i] > 0) == (recency[i] > 0);
      require_sound(is_pattern, "a pattern is one of purchases");
      s.patterns_.push_back({frequency[i], recency[i], observed[i]});
    }
    s.monetary_values_ = spend;
    require_sound(s.customers_.size() == 0 || s.customers_.size() == s.patterns_.size(), "a pattern has a customer");
    return s;
  }

  static void check_days(const Summary& s) {
    const std::size_t customers = s.offsets_.size() - 1;
    require_sound(s.customers_.size() == customers, "a customer has days");
    require_sound(s.offsets_.front() == 0 && s.offsets_.back() == s.days_.size(), "days belong to customers");
    for (std::size_t i = 0; i < customers; ++i) {
      require_sound(s.offsets_[i] < s.offsets_[i + 1] && s.offsets_[i + 1] <= s.days_.size(), "a customer has bought");
      for (std::size_t k = s.offsets_[i] + 1; k < s.offsets_[i + 1]; ++k)
        require_sound(s.days_[k - 1] < s.days_[k], "the days of a customer ascend");
      require_sound(s.days_[s.offsets_[i + 1] - 1] <= s.until_, "purchases are before the end of observation");
    }
    const std::size_t sums = s.has_amounts_ ? customers : 0;
    require_sound(s.spend_.size() == sums && s.first_spend_.size() == sums, "a customer has spent something");
  }
};

template <>
struct Archived<loyalty::OpportunitySummary> {
  static constexpr std::string_view kind = "loyalty.OpportunitySummary";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const loyalty::OpportunitySummary& s) {
    std::vector<std::uint32_t> patterns;
    std::vector<double> customers;
    for (const auto& cell : s.cells_) {
      patterns.insert(patterns.end(), {cell.pattern.frequency, cell.pattern.recency, cell.pattern.opportunities});
      customers.push_back(cell.customers);
    }
    out << patterns << customers;
  }

  static loyalty::OpportunitySummary load(InArchive& in, unsigned /*saved_version*/) {
    const auto patterns = in.value<std::vector<std::uint32_t>>();
    const auto customers = in.value<std::vector<double>>();
    require_sound(patterns.size() == 3 * customers.size(), "a pattern has three numbers");
    loyalty::OpportunitySummary s;
    for (std::size_t i = 0; i < customers.size(); ++i) {
      const loyalty::OpportunityPattern p{patterns[3 * i], patterns[3 * i + 1], patterns[3 * i + 2]};
      require_sound(p.frequency <= p.recency && p.recency <= p.opportunities && (p.frequency > 0) == (p.recency > 0),
                    "a pattern is one of opportunities");
      require_sound(customers[i] > 0 && std::isfinite(customers[i]), "a pattern has customers");
      require_sound(i == 0 || s.cells_.back().pattern < p, "patterns ascend");
      s.cells_.push_back({p, customers[i]});
    }
    return s;
  }
};

template <>
struct Archived<loyalty::ContractSummary> {
  static constexpr std::string_view kind = "loyalty.ContractSummary";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, loyalty::ContractSummary& s, unsigned /*saved_version*/) {
    ar & s.ended_ & s.standing_;
  }

  static void check(const loyalty::ContractSummary& s) {
    require_sound(s.ended_.size() == s.standing_.size(), "a tenure has contracts that ended and that stand");
    for (const auto* counts : {&s.ended_, &s.standing_}) {
      require_sound(std::ranges::all_of(*counts, [](double n) { return n >= 0 && std::isfinite(n); }),
                    "contracts are counted");
    }
  }
};

template <>
struct Archived<loyalty::FitWarning> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, loyalty::FitWarning& w, unsigned /*saved_version*/) {
    ar & w.parameter & w.kind & w.meaning;
  }
};

template <>
struct Archived<loyalty::StandardErrors> {
  static constexpr loyalty::StandardErrors last = loyalty::StandardErrors::clustered;
};

template <>
struct Archived<loyalty::LikelihoodFit> {
  static constexpr std::uint32_t version = 2;

  template <class Archive>
  static void serialize(Archive& ar, loyalty::LikelihoodFit& f, unsigned saved_version) {
    ar & f.names & f.estimates & f.covariance & f.log_likelihood & f.observations & f.iterations & f.warnings & f.level;
    if (saved_version < 2) return;
    ar & f.coefficients & f.constraints & f.errors;
  }

  static void check(const loyalty::LikelihoodFit& f) {
    const auto count = static_cast<Eigen::Index>(f.names.size());
    require_sound(f.estimates.size() == f.names.size() && f.covariance.rows() == count && f.covariance.cols() == count,
                  "a parameter has an estimate and its covariances");
    require_sound(f.coefficients <= f.names.size() && f.constraints <= f.names.size(), "some parameters are free");
    for (std::size_t i = 0; i < f.positive(); ++i) require_sound(f.estimates[i].value > 0, "parameters are positive");
  }
};

template <>
struct Archived<loyalty::CodedColumn> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, loyalty::CodedColumn& c, unsigned /*saved_version*/) {
    ar & c.name & c.is_category & c.reference & c.levels;
  }

  static void check(const loyalty::CodedColumn& c) {
    require_sound(std::ranges::is_sorted(c.levels), "the levels of a category ascend");
  }
};

template <>
struct Archived<loyalty::CovariateCoding> {
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const loyalty::CovariateCoding& coding) { out << coding.columns(); }
  static loyalty::CovariateCoding load(InArchive& in, unsigned /*saved_version*/) {
    return loyalty::CovariateCoding(in.value<std::vector<loyalty::CodedColumn>>());
  }
};

/// A model of regular purchases is its fit, its regularity, and the profile.
template <class Model>
struct ArchivedRegularity {
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const Model& model) {
    out << model.estimated() << model.regularity() << model.profile();
  }
  static Model load(InArchive& in, unsigned /*saved_version*/) {
    auto fit = in.value<loyalty::LikelihoodFit>();
    const auto k = in.value<std::uint32_t>();
    return Model(std::move(fit), k, in.value<std::vector<double>>());
  }
};

template <>
struct Archived<loyalty::RegularBetaGeoModel> : ArchivedRegularity<loyalty::RegularBetaGeoModel> {
  static constexpr std::string_view kind = "loyalty.RegularBetaGeoModel";
};
template <>
struct Archived<loyalty::RegularModifiedBetaGeoModel> : ArchivedRegularity<loyalty::RegularModifiedBetaGeoModel> {
  static constexpr std::string_view kind = "loyalty.RegularModifiedBetaGeoModel";
};

/// A regression is its fit and how covariates become numbers.
template <class Model>
struct ArchivedRegression {
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const Model& model) {
    out << model.estimated() << model.coding().transaction << model.coding().dropout;
  }
  static Model load(InArchive& in, unsigned /*saved_version*/) {
    auto fit = in.value<loyalty::LikelihoodFit>();
    auto transaction = in.value<loyalty::CovariateCoding>();
    auto dropout = in.value<loyalty::CovariateCoding>();
    return Model(std::move(fit), {std::move(transaction), std::move(dropout)});
  }
};

template <>
struct Archived<loyalty::BetaGeoRegression> : ArchivedRegression<loyalty::BetaGeoRegression> {
  static constexpr std::string_view kind = "loyalty.BetaGeoRegression";
};
template <>
struct Archived<loyalty::ModifiedBetaGeoRegression> : ArchivedRegression<loyalty::ModifiedBetaGeoRegression> {
  static constexpr std::string_view kind = "loyalty.ModifiedBetaGeoRegression";
};
template <>
struct Archived<loyalty::VaryingParetoNBDModel> : ArchivedRegression<loyalty::VaryingParetoNBDModel> {
  static constexpr std::string_view kind = "loyalty.VaryingParetoNBDModel";
};
template <>
struct Archived<loyalty::ParetoNBDRegression> : ArchivedRegression<loyalty::ParetoNBDRegression> {
  static constexpr std::string_view kind = "loyalty.ParetoNBDRegression";
};

/// A model is its fit.
template <class Model>
struct ArchivedModel {
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const Model& model) { out << model.estimated(); }
  static Model load(InArchive& in, unsigned /*saved_version*/) { return Model(in.value<loyalty::LikelihoodFit>()); }
};

template <>
struct Archived<loyalty::BetaGeoModel> : ArchivedModel<loyalty::BetaGeoModel> {
  static constexpr std::string_view kind = "loyalty.BetaGeoModel";
};
template <>
struct Archived<loyalty::ModifiedBetaGeoModel> : ArchivedModel<loyalty::ModifiedBetaGeoModel> {
  static constexpr std::string_view kind = "loyalty.ModifiedBetaGeoModel";
};
template <>
struct Archived<loyalty::ParetoNBDModel> : ArchivedModel<loyalty::ParetoNBDModel> {
  static constexpr std::string_view kind = "loyalty.ParetoNBDModel";
};
template <>
struct Archived<loyalty::NBDModel> : ArchivedModel<loyalty::NBDModel> {
  static constexpr std::string_view kind = "loyalty.NBDModel";
};
template <>
struct Archived<loyalty::GammaGammaModel> : ArchivedModel<loyalty::GammaGammaModel> {
  static constexpr std::string_view kind = "loyalty.GammaGammaModel";
};
template <>
struct Archived<loyalty::BetaGeoBetaBinomModel> : ArchivedModel<loyalty::BetaGeoBetaBinomModel> {
  static constexpr std::string_view kind = "loyalty.BetaGeoBetaBinomModel";
};
template <>
struct Archived<loyalty::ShiftedBetaGeoModel> : ArchivedModel<loyalty::ShiftedBetaGeoModel> {
  static constexpr std::string_view kind = "loyalty.ShiftedBetaGeoModel";
};
template <>
struct Archived<loyalty::BetaDiscreteWeibullModel> : ArchivedModel<loyalty::BetaDiscreteWeibullModel> {
  static constexpr std::string_view kind = "loyalty.BetaDiscreteWeibullModel";
};

template struct Codec<loyalty::PurchaseSummary>;
template struct Codec<loyalty::OpportunitySummary>;
template struct Codec<loyalty::ContractSummary>;
template struct Codec<loyalty::BetaGeoModel>;
template struct Codec<loyalty::ModifiedBetaGeoModel>;
template struct Codec<loyalty::ParetoNBDModel>;
template struct Codec<loyalty::NBDModel>;
template struct Codec<loyalty::RegularBetaGeoModel>;
template struct Codec<loyalty::RegularModifiedBetaGeoModel>;
template struct Codec<loyalty::VaryingParetoNBDModel>;
template struct Codec<loyalty::BetaGeoRegression>;
template struct Codec<loyalty::ModifiedBetaGeoRegression>;
template struct Codec<loyalty::ParetoNBDRegression>;
template struct Codec<loyalty::GammaGammaModel>;
template struct Codec<loyalty::BetaGeoBetaBinomModel>;
template struct Codec<loyalty::ShiftedBetaGeoModel>;
template struct Codec<loyalty::BetaDiscreteWeibullModel>;

}  // namespace fealty::io
