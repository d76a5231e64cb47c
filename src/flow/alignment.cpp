#include "fealty/flow/alignment.hpp"

#include <algorithm>
#include <limits>

#include "fealty/core/domain.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::flow {
namespace {

constexpr std::size_t known_transitions = 20'000;  // of a flow whose states are all found before the first visit
constexpr std::uint32_t checkpoint_distance = 64;
constexpr std::size_t visits_in_block = 32;

}  // namespace

void AlignmentOptions::validate() const {
  require(log_cost >= 1 && log_cost <= 1000, "log_cost", log_cost, "must be from 1 to 1,000");
  require(model_cost >= 1 && model_cost <= 1000, "model_cost", model_cost, "must be from 1 to 1,000");
  require(most_nodes >= 1000 && most_nodes <= 1U << 30, "most_nodes", static_cast<double>(most_nodes),
          "must be from 1,000 to 2^30");
}

double Alignment::fitness() const noexcept {
  return worst == 0 ? 1.0 : 1.0 - static_cast<double>(cost) / static_cast<double>(worst);
}

Aligner::Aligner(const ServiceFlow& flow, AlignmentOptions options)
    : options_(options), shared_(flow), steps_(flow.steps().size()) {
  options_.validate();
  is_complete_ = shared_.complete(known_transitions);
}

/// Counts what each rest of a visit holds.
void Aligner::prepare(std::span<const Code> visit) {
  if (is_complete_) {
    language_ = &shared_;
  } else {
    own_ = shared_;  // a fresh copy for each visit, so that no account depends on the visits before
    language_ = &*own_;
  }
  visit_ = visit;
  unknown_.assign(visit.size() + 1, 0);
  for (std::size_t i = visit.size(); i-- > 0;) unknown_[i] = unknown_[i + 1] + (visit[i] == no_code ? 1 : 0);
  const bool is_counted = steps_ <= FlowLanguage::counted_steps;
  counts_.assign(is_counted ? steps_ : 0, 0);
  checkpoints_.clear();
  if (!is_counted) return;
  checkpoints_.resize((visit.size() / checkpoint_distance + 1) * steps_);
  for (std::size_t i = visit.size() + 1; i-- > 0;) {
    if (i < visit.size() && visit[i] != no_code) ++counts_[visit[i]];
    if (i % checkpoint_distance == 0) {
      std::ranges::copy(counts_, checkpoints_.begin() + static_cast<std::ptrdiff_t>(i / checkpoint_distance * steps_));
    }
  }
  counted_ = 0;
}

void Aligner::count_from(std::uint32_t position) {
  if (counts_.empty()) return;
  const std::uint32_t distance = position > counted_ ? position - counted_ : counted_ - position;
  if (distance > checkpoint_distance) {
    counted_ = position / checkpoint_distance * checkpoint_distance;
    const auto from = checkpoints_.begin() + static_cast<std::ptrdiff_t>(position / checkpoint_distance * steps_);
    std::copy_n(from, steps_, counts_.begin());
  }
  for (; counted_ < position; ++counted_) {
    if (visit_[counted_] != no_code) --counts_[visit_[counted_]];
  }
  for (; counted_ > position; --counted_) {
    if (visit_[counted_ - 1] != no_code) ++counts_[visit_[counted_ - 1]];
  }
}

/// Events of steps that cannot come so often any more, and steps that must come more often than there are events.
std::uint32_t Aligner::counted_to_come(FlowLanguage::State state) const noexcept {
  const std::span<const std::uint32_t> fewest = language_->fewest(state);
  const std::span<const std::uint32_t> most = language_->most(state);
  std::uint32_t surplus = 0;
  std::uint32_t lack = 0;
  for (std::size_t step = 0; step < counts_.size(); ++step) {
    surplus += counts_[step] > most[step] ? counts_[step] - most[step] : 0;
    lack += fewest[step] > counts_[step] ? fewest[step] - counts_[step] : 0;
  }
  return surplus * options_.log_cost + lack * options_.model_cost;
}

