#include "fealty/gaps/kano.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>
#include <utility>

#include <Eigen/Core>
#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/gaps/resampled_totals.hpp"
#include "matched_items.hpp"

namespace fealty::gaps {
namespace {

using Eigen::Index;

constexpr double fong_quantile = 1.65;  // of the normal distribution at 0.95, as Fong rounds it
constexpr std::size_t items_at_a_time = 4;
constexpr auto M = static_cast<std::size_t>(KanoCategory::must_be);
constexpr auto O = static_cast<std::size_t>(KanoCategory::one_dimensional);
constexpr auto A = static_cast<std::size_t>(KanoCategory::attractive);
constexpr auto I = static_cast<std::size_t>(KanoCategory::indifferent);

Index place_of(std::size_t item, std::size_t category) noexcept {
  return static_cast<Index>(item * kano_categories + category);
}

std::int64_t total(const KanoCounts& counts) noexcept {
  std::int64_t sum = 0;
  for (const std::int64_t count : counts) sum += count;
  return sum;
}

/// Those who were neither reverse nor questionable.
std::int64_t usable(const KanoCounts& counts) noexcept {
  return counts[M] + counts[O] + counts[A] + counts[I];
}

/// The largest of the counts, and the first of those as large.
std::size_t most_frequent(const KanoCounts& counts) noexcept {
  return static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin());
}

double share(std::int64_t part, std::int64_t whole) noexcept {
  return whole == 0 ? nan : static_cast<double>(part) / static_cast<double>(whole);
}

/// The two answers of respondents, and the flags of the categories that they make.
class Pairs {
 public:
  Pairs(const Answers& functional, const Answers& dysfunctional, const KanoTable& table)
      : functional_(functional),
        dysfunctional_(dysfunctional),
        place_(matched_items(functional, "functional", dysfunctional, "dysfunctional")),
        table_(table) {}

  [[nodiscard]] std::size_t features() const noexcept { return functional_.items() * kano_categories; }

  /// A row for each respondent: 1 in the place of each item's category, and 0 elsewhere.
  void write(std::size_t begin, std::size_t end, Eigen::Ref<Eigen::MatrixXd> out) const {
    out.setZero();
    std::vector<double> present(end - begin), absent(end - begin);
    for (std::size_t item = 0; item < place_.size(); ++item) {
      read(functional_, item, "functional", begin, present);
      read(dysfunctional_, place_[item], "dysfunctional", begin, absent);
      for (std::size_t i = 0; i < present.size(); ++i) {
        if (std::isnan(present[i]) || std::isnan(absent[i])) continue;
        const auto category =
            table_.category(static_cast<std::size_t>(present[i]), static_cast<std::size_t>(absent[i]));
        out(static_cast<Index>(i), place_of(item, static_cast<std::size_t>(category))) = 1;
      }
    }
  }

 private:
  static void read(const Answers& answers, std::size_t item, std::string_view question, std::size_t begin,
                   std::span<double> out) {
    answers.read(item, begin, out);
    for (std::size_t i = 0; i < out.size(); ++i) {
      const double x = out[i];
      if (std::isnan(x) || x == 1 || x == 2 || x == 3 || x == 4 || x == 5) continue;
      throw RecordError(code::refused_record, fmt::format("item {}, row {}: the answer to the {} question is {}, but "
                                                          "must be 1, 2, 3, 4 or 5",
                                                          answers.names()[item], begin + i, question, x));
    }
  }

