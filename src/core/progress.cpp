#include "fealty/core/progress.hpp"

#include "fealty/core/error.hpp"

namespace fealty {
namespace {
thread_local Monitor* monitor_of_this_thread = nullptr;
}

MonitorScope::MonitorScope(Monitor& monitor) noexcept : previous_(monitor_of_this_thread) {
  monitor_of_this_thread = &monitor;
}

MonitorScope::~MonitorScope() {
  monitor_of_this_thread = previous_;
}

Monitor* current_monitor() noexcept {
  return monitor_of_this_thread;
}

void report_progress(std::string_view label, std::size_t done, std::size_t total) {
  if (monitor_of_this_thread != nullptr && !monitor_of_this_thread->tick(label, done, total)) throw Interrupted();
}

}  // namespace fealty
