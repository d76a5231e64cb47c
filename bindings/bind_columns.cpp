#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include "compute.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/error.hpp"
#include "fealty/io/arrow.hpp"
#include "numpy_columns.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;

namespace {

// ---- The Arrow PyCapsule interface: a capsule releases what its reader has not moved out of it ----

template <class T>
constexpr const char* capsule_name = nullptr;
template <>
constexpr const char* capsule_name<ArrowSchema> = "arrow_schema";
template <>
constexpr const char* capsule_name<ArrowArray> = "arrow_array";
template <>
constexpr const char* capsule_name<ArrowArrayStream> = "arrow_array_stream";

template <class T>
py::capsule make_capsule(std::unique_ptr<T> exported) {
  py::capsule capsule(exported.get(), capsule_name<T>, [](PyObject* self) {
    auto* held = static_cast<T*>(PyCapsule_GetPointer(self, capsule_name<T>));
    if (held->release != nullptr) held->release(held);
    delete held;
  });
  exported.release();
  return capsule;
}

template <class T>
T& open_capsule(const py::handle& capsule) {
  void* held = PyCapsule_GetPointer(capsule.ptr(), capsule_name<T>);
  if (held == nullptr) throw py::error_already_set();
  return *static_cast<T*>(held);
}

template <class Data>
py::capsule schema_of(const Data& data) {
  auto schema = std::make_unique<ArrowSchema>();
  io::export_schema(data, *schema);
  return make_capsule(std::move(schema));
}

void export_data(const Column& column, ArrowArray& array, ArrowSchema& schema) {
  io::export_column(column, array, schema);
}
void export_data(const Frame& frame, ArrowArray& array, ArrowSchema& schema) {
  io::export_frame(frame, array, schema);
}
void export_data(const Column& column, ArrowArrayStream& stream) {
  io::export_column(column, stream);
}
void export_data(const Frame& frame, ArrowArrayStream& stream) {
  io::export_frame(frame, stream);
}

template <class Data>
py::tuple array_of(const Data& data, const py::object& /*requested_schema*/) {
  auto array = std::make_unique<ArrowArray>();
  auto schema = std::make_unique<ArrowSchema>();
  compute([&] { export_data(data, *array, *schema); });
  return py::make_tuple(make_capsule(std::move(schema)), make_capsule(std::move(array)));
}

template <class Data>
py::capsule stream_of(const Data& data, const py::object& /*requested_schema*/) {
  auto stream = std::make_unique<ArrowArrayStream>();
  compute([&] { export_data(data, *stream); });
  return make_capsule(std::move(stream));
}

// Reads what has __arrow_c_stream__ or __arrow_c_array__, in this order, with one of the two given functions.
template <class FromStream, class FromArray>
auto read_arrow(const py::object& data, FromStream&& from_stream, FromArray&& from_array) {
  if (py::hasattr(data, "__arrow_c_stream__")) {
    const py::object capsule = data.attr("__arrow_c_stream__")();
    auto& stream = open_capsule<ArrowArrayStream>(capsule);
    return compute([&] { return from_stream(stream); });
  }
  if (!py::hasattr(data, "__arrow_c_array__")) {
    throw py::type_error("data of type " + py::type::of(data).attr("__name__").cast<std::string>() +
                         " has neither __arrow_c_stream__ nor __arrow_c_array__");
  }
  const py::tuple capsules = data.attr("__arrow_c_array__")();
  auto& schema = open_capsule<ArrowSchema>(capsules[0]);
  auto& array = open_capsule<ArrowArray>(capsules[1]);
  return compute([&] { return from_array(array, schema); });
}

Column column_from_arrow(const py::object& data, const std::string& name) {
  return read_arrow(
      data, [&](ArrowArrayStream& stream) { return io::import_column(stream, name); },
      [&](ArrowArray& array, ArrowSchema& schema) { return io::import_column(array, schema, name); });
}

Frame frame_from_arrow(const py::object& data) {
  return read_arrow(
      data, [](ArrowArrayStream& stream) { return io::import_frame(stream); },
      [](ArrowArray& array, ArrowSchema& schema) { return io::import_frame(array, schema); });
}

template <class Data>
void bind_arrow_export(py::class_<Data>& cls) {
  cls.def("__arrow_c_schema__", &schema_of<Data>, "The type as an Arrow schema in a capsule.")
      .def("__arrow_c_array__", &array_of<Data>, py::arg("requested_schema") = py::none(),
           "The values as one Arrow array in a capsule, with its schema; several chunks are copied into one. "
           "`requested_schema` is not followed.")
      .def("__arrow_c_stream__", &stream_of<Data>, py::arg("requested_schema") = py::none(),
           "The values as a stream of Arrow arrays in a capsule; nothing is copied. `requested_schema` is not "
           "followed.");
}

Frame make_frame(const py::typing::Dict<py::str, Column>& columns) {
  Frame frame;
  for (const auto& [name, column] : columns) {
    if (!py::isinstance<py::str>(name) || !py::isinstance<Column>(column)) {
      throw py::type_error("a frame is made from texts and columns");
    }
    frame.add(name.cast<std::string>(), column.cast<Column>());
  }
  return frame;
}

std::vector<std::string> names_of(const Frame& frame) {
  std::vector<std::string> names;
  for (const auto& column : frame.columns()) names.push_back(column.first);
  return names;
}

std::string show(const Column& column) {
  return "<fealty.Column: " + std::to_string(column.size()) + " rows of " + to_string(column.type()) + ">";
}

std::string show(const Frame& frame) {
  std::string text = "<fealty.Frame: " + std::to_string(frame.rows()) + " rows";
  const char* before = "; ";
  for (const auto& [name, column] : frame.columns()) {
    text += before + name + ": " + to_string(column.type());
    before = ", ";
  }
  return text + ">";
}

Column take_rows(const Column& column, const py::array& rows) {
  if (rows.dtype().kind() != 'i' && rows.dtype().kind() != 'u') {
    throw RecordError(code::wrong_type, "rows must be integers");
  }
  const Column given = column_from_numpy(rows.attr("astype")("i8", py::arg("copy") = false), py::none(), "", "rows");
  return compute([&] {
    std::vector<std::uint32_t> wanted;
    wanted.reserve(given.size());
    for (const std::int64_t row : given.chunks().front().as<std::int64_t>()) {
      if (row < -1 || row >= static_cast<std::int64_t>(column.size())) {
        throw ParameterError(code::out_of_domain, "row " + std::to_string(row) + " of a column of " +
                                                      std::to_string(column.size()) + " rows");
      }
      wanted.push_back(row < 0 ? Column::missing_row : static_cast<std::uint32_t>(row));
    }
    return column.take(wanted);
  });
}

void bind_column(py::module_& m) {
  py::class_<Column> cls(m, "Column", DOC("fealty::Column"));
  cls.def_static(
         "from_arrow", &column_from_arrow, py::arg("data"), py::arg("name") = "",
         "The column of anything with `__arrow_c_stream__` or `__arrow_c_array__`, viewed where it lies. `name` is "
         "for messages.")
      .def_static(
          "from_numpy", &column_from_numpy, py::arg("array"), py::kw_only(), py::arg("missing") = py::none(),
          py::arg("zone") = "", py::arg("name") = "",
          "The column of a one-dimensional NumPy array.\n\n"
          "Integers, floats and datetime64 of seconds or finer are viewed where they lie, so the array must not "
          "be changed as long as the column is used; the rest is copied. NaN, NaT, None and pandas.NA are "
          "missing values, and so is what the bool array `missing` marks. `zone` names the time zone of a "
          "datetime64 array whose values are in UTC; without one they are clock readings. Arrays of objects "
          "must hold texts. `name` is for messages.")
      .def_static(
          "from_codes", &column_from_codes, py::arg("codes"), py::arg("texts"), py::arg("name") = "",
          "A column of texts given by their position in the column `texts`; -1 is a missing value. The codes, an "
          "array of integers, are viewed where they lie.")
      .def("to_numpy", &column_to_numpy,
           "A NumPy array of the values.\n\n"
           "Numbers and times in one chunk without missing values are viewed, read-only; the rest is copied. Where "
           "values are missing, integers become float64 with NaN, floats hold NaN, times NaT (in UTC, in the "
           "column's own unit), booleans become objects with None. Texts are objects, None where missing.")
      .def(
          "__array__",
          [](const Column& column, const py::object& dtype, const py::object& copy) {
            const py::object array = column_to_numpy(column);
            const bool is_wanted = !copy.is_none() && copy.cast<bool>();
            if (dtype.is_none()) return is_wanted ? py::object(array.attr("copy")()) : array;
            return py::object(array.attr("astype")(dtype, py::arg("copy") = is_wanted));
          },
          py::arg("dtype") = py::none(), py::arg("copy") = py::none(), "The array of `to_numpy`.")
      .def("values_and_missing", &values_and_missing,
           "The values as they lie (anything where one is missing) and a bool array of those that are missing. Not for "
           "texts.")
      .def("codes_and_texts", &codes_and_texts,
           "The codes (-1 where missing) and the texts that they stand for, or None if the column is not encoded with "
           "one dictionary.")
      .def("take", &take_rows, py::arg("rows"),
           "The values at the given rows (an array of integers), in that order; row -1 gives a missing value.")
      .def_property_readonly("type", [](const Column& column) { return to_string(column.type()); })
      .def_property_readonly("zone", [](const Column& column) { return column.type().zone; })
      .def_property_readonly("null_count", &Column::null_count)
      .def("__len__", &Column::size)
      .def("__repr__", [](const Column& column) { return show(column); });
  bind_arrow_export(cls);
}

void bind_frame(py::module_& m) {
  py::class_<Frame> cls(m, "Frame", DOC("fealty::Frame"));
  cls.def(py::init(&make_frame), py::arg("columns") = py::dict(), DOC("fealty::Frame::Frame"))
      .def_static(
          "from_arrow", &frame_from_arrow, py::arg("data"),
          "The columns of anything with `__arrow_c_stream__` or `__arrow_c_array__` (a table, a record batch, a "
          "reader of batches), viewed where they lie.")
      .def_property_readonly("names", &names_of)
      .def("__getitem__", &Frame::at, py::arg("name"), DOC("fealty::Frame::at"))
      .def(
          "__contains__", [](const Frame& frame, const std::string& name) { return frame.find(name) != nullptr; },
          py::arg("name"))
      .def("__len__", &Frame::rows)
      .def("__repr__", [](const Frame& frame) { return show(frame); });
  bind_arrow_export(cls);
}

}  // namespace

void bind_columns(py::module_& m) {
  bind_column(m);
  bind_frame(m);
}

}  // namespace fealty::bindings
