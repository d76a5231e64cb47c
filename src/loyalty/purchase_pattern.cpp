#include "fealty/loyalty/purchase_pattern.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <utility>

#include <boost/sort/pdqsort/pdqsort.hpp>

#include "fealty/core/parallel.hpp"

namespace fealty::loyalty {
namespace {

/// Whether a pattern comes before another, without a branch: times are not negative, so their bits order as they do.
bool precedes(const PurchasePattern& a, const PurchasePattern& b) noexcept {
  const auto bits = [](double time) { return std::bit_cast<std::uint64_t>(time); };
  const std::uint64_t a_recency = bits(a.recency), b_recency = bits(b.recency);
  const bool is_shorter = (a_recency < b_recency) | ((a_recency == b_recency) & (bits(a.observed) < bits(b.observed)));
  return (a.frequency < b.frequency) | ((a.frequency == b.frequency) & is_shorter);
}

/// Sorts blocks in parallel, then merges them pair by pair.
void sort_patterns(std::vector<PurchasePattern>& patterns) {
  const std::size_t size = patterns.size();
  const auto at = [&](std::size_t i) { return patterns.begin() + static_cast<std::ptrdiff_t>(std::min(i, size)); };
  for_blocks(
      size, [&](std::size_t begin, std::size_t end) { boost::sort::pdqsort_branchless(at(begin), at(end), precedes); });
  for (std::size_t width = default_block; width < size; width *= 2) {
    for_blocks(
        size,
        [&](std::size_t begin, std::size_t end) {
          std::inplace_merge(at(begin), at(begin + width), at(end), precedes);
        },
        2 * width);
  }
}

}  // namespace

void add_columns(Frame& frame, std::span<const PurchasePattern> patterns) {
  std::vector<std::int64_t> frequency;
  std::vector<double> recency, observed;
  for (const PurchasePattern& p : patterns) {
    frequency.push_back(p.frequency);
    recency.push_back(p.recency);
    observed.push_back(p.observed);
  }
  frame.add("frequency", std::move(frequency));
  frame.add("recency", std::move(recency));
  frame.add("T", std::move(observed));
}

CountedPatterns::CountedPatterns(std::vector<PurchasePattern> patterns) : patterns_(std::move(patterns)) {
  sort_patterns(patterns_);
  std::size_t distinct = 0;
  for (const PurchasePattern& pattern : patterns_) {
    if (distinct > 0 && patterns_[distinct - 1] == pattern) {
      ++customers_.back();
      continue;
    }
    patterns_[distinct++] = pattern;
    customers_.push_back(1);
  }
  patterns_.resize(distinct);
  index_frequencies();
}

CountedPatterns::CountedPatterns(std::vector<PurchasePattern> distinct, std::vector<std::uint32_t> customers)
    : patterns_(std::move(distinct)), customers_(std::move(customers)) {
  index_frequencies();
}

void CountedPatterns::index_frequencies() {
  frequency_index_.reserve(patterns_.size());
  for (std::size_t i = 0; i < patterns_.size(); ++i) {
    if (frequencies_.empty() || frequencies_.back() != patterns_[i].frequency) {
      frequencies_.push_back(patterns_[i].frequency);
    }
    frequency_index_.push_back(static_cast<std::uint32_t>(frequencies_.size() - 1));
    all_customers_ += customers(i);
  }
}

CountedPatterns CountedPatterns::every(std::size_t stride) const {
  std::vector<PurchasePattern> patterns;
  std::vector<std::uint32_t> customers;
  for (std::size_t i = 0; i < patterns_.size(); i += stride) {
    patterns.push_back(patterns_[i]);
    customers.push_back(customers_[i]);
  }
  return {std::move(patterns), std::move(customers)};
}

}  // namespace fealty::loyalty
