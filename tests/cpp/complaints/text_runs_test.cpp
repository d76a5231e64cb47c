#include "fealty/complaints/text_runs.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/complaints/utf8.hpp"

namespace fealty::complaints {
namespace {

using namespace std::string_literals;
using Texts = std::vector<std::string>;

Texts runs_of(std::string_view text) {
  Texts texts;
  for (const TextRun& run : text_runs(text).runs) texts.push_back(run.text);
  return texts;
}

TEST(TextRuns, WordsAreLettersWithApostrophesBetweenThem) {
  EXPECT_EQ(runs_of("I can't, 'really' CAN’T wait!"), (Texts{"i", "can't", "really", "can't", "wait", "!"}));
  EXPECT_EQ(runs_of("iPhone6 e-mail"), (Texts{"iphone6", "e", "mail"}));
  EXPECT_EQ(runs_of("cafe\u0301 naïve"), (Texts{"cafe\u0301", "naïve"}));
}

TEST(TextRuns, CjkRunsAreKeptTogether) {
  EXPECT_EQ(runs_of("等了2个小时，Wi-Fi也不行。カード 한국어"),
            (Texts{"等了", "#1", "个小时，", "wi", "fi", "也不行。カード", "한국어"}));
}

TEST(TextRuns, NumbersAreClasses) {
  EXPECT_EQ(runs_of("1 22 333 4444 55555 123456789"), (Texts{"#1", "#2", "#3", "#4", "#5", "#5"}));
  EXPECT_EQ(runs_of("3.5 15% $24.99 ¥1,200 ￥8 9:30 12/25/2015 2015-12-25 1,000"),
            (Texts{"#.", "#%", "#$", "#$", "#$", "#time", "#date", "#date", "#4"}));
  EXPECT_EQ(runs_of("１２３ 24hrs $ x"), (Texts{"#3", "#2", "hrs", "x"}));
}

TEST(TextRuns, MarksAndEmojiAreClasses) {
  EXPECT_EQ(runs_of("no! no!! why? why??? what?! wait... 很好！！？ … a.b"),
            (Texts{"no", "!", "no", "!!", "why", "?", "why", "??", "what", "?!", "wait", "...", "很好！！？", "...",
                   "a", "b"}));
  EXPECT_EQ(runs_of("😡😡👍🏽❤️"), (Texts{"😡", "😡", "👍", "❤"}));
}

TEST(TextRuns, AddressesBlanksAndEntitiesAreKnown) {
  EXPECT_EQ(runs_of("see http://t.co/aB?c=1&d=2 or www.bank.com, thanks"),
            (Texts{"see", "<url>", "or", "<url>", "thanks"}));
  EXPECT_EQ(runs_of("on XX/XX/2015 XXXX said"), (Texts{"on", "<blank>", "<blank>", "said"}));
  EXPECT_EQ(runs_of("you &amp; me &#39; AT&T"), (Texts{"you", "me", "at", "t"}));
  EXPECT_EQ(runs_of("@VirginAmerica #fail"), (Texts{"virginamerica", "fail"}));
}

TEST(TextRuns, RightToLeftLettersAreLetters) {
  EXPECT_EQ(runs_of("שלום עולם، مرحبا بكم"), (Texts{"שלום", "עולם", "مرحبا", "بكم"}));
}

TEST(TextRuns, NulAndOtherControlCharactersSeparate) {
  EXPECT_EQ(runs_of("a\0b\x01\x7F"
                    "c\r\nd"s),
            (Texts{"a", "b", "c", "d"}));
}

TEST(TextRuns, InvalidBytesSeparateAndAreCounted) {
  const TextRuns cut = text_runs(
      "ab\xFF"
      "cd\xE4\xBD 坏\xC3");
  ASSERT_EQ(cut.runs.size(), 3U);
  EXPECT_EQ(cut.runs[2].text, "坏");
  EXPECT_EQ(cut.invalid, 3U);
  EXPECT_EQ(text_runs("\xED\xA0\x80").invalid, 3U);  // a surrogate
}

TEST(TextRuns, PersonalDataAreMaskedUnlessAskedForOtherwise) {
  EXPECT_EQ(runs_of("call 13812345678 or a.b@c.com"), (Texts{"call", "<phone>", "or", "<email>"}));
  EXPECT_EQ(text_runs("13812345678", false).runs[0].text, "#5");
}

TEST(TextRuns, RunsSayTheirBytesInTheText) {
  const std::string text = "Ｂａｄ！ 等了 13812345678";
  const auto runs = text_runs(text).runs;
  ASSERT_EQ(runs.size(), 4U);
  EXPECT_EQ(text.substr(runs[0].begin, runs[0].end - runs[0].begin), "Ｂａｄ");
  EXPECT_EQ(text.substr(runs[1].begin, runs[1].end - runs[1].begin), "！");
  EXPECT_EQ(text.substr(runs[2].begin, runs[2].end - runs[2].begin), "等了");
  EXPECT_EQ(text.substr(runs[3].begin, runs[3].end - runs[3].begin), "13812345678");
}

TEST(TextRuns, LongWordsAreCut) {
  const auto runs = text_runs(std::string(200, 'a')).runs;
  ASSERT_EQ(runs.size(), 4U);
  EXPECT_EQ(runs[0].text.size(), 64U);
  EXPECT_EQ(runs[3].text.size(), 8U);
  std::string letters;
  for (int i = 0; i < 130; ++i) letters += "é";
  EXPECT_EQ(text_runs(letters).runs.size(), 3U);
}

TEST(TextRuns, RunsOfRandomBytesAreInOrderApartAndWellFormed) {
  std::mt19937 random(2);
  const Texts pieces{"a",    "B",        "'",      "é",  "等",    "カ",          "1",        "22", "!",   "?",     ".",
                     "...",  "😡",       "\u200D", "$",  "&amp;", "@",           "http://x", "XX", "/",   " ",     "ש",
                     "\xFF", "\xE4\xBD", "１",     "！", "Ａ",    "13812345678", "-",        "%",  "\0"s, "\u0301"};
  for (int trial = 0; trial < 3000; ++trial) {
    std::string text;
    for (std::size_t i = random() % 30; i > 0; --i) text += pieces[random() % pieces.size()];
    std::size_t before = 0;
    for (const TextRun& run : text_runs(text).runs) {
      ASSERT_GE(run.begin, before);
      ASSERT_GT(run.end, run.begin);
      ASSERT_LE(run.end, text.size());
      ASSERT_FALSE(run.text.empty());
      ASSERT_EQ(repaired(run.text).replaced, 0U);
      before = run.end;
    }
  }
}

}  // namespace
}  // namespace fealty::complaints
