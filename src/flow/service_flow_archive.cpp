#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../io/core_archive.hpp"
#include "fealty/flow/audit.hpp"
#include "fealty/flow/requirement.hpp"
#include "fealty/flow/service_flow.hpp"
#include "fealty/flow/variants.hpp"

/// How declared flows and the audits of logs against them are saved.
namespace fealty::io {

extern template struct Codec<flow::Variants>;  // in the archive of logs

template <>
struct Archived<flow::Bound> {
  static constexpr flow::Bound last = flow::Bound::at_least;
};

template <>
struct Archived<flow::EvidenceKind> {
  static constexpr flow::EvidenceKind last = flow::EvidenceKind::team;
};

template <>
struct Archived<flow::Lane> {
  static constexpr flow::Lane last = flow::Lane::support;
};

template <>
struct Archived<flow::Part> {
  static constexpr flow::Part last = flow::Part::optional;
};

template <>
struct Archived<flow::DeviationKind> {
  static constexpr flow::DeviationKind last = flow::DeviationKind::unknown;
};

template <>
struct Archived<flow::Fulfillment> {
  static constexpr flow::Fulfillment last = flow::Fulfillment::unknown;
};

template <>
struct Archived<flow::Requirement> {
  static constexpr std::string_view kind = "flow.Requirement";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::Requirement& r, unsigned /*saved_version*/) {
    ar & r.measure & r.bound & r.threshold & r.share & r.owner & r.need & r.source & r.valid_from & r.valid_until &
        r.note;
  }

  static void check(const flow::Requirement& r) { r.validate(); }
};

template <>
struct Archived<flow::Evidence> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::Evidence& e, unsigned /*saved_version*/) {
    ar & e.kind & e.note & e.at;
  }
};

template <>
struct Archived<flow::FlowVersion> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::FlowVersion& v, unsigned /*saved_version*/) {
    ar & v.number & v.date & v.author & v.note & v.evidence;
  }
};

template <>
struct Archived<flow::Step> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::Step& s, unsigned /*saved_version*/) {
    ar & s.name & s.lane & s.channel & s.requirements;
  }
};

template <>
struct Archived<flow::FlowNode> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::FlowNode& n, unsigned /*saved_version*/) {
    ar & n.part & n.step & n.children;
  }
};

template <>
struct Archived<flow::ServiceFlow> {
  static constexpr std::string_view kind = "flow.ServiceFlow";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const flow::ServiceFlow& flow) {
    out << flow.steps() << flow.nodes() << flow.versions();
  }
  static flow::ServiceFlow load(InArchive& in, unsigned /*saved_version*/) {
    auto steps = in.value<std::vector<flow::Step>>();
    auto nodes = in.value<std::vector<flow::FlowNode>>();
    return {std::move(steps), std::move(nodes), in.value<std::vector<flow::FlowVersion>>()};
  }
};

template <>
struct Archived<flow::AlignmentOptions> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::AlignmentOptions& o, unsigned /*saved_version*/) {
    ar & o.log_cost & o.model_cost & o.most_nodes;
  }

  static void check(const flow::AlignmentOptions& o) { o.validate(); }
};

template <>
struct Archived<flow::Deviation> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::Deviation& d, unsigned /*saved_version*/) {
    ar & d.kind & d.step & d.position & d.expected;
  }
};

template <>
struct Archived<flow::VariantAudit> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::VariantAudit& a, unsigned /*saved_version*/) {
    ar & a.cost & a.bound & a.worst & a.deviations;
  }
};

template <>
struct Archived<flow::StepOutcome> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::StepOutcome& o, unsigned /*saved_version*/) {
    ar & o.step & o.outcome & o.failed_at & o.at;
  }
};

template <>
struct Archived<flow::OutcomeCounts> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::OutcomeCounts& c, unsigned /*saved_version*/) {
    ar & c.met & c.unmet & c.unknown;
  }
};

/// The variants in an archive of their own.
template <>
struct Archived<flow::Audit> {
  static constexpr std::string_view kind = "flow.Audit";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const flow::Audit& a) {
    out << a.flow_ << a.options_ << a.visits_ << a.customers_ << a.customer_of_ << to_bytes(a.variants_)
        << a.variant_of_ << a.accounts_ << a.offsets_ << a.outcomes_ << a.requirements_ << a.touches_;
  }

  static flow::Audit load(InArchive& in, unsigned /*saved_version*/) {
    auto flow = in.value<flow::ServiceFlow>();
    flow::Audit a(std::move(flow), in.value<flow::AlignmentOptions>());
    const std::size_t requirements = a.requirements_.size();
    in >> a.visits_ >> a.customers_ >> a.customer_of_;
    a.variants_ = from_bytes<flow::Variants>(in.value<std::string>());
    in >> a.variant_of_ >> a.accounts_ >> a.offsets_ >> a.outcomes_ >> a.requirements_ >> a.touches_;
    require_sound(a.requirements_.size() == requirements, "every requirement has its counts");
    return a;
  }

  static void check(const flow::Audit& a) {
    const std::size_t n = a.visits_.size();
    const std::size_t steps = a.flow_.steps().size();
    bool right = a.customer_of_.size() == n && a.variant_of_.size() == n && a.offsets_.size() == n + 1 &&
                 a.offsets_.front() == 0 && a.offsets_.back() == a.outcomes_.size() && a.touches_.size() == steps &&
                 a.accounts_.size() == a.variants_.size();
    for (std::size_t i = 1; right && i < a.offsets_.size(); ++i) right = a.offsets_[i - 1] <= a.offsets_[i];
    for (const Code customer : a.customer_of_) right = right && (customer == no_code || customer < a.customers_.size());
    for (const std::uint32_t variant : a.variant_of_) right = right && variant < a.variants_.size();
    for (const flow::StepOutcome& outcome : a.outcomes_) right = right && outcome.step < steps;
    for (std::size_t v = 0; right && v < a.accounts_.size(); ++v) right = is_sound(a, v, steps);
    require_sound(right, "an audit names visits, steps or variants that it does not have");
  }

 private:
  static bool is_sound(const flow::Audit& a, std::size_t variant, std::size_t steps) {
    const std::size_t events = a.variants_.sequence(variant).size();
    for (const flow::Deviation& d : a.accounts_[variant].deviations) {
      const bool skips = d.kind == flow::DeviationKind::skipped;
      if (d.step == no_code ? d.kind != flow::DeviationKind::unknown : d.step >= steps) return false;
      if (d.position > events || (!skips && d.position == events)) return false;
    }
    return true;
  }
};

template struct Codec<flow::Requirement>;
template struct Codec<flow::ServiceFlow>;
template struct Codec<flow::Audit>;

}  // namespace fealty::io
