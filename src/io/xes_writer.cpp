#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/io/atomic_file.hpp"
#include "fealty/io/xes.hpp"
#include "xes_cells.hpp"
#include "xes_characters.hpp"
#include "xes_gzip.hpp"
#include "xes_names.hpp"

namespace fealty::io {

namespace {

constexpr const char* case_column = "case:concept:name";

// The extensions of the standard (IEEE 1849-2016, chapter 7, and those registered later).
const XesExtension standard_extensions[] = {
    {"Concept", "concept", "http://www.xes-standard.org/concept.xesext"},
    {"Time", "time", "http://www.xes-standard.org/time.xesext"},
    {"Organizational", "org", "http://www.xes-standard.org/org.xesext"},
    {"Lifecycle", "lifecycle", "http://www.xes-standard.org/lifecycle.xesext"},
    {"Cost", "cost", "http://www.xes-standard.org/cost.xesext"},
    {"Semantic", "semantic", "http://www.xes-standard.org/semantic.xesext"},
    {"ID", "identity", "http://www.xes-standard.org/identity.xesext"},
};

/// Rows of the events, trace by trace.
struct RowsOfTraces {
  std::vector<std::uint64_t> offsets;  // of the traces, and the end of the last
  std::vector<std::uint64_t> rows;
};

class LogText {
 public:
  explicit LogText(bool is_compressed) {
    if (is_compressed) gzip_.emplace();
  }

  void write(const XesLog& log, const RowsOfTraces& traces) {
    text_ =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<log xes.version=\"1849-2016\" xes.features=\"nested-attributes\" xmlns=\"http://www.xes-standard.org/\">\n";
    for (const XesExtension& one : log.extensions) {
      put_tag("extension", {{"name", one.name}, {"prefix", one.prefix}, {"uri", one.uri}});
    }
    put_defaults("trace", log.trace_defaults);
    put_defaults("event", log.event_defaults);
    for (const XesClassifier& one : log.classifiers) {
      put_tag("classifier", {{"name", one.name}, {"scope", one.scope}, {"keys", joined(one.keys)}});
    }
    put_trees(log.attributes, "\t");
    put_traces(log.events, traces);
    text_ += "</log>\n";
  }

  std::string finish() {
    if (!gzip_) return std::move(text_);
    gzip_->add(text_);
    return gzip_->finish();
  }

 private:
  /// Compresses what is there, if it is to be, now and then: the whole text is never in memory.
  void pass_on() {
    constexpr std::size_t piece = std::size_t{1} << 20;
    if (!gzip_ || text_.size() < piece) return;
    gzip_->add(text_);
    text_.clear();
  }

  void put_text(std::string_view text) {
    const std::size_t bad = find_bad_character(text);
    if (bad < text.size()) {
      throw RecordError(code::refused_record, fmt::format("an attribute of the log cannot be written: {}",
                                                          describe_bad_character(text, bad)));
    }
    append_escaped(text_, text);
  }

  void put_attribute(std::string_view name, std::string_view value) {
    text_ += ' ';
    text_ += name;
    text_ += "=\"";
    put_text(value);
    text_ += '"';
  }

  void put_tag(std::string_view element,
               std::initializer_list<std::pair<std::string_view, std::string_view>> attributes) {
    text_ += "\t<";
    text_ += element;
    for (const auto& [name, value] : attributes) put_attribute(name, value);
    text_ += "/>\n";
  }

  /// Keys with spaces stand between apostrophes.
  static std::string joined(const std::vector<std::string>& keys) {
    std::string text;
    for (const std::string& key : keys) {
      const bool is_plain = !key.empty() && key.find(' ') == std::string::npos && key.front() != '\'';
      const std::string_view quote = is_plain ? "" : "'";
      text += fmt::format("{}{}{}{}", text.empty() ? "" : " ", quote, key, quote);
    }
    return text;
  }

  void put_defaults(std::string_view scope, const std::vector<XesAttribute>& defaults) {
    if (defaults.empty()) return;
    text_ += fmt::format("\t<global scope=\"{}\">\n", scope);
    put_trees(defaults, "\t\t");
    text_ += "\t</global>\n";
  }

  void put_trees(const std::vector<XesAttribute>& attributes, const std::string& indentation) {
    for (const XesAttribute& attribute : attributes) put_tree(attribute, indentation);
  }

  void put_tree(const XesAttribute& attribute, const std::string& indentation) {
    constexpr std::string_view elements[] = {"string", "date", "int", "float", "boolean", "id", "list", "container"};
    const std::string_view element = elements[static_cast<std::size_t>(attribute.type)];
    text_ += fmt::format("{}<{}", indentation, element);
    put_attribute("key", attribute.key);
    std::visit([this](const auto& value) { put_value(value); }, attribute.value);
    if (attribute.children.empty()) {
      text_ += "/>\n";
      return;
    }
    const bool is_list = attribute.type == XesType::list;
    text_ += is_list ? "><values>\n" : ">\n";
    put_trees(attribute.children, indentation + '\t');
    text_ += fmt::format("{}{}</{}>\n", indentation, is_list ? "</values>" : "", element);
  }

  void put_value(std::monostate) {}
  void put_value(const std::string& text) { put_attribute("value", text); }
  void put_value(bool truth) { put_attribute("value", truth ? "true" : "false"); }
  void put_value(std::int64_t number) { put_attribute("value", std::to_string(number)); }
  void put_value(double number) {
    std::string text;
    append_real(text, number);
    put_attribute("value", text);
  }
  void put_value(Time time) {
    std::string text;
    append_time(text, time, true);
    put_attribute("value", text);
  }

