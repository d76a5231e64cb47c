#pragma once

#include <string>
#include <string_view>
#include <zlib.h>

namespace fealty::io {

/// Compresses a text as it grows. The bytes depend on the text and the version of zlib alone: no time, no name.
class GzipText {
 public:
  GzipText();
  GzipText(const GzipText&) = delete;
  GzipText& operator=(const GzipText&) = delete;
  ~GzipText();

  void add(std::string_view text);

  /// The whole file.
  std::string finish();

 private:
  void deflate_all(std::string_view text, int flush);

  z_stream stream_{};
  std::string bytes_;
};

}  // namespace fealty::io
