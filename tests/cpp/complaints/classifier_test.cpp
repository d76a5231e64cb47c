#include "fealty/complaints/classifier.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/complaints/default_cost.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::complaints {
namespace {

using Names = std::vector<std::string>;
using MaybeText = std::optional<std::string>;

const std::vector<Names> words_of_causes = {{"waited", "hours", "late", "等了", "慢"},
                                            {"rude", "shouted", "attitude", "态度", "骂人"},
                                            {"charged", "refund", "money", "多收", "退钱"}};
const Names cause_names = {"delay", "manner", "price"};

/// Texts of words that speak for their cause, and some that say nothing.
struct Complaints {
  std::vector<MaybeText> texts;
  std::vector<MaybeText> cause;
  std::vector<MaybeText> topics;
  std::vector<std::optional<double>> severity;

  Complaints(std::size_t count, unsigned seed, const std::vector<double>& shares = {1, 1, 1}) {
    std::mt19937 random(seed);
    std::discrete_distribution<std::size_t> which(shares.begin(), shares.end());
    const Names others = {"yesterday", "the", "shop", "again", "了", "昨天"};
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t k = which(random);
      std::string text;
      int strong = 0;
      for (int w = 0; w < 8; ++w) {
        const double u = std::uniform_real_distribution(0.0, 1.0)(random);
        const std::size_t other = std::uniform_int_distribution<std::size_t>(0, 2)(random);
        const Names& from = u < 0.3 ? words_of_causes[k] : u < 0.4 ? words_of_causes[other] : others;
        strong += u < 0.3 ? 1 : 0;
        text += from[std::uniform_int_distribution<std::size_t>(0, from.size() - 1)(random)] + " ";
      }
      texts.emplace_back(text);
      cause.emplace_back(cause_names[k]);
      topics.emplace_back(k == 0 ? "time" : k == 1 ? "people|time" : "");
      severity.emplace_back(0.1 * strong);
    }
  }
};

ClassifierOptions three_heads() {
  ClassifierOptions options;
  options.heads = {
      {.name = "cause"}, {.name = "topics", .kind = HeadKind::many}, {.name = "severity", .kind = HeadKind::number}};
  return options;
}

Classifier fitted(const Complaints& all, ClassifierOptions options = {}) {
  Classifier made(std::move(options));
  std::vector<Column> labels = {all.cause};
  if (made.options().heads.size() == 3) labels = {all.cause, all.topics, all.severity};
  made.fit(all.texts, labels);
  return made;
}

double share_right(const Classifier& classifier, const Complaints& all) {
  const std::vector<std::int32_t> told = classifier.predict(all.texts)[0].classes;
  double right = 0;
  for (std::size_t i = 0; i < told.size(); ++i)
    right += classifier.heads()[0].labels.names()[static_cast<std::size_t>(told[i])] == all.cause[i] ? 1 : 0;
  return right / static_cast<double>(told.size());
}

TEST(Classifier, TellsCausesOfTextsThatItHasNotSeen) {
  const Classifier classifier = fitted(Complaints(600, 1));
  EXPECT_GT(share_right(classifier, Complaints(300, 2)), 0.85);
}

TEST(Classifier, SeveralHeadsAreTrainedAndToldTogether) {
  const Classifier classifier = fitted(Complaints(600, 1), three_heads());
  const Complaints other(300, 2);
  EXPECT_GT(share_right(classifier, other), 0.85);
  const std::vector<HeadPrediction> told = classifier.predict(other.texts);
  double right = 0, error = 0, spread = 0;
  for (std::size_t i = 0; i < 300; ++i) {
    right += (told[1].probabilities[2 * i] >= 0.5) == (other.cause[i] == "manner") ? 1 : 0;
    error += std::pow(told[2].numbers[i] - *other.severity[i], 2);
    spread += std::pow(*other.severity[i] - 0.24, 2);
  }
  EXPECT_GT(right, 0.85 * 300);
  EXPECT_LT(error, 0.8 * spread);
  EXPECT_GT(classifier.heads()[2].residual_deviation, 0.0);
}

