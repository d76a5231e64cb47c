#include "fealty/io/atomic_file.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

#ifndef _WIN32
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

namespace fealty::io {
namespace {

namespace fs = std::filesystem;

class AtomicFile : public testing::Test {
 protected:
  AtomicFile() {
    fs::remove_all(folder);
    fs::create_directories(folder);
  }
  ~AtomicFile() override { fs::remove_all(folder); }

  [[nodiscard]] std::size_t files_in_folder() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
  }

  const fs::path folder = fs::path(testing::TempDir()) /
                          (std::string("fealty-") + testing::UnitTest::GetInstance()->current_test_info()->name());
  const fs::path path = folder / "model.fealty";
};

bool contains(const std::string& message, const std::string& part) {
  return message.find(part) != std::string::npos;
}

template <class Action>
std::string failure_of(Action&& action) {
  try {
    action();
  } catch (const ArchiveError& error) {
    EXPECT_EQ(error.code(), code::file_failure);
    return error.what();
  }
  ADD_FAILURE() << "there was no ArchiveError";
  return {};
}

TEST_F(AtomicFile, HoldsWhatWasWrittenLast) {
  write_atomically(path, "first");
  EXPECT_EQ(read_bytes(path), "first");
  const std::string second("\0\r\n\x1A\xFF", 5);
  write_atomically(path, second);
  EXPECT_EQ(read_bytes(path), second);
  write_atomically(path, "");
  EXPECT_EQ(read_bytes(path), "");
  EXPECT_EQ(files_in_folder(), 1U);
}

TEST_F(AtomicFile, IsReadUpToALimit) {
  write_atomically(path, "abcdef");
  EXPECT_EQ(read_bytes(path, 4), "abcd");
  EXPECT_EQ(read_bytes(path, 100), "abcdef");
}

TEST_F(AtomicFile, MayHaveANameOutsideOfAscii) {
  const fs::path name = folder / fs::path(u8"顾客 gêné.fealty");
  write_atomically(name, "text");
  EXPECT_EQ(read_bytes(name), "text");
}

TEST_F(AtomicFile, IsWrittenInTheCurrentFolderIfThePathNamesNone) {
  const fs::path before = fs::current_path();
  fs::current_path(folder);
  write_atomically("here", "text");
  fs::current_path(before);
  EXPECT_EQ(read_bytes(folder / "here"), "text");
}

TEST_F(AtomicFile, FailsWithThePathAndTheReason) {
  const fs::path lost = folder / "no such folder" / "model.fealty";
  for (const auto& message :
       {failure_of([&] { write_atomically(lost, "x"); }), failure_of([&] { read_bytes(lost); })}) {
    EXPECT_PRED2(contains, message, "no such folder");
    EXPECT_PRED2(contains, message, "No such file or directory");
  }
  EXPECT_PRED2(contains, failure_of([&] { write_atomically(folder, "x"); }), "it is a folder");
  EXPECT_PRED2(contains, failure_of([&] { write_atomically("", "x"); }), "it names no file");
  EXPECT_PRED2(contains, failure_of([&] { read_bytes(folder); }), "it is not a regular file");
  EXPECT_EQ(files_in_folder(), 0U);
}

#ifndef _WIN32

TEST_F(AtomicFile, KeepsThePermissionsOfTheOldFile) {
  write_atomically(path, "old");
  ::chmod(path.c_str(), 0640);
  write_atomically(path, "new");
  EXPECT_EQ(fs::status(path).permissions(), fs::perms(0640));
  EXPECT_EQ(read_bytes(path), "new");
}

TEST_F(AtomicFile, IsReplacedWhereASymbolicLinkPoints) {
  fs::create_directory(folder / "elsewhere");
  const fs::path target = folder / "elsewhere" / "model.fealty";
  write_atomically(target, "old");
  fs::create_symlink("elsewhere/model.fealty", path);
  write_atomically(path, "new");
  EXPECT_TRUE(fs::is_symlink(path));
  EXPECT_EQ(read_bytes(target), "new");
}

TEST_F(AtomicFile, IsNeverAPipeOrADevice) {
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  EXPECT_PRED2(contains, failure_of([&] { write_atomically(path, "x"); }), "it is not a regular file");
  EXPECT_PRED2(contains, failure_of([&] { read_bytes(path); }), "it is not a regular file");
  EXPECT_TRUE(fs::is_fifo(path));
}

// Runs `action` in a child process. Gives its exit code; 128 and more is the signal that killed it.
template <class Action>
int in_child(Action&& action) {
  const pid_t child = ::fork();
  if (child == 0) {
    int result = 1;
    try {
      result = action();
    } catch (...) {
    }
    ::_exit(result);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST_F(AtomicFile, StaysAsItWasWhenTheDiskIsFull) {
  write_atomically(path, "old");
  const int result = in_child([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1 << 16, 1 << 16};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const std::string message = failure_of([&] { write_atomically(path, std::string(1 << 20, 'x')); });
    return contains(message, "File too large") && contains(message, path.string()) ? 0 : 2;
  });
  EXPECT_EQ(result, 0);
  EXPECT_EQ(read_bytes(path), "old");
  EXPECT_EQ(files_in_folder(), 1U);
}

// Version k of a file that shows whether it is whole: its size and its letter follow from each other.
constexpr std::size_t versions = 26;
std::string version_of_file(std::size_t k) {
  return std::string(1 + 40'009 * (k % versions), static_cast<char>('a' + k % versions));
}

void expect_whole(const std::string& bytes) {
  ASSERT_FALSE(bytes.empty());
  ASSERT_TRUE(bytes == version_of_file(static_cast<std::size_t>(bytes.front() - 'a'))) << bytes.size() << bytes.front();
}

// A process that writes one version after the other until it is killed.
class Writer {
 public:
  Writer(const fs::path& path, std::size_t first) : process_(::fork()) {
    if (process_ == 0) write_on(path, first);
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() {
    ::kill(process_, SIGKILL);
    int status = 0;
    ::waitpid(process_, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "it had stopped before";
  }

 private:
  [[noreturn]] static void write_on(const fs::path& path, std::size_t k) noexcept {
    for (;; ++k) write_atomically(path, version_of_file(k));
  }

  pid_t process_;
};

TEST_F(AtomicFile, IsWholeWheneverTheWriterIsKilled) {
  std::mt19937 random(3);
  write_atomically(path, version_of_file(0));
  for (std::size_t round = 0; round < 60; ++round) {
    {
      const Writer writer(path, 7 * round);
      ::usleep(static_cast<useconds_t>(random() % 15'000));
    }
    expect_whole(read_bytes(path));
  }
}

TEST_F(AtomicFile, IsWholeForThoseWhoReadWhileItIsWritten) {
  write_atomically(path, version_of_file(0));
  const Writer writer(path, 1);
  std::set<char> seen;
  while (seen.size() < versions && !HasFailure()) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    expect_whole(bytes);
    seen.insert(bytes.front());
  }
}

#endif

}  // namespace
}  // namespace fealty::io
