#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/archived.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/flow/event_log.hpp"
#include "fealty/flow/flow_version.hpp"
#include "fealty/flow/requirement.hpp"

namespace fealty::flow {

/// Where a step of a service stands in its blueprint, from what the customer meets to what nobody sees.
///
/// Source: Shostack (1984), "Designing services that deliver", Harvard Business Review 62; the five lanes are those of
/// Bitner, Ostrom and Morgan (2008), "Service blueprinting", California Management Review 50.
enum class Lane : std::uint8_t {
  evidence,    ///< things that the customer meets
  customer,    ///< what the customer does
  frontstage,  ///< what staff do before the customer's eyes
  backstage,   ///< what staff do out of sight
  support,     ///< what systems and others do for the staff
};

inline constexpr std::size_t lane_count = 5;

/// "evidence", "customer", "frontstage", "backstage", "support".
std::string_view name_of(Lane lane) noexcept;

/// The lane of that name; throws ParameterError that lists the five.
Lane lane_named(std::string_view name);

/// A line that a blueprint draws between two lanes.
enum class Line : std::uint8_t {
  interaction,           ///< between customer and frontstage
  visibility,            ///< between frontstage and backstage
  internal_interaction,  ///< between backstage and support
};

/// "interaction", "visibility", "internal interaction".
std::string_view name_of(Line line) noexcept;

/// The lines that lie between two lanes, from the customer on.
std::vector<Line> lines_between(Lane from, Lane to);

/// A step of a service: a moment in which the customer meets it, or work behind one.
struct Step {
  std::string name;
  Lane lane = Lane::frontstage;
  /// "face", "phone", "letter", "anticipated" (to be met yet), or another; empty if not said.
  std::string channel = {};
  std::vector<Requirement> requirements = {};  ///< all are to be met

  friend bool operator==(const Step&, const Step&) = default;
};

/// How the parts of a flow are put together.
enum class Part : std::uint8_t {
  step,      ///< one step
  sequence,  ///< one part after the other
  choice,    ///< one of the parts
  parallel,  ///< all parts, in any order and interleaved
  loop,      ///< the first part, and then any number of times the second and the first again
  optional,  ///< the part, or nothing
};

/// "step", "sequence", "choice", "parallel", "loop", "optional".
std::string_view name_of(Part part) noexcept;

/// A node of the tree that a flow is.
struct FlowNode {
  Part part = Part::sequence;
  Code step = no_code;                       ///< in ServiceFlow::steps, for a step
  std::vector<std::uint32_t> children = {};  ///< places in ServiceFlow::nodes, each after that of its parent

  friend bool operator==(const FlowNode&, const FlowNode&) = default;
};

/// A service as it is declared: which steps, in which order, and what is required of each.
///
/// The order is a process tree of sequences, choices, parallel parts, loops and optional parts (van der Aalst 2016,
/// "Process mining", section 3.2.8). A step may stand in several places of the tree. A flow does not change: what would
/// change it gives another.
class ServiceFlow {
 public:
  /// A flow without steps, which allows only visits without events.
  ServiceFlow() = default;

  /// Takes over steps and the tree, whose root is the first node; versions in ascending order, the last is this one.
  ///
  /// Throws ParameterError if two steps have the same name or one has none, a requirement is not valid, or the nodes
  /// are no tree: each but the root has one parent before it, a step has no children and is one of the steps, each step
  /// stands in the tree, an optional part has one child, a loop one or two, the others any number; it is nested at most
  /// 1,000 deep.
  ServiceFlow(std::vector<Step> steps, std::vector<FlowNode> nodes,
              std::vector<FlowVersion> versions = {FlowVersion{}});

  /// The steps in the order in which they were declared.
  [[nodiscard]] const std::vector<Step>& steps() const noexcept { return steps_; }

  [[nodiscard]] const std::vector<FlowNode>& nodes() const noexcept { return nodes_; }

  /// All versions up to this one, in ascending order.
  [[nodiscard]] const std::vector<FlowVersion>& versions() const noexcept { return versions_; }

  [[nodiscard]] const FlowVersion& version() const noexcept { return versions_.back(); }

  /// The place of a step among the steps, or no_code.
  [[nodiscard]] Code find(std::string_view step) const noexcept;

  /// The step of that name; throws ParameterError that names the nearest there is, or those there are.
  [[nodiscard]] Code at(std::string_view step) const;

  /// For each identifier of a list the step of that name, or no_code. O(identifiers + steps).
  [[nodiscard]] std::vector<Code> codes_of(const Ids& names) const;

  /// For each step whether every visit must come to it.
  [[nodiscard]] std::vector<bool> mandatory() const;

  /// The same flow with one more requirement of a step. Throws as `at` does, and as Requirement::validate.
  [[nodiscard]] ServiceFlow with_requirement(std::string_view step, Requirement requirement) const;

  /// The same flow without requirements of a step. Throws as `at` does.
  [[nodiscard]] ServiceFlow without_requirements(std::string_view step) const;

  /// Whether the second step may come right after the first. Throws as `at` does.
  [[nodiscard]] bool may_follow(std::string_view first, std::string_view second) const;

  /// This flow as the next version of another: the versions of that one and then `version`, numbered on.
  [[nodiscard]] ServiceFlow as_revision_of(const ServiceFlow& previous, FlowVersion version) const;

  /// The tree in one line: "(reception, choice(repair, advice), optional(payment))"; a sequence has no name.
  [[nodiscard]] std::string text() const;

  /// One row per step: step, lane, channel, optional (whether a visit may do without it), requirements in words.
  [[nodiscard]] Frame frame() const;

  friend bool operator==(const ServiceFlow&, const ServiceFlow&) = default;

 private:
  friend struct io::Archived<ServiceFlow>;

  std::vector<Step> steps_;
  std::vector<FlowNode> nodes_{FlowNode{}};
  std::vector<FlowVersion> versions_{FlowVersion{}};
};

/// The declared steps held against those of a log.
struct StepCoverage {
  struct Seen {
    std::string step;
    std::uint64_t events = 0;
    std::uint64_t visits = 0;
  };
  std::vector<Seen> seen;           ///< declared and seen, in the order of the flow
  std::vector<std::string> unseen;  ///< declared (anticipated) and never seen, in the order of the flow
  std::vector<Seen> unexpected;     ///< seen but not declared, in the order of their names

  /// One row per step: step, status (seen, unseen, unexpected), events, visits.
  [[nodiscard]] Frame frame() const;
};

/// Which steps of a flow a log knows, and which it knows beside them. O(events).
StepCoverage coverage(const ServiceFlow& flow, const EventLog& log);

/// The standards of a flow, held against six rules by which a list of standards is refined.
struct StandardFinding {
  std::string step;
  std::string requirement;  ///< in words; empty where the step has none
  std::string rule;         ///< "delete", "revise", "quantify", "relate", "reconcile", "add"
  std::string reason;
};

/// Reviews the standards of a flow at an instant, in the order of the flow.
///
/// The source names six rules of refinement, of which deleting what is stale is one; they are read as: *delete* a
/// standard whose validity has ended; *revise* one of a flow that is older than `oldest`, or that has no end of
/// validity; *quantify* one without a number; *relate* one that serves no need of customers; *reconcile* several of one
/// step that measure the same; *add* one to a step that customers meet (lane customer or frontstage) and that has none.
std::vector<StandardFinding> review_standards(const ServiceFlow& flow, Time as_of, Duration oldest = days(365));

/// The findings as records: step, requirement, rule, reason.
Frame frame_of(const std::vector<StandardFinding>& findings);

}  // namespace fealty::flow
