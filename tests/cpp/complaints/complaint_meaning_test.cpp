#include "fealty/complaints/complaint_meaning.hpp"

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty::complaints {
namespace {

TEST(ComplaintMeaning, HasFiveNamesInBothLanguages) {
  ASSERT_EQ(complaint_meanings().size(), complaint_meaning_count);
  EXPECT_EQ(complaint_meaning_named("warning"), ComplaintMeaning::warning);
  EXPECT_EQ(complaint_meaning_named("信任"), ComplaintMeaning::trust);
  EXPECT_THROW(complaint_meaning_named("warnin"), ParameterError);
}

}  // namespace
}  // namespace fealty::complaints