  void put_traces(const Frame& events, const RowsOfTraces& traces) {
    struct TraceCells {
      const std::string* name;
      std::unique_ptr<XesCells> cells;
    };
    std::vector<TraceCells> of_traces;
    std::vector<std::unique_ptr<XesCells>> of_events;
    for (const auto& [name, column] : events.columns()) {
      if (is_column_of_trace(name)) {
        of_traces.push_back({&name, make_cells(column, name, key_of(name), "\t\t")});
      } else {
        of_events.push_back(make_cells(column, name, key_of(name), "\t\t\t"));
      }
    }
    std::string scratch;
    std::string other;
    for (std::size_t trace = 0; trace + 1 < traces.offsets.size(); ++trace) {
      const std::uint64_t begin = traces.offsets[trace];
      const std::uint64_t end = traces.offsets[trace + 1];
      text_ += "\t<trace>\n";
      for (const TraceCells& one : of_traces) {
        const std::string_view line = one.cells->line(traces.rows[begin], scratch);
        for (std::uint64_t i = begin + 1; i < end; ++i) {
          if (one.cells->line(traces.rows[i], other) != line)
            refuse_change(*one.name, traces.rows[begin], traces.rows[i]);
        }
        text_ += line;
      }
      for (std::uint64_t i = begin; i < end; ++i) {
        text_ += "\t\t<event>\n";
        for (const auto& cells : of_events) text_ += cells->line(traces.rows[i], scratch);
        text_ += "\t\t</event>\n";
        pass_on();
      }
      text_ += "\t</trace>\n";
    }
  }

  [[noreturn]] static void refuse_change(const std::string& column, std::uint64_t first, std::uint64_t row) {
    throw RecordError(
        code::refused_record,
        fmt::format("column '{}', row {}: an attribute of a trace must be the same in all its events, and "
                    "row {} has another value",
                    column, row, first));
  }

  std::optional<GzipText> gzip_;
  std::string text_;
};

RowsOfTraces rows_of(const XesLog& log) {
  const auto& offsets = log.trace_offsets;
  const bool is_sound = !offsets.empty() && offsets.front() == 0 && offsets.back() == log.events.rows() &&
                        std::is_sorted(offsets.begin(), offsets.end());
  if (!is_sound) {
    throw ParameterError(code::out_of_domain, "trace_offsets must ascend from 0 to the number of events");
  }
  RowsOfTraces traces{offsets, std::vector<std::uint64_t>(log.events.rows())};
  std::iota(traces.rows.begin(), traces.rows.end(), std::uint64_t{0});
  return traces;
}

/// Rows with the same case are a trace, in the order of its first row.
RowsOfTraces rows_of(const Frame& events) {
  const auto cells = make_cells(events.at(case_column), case_column, {}, {});
  std::unordered_map<std::string, std::size_t> numbers;
  std::vector<std::size_t> trace_of(events.rows());
  std::vector<std::uint64_t> sizes;
  std::string scratch;
  std::string last_line;
  for (std::size_t row = 0; row < trace_of.size(); ++row) {
    const std::string_view line = cells->line(row, scratch);
    if (line.empty()) {
      throw RecordError(
          code::refused_record,
          fmt::format("column '{}', row {}: the case is missing; expected an identifier", case_column, row));
    }
    if (row > 0 && line == last_line) {
      trace_of[row] = trace_of[row - 1];
    } else {
      last_line = line;
      trace_of[row] = numbers.try_emplace(last_line, numbers.size()).first->second;
    }
    if (trace_of[row] == sizes.size()) sizes.push_back(0);
    ++sizes[trace_of[row]];
  }
  RowsOfTraces traces{{0}, std::vector<std::uint64_t>(trace_of.size())};
  for (const std::uint64_t size : sizes) traces.offsets.push_back(traces.offsets.back() + size);
  std::vector<std::uint64_t> next = traces.offsets;
  for (std::size_t row = 0; row < trace_of.size(); ++row) traces.rows[next[trace_of[row]]++] = row;
  return traces;
}

/// The frame with what other tools expect of a log: the extensions of its attributes, and what an activity is.
XesLog log_around(const Frame& events) {
  XesLog log;
  log.events = events;
  for (const XesExtension& extension : standard_extensions) {
    const auto uses = [&](const auto& column) { return key_of(column.first).starts_with(extension.prefix + ":"); };
    if (std::any_of(events.columns().begin(), events.columns().end(), uses)) log.extensions.push_back(extension);
  }
  if (events.find("concept:name") != nullptr) log.classifiers.push_back({"Activity", "event", {"concept:name"}});
  return log;
}

std::string text_of(const XesLog& log, const RowsOfTraces& traces, bool is_compressed) {
  LogText text(is_compressed);
  text.write(log, traces);
  return text.finish();
}

bool is_gzip(const std::filesystem::path& path) {
  return path.extension() == ".gz";
}

}  // namespace

void write_xes(const XesLog& log, const std::filesystem::path& path) {
  write_atomically(path, text_of(log, rows_of(log), is_gzip(path)));
}

void write_xes(const Frame& events, const std::filesystem::path& path) {
  write_atomically(path, text_of(log_around(events), rows_of(events), is_gzip(path)));
}

std::string to_xes(const XesLog& log) {
  return text_of(log, rows_of(log), false);
}

std::string to_xes(const Frame& events) {
  return text_of(log_around(events), rows_of(events), false);
}

}  // namespace fealty::io
