#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/time_column.hpp"
#include "fealty/core/time_zone.hpp"
#include "fealty/flow/calendar.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::flow;
using py::literals::operator""_a;

namespace {

using Blocks = std::vector<std::pair<std::int64_t, std::int64_t>>;

std::vector<OpeningBlock> blocks_of(const Blocks& pairs) {
  std::vector<OpeningBlock> blocks;
  for (const auto& [opens, closes] : pairs) blocks.push_back({Duration{opens}, Duration{closes}});
  return blocks;
}

Blocks pairs_of(const std::vector<OpeningBlock>& blocks) {
  Blocks pairs;
  for (const auto& [opens, closes] : blocks) pairs.emplace_back(opens.us, closes.us);
  return pairs;
}

/// `week` has seven lists of (opens, closes) in microseconds since midnight, Monday first; an exception is a day since
/// 1970 and such a list.
Calendar make_calendar(const std::vector<Blocks>& week, const std::vector<std::pair<std::int32_t, Blocks>>& exceptions,
                       const TimeZone& zone) {
  if (week.size() != 7) throw py::value_error("a week has seven days");
  OpeningWeek hours;
  for (std::size_t day = 0; day < 7; ++day) hours[day] = blocks_of(week[day]);
  std::vector<ExceptionalDay> days;
  for (const auto& [day, blocks] : exceptions) {
    const std::chrono::sys_days date{std::chrono::days{day}};
    days.push_back({std::chrono::year_month_day{date}, blocks_of(blocks)});
  }
  return Calendar(std::move(hours), std::move(days), zone);
}

std::vector<Blocks> week_of(const Calendar& calendar) {
  std::vector<Blocks> week;
  for (const auto& day : calendar.week()) week.push_back(pairs_of(day));
  return week;
}

std::vector<std::pair<std::int64_t, Blocks>> exceptions_of(const Calendar& calendar) {
  std::vector<std::pair<std::int64_t, Blocks>> exceptions;
  for (const ExceptionalDay& day : calendar.exceptions()) {
    exceptions.emplace_back(std::chrono::sys_days{day.date}.time_since_epoch().count(), pairs_of(day.blocks));
  }
  return exceptions;
}

Values<Time> times_of(const Column& column, std::string_view name, const TimeZone& zone) {
  Instants instants = as_instants(column, name, zone);
  if (instants.unreadable.count > 0) {
    throw RecordError(code::refused_record, "column " + std::string(name) + ", row " +
                                                std::to_string(instants.unreadable.rows.front()) +
                                                ": no ISO 8601 time such as 2026-06-30T14:05:00+08:00");
  }
  return instants.at;
}

/// Microseconds; the least integer, which is NaT, where a time is missing.
py::array_t<std::int64_t> working_times(const Calendar& calendar, const Column& from, const Column& to) {
  const std::vector<Duration> lengths = compute([&] {
    const Values<Time> starts = times_of(from, "from", calendar.zone());
    const Values<Time> ends = times_of(to, "to", calendar.zone());
    return calendar.working_times(starts.span(), ends.span());
  });
  py::array_t<std::int64_t> array(static_cast<py::ssize_t>(lengths.size()));
  std::int64_t* out = array.mutable_data();
  for (const Duration length : lengths) *out++ = length.us;
  return array;
}

}  // namespace

void bind_calendar(py::module_& m) {
  py::class_<Calendar> calendar_class(m, "Calendar", DOC("fealty::flow::Calendar"));
  def_archive(calendar_class);
  calendar_class
      .def(py::init(&make_calendar), "week"_a, "exceptions"_a, "zone"_a, DOC("fealty::flow::Calendar::Calendar"))
      .def_property_readonly("week", &week_of, DOC("fealty::flow::Calendar::week"))
      .def_property_readonly("exceptions", &exceptions_of, DOC("fealty::flow::Calendar::exceptions"))
      .def_property_readonly(
          "zone", [](const Calendar& calendar) { return calendar.zone().name(); }, DOC("fealty::flow::Calendar::zone"))
      .def("frame", &Calendar::frame, DOC("fealty::flow::Calendar::frame"))
      .def(
          "working_time",
          [](const Calendar& calendar, std::int64_t from, std::int64_t to) {
            return calendar.working_time(Time{from}, Time{to}).us;
          },
          "start"_a, "end"_a, DOC("fealty::flow::Calendar::working_time"))
      .def("working_times", &working_times, "start"_a, "end"_a, DOC("fealty::flow::Calendar::working_times"))
      .def(
          "add",
          [](const Calendar& calendar, std::int64_t from, std::int64_t length) {
            return calendar.add(Time{from}, Duration{length}).us;
          },
          "start"_a, "working_time"_a, DOC("fealty::flow::Calendar::add"));
}

}  // namespace fealty::bindings
