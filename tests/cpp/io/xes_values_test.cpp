#include "../../../src/io/xes_values.hpp"

#include <cmath>
#include <limits>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace fealty::io {
namespace {

TEST(XesValues, TimesAreReadAsTheParserOfCoreReadsThem) {
  const std::string pattern = "2011-10-01T00:38:44.546+02:00";
  const std::string marks = "0123456789-+:.TZ ";
  std::mt19937 random(7);
  for (int i = 0; i < 200'000; ++i) {
    std::string text = pattern;
    for (auto changes = random() % 4; changes > 0; --changes) {
      text[(random() % text.size())] = marks[(random() % marks.size())];
    }
    const auto parsed = parse_iso8601(text);
    const auto read = read_time(text);
    if (text.front() == ' ' || text.back() == ' ') continue;
    ASSERT_EQ(read.has_value(), parsed.has_value()) << text;
    if (!read) continue;
    ASSERT_EQ(read->at, parsed->wall - parsed->offset.value_or(Duration{0})) << text;
    ASSERT_EQ(read->is_naive, !parsed->offset.has_value()) << text;
  }
}

TEST(XesValues, NumbersAreThoseOfXmlSchemaAndOfJava) {
  EXPECT_EQ(read_integer(" +7 "), 7);
  EXPECT_EQ(read_integer("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
  for (const char* bad : {"", "7.0", "9223372036854775808", "+-1", "0x1", "1 2", "UNKNOWN"})
    EXPECT_FALSE(read_integer(bad)) << bad;
  EXPECT_EQ(read_real("2.3832541524E7"), 23832541.524);
  EXPECT_EQ(read_real("+.5"), 0.5);
  EXPECT_EQ(read_real("-INF"), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(read_real("Infinity"), std::numeric_limits<double>::infinity());
  EXPECT_TRUE(std::isnan(read_real("NaN").value_or(0)));
  for (const char* bad : {"", "nan(1)", "inf", "1e999", "1,5", "--1", "0x1p3"}) EXPECT_FALSE(read_real(bad)) << bad;
  EXPECT_EQ(read_boolean("true"), true);
  EXPECT_EQ(read_boolean(" 0"), false);
  EXPECT_FALSE(read_boolean("yes"));
}

}  // namespace
}  // namespace fealty::io
