#include "fealty/gaps/survey.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../message_of.hpp"
#include "fealty/core/error.hpp"

namespace fealty::gaps {
namespace {

Frame items(std::vector<std::string> names, double answer, std::size_t rows = 3) {
  Frame frame;
  for (const std::string& name : names) frame.add(name, Column(std::vector<double>(rows, answer)));
  return frame;
}

std::string message_of_survey(const Frame& expectation, const Frame& experience) {
  return message_of([&] { (void)survey_of(expectation, experience); });
}

TEST(Survey, PutsItemsInOneOrder) {
  Frame expectation = items({"b"}, 2);
  expectation.add("a", Column(std::vector<double>(3, 1.0)));
  const Survey survey = survey_of(expectation, items({"a", "b"}, 5));
  std::array<double, 3> answers{};
  survey.expectation.read(0, 0, answers);
  EXPECT_EQ(answers[0], 1);
  EXPECT_EQ(survey.items(), (std::vector<std::string>{"a", "b"}));
}

TEST(Survey, NamesWhatDoesNotMatch) {
  EXPECT_NE(
      message_of_survey(items({"a", "c"}, 1), items({"a", "b"}, 1)).find("item b: experience has it, but expectation"),
      std::string::npos);
  EXPECT_NE(message_of_survey(items({"a"}, 1), items({"a", "b"}, 1)).find("expectation has 1 items"),
            std::string::npos);
  EXPECT_NE(message_of_survey(items({"a"}, 1, 2), items({"a"}, 1, 3)).find("of 2 respondents"), std::string::npos);
  EXPECT_NE(message_of_survey({}, {}).find("no items"), std::string::npos);
}

customers::Book rated() {
  customers::Book book;
  customers::RatingColumns columns;
  columns.customer = Column(std::vector<std::string>{"b", "a", "a", "a", "b", "a"});
  columns.item = Column(std::vector<std::string>{"wait", "wait", "tone", "wait", "tone", "tone"});
  columns.expectation = Column(std::vector<double>{7, 6, 5, 6, 7, 5});
  columns.experience = Column(std::vector<double>{3, 4, 5, 2, 6, 1});
  columns.visit = Column(std::vector<std::string>{"v3", "v1", "v1", "v2", "v3", "v1"});
  book.add_ratings(columns);
  return book;
}

TEST(Survey, OfRatingsHasARowForEachCustomerAndVisit) {
  const RatedSurvey made = survey_of_ratings(rated());
  EXPECT_EQ(made.survey.rows(), 3U);
  EXPECT_EQ(made.survey.items(), (std::vector<std::string>{"tone", "wait"}));
  EXPECT_EQ(made.survey.respondent_of, (std::vector<std::uint32_t>{0, 0, 1}));
  EXPECT_EQ(made.customers.text(1), "b");
  EXPECT_EQ(made.first_row, (std::vector<std::uint32_t>{1, 3, 0}));
  std::array<double, 3> tone{};
  made.survey.experience.read(0, 0, tone);
  EXPECT_EQ(tone[0], 3);  // rated 5 and 1 at the same visit
  EXPECT_TRUE(std::isnan(tone[1]));
  EXPECT_EQ(tone[2], 6);
}

TEST(Survey, OfRatingsWithoutTwoSidesIsRefused) {
  EXPECT_THROW((void)survey_of_ratings(customers::Book()), RecordError);
  customers::Book book;
  customers::RatingColumns columns;
  columns.customer = Column(std::vector<std::string>{"a"});
  columns.item = Column(std::vector<std::string>{"wait"});
  columns.experience = Column(std::vector<double>{3});
  book.add_ratings(columns);
  EXPECT_THROW((void)survey_of_ratings(book), RecordError);
}

TEST(Survey, TakesRowsWithTheirRespondents) {
  const RatedSurvey made = survey_of_ratings(rated());
  const Survey part = made.survey.take(std::vector<std::uint32_t>{1, 2});
  EXPECT_EQ(part.rows(), 2U);
  EXPECT_EQ(part.respondent_of, (std::vector<std::uint32_t>{0, 1}));
  const Survey last = made.survey.take(std::vector<std::uint32_t>{2});
  EXPECT_EQ(last.respondent_of, (std::vector<std::uint32_t>{0}));
}

}  // namespace
}  // namespace fealty::gaps
