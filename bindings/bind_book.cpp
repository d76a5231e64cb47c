#include <cstdint>
#include <limits>
#include <map>
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
#include "fealty/core/columns.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/intake.hpp"
#include "fealty/core/time.hpp"
#include "fealty/core/time_column.hpp"
#include "fealty/core/time_zone.hpp"
#include "fealty/customers/book.hpp"
#include "fealty/customers/features.hpp"
#include "fealty/customers/lifecycle.hpp"
#include "fealty/customers/purchase_history.hpp"
#include "fealty/customers/rfm.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::customers;

namespace {

Rule rule_named(const std::string& name) {
  if (name == "keep") return Rule::keep;
  if (name == "repair") return Rule::repair;
  if (name == "refuse") return Rule::refuse;
  throw ParameterError(code::unknown_name, "there is no rule \"" + name + "\"; the rules are keep, repair, refuse");
}

std::string_view name_of_rule(Rule rule) {
  if (rule == Rule::repair) return "repair";
  return rule == Rule::refuse ? "refuse" : "keep";
}

BookOptions make_options(std::optional<TimeZone> zone, const std::string& rule,
                         const std::map<std::string, std::string>& rules) {
  BookOptions options{std::move(zone), Rules(rule_named(rule))};
  for (const auto& [problem, chosen] : rules) options.rules.set(problem, rule_named(chosen));
  return options;
}

/// A row per finding; `rows` are the first rows as a text, for people.
Frame findings_frame(const Intake& intake) {
  std::vector<std::string> tables, columns, problems, meanings, effects, examples, rules, rows;
  std::vector<std::int64_t> counts;
  for (const Finding& finding : intake.findings()) {
    const ProblemEntry& entry = entry_of(finding.problem);
    std::string first_rows;
    for (const auto row : finding.affected.rows) {
      if (!first_rows.empty()) first_rows += ", ";
      first_rows += std::to_string(row);
    }
    tables.push_back(finding.table);
    columns.push_back(finding.column);
    problems.emplace_back(entry.name);
    counts.push_back(static_cast<std::int64_t>(finding.affected.count));
    rows.push_back(first_rows);
    examples.push_back(finding.example);
    rules.emplace_back(name_of_rule(finding.rule));
    meanings.emplace_back(entry.meaning);
    effects.emplace_back(finding.rule == Rule::repair ? entry.repair : entry.kept);
  }
  return Frame({{"table", tables},
                {"column", columns},
                {"problem", problems},
                {"count", std::move(counts)},
                {"first_rows", rows},
                {"example", examples},
                {"rule", rules},
                {"meaning", meanings},
                {"effect", effects}});
}

Frame catalogue_frame() {
  std::vector<std::string> names, meanings, kept, repairs;
  for (const ProblemEntry& entry : problem_catalogue()) {
    names.emplace_back(entry.name);
    meanings.emplace_back(entry.meaning);
    kept.emplace_back(entry.kept);
    repairs.emplace_back(entry.repair);
  }
  return Frame({{"problem", names}, {"meaning", meanings}, {"keep", kept}, {"repair", repairs}});
}

Frame history_frame(const PurchaseHistory& history) {
  std::vector<std::optional<Time>> first, last;
  std::vector<std::int64_t> purchases, refunds;
  for (const PurchaseTotals& totals : history.totals()) {
    first.push_back(totals.purchases > 0 ? std::optional(totals.first) : std::nullopt);
    last.push_back(totals.purchases > 0 ? std::optional(totals.last) : std::nullopt);
    purchases.push_back(totals.purchases);
    refunds.push_back(totals.refunds);
  }
  return Frame({{"customer_id", history.customers().column()},
                {"first", first},
                {"last", last},
                {"purchases", std::move(purchases)},
                {"refunds", std::move(refunds)},
                {"value", history.values()}});
}

void bind_intake(py::module_& m) {
  py::class_<Intake> intake_class(m, "Intake", DOC("fealty::Intake"));
  def_archive(intake_class);
  intake_class.def("findings", &findings_frame, DOC("fealty::Finding"))
      .def_property_readonly(
          "rows",
          [](const Intake& intake) {
            std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> rows;
            for (const auto& [table, counts] : intake.rows()) rows[table] = {counts.given, counts.held};
            return rows;
          },
          DOC("fealty::Intake::Rows"))
      .def("to_text", &Intake::to_text, DOC("fealty::Intake::to_text"))
      .def(
          "__eq__", [](const Intake& a, const Intake& b) { return a == b; }, py::is_operator())
      .def("__len__", [](const Intake& intake) { return intake.findings().size(); });
  m.def("problem_catalogue", &catalogue_frame, DOC("fealty::problem_catalogue"));
}

void bind_book_class(py::module_& m) {
  py::class_<Book> book_class(m, "Book", DOC("fealty::customers::Book"));
  def_archive(book_class);
  book_class
      .def(py::init([](std::optional<TimeZone> zone, const std::string& rule,
                       const std::map<std::string, std::string>& rules) {
             return Book(make_options(std::move(zone), rule, rules));
           }),
           py::arg("zone") = std::nullopt, py::arg("rule") = "keep",
           py::arg("rules") = std::map<std::string, std::string>{}, DOC("fealty::customers::BookOptions"))
      .def(
          "add",
          [](Book& book, const std::string& table, const Frame& records) {
            compute([&] { book.add(table_named(table), records); });
          },
          py::arg("table"), py::arg("records"), DOC("fealty::customers::Book::add"))
      .def(
          "__iadd__",
          [](Book& book, const Book& other) -> Book& {
            compute([&] { book += other; });
            return book;
          },
          py::arg("other"))
      .def_property_readonly(
          "zone",
          [](const Book& book) {
            return book.options().zone ? std::optional(book.options().zone->name()) : std::nullopt;
          },
          DOC("fealty::customers::BookOptions::zone"))
      .def(
          "has", [](const Book& book, const std::string& table) { return book.has(table_named(table)); },
          py::arg("table"))
      .def(
          "table", [](const Book& book, const std::string& table) { return book.table(table_named(table)); },
          py::arg("table"), DOC("fealty::customers::Book::table"))
      .def(
          "customer_ids", [](const Book& book) { return compute([&] { return book.customers().column(); }); },
          DOC("fealty::customers::Book::customers"))
      .def(
          "intake", [](const Book& book) { return compute([&] { return book.intake(); }); },
          DOC("fealty::customers::Book::intake"))
      .def(
          "span",
          [](const Book& book) {
            const auto span = compute([&] { return book.span(); });
            return span ? std::optional(std::pair(span->first.us, span->second.us)) : std::nullopt;
          },
          DOC("fealty::customers::Book::span"))
      .def(
          "purchase_history",
          [](const Book& book, std::int64_t as_of) {
            return compute([&] { return book.purchase_history(Time{as_of}); });
          },
          py::arg("as_of") = std::numeric_limits<std::int64_t>::max(), DOC("fealty::customers::Book::purchase_history"))
      .def(
          "value_per_customer", [](const Book& book) { return compute([&] { return book.value_per_customer(); }); },
          DOC("fealty::customers::Book::value_per_customer"))
      .def(
          "features",
          [](const Book& book, std::int64_t as_of) { return compute([&] { return features(book, Time{as_of}); }); },
          py::arg("as_of"), DOC("fealty::customers::features"));
}

void bind_history(py::module_& m) {
  py::class_<PurchaseHistory> history_class(m, "PurchaseHistory", DOC("fealty::customers::PurchaseHistory"));
  def_archive(history_class);
  history_class.def(py::init<>())
      .def("__len__", &PurchaseHistory::size)
      .def(
          "__iadd__",
          [](PurchaseHistory& history, const PurchaseHistory& other) -> PurchaseHistory& { return history += other; },
          py::arg("other"))
      .def(
          "__eq__", [](const PurchaseHistory& a, const PurchaseHistory& b) { return a == b; }, py::is_operator())
      .def("values", &PurchaseHistory::values, DOC("fealty::customers::PurchaseHistory::values"))
      .def("frame", &history_frame, DOC("fealty::customers::PurchaseTotals"));
}

void bind_rfm(py::module_& m) {
  py::class_<Rfm> rfm_class(m, "Rfm", DOC("fealty::customers::Rfm"));
  def_archive(rfm_class);
  rfm_class.def("__len__", [](const Rfm& r) { return r.frequency.size(); })
      .def_readonly("groups", &Rfm::groups)
      .def("frame", &Rfm::frame, DOC("fealty::customers::Rfm::frame"))
      .def("cells", &Rfm::cells, DOC("fealty::customers::Rfm::cells"));
  m.def(
      "rfm",
      [](const PurchaseHistory& history, std::int64_t as_of, std::int32_t groups) {
        return compute([&] { return rfm(history, Time{as_of}, groups); });
      },
      py::arg("history"), py::arg("as_of"), py::arg("groups") = 5, DOC("fealty::customers::rfm"));
}

LifecycleRules make_rules(std::uint32_t retained_purchases, double veteran_after_days, double lapsed_after_days) {
  const auto in_us = [](double d) { return Duration{static_cast<std::int64_t>(d * static_cast<double>(us_per_day))}; };
  return {retained_purchases, in_us(veteran_after_days), in_us(lapsed_after_days)};
}

void bind_lifecycle(py::module_& m) {
  py::class_<LifecycleRules>(m, "LifecycleRules", DOC("fealty::customers::LifecycleRules"))
      .def(py::init(&make_rules), py::arg("retained_purchases") = LifecycleRules{}.retained_purchases,
           py::arg("veteran_after_days") = in_days(LifecycleRules{}.veteran_after),
           py::arg("lapsed_after_days") = in_days(LifecycleRules{}.lapsed_after));
  py::class_<Stages> stages_class(m, "Stages", DOC("fealty::customers::Stages"));
  def_archive(stages_class);
  stages_class.def("__len__", [](const Stages& s) { return s.stages.size(); })
      .def("frame", &Stages::frame, DOC("fealty::customers::Stages::frame"));
  py::class_<LifecycleCounts> counts_class(m, "LifecycleCounts", DOC("fealty::customers::LifecycleCounts"));
  def_archive(counts_class);
  counts_class.def(py::init<>())
      .def(
          "__iadd__", [](LifecycleCounts& a, const LifecycleCounts& b) -> LifecycleCounts& { return a += b; },
          py::arg("other"))
      .def("__eq__", [](const LifecycleCounts& a, const LifecycleCounts& b) { return a == b; }, py::is_operator());
  py::class_<LifecycleModel> model_class(m, "LifecycleModel", DOC("fealty::customers::LifecycleModel"));
  def_archive(model_class);
  model_class
      .def_static("fit", &LifecycleModel::fit, py::arg("counts"), py::arg("level") = 0.95,
                  DOC("fealty::customers::LifecycleModel::fit"))
      .def_property_readonly("counts", &LifecycleModel::counts)
      .def_property_readonly("level", &LifecycleModel::level)
      .def(
          "share",
          [](const LifecycleModel& model, const std::string& stage) { return model.share(stage_named(stage)); },
          py::arg("stage"), DOC("fealty::customers::LifecycleModel::share"))
      .def(
          "probability",
          [](const LifecycleModel& model, const std::string& from, const std::string& to) {
            return model.probability(stage_named(from), stage_named(to));
          },
          py::arg("from_stage"), py::arg("to_stage"), DOC("fealty::customers::LifecycleModel::probability"))
      .def(
          "dwell_days",
          [](const LifecycleModel& model, const std::string& stage) { return model.dwell_days(stage_named(stage)); },
          py::arg("stage"), DOC("fealty::customers::LifecycleModel::dwell_days"))
      .def("frame", &LifecycleModel::frame, DOC("fealty::customers::LifecycleModel::frame"))
      .def("transitions", &LifecycleModel::transitions, DOC("fealty::customers::LifecycleModel::transitions"))
      .def("__eq__", [](const LifecycleModel& a, const LifecycleModel& b) { return a == b; }, py::is_operator());
  m.def(
      "stages",
      [](const Book& book, std::int64_t as_of, const LifecycleRules& rules) {
        return compute([&] { return stages(book, Time{as_of}, rules); });
      },
      py::arg("book"), py::arg("as_of"), py::arg_v("rules", LifecycleRules{}, "LifecycleRules()"),
      DOC("fealty::customers::stages"));
  m.def(
      "lifecycle_counts",
      [](const Book& book, std::int64_t as_of, const LifecycleRules& rules, double step_days, std::size_t steps) {
        const Duration step{static_cast<std::int64_t>(step_days * static_cast<double>(us_per_day))};
        return compute([&] { return lifecycle_counts(book, Time{as_of}, rules, step, steps); });
      },
      py::arg("book"), py::arg("as_of"), py::arg_v("rules", LifecycleRules{}, "LifecycleRules()"),
      py::arg("step_days") = 30.0, py::arg("steps") = 12, DOC("fealty::customers::lifecycle_counts"));
  m.def(
      "check_transition",
      [](const std::string& from, const std::string& to) { check_transition(stage_named(from), stage_named(to)); },
      py::arg("from_stage"), py::arg("to_stage"), DOC("fealty::customers::check_transition"));
}

std::optional<std::tuple<std::int64_t, std::optional<std::int64_t>, bool>> parse_time(const std::string& text) {
  const auto parsed = parse_iso8601(text);
  if (!parsed) return std::nullopt;
  const auto offset = parsed->offset ? std::optional(parsed->offset->us) : std::nullopt;
  return std::tuple(parsed->wall.us, offset, parsed->date_only);
}

}  // namespace

void bind_book(py::module_& m) {
  m.def("parse_iso8601", &parse_time, py::arg("text"), DOC("fealty::parse_iso8601"));
  bind_intake(m);
  bind_history(m);  // before the book, whose signatures name it
  bind_book_class(m);
  bind_rfm(m);
  bind_lifecycle(m);
}

}  // namespace fealty::bindings
