#include "text_scorer.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "prefetch.hpp"
#include "row_kernels.hpp"

namespace fealty::complaints {
namespace {

/// What counts of n-grams hold above the number of occurrences, for each that the sum of a word has.
constexpr std::uint32_t once_in_sums = 1U << 16;

}  // namespace

TextScorer::TextScorer(const TextFeatures& features, const CompactHeads& heads, std::size_t bytes_of_sums)
    : features_(features), dictionary_(features.dictionary_) {
  weigh_features();
  add_up_words(heads, heads.stride() == 0 ? 0 : bytes_of_sums / (heads.stride() * sizeof(float)));
  gather_pairs(heads);
  cjk_ = CjkSums(*dictionary_, values_, heads);
}

/// What a feature that occurs once is worth. Families that are not brought to a length by themselves are one group, if
/// single precision holds their weights beside each other.
void TextScorer::weigh_features() {
  const Weighting& weighting = dictionary_->weighting();
  values_.assign(weighting.weights.begin(), weighting.weights.end());
  const auto is_moderate = [](double weight) { return weight == 0 || (weight > 1e-6 && weight < 1e6); };
  if (weighting.normalize_families || !std::ranges::all_of(weighting.family_weights, is_moderate)) {
    groups_ = feature_families;
    return;
  }
  for (std::size_t family = 0; family < feature_families; ++family) {
    const auto weight = static_cast<float>(weighting.family_weights[family]);
    for (std::uint32_t f = weighting.starts[family]; f < weighting.starts[family + 1]; ++f) values_[f] *= weight;
  }
}

/// The sums of up to `most` words: of the first ones, which are in the most texts.
void TextScorer::add_up_words(const CompactHeads& heads, std::size_t most) {
  words_.resize(dictionary_->words().size());
  stride_ = heads.stride();
  summed_ = std::min(most, words_.size());
  sums_.resize(summed_ * heads.stride());
  std::vector<std::uint32_t> features;
  std::vector<float> values;
  for (std::uint32_t number = 0; number < words_.size(); ++number) {
    Word& word = words_[number];
    word.feature = dictionary_->word_feature(number);
    if (number >= summed_) continue;
    const auto characters = dictionary_->characters_of(number);
    features.assign(characters.begin(), characters.end());
    if (groups_ == 1 && word.feature < dictionary_->size()) features.push_back(word.feature);
    values.clear();
    for (const std::uint32_t feature : features) values.push_back(values_[feature]);
    word.squares = static_cast<float>(squared_length(values));
    heads.add_up(features, values, std::span(sums_).subspan(std::size_t{number} * heads.stride(), heads.stride()));
  }
}

void TextScorer::gather_pairs(const CompactHeads& heads) {
  const auto& starts = dictionary_->weighting().starts;
  std::size_t pairs = 0;
  for (std::uint32_t f = 0; f < starts[1]; ++f) pairs += dictionary_->is_pair(f) ? 1 : 0;
  pairs_ = WeightedGrams(pairs, heads.stride());
  for (std::uint32_t f = 0; f < starts[1]; ++f) {
    if (dictionary_->is_pair(f)) pairs_.put(dictionary_->key(f), values_[f], heads.row(f));
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
  const auto factor_of = [&](FeatureFamily family) { return factors[group_of(family)]; };
  scratch.add_sums(factor_of(FeatureFamily::character), scores);
  scratch.add(scratch.weighed_pairs_, pairs_.rows(), factor_of(FeatureFamily::word), scores);
  scratch.add_cjk(factor_of(FeatureFamily::cjk), scores);
  for (std::size_t group = 0; group < groups_; ++group)
    scratch.add(scratch.features_[group], {heads.row(0).data(), heads.row(0).size()}, factors[group], scores);
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
  for (Weighed& weighed : features_) weighed.clear();
  cjk_.clear();
  finder_.find(text);
  weigh_pairs();
  add_up_cjk();
  for (std::size_t i = 0; i < phrases_.size(); ++i)
    weigh(phrases_.numbers()[i], FeatureFamily::phrase, phrases_.counts()[i], 0);
  phrases_.clear();
  settle_characters();
}

void TextScorer::Scratch::character(std::uint32_t feature) {
  const std::uint32_t gram = feature - dictionary_->weighting().starts[1];
  make_room(1);
  ++characters_[gram];
  open_[opened_++] = gram;
}

void TextScorer::Scratch::meet(std::uint32_t word) const noexcept {
  dictionary_->prefetch_word(word);
  prefetch(&scorer_->words_[word], 1);
  if (word < scorer_->summed_) prefetch(scorer_->sums_.data() + word * scorer_->stride_, 1);
}

void TextScorer::Scratch::word(std::uint32_t number, std::uint32_t count) {
  const Word& word = scorer_->words_[number];
  const bool has_sum = number < scorer_->summed_;
  if (has_sum) {
    sums_.push_back(number);
    squares_[scorer_->group_of(FeatureFamily::character)] += static_cast<double>(word.squares);
  }
  if (word.feature < dictionary_->size()) {
    const bool is_in_sum = has_sum && scorer_->groups_ == 1;
    if (!is_in_sum || count > 1) weigh(word.feature, FeatureFamily::word, count, is_in_sum ? 1 : 0);
  }
  words_.push_back(number);
  const auto features = dictionary_->characters_of(number);
  make_room(features.size());
  const std::uint32_t first = dictionary_->weighting().starts[1];
  const std::uint32_t entry = count + (has_sum ? once_in_sums : 0);
  const bool is_open = !has_sum || count > 1;
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

/// What rows are multiplied by that are added up as they are.
std::span<const float> TextScorer::Scratch::ones(std::size_t count) {
  if (count > ones_.size()) ones_.resize(2 * count, 1.0F);
  return {ones_.data(), count};
}

void TextScorer::Scratch::make_room(std::size_t more) {
  if (opened_ + more > open_.size()) open_.resize(2 * open_.size() + more + 256);
}

/// Weighs pairs of words by their counts; and those are zero again.
void TextScorer::Scratch::weigh_pairs() {
  const auto numbers = pairs_.numbers(), times = pairs_.counts();
  weighed_pairs_.clear();
  weighed_pairs_.make_room(numbers.size());
  const Weighting& weighting = dictionary_->weighting();
  for (std::size_t i = 0; i < numbers.size(); ++i)
    weighed_pairs_.add(numbers[i], weighting.of(times[i]) * scorer_->pairs_.value(numbers[i]));
  squares_[scorer_->group_of(FeatureFamily::word)] += squared_length(weighed_pairs_.values());
  pairs_.clear();
}

/// Adds up the rows of the longest n-grams, and what those are worth of which some stood before.
void TextScorer::Scratch::add_up_cjk() {
  if (cjk_.empty()) return;
  const CjkSums& sums = scorer_->cjk_;
  const std::span<const std::uint32_t> once = cjk_.find(sums);
  cjk_sums_.resize(sums.outputs());
  score_row(once, ones(once.size()), sums.rows(), sums.pitch(), sums.outputs(), cjk_sums_.data());
  double squares = static_cast<double>(sums.squares(once));
  cjk_again_.clear();
  cjk_.for_each_again([&](const CjkEnd& end, const CjkPlaces::Before& before) { squares += weigh_again(end, before); });
  part_.resize(sums.outputs());
  score_row(cjk_again_.rows(), cjk_again_.values(), sums.rows(), sums.pitch(), sums.outputs(), part_.data());
  for (std::size_t k = 0; k < sums.outputs(); ++k) cjk_sums_[k] += part_[k];
  squares_[scorer_->group_of(FeatureFamily::cjk)] += squares;
}

/// N-grams that end together, of which some stood before. What stands for the n-th time adds what n occurrences are
/// worth more than one less. As a row holds those of the shorter ones, it counts for so much as its n-gram adds less
/// what the next longer one does.
double TextScorer::Scratch::weigh_again(const CjkEnd& end, const CjkPlaces::Before& before) {
  struct Added {
    float worth, squares;
  };
  const auto added_by = [&](std::size_t length) -> Added {
    const std::uint32_t times = before[length - 1];
    if (times == 0) return {1, 1};
    const float so_far = dictionary_->weighting().of(times), now = dictionary_->weighting().of(times + 1);
    return {now - so_far, now * now - so_far * so_far};
  };
  const CjkSums& sums = scorer_->cjk_;
  const Added whole = added_by(end.length);
  cjk_again_.make_room(end.length);
  cjk_again_.add(end.gram, whole.worth);
  double squares = static_cast<double>(whole.squares * sums.squares(end.gram));
  for (std::size_t length = 1; length < end.length && before[length - 1] != 0; ++length) {
    const std::uint32_t gram = length == 1 ? sums.last_character(end.gram) : sums.shorter(end.gram);
    const Added added = added_by(length), by_longer = added_by(length + 1);
    cjk_again_.add(gram, added.worth - by_longer.worth);
    squares += static_cast<double>((added.squares - by_longer.squares) * sums.squares(gram));
  }
  return squares;
}

/// Weighs the n-grams in words that sums do not have as they should be; and all counts are zero again.
void TextScorer::Scratch::settle_characters() {
  const std::size_t group = scorer_->group_of(FeatureFamily::character);
  const Weighting& weighting = dictionary_->weighting();
  const std::uint32_t first = weighting.starts[1];
  Weighed& weighed = features_[group];
  weighed.make_room(opened_);
  double squares = 0;
  for (std::size_t i = 0; i < opened_; ++i) {
    const std::uint32_t gram = open_[i], entry = std::exchange(characters_[gram], 0), in_sums = entry / once_in_sums;
    if (entry == 0) continue;
    const float worth = weighting.of(entry & (once_in_sums - 1)), value = scorer_->values_[first + gram];
    const auto held = static_cast<float>(in_sums);
    weighed.add(first + gram, (worth - held) * value);
    squares += static_cast<double>(worth * worth - held) * static_cast<double>(value * value);
  }
  squares_[group] += squares;
  for (const std::uint32_t word : words_) {
    for (const std::uint32_t feature : dictionary_->characters_of(word)) characters_[feature - first] = 0;
  }
}

/// A feature that occurs so often, of which sums hold so many occurrences as if each were the only one.
void TextScorer::Scratch::weigh(std::uint32_t feature, FeatureFamily family, std::uint32_t count,
                                std::uint32_t in_sums) {
  const float worth = dictionary_->weighting().of(count), value = scorer_->values_[feature];
  const auto held = static_cast<float>(in_sums);
  const std::size_t group = scorer_->group_of(family);
  features_[group].make_room(1);
  features_[group].add(feature, (worth - held) * value);
  squares_[group] += static_cast<double>(worth * worth - held) * static_cast<double>(value * value);
}

void TextScorer::Scratch::add_sums(float factor, std::span<float> scores) {
  if (sums_.empty() || factor == 0) return;
  part_.resize(scores.size());
  score_row(sums_, ones(sums_.size()), scorer_->sums_.data(), scores.size(), scores.size(), part_.data());
  for (std::size_t k = 0; k < scores.size(); ++k) scores[k] += factor * part_[k];
}

void TextScorer::Scratch::add_cjk(float factor, std::span<float> scores) {
  if (cjk_.empty() || factor == 0) return;
  for (std::size_t k = 0; k < scores.size(); ++k) scores[k] += factor * cjk_sums_[k];
}

void TextScorer::Scratch::add(const Weighed& weighed, CompactRows rows, float factor, std::span<float> scores) {
  if (weighed.rows().empty() || factor == 0) return;
  part_.resize(scores.size());
  score_compact_row(weighed.rows(), weighed.values(), rows, scores.size(), part_.data());
  for (std::size_t k = 0; k < scores.size(); ++k) scores[k] += factor * part_[k];
}

}  // namespace fealty::complaints