/// What an account from there on costs at least; exactly that where no event is left.
std::uint32_t Aligner::still_to_come(Place place) {
  const std::uint32_t unknown = unknown_[place.position];
  const auto known = static_cast<std::uint32_t>(visit_.size()) - place.position - unknown;
  const std::uint32_t shortest = language_->shortest(place.state);
  const std::uint32_t longest = language_->longest(place.state);
  std::uint32_t least = 0;
  if (known > longest) least = (known - longest) * options_.log_cost;
  if (shortest > known) least = (shortest - known) * options_.model_cost;
  count_from(place.position);
  return unknown * options_.log_cost + std::max(least, counted_to_come(place.state));
}

void Aligner::begin(Place place) {
  nodes_.clear();
  table_.assign(1024, 0);
  for (auto& level : queue_) level.clear();
  cheapest_ = 0;
  base_ = still_to_come(place);
  nodes_.push_back({place.position, place.state, 0, 0, Move::Kind::both, false, no_code});
  slot_of(place) = 1;
  if (queue_.empty()) queue_.emplace_back();
  queue_[0].push_back(0);
}

/// Where the node of a place stands in the table, or would.
std::uint32_t& Aligner::slot_of(Place place) {
  std::uint64_t hash = (std::uint64_t{place.position} << 32 | place.state) * 0x9E3779B97F4A7C15;
  hash ^= hash >> 29;
  std::size_t slot = hash & (table_.size() - 1);
  while (table_[slot] != 0) {
    const Node& node = nodes_[table_[slot] - 1];
    if (node.position == place.position && node.state == place.state) break;
    slot = (slot + 1) & (table_.size() - 1);
  }
  return table_[slot];
}

void Aligner::grow() {
  table_.assign(table_.size() * 4, 0);
  for (std::uint32_t node = 0; node < nodes_.size(); ++node)
    slot_of({nodes_[node].position, nodes_[node].state}) = node + 1;
}

/// Notes that a place can be reached by a move from a node, if that is cheaper than what was known.
void Aligner::reach(std::uint32_t parent, Place place, Move::Kind kind, Code step) {
  const std::uint32_t price =
      kind == Move::Kind::both ? 0 : (kind == Move::Kind::log ? options_.log_cost : options_.model_cost);
  const std::uint32_t cost = nodes_[parent].cost + price;
  if (nodes_.size() * 2 >= table_.size()) grow();
  std::uint32_t& slot = slot_of(place);
  if (slot == 0) {
    nodes_.emplace_back();
    slot = static_cast<std::uint32_t>(nodes_.size());
  } else if (nodes_[slot - 1].left || nodes_[slot - 1].cost <= cost) {
    return;
  }
  const std::uint32_t node = slot - 1;
  nodes_[node] = {place.position, place.state, parent, cost, kind, false, step};
  const std::size_t level = cost + still_to_come(place) - base_;
  if (level >= queue_.size()) queue_.resize(level + 1);
  queue_[level].push_back(node);
}

/// What is pushed last is taken first where costs are equal: an event for a step, then an event too much.
void Aligner::expand(std::uint32_t node, std::span<const Code> visit) {
  const Place place{nodes_[node].position, nodes_[node].state};
  const Code event = visit[place.position];
  if (event == no_code) {  // nothing else can be made of it, and what is skipped may as well be skipped behind it
    reach(node, {place.position + 1, place.state}, Move::Kind::log, event);
    return;
  }
  const std::span<const FlowLanguage::Successor> next = language_->successors(place.state);
  for (std::size_t i = next.size(); i-- > 0;) {
    reach(node, {place.position, next[i].state}, Move::Kind::model, next[i].step);
  }
  reach(node, {place.position + 1, place.state}, Move::Kind::log, event);
  for (std::size_t i = next.size(); i-- > 0;) {
    if (next[i].step == event) reach(node, {place.position + 1, next[i].state}, Move::Kind::both, event);
  }
}

