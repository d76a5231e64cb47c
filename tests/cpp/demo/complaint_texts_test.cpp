#include <algorithm>
#include <cstddef>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "../../../src/demo/complaints.hpp"

namespace fealty::demo {
namespace {

bool is_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 128; });
}

TEST(ComplaintText, IsInTheLanguageOfTheCustomer) {
  RandomStream random(1, "test");
  for (std::size_t step = 0; step < step_count; ++step) {
    ComplaintSubject subject;
    subject.cause = static_cast<Step>(step);
    EXPECT_TRUE(is_ascii(complaint_text(subject, random)));
    subject.chinese = true;
    EXPECT_FALSE(is_ascii(complaint_text(subject, random)));
  }
}

TEST(ComplaintText, NamesTheCarAndLeavesNoMark) {
  RandomStream random(2, "test");
  bool named = false;
  for (int i = 0; i < 200; ++i) {
    ComplaintSubject subject;
    subject.cause = static_cast<Step>(i % static_cast<int>(step_count));
    subject.car_model = 3;
    const std::string text = complaint_text(subject, random);
    EXPECT_EQ(text.find('{'), std::string::npos) << text;
    named = named || text.find(car_model_names()[3]) != std::string::npos;
  }
  EXPECT_TRUE(named);
}

// What a classifier can learn: no text of one label is ever a text of another.
TEST(ComplaintText, TellsCausesTypesAndNeedsApart) {
  for (const bool chinese : {false, true}) {
    std::set<std::string> all;
    std::size_t sum = 0;
    RandomStream random(3, "test");
    for (std::size_t cause = 0; cause < step_count; ++cause) {
      for (std::size_t type = 0; type < complainer_names().size(); ++type) {
        for (std::size_t need = 0; need < need_names().size(); ++need) {
          std::set<std::string> own;
          const ComplaintSubject subject{chinese, static_cast<Step>(cause), type, need, 0};
          for (int i = 0; i < 20; ++i) own.insert(complaint_text(subject, random));
          EXPECT_GT(own.size(), 3U);
          sum += own.size();
          all.merge(own);
        }
      }
    }
    EXPECT_EQ(all.size(), sum);
  }
}

}  // namespace
}  // namespace fealty::demo
