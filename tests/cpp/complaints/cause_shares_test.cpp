#include "fealty/complaints/cause_shares.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/io/archive.hpp"
#include "reference/cause_figures.hpp"

namespace fealty::complaints {
namespace {

CaseLabels labels_of(const reference::LabelSets& cases, std::mt19937& random) {
  std::vector<std::pair<std::int64_t, std::string>> pairs;
  for (std::size_t row = 0; row < cases.size(); ++row)
    for (const std::string& label : cases[row]) pairs.emplace_back(static_cast<std::int64_t>(row), label);
  std::ranges::shuffle(pairs, random);
  std::vector<std::int64_t> rows;
  std::vector<std::string> labels;
  for (const auto& [row, label] : pairs) {
    rows.push_back(row);
    labels.push_back(label);
  }
  return {static_cast<std::int64_t>(cases.size()), Column(rows), Column(labels), "cause"};
}

TEST(CauseShares, AreThoseCountedByHand) {
  std::mt19937 random(1);
  const reference::LabelSets cases{{"wait", "price"}, {"wait"}, {}, {"staff"}};
  const CauseShares shares = cause_shares(labels_of(cases, random));
  ASSERT_EQ(shares.causes.size(), 3U);
  EXPECT_EQ(shares.cases, 4);
  EXPECT_EQ(shares.labeled, 3);
  EXPECT_EQ(shares.causes[0].cause, "wait");
  EXPECT_EQ(shares.causes[0].share, wilson(2, 3));
  EXPECT_EQ(shares.causes[1].cause, "price");
  EXPECT_EQ(shares.causes[1].within, wilson(2, 3));  // the case with a price has waited, too
  EXPECT_EQ(shares.causes[2].within, wilson(3, 3));
}

TEST(CauseShares, OfSeveralCausesPerCaseAddUpToMoreThanOne) {
  std::mt19937 random(2);
  const CauseShares shares = cause_shares(labels_of({{"a", "b"}, {"a", "c"}, {"b"}}, random));
  EXPECT_GE(shares.labels, shares.labeled);
  double sum = 0;
  for (const CauseShare& cause : shares.causes) sum += cause.share.value;
  EXPECT_GT(sum, 1);
}

TEST(CauseShares, AreThoseOfThePlainTwin) {
  std::mt19937 random(3);
  for (int run = 0; run < 100; ++run) {
    reference::LabelSets cases(random() % 40);
    for (auto& labels : cases)
      for (unsigned i = random() % 4; i > 0; --i) labels.insert(std::string(1, static_cast<char>('a' + random() % 6)));
    const CauseShares shares = cause_shares(labels_of(cases, random));
    std::vector<std::string> seen;
    for (const CauseShare& cause : shares.causes) {
      seen.push_back(cause.cause);
      EXPECT_EQ(cause.cases, reference::cases_with(cases, cause.cause));
      EXPECT_EQ(cause.within, wilson(reference::cases_with_any(cases, seen), shares.labeled));
    }
    EXPECT_TRUE(std::ranges::is_sorted(shares.causes, std::greater{}, &CauseShare::cases));
  }
}

TEST(CauseShares, OfNoCaseAreNone) {
  EXPECT_TRUE(cause_shares(CaseLabels()).causes.empty());
  EXPECT_THROW(cause_shares(CaseLabels(), 0), ParameterError);
}

TEST(CauseShares, ComeBackFromTheirArchive) {
  std::mt19937 random(4);
  const std::string bytes = io::to_bytes(cause_shares(labels_of({{"a"}, {"b", "a"}}, random)));
  EXPECT_EQ(io::to_bytes(io::from_bytes<CauseShares>(bytes)), bytes);
}

}  // namespace
}  // namespace fealty::complaints
