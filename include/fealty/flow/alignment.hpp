#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "fealty/core/ids.hpp"
#include "fealty/flow/flow_language.hpp"
#include "fealty/flow/service_flow.hpp"

namespace fealty::flow {

/// What departures from a flow cost, and how long the best account of a visit is looked for.
struct AlignmentOptions {
  std::uint32_t log_cost = 1;    ///< of an event that the flow does not have there
  std::uint32_t model_cost = 1;  ///< of a step of the flow that did not happen
  /// Most pairs of a place in the visit and a state of the flow that are held at once. A visit that needs more is cut
  /// where its best account so far has come furthest, and the account goes on from there: its cost is then an upper
  /// bound, and said to be proven only if it equals the lower bound.
  std::uint64_t most_nodes = 250'000;

  /// Throws ParameterError unless costs are from 1 to 1,000 and most_nodes is at least 1,000.
  void validate() const;

  friend bool operator==(const AlignmentOptions&, const AlignmentOptions&) = default;
};

/// A step of an account of how a visit went through a flow.
struct Move {
  enum class Kind : std::uint8_t {
    both,   ///< an event that the flow has there
    log,    ///< an event that the flow does not have there
    model,  ///< a step of the flow that did not happen
  };
  Kind kind = Kind::both;
  Code step = no_code;         ///< in ServiceFlow::steps; no_code for an event of a step that the flow does not have
  std::uint32_t position = 0;  ///< of the event in the visit; for a step that did not happen, of the event after it

  friend bool operator==(const Move&, const Move&) = default;
};

/// The cheapest account of a visit.
struct Alignment {
  std::vector<Move> moves;
  std::uint64_t cost = 0;
  std::uint64_t bound = 0;  ///< no account costs less; equals the cost if that is proven
  std::uint64_t worst = 0;  ///< cost of taking no event for a step: all events, and the shortest way through the flow

  [[nodiscard]] bool is_proven() const noexcept { return cost == bound; }

  /// 1 - cost / worst, and 1 where nothing could go wrong. Source: Adriansyah, van Dongen and van der Aalst (2011),
  /// "Conformance checking using cost-based fitness analysis".
  [[nodiscard]] double fitness() const noexcept;

  friend bool operator==(const Alignment&, const Alignment&) = default;
};

/// Finds the cheapest accounts of visits.
///
/// A* over pairs of a place in the visit and a state of the flow (Hart, Nilsson and Raphael 1968). The bound on what is
/// still to come counts steps: an event of a step that can come less often than it stands in the rest of the visit must
/// be a log move, a step that must come more often a model move; and likewise for the numbers of all steps. It never
/// falls by more than a move costs, so each pair is left once. Among accounts of equal cost the same one is always
/// taken: it takes events for steps rather early, and depends on visit and flow alone.
///
/// An object may be used again and again, by one thread at a time.
class Aligner {
 public:
  explicit Aligner(const ServiceFlow& flow, AlignmentOptions options = {});

  /// The cheapest account of a visit, as steps in ServiceFlow::steps, no_code for those that the flow does not have.
  Alignment align(std::span<const Code> visit);

 private:
  struct Node {
    std::uint32_t position = 0;
    FlowLanguage::State state = FlowLanguage::done;
    std::uint32_t parent = 0;
    std::uint32_t cost = 0;
    Move::Kind kind = Move::Kind::both;
    bool left = false;
    Code step = no_code;
  };

  struct Place {
    std::uint32_t position = 0;
    FlowLanguage::State state = FlowLanguage::done;
  };

  void prepare(std::span<const Code> visit);
  void begin(Place place);
  std::uint32_t search(std::span<const Code> visit);
  void expand(std::uint32_t node, std::span<const Code> visit);
  void reach(std::uint32_t parent, Place place, Move::Kind kind, Code step);
  std::uint32_t still_to_come(Place place);
  std::uint32_t counted_to_come(FlowLanguage::State state) const noexcept;
  void count_from(std::uint32_t position);
  std::uint32_t& slot_of(Place place);
  void grow();
  [[nodiscard]] std::uint32_t furthest();
  void append_moves(std::uint32_t node, std::vector<Move>& moves) const;
  void append_shortest_end(FlowLanguage::State state, std::uint32_t position, std::vector<Move>& moves);

  AlignmentOptions options_;
  FlowLanguage shared_;
  bool is_complete_ = false;
  std::optional<FlowLanguage> own_;  // of the visit at hand, where the flow has too many states to know all of them
  FlowLanguage* language_ = nullptr;
  std::size_t steps_ = 0;
  std::span<const Code> visit_;
  std::vector<std::uint32_t> unknown_;      // events of unknown steps from each position on
  std::vector<std::uint32_t> checkpoints_;  // counts of steps from every 64th position on
  std::vector<std::uint32_t> counts_;       // counts of steps from counted_ on
  std::uint32_t counted_ = 0;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> table_;               // places of nodes, one more; 0 for none
  std::vector<std::vector<std::uint32_t>> queue_;  // nodes by cost and bound above base_, last in first out
  std::uint32_t base_ = 0;
  std::size_t cheapest_ = 0;  // no node stands before it in the queue
};

/// Aligns many visits, in parallel; the result is in their order and does not depend on the number of threads.
std::vector<Alignment> align_all(const ServiceFlow& flow, std::span<const std::vector<Code>> visits,
                                 AlignmentOptions options = {});

}  // namespace fealty::flow
