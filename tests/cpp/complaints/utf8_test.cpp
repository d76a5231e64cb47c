#include "fealty/complaints/utf8.hpp"

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace fealty::complaints {
namespace {

using namespace std::string_literals;

const std::string fffd = "\xEF\xBF\xBD";

std::string times(std::size_t count) {
  std::string text;
  while (count-- > 0) text += fffd;
  return text;
}

TEST(Utf8, EveryCodePointComesBack) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c == 0xD800) c = 0xE000;
    std::string text;
    append_utf8(text, c);
    const DecodedCharacter decoded = decode_utf8(text);
    ASSERT_TRUE(decoded.is_valid) << static_cast<std::uint32_t>(c);
    ASSERT_EQ(decoded.code_point, c);
    ASSERT_EQ(decoded.length, text.size());
  }
}

// The Unicode Standard 15.0, tables 3-8 to 3-11.
TEST(Utf8, MaximalSubpartsAreReplacedAsTheStandardShows) {
  EXPECT_EQ(repaired("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41").text, times(8) + "A");
  EXPECT_EQ(repaired("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41").text, times(8) + "A");
  EXPECT_EQ(repaired("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42").text, times(5) + "A" + times(2) + "B");
  EXPECT_EQ(repaired("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41").text, times(4) + "A");
}

TEST(Utf8, WhatIsReplacedIsCounted) {
  EXPECT_EQ(repaired("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41").replaced, 4U);
  EXPECT_EQ(repaired("caf\xC3\xA9 \xE7\xAD\x89").replaced, 0U);
  EXPECT_EQ(repaired("caf\xC3").replaced, 1U);
  EXPECT_EQ(repaired("a\0b"s).text, "a\0b"s);
}

TEST(Utf8, RandomBytesBecomeTextThatStaysAsItIs) {
  std::mt19937 random(1);
  for (int trial = 0; trial < 2000; ++trial) {
    std::string bytes;
    for (std::size_t i = random() % 40; i > 0; --i)
      bytes += static_cast<char>(random() % 2 == 0 ? random() % 256 : 0x80 + random() % 0x60);
    const std::string text = repaired(bytes).text;
    ASSERT_EQ(repaired(text).replaced, 0U);
    ASSERT_EQ(repaired(text).text, text);
  }
}

}  // namespace
}  // namespace fealty::complaints
