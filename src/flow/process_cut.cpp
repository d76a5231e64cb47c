#include "process_cut.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

namespace fealty::flow {
namespace {

/// Sets that are joined one after the other.
class Sets {
 public:
  explicit Sets(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }

  std::size_t of(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }

  void join(std::size_t a, std::size_t b) { parent_[std::max(of(a), of(b))] = std::min(of(a), of(b)); }

  /// The members of each set, in the order of the first of them.
  std::vector<std::vector<std::size_t>> all() {
    std::vector<std::vector<std::size_t>> sets(parent_.size());
    for (std::size_t i = 0; i < parent_.size(); ++i) sets[of(i)].push_back(i);
    std::erase_if(sets, [](const auto& set) { return set.empty(); });
    return sets;
  }

 private:
  std::vector<std::size_t> parent_;
};

using Parts = std::vector<std::vector<std::size_t>>;

/// Which step directly follows which, by their places in the list of steps.
class Graph {
 public:
  explicit Graph(const std::vector<Course>& courses)
      : steps_(steps_of(courses)),
        places_(steps_.back() + std::size_t{1}),
        edges_(size() * size(), 0),
        starts_(size(), 0),
        ends_(size(), 0),
        begin_(size(), 0),
        courses_(courses) {
    for (std::size_t i = 0; i < size(); ++i) places_[steps_[i]] = i;
    for (const Course& course : courses) {
      starts_[place(course.steps.front())] = 1;
      ends_[place(course.steps.back())] = 1;
      begin_[place(course.steps.front())] += course.cases;
      for (std::size_t k = 1; k < course.steps.size(); ++k)
        edges_[place(course.steps[k - 1]) * size() + place(course.steps[k])] = 1;
    }
  }

  [[nodiscard]] std::optional<ProcessCut> cut() const {
    if (Parts parts = choice(); parts.size() > 1) return named(Part::choice, by_beginnings(std::move(parts)));
    if (Parts parts = sequence(); parts.size() > 1) return named(Part::sequence, std::move(parts));
    if (Parts parts = parallel(); parts.size() > 1) return named(Part::parallel, by_beginnings(std::move(parts)));
    if (Parts parts = loop(); parts.size() > 1) return named(Part::loop, std::move(parts));
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::size_t size() const noexcept { return steps_.size(); }

  [[nodiscard]] std::size_t place(Code step) const { return places_[step]; }

  [[nodiscard]] bool follows(std::size_t from, std::size_t to) const { return edges_[from * size() + to] != 0; }

  [[nodiscard]] ProcessCut named(Part part, const Parts& parts) const {
    ProcessCut result{part, {}};
    for (const auto& members : parts) {
      result.parts.emplace_back();
      for (const std::size_t member : members) result.parts.back().push_back(steps_[member]);
      std::ranges::sort(result.parts.back());
    }
    return result;
  }

  /// The parts with which most cases begin come first.
  [[nodiscard]] Parts by_beginnings(Parts parts) const {
    std::ranges::stable_sort(parts, std::greater(), [&](const auto& members) {
      std::uint64_t cases = 0;
      for (const std::size_t member : members) cases += begin_[member];
      return cases;
    });
    return parts;
  }

  /// Steps are of different alternatives if no way of edges, in whatever direction, leads from one to the other.
  [[nodiscard]] Parts choice() const {
    Sets sets(size());
    for (std::size_t a = 0; a < size(); ++a) {
      for (std::size_t b = 0; b < size(); ++b) {
        if (follows(a, b)) sets.join(a, b);
      }
    }
    return sets.all();
  }

  /// Which steps come some time after which, by the transitive closure (Warshall 1962).
  [[nodiscard]] std::vector<char> reachable() const {
    std::vector<char> reach = edges_;
    for (std::size_t via = 0; via < size(); ++via) {
      for (std::size_t a = 0; a < size(); ++a) {
        if (reach[a * size() + via] == 0) continue;
        for (std::size_t b = 0; b < size(); ++b)
          reach[a * size() + b] = static_cast<char>(reach[a * size() + b] | reach[via * size() + b]);
      }
    }
    return reach;
  }

  /// Steps are of different members of a sequence if one of them can come after the other, but not the other way round.
  [[nodiscard]] Parts sequence() const {
    const std::vector<char> reach = reachable();
    const auto after = [&](std::size_t a, std::size_t b) { return reach[a * size() + b] != 0; };
    Sets sets(size());
    for (std::size_t a = 0; a < size(); ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        if (after(a, b) == after(b, a)) sets.join(a, b);
      }
    }
    Parts parts = sets.all();
    std::ranges::sort(parts, [&](const auto& a, const auto& b) { return after(a.front(), b.front()); });
    return parts.size() > 1 ? in_blocks(std::move(parts)) : parts;
  }

