#include "fealty/flow/flow_sketch.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "fealty/core/domain.hpp"
#include "fealty/flow/flow_language.hpp"
#include "process_cut.hpp"

namespace fealty::flow {
namespace {

constexpr std::size_t most_parallel = 6;  // parts that run at the same time, for their states multiply
constexpr std::size_t most_tried = 64;    // steps of which each is left out in turn
constexpr int parts_tried = 20;           // of the kept cases: a twentieth, two ...

std::size_t kept_variants(const Variants& variants, double keep) {
  const double wanted = keep * static_cast<double>(variants.case_count());
  std::uint64_t covered = 0;
  std::size_t kept = 0;
  while (kept < variants.size() && static_cast<double>(covered) < wanted) covered += variants.counts[kept++];
  return kept;
}

/// The steps of the first variants; if there are too many, those of most cases.
std::vector<Code> drawn_steps(const Variants& variants, std::size_t count, std::size_t most_steps) {
  std::vector<std::uint64_t> cases(variants.steps.size(), 0);
  std::vector<std::size_t> last(variants.steps.size(), count);
  for (std::size_t v = 0; v < count; ++v) {
    for (const Code step : variants.sequence(v)) {
      if (std::exchange(last[step], v) != v) cases[step] += variants.counts[v];
    }
  }
  std::vector<Code> steps;
  for (Code step = 0; step < cases.size(); ++step) {
    if (cases[step] > 0) steps.push_back(step);
  }
  if (steps.size() > most_steps) {
    std::ranges::stable_sort(steps, std::greater(), [&](Code step) { return cases[step]; });
    steps.resize(most_steps);
  }
  return steps;
}

/// The first variants as courses of these steps.
std::vector<Course> courses_of(const Variants& variants, std::size_t count, const std::vector<Code>& steps) {
  std::vector<char> is_drawn(variants.steps.size(), 0);
  for (const Code step : steps) is_drawn[step] = 1;
  std::vector<Course> courses;
  for (std::size_t v = 0; v < count; ++v) {
    courses.push_back({{}, variants.counts[v]});
    for (const Code step : variants.sequence(v)) {
      if (is_drawn[step] != 0) courses.back().steps.push_back(step);
    }
  }
  return united(std::move(courses));
}

/// Whether a flow allows that share of the cases, or more.
bool allows(const ServiceFlow& flow, const Variants& variants, double share) {
  FlowLanguage language(flow);
  const std::vector<Code> codes = flow.codes_of(variants.steps);
  const double bearable = (1 - share) * static_cast<double>(variants.case_count());
  std::uint64_t refused = 0;
  std::vector<Code> visit;
  for (std::size_t v = 0; v < variants.size() && static_cast<double>(refused) <= bearable; ++v) {
    visit.clear();
    for (const Code step : variants.sequence(v)) visit.push_back(codes[step]);
    const bool is_drawn = std::ranges::find(visit, no_code) == visit.end();
    if (!is_drawn || !language.allows(visit)) refused += variants.counts[v];
  }
  return static_cast<double>(refused) <= bearable;
}

std::uint64_t cases_of(const std::vector<Course>& courses) {
  std::uint64_t cases = 0;
  for (const Course& course : courses) cases += course.cases;
  return cases;
}

/// One step, and all others.
ProcessCut set_aside(Code step, const std::vector<Code>& steps) {
  ProcessCut cut{Part::parallel, {{step}, steps}};
  std::erase(cut.parts.back(), step);
  return cut;
}

/// What is left of the courses, where anything is.
std::vector<Course> without(Code step, std::vector<Course> courses) {
  for (Course& course : courses) std::erase(course.steps, step);
  std::erase_if(courses, [](const Course& course) { return course.steps.empty(); });
  return courses;
}

/// Whether every course has the step exactly once.
bool comes_once(Code step, const std::vector<Course>& courses) {
  return std::ranges::all_of(courses,
                             [&](const Course& course) { return std::ranges::count(course.steps, step) == 1; });
}

/// The courses, each ended where `begins_again(before, next)`; none if that is nowhere.
template <class BeginsAgain>
std::vector<Course> rounds(const std::vector<Course>& courses, BeginsAgain&& begins_again) {
  std::vector<Course> result;
  for (const Course& course : courses) {
    for (std::size_t k = 0; k < course.steps.size(); ++k) {
      if (k == 0 || begins_again(course.steps[k - 1], course.steps[k])) result.push_back({{}, course.cases});
      result.back().steps.push_back(course.steps[k]);
    }
  }
  if (result.size() == courses.size()) result.clear();
  return united(std::move(result));
}

/// What can be repeated as a whole: from a beginning to an end that a beginning follows; or else from each beginning to
/// the next.
std::vector<Course> rounds_of(const std::vector<Course>& courses) {
  std::vector<Code> starts, ends;
  for (const Course& course : courses) {
    starts.push_back(course.steps.front());
    ends.push_back(course.steps.back());
  }
  const auto is_in = [](const std::vector<Code>& codes, Code step) {
    return std::ranges::find(codes, step) != codes.end();
  };
  std::ranges::sort(starts);
  starts.erase(std::ranges::unique(starts).begin(), starts.end());
  std::ranges::sort(ends);
  ends.erase(std::ranges::unique(ends).begin(), ends.end());
  auto strict = rounds(courses, [&](Code before, Code next) { return is_in(ends, before) && is_in(starts, next); });
  if (!strict.empty()) return strict;
  return rounds(courses, [&](Code /*before*/, Code next) { return is_in(starts, next); });
}

class Drawing {
 public:
  explicit Drawing(const Ids& names) : names_(names), nodes_(1) {}

