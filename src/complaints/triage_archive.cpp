#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../io/core_archive.hpp"
#include "fealty/complaints/label_mapping.hpp"
#include "fealty/complaints/label_model.hpp"
#include "fealty/complaints/labeling_function.hpp"
#include "fealty/complaints/taxonomy.hpp"
#include "fealty/complaints/triage.hpp"
#include "fealty/complaints/type_transitions.hpp"

/// How taxonomies, mappings, triage and transitions between types are saved.
namespace fealty::io {

template <>
struct Archived<complaints::TaxonomyCategory> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::TaxonomyCategory& c, unsigned /*saved_version*/) {
    ar & c.key & c.english & c.chinese & c.description & c.lowest & c.highest & c.answer & c.answer_english &
        c.answer_chinese;
  }
};

template <>
struct Archived<complaints::Taxonomy> {
  static constexpr std::string_view kind = "complaints.Taxonomy";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::Taxonomy& t, unsigned /*saved_version*/) {
    ar & t.name & t.english & t.chinese & t.source & t.several & t.ordered & t.weight & t.categories;
  }

  static void check(const complaints::Taxonomy& t) { t.validate(); }
};

template <>
struct Archived<complaints::MappedLabel> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::MappedLabel& m, unsigned /*saved_version*/) {
    ar & m.from & m.to & m.weight & m.reason;
  }
};

template <>
struct Archived<complaints::LabelMapping> {
  static constexpr std::string_view kind = "complaints.LabelMapping";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::LabelMapping& m, unsigned /*saved_version*/) {
    ar & m.name & m.to & m.source & m.rows;
  }
};

template <>
struct Archived<complaints::LabelingFunction> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::LabelingFunction& f, unsigned /*saved_version*/) {
    ar & f.name & f.taxonomy & f.category & f.phrases & f.field & f.at_least & f.unless_denied & f.precision &
        f.weight & f.reason & f.source;
  }
};

template <>
struct Archived<complaints::VotePatterns> {
  static constexpr std::string_view kind = "complaints.VotePatterns";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::VotePatterns& p, unsigned /*saved_version*/) {
    ar & p.offsets_ & p.functions_ & p.counts_;
  }

  static void check(const complaints::VotePatterns& p) {
    require_sound(p.offsets_.size() == p.counts_.size() + 1, "a pattern of votes has a count");
    require_sound(p.offsets_.front() == 0 && p.offsets_.back() == p.functions_.size(), "votes belong to patterns");
    for (std::size_t i = 0; i + 1 < p.offsets_.size(); ++i) {
      require_sound(p.offsets_[i] <= p.offsets_[i + 1], "patterns of votes follow each other");
    }
  }
};

template <>
struct Archived<complaints::LabelModelOptions> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::LabelModelOptions& o, unsigned /*saved_version*/) {
    ar & o.correlation & o.duplicate_overlap & o.duplicate_texts & o.iterations & o.tolerance;
  }
};

template <>
struct Archived<complaints::TriageOptions> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::TriageOptions& o, unsigned /*saved_version*/) {
    ar & o.threshold & o.learnt_texts & o.learnt_functions & o.model;
  }
};

template <>
struct Archived<complaints::TriageExample> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::TriageExample& e, unsigned /*saved_version*/) {
    ar & e.text & e.figures & e.labels;
  }
};

/// What a triage was given; what it concludes is concluded again.
template <>
struct Archived<complaints::Triage> {
  static constexpr std::string_view kind = "complaints.Triage";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const complaints::Triage& t) {
    const auto stated = t.functions_.begin() + static_cast<std::ptrdiff_t>(t.stated_);
    out << t.taxonomies_ << std::vector<complaints::LabelingFunction>(t.functions_.begin(), stated) << t.options_
        << t.patterns_ << t.examples_;
  }
  static complaints::Triage load(InArchive& in, unsigned /*saved_version*/) {
    auto taxonomies = in.value<std::vector<complaints::Taxonomy>>();
    auto functions = in.value<std::vector<complaints::LabelingFunction>>();
    const auto options = in.value<complaints::TriageOptions>();
    complaints::Triage made(std::move(taxonomies), std::move(functions), options);
    made.patterns_ = in.value<std::vector<complaints::VotePatterns>>();
    made.examples_ = in.value<std::vector<complaints::TriageExample>>();
    check(made);
    made.relearn();
    return made;
  }
  static void check(const complaints::Triage& t) {
    require_sound(t.patterns_.size() == t.taxonomies_.size(), "a taxonomy has patterns of votes");
    std::vector<std::size_t> voters(t.taxonomies_.size(), 0);
    for (std::size_t f = 0; f < t.stated_; ++f) ++voters[t.position(t.functions_[f].taxonomy)];
    for (std::size_t k = 0; k < t.patterns_.size(); ++k) {
      for (std::size_t i = 0; i < t.patterns_[k].size(); ++i) {
        for (const std::uint32_t voter : t.patterns_[k].functions(i)) {
          require_sound(voter < voters[k], "a vote is that of a function");
        }
      }
    }
    const std::size_t fields = t.fields();
    for (const complaints::TriageExample& example : t.examples_) {
      require_sound(example.labels.size() == t.taxonomies_.size(), "a corrected text has a label by taxonomy");
      require_sound(example.figures.size() == fields, "a corrected text has its figures");
      for (std::size_t k = 0; k < example.labels.size(); ++k) {
        if (!example.labels[k]) continue;
        for (const std::uint32_t c : *example.labels[k]) {
          require_sound(c < t.taxonomies_[k].categories.size(), "a label is a category");
        }
      }
    }
  }
};

template <>
struct Archived<complaints::TransitionPrior> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::TransitionPrior& p, unsigned /*saved_version*/) {
    ar & p.stay & p.weight;
  }
};

template <>
struct Archived<complaints::TransitionCounts> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::TransitionCounts& c, unsigned /*saved_version*/) {
    ar & c.handling & c.counts;
  }
};

template <>
struct Archived<complaints::TypeTransitions> {
  static constexpr std::string_view kind = "complaints.TypeTransitions";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::TypeTransitions& t, unsigned /*saved_version*/) {
    ar & t.taxonomy_ & t.prior_ & t.counts_ & t.complaints_ & t.customers_ & t.untyped_ & t.level_;
  }

  static void check(const complaints::TypeTransitions& t) {
    const std::size_t n = t.taxonomy_.categories.size();
    t.prior_.validate();
    require_sound(!t.counts_.empty() && t.counts_.front().handling.empty(), "all transitions together come first");
    for (const complaints::TransitionCounts& one : t.counts_) {
      require_sound(one.counts.size() == n * n, "a pair of types has a count");
      for (const std::int64_t count : one.counts) require_sound(count >= 0, "a count is not negative");
    }
  }
};

template struct Codec<complaints::Taxonomy>;
template struct Codec<complaints::LabelMapping>;
template struct Codec<complaints::VotePatterns>;
template struct Codec<complaints::Triage>;
template struct Codec<complaints::TypeTransitions>;

}  // namespace fealty::io
