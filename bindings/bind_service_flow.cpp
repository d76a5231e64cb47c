#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/time.hpp"
#include "fealty/flow/event_log.hpp"
#include "fealty/flow/flow_difference.hpp"
#include "fealty/flow/flow_graph.hpp"
#include "fealty/flow/flow_sketch.hpp"
#include "fealty/flow/flow_version.hpp"
#include "fealty/flow/procedure.hpp"
#include "fealty/flow/requirement.hpp"
#include "fealty/flow/service_flow.hpp"
#include "fealty/flow/variants.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::flow;
using py::literals::operator""_a;

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

using Us = std::optional<std::int64_t>;

std::optional<Time> time_of(const Us& us) {
  return us ? std::optional(Time{*us}) : std::nullopt;
}

Us us_of(const std::optional<Time>& time) {
  return time ? std::optional(time->us) : std::nullopt;
}

Requirement make_requirement(std::string measure, std::optional<double> at_most, std::optional<double> at_least,
                             std::optional<double> share, std::string owner, std::string need, std::string source,
                             Us valid_from, Us valid_until, std::string note) {
  if (at_most && at_least) {
    throw ParameterError(code::out_of_domain, "give at_most or at_least, not both; two requirements bound both sides");
  }
  Requirement r{.measure = std::move(measure),
                .bound = at_most ? Bound::at_most : (at_least ? Bound::at_least : Bound::none),
                .threshold = at_most ? *at_most : at_least.value_or(nan),
                .share = share.value_or(nan),
                .owner = std::move(owner),
                .need = std::move(need),
                .source = std::move(source),
                .valid_from = time_of(valid_from),
                .valid_until = time_of(valid_until),
                .note = std::move(note)};
  r.validate();
  return r;
}

std::optional<double> bounded(const Requirement& r, Bound bound) {
  return r.bound == bound ? std::optional(r.threshold) : std::nullopt;
}

using Checked = std::vector<std::tuple<std::string, std::optional<bool>, std::string>>;

Checked checked(const Requirement& r, std::int64_t as_of, const std::optional<Estimate>& audited) {
  Checked rows;
  const SmartCheck found = audited ? check(r, Time{as_of}, *audited) : check(r, Time{as_of});
  for (const Predicate& p : found.predicates) rows.emplace_back(p.name, p.holds, p.reason);
  return rows;
}

Frame catalogue(std::span<const CatalogueEntry> entries) {
  std::vector<std::string> names, meanings, chinese;
  for (const CatalogueEntry& entry : entries) {
    names.emplace_back(entry.name);
    meanings.emplace_back(entry.meaning);
    chinese.emplace_back(entry.chinese);
  }
  return Frame({{"name", Column(names)}, {"meaning", Column(meanings)}, {"chinese", Column(chinese)}});
}

void bind_requirement(py::module_& m) {
  py::class_<Requirement> cls(m, "Requirement", DOC("fealty::flow::Requirement"));
  def_archive(cls);
  cls.def(py::init(&make_requirement), "measure"_a, "at_most"_a = py::none(), "at_least"_a = py::none(),
          "share"_a = py::none(), "owner"_a = "", "need"_a = "", "source"_a = "", "valid_from"_a = py::none(),
          "valid_until"_a = py::none(), "note"_a = "", DOC("fealty::flow::Requirement"))
      .def_readonly("measure", &Requirement::measure, DOC("fealty::flow::Requirement::measure"))
      .def_property_readonly(
          "at_most", [](const Requirement& r) { return bounded(r, Bound::at_most); },
          DOC("fealty::flow::Bound::at_most"))
      .def_property_readonly(
          "at_least", [](const Requirement& r) { return bounded(r, Bound::at_least); },
          DOC("fealty::flow::Bound::at_least"))
      .def_property_readonly(
          "share", [](const Requirement& r) { return std::isnan(r.share) ? std::nullopt : std::optional(r.share); },
          DOC("fealty::flow::Requirement::share"))
      .def_readonly("owner", &Requirement::owner, DOC("fealty::flow::Requirement::owner"))
      .def_readonly("need", &Requirement::need, DOC("fealty::flow::Requirement::need"))
      .def_readonly("source", &Requirement::source, DOC("fealty::flow::Requirement::source"))
      .def_property_readonly(
          "valid_from", [](const Requirement& r) { return us_of(r.valid_from); },
          DOC("fealty::flow::Requirement::valid_from"))
      .def_property_readonly(
          "valid_until", [](const Requirement& r) { return us_of(r.valid_until); },
          DOC("fealty::flow::Requirement::valid_until"))
      .def_readonly("note", &Requirement::note, DOC("fealty::flow::Requirement::note"))
      .def("text", &Requirement::text, DOC("fealty::flow::Requirement::text"))
      .def("met", &Requirement::met, "measured"_a, DOC("fealty::flow::Requirement::met"))
      .def("check", &checked, "as_of"_a, "audited"_a = py::none(), DOC("fealty::flow::check"))
      .def("__eq__", [](const Requirement& a, const Requirement& b) { return a == b; }, py::is_operator());
  m.def("customer_needs", [] { return catalogue(customer_needs()); }, DOC("fealty::flow::customer_needs"));
  m.def("standard_sources", [] { return catalogue(standard_sources()); }, DOC("fealty::flow::standard_sources"));
}

