#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <pybind11/pybind11.h>
#include <pybind11/stl/filesystem.h>

#include "fealty/io/archive.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

template <class T>
pybind11::bytes archive_of(const T& value) {
  std::string archive;
  {
    const pybind11::gil_scoped_release unlocked;
    archive = io::to_bytes(value);
  }
  return pybind11::bytes(archive);
}

template <class T>
T value_in(const pybind11::bytes& archive) {
  const std::string_view view = archive;  // the caller holds the bytes, which never change
  const pybind11::gil_scoped_release unlocked;
  return io::from_bytes<T>(view);
}

/// Gives the Python class of a type with a Codec `save`, `load`, `to_bytes`, `from_bytes` and pickling, which uses the
/// same bytes.
template <class T, class... Options>
void def_archive(pybind11::class_<T, Options...>& cls) {
  namespace py = pybind11;
  using unlocked = py::call_guard<py::gil_scoped_release>;
  cls.def(
         "save", [](const T& self, const std::filesystem::path& path) { io::save(self, path); }, py::arg("path"),
         unlocked(), DOC("fealty::io::save"))
      .def_static(
          "load", [](const std::filesystem::path& path) { return io::load<T>(path); }, py::arg("path"), unlocked(),
          DOC("fealty::io::load"))
      .def("to_bytes", &archive_of<T>, DOC("fealty::io::to_bytes"))
      .def_static("from_bytes", &value_in<T>, py::arg("bytes"), DOC("fealty::io::from_bytes"))
      .def(py::pickle(&archive_of<T>, &value_in<T>));
}

}  // namespace fealty::bindings
