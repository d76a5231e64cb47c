#include "xes_gzip.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <new>
#include <utility>

namespace fealty::io {

GzipText::GzipText() {
  constexpr int gzip = MAX_WBITS + 16;
  constexpr int usual_memory = 8;
  if (deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip, usual_memory, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
}

GzipText::~GzipText() {
  deflateEnd(&stream_);
}

void GzipText::add(std::string_view text) {
  constexpr std::size_t largest = std::numeric_limits<uInt>::max();
  for (; text.size() > largest; text.remove_prefix(largest)) deflate_all(text.substr(0, largest), Z_NO_FLUSH);
  deflate_all(text, Z_NO_FLUSH);
}

std::string GzipText::finish() {
  deflate_all({}, Z_FINISH);
  return std::move(bytes_);
}

void GzipText::deflate_all(std::string_view text, int flush) {
  // zlib reads only, but its pointer is not const where ZLIB_CONST is not defined.
  stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream_.avail_in = static_cast<uInt>(text.size());
  std::array<char, std::size_t{1} << 16> out;
  do {
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out.size());
    deflate(&stream_, flush);
    bytes_.append(out.data(), out.size() - stream_.avail_out);
  } while (stream_.avail_out == 0);
}

}  // namespace fealty::io
