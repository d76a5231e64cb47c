#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "column_samples.hpp"
#include "crafted_archive.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::archive_test {
namespace {

using io::from_bytes;
using io::to_bytes;
namespace fs = std::filesystem;

const Estimate sealed_estimate{0.25, 0.125, -1, 2, 0.9};

TEST(Envelope, IsRefusedWhereverTheFileIsCut) {
  const fs::path path = fs::path(testing::TempDir()) / "fealty-archive-cut.fealty";
  const std::string whole = to_bytes(sealed_estimate);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    std::ofstream(path, std::ios::binary) << whole.substr(0, size);
    const std::string message = archive_error([&] { io::load<Estimate>(path); });
    EXPECT_PRED2(contains, message, path.string());
  }
  std::ofstream(path, std::ios::binary) << whole << 'x';
  archive_error([&] { io::load<Estimate>(path); });
  fs::remove(path);
}

TEST(Envelope, IsRefusedWhereverTheBytesAreCut) {
  const std::string whole = to_bytes(fixture_frame());
  for (std::size_t size = 0; size < whole.size(); ++size) error_of<Frame>(std::string_view(whole).substr(0, size));
  error_of<Frame>(whole + '\0');
}

TEST(Envelope, IsRefusedWhicheverBitIsFlipped) {
  std::string bytes = to_bytes(fixture_frame());
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    const auto flip = [&] { bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8))); };
    flip();
    error_of<Frame>(bytes);
    flip();
  }
  expect_same(from_bytes<Frame>(bytes), fixture_frame());
}

TEST(Envelope, IsToldFromAFileOfAnotherProgram) {
  EXPECT_PRED2(contains, error_of<Frame>("PAR1 and so on, for more than the head of an archive"),
               "not an archive of fealty");
  EXPECT_PRED2(contains, error_of<Frame>(""), "empty");
}

TEST(Envelope, HasAKindThatIsAName) {
  error_of<Estimate>(sealed("core\xFF.Estimate", contents_of(sealed_estimate)));
}

TEST(Envelope, IsRefusedIfItsSizesAreWrongThoughItsChecksumIsRight) {
  const std::string bytes = to_bytes(sealed_estimate);
  for (const std::uint64_t size :
       {std::uint64_t{0}, std::uint64_t{1'000'000'000'000'000}, ~std::uint64_t{0}, ~std::uint64_t{48}}) {
    error_of<Estimate>(with_bytes(bytes, 16, word64(size)));
    error_of<Estimate>(with_bytes(bytes, 24, word64(size).substr(0, 4)));
  }
  const std::string empty = sealed("core.Estimate", "");
  const std::uint64_t kind_size = 2 * empty.size();
  const std::uint64_t contents_size = empty.size() - 36 - kind_size;  // they add up, but only by overflow
  error_of<Estimate>(with_bytes(empty, 16, word64(contents_size) + word64(kind_size).substr(0, 4)));
}

TEST(Envelope, OfAnotherKindIsToldWithBothNames) {
  const std::string message = error_of<Frame>(to_bytes(sealed_estimate), code::wrong_archive_kind);
  EXPECT_PRED2(contains, message, "core.Estimate");
  EXPECT_PRED2(contains, message, "core.Frame");
}

TEST(Envelope, OfANewerVersionIsToldFromADamagedOne) {
  const std::string bytes = to_bytes(sealed_estimate);
  EXPECT_PRED2(contains, error_of<Estimate>(with_bytes(bytes, 8, std::string("\2\0\0\0", 4)), code::newer_archive),
               "newer");
  EXPECT_PRED2(contains, error_of<Estimate>(with_bytes(bytes, 12, std::string("\2\0\0\0", 4)), code::newer_archive),
               "newer");
  error_of<Estimate>(with_bytes(bytes, 8, std::string(4, '\0')));
}

#ifdef FEALTY_TEST_CAN_LIMIT_MEMORY

TEST(Envelope, MayBeAFileLargerThanTheMemory) {
  const fs::path path = fs::path(testing::TempDir()) / "fealty-archive-sparse.fealty";
  const std::uint64_t size = std::uint64_t{1} << 40;
  std::ofstream(path, std::ios::binary) << std::string(64, '\0');
  fs::resize_file(path, size);
  const auto load = [&] {
    try {
      io::load<Estimate>(path);
      std::abort();
    } catch (const ArchiveError&) {
    }
  };
  EXPECT_TRUE(is_done_within(few_megabytes, load));
  const std::string head =
      with_bytes(to_bytes(sealed_estimate), 16, word64(size - 28 - 8 - std::string("core.Estimate").size()));
  std::fstream(path, std::ios::binary | std::ios::in | std::ios::out) << head;
  EXPECT_TRUE(is_done_within(few_megabytes, load));
  fs::remove(path);
}

#endif

}  // namespace
}  // namespace fealty::archive_test