  const Answers& functional_;
  const Answers& dysfunctional_;
  std::vector<std::size_t> place_;  // of each item in the dysfunctional answers
  const KanoTable& table_;
};

/// In which share of replicates each category of an item is the most frequent.
std::array<double, kano_categories> shares_of_wins(const Eigen::MatrixXd& replicates, std::size_t item) {
  std::array<std::int64_t, kano_categories> wins{};
  for (Index r = 0; r < replicates.rows(); ++r) {
    std::size_t first = 0;
    double most = 0;
    for (std::size_t category = 0; category < kano_categories; ++category) {
      const double count = replicates(r, place_of(item, category));
      first = count > most ? category : first;
      most = std::max(count, most);
    }
    if (most > 0) ++wins[first];  // else none of those who answered was drawn
  }
  const std::int64_t decided = total(wins);
  std::array<double, kano_categories> shares{};
  for (std::size_t category = 0; category < kano_categories; ++category)
    shares[category] = share(wins[category], decided);
  return shares;
}

Estimate negative(const Estimate& e) noexcept {
  return {0.0 - e.value, e.standard_error, 0.0 - e.upper, 0.0 - e.lower, e.level};  // no negative zero
}

KanoItem figures_of(std::string name, const KanoCounts& counts, std::int64_t respondents, double level) {
  KanoItem item;
  item.item = std::move(name);
  item.counts = counts;
  item.answered = total(counts);
  item.missing = respondents - item.answered;
  if (item.answered > 0) item.category = static_cast<KanoCategory>(most_frequent(counts));
  item.better = wilson(counts[A] + counts[O], usable(counts), level);
  item.worse = negative(wilson(counts[M] + counts[O], usable(counts), level));
  item.fong = fong_test(counts);
  item.category_strength = share(item.fong.difference, item.answered);
  item.total_strength = share(counts[M] + counts[O] + counts[A], item.answered);
  return item;
}

/// The category of the corner of the plane; none without answers.
std::optional<KanoCategory> corner_of(const KanoRegion& region) {
  if (std::isnan(region.better)) return std::nullopt;
  const bool satisfies = region.better >= 0.5;
  const bool is_missed = region.worse <= -0.5;
  if (satisfies) return is_missed ? KanoCategory::one_dimensional : KanoCategory::attractive;
  return is_missed ? KanoCategory::must_be : KanoCategory::indifferent;
}

std::optional<std::string> text_of(const std::optional<KanoCategory>& category) {
  return category ? std::optional<std::string>(name_of(*category)) : std::nullopt;
}

}  // namespace

FongTest fong_test(const KanoCounts& counts) {
  KanoCounts sorted = counts;
  std::ranges::sort(sorted, std::greater{});
  const auto all = static_cast<double>(total(counts));
  if (all == 0) return {0, nan, false};
  const auto both = static_cast<double>(sorted[0] + sorted[1]);
  FongTest test{sorted[0] - sorted[1], fong_quantile * std::sqrt(both * (2 * all - both) / (2 * all)), false};
  test.is_significant = static_cast<double>(test.difference) > test.critical;
  return test;
}

KanoRegion kano_region(const KanoCounts& counts) {
  const std::int64_t n = usable(counts);
  if (n == 0) return {nan, nan, nan, nan, nan};
  const double more = static_cast<double>(n) + 4;
  const double both = static_cast<double>(counts[O] + 1) / more;
  const double p = static_cast<double>(counts[A] + counts[O] + 2) / more;
  const double q = static_cast<double>(counts[M] + counts[O] + 2) / more;
  KanoRegion region;
  region.better = share(counts[A] + counts[O], n);
  region.worse = 0.0 - share(counts[M] + counts[O], n);
  region.better_standard_error = std::sqrt(p * (1 - p) / more);
  region.worse_standard_error = std::sqrt(q * (1 - q) / more);
  region.correlation = -(both - p * q) / std::sqrt(p * (1 - p) * q * (1 - q));  // worse is negative
  return region;
}

Kano kano(const Answers& functional, const Answers& dysfunctional, const KanoOptions& options) {
  const Pairs pairs(functional, dysfunctional, options.table);
  const auto fill = [&](std::size_t begin, std::size_t end, auto&& out) { pairs.write(begin, end, out); };
  const ResampledTotals drawn = resampled_totals(functional.respondents(), pairs.features(), fill, options.bootstrap);
  Kano result;
  result.table = options.table;
  result.respondents = static_cast<std::int64_t>(functional.respondents());
  result.replicates = options.bootstrap.replicates;
  result.level = options.bootstrap.level;
  result.items.resize(functional.items());
  for_blocks(
      functional.items(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          KanoCounts counts{};
          for (std::size_t category = 0; category < kano_categories; ++category)
            counts[category] = static_cast<std::int64_t>(drawn.totals[place_of(i, category)]);
          result.items[i] = figures_of(functional.names()[i], counts, result.respondents, result.level);
          result.items[i].probabilities = shares_of_wins(drawn.replicates, i);
        }
      },
      items_at_a_time);
  return result;
}

