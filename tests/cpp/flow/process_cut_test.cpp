#include "../../../src/flow/process_cut.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace fealty::flow {
namespace {

std::vector<Course> courses_of(const std::vector<std::string>& texts) {
  std::vector<Course> courses;
  for (const std::string& text : texts) {
    courses.push_back({{}, 1});
    for (const char letter : text) courses.back().steps.push_back(static_cast<Code>(letter - 'a'));
  }
  return united(courses);
}

std::string text_of(const std::vector<Code>& steps) {
  std::string text;
  for (const Code step : steps) text += static_cast<char>('a' + step);
  return text;
}

/// "sequence a|bc", or nothing if there is no cut.
std::string cut_of(const std::vector<std::string>& texts) {
  const auto cut = find_cut(courses_of(texts));
  if (!cut) return "";
  std::string text(name_of(cut->part));
  for (std::size_t p = 0; p < cut->parts.size(); ++p) text += (p == 0 ? " " : "|") + text_of(cut->parts[p]);
  return text;
}

/// The courses of each part: "ab a|c".
std::string divided_of(const std::vector<std::string>& texts) {
  const auto courses = courses_of(texts);
  std::string text;
  for (const auto& part : divided(courses, *find_cut(courses))) {
    text += text.empty() ? "" : "|";
    for (const Course& course : part) text += (text.empty() || text.back() == '|' ? "" : " ") + text_of(course.steps);
  }
  return text;
}

// The running example of Leemans, Fahland and van der Aalst (2013), cut after cut.
TEST(ProcessCut, FindsTheCutsOfThePublishedExample) {
  EXPECT_EQ(cut_of({"abc", "acb", "ade", "adefde"}), "sequence a|bcdef");
  EXPECT_EQ(cut_of({"bc", "cb", "de", "defde"}), "choice bc|def");
  EXPECT_EQ(cut_of({"bc", "cb"}), "parallel b|c");
  EXPECT_EQ(cut_of({"de", "defde"}), "loop de|f");
}

TEST(ProcessCut, TakesAChoiceBeforeASequenceBeforeParallelPartsBeforeALoop) {
  EXPECT_EQ(cut_of({"ab", "cd"}), "choice ab|cd");
  EXPECT_EQ(cut_of({"abd", "acd"}), "sequence a|bc|d");
  EXPECT_EQ(cut_of({"abc", "acb", "cab"}), "parallel ab|c");
  EXPECT_EQ(cut_of({"aba", "a"}), "loop a|b");
}

TEST(ProcessCut, KeepsStepsTogetherThatAreLeftOutTogether) {
  EXPECT_EQ(cut_of({"abcd", "ad"}), "sequence a|bc|d");
  EXPECT_EQ(cut_of({"abcd", "abd", "acd", "ad"}), "sequence a|b|c|d");
  EXPECT_EQ(cut_of({"abcd", "abd", "ad"}), "sequence a|bc|d");
}

TEST(ProcessCut, PutsWhatMostCasesBeginWithFirst) {
  EXPECT_EQ(find_cut({{{0}, 1}, {{1}, 5}})->parts, (std::vector<std::vector<Code>>{{1}, {0}}));
}

TEST(ProcessCut, LeadsBackOnlyFromAllEndsToAllBeginnings) {
  EXPECT_EQ(cut_of({"abcab"}), "loop ab|c");
  EXPECT_EQ(cut_of({"abcabdab"}), "loop ab|cd");
  EXPECT_EQ(cut_of({"bcbc"}), "");
  EXPECT_EQ(cut_of({"abcab", "abca"}), "");
}

TEST(ProcessCut, DividesCoursesAsItDividesSteps) {
  EXPECT_EQ(divided_of({"ab", "cd"}), "ab|cd");
  EXPECT_EQ(divided_of({"abd", "acd", "ad"}), "a|b c|d");
  EXPECT_EQ(divided_of({"abc", "acb", "cab"}), "ab|c");
  EXPECT_EQ(divided_of({"abcabdab"}), "ab|c d");
}

TEST(ProcessCut, CountsTheCasesOfEqualCourses) {
  EXPECT_EQ(united({{{1}, 2}, {{0, 1}, 1}, {{1}, 3}}), (std::vector<Course>{{{0, 1}, 1}, {{1}, 5}}));
  EXPECT_EQ(steps_of({{{3, 1}, 2}, {{1}, 1}}), (std::vector<Code>{1, 3}));
}

}  // namespace
}  // namespace fealty::flow
