#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fealty/io/xes.hpp"
#include "xes_parser.hpp"

namespace fealty::io {

/// A log put together from its blocks in their order.
class XesAssembly {
 public:
  /// Appends a block that began at the given place.
  void append(ParsedBlock&& block, Place start);

  /// Adds to `forced` the keys that have values of several kinds; whether there are any.
  bool find_mixed(XesForced& forced) const;

  /// Notes the kinds of the defaults that will stand where a value is missing. To be called before find_mixed.
  void note_defaults();

  /// The log. Throws RecordError for what the rules refuse, and if there would be far more missing values than values.
  XesLog finish(const XesOptions& options) &&;

 private:
  struct Making;

  void make_all(std::vector<Making>& columns, bool fill_defaults, XesLog& log) const;
  void note_unreadable_declarations(Intake& intake, const Rules& rules) const;

  std::uint64_t events_ = 0;
  std::vector<std::uint64_t> trace_begins_;
  XesColumns event_columns_;
  XesColumns trace_columns_;
  XesDeclarations declarations_;
  std::uint64_t repeated_keys_ = 0;
  std::string repeated_key_;
};

}  // namespace fealty::io
