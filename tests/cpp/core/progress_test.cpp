#include "fealty/core/progress.hpp"

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty {
namespace {

class Counter final : public Monitor {
 public:
  explicit Counter(bool go_on) : go_on_(go_on) {}
  bool tick(std::string_view, std::size_t done, std::size_t) noexcept override {
    last = done;
    return go_on_;
  }
  std::size_t last = 0;

 private:
  bool go_on_;
};

TEST(Progress, IsToldToTheInnermostMonitor) {
  Counter outer(true);
  Counter inner(true);
  const MonitorScope outside(outer);
  {
    const MonitorScope inside(inner);
    report_progress("x", 3, 10);
  }
  report_progress("x", 5, 10);
  EXPECT_EQ(inner.last, 3U);
  EXPECT_EQ(outer.last, 5U);
}

TEST(Progress, GoesNowhereWithoutAMonitor) {
  EXPECT_EQ(current_monitor(), nullptr);
  EXPECT_NO_THROW(report_progress("x", 1, 2));
}

TEST(Progress, AMonitorThatSaysStopInterrupts) {
  Counter stop(false);
  const MonitorScope scope(stop);
  EXPECT_THROW(report_progress("x", 1, 2), Interrupted);
}

}  // namespace
}  // namespace fealty
