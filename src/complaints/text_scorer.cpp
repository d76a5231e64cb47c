#include "text_scorer.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "row_kernels.hpp"
#include "wide.hpp"

namespace fealty::complaints {
namespace {

/// What counts of n-grams hold above the number of occurrences, for each that the sum of a word has.
constexpr std::uint32_t once_in_sums = 1U << 16;

/// The sum of some rows of a block of numbers, which stays in registers.
template <std::size_t lanes>
FEALTY_WITHIN void add_up_block(std::span<const std::uint32_t> rows, const float* table, std::size_t stride,
                                float* sums) noexcept {
  float block[lanes] = {};
  for (const std::uint32_t row : rows) {
    const float* const numbers = table + std::size_t{row} * stride;
#pragma GCC unroll 16
    for (std::size_t k = 0; k < lanes; ++k) block[k] += numbers[k];
  }
  std::copy_n(block, lanes, sums);
}

/// The sums of some rows of `stride` numbers, a multiple of four.
FEALTY_WIDE void add_up_rows(std::span<const std::uint32_t> rows, const float* table, std::size_t stride,
                             float* sums) noexcept {
  std::size_t first = 0;
  for (; first + 80 <= stride; first += 80) add_up_block<80>(rows, table + first, stride, sums + first);
  for (; first + 32 <= stride; first += 32) add_up_block<32>(rows, table + first, stride, sums + first);
  for (; first + 12 <= stride; first += 12) add_up_block<12>(rows, table + first, stride, sums + first);
  for (; first + 8 <= stride; first += 8) add_up_block<8>(rows, table + first, stride, sums + first);
  if (first < stride) add_up_block<4>(rows, table + first, stride, sums + first);
}

}  // namespace

TextScorer::TextScorer(const TextFeatures& features, const CompactHeads& heads, std::size_t bytes_of_sums)
    : features_(features), dictionary_(features.dictionary_) {
  weigh_features();
  add_up_words(heads, heads.stride() == 0 ? 0 : bytes_of_sums / (heads.stride() * sizeof(float)));
}

/// What a feature that occurs once is worth. Families that are not brought to a length by themselves are one group, if
/// single precision holds their weights beside each other.
void TextScorer::weigh_features() {
  const Weighting& weighting = dictionary_->weighting();
  values_.assign(weighting.weights.begin(), weighting.weights.end());
  const auto is_moderate = [](double weight) { return weight == 0 || (weight > 1e-6 && weight < 1e6); };
  if (weighting.normalize_families || !std::ranges::all_of(weighting.family_weights, is_moderate)) {
    groups_ = feature_families;
    std::copy_n(weighting.starts.begin(), feature_families, group_starts_.begin());
    return;
  }
  for (std::size_t family = 0; family < feature_families; ++family) {
    const auto weight = static_cast<float>(weighting.family_weights[family]);
    for (std::uint32_t f = weighting.starts[family]; f < weighting.starts[family + 1]; ++f) values_[f] *= weight;
  }
}

std::size_t TextScorer::group_of(std::uint32_t feature) const noexcept {
  std::size_t group = groups_ - 1;
  while (feature < group_starts_[group]) --group;
  return group;
}

/// The sums of up to `most` words: of those in the most texts, which have the smallest numbers of features.
void TextScorer::add_up_words(const CompactHeads& heads, std::size_t most) {
  const WordTable& table = dictionary_->words();
  words_.resize(table.size());
  std::vector<std::uint32_t> order(table.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const std::uint32_t of_a = dictionary_->word_feature(a), of_b = dictionary_->word_feature(b);
    return of_a != of_b ? of_a < of_b : table.text(a) < table.text(b);
  });
  const std::size_t count = std::min(most, order.size());
  sums_.resize(count * heads.stride());
  std::vector<std::uint32_t> features;
  std::vector<float> values;
  for (std::size_t i = 0; i < order.size(); ++i) {
    Word& word = words_[order[i]];
    word.feature = dictionary_->word_feature(order[i]);
    if (i >= count) continue;
    word.sums = static_cast<std::uint32_t>(i);
    const auto characters = dictionary_->characters_of(order[i]);
    features.assign(characters.begin(), characters.end());
    if (groups_ == 1 && word.feature < dictionary_->size()) features.push_back(word.feature);
    values.clear();
    for (const std::uint32_t feature : features) values.push_back(values_[feature]);
    word.squares = squared_length(values);
    heads.add_up(features, values, std::span(sums_).subspan(i * heads.stride(), heads.stride()));
  }
}

void TextScorer::score(std::string_view text, const CompactHeads& heads, Scratch& scratch,
                       std::span<float> scores) const {
  if (text.size() > longest_text) {
    const FeatureRow row = features_.row(text, scratch.rows_);
    return heads.score(row.features, row.values, scores);
  }
  scratch.find(text, *this);
  std::ranges::fill(scores, 0.0F);
  const std::array<float, feature_families> factors = factors_of(scratch.squares_);
  for (std::size_t group = 0; group < groups_; ++group) {
    if (factors[group] != 0) scratch.add_group(group, factors[group], heads, scores);
  }
  heads.finish(scores);
}

