#include "fealty/complaints/personal_data.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace fealty::complaints {
namespace {

std::string after_masking(std::string_view text) {
  return masked(text).text;
}

TEST(PersonalData, PhonesOfBothCountriesAreMasked) {
  for (const char* phone : {"13812345678", "138-1234-5678", "138 1234 5678", "+86 138 1234 5678", "+8613812345678",
                            "8613812345678", "010-12345678", "0755 1234567", "01012345678", "１３８１２３４５６７８",
                            "(415) 555-2671", "415-555-2671", "415.555.2671", "415 555 2671", "1-415-555-2671",
                            "+1 415 555 2671", "4155552671", "+44 20 7946 0958", "400-820-8820"}) {
    EXPECT_EQ(after_masking(std::string("call ") + phone + ", please").substr(0, 12), "call <phone>") << phone;
    EXPECT_EQ(after_masking(std::string("电话") + phone + "没人接"), "电话<phone>没人接") << phone;
  }
}

TEST(PersonalData, MailIsMasked) {
  EXPECT_EQ(after_masking("write to John.Doe+x@mail.example.co.uk."), "write to <email>.");
  EXPECT_EQ(after_masking("邮箱abc_1@163.com谢谢"), "邮箱<email>谢谢");
  EXPECT_EQ(after_masking("@VirginAmerica a@b me @ home"), "@VirginAmerica a@b me @ home");
}

TEST(PersonalData, IdCardsAreMasked) {
  EXPECT_EQ(after_masking("身份证11010519491231002X。"), "身份证<id>。");  // the example of GB 11643-1999
  EXPECT_EQ(after_masking("id 440524188001010014"), "id <id>");            // and its second
  EXPECT_EQ(after_masking("SSN 123-45-6789."), "SSN <id>.");
  EXPECT_EQ(after_masking("license D1234567 and A123-4567-8901"), "license <id> and <id>");
}

TEST(PersonalData, CardsAreMaskedIfTheirCheckDigitIsRight) {
  EXPECT_EQ(after_masking("card 4111 1111 1111 1111"), "card <card>");
  EXPECT_EQ(after_masking("card 4111-1111-1111-1111."), "card <card>.");
  EXPECT_EQ(after_masking("卡号6222021234567890128"), "卡号<card>");
  EXPECT_EQ(after_masking("amex 3782 822463 10005"), "amex <card>");
  EXPECT_EQ(after_masking("order 4111111111111112"), "order 4111111111111112");
}

TEST(PersonalData, PlatesAreMasked) {
  EXPECT_EQ(after_masking("车牌京A12345的车"), "车牌<plate>的车");
  EXPECT_EQ(after_masking("粤B·D12345、沪A 88888"), "<plate>、<plate>");
  EXPECT_EQ(after_masking("my plate is 7ABC123, blue"), "my plate is <plate>, blue");
  EXPECT_EQ(after_masking("license plate: ABC-1234"), "license plate: <plate>");
}

TEST(PersonalData, AmountsDatesTimesAndOrdinaryNumbersStay) {
  for (const char* text : {"I paid $1,234,567.89 on 12/25/2015 at 9:30", "2015-12-25 10:30:00", "花了12345678元",
                           "10,000,000.00", "order 123456789", "flight AA 1234 at 10 30 2015", "1 2 3 4 5 6 7 8",
                           "version 10.2.3.4", "999-99-9999", "000-12-3456", "123-456-7890", "110105194912310021",
                           "zip 94105-1234", "A380 B12", "新A12 3", "$4155552671", "20151225", "3.14159265358979"}) {
    EXPECT_EQ(after_masking(text), text);
  }
}

TEST(PersonalData, WhatIsFoundIsCountedByKind) {
  const auto found = masked("13812345678, a@b.com and 13912345678").found;
  EXPECT_EQ(found, (std::array<std::uint64_t, personal_data_kinds>{2, 1, 0, 0, 0}));
}

TEST(PersonalData, InvalidBytesAreReplaced) {
  EXPECT_EQ(after_masking("a\xFF 13812345678\xC3"), "a\uFFFD <phone>\uFFFD");
}

TEST(PersonalData, PlacesInRandomTextAreInOrderAndApart) {
  std::mt19937 random(3);
  const std::vector<std::string> pieces{
      "1",      "38", "1234", "5678", "-",    " ",        "(",   ")",           "+",
      "@",      "a",  "B",    ".",    "com",  "京",       "X",   "１",          "\xFF",
      "plate ", "·",  "$",    ",",    "\xEF", "\xEF\xBC", "415", "13812345678", "4111111111111111"};
  for (int trial = 0; trial < 20000; ++trial) {
    std::string text;
    for (std::size_t i = random() % 24; i > 0; --i) text += pieces[random() % pieces.size()];
    std::size_t before = 0;
    for (const PersonalData& data : find_personal_data(text)) {
      ASSERT_GE(data.begin, before) << text;
      ASSERT_GT(data.end, data.begin) << text;
      ASSERT_LE(data.end, text.size()) << text;
      before = data.end;
    }
  }
}

TEST(PersonalData, NothingBeforeTheTextIsRead) {
  const std::string text = "京A 0 （415）555-2671";  // views that begin where a province or sign would be looked for
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::vector<char> alone(text.begin() + static_cast<std::ptrdiff_t>(i), text.end());
    for (const PersonalData& data : find_personal_data({alone.data(), alone.size()})) ASSERT_LE(data.end, alone.size());
  }
  EXPECT_EQ(after_masking("call （415）555-2671"), "call <phone>");
  EXPECT_EQ(after_masking(" 0"), " 0");
}

TEST(PersonalData, LongTextsOfDigitsAndSignsTakeLinearTime) {
  for (const char* piece : {"1", "1 ", "@", "a@", "1-", "a1", "１"}) {
    std::string text;
    while (text.size() < 500'000) text += piece;
    EXPECT_NO_FATAL_FAILURE(masked(text)) << piece;
  }
}

}  // namespace
}  // namespace fealty::complaints
