#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"

namespace fealty::complaints {

/// A category of a taxonomy: its names, what it means, how many complaints are said to be of it, and how it is
/// answered.
struct TaxonomyCategory {
  std::string key;                                            ///< by which programs know it: "core_failure"
  std::string english = {};                                   ///< its English name
  std::string chinese = {};                                   ///< its Chinese name
  std::string description = {};                               ///< what belongs to it
  double lowest = std::numeric_limits<double>::quiet_NaN();   ///< least share of complaints; NaN where nobody has said
  double highest = std::numeric_limits<double>::quiet_NaN();  ///< greatest share
  std::string answer = {};                                    ///< what it calls for, in a word: "compensate"
  std::string answer_english = {};                            ///< an answer to the customer
  std::string answer_chinese = {};

  /// Shares that nobody has said are equal.
  friend bool operator==(const TaxonomyCategory& a, const TaxonomyCategory& b) noexcept;
};

/// What is believed of the shares of a taxonomy's categories before any complaint is seen.
///
/// Where a complaint has one category, the shares are Dirichlet(weight * mean); where it may have several, each share
/// is Beta(weight * mean, weight * (1 - mean)).
struct CategoryPrior {
  std::vector<double> mean;  ///< by category
  double weight = 0.0;       ///< as many complaints as the prior is worth

  friend bool operator==(const CategoryPrior&, const CategoryPrior&) = default;
};

/// Categories of complaints, as data: those that are ready, and users' own in the same form.
struct Taxonomy {
  std::string name;          ///< the name of the label: "cause"
  std::string english = {};  ///< what it is called
  std::string chinese = {};
  std::string source = {};
  bool several = false;  ///< whether a complaint may have more than one: shares may then sum to more than 1
  bool ordered = false;  ///< whether the categories ascend
  double weight = std::numeric_limits<double>::quiet_NaN();  ///< of the prior; NaN: as the ranges of shares say
  std::vector<TaxonomyCategory> categories = {};

  /// Throws ParameterError, naming the taxonomy and the category, for fewer than two categories, keys that are empty,
  /// "unknown" or stand twice, a share outside of [0, 1], a lowest share above the highest or one without the other,
  /// shares of some categories but not of all, a weight that is not above 0, and, unless a complaint may have several
  /// categories, shares that cannot sum to 1.
  void validate() const;

  /// The position of a category by its key, English or Chinese name; none if there is no such category.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view label) const noexcept;

  /// The same; throws ParameterError that names the label and the nearest category.
  [[nodiscard]] std::size_t position(std::string_view label) const;

  /// The prior that the shares give.
  ///
  /// Where a complaint has one category, all means lie the same part of the way from the lowest to the highest share,
  /// the part that makes them sum to 1: so each lies in its range. Where it may have several, the means are the middles
  /// of the ranges. The weight, unless given, is the least that a category's range gives if it is read as the central
  /// 90 % of a beta distribution in its normal approximation, m (1 - m) / s^2 - 1 with s = (highest - lowest) / (2 *
  /// 1.645): no range is narrower in the prior than its source has it. Without shares the means are equal and the
  /// weight is 1 for each category.
  [[nodiscard]] CategoryPrior prior() const;

  /// One row per category: key, english, chinese, description, share_lowest, share_highest, prior (with _lower and
  /// _upper, the central 90 %), answer, answer_english, answer_chinese.
  [[nodiscard]] Frame frame() const;

  /// Weights that are not given are equal.
  friend bool operator==(const Taxonomy& a, const Taxonomy& b) noexcept;
};

/// The taxonomies that are ready: type, cause, need, severity, meaning.
const std::vector<Taxonomy>& ready_taxonomies();

/// The ready taxonomy of that name; throws ParameterError that lists them.
const Taxonomy& ready_taxonomy(std::string_view name);

/// A taxonomy whose categories are the rows of a frame: the column key and any of those that Taxonomy::frame gives
/// (prior is not read). Throws RecordError for a missing key or column of another type, and what `validate` throws.
Taxonomy taxonomy_of(std::string_view name, const Frame& categories, bool several = false, bool ordered = false,
                     std::string_view source = {});

}  // namespace fealty::complaints
