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
#include "gzip_crc.hpp"
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
///
/// What a member holds is checked here and not by zlib, which takes half as long for the check as for the inflating.
class GzipSource final : public ByteSource {
 public:
  /// `first` are the bytes that have been taken from the source already.
  GzipSource(std::unique_ptr<ByteSource> source, std::string_view first) : source_(std::move(source)) {
    constexpr int gzip_only = MAX_WBITS + 16;
    if (inflateInit2(&stream_, gzip_only) != Z_OK) throw std::bad_alloc();
    std::copy(first.begin(), first.end(), input_.begin() + trailer_size);
    set_input(first.size());
  }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;
  ~GzipSource() override { inflateEnd(&stream_); }

  std::size_t read(char* into, std::size_t size) override {
    stream_.next_out = reinterpret_cast<Bytef*>(into);
    stream_.avail_out = static_cast<uInt>(size);  // blocks are far below 4 GiB
    while (stream_.avail_out > 0 && place_ != Place::end) {
      if (stream_.avail_in == 0) refill();
      if (stream_.avail_in == 0) {
        if (place_ != Place::between_members) fail("it ends too early: it is truncated");
        place_ = Place::end;
      } else {
        inflate_some();
      }
    }
    return size - stream_.avail_out;
  }
  [[nodiscard]] std::uint64_t taken() const noexcept override { return source_->taken() - stream_.avail_in; }
  [[nodiscard]] std::uint64_t stored() const noexcept override { return source_->stored(); }

 private:
  enum class Place : std::uint8_t { header, data, between_members, end };

  static constexpr std::size_t trailer_size = 8;

  void set_input(std::size_t size) {
    stream_.next_in = reinterpret_cast<Bytef*>(input_.data() + trailer_size);
    stream_.avail_in = static_cast<uInt>(size);
  }

  // The last bytes of what was taken stay in front of what comes: a trailer may begin among them.
  void refill() {
    const auto* const end = reinterpret_cast<const char*>(stream_.next_in);
    std::copy(end - trailer_size, end, input_.begin());
    set_input(source_->read(input_.data() + trailer_size, input_.size() - trailer_size));
  }

  void inflate_some() {
    if (place_ == Place::between_members) begin_member();
    const Bytef* const begin = stream_.next_out;
    const int status = inflate(&stream_, place_ == Place::header ? Z_BLOCK : Z_NO_FLUSH);
    const std::string_view inflated(reinterpret_cast<const char*>(begin),
                                    static_cast<std::size_t>(stream_.next_out - begin));
    crc_ = gzip_crc(crc_, inflated);
    size_ += static_cast<std::uint32_t>(inflated.size());
    if (status == Z_STREAM_END) {
      end_member();
    } else if (status != Z_OK) {
      fail(stream_.msg != nullptr ? stream_.msg : zError(status));
    } else if (place_ == Place::header && is_behind_header()) {
      place_ = Place::data;
      inflateValidate(&stream_, 0);
    }
  }

  [[nodiscard]] bool is_behind_header() const noexcept { return (stream_.data_type & 128) != 0; }

  void begin_member() {
    inflateReset(&stream_);
    inflateValidate(&stream_, 1);  // of the header
    place_ = Place::header;
    crc_ = 0;
    size_ = 0;
  }

  void end_member() {
    const Bytef* const trailer = stream_.next_in - trailer_size;
    if (number_at(trailer) != crc_) fail("incorrect data check");
    if (number_at(trailer + 4) != size_) fail("incorrect length check");
    place_ = Place::between_members;
  }

  static std::uint32_t number_at(const Bytef* bytes) noexcept {
    std::uint32_t number = 0;
    for (int i = 3; i >= 0; --i) number = number << 8 | bytes[i];
    return number;
  }

  [[noreturn]] void fail(std::string_view reason) const {
    throw RecordError(code::refused_record, fmt::format("the gzip file is damaged near byte {}: {}", taken(), reason));
  }

  std::unique_ptr<ByteSource> source_;
  std::vector<char> input_ = std::vector<char>(trailer_size + (std::size_t{1} << 16));
  z_stream stream_{};
  Place place_ = Place::header;
  std::uint32_t crc_ = 0;   // of what the member holds so far
  std::uint32_t size_ = 0;  // and how much that is, modulo 2^32
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
