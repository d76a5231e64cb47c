#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/io/xes.hpp"
#include "xes_blocks.hpp"
#include "xes_columns.hpp"
#include "xes_tokenizer.hpp"

namespace fealty::io {

/// A default of the log: the column's key, and what the attribute says.
struct XesDefault {
  std::string key;
  XesKind kind = XesKind::text;
  std::string text;
};

/// What a log declares beside its traces.
struct XesDeclarations {
  std::vector<XesAttribute> attributes;
  std::vector<XesAttribute> trace_defaults;
  std::vector<XesAttribute> event_defaults;
  std::vector<XesDefault> trace_values;  ///< the same, joined and as they are spelled
  std::vector<XesDefault> event_values;
  std::vector<XesClassifier> classifiers;
  std::vector<XesExtension> extensions;
  std::uint64_t unreadable = 0;  ///< values among all these that could not be read
  std::string unreadable_key;
  std::string unreadable_value;

  void append(XesDeclarations&& later);
};

/// What a block of the text says. Rows count from the beginning of the block.
struct ParsedBlock {
  std::optional<SyntaxError> error;
  bool is_complete = false;  ///< it ends between two elements of the log or of a trace, or behind the log
  std::string inside;        ///< what it ends in if not
  Place end = Place::prolog;
  std::uint64_t events = 0;
  std::vector<std::uint64_t> trace_begins;  ///< the row at which each trace begins that begins here
  XesColumns event_columns;
  XesColumns trace_columns;  ///< the first row is the trace that the block begins in, if it does
  XesDeclarations declarations;
  std::uint64_t repeated_keys = 0;
  std::string repeated_key;
};

/// The kinds that were found to be needed when the log was read before.
struct XesForced {
  ForcedKinds events;
  ForcedKinds traces;
};

/// Reads a block that begins at the given place.
ParsedBlock parse_block(const TextBlock& block, Place start, const XesForced& forced);

}  // namespace fealty::io
