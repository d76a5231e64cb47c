#include "fealty/complaints/triage.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <span>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "../core/estimate_columns.hpp"
#include "fealty/complaints/personal_data.hpp"
#include "fealty/complaints/utf8.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/nearest_name.hpp"
#include "fealty/core/parallel.hpp"
#include "function_matcher.hpp"
#include "learnt_functions.hpp"
#include "text_sketch.hpp"

namespace fealty::complaints {
namespace {

constexpr std::string_view unknown_category = "unknown";
constexpr std::size_t texts_in_block = 4096;

/// Places that are shown of each function: a text of any length has a bounded explanation.
constexpr int shown_places = 100;

/// What is answered where no named category has an answer of its own.
constexpr std::string_view usual_answer_english = "Thank you for telling us. We look into it and come back to you.";
constexpr std::string_view usual_answer_chinese = "感谢您告诉我们。我们会了解情况并回复您。";

bool is_chinese(std::string_view text) noexcept {
  std::size_t characters = 0, words = 0;
  bool in_word = false;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const bool letter = (lead | 0x20U) >= 'a' && (lead | 0x20U) <= 'z';
    if (letter && !in_word) ++words;
    in_word = letter;
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const DecodedCharacter character = decode_utf8(text.substr(i));
    if (character.code_point >= 0x3400 && character.code_point <= 0x9FFF) ++characters;
    i += character.length;
  }
  return characters > words;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

/// Numbers beside the texts, by field; none where the frame has no such column.
std::vector<Values<double>> figures_of(const Frame& figures, const std::vector<std::string>& fields, std::size_t rows) {
  std::vector<Values<double>> found(fields.size());
  for (std::size_t f = 0; f < fields.size(); ++f) {
    const Column* column = figures.find(fields[f]);
    if (column == nullptr) continue;
    if (column->size() != rows) {
      throw RecordError(code::length_mismatch,
                        fmt::format("column {} has {} rows, but there are {} texts", fields[f], column->size(), rows));
    }
    found[f] = as_doubles(*column, fields[f]);
  }
  return found;
}

double entropy(std::span<const double> probabilities, bool several) {
  double sum = 0.0;
  const auto part = [](double p) { return p > 0 ? -p * std::log(p) : 0.0; };
  for (const double p : probabilities) sum += several ? (part(p) + part(1 - p)) / std::log(2.0) : part(p);
  const auto count = static_cast<double>(probabilities.size());
  return several ? sum / count : sum / std::log(count);
}

}  // namespace

/// What finds the phrases, and where each function belongs.
struct Triage::Matching {
  FunctionMatcher matcher;
  std::vector<std::string> fields;                    // names of figures, ascending
  std::vector<std::uint32_t> taxonomy, voter, field;  // by function; no field: one beyond the fields
  std::vector<double> at_least;

  /// The functions that vote on a text, ascending.
  void vote(std::string_view text, std::span<const double> figures, FunctionMatcher::Scratch& scratch,
            std::vector<std::uint32_t>& functions) const {
    matcher.vote(text, scratch, functions);
    if (fields.empty() || std::ranges::all_of(figures, [](double one) { return std::isnan(one); })) return;
    for (std::uint32_t f = 0; f < field.size(); ++f) {
      if (field[f] < fields.size() && figures[field[f]] >= at_least[f]) functions.push_back(f);
    }
    std::ranges::sort(functions);
  }

  /// Splits votes by taxonomy; voters ascend because functions do.
  void split(std::span<const std::uint32_t> functions, std::vector<std::vector<std::uint32_t>>& by_taxonomy) const {
    for (auto& one : by_taxonomy) one.clear();
    for (const std::uint32_t f : functions) by_taxonomy[taxonomy[f]].push_back(voter[f]);
  }

