#include "fealty/complaints/text_options.hpp"

#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty::complaints {
namespace {

std::string complaint_about(const TextOptions& options) {
  try {
    require_sound(options);
  } catch (const ParameterError& error) {
    return error.what();
  }
  return "none";
}

TEST(TextOptions, TheUsualOnesAreSound) {
  EXPECT_EQ(complaint_about({}), "none");
}

TEST(TextOptions, FamiliesMayBeLeftOut) {
  TextOptions options;
  options.word_ngrams = options.character_ngrams = options.cjk_ngrams = {0, 0};
  EXPECT_EQ(complaint_about(options), "none");
}

TEST(TextOptions, RangesThatCannotBeAreNamed) {
  TextOptions options;
  options.character_ngrams = {3, 7};
  EXPECT_NE(complaint_about(options).find("character_ngrams is (3, 7); it must be two lengths from 1 to 6"),
            std::string::npos);
  options = {};
  options.word_ngrams = {2, 1};
  EXPECT_NE(complaint_about(options).find("word_ngrams is (2, 1)"), std::string::npos);
  options = {};
  options.cjk_ngrams = {0, 2};
  EXPECT_NE(complaint_about(options).find("cjk_ngrams is (0, 2)"), std::string::npos);
}

TEST(TextOptions, WeightsAndPhrasesThatCannotBeAreNamed) {
  TextOptions options;
  options.weights[1] = -1.0;
  EXPECT_NE(complaint_about(options).find("the family character is -1"), std::string::npos);
  options.weights[1] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_NE(complaint_about(options), "none");
  options = {};
  options.lexicon = {"good", ""};
  EXPECT_NE(complaint_about(options).find("phrase 1 of the lexicon is empty"), std::string::npos);
}

}  // namespace
}  // namespace fealty::complaints
