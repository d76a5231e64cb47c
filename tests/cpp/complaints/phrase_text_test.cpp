#include "../../../src/complaints/phrase_text.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace fealty::complaints {
namespace {

std::string read(std::string_view text) {
  PhraseText made;
  made.read(text, true);
  EXPECT_EQ(made.origins.size(), made.bytes.size() + 1);
  return made.bytes;
}

TEST(PhraseText, HasNeitherCaseNorWidth) {
  EXPECT_EQ(read("RUDE ＲＵＤＥ"), "rude rude");
  EXPECT_EQ(read("a  \t\n b-c"), "a b c");
}

TEST(PhraseText, HasOneMarkForEveryNumber) {
  EXPECT_EQ(read("12.90 and 3,000"), "\x01 and \x01");
  EXPECT_EQ(read("twenty-two years"), "\x01 years");
  EXPECT_EQ(read("three hundred"), "\x01");
  EXPECT_EQ(read("八十一岁"), "\x01岁");
  EXPECT_EQ(read("phone someone often"), "phone someone often");
  EXPECT_EQ(read("at 18:40."), "at \x01.");
}

TEST(PhraseText, KnowsWhereItsBytesComeFrom) {
  PhraseText made;
  const std::string text = "Ａ b, 12 c";
  made.read(text, true);
  EXPECT_EQ(made.bytes, "a b, \x01 c");
  EXPECT_EQ(text.substr(made.origins[2], 1), "b");
  EXPECT_EQ(text.substr(made.origins[5], 2), "12");
  EXPECT_EQ(text.substr(made.origins[7], 1), "c");
  EXPECT_EQ(made.origins.back(), text.size());
}

TEST(PhraseText, TakesAnyBytes) {
  EXPECT_EQ(read(std::string_view("a\0b", 3)), "a b");
  EXPECT_EQ(read("a\xFF\xC3z"), "a\xEF\xBF\xBD\xEF\xBF\xBDz");
  EXPECT_EQ(read(""), "");
}

TEST(Denial, IsFoundWithinThreeWordsOrFourCharacters) {
  const auto denied = [](std::string_view text, std::string_view phrase) { return is_denied(text, text.find(phrase)); };
  EXPECT_TRUE(denied("she was not rude", "rude"));
  EXPECT_TRUE(denied("nobody wasn't at all rude", "rude"));
  EXPECT_FALSE(denied("not only rude", "rude"));
  EXPECT_FALSE(denied("i do not know, rude", "rude"));
  EXPECT_FALSE(denied("not a word was said by the rude man", "rude"));
  EXPECT_FALSE(denied("nothing", "nothing"));
  EXPECT_TRUE(denied("没有多收", "多收"));
  EXPECT_TRUE(denied("他并不凶", "凶"));
  EXPECT_FALSE(denied("不仅多收", "多收"));
  EXPECT_FALSE(denied("没空,多收", "多收"));
}

TEST(SentenceEnd, IsFoundInBothScripts) {
  EXPECT_TRUE(has_sentence_end("a. b", 0, 4));
  EXPECT_TRUE(has_sentence_end("好。坏", 0, 9));
  EXPECT_FALSE(has_sentence_end("a, b", 0, 4));
}

}  // namespace
}  // namespace fealty::complaints
