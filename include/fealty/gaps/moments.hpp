#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "fealty/core/archived.hpp"
#include "fealty/gaps/answers.hpp"

namespace fealty::gaps {

/// What is done where answers are missing.
enum class Missing : std::uint8_t {
  pairwise,          ///< each figure from all respondents who gave what it needs
  complete,          ///< only respondents who left nothing out
  full_information,  ///< maximum likelihood of normal answers that are missing at random
};

/// "pairwise", "complete", "full_information".
std::string_view name_of(Missing missing) noexcept;

/// The way of a name; throws ParameterError that lists the three.
Missing missing_named(std::string_view name);

/// Means and covariances of items.
struct MeanCovariance {
  Eigen::VectorXd mean;
  /// Divisor n - 1 (sample covariance); by full information n, which is the maximum of the likelihood.
  Eigen::MatrixXd covariance;
  Eigen::MatrixXd counts;          ///< respondents behind each covariance; on the diagonal, behind each mean
  std::vector<std::string> names;  ///< of the items

  /// Correlations: covariances over the standard deviations of all who answered each item, which, where answers are
  /// missing, are not those of the pair alone; NaN where an item is constant.
  [[nodiscard]] Eigen::MatrixXd correlation() const;

  /// One row per item: item, mean, standard_deviation, answered.
  [[nodiscard]] Frame frame() const;

  /// One row and one column per item, of covariances, correlations or counts; the first column, item, has the names.
  [[nodiscard]] Frame matrix_frame(const Eigen::MatrixXd& matrix) const;
};

/// Sums over the respondents who answered the same items; of these items, in their order.
struct PatternSums {
  double count = 0.0;
  Eigen::VectorXd sum;
  Eigen::MatrixXd product;

  PatternSums& operator+=(const PatternSums& other);
  friend bool operator==(const PatternSums& a, const PatternSums& b) {
    return a.count == b.count && a.sum == b.sum && a.product == b.product;
  }
};

/// The moments of a survey: how many answered each pair of items, the sums of their answers and of the products.
///
/// A Summary: built in one pass, bounded in size, added by `+=`, and independent of the order of rows: exact, for
/// answers that are whole numbers, as those on a Likert scale are, as long as sums stay below 2^53. Sums of other
/// numbers are taken from a value in their midst, so that no digits are lost where they vary little about a large mean.
/// It also keeps the moments of each pattern of missing answers, as long as there are at most `most_patterns` of them,
/// which is what full information needs.
class Moments {
 public:
  static constexpr std::size_t most_patterns = 256;

  /// No items.
  Moments() = default;

  explicit Moments(const Answers& answers);

  /// Adds the respondents of another survey of the same items. Throws ParameterError if the items differ.
  Moments& operator+=(const Moments& other);

  friend bool operator==(const Moments& a, const Moments& b) {
    return a.names_ == b.names_ && a.respondents_ == b.respondents_ && a.origin_ == b.origin_ &&
           a.pairwise_ == b.pairwise_ && a.complete_ == b.complete_ && a.has_patterns_ == b.has_patterns_ &&
           a.patterns_ == b.patterns_;
  }

  /// Names of the items.
  [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }
  /// Number of respondents, whatever they left out.
  [[nodiscard]] std::uint64_t respondents() const noexcept { return respondents_; }

  /// Respondents who left nothing out.
  [[nodiscard]] std::uint64_t complete() const noexcept;

  /// Means and covariances, with missing answers dealt with as said; NaN where too few respondents answered. Throws
  /// FitError for full information where there are more patterns of missing answers than are kept, or where its
  /// iteration does not end (Little and Rubin 2002, "Statistical analysis with missing data", section 11.2: the EM
  /// algorithm).
  [[nodiscard]] MeanCovariance estimate(Missing missing = Missing::pairwise) const;

 private:
  friend struct io::Archived<Moments>;

  /// Counts and sums over respondents; `sum(i, j)` is that of item i among those who answered j as well.
  struct Sums {
    Eigen::MatrixXd count, sum, product;

    Sums() = default;
    explicit Sums(Eigen::Index items);
    Sums& operator+=(const Sums& other);
    void move_origin(const Eigen::VectorXd& step);
    [[nodiscard]] MeanCovariance estimate() const;
    friend bool operator==(const Sums& a, const Sums& b) {
      return a.count == b.count && a.sum == b.sum && a.product == b.product;
    }
  };

  /// Which items were answered, one character each: '1' or '0'.
  using Pattern = std::string;

  Moments(std::vector<std::string> names, Eigen::VectorXd origin);
  void add_block(Eigen::MatrixXd& answers);
  void add_pattern(const Pattern& pattern, const Eigen::MatrixXd& answers);
  void add_sums(const Pattern& pattern, const PatternSums& sums);
  void move_origin(const Eigen::VectorXd& step);
  [[nodiscard]] MeanCovariance full_information() const;

  std::vector<std::string> names_;
  std::uint64_t respondents_ = 0;
  Eigen::VectorXd origin_;  // what is taken from every answer before it is summed
  Sums pairwise_;
  Sums complete_;
  std::map<Pattern, PatternSums> patterns_;  // emptied for good when there are too many
  bool has_patterns_ = true;
};

}  // namespace fealty::gaps
