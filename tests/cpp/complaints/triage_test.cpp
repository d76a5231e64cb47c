#include "fealty/complaints/triage.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::complaints {
namespace {

using Texts = std::vector<std::string>;
using MaybeTexts = std::vector<std::optional<std::string>>;

TEST(Triage, UnderstandsAComplaintBeforeALabelExists) {
  const Triage triage;
  const Triaged seen = triage("I have been a customer for ten years and nobody calls back");
  EXPECT_EQ(seen.verdict("type").category, "loyal_advocate");
  EXPECT_EQ(seen.verdict("need").category, "importance");
  EXPECT_EQ(seen.answer, "spread");
  EXPECT_EQ(seen.language, "en");
  bool found = false;
  for (const TriageEvidence& one : seen.evidence) {
    found = found || seen.text.substr(one.begin, one.end - one.begin) == "nobody calls back";
  }
  EXPECT_TRUE(found);
}

TEST(Triage, AnswersInTheLanguageOfTheText) {
  const Triaged seen = Triage()("等了两个小时没人理我，还多收了钱，不退款我就找律师");
  EXPECT_EQ(seen.language, "zh");
  EXPECT_EQ(seen.verdict("severity").category, "critical");
  EXPECT_NE(seen.answer_text.find("管理层"), std::string::npos);
}

TEST(Triage, SaysUnknownWhereNothingSpeaks) {
  const Triaged seen = Triage()("xyzzy");
  for (const TriageVerdict& one : seen.verdicts) {
    EXPECT_EQ(one.category, "unknown") << one.taxonomy;
    EXPECT_LE(one.probability, 0.5) << one.taxonomy;
  }
  EXPECT_TRUE(seen.evidence.empty());
  EXPECT_FALSE(seen.answer_text.empty());
}

TEST(Triage, ReadsFiguresBesideTheText) {
  const Triage triage;
  EXPECT_EQ(triage("Where is it").verdict("severity").category, "unknown");
  EXPECT_EQ(triage("Where is it", {{"amount", 500.0}}).verdict("severity").category, "serious");
  EXPECT_EQ(triage("Where is it", {{"amount", 5.0}}).verdict("severity").category, "unknown");
  EXPECT_THROW((void)triage("x", {{"amout", 1.0}}), ParameterError);
  const Frame frame =
      triage.predict(Texts{"a", "b"}, Frame({{"amount", std::vector<std::optional<double>>{500.0, std::nullopt}}}));
  const TextReader severity(frame.at("severity"), "severity");
  EXPECT_EQ(severity[0], "serious");
  EXPECT_EQ(severity[1], "unknown");
}

TEST(Triage, PredictsTheSameForOneTextAndForMany) {
  const Triage triage;
  const Texts texts = {"The waiter was rude and laughed", "退款，不然我就找媒体曝光", "fine"};
  const Frame frame = triage.predict(texts);
  for (const char* taxonomy : {"type", "cause", "need", "severity", "meaning"}) {
    const TextReader labels(frame.at(taxonomy), taxonomy);
    const auto probability = as_doubles(frame.at(std::string(taxonomy) + "_probability"), "p");
    for (std::size_t row = 0; row < texts.size(); ++row) {
      const Triaged seen = triage(texts[row]);
      EXPECT_EQ(labels[row], seen.verdict(taxonomy).category);
      EXPECT_EQ(probability[row], seen.verdict(taxonomy).probability);
    }
  }
}

TEST(Triage, DoesNotDependOnThreads) {
  Texts texts;
  for (int i = 0; i < 20'000; ++i)
    texts.push_back(i % 3 == 0 ? "cold and late" : i % 3 == 1 ? "多收钱，退款" : "ok " + std::to_string(i));
  Triage one, two;
  set_threads(1);
  one.fit(texts);
  const auto first = io::to_bytes(one);
  set_threads(4);
  two.fit(texts);
  set_threads(0);
  EXPECT_EQ(first, io::to_bytes(two));
  EXPECT_EQ(one.model("cause"), two.model("cause"));
  EXPECT_EQ(one.texts(), 20'000U);
}

TEST(Triage, LearnsWhatIsCorrected) {
  Triage triage;
  EXPECT_EQ(triage("the zorblax is here").verdict("cause").category, "unknown");
  Texts texts, causes;
  for (int i = 0; i < 8; ++i) {
    texts.push_back("number " + std::string(static_cast<std::size_t>(i + 1), 'q') + " had a zorblax");
    causes.emplace_back("pricing + ethics");
    texts.push_back("item " + std::string(static_cast<std::size_t>(i + 1), 'w') + " was plain");
    causes.emplace_back("none");
  }
  triage.learn(texts, Frame({{"cause", causes}}));
  const Triaged seen = triage("the zorblax is here");
  EXPECT_EQ(seen.verdict("cause").all.size(), 2U);
  EXPECT_EQ(triage.examples().size(), 16U);
  EXPECT_GT(triage.functions().size(), ready_lexicon().size());
  const TextReader sources(triage.rules().at("source"), "source");
  EXPECT_EQ(sources[sources.size() - 1], "corrections");
}

TEST(Triage, LosesTrustInAFunctionThatIsCorrected) {
  Triage triage;
  const double before = triage("the parcel was late").verdict("cause").probability;
  Texts texts, causes;
  for (int i = 0; i < 30; ++i) {
    texts.push_back("late " + std::to_string(i));
    causes.emplace_back("competition");
  }
  triage.learn(texts, Frame({{"cause", causes}}));
  const TriageVerdict after = triage("the parcel was late").verdict("cause");
  EXPECT_LT(after.probabilities[2], before);
  EXPECT_EQ(after.category, "competition");
}

TEST(Triage, MasksPersonalDataInWhatItKeeps) {
  Triage triage;
  triage.learn(Texts{"call me at 13812345678"}, Frame({{"type", Texts{"victim"}}}));
  EXPECT_EQ(triage.examples().front().text.find("13812345678"), std::string::npos);
}

TEST(Triage, NamesCorrectionsThatAreNotThere) {
  Triage triage;
  try {
    triage.learn(Texts{"a", "b"}, Frame({{"type", Texts{"victim", "vicitm"}}}));
    FAIL();
  } catch (const RecordError& problem) {
    EXPECT_NE(std::string(problem.what()).find("column type, row 1"), std::string::npos) << problem.what();
  }
  EXPECT_TRUE(triage.examples().empty());
  EXPECT_THROW(triage.learn(Texts{"a"}, Frame({{"tpye", Texts{"victim"}}})), ParameterError);
  EXPECT_THROW(triage.learn(MaybeTexts{std::nullopt}, Frame({{"type", Texts{"victim"}}})), RecordError);
}

TEST(Triage, AsksWhatItDoesNotKnowAndNotTheSameTwice) {
  const Triage triage;
  const Texts texts = {"please refund me, compensation for the overcharge or I call my lawyer",
                       "the gribble frobbed my wug", "the gribble frobbed my wug!", "completely different words here",
                       "thank you, lovely staff, small thing only"};
  const auto rows = triage.ask(texts, 2);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_TRUE(std::ranges::find(rows, 3) != rows.end());
  EXPECT_TRUE((std::ranges::find(rows, 1) != rows.end()) != (std::ranges::find(rows, 2) != rows.end()));
  EXPECT_EQ(triage.ask(texts, 100).size(), texts.size());
  EXPECT_TRUE(triage.ask(MaybeTexts{std::nullopt}, 3).empty());
}

TEST(Triage, DoesNotAskWhatHasBeenCorrected) {
  Triage triage;
  const Texts texts = {"the gribble frobbed my wug", "completely different words here"};
  triage.learn(Texts{texts[1]}, Frame({{"type", Texts{"victim"}}}));
  EXPECT_EQ(triage.ask(texts, 1).front(), 0);
}

TEST(Triage, TakesBadTexts) {
  const Triage triage;
  const Texts texts = {"",
                       std::string("rude\0rude", 9),
                       "rude\xFF\xFE",
                       "مرحبا rude 粗鲁",
                       "\xF0\x9F\x98\xA1 refund",
                       std::string(100'000, 'a')};
  const Frame frame = triage.predict(texts);
  EXPECT_EQ(frame.rows(), texts.size());
  for (const std::string& text : texts) {
    for (const TriageEvidence& one : triage(text).evidence) EXPECT_LE(one.end, text.size());
  }
  EXPECT_EQ(triage(texts[1]).verdict("cause").category, "encounter_failure");
}

TEST(Triage, GivesMissingValuesForMissingTexts) {
  const Frame frame = Triage().predict(MaybeTexts{"late", std::nullopt});
  EXPECT_TRUE(TextReader(frame.at("type"), "type").is_missing(1));
  EXPECT_TRUE(std::isnan(as_doubles(frame.at("type_probability"), "p")[1]));
}

TEST(Triage, BoundsTheExplanationOfALongText) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "rude and late. ";
  EXPECT_LT(Triage()(text).evidence.size(), 2000U);
}

TEST(Triage, TakesTaxonomiesAndFunctionsOfUsers) {
  const Taxonomy colors{.name = "color", .categories = {{.key = "red"}, {.key = "blue"}}};
  const Triage triage({colors}, {{.name = "sea", .taxonomy = "color", .category = "blue", .phrases = {"sea"}}});
  EXPECT_EQ(triage("the sea").verdict("color").category, "blue");
  EXPECT_THROW(Triage({colors}, {{.name = "sea", .taxonomy = "color", .category = "green", .phrases = {"sea"}}}),
               ParameterError);
  EXPECT_THROW(Triage({colors, colors}, {}), ParameterError);
  EXPECT_THROW(Triage({}, {}), ParameterError);
}

TEST(Triage, IsSavedWithWhatItHasLearnt) {
  Triage triage;
  triage.fit(Texts{"late and cold", "rude", "多收钱"});
  triage.learn(Texts{"a zorblax", "b zorblax", "c zorblax", "d zorblax"}, Frame({{"type", Texts(4, "victim")}}));
  const auto again = io::from_bytes<Triage>(io::to_bytes(triage));
  EXPECT_EQ(again, triage);
  EXPECT_EQ(again.model("type"), triage.model("type"));
  std::string damaged = io::to_bytes(triage);
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
  EXPECT_THROW((void)io::from_bytes<Triage>(damaged), ArchiveError);
}

}  // namespace
}  // namespace fealty::complaints
