#include "../../../src/complaints/number_variances.hpp"

#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace fealty::complaints {
namespace {

TextFeatures features_of(const std::vector<std::string_view>& texts) {
  TextOptions options;
  options.minimum_documents = 1;
  TextFeatures made(options);
  (void)made.fit(texts);
  return made;
}

TEST(NumberVariances, LongerNgramsOfChineseCharactersSpeakLess) {
  const TextFeatures features = features_of({"退款慢 slow refund"});
  const auto made = variances_for_numbers(features);
  ASSERT_NE(made, nullptr);
  EXPECT_EQ(made->rule, VarianceRule::equal);
  for (std::uint32_t f = 0; f < features.number_of_features(); ++f) {
    const bool is_chinese = features.family(f) == FeatureFamily::cjk;
    const double characters = static_cast<double>(features.name(f).size()) / 3;  // of three bytes each
    EXPECT_EQ(made->of_feature[f], is_chinese ? static_cast<float>(1 / std::sqrt(characters)) : 1.0F);
  }
}

TEST(NumberVariances, EnglishTextsHaveEqualOnes) {
  EXPECT_EQ(variances_for_numbers(features_of({"slow refund", "no refund"})), nullptr);
}

}  // namespace
}  // namespace fealty::complaints
