#include "xes_bytes.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <new>
#include <string>
#include <system_error>
#include <utility>
#include <vector>
#include <zlib.h>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "path_text.hpp"

namespace fealty::io {

namespace {

namespace fs = std::filesystem;

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}

  std::size_t read(char* into, std::size_t size) override {
    const std::size_t count = std::min(size, bytes_.size() - taken_);
    std::copy_n(bytes_.data() + taken_, count, into);
    taken_ += count;
    return count;
  }
  [[nodiscard]] std::uint64_t taken() const noexcept override { return taken_; }
  [[nodiscard]] std::uint64_t stored() const noexcept override { return bytes_.size(); }

 private:
  std::string_view bytes_;
  std::size_t taken_ = 0;
};

class FileSource final : public ByteSource {
 public:
  explicit FileSource(fs::path path) : path_(std::move(path)) {
    std::error_code error;
    const auto status = fs::status(path_, error);
    if (fs::is_directory(status)) fail("it is a folder");
    file_.rdbuf()->pubsetbuf(nullptr, 0);  // whole blocks are asked for
    file_.open(path_, std::ios::binary);
    if (!file_) fail(std::error_code(errno, std::generic_category()).message());
    const auto size = fs::file_size(path_, error);
    stored_ = error ? 0 : size;
  }

  std::size_t read(char* into, std::size_t size) override {
    file_.read(into, static_cast<std::streamsize>(size));
    if (file_.bad()) fail(std::error_code(errno, std::generic_category()).message());
    const auto count = static_cast<std::size_t>(file_.gcount());
    taken_ += count;
    return count;
  }
  [[nodiscard]] std::uint64_t taken() const noexcept override { return taken_; }
  [[nodiscard]] std::uint64_t stored() const noexcept override { return stored_; }

 private:
  [[noreturn]] void fail(std::string_view reason) const {
    throw ArchiveError(code::file_failure, fmt::format("cannot read '{}': {}", path_text(path_), reason));
  }

  fs::path path_;
  std::ifstream file_;
  std::uint64_t taken_ = 0;
  std::uint64_t stored_ = 0;
};

/// The members of a gzip file, one behind the other (RFC 1952).
class GzipSource final : public ByteSource {
 public:
  /// `first` are the bytes that have been taken from the source already.
  GzipSource(std::unique_ptr<ByteSource> source, std::string_view first) : source_(std::move(source)) {
    constexpr int gzip_only = MAX_WBITS + 16;
    if (inflateInit2(&stream_, gzip_only) != Z_OK) throw std::bad_alloc();
    std::copy(first.begin(), first.end(), input_.begin());
    set_input(first.size());
  }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;
  ~GzipSource() override { inflateEnd(&stream_); }

  std::size_t read(char* into, std::size_t size) override {
    stream_.next_out = reinterpret_cast<Bytef*>(into);
    stream_.avail_out = static_cast<uInt>(size);  // blocks are far below 4 GiB
    while (stream_.avail_out > 0 && !ended_) {
      if (stream_.avail_in == 0) set_input(source_->read(input_.data(), input_.size()));
      if (stream_.avail_in == 0) {
        if (!between_members_) fail("it ends too early: it is truncated");
        ended_ = true;
      } else {
        inflate_some();
      }
    }
    return size - stream_.avail_out;
  }
  [[nodiscard]] std::uint64_t taken() const noexcept override { return source_->taken() - stream_.avail_in; }
  [[nodiscard]] std::uint64_t stored() const noexcept override { return source_->stored(); }

 private:
  void set_input(std::size_t size) {
    stream_.next_in = reinterpret_cast<Bytef*>(input_.data());
    stream_.avail_in = static_cast<uInt>(size);
  }

  void inflate_some() {
    if (std::exchange(between_members_, false)) inflateReset(&stream_);
    const int status = inflate(&stream_, Z_NO_FLUSH);
    if (status == Z_STREAM_END) {
      between_members_ = true;
    } else if (status != Z_OK) {
      fail(stream_.msg != nullptr ? stream_.msg : zError(status));
    }
  }

  [[noreturn]] void fail(std::string_view reason) const {
    throw RecordError(code::refused_record, fmt::format("the gzip file is damaged near byte {}: {}", taken(), reason));
  }

  std::unique_ptr<ByteSource> source_;
  std::vector<char> input_ = std::vector<char>(std::size_t{1} << 16);
  z_stream stream_{};
  bool between_members_ = false;
  bool ended_ = false;
};

/// Bytes that were looked at, and then the rest of the source.
class PrefixedSource final : public ByteSource {
 public:
  PrefixedSource(std::string_view first, std::unique_ptr<ByteSource> source)
      : first_(first), source_(std::move(source)) {}

  std::size_t read(char* into, std::size_t size) override {
    const std::size_t count = std::min(size, first_.size());
    std::copy_n(first_.data(), count, into);
    first_.erase(0, count);
    return count + source_->read(into + count, size - count);
  }
  [[nodiscard]] std::uint64_t taken() const noexcept override { return source_->taken() - first_.size(); }
  [[nodiscard]] std::uint64_t stored() const noexcept override { return source_->stored(); }

 private:
  std::string first_;
  std::unique_ptr<ByteSource> source_;
};

std::unique_ptr<ByteSource> decompressed(std::unique_ptr<ByteSource> source) {
  std::array<char, 2> first{};
  const std::string_view seen(first.data(), source->read(first.data(), first.size()));
  if (seen == "\x1f\x8b") return std::make_unique<GzipSource>(std::move(source), seen);
  return std::make_unique<PrefixedSource>(seen, std::move(source));
}

}  // namespace

std::unique_ptr<ByteSource> open_bytes(const fs::path& path) {
  return decompressed(std::make_unique<FileSource>(path));
}

std::unique_ptr<ByteSource> open_bytes(std::string_view bytes) {
  return decompressed(std::make_unique<MemorySource>(bytes));
}

}  // namespace fealty::io
