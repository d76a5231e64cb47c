#include "../../../src/io/xes_characters.hpp"

#include <string>

#include <gtest/gtest.h>

namespace fealty::io {
namespace {

std::string utf8(std::uint32_t character) {
  std::string text;
  append_utf8(text, character);
  return text;
}

TEST(XesCharacters, EveryCharacterOfXmlIsTakenAndNoOther) {
  for (std::uint32_t c = 1; c <= 0x10FFFF; ++c) {
    const bool is_surrogate = c >= 0xD800 && c <= 0xDFFF;
    if (is_surrogate) continue;
    const std::string text = utf8(c);
    ASSERT_EQ(find_bad_character(text) == text.size(), is_xml_character(c)) << c;
  }
  EXPECT_EQ(find_bad_character(std::string(1, '\0')), 0U);
}

TEST(XesCharacters, BytesThatAreNoUtf8AreFoundWhereTheyStand) {
  for (const std::string bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xC2", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE4\xB8",
                                "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",
                                "\xE4\xB8"
                                "a",
                                "\x01"}) {
    for (const std::size_t before : {0U, 1U, 63U, 64U, 65U, 200U}) {
      const std::string text = std::string(before, 'a') + bad + std::string(100, 'b');
      EXPECT_EQ(find_bad_character(text), before) << before;
    }
  }
}

TEST(XesCharacters, ACharacterAcrossTheStepOfTheFastLoopIsWhole) {
  for (std::size_t before = 55; before < 70; ++before) {
    const std::string text = std::string(before, 'a') + "\xF0\x9F\x98\x80" + std::string(100, 'b');
    EXPECT_EQ(find_bad_character(text), text.size());
  }
}

}  // namespace
}  // namespace fealty::io
