#include "fealty/io/atomic_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <fstream>
#include <new>
#include <random>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "path_text.hpp"

#ifdef _WIN32
#define NOMINMAX
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace fealty::io {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(std::string_view action, const fs::path& path, std::string_view reason) {
  throw ArchiveError(code::file_failure, fmt::format("cannot {} '{}': {}", action, path_text(path), reason));
}

[[noreturn]] void fail(std::string_view action, const fs::path& path, const std::error_code& reason) {
  fail(action, path, reason.message());
}

// Writing a gigabyte at a time keeps below what one system call can take on every system.
constexpr std::size_t largest_write = std::size_t{1} << 30;

#ifdef _WIN32

std::error_code last_error() {
  return {static_cast<int>(GetLastError()), std::system_category()};
}

/// A new file that is open for writing. Its destructor does not tell of errors; `close` does.
class NewFile {
 public:
  explicit NewFile(const fs::path& path)
      : handle_(CreateFileW(path.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr)) {
    if (handle_ == INVALID_HANDLE_VALUE) error_ = last_error();
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile() { close(); }

  [[nodiscard]] const std::error_code& error() const { return error_; }
  [[nodiscard]] bool exists_already() const { return error_.value() == ERROR_FILE_EXISTS; }

  std::error_code write(std::string_view bytes) {
    while (!bytes.empty()) {
      DWORD written = 0;
      const auto size = static_cast<DWORD>(std::min(bytes.size(), largest_write));
      if (WriteFile(handle_, bytes.data(), size, &written, nullptr) == 0) return last_error();
      bytes.remove_prefix(written);
    }
    return {};
  }

  std::error_code take_permissions_of(const fs::path&) { return {}; }  // the new name inherits those of the folder
  std::error_code force_to_disk() { return FlushFileBuffers(handle_) == 0 ? last_error() : std::error_code{}; }

  std::error_code close() {
    const HANDLE handle = std::exchange(handle_, INVALID_HANDLE_VALUE);
    return handle == INVALID_HANDLE_VALUE || CloseHandle(handle) != 0 ? std::error_code{} : last_error();
  }

 private:
  HANDLE handle_;
  std::error_code error_;
};

std::error_code replace(const fs::path& from, const fs::path& to) {
  constexpr DWORD how = MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH;
  return MoveFileExW(from.c_str(), to.c_str(), how) == 0 ? last_error() : std::error_code{};
}

std::error_code force_folder_to_disk(const fs::path&) {
  return {};  // MOVEFILE_WRITE_THROUGH has done it
}

#else

std::error_code last_error() {
  return {errno, std::generic_category()};
}

/// Repeats a system call that a signal has interrupted.
template <class Call>
auto uninterrupted(Call&& call) {
  auto result = call();
  while (result == -1 && errno == EINTR) result = call();
  return result;
}

std::error_code force_to_disk(int descriptor) {
#ifdef F_FULLFSYNC
  if (::fcntl(descriptor, F_FULLFSYNC) == 0) return {};  // on macOS fsync stops at the cache of the drive
#endif
  return uninterrupted([&] { return ::fsync(descriptor); }) == 0 ? std::error_code{} : last_error();
}

/// A new file that is open for writing. Its destructor does not tell of errors; `close` does.
class NewFile {
 public:
  explicit NewFile(const fs::path& path)
      : descriptor_(
            uninterrupted([&] { return ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666); })) {
    if (descriptor_ == -1) error_ = last_error();
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile() { close(); }

  [[nodiscard]] const std::error_code& error() const { return error_; }
  [[nodiscard]] bool exists_already() const { return error_ == std::errc::file_exists; }

  std::error_code write(std::string_view bytes) {
    while (!bytes.empty()) {
      const std::size_t size = std::min(bytes.size(), largest_write);
      const auto written = uninterrupted([&] { return ::write(descriptor_, bytes.data(), size); });
      if (written == -1) return last_error();
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
  }

  // Asked for only where they differ: some file systems have one set of permissions and refuse to change it.
  std::error_code take_permissions_of(const fs::path& path) {
    constexpr mode_t permissions = 0777;
    struct stat old{};
    struct stat now{};
    if (::stat(path.c_str(), &old) != 0 || ::fstat(descriptor_, &now) != 0) return {};
    if (((old.st_mode ^ now.st_mode) & permissions) == 0) return {};
    return ::fchmod(descriptor_, old.st_mode & permissions) == 0 ? std::error_code{} : last_error();
  }

  std::error_code force_to_disk() { return io::force_to_disk(descriptor_); }

  std::error_code close() {
    const int descriptor = std::exchange(descriptor_, -1);
    return descriptor == -1 || ::close(descriptor) == 0 || errno == EINTR ? std::error_code{} : last_error();
  }

 private:
  int descriptor_;
  std::error_code error_;
};

std::error_code replace(const fs::path& from, const fs::path& to) {
  return ::rename(from.c_str(), to.c_str()) == 0 ? std::error_code{} : last_error();
}

// Only an error of the device counts: some file systems cannot do it, and a folder may be writable but not readable.
std::error_code force_folder_to_disk(const fs::path& folder) {
  const int descriptor = uninterrupted([&] { return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); });
  if (descriptor == -1) return {};
  const auto error = force_to_disk(descriptor);
  ::close(descriptor);
  return error == std::errc::io_error ? error : std::error_code{};
}

#endif

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

fs::path temporary_beside(const fs::path& path) {
  std::random_device random;
  return folder_of(path) / fmt::format(".fealty-{:08x}.tmp", std::uint32_t{random()});
}

/// A file that is gone at the end of the scope, unless it has been renamed.
class TemporaryFile {
 public:
  explicit TemporaryFile(fs::path path) : path_(std::move(path)), file_(path_) {}
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    file_.close();
    std::error_code ignored;
    if (!renamed_ && !file_.error()) fs::remove(path_, ignored);
  }

  [[nodiscard]] NewFile& file() { return file_; }

  std::error_code rename_to(const fs::path& path) {
    const auto error = replace(path_, path);
    renamed_ = !error;
    return error;
  }

 private:
  fs::path path_;
  NewFile file_;
  bool renamed_ = false;
};

// The file that a path means: a link is followed, and what is neither a file nor nothing is refused, since renaming
// over a device or a pipe would remove it.
fs::path target_of(const fs::path& path) {
  if (!path.has_filename()) fail("write", path, "it names no file");
  std::error_code error;
  const auto status = fs::status(path, error);
  if (status.type() == fs::file_type::none) fail("write", path, error);
  if (status.type() == fs::file_type::directory) fail("write", path, "it is a folder");
  if (fs::exists(status) && !fs::is_regular_file(status)) fail("write", path, "it is not a regular file");
  if (!fs::exists(status) || !fs::is_symlink(fs::symlink_status(path, error))) return path;
  fs::path target = fs::canonical(path, error);
  if (error) fail("write", path, error);
  return target;
}

}  // namespace

