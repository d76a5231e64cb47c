#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace fealty::io {

/// The bytes of a log from their beginning, decompressed where they are gzip.
class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  /// The next bytes; fewer than asked for only at the end. Throws RecordError for damaged gzip.
  virtual std::size_t read(char* into, std::size_t size) = 0;

  /// Bytes taken so far, and all there are, as they are stored.
  [[nodiscard]] virtual std::uint64_t taken() const noexcept = 0;
  [[nodiscard]] virtual std::uint64_t stored() const noexcept = 0;
};

/// Throws ArchiveError, with the path and the system's reason.
std::unique_ptr<ByteSource> open_bytes(const std::filesystem::path& path);

/// The bytes must outlive the source.
std::unique_ptr<ByteSource> open_bytes(std::string_view bytes);

}  // namespace fealty::io
