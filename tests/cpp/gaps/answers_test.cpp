#include "fealty/gaps/answers.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../message_of.hpp"
#include "fealty/core/error.hpp"

namespace fealty::gaps {
namespace {

std::string message_of_answers(const Frame& frame, std::optional<Scale> scale = std::nullopt) {
  return message_of([&] { const Answers answers(frame, scale); });
}

Frame one(Column column) {
  return Frame({{"等待", std::move(column)}});
}

TEST(Answers, AreReadWhateverTheirType) {
  Frame frame;
  frame.add("float", Column(std::vector<double>{1, 2.5, std::nan("")}));
  frame.add("integer", Column(std::vector<std::int32_t>{7, 1, 3}));
  frame.add("flag", Column(std::vector<bool>{true, false, true}));
  frame.add("nulls", Column(std::vector<std::optional<std::int64_t>>{std::nullopt, 4, std::nullopt}));
  const Answers answers(frame);
  EXPECT_EQ(answers.respondents(), 3U);
  EXPECT_EQ(answers.items(), 4U);
  EXPECT_FALSE(answers.are_whole());
  std::array<double, 2> part{};
  answers.read(answers.item("float"), 1, part);
  EXPECT_EQ(part[0], 2.5);
  EXPECT_TRUE(std::isnan(part[1]));
  answers.read(1, 1, part);
  EXPECT_EQ(part, (std::array{1.0, 3.0}));
  answers.read(2, 0, part);
  EXPECT_EQ(part, (std::array{1.0, 0.0}));
  answers.read(3, 0, part);
  EXPECT_TRUE(std::isnan(part[0]));
  EXPECT_EQ(part[1], 4.0);
  EXPECT_EQ(answers.missing(3), 2U);
  EXPECT_TRUE(answers.is_complete(1));
}

TEST(Answers, InSeveralChunksAreReadAcrossThem) {
  const Column two = Column(std::vector<double>{1, 2, 3}).followed_by(Column(std::vector<double>{4, 5}));
  const Answers answers(one(two));
  std::array<double, 4> part{};
  answers.read(0, 1, part);
  EXPECT_EQ(part, (std::array{2.0, 3.0, 4.0, 5.0}));
}

TEST(Answers, ThatCannotBeNumbersAreRefusedByName) {
  EXPECT_NE(message_of_answers(one(Column(std::vector<std::string>{"好"}))).find("item 等待: answers must be numbers"),
            std::string::npos);
  const double infinite = std::numeric_limits<double>::infinity();
  EXPECT_NE(
      message_of_answers(one(Column(std::vector<double>{1, infinite}))).find("item 等待, row 1: the answer is inf"),
      std::string::npos);
}

TEST(Answers, OffTheScaleAreRefusedByTheFirstRow) {
  const Frame frame = one(Column(std::vector<double>{1, 7, 8, 9}));
  EXPECT_EQ(message_of_answers(frame), "");
  EXPECT_NE(message_of_answers(frame, Scale{1, 7}).find("row 2: the answer is 8, but the scale goes from 1 to 7"),
            std::string::npos);
  EXPECT_NE(message_of_answers(one(Column(std::vector<double>{1.5})), Scale{1, 7}).find("in whole numbers"),
            std::string::npos);
  EXPECT_EQ(message_of_answers(one(Column(std::vector<double>{0.5})), Scale{0.25, 0.75}), "");
  EXPECT_THROW(Answers(frame, Scale{7, 1}), ParameterError);
}

TEST(Answers, OfNobodyAreNone) {
  const Answers answers(one(Column(std::vector<double>{})));
  EXPECT_EQ(answers.respondents(), 0U);
  EXPECT_THROW((void)answers.item("wait"), ParameterError);
}

}  // namespace
}  // namespace fealty::gaps
