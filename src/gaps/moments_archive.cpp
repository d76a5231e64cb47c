#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../io/core_archive.hpp"
#include "../io/eigen_archive.hpp"
#include "fealty/gaps/moments.hpp"

/// How the moments of a survey are saved.
namespace fealty::io {

template <>
struct Archived<gaps::PatternSums> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::PatternSums& sums, unsigned /*saved_version*/) {
    ar & sums.count & sums.sum & sums.product;
  }
};

template <>
struct Archived<gaps::Moments> {
  static constexpr std::string_view kind = "gaps.Moments";
  static constexpr std::uint32_t version = 1;
  using Sums = gaps::Moments::Sums;

  static void save(OutArchive& out, const gaps::Moments& m) {
    out << m.names_ << m.respondents_ << m.origin_ << m.has_patterns_ << static_cast<std::uint64_t>(m.patterns_.size());
    save_sums(out, m.pairwise_);
    save_sums(out, m.complete_);
    for (const auto& [pattern, sums] : m.patterns_) out << pattern << sums;
  }

  static gaps::Moments load(InArchive& in, unsigned /*saved_version*/) {
    gaps::Moments m;
    m.names_ = in.value<std::vector<std::string>>();
    m.respondents_ = in.value<std::uint64_t>();
    m.origin_ = in.value<Eigen::VectorXd>();
    const auto items = static_cast<Eigen::Index>(m.names_.size());
    require_sound(m.origin_.size() == items, "there is an origin for each item");
    m.has_patterns_ = in.value<bool>();
    const auto patterns = in.value<std::uint64_t>();
    require_sound(patterns <= (m.has_patterns_ ? gaps::Moments::most_patterns : 0), "moments keep few patterns");
    m.pairwise_ = load_sums(in, items);
    m.complete_ = load_sums(in, items);
    for (std::uint64_t i = 0; i < patterns; ++i) {
      auto pattern = in.value<std::string>();
      auto sums = in.value<gaps::PatternSums>();
      require_sound(pattern.size() == m.names_.size(), "a pattern has a character for each item");
      const auto seen = static_cast<Eigen::Index>(std::ranges::count(pattern, '1'));
      require_sound(sums.sum.size() == seen && sums.product.rows() == seen && sums.product.cols() == seen,
                    "a pattern has sums for each item answered");
      m.patterns_.emplace(std::move(pattern), std::move(sums));
    }
    require_sound(m.patterns_.size() == patterns, "no pattern stands twice");
    return m;
  }

 private:
  static void save_sums(OutArchive& out, const Sums& sums) { out << sums.count << sums.sum << sums.product; }

  static Sums load_sums(InArchive& in, Eigen::Index items) {
    Sums sums;
    for (Eigen::MatrixXd* matrix : {&sums.count, &sums.sum, &sums.product}) {
      *matrix = in.value<Eigen::MatrixXd>();
      require_sound(matrix->rows() == items && matrix->cols() == items, "there is a sum for each pair of items");
    }
    return sums;
  }
};

template struct Codec<gaps::Moments>;

}  // namespace fealty::io
