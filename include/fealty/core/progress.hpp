#pragma once

#include <cstddef>
#include <string_view>

namespace fealty {

/// Watches a running computation from the thread that started it.
///
/// A computation calls `tick` every 50 milliseconds or so, from the calling thread and never from a worker. The Python
/// binding uses it to notice Ctrl-C and to draw a progress bar; a C++ application may use it in the same way.
class Monitor {
 public:
  Monitor() = default;
  Monitor(const Monitor&) = delete;
  Monitor& operator=(const Monitor&) = delete;
  virtual ~Monitor() = default;

  /// `done` of `total` blocks of the stage called `label` are finished. Returning false stops the computation, which
  /// then throws Interrupted.
  virtual bool tick(std::string_view label, std::size_t done, std::size_t total) noexcept = 0;
};

/// Installs a monitor for the computations that this thread starts, for the lifetime of the object.
class MonitorScope {
 public:
  explicit MonitorScope(Monitor& monitor) noexcept;
  MonitorScope(const MonitorScope&) = delete;
  MonitorScope& operator=(const MonitorScope&) = delete;
  ~MonitorScope();

 private:
  Monitor* previous_;
};

/// The monitor of this thread, or none.
Monitor* current_monitor() noexcept;

/// Tells the monitor of this thread, if any, how far a computation is that runs on the calling thread alone; throws
/// Interrupted if the monitor says stop.
void report_progress(std::string_view label, std::size_t done, std::size_t total);

}  // namespace fealty
