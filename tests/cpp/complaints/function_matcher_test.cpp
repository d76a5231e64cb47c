#include "../../../src/complaints/function_matcher.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace fealty::complaints {
namespace {

using Texts = std::vector<std::string>;

LabelingFunction function(std::string name, Texts phrases, std::string taxonomy = "cause", bool unless_denied = true) {
  LabelingFunction made;
  made.name = std::move(name);
  made.taxonomy = std::move(taxonomy);
  made.category = "a";
  made.phrases = std::move(phrases);
  made.unless_denied = unless_denied;
  return made;
}

/// The words that are found, with their functions.
Texts found(const std::vector<LabelingFunction>& functions, const std::string& text) {
  Texts made;
  for (const FunctionMatch& one : FunctionMatcher(functions).matches(text)) {
    made.push_back(functions[one.function].name + ": " + text.substr(one.begin, one.end - one.begin));
  }
  return made;
}

TEST(FunctionMatcher, FindsAlphabeticPhrasesAtBoundsOfWords) {
  const std::vector<LabelingFunction> functions = {function("late", {"late"}), function("refund", {"refund*"})};
  EXPECT_EQ(found(functions, "Chocolate is LATE; later"), (Texts{"late: LATE"}));
  EXPECT_EQ(found(functions, "refunded, unrefundable"), (Texts{"refund: refund"}));
  EXPECT_EQ(found(functions, "élate lateé"), (Texts{}));
  EXPECT_EQ(found(functions, "很late的"), (Texts{"late: late"}));
}

TEST(FunctionMatcher, FindsChinesePhrasesAnywhere) {
  EXPECT_EQ(found({function("rude", {"态度差"})}, "你们态度差得很"), (Texts{"rude: 态度差"}));
}

TEST(FunctionMatcher, TakesAnyNumberForTheMark) {
  const std::vector<LabelingFunction> functions = {function("long", {"for # years", "#年的"})};
  EXPECT_EQ(found(functions, "a customer for twenty-two years"), (Texts{"long: for twenty-two years"}));
  EXPECT_EQ(found(functions, "For 10 years"), (Texts{"long: For 10 years"}));
  EXPECT_EQ(found(functions, "二十二年的老客户"), (Texts{"long: 二十二年的"}));
}

TEST(FunctionMatcher, BridgesAGapWithinASentence) {
  const std::vector<LabelingFunction> functions = {function("twice", {"charged ... twice"})};
  EXPECT_EQ(found(functions, "you charged my old card twice"), (Texts{"twice: charged my old card twice"}));
  EXPECT_EQ(found(functions, "charged. Called twice"), (Texts{}));
  EXPECT_EQ(found(functions, "charged what everybody here always pays twice"), (Texts{}));
}

TEST(FunctionMatcher, HearsTheLongerOfTwoPhrasesOfATaxonomy) {
  const std::vector<LabelingFunction> functions = {function("short", {"answer"}), function("long", {"no answer"}),
                                                   function("other", {"answer"}, "need", false)};
  EXPECT_EQ(found(functions, "no answer"), (Texts{"long: no answer", "other: answer"}));
}

TEST(FunctionMatcher, AbstainsWhereThePhraseIsDenied) {
  const std::vector<LabelingFunction> functions = {function("rude", {"rude", "粗鲁"}),
                                                   function("refund", {"refund*"}, "type", false)};
  EXPECT_EQ(found(functions, "not rude, but you did not refund me"), (Texts{"refund: refund"}));
  EXPECT_EQ(found(functions, "并不粗鲁"), (Texts{}));
}

TEST(FunctionMatcher, VotesOnceHoweverOftenAThingIsSaid) {
  const FunctionMatcher matcher({function("b", {"cold"}), function("a", {"late", "delayed"})});
  FunctionMatcher::Scratch scratch;
  std::vector<std::uint32_t> votes;
  matcher.vote("late, delayed, late again and cold", scratch, votes);
  EXPECT_EQ(votes, (std::vector<std::uint32_t>{0, 1}));
  matcher.vote("", scratch, votes);
  EXPECT_TRUE(votes.empty());
}

TEST(FunctionMatcher, ReadsTenMegabytes) {
  const FunctionMatcher matcher({function("a", {"aa", "a ... b"}), function("不", {"不"})});
  FunctionMatcher::Scratch scratch;
  std::vector<std::uint32_t> votes;
  matcher.vote(std::string(10'000'000, 'a'), scratch, votes);
  EXPECT_TRUE(votes.empty());
  std::string many;
  for (int i = 0; i < 2'000'000; ++i) many += "aa aa";
  matcher.vote(many, scratch, votes);
  EXPECT_EQ(votes, (std::vector<std::uint32_t>{0}));
}

}  // namespace
}  // namespace fealty::complaints