void write_atomically(const fs::path& path, std::string_view bytes) {
  const auto must = [&](const std::error_code& error) {
    if (error) fail("write", path, error);
  };
  const fs::path target = target_of(path);
  for (;;) {
    TemporaryFile temporary(temporary_beside(target));
    NewFile& file = temporary.file();
    if (file.exists_already()) continue;
    must(file.error());
    must(file.take_permissions_of(target));
    must(file.write(bytes));
    must(file.force_to_disk());
    must(file.close());
    must(temporary.rename_to(target));
    break;
  }
  must(force_folder_to_disk(folder_of(target)));
}

std::string read_bytes(const fs::path& path, std::size_t limit) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (!fs::exists(status))
    fail("read", path, error ? error : std::make_error_code(std::errc::no_such_file_or_directory));
  if (!fs::is_regular_file(status)) fail("read", path, "it is not a regular file");
  const auto size = fs::file_size(path, error);
  if (error) fail("read", path, error);

  std::ifstream file(path, std::ios::binary);
  if (!file) fail("read", path, std::error_code(errno, std::generic_category()));
  std::string bytes;
  try {
    bytes.resize(static_cast<std::size_t>(std::min<std::uintmax_t>(size, limit)));
  } catch (const std::exception&) {  // std::bad_alloc or std::length_error
    fail("read", path, fmt::format("its {} bytes do not fit into memory", size));
  }
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (static_cast<std::size_t>(file.gcount()) != bytes.size()) {
    fail("read", path, fmt::format("it ends after {} of its {} bytes", file.gcount(), size));
  }
  return bytes;
}

}  // namespace fealty::io
