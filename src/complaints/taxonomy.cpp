#include "fealty/complaints/taxonomy.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/nearest_name.hpp"
#include "fealty/core/special.hpp"

namespace fealty::complaints {
namespace {

bool same(double a, double b) noexcept {
  return a == b || (std::isnan(a) && std::isnan(b));
}

[[noreturn]] void refuse(const Taxonomy& taxonomy, const std::string& problem) {
  throw ParameterError(code::out_of_domain, fmt::format("taxonomy {}: {}", taxonomy.name, problem));
}

bool has_shares(const Taxonomy& taxonomy) {
  return std::ranges::any_of(taxonomy.categories, [](const auto& one) { return !std::isnan(one.lowest); });
}

void check_shares(const Taxonomy& taxonomy) {
  double least = 0.0, greatest = 0.0;
  for (const TaxonomyCategory& one : taxonomy.categories) {
    if (std::isnan(one.lowest) || std::isnan(one.highest)) {
      refuse(taxonomy, fmt::format("category {} lacks a lowest or highest share, though others have both", one.key));
    }
    if (!(one.lowest >= 0 && one.lowest <= one.highest && one.highest <= 1)) {
      refuse(taxonomy, fmt::format("category {} has shares from {} to {}, but they must ascend between 0 and 1",
                                   one.key, one.lowest, one.highest));
    }
    least += one.lowest;
    greatest += one.highest;
  }
  // Shares of whole per cent that sum to 100 may miss 1 by rounding.
  if (!taxonomy.several && (least > 1 + 1e-9 || greatest < 1 - 1e-9)) {
    refuse(taxonomy, fmt::format("a complaint has one category, but the shares sum to {} to {}", least, greatest));
  }
}

/// The part of the way from the lowest to the highest shares at which they sum to 1.
double part_of_the_way(const Taxonomy& taxonomy) {
  double least = 0.0, greatest = 0.0;
  for (const TaxonomyCategory& one : taxonomy.categories) {
    least += one.lowest;
    greatest += one.highest;
  }
  return greatest > least ? std::clamp((1 - least) / (greatest - least), 0.0, 1.0) : 0.0;
}

/// The least weight by the ranges; NaN if all shares are points.
double weight_of_ranges(const Taxonomy& taxonomy, const std::vector<double>& mean) {
  constexpr double half_widths_of_90_per_cent = 2 * 1.6448536269514722;
  double least = std::numeric_limits<double>::quiet_NaN();
  for (std::size_t c = 0; c < mean.size(); ++c) {
    const TaxonomyCategory& one = taxonomy.categories[c];
    if (one.highest == one.lowest || mean[c] <= 0 || mean[c] >= 1) continue;
    const double deviation = (one.highest - one.lowest) / half_widths_of_90_per_cent;
    const double weight = mean[c] * (1 - mean[c]) / (deviation * deviation) - 1;
    if (weight > 0 && !(weight >= least)) least = weight;
  }
  return least;
}

using Text = std::string TaxonomyCategory::*;
constexpr std::pair<const char*, Text> texts[] = {{"key", &TaxonomyCategory::key},
                                                  {"english", &TaxonomyCategory::english},
                                                  {"chinese", &TaxonomyCategory::chinese},
                                                  {"description", &TaxonomyCategory::description},
                                                  {"answer", &TaxonomyCategory::answer},
                                                  {"answer_english", &TaxonomyCategory::answer_english},
                                                  {"answer_chinese", &TaxonomyCategory::answer_chinese}};

Column column_of(const Taxonomy& taxonomy, Text text) {
  std::vector<std::string> values;
  for (const TaxonomyCategory& one : taxonomy.categories) values.push_back(one.*text);
  return values;
}

}  // namespace

bool operator==(const TaxonomyCategory& a, const TaxonomyCategory& b) noexcept {
  return same(a.lowest, b.lowest) && same(a.highest, b.highest) &&
         std::ranges::all_of(texts, [&](const auto& one) { return a.*one.second == b.*one.second; });
}

bool operator==(const Taxonomy& a, const Taxonomy& b) noexcept {
  return a.name == b.name && a.english == b.english && a.chinese == b.chinese && a.source == b.source &&
         a.several == b.several && a.ordered == b.ordered && same(a.weight, b.weight) && a.categories == b.categories;
}

void Taxonomy::validate() const {
  if (categories.size() < 2)
    refuse(*this, fmt::format("it needs at least 2 categories, but has {}", categories.size()));
  if (!std::isnan(weight) && !(weight > 0 && std::isfinite(weight))) {
    refuse(*this, fmt::format("weight is {}, but it must be above 0", weight));
  }
  std::set<std::string_view> seen;
  for (const TaxonomyCategory& one : categories) {
    if (one.key.empty() || one.key == "unknown") {
      refuse(*this, fmt::format("a category has the key \"{}\", which cannot be a key", one.key));
    }
    if (!seen.insert(one.key).second) refuse(*this, fmt::format("the key {} stands twice", one.key));
  }
  if (has_shares(*this)) check_shares(*this);
}

std::optional<std::size_t> Taxonomy::find(std::string_view label) const noexcept {
  for (std::size_t c = 0; c < categories.size(); ++c) {
    if (categories[c].key == label) return c;
  }
  for (std::size_t c = 0; c < categories.size(); ++c) {
    if (!label.empty() && (categories[c].english == label || categories[c].chinese == label)) return c;
  }
  return std::nullopt;
}

std::size_t Taxonomy::position(std::string_view label) const {
  if (const auto found = find(label)) return *found;
  const auto key_at = [&](std::size_t c) { return categories[c].key; };
  throw ParameterError(code::unknown_name,
                       unknown_name_message(label, "a category of the taxonomy " + name, {categories.size(), key_at}));
}

CategoryPrior Taxonomy::prior() const {
  const double count = static_cast<double>(categories.size());
  if (!has_shares(*this)) {
    return {std::vector<double>(categories.size(), 1 / count), std::isnan(weight) ? count : weight};
  }
  CategoryPrior made;
  const double part = several ? 0.5 : part_of_the_way(*this);
  for (const TaxonomyCategory& one : categories) made.mean.push_back(one.lowest + part * (one.highest - one.lowest));
  const double of_ranges = weight_of_ranges(*this, made.mean);
  made.weight = !std::isnan(weight) ? weight : !std::isnan(of_ranges) ? of_ranges : count;
  return made;
}

Frame Taxonomy::frame() const {
  std::vector<std::optional<double>> lowest, highest;
  std::vector<double> lower, upper;
  const CategoryPrior known = prior();
  for (std::size_t c = 0; c < categories.size(); ++c) {
    const TaxonomyCategory& one = categories[c];
    lowest.push_back(std::isnan(one.lowest) ? std::nullopt : std::optional(one.lowest));
    highest.push_back(std::isnan(one.highest) ? std::nullopt : std::optional(one.highest));
    const double a = known.weight * known.mean[c], b = known.weight - a;
    const bool spread = a > 0 && b > 0;
    lower.push_back(spread ? beta_quantile(0.05, a, b) : known.mean[c]);
    upper.push_back(spread ? beta_quantile(0.95, a, b) : known.mean[c]);
  }
  Frame frame;
  for (const auto& [column, text] : texts) {
    if (text == &TaxonomyCategory::answer) {
      frame.add("share_lowest", lowest);
      frame.add("share_highest", highest);
      frame.add("prior", known.mean);
      frame.add("prior_lower", lower);
      frame.add("prior_upper", upper);
    }
    frame.add(column, column_of(*this, text));
  }
  return frame;
}

const Taxonomy& ready_taxonomy(std::string_view name) {
  const std::vector<Taxonomy>& ready = ready_taxonomies();
  for (const Taxonomy& one : ready) {
    if (one.name == name) return one;
  }
  throw ParameterError(code::unknown_name,
                       unknown_name_message(name, "a taxonomy that is ready",
                                            {ready.size(), [&](std::size_t i) { return ready[i].name; }}));
}

Taxonomy taxonomy_of(std::string_view name, const Frame& categories, bool several, bool ordered,
                     std::string_view source) {
  Taxonomy made;
  made.name = name;
  made.english = name;
  made.source = source;
  made.several = several;
  made.ordered = ordered;
  made.categories.resize(categories.at("key").size());
  for (const auto& [column, text] : texts) {
    const Column* given = categories.find(column);
    if (given == nullptr || given->type().kind == Kind::null) continue;
    const TextReader reader(*given, column);
    for (std::size_t c = 0; c < reader.size(); ++c) {
      if (!reader.is_missing(c)) made.categories[c].*text = reader[c];
    }
  }
  const auto read_shares = [&](const char* column, double TaxonomyCategory::* share) {
    const Column* given = categories.find(column);
    if (given == nullptr) return;
    const Values<double> values = as_doubles(*given, column);
    for (std::size_t c = 0; c < values.size(); ++c) made.categories[c].*share = values[c];
  };
  read_shares("share_lowest", &TaxonomyCategory::lowest);
  read_shares("share_highest", &TaxonomyCategory::highest);
  for (TaxonomyCategory& one : made.categories) {
    if (one.english.empty()) one.english = one.key;
    if (one.chinese.empty()) one.chinese = one.english;
  }
  made.validate();
  return made;
}

}  // namespace fealty::complaints
