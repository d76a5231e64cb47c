#include "fealty/loyalty/textbook_figure.hpp"

#include <set>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty::loyalty {
namespace {

TEST(TextbookFigure, IsNamedWithItsSourceAndWhatSpeaksAgainstIt) {
  std::set<std::string> names;
  for (const TextbookFigure& figure : textbook_figures()) {
    EXPECT_TRUE(names.insert(figure.name).second);
    EXPECT_EQ(textbook_figure(figure.name), figure);
    EXPECT_LE(figure.lower, figure.value);
    EXPECT_LE(figure.value, figure.upper);
    for (const std::string* text : {&figure.claim, &figure.claim_zh, &figure.source, &figure.source_zh,
                                    &figure.evidence_against, &figure.evidence_against_zh})
      EXPECT_FALSE(text->empty()) << figure.name;
  }
  EXPECT_EQ(names.size(), 8U);
}

TEST(TextbookFigure, HasTheNumbersOfTheLecture) {
  EXPECT_EQ(textbook_figure("dissatisfied_tell").value, 6);
  EXPECT_EQ(textbook_figure("dissatisfied_pass_on").value, 5);
  EXPECT_EQ(textbook_figure("satisfied_tell").value, 5);
  EXPECT_EQ(textbook_figure("satisfied_pass_on").value, 3);
  EXPECT_EQ(textbook_figure("acquisition_cost_ratio").upper, 6);
  EXPECT_EQ(textbook_figure("new_for_one_lost").value, 10);
  EXPECT_THROW(textbook_figure("satisfied_tells_all"), ParameterError);
}

TEST(TextbookFigure, IsATableInTwoLanguages) {
  const Frame english = frame_of(textbook_figures()), chinese = frame_of(textbook_figures(), "zh");
  EXPECT_EQ(english.rows(), 8U);
  EXPECT_EQ(TextReader(english.at("claim"), "claim")[0], "a dissatisfied customer tells 6 people");
  EXPECT_EQ(TextReader(chinese.at("claim"), "claim")[0], "一位不满的客户会告诉 6 个人");
  EXPECT_THROW(frame_of(textbook_figures(), "fr"), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
