#include "fealty/customers/first_known.hpp"

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "days.hpp"

namespace fealty::customers {
namespace {

using Texts = std::vector<std::optional<std::string>>;

TEST(FirstKnown, IsTheEarliestOfAllRecords) {
  Book book;
  book.add_customers(
      {.customer = Texts{"a", "b"}, .joined_at = std::vector<std::optional<Time>>{day(5), std::nullopt}});
  book.add_purchases({.customer = Texts{"a", "b", "c", "c"}, .at = std::vector<Time>{day(3), day(9), day(8), day(7)}});
  const std::vector<Time> known = first_known(book);
  EXPECT_EQ(known[0], day(3));
  EXPECT_EQ(known[1].us, std::numeric_limits<std::int64_t>::min()) << "listed without a date: known from the beginning";
  EXPECT_EQ(known[2], day(7));
}

TEST(FirstKnown, ACustomerWithoutAnyTimeIsNeverKnown) {
  Book book;
  book.add_ratings({.customer = Texts{"a"}, .item = Texts{"1"}});
  EXPECT_EQ(first_known(book)[0].us, std::numeric_limits<std::int64_t>::max());
}

}  // namespace
}  // namespace fealty::customers