void bind_versions(py::module_& m) {
  py::class_<Evidence>(m, "Evidence", DOC("fealty::flow::Evidence"))
      .def(py::init([](const std::string& kind, std::string note, Us at) {
             return Evidence{evidence_named(kind), std::move(note), time_of(at)};
           }),
           "kind"_a, "note"_a = "", "at"_a = py::none(), DOC("fealty::flow::Evidence"))
      .def_property_readonly(
          "kind", [](const Evidence& e) { return std::string(name_of(e.kind)); }, DOC("fealty::flow::EvidenceKind"))
      .def_readonly("note", &Evidence::note, DOC("fealty::flow::Evidence"))
      .def_property_readonly("at", [](const Evidence& e) { return us_of(e.at); }, DOC("fealty::flow::Evidence::at"));
  py::class_<FlowVersion>(m, "FlowVersion", DOC("fealty::flow::FlowVersion"))
      .def(py::init(
               [](std::uint32_t number, Us date, std::string author, std::string note, std::vector<Evidence> evidence) {
                 return FlowVersion{number, time_of(date), std::move(author), std::move(note), std::move(evidence)};
               }),
           "number"_a = 1, "date"_a = py::none(), "author"_a = "", "note"_a = "",
           "evidence"_a = std::vector<Evidence>{}, DOC("fealty::flow::FlowVersion"))
      .def_readonly("number", &FlowVersion::number, DOC("fealty::flow::FlowVersion"))
      .def_property_readonly(
          "date", [](const FlowVersion& v) { return us_of(v.date); }, DOC("fealty::flow::FlowVersion"))
      .def_readonly("author", &FlowVersion::author, DOC("fealty::flow::FlowVersion"))
      .def_readonly("note", &FlowVersion::note, DOC("fealty::flow::FlowVersion"))
      .def_readonly("evidence", &FlowVersion::evidence, DOC("fealty::flow::FlowVersion"))
      .def(
          "reasons_stale",
          [](const FlowVersion& v, std::int64_t as_of, std::int64_t oldest) {
            return reasons_stale(v, Time{as_of}, Duration{oldest});
          },
          "as_of"_a, "oldest"_a, DOC("fealty::flow::reasons_stale"));
}

void bind_steps(py::module_& m) {
  py::class_<Step>(m, "FlowStep", DOC("fealty::flow::Step"))
      .def(py::init([](std::string name, const std::string& lane, std::string channel,
                       std::vector<Requirement> requirements) {
             return Step{std::move(name), lane_named(lane), std::move(channel), std::move(requirements)};
           }),
           "name"_a, "lane"_a = "frontstage", "channel"_a = "", "requirements"_a = std::vector<Requirement>{},
           DOC("fealty::flow::Step"))
      .def_readonly("name", &Step::name, DOC("fealty::flow::Step"))
      .def_property_readonly(
          "lane", [](const Step& s) { return std::string(name_of(s.lane)); }, DOC("fealty::flow::Lane"))
      .def_readonly("channel", &Step::channel, DOC("fealty::flow::Step::channel"))
      .def_readonly("requirements", &Step::requirements, DOC("fealty::flow::Step::requirements"))
      .def("__eq__", [](const Step& a, const Step& b) { return a == b; }, py::is_operator());
}

// Nodes travel as (part, step or None, children).
using NodeRow = std::tuple<std::string, std::optional<Code>, std::vector<std::uint32_t>>;

Part part_named(std::string_view name) {
  for (int part = 0; part <= static_cast<int>(Part::optional); ++part) {
    if (name_of(static_cast<Part>(part)) == name) return static_cast<Part>(part);
  }
  throw ParameterError(code::unknown_name, std::string(name) + " is no way to put the parts of a flow together");
}

ServiceFlow make_flow(std::vector<Step> steps, const std::vector<NodeRow>& rows, FlowVersion version) {
  std::vector<FlowNode> nodes;
  for (const auto& [part, step, children] : rows) nodes.push_back({part_named(part), step.value_or(no_code), children});
  return ServiceFlow(std::move(steps), std::move(nodes), {std::move(version)});
}

