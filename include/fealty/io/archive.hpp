#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "fealty/core/archived.hpp"

/// Saving and loading, for every type that the library instantiates a Codec of.
///
/// An archive is an envelope and the value in it. The envelope begins with a magic word and says the version of the
/// format, the kind and version of the value and the length; a checksum over all of it stands at the end and is
/// compared before anything else is read. Numbers have fixed widths and a fixed order of bytes, so that an archive can
/// be read on every machine; real numbers come back with the same bits, NaN and -0.0 too. Archives of older versions
/// stay readable.
namespace fealty::io {

/// The four functions for one type; they are compiled in its area's src/<area>/archive.cpp.
template <class T>
struct Codec {
  static std::string to_bytes(const T& value);
  static T from_bytes(std::string_view bytes);
  static void save(const T& value, const std::filesystem::path& path);
  static T load(const std::filesystem::path& path);
};

/// The archive of a value, as bytes. The same value gives the same bytes on every machine.
template <class T>
std::string to_bytes(const T& value) {
  return Codec<T>::to_bytes(value);
}

/// The value in an archive made by `to_bytes`.
///
/// Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
/// the library. No more memory is used than the bytes can account for, whatever sizes they claim.
template <class T>
T from_bytes(std::string_view bytes) {
  return Codec<T>::from_bytes(bytes);
}

/// Saves a value to a file.
///
/// The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
/// ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
template <class T>
void save(const T& value, const std::filesystem::path& path) {
  Codec<T>::save(value, path);
}

/// The value in a file made by `save`.
///
/// Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
/// or comes from a newer version of the library.
template <class T>
T load(const std::filesystem::path& path) {
  return Codec<T>::load(path);
}

}  // namespace fealty::io
