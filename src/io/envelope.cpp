#include "envelope.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <system_error>

#include <fmt/format.h>

#include "fealty/core/checksum.hpp"
#include "fealty/io/atomic_file.hpp"
#include "path_text.hpp"
#include "wire.hpp"

namespace fealty::io {

namespace {

// As in PNG: the first byte is no text, and the line feed shows a transfer that changes line ends.
constexpr std::string_view magic(
    "\x89"
    "FEALTY\n",
    8);
constexpr std::size_t format_at = 8;
constexpr std::size_t contents_size_at = 16;
constexpr std::size_t checksum_size = 8;
constexpr std::size_t smallest_archive = envelope_head_size + checksum_size;

template <class Word>
Word word_at(std::string_view bytes, std::size_t place) {
  return Reader(bytes.substr(place)).word<Word>();
}

[[noreturn]] void fail_damaged(std::string_view how) {
  throw ArchiveError(code::damaged_archive, fmt::format("the archive is damaged: {}", how));
}

struct Head {
  std::uint32_t format, kind_version, kind_size;
  std::uint64_t contents_size;

  explicit Head(std::string_view archive) {
    Reader reader(archive.substr(format_at));
    format = reader.word<std::uint32_t>();
    kind_version = reader.word<std::uint32_t>();
    contents_size = reader.word<std::uint64_t>();
    kind_size = reader.word<std::uint32_t>();
  }

  // Whether the sizes of the parts add up to `size`, however large they claim to be.
  [[nodiscard]] bool adds_up_to(std::uint64_t size) const {
    const std::uint64_t known = smallest_archive + std::uint64_t{kind_size};
    return size >= known && size - known == contents_size;
  }
};

// What can be told from the first bytes of an archive and its size.
void check_head(std::string_view head, std::uint64_t size) {
  if (head.empty()) fail_damaged("it is empty");
  if (head.substr(0, magic.size()) != magic.substr(0, head.size())) {
    throw ArchiveError(code::damaged_archive, "this is not an archive of fealty");
  }
  if (size < smallest_archive) fail_damaged("it is cut off");
  const Head sizes(head);
  if (sizes.format == archive_format && !sizes.adds_up_to(size)) {
    fail_damaged(fmt::format("it is cut off, or its sizes are wrong; it has {} bytes", size));
  }
}

}  // namespace

std::string begin_envelope(std::string_view kind, std::uint32_t kind_version) {
  std::string archive(magic);
  Writer writer(archive);
  writer.word(archive_format);
  writer.word(kind_version);
  writer.word(std::uint64_t{0});  // until the contents are there
  writer.word(static_cast<std::uint32_t>(kind.size()));
  archive += kind;
  return archive;
}

void end_envelope(std::string& archive) {
  std::string size;
  Writer(size).word(archive.size() - envelope_head_size - Head(archive).kind_size);
  archive.replace(contents_size_at, size.size(), size);
  Writer(archive).word(crc64(archive));
}

OpenedEnvelope open_envelope(std::string_view archive, std::string_view kind, std::uint32_t newest_version) {
  check_head(archive, archive.size());
  const std::string_view sealed = archive.substr(0, archive.size() - checksum_size);
  if (crc64(sealed) != word_at<std::uint64_t>(archive, sealed.size())) fail_damaged("its checksum does not match");

  const Head head(archive);
  if (head.format > archive_format) {
    throw ArchiveError(code::newer_archive, fmt::format("the archive has format {}, which a newer version of fealty "
                                                        "writes; this one reads up to {}",
                                                        head.format, archive_format));
  }
  if (head.format == 0) fail_damaged("there is no format 0");
  const std::string_view found = sealed.substr(envelope_head_size, head.kind_size);
  const auto is_printable = [](char c) { return c > ' ' && c < '\x7F'; };
  if (!std::all_of(found.begin(), found.end(), is_printable)) fail_damaged("its kind is not a name");
  if (found != kind) {
    throw ArchiveError(code::wrong_archive_kind, fmt::format("the archive holds a {}, not a {}", found, kind));
  }
  if (head.kind_version > newest_version) {
    throw ArchiveError(code::newer_archive, fmt::format("the archive holds version {} of {}, which a newer version of "
                                                        "fealty writes; this one reads up to {}",
                                                        head.kind_version, kind, newest_version));
  }
  return {head.kind_version, sealed.substr(envelope_head_size + head.kind_size)};
}

std::string read_archive(const std::filesystem::path& path) {
  const std::string head = read_bytes(path, smallest_archive);
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  check_head(head, error ? head.size() : size);
  return read_bytes(path);
}

ArchiveError in_file(const ArchiveError& error, const std::filesystem::path& path) {
  if (error.code() == code::file_failure) return error;  // it has named it
  const std::string_view message = std::string_view(error.what()).substr(error.code().size() + 2);
  return {error.code(), fmt::format("'{}': {}", path_text(path), message)};
}

void throw_as_archive_error(std::string_view kind) {
  try {
    throw;
  } catch (const ArchiveError&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    fail_damaged(fmt::format("it holds no sound {} ({})", kind, error.what()));
  }
}

}  // namespace fealty::io
