// Feeds bytes to the reader of event logs: as they are, and as what stands between two events of a log of several
// blocks. A RecordError must come of them or a log, which can be written and read again and is then the same.
//
//     clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -DFMT_HEADER_ONLY -Iinclude -I/usr/include/eigen3 \
//       tests/fuzz/xes_fuzz.cpp src/io/xes*.cpp src/io/{archive,atomic_file,column_archive,envelope}.cpp src/core/*.cpp
//       \ -lz -o xes_fuzz
//     ./xes_fuzz -malloc_limit_mb=512 -rss_limit_mb=1024 -max_total_time=60 CORPUS

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/archive.hpp"
#include "fealty/io/xes.hpp"

namespace {

namespace io = fealty::io;

/// A log with what a column needs to be written: one that holds no value leaves no trace.
bool has_empty_column(const fealty::Frame& frame) {
  for (const auto& column : frame.columns()) {
    if (column.second.null_count() == column.second.size()) return true;
  }
  return false;
}

void read(std::string_view bytes) {
  io::XesLog log;
  try {
    log = io::parse_xes(bytes);
  } catch (const fealty::RecordError&) {
    return;
  }
  const io::XesLog again = io::parse_xes(io::to_xes(log));
  if (again.trace_offsets != log.trace_offsets) std::abort();
  if (!has_empty_column(log.events) && io::to_bytes(again.events) != io::to_bytes(log.events)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string many = [] {
    std::string text;
    while (text.size() < 600'000) text += "<event><string key='concept:name' value='a'/></event>";
    return text;
  }();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  fealty::set_threads(2);
  read(bytes);
  if (size % 16 == 0) read("<log><trace>" + many + std::string(bytes) + many + "</trace></log>");
  return 0;
}
