#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/intake.hpp"
#include "fealty/core/time.hpp"

/// Event logs in XES (IEEE 1849-2016), plain or compressed with gzip, in and out.
///
/// What is read is XML 1.0 in UTF-8, strictly: a document type (and with it every entity bomb), other encodings, tags
/// that do not match, control characters, more than 128 levels, and elements that XES does not have are refused with a
/// RecordError that names line and column and what was expected there. Memory is bounded by what the text says, never
/// by a size that it claims.
namespace fealty::io {

/// What an attribute says: nothing (a list, a container, or a value that could not be read), a text, an instant, a
/// number or a truth value.
using XesValue = std::variant<std::monostate, std::string, Time, std::int64_t, double, bool>;

/// The elements that XES has for attributes.
enum class XesType : std::uint8_t { string, date, integer, real, boolean, id, list, container };

/// An attribute of the log with those inside it.
struct XesAttribute {
  XesType type = XesType::string;
  std::string key;
  XesValue value = {};
  std::vector<XesAttribute> children = {};

  friend bool operator==(const XesAttribute&, const XesAttribute&) = default;
};

/// An extension that a log declares: whose attributes have keys that begin with the prefix.
struct XesExtension {
  std::string name;
  std::string prefix;
  std::string uri;

  friend bool operator==(const XesExtension&, const XesExtension&) = default;
};

/// A classifier: the attributes that together tell events (or traces) of one class.
struct XesClassifier {
  std::string name;
  std::string scope;  ///< "event" or "trace"
  std::vector<std::string> keys;

  friend bool operator==(const XesClassifier&, const XesClassifier&) = default;
};

/// How often an attribute was missing and the log's default stands in its place.
struct XesFilled {
  std::string column;
  std::uint64_t count = 0;  ///< of events, or of traces for a column `case:...`

  friend bool operator==(const XesFilled&, const XesFilled&) = default;
};

/// An event log as XES tells it.
struct XesLog {
  /// One row per event, traces and their events in the order of the file.
  ///
  /// An attribute of the events is a column named by its key, one of the traces `case:<key>`, in the order in which
  /// they first appear, those of the events first. Texts and ids are dictionary columns, dates timestamp[us, UTC], the
  /// others int64, float64 and bool; what an event or a trace does not say is missing. Where a key has values of
  /// several types, int and float together are float64, all others texts as they are spelled. An attribute inside
  /// another has the keys joined by "/"; inside a list, where keys may repeat, the second of a key is `<key>#2` and so
  /// on. A list or a container is no column itself. An event attribute whose key begins with `case:` is a column
  /// `event:<key>`.
  Frame events;

  /// Rows of trace i are [trace_offsets[i], trace_offsets[i + 1]); traces without events are not among them.
  std::vector<std::uint64_t> trace_offsets = {0};

  std::vector<XesAttribute> attributes;      ///< of the log itself
  std::vector<XesAttribute> trace_defaults;  ///< `<global scope="trace">`
  std::vector<XesAttribute> event_defaults;  ///< `<global scope="event">`
  std::vector<XesClassifier> classifiers;    ///< in the order of the file
  std::vector<XesExtension> extensions;      ///< in the order of the file

  std::uint64_t empty_traces = 0;   ///< traces without events; their attributes are not kept
  std::uint64_t repeated_keys = 0;  ///< attributes whose key the same event or trace had already; the first one counts
  std::string repeated_key = {};    ///< the column of the first of them
  std::vector<XesFilled> filled = {};  ///< columns in which defaults stand

  /// Dates without an offset from UTC (taken for UTC, `naive_time`), dates and other values that cannot be read
  /// (missing, `unreadable_time` and `unreadable_value`); rows of the table "events", traces of "traces".
  Intake intake;

  /// The number of traces that have events.
  [[nodiscard]] std::size_t traces() const noexcept { return trace_offsets.size() - 1; }
};

/// How a log is read.
struct XesOptions {
  Rules rules = {};           ///< what is done with values that cannot be read and with dates without an offset
  bool fill_defaults = true;  ///< whether the defaults of the log stand where an event or a trace lacks an attribute
};

/// Reads a file, plain or gzip, whatever its name. Throws RecordError for what is not XES, naming line and column and
/// what was expected, and for damaged gzip; ArchiveError if the file cannot be read.
XesLog read_xes(const std::filesystem::path& path, const XesOptions& options = {});

/// Reads the bytes of a file, plain or gzip; see read_xes.
XesLog parse_xes(std::string_view bytes, const XesOptions& options = {});

/// Writes a log; if the name ends in ".gz", with gzip. The file is replaced whole or not at all.
///
/// What is read again is the same: events, attributes, defaults, classifiers and extensions (but texts once written as
/// ids are strings, and a column without values leaves no trace). Throws RecordError, naming column, row and value, for
/// what XES cannot say: an attribute of a trace that differs between its events, a control character; ArchiveError if
/// the file cannot be written.
void write_xes(const XesLog& log, const std::filesystem::path& path);

/// Writes the events of a frame; see XesLog::events for the columns. Rows with the same `case:concept:name` are a
/// trace, in the order of its first row; the column must be there without missing values. Extensions that the standard
/// defines are declared where their attributes appear.
void write_xes(const Frame& events, const std::filesystem::path& path);

/// The text that write_xes puts into a plain file.
std::string to_xes(const XesLog& log);

/// The text that write_xes puts into a plain file.
std::string to_xes(const Frame& events);

}  // namespace fealty::io