/// The node at which no event is left, or at which the search is cut because it holds too many nodes.
std::uint32_t Aligner::search(std::span<const Code> visit) {
  while (true) {
    while (queue_[cheapest_].empty()) ++cheapest_;
    const std::uint32_t node = queue_[cheapest_].back();
    queue_[cheapest_].pop_back();
    if (nodes_[node].left) continue;
    if (nodes_[node].position == visit.size()) return node;
    if (nodes_.size() > options_.most_nodes) {
      queue_[cheapest_].push_back(node);
      return furthest();
    }
    nodes_[node].left = true;
    expand(node, visit);
  }
}

std::uint32_t Aligner::furthest() {
  std::uint32_t best = 0;
  std::uint32_t best_total = std::numeric_limits<std::uint32_t>::max();
  for (std::uint32_t node = 0; node < nodes_.size(); ++node) {
    if (nodes_[node].position < nodes_[best].position) continue;
    const std::uint32_t total = nodes_[node].cost + still_to_come({nodes_[node].position, nodes_[node].state});
    if (nodes_[node].position == nodes_[best].position && total >= best_total) continue;
    best = node;
    best_total = total;
  }
  return best;
}

void Aligner::append_moves(std::uint32_t node, std::vector<Move>& moves) const {
  const auto begin = static_cast<std::ptrdiff_t>(moves.size());
  for (; node != 0; node = nodes_[node].parent) {
    const Node& n = nodes_[node];
    moves.push_back({n.kind, n.step, n.kind == Move::Kind::model ? n.position : n.position - 1});
  }
  std::reverse(moves.begin() + begin, moves.end());
}

void Aligner::append_shortest_end(FlowLanguage::State state, std::uint32_t position, std::vector<Move>& moves) {
  while (!language_->accepts(state)) {
    const std::uint32_t left = language_->shortest(state);
    for (const FlowLanguage::Successor& next : language_->successors(state)) {
      if (language_->shortest(next.state) >= left) continue;
      moves.push_back({Move::Kind::model, next.step, position});
      state = next.state;
      break;
    }
  }
}

Alignment Aligner::align(std::span<const Code> visit) {
  require(visit.size() < std::numeric_limits<std::uint32_t>::max() / 2, "events of a visit",
          static_cast<double>(visit.size()), "must be below 2^31");
  prepare(visit);
  Alignment result;
  Place place{0, language_->start()};
  result.worst = std::uint64_t{visit.size()} * options_.log_cost +
                 std::uint64_t{language_->shortest(place.state)} * options_.model_cost;
  bool is_cut = false;
  while (true) {
    begin(place);
    const std::uint32_t node = search(visit);
    append_moves(node, result.moves);
    result.cost += nodes_[node].cost;
    place = {nodes_[node].position, nodes_[node].state};
    const bool at_end = place.position == visit.size();
    if (at_end) result.cost += std::uint64_t{language_->shortest(place.state)} * options_.model_cost;
    // No node that is left to be looked at promises less than the cheapest of them.
    if (!is_cut) result.bound = at_end ? std::min<std::uint64_t>(result.cost, base_ + cheapest_) : base_ + cheapest_;
    if (at_end) break;
    is_cut = true;
  }
  append_shortest_end(place.state, place.position, result.moves);
  return result;
}

std::vector<Alignment> align_all(const ServiceFlow& flow, std::span<const std::vector<Code>> visits,
                                 AlignmentOptions options) {
  std::vector<Alignment> results(visits.size());
  const Aligner prepared(flow, options);
  for_blocks(
      visits.size(),
      [&](std::size_t begin, std::size_t end) {
        Aligner aligner = prepared;
        for (std::size_t i = begin; i < end; ++i) results[i] = aligner.align(visits[i]);
      },
      visits_in_block, "aligning visits");
  return results;
}

}  // namespace fealty::flow