TEST(Classifier, NumbersFollowTheLineOfRowsThatWereLeftOut) {
  const Complaints all(600, 1), other(300, 2);
  ClassifierOptions options = three_heads();
  options.heads[2].C = 0.05;  // so that its scores are timid
  const Classifier calibrated = fitted(all, options);
  options.is_calibrated = false;
  const Classifier raw = fitted(all, options);
  const FittedHead& head = calibrated.heads()[2];
  EXPECT_EQ(head.calibration.form, CalibrationForm::biases);
  EXPECT_LT(head.calibration.loss_after, 0.9 * head.calibration.loss_before);
  EXPECT_EQ(head.residual_deviation, std::sqrt(head.calibration.loss_after));
  const auto told = calibrated.predict(other.texts)[2].numbers, scores = raw.predict(other.texts)[2].numbers;
  for (std::size_t i = 0; i < 300; ++i) {
    EXPECT_EQ(told[i], to_number(head.calibration, static_cast<float>(scores[i])));
    const Explanation why = calibrated.explain(*other.texts[i], 2);
    EXPECT_NEAR(why.score, told[i], 1e-5);
  }
}

TEST(Classifier, WithoutCalibrationNothingIsLeftOut) {
  const Complaints all(600, 1), other(300, 2);
  ClassifierOptions options = three_heads();
  options.is_calibrated = false;
  Classifier raw = fitted(all, options);
  EXPECT_NEAR(share_right(raw, other), share_right(fitted(all, three_heads()), other), 0.03);
  for (const FittedHead& head : raw.heads()) {
    EXPECT_EQ(head.calibration.form, CalibrationForm::none);
    EXPECT_TRUE(std::isnan(head.calibration.loss_before));
  }
  EXPECT_TRUE(std::isnan(raw.heads()[2].residual_deviation));
  EXPECT_THROW((void)raw.prevalence(other.texts, 0), FitError);
  EXPECT_THROW((void)raw.drift(other.texts), FitError);
  raw.fit_further(other.texts, {other.cause, other.topics, other.severity});
  EXPECT_EQ(raw.heads()[0].calibration.form, CalibrationForm::none);
  EXPECT_EQ(io::to_bytes(io::from_bytes<Classifier>(io::to_bytes(raw))), io::to_bytes(raw));
}

TEST(Classifier, EveryLossLearns) {
  for (const Loss loss : {Loss::softmax, Loss::logistic, Loss::squared_hinge}) {
    ClassifierOptions options;
    options.heads[0].loss = loss;
    EXPECT_GT(share_right(fitted(Complaints(600, 1), options), Complaints(300, 2)), 0.85);
  }
  for (const VarianceRule rule : {VarianceRule::equal, VarianceRule::discriminative, VarianceRule::naive_bayes}) {
    ClassifierOptions weighted;
    weighted.variances = rule;
    EXPECT_GT(share_right(fitted(Complaints(600, 1), weighted), Complaints(300, 2)), 0.85);
  }
}

TEST(Classifier, ChoosesCByTextsThatAreLeftOut) {
  ClassifierOptions options = three_heads();
  options.C_factors = {0.01, 0.1, 1.0, 10.0};
  const Classifier classifier = fitted(Complaints(600, 1), options);
  for (const FittedHead& head : classifier.heads()) {
    ASSERT_EQ(head.held_out_losses.size(), 4U);
    const auto best = std::min_element(head.held_out_losses.begin(), head.held_out_losses.end());
    EXPECT_NEAR(
        head.C,
        default_cost(head.loss, 3) * options.C_factors[static_cast<std::size_t>(best - head.held_out_losses.begin())],
        1e-9);
  }
  const FittedHead& number = classifier.heads()[2];  // is judged by its line
  const double least = *std::min_element(number.held_out_losses.begin(), number.held_out_losses.end());
  EXPECT_NEAR(std::pow(number.residual_deviation, 2), least, 0.02 * least);
}

TEST(Classifier, BalancedClassesAreToldMoreOftenThanTheyOccur) {
  const Complaints all(600, 1, {1, 1, 30});
  ClassifierOptions options;
  options.is_calibrated = false;
  const auto seldom = [&](const Classifier& c) {
    const std::vector<std::int32_t> told = c.predict(Complaints(500, 3).texts)[0].classes;
    return std::count_if(told.begin(), told.end(), [](std::int32_t k) { return k < 2; });
  };
  options.heads[0].balance = 0.0;
  const auto plain = seldom(fitted(all, options));
  options.heads[0].balance = 1.0;
  EXPECT_GT(seldom(fitted(all, options)), plain);
}