  /// Puts neighbors of a sequence together that are left out together: around the member that is left out least often,
  /// all those beside it that never come without it; then the same for the others.
  [[nodiscard]] Parts in_blocks(Parts parts) const {
    std::vector<std::vector<char>> present(parts.size(), std::vector<char>(courses_.size(), 0));
    std::vector<std::size_t> member_of(size());
    for (std::size_t p = 0; p < parts.size(); ++p) {
      for (const std::size_t step : parts[p]) member_of[step] = p;
    }
    for (std::size_t c = 0; c < courses_.size(); ++c) {
      for (const Code step : courses_[c].steps) present[member_of[place(step)]][c] = 1;
    }
    std::vector<std::size_t> by_presence;
    std::vector<std::ptrdiff_t> times(parts.size());
    for (std::size_t p = 0; p < parts.size(); ++p) {
      times[p] = std::ranges::count(present[p], 1);
      if (times[p] < static_cast<std::ptrdiff_t>(courses_.size())) by_presence.push_back(p);
    }
    std::ranges::stable_sort(by_presence, std::greater(), [&](std::size_t p) { return times[p]; });
    std::vector<std::size_t> block(parts.size());
    std::iota(block.begin(), block.end(), std::size_t{0});
    std::vector<char> is_free(parts.size(), 0);
    for (const std::size_t p : by_presence) is_free[p] = 1;
    for (const std::size_t head : by_presence) {
      if (is_free[head] == 0) continue;
      const auto joins = [&](std::size_t p) {
        return is_free[p] != 0 && std::ranges::equal(present[p], present[head], std::less_equal());
      };
      std::size_t first = head;
      std::size_t last = head;
      while (first > 0 && joins(first - 1)) --first;
      while (last + 1 < parts.size() && joins(last + 1)) ++last;
      for (std::size_t p = first; p <= last; ++p) std::tie(block[p], is_free[p]) = std::pair(first, char{0});
    }
    Parts blocks;
    for (std::size_t p = 0; p < parts.size(); ++p) {
      if (block[p] == p) blocks.emplace_back();
      blocks.back().insert(blocks.back().end(), parts[p].begin(), parts[p].end());
    }
    return blocks;
  }

  /// Steps are of the same parallel part unless each follows the other; every part has a step with which cases begin
  /// and one with which they end, or is joined to the first part.
  [[nodiscard]] Parts parallel() const {
    Sets sets(size());
    for (std::size_t a = 0; a < size(); ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        if (!follows(a, b) || !follows(b, a)) sets.join(a, b);
      }
    }
    const auto is_whole = [&](const auto& members) {
      const auto has_any = [&](const std::vector<char>& flags) {
        return std::ranges::any_of(members, [&](std::size_t member) { return flags[member] != 0; });
      };
      return has_any(starts_) && has_any(ends_);
    };
    const Parts parts = sets.all();
    const auto whole = std::ranges::find_if(parts, is_whole);
    if (whole == parts.end()) return {};
    for (const auto& members : parts) {
      if (!is_whole(members)) sets.join(members.front(), whole->front());
    }
    return sets.all();
  }