  /// Calls `body(row, votes by taxonomy)` for every text, in parallel; the votes are none for a missing text.
  template <class Body>
  void for_texts(const TextReader& texts, const Frame& figures, std::size_t taxonomies, std::string_view label,
                 Body&& body) const {
    const std::vector<Values<double>> columns = figures_of(figures, fields, texts.size());
    for_blocks(
        texts.size(),
        [&](std::size_t begin, std::size_t end) {
          FunctionMatcher::Scratch scratch;
          std::vector<std::uint32_t> functions;
          std::vector<std::vector<std::uint32_t>> votes(taxonomies);
          std::vector<double> beside(fields.size(), nan);
          for (std::size_t row = begin; row < end; ++row) {
            functions.clear();
            for (std::size_t f = 0; f < fields.size(); ++f) beside[f] = columns[f].empty() ? nan : columns[f][row];
            if (!texts.is_missing(row)) vote(texts[row], beside, scratch, functions);
            split(functions, votes);
            body(row, votes);
          }
        },
        texts_in_block, label);
  }
};

bool operator==(const TriageExample& a, const TriageExample& b) noexcept {
  const auto same = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
  return a.text == b.text && std::ranges::equal(a.figures, b.figures, same) && a.labels == b.labels;
}

void TriageOptions::validate() const {
  require(threshold >= 0 && threshold < 1, "threshold", threshold, "must be at least 0 and below 1");
  require(learnt_texts > 0, "learnt_texts", static_cast<double>(learnt_texts), "must be above 0");
  require(learnt_functions >= 0, "learnt_functions", static_cast<double>(learnt_functions), "must not be negative");
  model.validate();
}

const TriageVerdict& Triaged::verdict(std::string_view taxonomy) const {
  for (const TriageVerdict& one : verdicts) {
    if (one.taxonomy == taxonomy) return one;
  }
  throw ParameterError(code::unknown_name,
                       unknown_name_message(taxonomy, "a taxonomy of this triage",
                                            {verdicts.size(), [&](std::size_t i) { return verdicts[i].taxonomy; }}));
}

Triage::Triage() : Triage(ready_taxonomies(), ready_lexicon()) {}

Triage::Triage(std::vector<Taxonomy> taxonomies, std::vector<LabelingFunction> functions, const TriageOptions& options)
    : taxonomies_(std::move(taxonomies)),
      functions_(std::move(functions)),
      stated_(functions_.size()),
      options_(options),
      patterns_(taxonomies_.size()) {
  check();
  relearn();
}

void Triage::check() const {
  options_.validate();
  std::set<std::string_view> names;
  for (const Taxonomy& one : taxonomies_) {
    one.validate();
    if (one.name.empty()) throw ParameterError(code::missing_parameter, "a taxonomy has no name");
    if (!names.insert(one.name).second) {
      throw ParameterError(code::out_of_domain, fmt::format("two taxonomies have the name {}", one.name));
    }
  }
  if (taxonomies_.empty()) throw ParameterError(code::missing_parameter, "a triage needs a taxonomy");
  std::set<std::tuple<std::string_view, std::string_view, std::string_view>> seen;
  for (const LabelingFunction& one : functions_) {
    validate(one);
    (void)taxonomies_[position(one.taxonomy)].position(one.category);
    if (!seen.emplace(one.taxonomy, one.category, one.name).second) {
      throw ParameterError(code::out_of_domain, fmt::format("two labeling functions for {} {} have the name {}",
                                                            one.taxonomy, one.category, one.name));
    }
  }
}

std::size_t Triage::position(std::string_view taxonomy) const {
  for (std::size_t t = 0; t < taxonomies_.size(); ++t) {
    if (taxonomies_[t].name == taxonomy) return t;
  }
  throw ParameterError(code::unknown_name,
                       unknown_name_message(taxonomy, "a taxonomy of this triage",
                                            {taxonomies_.size(), [&](std::size_t i) { return taxonomies_[i].name; }}));
}

void Triage::relearn() {
  functions_.resize(stated_);
  for (std::size_t t = 0; t < taxonomies_.size(); ++t) {
    for (LabelingFunction& one : learnt_functions(examples_, taxonomies_[t], t, options_)) {
      functions_.push_back(std::move(one));
    }
  }
  auto matching = std::make_shared<Matching>();
  std::set<std::string> fields;
  for (const LabelingFunction& one : functions_) {
    if (!one.field.empty()) fields.insert(one.field);
  }
  matching->fields.assign(fields.begin(), fields.end());
  std::vector<std::vector<Voter>> voters(taxonomies_.size());
  for (const LabelingFunction& one : functions_) {
    const std::size_t t = position(one.taxonomy);
    matching->taxonomy.push_back(static_cast<std::uint32_t>(t));
    matching->voter.push_back(static_cast<std::uint32_t>(voters[t].size()));
    voters[t].push_back({static_cast<std::uint32_t>(taxonomies_[t].position(one.category)), one.precision, one.weight});
    const auto place = one.field.empty() ? matching->fields.end() : std::ranges::find(matching->fields, one.field);
    matching->field.push_back(static_cast<std::uint32_t>(place - matching->fields.begin()));
    matching->at_least.push_back(one.at_least);
  }
  matching->matcher = FunctionMatcher(functions_);
  std::vector<std::vector<LabelledVotes>> labelled(taxonomies_.size());
  FunctionMatcher::Scratch scratch;
  std::vector<std::uint32_t> functions;
  std::vector<std::vector<std::uint32_t>> votes(taxonomies_.size());
  for (const TriageExample& example : examples_) {
    matching->vote(example.text, example.figures, scratch, functions);
    matching->split(functions, votes);
    for (std::size_t t = 0; t < taxonomies_.size(); ++t) {
      if (example.labels[t]) labelled[t].push_back({votes[t], *example.labels[t]});
    }
  }
  models_.clear();
  for (std::size_t t = 0; t < taxonomies_.size(); ++t) {
    models_.emplace_back(taxonomies_[t], voters[t], options_.model);
    models_.back().fit(patterns_[t], labelled[t]);
  }
  matching_ = std::move(matching);
}

Triaged Triage::operator()(std::string_view text, const std::vector<std::pair<std::string, double>>& figures) const {
  std::vector<double> beside(matching_->fields.size(), nan);
  for (const auto& [name, value] : figures) {
    const auto place = std::ranges::find(matching_->fields, name);
    if (place == matching_->fields.end()) {
      throw ParameterError(
          code::unknown_name,
          unknown_name_message(name, "a figure that a labeling function reads",
                               {matching_->fields.size(), [&](std::size_t i) { return matching_->fields[i]; }}));
    }
    beside[static_cast<std::size_t>(place - matching_->fields.begin())] = value;
  }
  FunctionMatcher::Scratch scratch;
  std::vector<std::uint32_t> functions;
  matching_->vote(text, beside, scratch, functions);
  std::vector<std::vector<std::uint32_t>> votes(taxonomies_.size());
  matching_->split(functions, votes);
  Triaged made;
  made.text = text;
  const bool chinese = is_chinese(text);
  made.language = chinese ? "zh" : "en";
  std::vector<std::string> answers, answer_texts;
  std::vector<std::vector<double>> log_odds;
  for (std::size_t t = 0; t < taxonomies_.size(); ++t) {
    const Taxonomy& taxonomy = taxonomies_[t];
    TriageVerdict verdict{.taxonomy = taxonomy.name, .category = std::string(unknown_category)};
    verdict.probabilities = models_[t].posterior(votes[t]);
    log_odds.push_back(models_[t].log_odds(votes[t]));
    std::vector<std::size_t> order(taxonomy.categories.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater{}, [&](std::size_t c) { return verdict.probabilities[c]; });
    verdict.probability = verdict.probabilities[order.front()];
    for (const std::size_t c : order) {
      if (verdict.probabilities[c] > options_.threshold && (taxonomy.several || c == order.front())) {
        verdict.all.push_back(taxonomy.categories[c].key);
      }
    }
    if (!verdict.all.empty()) {
      const TaxonomyCategory& named = taxonomy.categories[order.front()];
      verdict.category = named.key;
      if (!named.answer.empty()) answers.push_back(named.answer);
      const std::string& answer = chinese ? named.answer_chinese : named.answer_english;
      if (!answer.empty()) answer_texts.push_back(answer);
    }
    made.verdicts.push_back(std::move(verdict));
  }
  if (answer_texts.empty()) answer_texts.emplace_back(chinese ? usual_answer_chinese : usual_answer_english);
  made.answer = joined(answers, "; ");
  made.answer_text = joined(answer_texts, chinese ? "" : " ");
  std::vector<int> places(functions_.size(), 0);
  const auto add_evidence = [&](std::uint32_t f, std::size_t begin, std::size_t end) {
    if (++places[f] > shown_places) return;
    const LabelingFunction& function = functions_[f];
    const auto& of_taxonomy = votes[matching_->taxonomy[f]];
    const auto place = std::ranges::find(of_taxonomy, matching_->voter[f]);
    if (place == of_taxonomy.end()) return;
    made.evidence.push_back({function.taxonomy, function.category, function.name, begin, end,
                             log_odds[matching_->taxonomy[f]][static_cast<std::size_t>(place - of_taxonomy.begin())]});
  };
  for (const FunctionMatch& match : matching_->matcher.matches(text))
    add_evidence(match.function, match.begin, match.end);
  for (const std::uint32_t f : functions) {
    if (matching_->field[f] < matching_->fields.size()) add_evidence(f, 0, 0);
  }
  return made;
}

Frame Triage::predict(const Column& texts, const Frame& figures) const {
  const TextReader reader(texts, "text");
  const std::size_t rows = reader.size(), count = taxonomies_.size();
  std::vector<std::vector<std::int32_t>> codes(count, std::vector<std::int32_t>(rows, -1));
  std::vector<std::vector<double>> probabilities(count, std::vector<double>(rows, nan));
  std::vector<std::vector<std::string>> all(count);
  for (std::size_t t = 0; t < count; ++t) {
    if (taxonomies_[t].several) all[t].resize(rows);
  }
  std::vector<std::int32_t> languages(rows, -1);
  std::vector<std::string> answers(rows);
  matching_->for_texts(reader, figures, count, "triage", [&](std::size_t row, const auto& votes) {
    if (reader.is_missing(row)) return;
    std::vector<std::pair<double, std::size_t>> above;
    for (std::size_t t = 0; t < count; ++t) {
      const Taxonomy& taxonomy = taxonomies_[t];
      const std::vector<double> posterior = models_[t].posterior(votes[t]);
      const auto best = static_cast<std::size_t>(std::ranges::max_element(posterior) - posterior.begin());
      const bool known = posterior[best] > options_.threshold;
      codes[t][row] = static_cast<std::int32_t>(known ? best : taxonomy.categories.size());
      probabilities[t][row] = posterior[best];
      if (known && !taxonomy.categories[best].answer.empty()) {
        if (!answers[row].empty()) answers[row] += "; ";
        answers[row] += taxonomy.categories[best].answer;
      }
      if (!taxonomy.several) continue;
      above.clear();
      for (std::size_t c = 0; c < posterior.size(); ++c) {
        if (posterior[c] > options_.threshold) above.emplace_back(-posterior[c], c);
      }
      std::ranges::sort(above);
      for (const auto& [negative, c] : above) {
        if (!all[t][row].empty()) all[t][row] += " + ";
        all[t][row] += taxonomy.categories[c].key;
      }
    }
    languages[row] = is_chinese(reader[row]) ? 1 : 0;
  });
  Frame frame;
  for (std::size_t t = 0; t < count; ++t) {
    std::vector<std::string> names;
    for (const TaxonomyCategory& one : taxonomies_[t].categories) names.push_back(one.key);
    names.emplace_back(unknown_category);
    frame.add(taxonomies_[t].name, Column::categories(std::move(codes[t]), names));
    frame.add(taxonomies_[t].name + "_probability", std::move(probabilities[t]));
    if (taxonomies_[t].several) frame.add(taxonomies_[t].name + "_all", all[t]);
  }
  frame.add("language", Column::categories(std::move(languages), {"en", "zh"}));
  frame.add("answer", answers);
  return frame;
}

Frame Triage::predict_probabilities(const Column& texts, std::string_view taxonomy, const Frame& figures) const {
  const std::size_t t = position(taxonomy);
  const TextReader reader(texts, "text");
  const std::size_t categories = taxonomies_[t].categories.size();
  std::vector<std::vector<double>> columns(categories, std::vector<double>(reader.size(), nan));
  matching_->for_texts(reader, figures, taxonomies_.size(), "triage", [&](std::size_t row, const auto& votes) {
    if (reader.is_missing(row)) return;
    const std::vector<double> posterior = models_[t].posterior(votes[t]);
    for (std::size_t c = 0; c < categories; ++c) columns[c][row] = posterior[c];
  });
  Frame frame;
  for (std::size_t c = 0; c < categories; ++c) frame.add(taxonomies_[t].categories[c].key, std::move(columns[c]));
  return frame;
}

void Triage::fit(const Column& texts, const Frame& figures) {
  const TextReader reader(texts, "text");
  const std::size_t count = taxonomies_.size();
  // Functions that were learnt are numbered anew with every correction: only the stated ones are counted.
  std::vector<std::uint32_t> stated(count, 0);
  for (std::size_t f = 0; f < stated_; ++f) ++stated[matching_->taxonomy[f]];
  std::vector<std::vector<std::vector<std::uint32_t>>> votes(count,
                                                             std::vector<std::vector<std::uint32_t>>(reader.size()));
  matching_->for_texts(reader, figures, count, "labeling functions", [&](std::size_t row, const auto& of_text) {
    for (std::size_t t = 0; t < count; ++t) {
      for (const std::uint32_t voter : of_text[t]) {
        if (voter < stated[t]) votes[t][row].push_back(voter);
      }
    }
  });
  for (std::size_t t = 0; t < count; ++t) {
    std::vector<std::uint64_t> offsets = {0};
    std::vector<std::uint32_t> functions;
    for (std::size_t row = 0; row < reader.size(); ++row) {
      if (reader.is_missing(row)) continue;
      functions.insert(functions.end(), votes[t][row].begin(), votes[t][row].end());
      offsets.push_back(functions.size());
    }
    patterns_[t] = VotePatterns(offsets, functions);
  }
  relearn();
}

void Triage::learn(const Column& texts, const Frame& corrections, const Frame& figures) {
  const TextReader reader(texts, "text");
  const std::vector<Values<double>> columns = figures_of(figures, matching_->fields, reader.size());
  std::vector<TriageExample> read(reader.size());
  for (std::size_t row = 0; row < reader.size(); ++row) {
    if (reader.is_missing(row)) {
      throw RecordError(code::refused_record, fmt::format("column text, row {}: the text is missing", row));
    }
    read[row].text = masked(reader[row]).text;
    read[row].labels.resize(taxonomies_.size());
    for (const auto& column : columns) read[row].figures.push_back(column.empty() ? nan : column[row]);
  }
  for (const auto& [name, column] : corrections.columns()) {
    const std::size_t t = position(name);
    const Taxonomy& taxonomy = taxonomies_[t];
    if (column.size() != reader.size()) {
      throw RecordError(code::length_mismatch, fmt::format("column {} has {} rows, but there are {} texts", name,
                                                           column.size(), reader.size()));
    }
    if (column.type().kind == Kind::null) continue;
    const TextReader labels(column, name);
    for (std::size_t row = 0; row < labels.size(); ++row) {
      if (labels.is_missing(row)) continue;
      std::vector<std::uint32_t> categories;
      const std::string_view label = labels[row];
      for (std::size_t begin = 0; begin <= label.size() && !(taxonomy.several && label == "none");) {
        const std::size_t end = taxonomy.several ? std::min(label.find(" + ", begin), label.size()) : label.size();
        const auto found = taxonomy.find(label.substr(begin, end - begin));
        if (!found) {
          throw RecordError(
              code::refused_record,
              fmt::format("column {}, row {}: {}", name, row,
                          unknown_name_message(label.substr(begin, end - begin), "a category of the taxonomy " + name,
                                               {taxonomy.categories.size(),
                                                [&](std::size_t c) { return taxonomy.categories[c].key; }})));
        }
        categories.push_back(static_cast<std::uint32_t>(*found));
        begin = end + 3;
      }
      std::ranges::sort(categories);
      const auto repeated = std::ranges::unique(categories);
      categories.erase(repeated.begin(), repeated.end());
      read[row].labels[t] = std::move(categories);
    }
  }
  examples_.insert(examples_.end(), std::make_move_iterator(read.begin()), std::make_move_iterator(read.end()));
  relearn();
}

std::vector<std::int64_t> Triage::ask(const Column& texts, std::size_t count, std::string_view taxonomy,
                                      const Frame& figures) const {
  const TextReader reader(texts, "text");
  const std::optional<std::size_t> only = taxonomy.empty() ? std::nullopt : std::optional(position(taxonomy));
  std::vector<double> open(reader.size(), 0.0), similar(reader.size(), 0.0);
  std::vector<TextSketch> sketches(reader.size());
  std::vector<TextSketch> known;
  for (const TriageExample& example : examples_) known.emplace_back(example.text);
  matching_->for_texts(reader, figures, taxonomies_.size(), "texts to ask", [&](std::size_t row, const auto& votes) {
    if (reader.is_missing(row)) return;
    for (std::size_t t = 0; t < taxonomies_.size(); ++t) {
      if (only && t != *only) continue;
      open[row] += entropy(models_[t].posterior(votes[t]), taxonomies_[t].several);
    }
    if (!only) open[row] /= static_cast<double>(taxonomies_.size());
    sketches[row] = TextSketch(masked(reader[row]).text);
    for (const TextSketch& one : known) similar[row] = std::max(similar[row], sketches[row].similarity(one));
  });
  std::vector<std::int64_t> chosen;
  std::vector<bool> taken(reader.size(), false);
  while (chosen.size() < count) {
    std::optional<std::size_t> best;
    const auto gain = [&](std::size_t row) { return open[row] * (1 - similar[row]); };
    for (std::size_t row = 0; row < reader.size(); ++row) {
      if (taken[row] || reader.is_missing(row)) continue;
      // Of equal texts the first; of equal gains the text that comes first by its bytes: the order of rows is no
      // matter.
      if (!best || gain(row) > gain(*best) || (gain(row) == gain(*best) && reader[row] < reader[*best])) best = row;
    }
    if (!best) break;
    taken[*best] = true;
    chosen.push_back(static_cast<std::int64_t>(*best));
    for_blocks(reader.size(), [&](std::size_t begin, std::size_t end) {
      for (std::size_t row = begin; row < end; ++row) {
        if (!taken[row]) similar[row] = std::max(similar[row], sketches[row].similarity(sketches[*best]));
      }
    });
  }
  return chosen;
}

Frame Triage::rules(double level) const {
  const Frame stated = lexicon_frame(functions_);
  std::vector<std::int64_t> votes;
  std::vector<std::optional<std::string>> duplicates;
  std::vector<bool> learnt;
  EstimateColumns precision;
  std::vector<std::vector<std::size_t>> of_taxonomy(taxonomies_.size());  // function by voter
  for (std::size_t f = 0; f < functions_.size(); ++f) of_taxonomy[matching_->taxonomy[f]].push_back(f);
  for (std::size_t f = 0; f < functions_.size(); ++f) {
    const std::size_t t = matching_->taxonomy[f];
    const VoterPrecision& known = models_[t].precisions()[matching_->voter[f]];
    precision.push(models_[t].precision(matching_->voter[f], level));
    votes.push_back(static_cast<std::int64_t>(known.votes));
    duplicates.push_back(known.duplicate == matching_->voter[f]
                             ? std::nullopt
                             : std::optional(functions_[of_taxonomy[t][known.duplicate]].name));
    learnt.push_back(f >= stated_);
  }
  Frame frame;
  for (const char* name : {"taxonomy", "category", "name", "phrases", "field", "at_least", "unless_denied"}) {
    frame.add(name, stated.at(name));
  }
  frame.add("stated", stated.at("precision"));
  precision.add_to(frame, "precision");
  frame.add("votes", std::move(votes));
  frame.add("duplicate_of", duplicates);
  frame.add("learnt", learnt);
  frame.add("reason", stated.at("reason"));
  frame.add("source", stated.at("source"));
  return frame;
}

Frame Triage::shares(std::string_view taxonomy, double level) const {
  const std::size_t t = position(taxonomy);
  std::vector<std::string> categories;
  for (const TaxonomyCategory& one : taxonomies_[t].categories) categories.push_back(one.key);
  EstimateColumns shares;
  for (const Estimate& one : models_[t].shares(level)) shares.push(one);
  Frame frame({{"category", categories}});
  shares.add_to(frame, "share");
  return frame;
}

const LabelModel& Triage::model(std::string_view taxonomy) const {
  return models_[position(taxonomy)];
}

std::size_t Triage::fields() const noexcept {
  return matching_->fields.size();
}

std::uint64_t Triage::texts() const noexcept {
  return patterns_.front().texts();
}

}  // namespace fealty::complaints
