#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/bootstrap.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/time.hpp"
#include "fealty/customers/book.hpp"
#include "fealty/flow/directly_follows.hpp"
#include "fealty/flow/event_log.hpp"
#include "fealty/flow/filter.hpp"
#include "fealty/flow/variants.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::flow;
using py::literals::operator""_a;

namespace {

constexpr Bootstrap usual;
constexpr std::int64_t for_ever = std::numeric_limits<std::int64_t>::max();

std::vector<std::string> labels_of(const Ids& ids) {
  std::vector<std::string> labels;
  for (Code code = 0; code < ids.size(); ++code) labels.push_back(ids.label(code));
  return labels;
}

Within within_named(const std::string& name) {
  static const std::map<std::string, Within> names{{"contained", Within::contained},
                                                   {"intersecting", Within::intersecting},
                                                   {"started", Within::started},
                                                   {"ended", Within::ended},
                                                   {"events", Within::events}};
  const auto found = names.find(name);
  if (found != names.end()) return found->second;
  throw ParameterError(code::unknown_name,
                       "within is \"" + name + "\", but must be contained, intersecting, started, ended or events");
}

std::optional<std::pair<std::int64_t, std::int64_t>> span_of(const EventLog& log) {
  const auto span = log.span();
  if (!span) return std::nullopt;
  return std::pair(span->first.us, span->second.us);
}

/// The steps of the i-th case by name, with their times.
Frame trace_frame(const EventLog& log, std::size_t i) {
  if (i >= log.case_count()) throw py::index_error("the log has " + std::to_string(log.case_count()) + " cases");
  const std::vector<std::uint32_t> position{static_cast<std::uint32_t>(i)};
  return log.with_cases(position).frame();
}

using LogClass = py::class_<EventLog>;
using Names = std::vector<std::string>;

void def_filters(LogClass& cls) {
  cls.def(
         "between",
         [](const EventLog& log, std::int64_t from, std::int64_t to, const std::string& within) {
           const Within part = within_named(within);
           return compute([&] { return between(log, Time{from}, Time{to}, part); });
         },
         "begin"_a, "end"_a, "within"_a, DOC("fealty::flow::between"))
      .def("starting_with", &starting_with, "steps"_a, DOC("fealty::flow::starting_with"))
      .def("ending_with", &ending_with, "steps"_a, DOC("fealty::flow::ending_with"))
      .def("containing", &containing, "steps"_a, DOC("fealty::flow::containing"))
      .def("not_containing", &not_containing, "steps"_a, DOC("fealty::flow::not_containing"))
      .def("only_steps", &only_steps, "steps"_a, DOC("fealty::flow::only_steps"))
      .def("without_steps", &without_steps, "steps"_a, DOC("fealty::flow::without_steps"))
      .def(
          "following",
          [](const EventLog& log, const std::string& first, const std::string& second, bool directly,
             std::int64_t within) { return following(log, first, second, directly, Duration{within}); },
          "first"_a, "second"_a, "directly"_a = false, "within"_a = for_ever, DOC("fealty::flow::following"))
      .def(
          "not_following",
          [](const EventLog& log, const std::string& first, const std::string& second, bool directly,
             std::int64_t within) { return not_following(log, first, second, directly, Duration{within}); },
          "first"_a, "second"_a, "directly"_a = false, "within"_a = for_ever, DOC("fealty::flow::not_following"))
      .def(
          "lasting",
          [](const EventLog& log, std::int64_t at_least, std::int64_t at_most) {
            return lasting(log, Duration{at_least}, Duration{at_most});
          },
          "at_least"_a, "at_most"_a = for_ever, DOC("fealty::flow::lasting"))
      .def("of_length", &of_length, "at_least"_a, "at_most"_a = SIZE_MAX, DOC("fealty::flow::of_length"))
      .def("covering", &covering, "share"_a, DOC("fealty::flow::covering"))
      .def("most_frequent", &most_frequent, "count"_a, DOC("fealty::flow::most_frequent"))
      .def("following_variant", &following_variant, "steps"_a, DOC("fealty::flow::following_variant"))
      .def("with_attribute", &with_attribute, "attribute"_a, "values"_a, "whole_cases"_a,
           DOC("fealty::flow::with_attribute"))
      .def("with_number", &with_number, "attribute"_a, "at_least"_a, "at_most"_a, "whole_cases"_a,
           DOC("fealty::flow::with_number"))
      .def(
          "of_cases",
          [](const EventLog& log, const std::set<std::string>& cases) {
            std::vector<std::uint32_t> positions;
            for (std::uint32_t i = 0; i < log.case_count(); ++i) {
              if (cases.contains(log.cases().label(log.trace(i).case_code))) positions.push_back(i);
            }
            return log.with_cases(positions);
          },
          "cases"_a, DOC("fealty::flow::EventLog::with_cases"));
}

template <class Figure>
auto with_bootstrap(Figure figure) {
  return [figure](const EventLog& log, std::uint32_t replicates, std::uint64_t seed, double level) {
    return compute([&] { return figure(log, Bootstrap{replicates, seed, level}); });
  };
}

void bind_directly_follows(py::module_& m) {
  py::class_<DirectlyFollowsGraph> graph(m, "DirectlyFollowsGraph", DOC("fealty::flow::DirectlyFollowsGraph"));
  def_archive(graph);
  graph
      .def_property_readonly(
          "steps", [](const DirectlyFollowsGraph& g) { return labels_of(g.steps); },
          DOC("fealty::flow::DirectlyFollowsGraph::steps"))
      .def_property_readonly(
          "edges",
          [](const DirectlyFollowsGraph& g) {
            std::map<std::pair<std::string, std::string>, std::uint64_t> edges;
            for (const FollowsEdge& edge : g.edges)
              edges[{g.steps.label(edge.from), g.steps.label(edge.to)}] = edge.count;
            return edges;
          },
          DOC("fealty::flow::DirectlyFollowsGraph::edges"))
      .def_readonly("events", &DirectlyFollowsGraph::events, DOC("fealty::flow::DirectlyFollowsGraph::events"))
      .def_readonly("starts", &DirectlyFollowsGraph::starts, DOC("fealty::flow::DirectlyFollowsGraph::starts"))
      .def_readonly("ends", &DirectlyFollowsGraph::ends, DOC("fealty::flow::DirectlyFollowsGraph::ends"))
      .def_property_readonly("case_count", &DirectlyFollowsGraph::case_count,
                             DOC("fealty::flow::DirectlyFollowsGraph::case_count"))
      .def("total", &DirectlyFollowsGraph::total, DOC("fealty::flow::DirectlyFollowsGraph::total"))
      .def("__iadd__", [](DirectlyFollowsGraph& g, const DirectlyFollowsGraph& other) { return g += other; })
      .def("__len__", [](const DirectlyFollowsGraph& g) { return g.edges.size(); })
      .def("__eq__", [](const DirectlyFollowsGraph& a, const DirectlyFollowsGraph& b) { return a == b; });
  m.def(
      "directly_follows", [](const EventLog& log) { return compute([&] { return directly_follows(log); }); }, "log"_a,
      DOC("fealty::flow::directly_follows"));
  m.def("follows_frame", with_bootstrap(&follows_frame), "log"_a, "replicates"_a = usual.replicates,
        "seed"_a = usual.seed, "level"_a = usual.level, DOC("fealty::flow::follows_frame"));
  m.def("steps_frame", with_bootstrap(&steps_frame), "log"_a, "replicates"_a = usual.replicates, "seed"_a = usual.seed,
        "level"_a = usual.level, DOC("fealty::flow::steps_frame"));
}

void bind_variants(py::module_& m) {
  py::class_<Variants> cls(m, "Variants", DOC("fealty::flow::Variants"));
  def_archive(cls);
  cls.def("__len__", &Variants::size)
      .def_property_readonly(
          "steps", [](const Variants& v) { return labels_of(v.steps); }, DOC("fealty::flow::Variants::steps"))
      .def_readonly("counts", &Variants::counts, DOC("fealty::flow::Variants::counts"))
      .def(
          "sequence",
          [](const Variants& v, std::size_t i) {
            if (i >= v.size()) throw py::index_error("there are " + std::to_string(v.size()) + " variants");
            Names names;
            for (const Code step : v.sequence(i)) names.push_back(v.steps.label(step));
            return names;
          },
          "variant"_a, DOC("fealty::flow::Variants::sequence"))
      .def_property_readonly("case_count", &Variants::case_count, DOC("fealty::flow::Variants::case_count"))
      .def("__iadd__", [](Variants& v, const Variants& other) { return v += other; })
      .def("__eq__", [](const Variants& a, const Variants& b) { return a == b; });
  m.def(
      "variants", [](const EventLog& log) { return compute([&] { return variants(log); }); }, "log"_a,
      DOC("fealty::flow::variants"));
  m.def("variants_frame", with_bootstrap(&variants_frame), "log"_a, "replicates"_a = usual.replicates,
        "seed"_a = usual.seed, "level"_a = usual.level, DOC("fealty::flow::variants_frame"));
}

}  // namespace