Frame Kano::frame() const {
  std::vector<std::string> names;
  std::vector<std::int64_t> answered, missing, difference;
  std::array<std::vector<std::int64_t>, kano_categories> counts;
  std::vector<std::optional<std::string>> category;
  std::vector<double> probability, critical, strength, total_strength;
  std::vector<bool> significant;
  EstimateColumns better, worse;
  for (const KanoItem& i : items) {
    names.push_back(i.item);
    answered.push_back(i.answered);
    missing.push_back(i.missing);
    for (std::size_t c = 0; c < kano_categories; ++c) counts[c].push_back(i.counts[c]);
    category.push_back(text_of(i.category));
    probability.push_back(i.category ? i.probabilities[static_cast<std::size_t>(*i.category)] : nan);
    better.push(i.better);
    worse.push(i.worse);
    difference.push_back(i.fong.difference);
    critical.push_back(i.fong.critical);
    significant.push_back(i.fong.is_significant);
    strength.push_back(i.category_strength);
    total_strength.push_back(i.total_strength);
  }
  Frame frame({{"item", names}, {"answered", std::move(answered)}, {"missing", std::move(missing)}});
  for (std::size_t c = 0; c < kano_categories; ++c)
    frame.add(std::string(1, letter_of(static_cast<KanoCategory>(c))), std::move(counts[c]));
  frame.add("category", category);
  frame.add("probability", std::move(probability));
  better.add_to(frame, "better");
  worse.add_to(frame, "worse");
  frame.add("difference", std::move(difference));
  frame.add("critical", std::move(critical));
  frame.add("is_significant", std::move(significant));
  frame.add("category_strength", std::move(strength));
  frame.add("total_strength", std::move(total_strength));
  return frame;
}

Frame Kano::categories() const {
  std::vector<std::string> names, category;
  std::vector<std::int64_t> counts;
  std::vector<double> shares, probability;
  for (const KanoItem& i : items) {
    for (std::size_t c = 0; c < kano_categories; ++c) {
      names.push_back(i.item);
      category.emplace_back(name_of(static_cast<KanoCategory>(c)));
      counts.push_back(i.counts[c]);
      shares.push_back(share(i.counts[c], i.answered));
      probability.push_back(i.probabilities[c]);
    }
  }
  return Frame({{"item", names},
                {"category", category},
                {"count", std::move(counts)},
                {"share", std::move(shares)},
                {"probability", std::move(probability)}});
}

Frame Kano::plane() const {
  std::vector<std::string> names;
  std::vector<double> better, worse, better_error, worse_error, correlation;
  std::vector<std::optional<std::string>> quadrant;
  for (const KanoItem& i : items) {
    const KanoRegion region = kano_region(i.counts);
    names.push_back(i.item);
    better.push_back(region.better);
    worse.push_back(region.worse);
    better_error.push_back(region.better_standard_error);
    worse_error.push_back(region.worse_standard_error);
    correlation.push_back(region.correlation);
    quadrant.push_back(text_of(corner_of(region)));
  }
  return Frame({{"item", names},
                {"better", std::move(better)},
                {"worse", std::move(worse)},
                {"better_standard_error", std::move(better_error)},
                {"worse_standard_error", std::move(worse_error)},
                {"correlation", std::move(correlation)},
                {"quadrant", quadrant}});
}

Frame Kano::must_be(double at_least) const {
  require(at_least >= 0 && at_least <= 1, "at_least", at_least, "must be between 0 and 1");
  std::vector<const KanoItem*> sure;
  for (const KanoItem& i : items) {
    if (i.probabilities[M] >= at_least) sure.push_back(&i);
  }
  std::ranges::stable_sort(sure, std::greater{}, [](const KanoItem* i) { return i->probabilities[M]; });
  std::vector<std::string> names;
  std::vector<double> probability;
  for (const KanoItem* i : sure) {
    names.push_back(i->item);
    probability.push_back(i->probabilities[M]);
  }
  return Frame({{"item", names}, {"probability", std::move(probability)}});
}

}  // namespace fealty::gaps
