#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "fealty/flow/service_flow.hpp"

namespace fealty::flow {

/// Steps in the order in which they were taken, and how many cases took them so.
struct Course {
  std::vector<Code> steps;
  std::uint64_t cases = 0;

  friend bool operator==(const Course&, const Course&) = default;
};

/// A way to take the steps of courses apart, so that the courses can be taken apart as well.
struct ProcessCut {
  Part part = Part::sequence;  ///< a choice, a sequence, parallel parts or a loop (what is done, what leads back)
  std::vector<std::vector<Code>> parts;  ///< the steps of each, two or more; ascending

  friend bool operator==(const ProcessCut&, const ProcessCut&) = default;
};

/// The steps of courses, ascending.
std::vector<Code> steps_of(const std::vector<Course>& courses);

/// The first of these cuts that courses, none of which is empty, allow: exclusive choice, sequence, parallel, loop.
///
/// They are found on the graph of which step follows which. Source: Leemans, Fahland and van der Aalst (2013),
/// "Discovering block-structured process models from event logs: a constructive approach", Petri Nets 2013, section 4.
/// Beyond that, neighbors in a sequence are kept together where one of them is never left out unless all are, so that
/// they can be left out as a whole. Parts of a choice and parallel parts stand in the order of how many cases begin
/// with them.
std::optional<ProcessCut> find_cut(const std::vector<Course>& courses);

/// The courses of each part of a cut.
std::vector<std::vector<Course>> divided(const std::vector<Course>& courses, const ProcessCut& cut);

/// The same courses, each once, ascending.
std::vector<Course> united(std::vector<Course> courses);

}  // namespace fealty::flow
