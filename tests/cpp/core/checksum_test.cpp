#include "fealty/core/checksum.hpp"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "reference/crc64.hpp"

namespace fealty {
namespace {

std::string random_bytes(std::mt19937& random, std::size_t size) {
  std::string bytes(size, '\0');
  for (auto& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

TEST(Checksum, GivesThePublishedCheckValue) {
  EXPECT_EQ(crc64("123456789"), 0x995DC9BBDF1939FAU);
  static_assert(crc64("") == 0);
}

TEST(Checksum, AgreesWithItsDefinitionOnRandomBytes) {
  std::mt19937 random(1);
  for (std::size_t size = 0; size < 200; ++size) {
    const std::string bytes = random_bytes(random, size);
    EXPECT_EQ(crc64(bytes), reference::crc64(bytes)) << size;
  }
}

TEST(Checksum, ChangesWithEveryBit) {
  std::mt19937 random(2);
  std::string bytes = random_bytes(random, 100);
  const auto before = crc64(bytes);
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_NE(crc64(bytes), before) << bit;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
  }
}

}  // namespace
}  // namespace fealty
