#include <exception>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/time.hpp"
#include "fealty/core/time_zone.hpp"
#include "fealty/version.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;

namespace {

/// The Python classes of the errors; they live as long as the interpreter.
struct ErrorClasses {
  py::object base, record, parameter, fit, archive;
};

ErrorClasses& error_classes() {
  static auto* classes = new ErrorClasses();
  return *classes;
}

py::object make_error(py::module_& m, const char* name, const char* doc, const py::tuple& bases) {
  const std::string full_name = std::string("fealty.") + name;
  py::dict members;
  members["code"] = "";  // until one is raised
  auto cls =
      py::reinterpret_steal<py::object>(PyErr_NewExceptionWithDoc(full_name.c_str(), doc, bases.ptr(), members.ptr()));
  m.attr(name) = cls;
  return cls;
}

void raise(const py::object& cls, const Error& error) {
  // A message may name a path, and a path need not be UTF-8.
  const std::string_view what = error.what();
  const auto message = py::reinterpret_steal<py::object>(
      PyUnicode_DecodeUTF8(what.data(), static_cast<py::ssize_t>(what.size()), "backslashreplace"));
  const py::object instance = cls(message);
  instance.attr("code") = error.code();
  PyErr_SetObject(cls.ptr(), instance.ptr());
}

void translate(std::exception_ptr pointer) {
  if (!pointer) return;
  const auto& classes = error_classes();
  try {
    std::rethrow_exception(pointer);
  } catch (const RecordError& e) {
    raise(classes.record, e);
  } catch (const ParameterError& e) {
    raise(classes.parameter, e);
  } catch (const FitError& e) {
    raise(classes.fit, e);
  } catch (const ArchiveError& e) {
    raise(classes.archive, e);
  } catch (const Error& e) {
    raise(classes.base, e);
  }
}

void bind_errors(py::module_& m) {
  auto& classes = error_classes();
  const auto builtin = [](PyObject* type) { return py::reinterpret_borrow<py::object>(type); };
  classes.base = make_error(m, "FealtyError", DOC("fealty::Error"), py::make_tuple(builtin(PyExc_Exception)));
  const auto derived = [&](const char* name, const char* doc, PyObject* python_base) {
    return make_error(m, name, doc, py::make_tuple(classes.base, builtin(python_base)));
  };
  classes.record = derived("RecordError", DOC("fealty::RecordError"), PyExc_ValueError);
  classes.parameter = derived("ParameterError", DOC("fealty::ParameterError"), PyExc_ValueError);
  classes.fit = derived("FitError", DOC("fealty::FitError"), PyExc_RuntimeError);
  classes.archive = derived("ArchiveError", DOC("fealty::ArchiveError"), PyExc_OSError);
  py::register_exception_translator(&translate);
}

TimeZone make_zone(std::string name, std::int64_t initial,
                   const std::vector<std::pair<std::int64_t, std::int64_t>>& changes) {
  std::vector<TimeZone::Transition> transitions;
  transitions.reserve(changes.size());
  for (const auto& [since, offset] : changes) transitions.push_back({Time{since}, Duration{offset}});
  return {std::move(name), Duration{initial}, std::move(transitions)};
}

}  // namespace

void bind_core(py::module_& m) {
  m.attr("__version__") = std::string(version);
  bind_errors(m);
  m.def("threads", &threads, DOC("fealty::threads"));
  m.def("set_threads", &set_threads, py::arg("count"), DOC("fealty::set_threads"));
  py::class_<TimeZone>(m, "TimeZone", DOC("fealty::TimeZone"))
      .def(py::init<>())
      .def(py::init(&make_zone), py::arg("name"), py::arg("initial"),
           py::arg("transitions") = std::vector<std::pair<std::int64_t, std::int64_t>>{},
           DOC("fealty::TimeZone::TimeZone"))
      .def_property_readonly("name", &TimeZone::name);
}

}  // namespace fealty::bindings
