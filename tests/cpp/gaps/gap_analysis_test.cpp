#include "fealty/gaps/gap_analysis.hpp"

#include <cmath>
#include <cstddef>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/archive.hpp"
#include "reference/gap_analysis.hpp"
#include "survey_samples.hpp"

namespace fealty::gaps {
namespace {

using reference::AnswerRows;

const GapOptions two_dimensions{
    {{"front", {"q1", "q2", "q3"}}, {"back", {"q4", "q5"}}}, Missing::pairwise, {200, 1, 0.95}};

struct Sample {
  AnswerRows expectation, experience;

  explicit Sample(unsigned seed, std::size_t rows = 120, double missing = 0.1) {
    std::mt19937 random(seed);
    expectation = random_answers(random, rows, 6, missing, 2);
    experience = random_answers(random, rows, 6, missing);
  }

  [[nodiscard]] Survey survey() const { return survey_of(frame_of(expectation, 6), frame_of(experience, 6)); }
};

std::vector<double> column(const AnswerRows& rows, std::size_t j) {
  std::vector<double> values;
  for (const auto& row : rows) values.push_back(row[j]);
  return values;
}

TEST(GapAnalysis, OfItemsIsThatOfTheTwin) {
  for (const unsigned seed : {1U, 2U}) {
    const Sample sample(seed);
    const GapAnalysis made = analyze_gaps(sample.survey(), two_dimensions);
    const AnswerRows gaps = reference::gaps_of(sample.expectation, sample.experience);
    ASSERT_EQ(made.items.size(), 6U);
    for (std::size_t j = 0; j < 6; ++j) {
      const auto expected = reference::mean_and_error(column(gaps, j));
      EXPECT_NEAR(made.items[j].gap.value, expected.mean, 1e-12);
      EXPECT_NEAR(made.items[j].gap.standard_error, expected.error, 1e-12);
      EXPECT_NEAR(made.items[j].t, expected.mean / expected.error, 1e-9);
      EXPECT_NEAR(made.items[j].effect_size.value, expected.mean / expected.deviation, 1e-12);
    }
  }
}

TEST(GapAnalysis, OfDimensionsIsThatOfTheTwin) {
  const Sample sample(3);
  const GapAnalysis made = analyze_gaps(sample.survey(), two_dimensions);
  const AnswerRows gaps = reference::gaps_of(sample.expectation, sample.experience);
  const std::vector<std::vector<std::size_t>> items{{0, 1, 2}, {3, 4}};
  for (std::size_t d = 0; d < 2; ++d) {
    const auto expected = reference::mean_and_error(reference::scores_of(gaps, items[d]));
    EXPECT_NEAR(made.dimensions[d].gap.value, expected.mean, 1e-12);
    EXPECT_NEAR(made.dimensions[d].gap.standard_error, expected.error, 1e-12);
    EXPECT_NEAR(made.dimensions[d].reliability_gap.value, reference::alpha_of(gaps, items[d]), 1e-12);
  }
  std::vector<std::size_t> all(6);
  std::iota(all.begin(), all.end(), std::size_t{0});
  EXPECT_NEAR(made.overall.gap.value, reference::mean_and_error(reference::scores_of(gaps, all)).mean, 1e-12);
}

TEST(GapAnalysis, OfCompleteAnswersLeavesOutWhoLeftAnythingOut) {
  const Sample sample(4);
  GapOptions options = two_dimensions;
  options.missing = Missing::complete;
  const GapAnalysis made = analyze_gaps(sample.survey(), options);
  const AnswerRows kept = reference::complete_rows(reference::gaps_of(sample.expectation, sample.experience));
  EXPECT_EQ(made.items[0].respondents, kept.size());
  EXPECT_NEAR(made.items[5].gap.value, reference::mean_and_error(column(kept, 5)).mean, 1e-12);
}

TEST(GapAnalysis, SharesAddUp) {
  const GapAnalysis made = analyze_gaps(Sample(5).survey(), two_dimensions);
  for (const GapFigure& item : made.items)
    EXPECT_NEAR(item.short_share.value + item.met_share.value + item.exceeded_share.value, 1, 1e-12);
  const GapFigure& all = made.overall;
  EXPECT_NEAR(all.short_share.value + all.met_share.value + all.exceeded_share.value, 1, 1e-12);
}

TEST(GapAnalysis, HasTheSameBitsOnAnyNumberOfThreads) {
  const Survey survey = Sample(6, 3'000).survey();
  std::vector<std::string> bytes;
  for (const std::size_t count : {1U, 2U, 5U}) {
    set_threads(count);
    bytes.push_back(io::to_bytes(analyze_gaps(survey, two_dimensions)));
  }
  set_threads(0);
  EXPECT_EQ(bytes[0], bytes[1]);
  EXPECT_EQ(bytes[0], bytes[2]);
}

TEST(GapAnalysis, SimultaneousIntervalsAreWiderThanSingleOnes) {
  const GapAnalysis made = analyze_gaps(Sample(7, 200, 0).survey(), {{}, Missing::pairwise, {2000, 1, 0.95}});
  for (const GapFigure& item : made.items) {
    const double reach = item.gap.upper - item.gap.value;
    EXPECT_GT(reach, 2.2 * item.gap.standard_error);
    EXPECT_LT(reach, 3.5 * item.gap.standard_error);
    EXPECT_GT(item.p_value, 0);
  }
}

TEST(GapAnalysis, WeighsGapsByWhatMattersToEachRespondent) {
  Frame importance;
  importance.add("a", Column(std::vector<double>{3, 0}));
  importance.add("b", Column(std::vector<double>{1, 0}));
  const Frame expectation({{"a", Column(std::vector<double>{5, 5})}, {"b", Column(std::vector<double>{5, 5})}});
  const Frame experience({{"b", Column(std::vector<double>{7, 5})}, {"a", Column(std::vector<double>{1, 5})}});
  const GapAnalysis made = analyze_gaps(survey_of(expectation, experience, importance));
  EXPECT_NEAR(made.overall.gap.value, -0.5, 1e-12);
  EXPECT_NEAR(made.overall.weighted_gap.value, (3 * -4 + 1 * 2) / 4.0, 1e-12);  // the other weighs nothing
}

TEST(GapAnalysis, PlacesExperienceInTheZoneOfTolerance) {
  const auto one = [](std::vector<double> x) { return Frame({{"a", Column(std::move(x))}}); };
  const Survey survey = survey_of(one({6, 6, 7, 5}), one({5, 6, 3, 6}), {}, one({4, 4, 4, 4}));
  const GapFigure item = analyze_gaps(survey).items[0];
  EXPECT_NEAR(item.adequacy.value, 1.0, 1e-12);
  EXPECT_NEAR(item.zone_position.value, 1.0 / 2.0, 1e-12);
  EXPECT_NEAR(item.within_share.value, 0.5, 1e-12);
}

TEST(GapAnalysis, OfRepeatedQuestionnairesDrawsRespondents) {
  Survey survey = Sample(8, 60, 0).survey();
  const double alone = analyze_gaps(survey, two_dimensions).overall.gap.standard_error;
  std::vector<std::uint32_t> twice(120);
  for (std::uint32_t i = 0; i < 120; ++i) twice[i] = i % 60;
  std::vector<std::uint32_t> rows = twice;
  Survey doubled = survey.take(rows);
  doubled.respondent_of = twice;
  GapOptions options = two_dimensions;
  options.bootstrap.replicates = 2000;
  EXPECT_NEAR(analyze_gaps(doubled, options).overall.gap.standard_error / alone, 1, 0.1);
}

TEST(GapAnalysis, OfConstantGapsWarnsByName) {
  const Frame five({{"等待", Column(std::vector<double>(40, 5.0))}});
  const Frame three({{"等待", Column(std::vector<double>(40, 3.0))}});
  const GapAnalysis made = analyze_gaps(survey_of(five, three));
  EXPECT_EQ(made.items[0].gap.value, -2);
  EXPECT_EQ(made.items[0].gap.upper, -2);
  EXPECT_TRUE(std::isnan(made.items[0].effect_size.value));
  ASSERT_FALSE(made.warnings.empty());
  EXPECT_NE(made.warnings[0].find("item 等待: the gap is the same"), std::string::npos);
}

TEST(GapAnalysis, OfOneRespondentHasNoError) {
  const Frame five({{"a", Column(std::vector<double>{5})}});
  const GapAnalysis made = analyze_gaps(survey_of(five, five));
  EXPECT_EQ(made.items[0].gap.value, 0);
  EXPECT_TRUE(std::isnan(made.items[0].gap.standard_error));
  EXPECT_TRUE(std::isnan(made.items[0].gap.lower));
}

TEST(GapAnalysis, RefusesWhatCannotBe) {
  const Survey survey = Sample(9).survey();
  const auto with = [](std::vector<Dimension> dimensions) {
    return GapOptions{std::move(dimensions), Missing::pairwise, {}};
  };
  EXPECT_THROW(analyze_gaps(survey, with({{"front", {"q1", "q11"}}})), ParameterError);
  EXPECT_THROW(analyze_gaps(survey, with({{"front", {"q1"}}, {"back", {"q1"}}})), ParameterError);
  EXPECT_THROW(analyze_gaps(survey, with({{"front", {}}})), ParameterError);
  EXPECT_THROW(analyze_gaps(survey, {{}, Missing::full_information, {}}), ParameterError);
  const Frame none({{"a", Column(std::vector<double>(5, std::nan("")))}});
  EXPECT_THROW(analyze_gaps(survey_of(none, none)), FitError);
  const Frame nobody({{"a", Column(std::vector<double>())}});
  EXPECT_THROW(analyze_gaps(survey_of(nobody, nobody)), FitError);
}

TEST(GapComparison, FindsTheItemsInWhichGroupsDiffer) {
  std::mt19937 random(10);
  const auto group = [&](int better) {
    const AnswerRows expectation = random_answers(random, 300, 4, 0, 2);
    AnswerRows experience = random_answers(random, 300, 4, 0);
    for (auto& row : experience) row[2] = std::min(7.0, row[2] + better);
    return survey_of(frame_of(expectation, 4), frame_of(experience, 4));
  };
  const GapAnalysis a = analyze_gaps(group(1), {{}, Missing::pairwise, {500, 1, 0.95}});
  const GapAnalysis b = analyze_gaps(group(0), {{}, Missing::pairwise, {500, 2, 0.95}});
  const GapComparison made = compare(a, b);
  EXPECT_LT(made.p_values[2], 0.01);
  EXPECT_GT(made.differences[2].lower, 0);
  EXPECT_GT(made.p_values[0], 0.01);
  EXPECT_NEAR(made.differences[1].standard_error,
              std::hypot(a.items[1].gap.standard_error, b.items[1].gap.standard_error), 1e-12);
  EXPECT_THROW(compare(a, analyze_gaps(Sample(11).survey(), two_dimensions)), ParameterError);
}

TEST(GapAnalysis, IsReadBackFromAnArchive) {
  const GapAnalysis made = analyze_gaps(Sample(12).survey(), two_dimensions);
  const GapAnalysis again = io::from_bytes<GapAnalysis>(io::to_bytes(made));
  EXPECT_EQ(again.draws, made.draws);
  EXPECT_EQ(again.items[1].gap, made.items[1].gap);
  EXPECT_EQ(again.dimension_items, made.dimension_items);
}

}  // namespace
}  // namespace fealty::gaps
