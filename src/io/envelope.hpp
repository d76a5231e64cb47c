#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "fealty/core/error.hpp"

/// The envelope that an archive travels in. Integers are little-endian.
///
///     offset  size
///          0     8  magic: 89 'F' 'E' 'A' 'L' 'T' 'Y' 0A
///          8     4  version of the format
///         12     4  version of the kind of value
///         16     8  size of the contents, c
///         24     4  size of the kind's name, k
///         28     k  kind's name, such as "customers.Concentration"
///     28 + k     c  contents
/// 28 + k + c     8  CRC-64/XZ of all bytes before it
///
/// Magic, version of the format and checksum stand in these places in all versions of the format, so that damage is
/// told from a newer version.
namespace fealty::io {

inline constexpr std::uint32_t archive_format = 1;
inline constexpr std::size_t envelope_head_size = 28;

/// An archive of a kind of value, up to its contents, which are to be appended.
std::string begin_envelope(std::string_view kind, std::uint32_t kind_version);

/// Completes the archive behind its contents.
void end_envelope(std::string& archive);

struct OpenedEnvelope {
  std::uint32_t kind_version;
  std::string_view contents;
};

/// Verifies an archive and that it holds the kind of value, of that version or an older one. Throws ArchiveError.
OpenedEnvelope open_envelope(std::string_view archive, std::string_view kind, std::uint32_t newest_version);

/// The bytes of a file that looks like an archive: the head is read and compared with the file's size before the rest
/// is.
std::string read_archive(const std::filesystem::path& path);

/// An error of the archive in a file, which the new message names.
ArchiveError in_file(const ArchiveError& error, const std::filesystem::path& path);

/// Throws the exception being handled, as an ArchiveError: contents that a type's own rules refuse are damage too.
[[noreturn]] void throw_as_archive_error(std::string_view kind);

/// Refuses a loaded value unless `holds`: throws ArchiveError, which says what is wrong with the value.
inline void require_sound(bool holds, std::string_view what_is_wrong) {
  if (!holds) throw ArchiveError(code::damaged_archive, std::string("the archive is damaged: ").append(what_is_wrong));
}

}  // namespace fealty::io
