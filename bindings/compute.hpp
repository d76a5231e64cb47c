#pragma once

#include <chrono>
#include <exception>
#include <optional>
#include <string_view>
#include <utility>

#include <pybind11/pybind11.h>

#include "fealty/core/error.hpp"
#include "fealty/core/progress.hpp"

namespace fealty::bindings {

/// Notices Ctrl-C while a computation runs, and shows a progress bar once it has taken a second.
class PythonMonitor final : public Monitor {
 public:
  PythonMonitor() = default;
  PythonMonitor(const PythonMonitor&) = delete;
  PythonMonitor& operator=(const PythonMonitor&) = delete;
  ~PythonMonitor() override;

  bool tick(std::string_view label, std::size_t done, std::size_t total) noexcept override;

  /// Throws what Python raised during a tick, if anything.
  void rethrow();

 private:
  void show(std::string_view label, std::size_t done, std::size_t total);

  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::optional<pybind11::object> bar_;
  std::exception_ptr raised_;
};

/// Runs a whole computation without the GIL, watched by a PythonMonitor. Everything that needs Python must have been
/// converted before, and is converted back after.
template <class Computation>
auto compute(Computation&& computation) {
  PythonMonitor monitor;
  const MonitorScope scope(monitor);
  try {
    const pybind11::gil_scoped_release unlocked;
    return std::forward<Computation>(computation)();
  } catch (const Interrupted&) {
    monitor.rethrow();
    throw;
  }
}

}  // namespace fealty::bindings