TEST(Classifier, TheBitsDependNeitherOnThreadsNorOnTheOrderOfTexts) {
  const Complaints all(500, 1);
  Complaints turned = all;
  std::mt19937 random(5);
  std::vector<std::size_t> order(500);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::shuffle(order.begin(), order.end(), random);
  for (std::size_t i = 0; i < 500; ++i) {
    turned.texts[i] = all.texts[order[i]];
    turned.cause[i] = all.cause[order[i]];
  }
  set_threads(1);
  const Classifier once = fitted(all);
  set_threads(3);
  const Classifier again = fitted(turned);
  const Complaints other(200, 2);
  EXPECT_EQ(once.weights(), again.weights());
  EXPECT_EQ(once.heads(), again.heads());
  EXPECT_EQ(once.predict(other.texts, true)[0].probabilities, again.predict(other.texts, true)[0].probabilities);
  set_threads(0);
}

TEST(Classifier, MissingTextsAndLabelsAreCountedAndLeftOut) {
  Complaints all(300, 1);
  all.texts[0] = std::nullopt;
  all.texts[1] = "";
  all.cause[2] = std::nullopt;
  const Classifier classifier = fitted(all);
  EXPECT_EQ(classifier.missing(), 1);
  EXPECT_GE(classifier.empty(), 2);
  EXPECT_EQ(classifier.heads()[0].unlabelled, 2);
  EXPECT_EQ(classifier.heads()[0].labelled, 298);
  const std::vector<MaybeText> nothing = {std::nullopt, ""};
  const std::vector<double> told = classifier.predict(nothing, true)[0].probabilities;
  for (std::size_t k = 0; k < 3; ++k) EXPECT_EQ(told[k], told[k + 3]);
}

TEST(Classifier, ALabelSeenOnceIsLearntAndReported) {
  Complaints all(300, 1);
  all.cause[7] = "lost";
  const Classifier classifier = fitted(all);
  EXPECT_EQ(classifier.heads()[0].seen_once(), Names{"lost"});
  EXPECT_EQ(classifier.predict(all.texts, true)[0].probabilities.size(), 1200U);
}

TEST(Classifier, WhatCannotBeLearntIsRefusedByName) {
  Complaints all(50, 1);
  Classifier classifier;
  EXPECT_THROW(classifier.fit(all.texts, {Column(Names(50, "late"))}), FitError);
  EXPECT_THROW(classifier.fit(all.texts, {Column(std::vector<MaybeText>(50))}), FitError);
  EXPECT_THROW(classifier.fit(all.texts, {Column(Names(49, "late"))}), RecordError);
  EXPECT_THROW(classifier.fit(Column(Names(50, "")), {all.cause}), FitError);
  EXPECT_THROW(Classifier({.heads = {{.name = "a"}, {.name = "a"}}}), ParameterError);
  EXPECT_THROW(Classifier({.heads = {{.name = "a", .kind = HeadKind::many, .loss = Loss::softmax}}}), ParameterError);
}

TEST(Classifier, FittedFurtherItKnowsNewLabelsAndKeepsOldOnes) {
  Classifier classifier = fitted(Complaints(600, 1));
  Complaints more(300, 3);
  for (std::size_t i = 0; i < 300; i += 2) {
    more.texts[i] = "the parcel never arrived lost in the post";
    more.cause[i] = "lost";
  }
  classifier.fit_further(more.texts, {Column(more.cause)});
  EXPECT_EQ(classifier.heads()[0].labels.names(), (Names{"delay", "lost", "manner", "price"}));
  EXPECT_GT(share_right(classifier, Complaints(300, 2)), 0.8);
  const std::vector<MaybeText> parcel = {"a parcel lost in the post"};
  EXPECT_EQ(classifier.predict(parcel)[0].classes[0], 1);
  EXPECT_EQ(classifier.texts(), 900);
}

