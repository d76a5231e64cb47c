// Feeds bytes to the archives: first as they are, then as the contents of an archive whose checksum and sizes are
// right. An ArchiveError must come of them or a value, which can be saved again and is then the same.
//
//     clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -DFMT_HEADER_ONLY -Iinclude -I/usr/include/eigen3 \
//       tests/fuzz/archive_fuzz.cpp src/io/{archive,column_archive,envelope,atomic_file}.cpp src/core/*.cpp -o
//       archive_fuzz
//     ./archive_fuzz -malloc_limit_mb=64 -rss_limit_mb=512 -max_total_time=60 CORPUS tests/fixtures

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "../../src/io/core_archive.hpp"
#include "fealty/core/error.hpp"
#include "fealty/io/archive.hpp"

namespace {

namespace io = fealty::io;

template <class T>
std::optional<T> value_in(std::string_view archive) {
  try {
    return io::from_bytes<T>(archive);
  } catch (const fealty::ArchiveError&) {
    return std::nullopt;
  }
}

template <class T>
void load(std::string_view archive) {
  const auto value = value_in<T>(archive);
  if (!value) return;
  const std::string bytes = io::to_bytes(*value);
  const auto again = value_in<T>(bytes);
  if (!again || io::to_bytes(*again) != bytes) std::abort();
}

template <class T>
void load_contents(std::string_view contents) {
  std::string archive = io::begin_envelope(io::Archived<T>::kind, io::Archived<T>::version);
  archive += contents;
  io::end_envelope(archive);
  load<T>(archive);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  load<fealty::Frame>(bytes);
  load_contents<fealty::Frame>(bytes);
  load_contents<fealty::Column>(bytes);
  load_contents<fealty::Ids>(bytes);
  load_contents<fealty::Estimate>(bytes);
  return 0;
}
