#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "../io/core_archive.hpp"
#include "../io/eigen_archive.hpp"
#include "fealty/loyalty/accustoming.hpp"
#include "fealty/loyalty/budget_split.hpp"
#include "fealty/loyalty/customer_economics.hpp"
#include "fealty/loyalty/referral_value.hpp"
#include "fealty/loyalty/replacement_cost.hpp"
#include "fealty/loyalty/word_of_mouth.hpp"
#include "retention_archive.hpp"

/// How word of mouth, becoming accustomed and the economics of customers are saved.
namespace fealty::io {

template <>
struct Archived<loyalty::OffspringKind> {
  static constexpr loyalty::OffspringKind last = loyalty::OffspringKind::negative_binomial;
};

template <>
struct Archived<loyalty::OffspringLaw> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, loyalty::OffspringLaw& law, unsigned /*saved_version*/) {
    ar & law.kind & law.mean & law.shape;
  }
};

template <>
struct Archived<loyalty::WordOfMouth> {
  static constexpr std::string_view kind = "loyalty.WordOfMouth";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const loyalty::WordOfMouth& word) { out << word.generations(); }
  static loyalty::WordOfMouth load(InArchive& in, unsigned /*saved_version*/) {
    return loyalty::WordOfMouth(in.value<std::vector<loyalty::OffspringLaw>>());
  }
};

template <>
struct Archived<loyalty::Reach> {
  static constexpr std::string_view kind = "loyalty.Reach";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, loyalty::Reach& r, unsigned /*saved_version*/) {
    ar & r.generations & r.mean & r.people & r.variance & r.probabilities & r.tail & r.market & r.distinct &
        r.distinct_variance;
  }

  static void check(const loyalty::Reach& r) {
    require_sound(std::ranges::all_of(r.probabilities, [](double p) { return p >= 0 && p <= 1; }),
                  "probabilities are from 0 to 1");
  }
};

template <>
struct Archived<loyalty::NetWordOfMouth> {
  static constexpr std::string_view kind = "loyalty.NetWordOfMouth";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, loyalty::NetWordOfMouth& n, unsigned /*saved_version*/) {
    ar & n.good & n.bad & n.ratio & n.net & n.break_even_share;
  }
};

template <>
struct Archived<loyalty::Accustoming> {
  static constexpr std::string_view kind = "loyalty.Accustoming";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, loyalty::Accustoming& a, unsigned /*saved_version*/) {
    ar & a.states_ & a.matrix_ & a.covariances_ & a.absorbing_ & a.counts_ & a.prior_ & a.unknown_ & a.level_;
  }

  static void check(const loyalty::Accustoming& a) {
    const auto n = static_cast<Eigen::Index>(a.states_.size());
    const auto is_square = [&](const Eigen::MatrixXd& m) { return m.rows() == n && m.cols() == n; };
    require_sound(is_square(a.matrix_) && is_square(a.counts_) && a.absorbing_.size() == a.states_.size() &&
                      a.covariances_.size() == a.states_.size() && std::ranges::all_of(a.covariances_, is_square),
                  "a state has a row of the matrix and its covariances");
    require_sound(a.level_ > 0 && a.level_ < 1 && a.prior_ >= 0, "a level is between 0 and 1");
    for (Eigen::Index i = 0; i < n; ++i) {
      require_sound(a.matrix_.row(i).minCoeff() >= 0 && std::abs(a.matrix_.row(i).sum() - 1) <= 1e-6,
                    "a row of the matrix sums to 1");
    }
  }
};

template <>
struct Archived<loyalty::ProfitStreams> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, loyalty::ProfitStreams& s, unsigned /*saved_version*/) {
    ar & s.base_profit & s.growth & s.cost_saving & s.referrals & s.price_premium & s.retention_cost &
        s.acquisition_cost;
  }
};

template <>
struct Archived<loyalty::EconomicsOptions> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, loyalty::EconomicsOptions& o, unsigned /*saved_version*/) {
    ar & o.discount & o.years & o.level;
  }
};

/// The inputs, from which the figures are computed again. A model of the retention is saved as its fit.
template <>
struct Archived<loyalty::CustomerEconomics> {
  static constexpr std::string_view kind = "loyalty.CustomerEconomics";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const loyalty::CustomerEconomics& e) {
    const auto* rates = std::get_if<std::vector<Estimate>>(&e.retention_);
    out << e.streams_ << e.options_ << static_cast<std::uint8_t>(e.retention_.index())
        << (rates ? *rates : std::vector<Estimate>()) << loyalty::model_bytes(e.retention_);
  }

  static loyalty::CustomerEconomics load(InArchive& in, unsigned /*saved_version*/) {
    auto streams = in.value<loyalty::ProfitStreams>();
    const auto options = in.value<loyalty::EconomicsOptions>();
    const auto index = in.value<std::uint8_t>();
    auto rates = in.value<std::vector<Estimate>>();
    const auto bytes = in.value<std::string>();
    require_sound(index < std::variant_size_v<loyalty::Retention>, "the kind of a retention is unknown");
    loyalty::Retention retention = index == 0 ? loyalty::Retention(std::move(rates)) : loyalty::model_in(index, bytes);
    return {std::move(streams), std::move(retention), options};
  }
};

template <>
struct Archived<loyalty::ReferralValue> {
  static constexpr std::string_view kind = "loyalty.ReferralValue";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, loyalty::ReferralValue& r, unsigned /*saved_version*/) {
    ar & r.customers & r.value & r.chain;
  }
};

template <>
struct Archived<loyalty::ReplacementCost> {
  static constexpr std::string_view kind = "loyalty.ReplacementCost";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, loyalty::ReplacementCost& r, unsigned /*saved_version*/) {
    ar & r.acquisition & r.replacement & r.break_even_spend;
  }
};

template <>
struct Archived<loyalty::ResponseCurve> {
  static constexpr std::string_view kind = "loyalty.ResponseCurve";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, loyalty::ResponseCurve& c, unsigned /*saved_version*/) {
    ar & c.ceiling & c.rate;
  }
};

template <>
struct Archived<loyalty::BudgetProblem> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, loyalty::BudgetProblem& p, unsigned /*saved_version*/) {
    ar & p.prospects & p.customers & p.margin & p.discount & p.winning & p.keeping & p.budget & p.level;
  }
};

/// The problem, which is solved again.
template <>
struct Archived<loyalty::BudgetSplit> {
  static constexpr std::string_view kind = "loyalty.BudgetSplit";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const loyalty::BudgetSplit& split) { out << split.problem; }
  static loyalty::BudgetSplit load(InArchive& in, unsigned /*saved_version*/) {
    return loyalty::budget_split(in.value<loyalty::BudgetProblem>());
  }
};

template struct Codec<loyalty::WordOfMouth>;
template struct Codec<loyalty::Reach>;
template struct Codec<loyalty::NetWordOfMouth>;
template struct Codec<loyalty::Accustoming>;
template struct Codec<loyalty::CustomerEconomics>;
template struct Codec<loyalty::ReferralValue>;
template struct Codec<loyalty::ReplacementCost>;
template struct Codec<loyalty::ResponseCurve>;
template struct Codec<loyalty::BudgetSplit>;

}  // namespace fealty::io
