#pragma once

#include <cstddef>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>

namespace fealty::io {

/// Replaces the contents of a file, or makes it, so that it is at every moment either whole and old or whole and new.
///
/// The bytes go to a temporary file in the same folder, which is forced to the disk and renamed over the old one; then
/// the folder is forced to the disk. A symbolic link stays, and the file that it names is replaced; the permissions of
/// an old file are kept. Throws ArchiveError, with the path and the system's reason; the old file then is as it was and
/// the temporary one is gone. (A process that is killed may leave a file named like `.fealty-1a2b3c4d.tmp`.)
void write_atomically(const std::filesystem::path& path, std::string_view bytes);

/// The first `limit` bytes of a file, or all if it has fewer. Throws ArchiveError, with the path and the system's
/// reason.
std::string read_bytes(const std::filesystem::path& path, std::size_t limit = std::numeric_limits<std::size_t>::max());

}  // namespace fealty::io