  /// Draws courses as a child of a node, where `parallel` parts run at the same time.
  void draw(std::vector<Course> courses, std::uint32_t parent, std::size_t parallel) {
    if (std::erase_if(courses, [](const Course& course) { return course.steps.empty(); }) > 0 && !courses.empty())
      parent = add(parent, Part::optional);
    if (courses.empty()) return;
    const std::vector<Code> steps = steps_of(courses);
    if (steps.size() == 1) {
      draw_step(courses, parent, steps.front());
    } else if (const auto cut = usable_cut(courses, parallel)) {
      draw_parts(courses, *cut, parent, parallel);
    } else if (const auto step_aside = concurrent(courses, steps, parallel)) {
      draw_parts(courses, *step_aside, parent, parallel);
    } else {
      parent = add(parent, Part::loop);
      std::vector<Course> again = rounds_of(courses);
      again.empty() ? draw_any(courses, steps, parent) : draw(std::move(again), parent, parallel);
    }
  }

  [[nodiscard]] ServiceFlow flow() && { return ServiceFlow(std::move(steps_), std::move(nodes_)); }

 private:
  std::uint32_t add(std::uint32_t parent, Part part, Code step = no_code) {
    const auto place = static_cast<std::uint32_t>(nodes_.size());
    nodes_[parent].children.push_back(place);
    nodes_.push_back({part, step, {}});
    return place;
  }

  void add_step(std::uint32_t parent, Code step) {
    add(parent, Part::step, static_cast<Code>(steps_.size()));
    steps_.push_back({.name = names_.label(step)});
  }

  void draw_step(const std::vector<Course>& courses, std::uint32_t parent, Code step) {
    const bool repeats = std::ranges::any_of(courses, [](const Course& course) { return course.steps.size() > 1; });
    add_step(repeats ? add(parent, Part::loop) : parent, step);
  }

  void draw_parts(const std::vector<Course>& courses, const ProcessCut& cut, std::uint32_t parent,
                  std::size_t parallel) {
    const bool is_round =
        cut.part == Part::loop && nodes_[parent].part == Part::loop && nodes_[parent].children.empty();
    if (!is_round && (cut.part == Part::loop || nodes_[parent].part != cut.part)) parent = add(parent, cut.part);
    if (cut.part == Part::parallel) parallel += cut.parts.size() - 1;
    for (auto& part : divided(courses, cut)) {
      const bool leads_back = is_round && !nodes_[parent].children.empty();  // and may be left out, as rounds show
      draw(std::move(part), leads_back ? add(parent, Part::optional) : parent, parallel);
    }
  }

  /// Any of the steps, those of most cases first.
  void draw_any(const std::vector<Course>& courses, std::vector<Code> steps, std::uint32_t parent) {
    std::ranges::stable_sort(steps, std::greater(), [&](Code step) {
      std::uint64_t cases = 0;
      for (const Course& course : courses)
        cases += std::ranges::find(course.steps, step) != course.steps.end() ? course.cases : 0;
      return cases;
    });
    parent = add(parent, Part::choice);
    for (const Code step : steps) add_step(parent, step);
  }

  static std::optional<ProcessCut> usable_cut(const std::vector<Course>& courses, std::size_t parallel) {
    auto cut = find_cut(courses);
    if (cut && cut->part == Part::parallel && parallel + cut->parts.size() - 1 > most_parallel) return std::nullopt;
    return cut;
  }

  /// A step that happens at any time beside the others: one without which there is a cut, or that comes once in every
  /// course.
  static std::optional<ProcessCut> concurrent(const std::vector<Course>& courses, const std::vector<Code>& steps,
                                              std::size_t parallel) {
    if (parallel + 1 > most_parallel) return std::nullopt;
    for (std::size_t i = 0; i < steps.size() && steps.size() <= most_tried; ++i) {
      const Code step = steps[i];
      if (usable_cut(without(step, courses), parallel + 1)) return ordered(set_aside(step, steps), courses);
    }
    for (const Code step : steps) {
      if (comes_once(step, courses)) return ordered(set_aside(step, steps), courses);
    }
    return std::nullopt;
  }

  /// The same cut with that part first with which most cases begin.
  static ProcessCut ordered(ProcessCut cut, const std::vector<Course>& courses) {
    std::uint64_t first = 0;
    for (const Course& course : courses) first += course.steps.front() == cut.parts[0][0] ? course.cases : 0;
    if (2 * first < cases_of(courses)) std::swap(cut.parts[0], cut.parts[1]);
    return cut;
  }

  const Ids& names_;
  std::vector<Step> steps_;
  std::vector<FlowNode> nodes_;
};

}  // namespace

ServiceFlow sketch(const Variants& variants, SketchOptions options) {
  require(options.keep > 0 && options.keep <= 1, "keep", options.keep, "must be above 0 and at most 1");
  const std::size_t kept = kept_variants(variants, options.keep);
  const std::vector<Code> steps = drawn_steps(variants, kept, options.most_steps);
  const auto drawn_from = [&](std::size_t count) {
    Drawing drawing(variants.steps);
    drawing.draw(courses_of(variants, count, steps), 0, 1);
    return std::move(drawing).flow();
  };
  std::size_t before = 0;
  for (int part = 1; part < parts_tried; ++part) {
    const std::size_t count = kept_variants(variants, options.keep * part / parts_tried);
    if (std::exchange(before, count) == count) continue;
    ServiceFlow flow = drawn_from(count);
    if (allows(flow, variants, options.keep)) return flow;
  }
  return drawn_from(kept);
}

}  // namespace fealty::flow
