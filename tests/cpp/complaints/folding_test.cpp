#include "fealty/complaints/folding.hpp"

#include <string>

#include <gtest/gtest.h>

namespace fealty::complaints {
namespace {

TEST(Folding, CaseGoesInTheAlphabetsThatHaveOne) {
  EXPECT_EQ(folded("Refund NOW"), "refund now");
  EXPECT_EQ(folded("ÀÉÖØÞ ŁŻĐ"), "àéöøþ łżđ");
  EXPECT_EQ(folded("ΣΊΓΜΑ ς"), "σίγμα σ");
  EXPECT_EQ(folded("ЖАЛОБА Ё"), "жалоба ё");
  EXPECT_EQ(folded("Straße"), "straße");
}

TEST(Folding, WidthGoesForAsciiAlone) {
  EXPECT_EQ(folded("ＡＢｃ１２！　ｶ"), "abc12! ｶ");
}

TEST(Folding, CurlyApostrophesBecomeStraight) {
  EXPECT_EQ(folded("Can’t"), "can't");
}

TEST(Folding, WhatHasNoCaseStays) {
  EXPECT_EQ(folded("等了两个小时 😡 שלום مرحبا"), "等了两个小时 😡 שלום مرحبا");
}

TEST(Folding, FoldingTwiceIsFoldingOnce) {
  for (char32_t c = 0; c < 0x20000; ++c) ASSERT_EQ(folded(folded(c)), folded(c)) << static_cast<unsigned>(c);
}

}  // namespace
}  // namespace fealty::complaints