/// What the values of each group are multiplied by so that they have the length they are to have, and all together 1.
std::array<float, feature_families> TextScorer::factors_of(
    const std::array<double, feature_families>& squares) const noexcept {
  const Weighting& weighting = dictionary_->weighting();
  std::array<double, feature_families> lengths{};
  double total = 0;
  for (std::size_t group = 0; group < groups_; ++group) {
    if (squares[group] <= 0) continue;
    lengths[group] = groups_ == 1 ? 1.0 : weighting.family_weights[group];
    if (weighting.normalize_families) lengths[group] /= std::sqrt(squares[group]);
    total += lengths[group] * lengths[group] * squares[group];
  }
  std::array<float, feature_families> factors{};
  for (std::size_t group = 0; group < groups_ && total > 0; ++group)
    factors[group] = static_cast<float>(lengths[group] / std::sqrt(total));
  return factors;
}

void TextScorer::Scratch::find(std::string_view text, const TextScorer& scorer) {
  if (scorer_ != &scorer) {
    scorer_ = &scorer;
    dictionary_ = scorer.dictionary_.get();
    const auto& starts = dictionary_->weighting().starts;
    characters_.assign(starts[2] - starts[1], 0);
    finder_.use(scorer.dictionary_, scorer.features_.options());
  }
  squares_.fill(0);
  opened_ = 0;
  words_.clear();
  sums_.clear();
  features_.clear();
  values_.clear();
  finder_.find(text);
  weigh_distinct();
  settle_characters();
}

void TextScorer::Scratch::feature(std::uint32_t feature) {
  distinct_.add(feature);
}

void TextScorer::Scratch::character(std::uint32_t feature) {
  const std::uint32_t gram = feature - dictionary_->weighting().starts[1];
  make_room(1);
  ++characters_[gram];
  open_[opened_++] = gram;
}

void TextScorer::Scratch::word(std::uint32_t number, std::uint32_t count) {
  const Word& word = scorer_->words_[number];
  const bool has_sums = word.sums != not_there;
  if (has_sums) {
    sums_.push_back(word.sums);
    squares_[scorer_->group_of_words()] += word.squares;
  }
  if (word.feature < dictionary_->size()) {
    const bool is_in_sums = has_sums && scorer_->groups_ == 1;
    if (!is_in_sums || count > 1) weigh(word.feature, count, is_in_sums ? 1 : 0);
  }
  words_.push_back(number);
  const auto features = dictionary_->characters_of(number);
  make_room(features.size());
  const std::uint32_t first = dictionary_->weighting().starts[1];
  const std::uint32_t entry = count + (has_sums ? once_in_sums : 0);
  const bool is_open = !has_sums || count > 1;
  std::uint32_t* const counts = characters_.data();
  std::uint32_t* const open = open_.data();
  std::size_t opened = opened_;
  for (const std::uint32_t feature : features) {
    const std::uint32_t gram = feature - first, before = counts[gram];
    counts[gram] = before + entry;
    open[opened] = gram;
    opened += is_open || before != 0 ? 1 : 0;
  }
  opened_ = opened;
}

void TextScorer::Scratch::make_room(std::size_t more) {
  if (opened_ + more > open_.size()) open_.resize(2 * open_.size() + more + 256);
}

void TextScorer::Scratch::weigh_distinct() {
  const auto features = distinct_.numbers(), counts = distinct_.counts();
  for (std::size_t i = 0; i < features.size(); ++i) weigh(features[i], counts[i], 0);
  distinct_.clear();
}

/// Weighs the n-grams in words that sums do not have as they should be; and all counts are zero again.
void TextScorer::Scratch::settle_characters() {
  const std::uint32_t first = dictionary_->weighting().starts[1];
  for (std::size_t i = 0; i < opened_; ++i) {
    const std::uint32_t entry = std::exchange(characters_[open_[i]], 0);
    if (entry != 0) weigh(first + open_[i], entry & (once_in_sums - 1), entry / once_in_sums);
  }
  for (const std::uint32_t word : words_) {
    for (const std::uint32_t feature : dictionary_->characters_of(word)) characters_[feature - first] = 0;
  }
}

/// A feature that occurs so often, of which sums hold so many occurrences as if each were the only one.
void TextScorer::Scratch::weigh(std::uint32_t feature, std::uint32_t count, std::uint32_t in_sums) {
  const float worth = dictionary_->weighting().of(count), value = scorer_->values_[feature];
  const auto held = static_cast<float>(in_sums);
  features_.push_back(feature);
  values_.push_back((worth - held) * value);
  squares_[scorer_->group_of(feature)] +=
      static_cast<double>(worth * worth - held) * static_cast<double>(value * value);
}

/// Adds the scores by the features of a group.
void TextScorer::Scratch::add_group(std::size_t group, float factor, const CompactHeads& heads,
                                    std::span<float> scores) {
  part_.resize(scores.size());
  const auto add = [&] {
    for (std::size_t k = 0; k < scores.size(); ++k) scores[k] += factor * part_[k];
  };
  if (group == scorer_->group_of_words() && !sums_.empty()) {
    add_up_rows(sums_, scorer_->sums_.data(), scores.size(), part_.data());
    add();
  }
  std::span<const std::uint32_t> features = features_;
  std::span<const float> values = values_;
  if (scorer_->groups_ > 1) {
    group_features_.clear();
    group_values_.clear();
    for (std::size_t i = 0; i < features_.size(); ++i) {
      if (scorer_->group_of(features_[i]) != group) continue;
      group_features_.push_back(features_[i]);
      group_values_.push_back(values_[i]);
    }
    features = group_features_;
    values = group_values_;
  }
  heads.add_up(features, values, part_);
  add();
}

}  // namespace fealty::complaints