std::vector<NodeRow> node_rows(const ServiceFlow& flow) {
  std::vector<NodeRow> rows;
  for (const FlowNode& node : flow.nodes()) {
    const auto step = node.step == no_code ? std::nullopt : std::optional(node.step);
    rows.emplace_back(name_of(node.part), step, node.children);
  }
  return rows;
}

void bind_flow(py::module_& m) {
  py::class_<ServiceFlow> cls(m, "ServiceFlow", DOC("fealty::flow::ServiceFlow"));
  def_archive(cls);
  cls.def(py::init(&make_flow), "steps"_a, "nodes"_a, py::arg_v("version", FlowVersion{}, "..."),
          DOC("fealty::flow::ServiceFlow::ServiceFlow"))
      .def_property_readonly("steps", &ServiceFlow::steps, DOC("fealty::flow::ServiceFlow::steps"))
      .def_property_readonly("nodes", &node_rows, DOC("fealty::flow::FlowNode"))
      .def_property_readonly("versions", &ServiceFlow::versions, DOC("fealty::flow::ServiceFlow::versions"))
      .def("at", &ServiceFlow::at, "step"_a, DOC("fealty::flow::ServiceFlow::at"))
      .def("with_requirement", &ServiceFlow::with_requirement, "step"_a, "requirement"_a,
           DOC("fealty::flow::ServiceFlow::with_requirement"))
      .def("without_requirements", &ServiceFlow::without_requirements, "step"_a,
           DOC("fealty::flow::ServiceFlow::without_requirements"))
      .def("may_follow", &ServiceFlow::may_follow, "first"_a, "second"_a, DOC("fealty::flow::ServiceFlow::may_follow"))
      .def("mandatory", &ServiceFlow::mandatory, DOC("fealty::flow::ServiceFlow::mandatory"))
      .def("as_revision_of", &ServiceFlow::as_revision_of, "previous"_a, "version"_a,
           DOC("fealty::flow::ServiceFlow::as_revision_of"))
      .def("text", &ServiceFlow::text, DOC("fealty::flow::ServiceFlow::text"))
      .def("frame", &ServiceFlow::frame, DOC("fealty::flow::ServiceFlow::frame"))
      .def("__len__", [](const ServiceFlow& flow) { return flow.steps().size(); })
      .def(
          "__eq__", [](const ServiceFlow& a, const ServiceFlow& b) { return a == b; }, py::is_operator())
      .def(
          "graph_nodes", [](const ServiceFlow& flow) { return graph_of(flow).nodes_frame(flow); },
          DOC("fealty::flow::FlowGraph::nodes_frame"))
      .def(
          "graph_edges", [](const ServiceFlow& flow) { return graph_of(flow).edges_frame(); },
          DOC("fealty::flow::FlowGraph::edges_frame"))
      .def(
          "coverage",
          [](const ServiceFlow& flow, const EventLog& log) {
            return compute([&] { return coverage(flow, log).frame(); });
          },
          "log"_a, DOC("fealty::flow::coverage"))
      .def(
          "review",
          [](const ServiceFlow& flow, std::int64_t as_of, std::int64_t oldest) {
            return frame_of(review_standards(flow, Time{as_of}, Duration{oldest}));
          },
          "as_of"_a, "oldest"_a, DOC("fealty::flow::review_standards"))
      .def(
          "difference",
          [](const ServiceFlow& flow, const ServiceFlow& other) { return frame_of(difference(flow, other)); },
          "other"_a, DOC("fealty::flow::difference"));
  m.def(
      "sketch",
      [](const EventLog& log, double keep, std::size_t most_steps) {
        return compute([&] { return sketch(variants(log), {.keep = keep, .most_steps = most_steps}); });
      },
      "log"_a, "keep"_a = SketchOptions{}.keep, "most_steps"_a = SketchOptions{}.most_steps,
      DOC("fealty::flow::sketch"));
}

void bind_procedures(py::module_& m) {
  m.def(
      "procedure_names",
      [] {
        std::vector<std::string> names;
        for (const Procedure& procedure : procedures()) names.emplace_back(procedure.name);
        return names;
      },
      DOC("fealty::flow::procedures"));
  m.def(
      "procedure",
      [](const std::string& name) {
        const Procedure& p = procedure_named(name);
        return std::tuple(std::string(p.title), std::string(p.chinese), std::string(p.source), frame_of(p),
                          flow_of(p, Language::english), flow_of(p, Language::chinese));
      },
      "name"_a, DOC("fealty::flow::procedure_named"));
}

}  // namespace

void bind_service_flow(py::module_& m) {
  bind_requirement(m);
  bind_versions(m);
  bind_steps(m);
  bind_flow(m);
  bind_procedures(m);
}

}  // namespace fealty::bindings
