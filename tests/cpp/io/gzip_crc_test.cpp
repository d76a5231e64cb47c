#include "../../../src/io/gzip_crc.hpp"

#include <cstdint>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "../../reference/crc32.hpp"
#include "fealty/core/random.hpp"

namespace fealty::io {
namespace {

std::string random_bytes(RandomStream& random, std::size_t size) {
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random.below(256));
  return bytes;
}

TEST(GzipCrc, IsThatOfThePublishedCheck) {
  EXPECT_EQ(gzip_crc(0, "123456789"), 0xCBF43926U);
  EXPECT_EQ(gzip_crc(0, ""), 0U);
}

TEST(GzipCrc, AgreesWithDivisionBitByBit) {
  RandomStream random(7, "crc");
  for (std::size_t size = 0; size < 400; ++size) {
    const std::string bytes = random_bytes(random, size + 16);
    const std::string_view part = std::string_view(bytes).substr(random.below(16), size);
    EXPECT_EQ(gzip_crc(0, part), reference::crc32(part)) << size;
  }
}

TEST(GzipCrc, GoesOnWhereverBytesAreCut) {
  RandomStream random(8, "crc");
  for (int round = 0; round < 200; ++round) {
    const std::string bytes = random_bytes(random, 1 + random.below(5000));
    const std::string_view text = bytes;
    const std::size_t cut = random.below(bytes.size() + 1);
    EXPECT_EQ(gzip_crc(gzip_crc(0, text.substr(0, cut)), text.substr(cut)), reference::crc32(text));
  }
}

}  // namespace
}  // namespace fealty::io
