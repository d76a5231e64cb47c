#pragma once

#include <string>
#include <string_view>

/// How attributes of events and traces are called as columns. Traces have `case:` before their keys; so that nothing is
/// taken for theirs, an event's key that begins so, perhaps behind `event:`, gets one more `event:`.
namespace fealty::io {

inline constexpr std::string_view trace_prefix = "case:";
inline constexpr std::string_view event_prefix = "event:";

constexpr bool needs_event_prefix(std::string_view key) noexcept {
  while (key.starts_with(event_prefix)) key.remove_prefix(event_prefix.size());
  return key.starts_with(trace_prefix);
}

inline std::string column_of_trace(std::string_view key) {
  return std::string(trace_prefix).append(key);
}

inline std::string column_of_event(std::string_view key) {
  return needs_event_prefix(key) ? std::string(event_prefix).append(key) : std::string(key);
}

constexpr bool is_column_of_trace(std::string_view column) noexcept {
  return column.starts_with(trace_prefix);
}

/// The key that a column stands for.
constexpr std::string_view key_of(std::string_view column) noexcept {
  if (is_column_of_trace(column)) return column.substr(trace_prefix.size());
  return needs_event_prefix(column) ? column.substr(event_prefix.size()) : column;
}

}  // namespace fealty::io
