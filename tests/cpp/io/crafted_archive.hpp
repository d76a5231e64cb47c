#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "../../../src/io/core_archive.hpp"
#include "../../../src/io/envelope.hpp"
#include "../../../src/io/wire.hpp"
#include "../sanitized.hpp"
#include "fealty/core/checksum.hpp"
#include "fealty/core/error.hpp"
#include "fealty/io/archive.hpp"

#ifdef __linux__
#include <fstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

/// Archives that nobody would write, and what comes of them.
namespace fealty::archive_test {

template <class Action>
std::string archive_error(Action&& action, std::string_view expected_code = code::damaged_archive) {
  try {
    action();
  } catch (const ArchiveError& error) {
    EXPECT_EQ(error.code(), expected_code) << error.what();
    return error.what();
  }
  ADD_FAILURE() << "there was no ArchiveError";
  return {};
}

template <class T>
std::string error_of(std::string_view bytes, std::string_view expected_code = code::damaged_archive) {
  return archive_error([&] { io::from_bytes<T>(bytes); }, expected_code);
}

inline bool contains(const std::string& message, const std::string& part) {
  return message.find(part) != std::string::npos;
}

/// An archive whose checksum and sizes are right, whatever its contents.
inline std::string sealed(std::string_view kind, std::string_view contents, std::uint32_t version = 1) {
  std::string archive = io::begin_envelope(kind, version);
  archive += contents;
  io::end_envelope(archive);
  return archive;
}

template <class T>
std::string contents_of(const T& value) {
  return std::string(io::open_envelope(io::to_bytes(value), io::Archived<T>::kind, io::Archived<T>::version).contents);
}

/// The archive with some bytes replaced and the checksum made right again.
inline std::string with_bytes(std::string archive, std::size_t place, std::string_view bytes) {
  archive.replace(place, bytes.size(), bytes);
  archive.resize(archive.size() - 8);
  io::Writer(archive).word(crc64(archive));
  return archive;
}

inline std::string word64(std::uint64_t value) {
  std::string bytes;
  io::Writer(bytes).word(value);
  return bytes;
}

/// Writes every kind of wrong size over every place of the contents, and random bytes over others, with the checksum
// made right; a value or an ArchiveError must come of it.
template <class T>
void load_crafted(const T& value) {
  const std::string contents = contents_of(value);
  const auto load = [](const std::string& crafted) {
    std::optional<T> loaded;
    try {
      loaded = io::from_bytes<T>(sealed(io::Archived<T>::kind, crafted));
    } catch (const ArchiveError&) {
    }
    if (loaded) io::to_bytes(*loaded);
  };
  for (std::size_t place = 0; place + 8 <= contents.size(); ++place) {
    for (const std::uint64_t size :
         {std::uint64_t{1'000'000'000'000'000}, ~std::uint64_t{0}, std::uint64_t{1} << 63, std::uint64_t{1} << 61,
          std::uint64_t{1} << 32, std::uint64_t{0x7FFFFFFF}, std::uint64_t{contents.size()},
          std::uint64_t{8 * contents.size()}, std::uint64_t{0}}) {
      std::string crafted = contents;
      crafted.replace(place, 8, word64(size));
      load(crafted);
    }
  }
  std::mt19937 random(5);
  for (int round = 0; round < 5'000; ++round) {
    std::string crafted = contents;
    for (auto changes = 1 + random() % 4; changes > 0; --changes) {
      crafted[random() % crafted.size()] = static_cast<char>(random() % 3 == 0 ? random() : random() % 20);
    }
    load(crafted);
  }
}

#if defined(__linux__) && !defined(FEALTY_TEST_SANITIZED)
#define FEALTY_TEST_CAN_LIMIT_MEMORY

/// Runs `action` in a process that cannot take much more memory than it has; true if it was done without an exception.
inline bool is_done_within(std::size_t more_bytes, const std::function<void()>& action) {
  const pid_t child = ::fork();
  if (child == 0) {
    std::size_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    const rlim_t most = pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)) + more_bytes;
    const rlimit limit{most, most};
    ::setrlimit(RLIMIT_AS, &limit);
    int result = 1;
    try {
      action();
      result = 0;
    } catch (...) {
    }
    ::_exit(result);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

#else

/// Runs `action`; memory cannot be limited here.
inline bool is_done_within(std::size_t /*more_bytes*/, const std::function<void()>& action) {
  action();
  return true;
}

#endif

inline constexpr std::size_t few_megabytes = std::size_t{4} << 20;

}  // namespace fealty::archive_test
