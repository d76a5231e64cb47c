#include "fealty/complaints/case_labels.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty::complaints {
namespace {

using Integers = std::vector<std::int64_t>;
using Texts = std::vector<std::string>;

TEST(CaseLabels, AreThoseOfEachCaseInAnyOrderAndOnce) {
  const CaseLabels labels(4, Column(Integers{2, 0, 2, 2}), Column(Texts{"price", "wait", "wait", "price"}), "cause");
  EXPECT_EQ(labels.cases(), 4U);
  EXPECT_EQ(labels.labeled(), 2U);
  EXPECT_EQ(labels.labels(), 3U);
  EXPECT_EQ(labels.names(), (Texts{"price", "wait"}));
  ASSERT_EQ(labels.of(2).size(), 2U);
  EXPECT_EQ(labels.of(2)[1], Code{1});
  EXPECT_TRUE(labels.of(1).empty());
}

TEST(CaseLabels, ThatAreMissingAreNone) {
  const CaseLabels labels(1, Column(Integers{0}), Column(std::vector<std::optional<std::string>>{std::nullopt}),
                          "cause");
  EXPECT_EQ(labels.labeled(), 0U);
}

TEST(CaseLabels, OfACaseThatIsNotThereAreRefused) {
  EXPECT_THROW(CaseLabels(1, Column(Integers{1}), Column(Texts{"wait"}), "cause"), RecordError);
  EXPECT_THROW(CaseLabels(1, Column(Integers{-1}), Column(Texts{"wait"}), "cause"), RecordError);
  EXPECT_THROW(CaseLabels(2, Column(Integers{1, 0}), Column(Texts{"wait"}), "cause"), RecordError);
  EXPECT_THROW(CaseLabels(-1, Column(Integers{}), Column(Texts{}), "cause"), ParameterError);
}

}  // namespace
}  // namespace fealty::complaints
