#include "compute.hpp"

namespace fealty::bindings {

namespace py = pybind11;

namespace {
constexpr std::chrono::seconds silent_for{1};
}

PythonMonitor::~PythonMonitor() {
  if (!bar_) return;
  try {
    bar_->attr("close")();
  } catch (const std::exception&) {  // a bar that cannot be closed is no reason to lose a result
  }
}

bool PythonMonitor::tick(std::string_view label, std::size_t done, std::size_t total) noexcept {
  try {
    const py::gil_scoped_acquire locked;
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    if (std::chrono::steady_clock::now() - start_ > silent_for) show(label, done, total);
    return true;
  } catch (...) {
    raised_ = std::current_exception();
    return false;
  }
}

void PythonMonitor::rethrow() {
  if (raised_) std::rethrow_exception(raised_);
}

void PythonMonitor::show(std::string_view label, std::size_t done, std::size_t total) {
  if (!bar_) bar_ = py::module_::import("fealty.progress").attr("Bar")();
  bar_->attr("show")(label, done, total);
}

}  // namespace fealty::bindings