void bind_event_log(py::module_& m) {
  LogClass log(m, "EventLog", DOC("fealty::flow::EventLog"));
  def_archive(log);
  log.def(py::init([](const customers::Book& book) { return compute([&] { return EventLog(book); }); }), "book"_a,
          DOC("fealty::flow::EventLog"))
      .def("__len__", &EventLog::size)
      .def("__iadd__",
           [](EventLog& self, const EventLog& other) {
             compute([&] { self += other; });
             return self;
           })
      .def_property_readonly("case_count", &EventLog::case_count, DOC("fealty::flow::EventLog::case_count"))
      .def_property_readonly(
          "steps", [](const EventLog& self) { return labels_of(self.steps()); }, DOC("fealty::flow::EventLog::steps"))
      .def_property_readonly(
          "resources", [](const EventLog& self) { return labels_of(self.resources()); },
          DOC("fealty::flow::EventLog::resources"))
      .def_property_readonly("attribute_names", &EventLog::attribute_names,
                             DOC("fealty::flow::EventLog::attribute_names"))
      .def_property_readonly("unplaced", &EventLog::unplaced, DOC("fealty::flow::EventLog::unplaced"))
      .def("span", &span_of, DOC("fealty::flow::EventLog::span"))
      .def("intake", &EventLog::intake, DOC("fealty::flow::EventLog::intake"))
      .def("frame", &EventLog::frame, DOC("fealty::flow::EventLog::frame"))
      .def("trace", &trace_frame, "position"_a, DOC("fealty::flow::EventLog::trace"));
  def_filters(log);
  bind_directly_follows(m);
  bind_variants(m);
}

}  // namespace fealty::bindings