  /// What cases begin and end with is done in every round of a loop. The others lead back if they come only after all
  /// ends and before all beginnings, as far as they touch them at all.
  [[nodiscard]] Parts loop() const {
    Sets sets(size());
    const auto is_border = [&](std::size_t step) { return starts_[step] != 0 || ends_[step] != 0; };
    std::size_t body = 0;
    while (!is_border(body)) ++body;
    for (std::size_t a = 0; a < size(); ++a) {
      if (is_border(a)) sets.join(a, body);
      for (std::size_t b = 0; b < size(); ++b) {
        if (!is_border(a) && !is_border(b) && follows(a, b)) sets.join(a, b);
      }
    }
    for (std::size_t step = 0; step < size(); ++step) {
      if (!is_border(step) && !leads_back(step)) sets.join(step, body);
    }
    Parts parts = sets.all();
    if (parts.size() < 2) return {};
    std::ranges::stable_partition(parts,
                                  [&](const auto& members) { return sets.of(members.front()) == sets.of(body); });
    for (std::size_t p = 2; p < parts.size(); ++p) parts[1].insert(parts[1].end(), parts[p].begin(), parts[p].end());
    parts.resize(2);
    return parts;
  }

  [[nodiscard]] bool leads_back(std::size_t step) const {
    std::size_t from = 0;
    std::size_t to = 0;
    for (std::size_t other = 0; other < size(); ++other) {
      const bool comes_from = follows(other, step);
      const bool goes_to = follows(step, other);
      if (comes_from && starts_[other] != 0 && ends_[other] == 0) return false;
      if (goes_to && ends_[other] != 0 && starts_[other] == 0) return false;
      from += comes_from && ends_[other] != 0 ? 1 : 0;
      to += goes_to && starts_[other] != 0 ? 1 : 0;
    }
    const auto all = [](const std::vector<char>& flags) {
      return static_cast<std::size_t>(std::ranges::count(flags, 1));
    };
    return (from == 0 || from == all(ends_)) && (to == 0 || to == all(starts_));
  }

  std::vector<Code> steps_;
  std::vector<std::size_t> places_;  // of each code in steps_
  std::vector<char> edges_;
  std::vector<char> starts_;
  std::vector<char> ends_;
  std::vector<std::uint64_t> begin_;
  const std::vector<Course>& courses_;
};

}  // namespace

std::vector<Code> steps_of(const std::vector<Course>& courses) {
  std::vector<char> occurs;
  for (const Course& course : courses) {
    for (const Code step : course.steps) {
      if (step >= occurs.size()) occurs.resize(step + 1, 0);
      occurs[step] = 1;
    }
  }
  std::vector<Code> steps;
  for (Code step = 0; step < occurs.size(); ++step) {
    if (occurs[step] != 0) steps.push_back(step);
  }
  return steps;
}

std::optional<ProcessCut> find_cut(const std::vector<Course>& courses) {
  return Graph(courses).cut();
}

std::vector<Course> united(std::vector<Course> courses) {
  std::map<std::vector<Code>, std::uint64_t> cases;
  for (Course& course : courses) cases[std::move(course.steps)] += course.cases;
  courses.clear();
  for (const auto& [steps, count] : cases) courses.push_back({steps, count});
  return courses;
}

std::vector<std::vector<Course>> divided(const std::vector<Course>& courses, const ProcessCut& cut) {
  std::vector<std::size_t> part_of;
  for (std::size_t p = 0; p < cut.parts.size(); ++p) {
    if (cut.parts[p].back() >= part_of.size()) part_of.resize(cut.parts[p].back() + std::size_t{1});
    for (const Code step : cut.parts[p]) part_of[step] = p;
  }
  std::vector<std::vector<Course>> result(cut.parts.size());
  for (const Course& course : courses) {
    if (cut.part == Part::choice) {
      result[part_of[course.steps.front()]].push_back(course);
    } else if (cut.part == Part::loop) {
      std::size_t last = cut.parts.size();
      for (const Code step : course.steps) {
        const std::size_t part = part_of[step];
        if (std::exchange(last, part) != part) result[part].push_back({{}, course.cases});
        result[part].back().steps.push_back(step);
      }
    } else {
      for (auto& courses_of_part : result) courses_of_part.push_back({{}, course.cases});
      for (const Code step : course.steps) result[part_of[step]].back().steps.push_back(step);
    }
  }
  for (auto& part : result) part = united(std::move(part));
  return result;
}

}  // namespace fealty::flow