TEST(Classifier, AnExplanationAddsUpToTheScoreAndStandsOnTheCharacters) {
  const Classifier classifier = fitted(Complaints(600, 1), three_heads());
  for (const std::string text : {"I waited hours and they shouted", "等了两个小时，态度太差", "مرحبا waited"}) {
    for (std::size_t head = 0; head < 3; ++head) {
      const Explanation why = classifier.explain(text, head);
      const double sum = std::accumulate(why.contributions.begin(), why.contributions.end(), why.baseline);
      EXPECT_NEAR(sum, why.score, 1e-9);
      ASSERT_EQ(why.bytes.size(), text.size());
      EXPECT_NEAR(std::accumulate(why.bytes.begin(), why.bytes.end(), why.baseline), why.score, 1e-6);
    }
    const Explanation why = classifier.explain(text, 0);
    const HeadPrediction told = classifier.predict(std::vector<MaybeText>{text}, true)[0];
    const auto& labels = classifier.heads()[0].labels;
    EXPECT_EQ(why.label, labels.names()[static_cast<std::size_t>(told.classes[0])]);
    const Calibration& calibration = classifier.heads()[0].calibration;
    const auto without_noise = [&](const std::string& label) {
      const std::size_t k = labels.at(label);
      return told.probabilities[k] - (calibration.chance.empty() ? 0.0 : calibration.noise * calibration.chance[k]);
    };
    EXPECT_NEAR(why.score, std::log(without_noise(why.label) / without_noise(why.against)), 1e-4);
  }
  EXPECT_EQ(classifier.explain("waited", 0, "price").label, "price");
  EXPECT_THROW((void)classifier.explain("waited", 0, "weather"), ParameterError);
}

TEST(Classifier, SharesOfAnotherSiteAreFound) {
  const Classifier classifier = fitted(Complaints(1'500, 1));
  const Prevalence found = classifier.prevalence(Complaints(1'000, 2, {8, 1, 1}).texts, 0);
  EXPECT_NEAR(found.shares[0].value, 0.8, 0.05);
  EXPECT_LT(found.shares[0].lower, 0.8);
  EXPECT_GT(found.shares[0].upper, 0.8);
}

TEST(Classifier, DriftGivesAlarmWhereSharesOrWordsHaveChangedAndElseNone) {
  const Classifier classifier = fitted(Complaints(1'500, 1));
  EXPECT_FALSE(classifier.drift(Complaints(400, 2).texts).has_alarm());
  const Drift shifted = classifier.drift(Complaints(400, 2, {8, 1, 1}).texts);
  EXPECT_TRUE(shifted.measures[0].is_alarm);
  EXPECT_FALSE(shifted.measures.back().is_alarm);
  const Drift foreign = classifier.drift(std::vector<MaybeText>(50, "ganz andere Sprache mit fremden Wörtern"));
  EXPECT_TRUE(foreign.measures.back().is_alarm);
  EXPECT_EQ(foreign.measures.back().what, "unseen n-grams");
}

TEST(Classifier, PrunedItIsSmallerAndTellsTheSame) {
  const Classifier classifier = fitted(Complaints(600, 1));
  const Classifier pruned = classifier.pruned(0.05);
  EXPECT_LT(pruned.features().number_of_features(), classifier.features().number_of_features());
  EXPECT_NEAR(share_right(pruned, Complaints(300, 2)), share_right(classifier, Complaints(300, 2)), 0.02);
}

TEST(Classifier, SavedAndLoadedItTellsTheSameBits) {
  const Classifier classifier = fitted(Complaints(300, 1), three_heads());
  const std::string bytes = io::to_bytes(classifier);
  const auto again = io::from_bytes<Classifier>(bytes);
  EXPECT_EQ(io::to_bytes(again), bytes);
  const Complaints other(100, 2);
  for (std::size_t head = 0; head < 3; ++head) {
    EXPECT_EQ(again.predict(other.texts, true)[head].probabilities,
              classifier.predict(other.texts, true)[head].probabilities);
    EXPECT_EQ(again.predict(other.texts)[head].numbers, classifier.predict(other.texts)[head].numbers);
  }
  for (std::size_t i = 0; i < bytes.size(); i += 1 + bytes.size() / 50) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 4);
    EXPECT_THROW((void)io::from_bytes<Classifier>(damaged), ArchiveError);
  }
  const std::string unfitted = io::to_bytes(Classifier());
  EXPECT_FALSE(io::from_bytes<Classifier>(unfitted).is_fitted());
}

}  // namespace
}  // namespace fealty::complaints
