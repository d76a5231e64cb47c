#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "compute.hpp"
#include "fealty/core/error.hpp"
#include "numpy_columns.hpp"

namespace fealty::bindings {

namespace py = pybind11;

namespace {

const char* dtype_of(const Type& type) {
  switch (type.kind) {
    case Kind::boolean:
      return "?";
    case Kind::int8:
      return "i1";
    case Kind::int16:
      return "i2";
    case Kind::int32:
      return "i4";
    case Kind::int64:
      return "i8";
    case Kind::uint8:
      return "u1";
    case Kind::uint16:
      return "u2";
    case Kind::uint32:
      return "u4";
    case Kind::uint64:
      return "u8";
    case Kind::float32:
      return "f4";
    case Kind::float64:
      return "f8";
    case Kind::date32:
      return "M8[D]";
    case Kind::date64:
      return "M8[ms]";
    case Kind::timestamp: {
      static constexpr const char* units[] = {"M8[s]", "M8[ms]", "M8[us]", "M8[ns]"};
      return units[static_cast<std::size_t>(type.unit)];
    }
    default:
      return "O";
  }
}

py::array empty_array(const char* dtype, std::size_t size) {
  return py::array(py::dtype(dtype), static_cast<py::ssize_t>(size));
}

void make_read_only(const py::array& array) {
  array.attr("setflags")(py::arg("write") = false);
}

// An array over a chunk's values that keeps the column alive.
py::array viewed(const Column& column) {
  const Chunk& chunk = column.chunks().front();
  const py::dtype dtype(dtype_of(column.type()));
  const py::capsule base(new Column(column), [](void* held) { delete static_cast<Column*>(held); });
  const std::byte* data = chunk.values.data + static_cast<std::ptrdiff_t>(width_of(column.type().kind)) * chunk.offset;
  py::array array(dtype, {chunk.length}, {static_cast<py::ssize_t>(dtype.itemsize())}, data, base);
  make_read_only(array);
  return array;
}

template <class T, class To = T>
void copy_values(const Column& column, To* out) {
  for (const auto& chunk : column.chunks()) {
    const auto values = chunk.as<T>();
    for (const T value : values) *out++ = static_cast<To>(value);
  }
}

void copy_bits(const Column& column, std::uint8_t* out) {
  for (const auto& chunk : column.chunks()) {
    const auto* bits = chunk.values.as<std::uint8_t>();
    for (std::int64_t i = chunk.offset; i < chunk.offset + chunk.length; ++i) *out++ = (bits[i >> 3] >> (i & 7)) & 1;
  }
}

py::array copied(const Column& column) {
  py::array array = empty_array(dtype_of(column.type()), column.size());
  void* out = array.mutable_data();
  compute([&] {
    if (column.type().kind == Kind::boolean) {
      copy_bits(column, static_cast<std::uint8_t*>(out));
    } else if (column.type().kind == Kind::date32) {
      copy_values<std::int32_t>(column, static_cast<std::int64_t*>(out));
    } else if (width_of(column.type().kind) == 1) {
      copy_values<std::uint8_t>(column, static_cast<std::uint8_t*>(out));
    } else if (width_of(column.type().kind) == 2) {
      copy_values<std::uint16_t>(column, static_cast<std::uint16_t*>(out));
    } else if (width_of(column.type().kind) == 4) {
      copy_values<std::uint32_t>(column, static_cast<std::uint32_t*>(out));
    } else {
      copy_values<std::uint64_t>(column, static_cast<std::uint64_t*>(out));
    }
  });
  return array;
}

// Calls `f(row)` for the rows without a value.
template <class F>
void for_each_missing(const Column& column, F&& f) {
  std::size_t start = 0;
  for (const auto& chunk : column.chunks()) {
    if (chunk.null_count > 0) {
      for (std::int64_t i = 0; i < chunk.length; ++i) {
        if (!chunk.is_valid(i)) f(start + static_cast<std::size_t>(i));
      }
    }
    start += static_cast<std::size_t>(chunk.length);
  }
}

template <class T>
void fill_missing(const Column& column, py::array& array, T value) {
  auto* out = static_cast<T*>(array.mutable_data());
  compute([&] { for_each_missing(column, [&](std::size_t row) { out[row] = value; }); });
}

py::array plain_values(const Column& column) {
  const Kind kind = column.type().kind;
  const bool is_viewable =
      column.chunks().size() == 1 && !column.empty() && kind != Kind::boolean && kind != Kind::date32;
  return is_viewable ? viewed(column) : copied(column);
}

// An array of objects in the making.
class ObjectArray {
 public:
  explicit ObjectArray(std::size_t size)
      : array_(empty_array("O", size)), objects_(static_cast<PyObject**>(array_.mutable_data())) {}

  void set(std::size_t row, PyObject* owned) { Py_XSETREF(objects_[row], owned); }
  void set_shared(std::size_t row, PyObject* borrowed) { set(row, Py_NewRef(borrowed)); }
  [[nodiscard]] py::array take() && { return std::move(array_); }

 private:
  py::array array_;
  PyObject** objects_;
};

py::object python_text(std::string_view text) {
  PyObject* made = PyUnicode_DecodeUTF8(text.data(), static_cast<py::ssize_t>(text.size()), "strict");
  if (made == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(made);
}

std::vector<py::object> python_texts(const Column& column) {
  std::vector<py::object> texts;
  const Chunk& chunk = column.chunks().front();
  for_each_text(chunk, column.type().kind, 0, chunk.length,
                [&](std::int64_t, std::string_view text) { texts.push_back(python_text(text)); });
  return texts;
}

// Every text becomes one Python object; the texts of a dictionary are shared by their rows.
py::array texts_to_objects(const Column& column) {
  ObjectArray objects(column.size());
  std::size_t start = 0;
  for (const auto& chunk : column.chunks()) {
    if (chunk.dictionary != nullptr) {
      const auto texts = python_texts(*chunk.dictionary);
      for (std::int64_t i = 0; i < chunk.length; ++i) {
        if (!chunk.is_valid(i)) continue;
        objects.set_shared(start + static_cast<std::size_t>(i),
                           texts[static_cast<std::size_t>(chunk.index_at(i))].ptr());
      }
    } else {
      for_each_text(chunk, column.type().kind, 0, chunk.length, [&](std::int64_t i, std::string_view text) {
        objects.set(start + static_cast<std::size_t>(i), python_text(text).release().ptr());
      });
    }
    start += static_cast<std::size_t>(chunk.length);
  }
  for_each_missing(column, [&](std::size_t row) { objects.set_shared(row, Py_None); });
  return std::move(objects).take();
}

py::array booleans_to_objects(const Column& column) {
  const py::array values = copied(column);
  const std::span flags(static_cast<const std::uint8_t*>(values.data()), static_cast<std::size_t>(values.size()));
  ObjectArray objects(column.size());
  for (std::size_t i = 0; i < flags.size(); ++i) objects.set_shared(i, flags[i] != 0 ? Py_True : Py_False);
  for_each_missing(column, [&](std::size_t row) { objects.set_shared(row, Py_None); });
  return std::move(objects).take();
}

py::array none_objects(const Column& column) {
  ObjectArray objects(column.size());
  for (std::size_t i = 0; i < column.size(); ++i) objects.set_shared(i, Py_None);
  return std::move(objects).take();
}

}  // namespace

py::array column_to_numpy(const Column& column) {
  const Kind kind = column.type().kind;
  if (kind == Kind::null) return none_objects(column);
  if (is_text(kind)) return texts_to_objects(column);
  if (column.null_count() == 0) return plain_values(column);
  if (kind == Kind::boolean) return booleans_to_objects(column);
  if (kind == Kind::float32) {
    py::array floats = copied(column);
    fill_missing(column, floats, std::numeric_limits<float>::quiet_NaN());
    return floats;
  }
  if (is_temporal(kind)) {
    py::array times = copied(column);
    fill_missing(column, times, not_a_time);
    return times;
  }
  py::array numbers = empty_array("f8", column.size());
  auto* out = static_cast<double*>(numbers.mutable_data());
  compute([&] {
    const auto doubles = as_doubles(column, "");
    std::copy(doubles.begin(), doubles.end(), out);
  });
  return numbers;
}

std::pair<py::array, py::array> values_and_missing(const Column& column) {
  const Kind kind = column.type().kind;
  if (is_text(kind) || kind == Kind::null)
    throw RecordError(code::wrong_type, "columns of " + to_string(column.type()) + " have no plain values");
  py::array missing = empty_array("?", column.size());
  auto* marks = static_cast<bool*>(missing.mutable_data());
  compute([&] {
    std::fill(marks, marks + column.size(), false);
    for_each_missing(column, [&](std::size_t row) { marks[row] = true; });
  });
  return {plain_values(column), std::move(missing)};
}

py::object codes_and_texts(const Column& column) {
  const auto& chunks = column.chunks();
  if (chunks.empty() || chunks.front().dictionary == nullptr) return py::none();
  const auto& dictionary = chunks.front().dictionary;
  for (const auto& chunk : chunks) {
    if (chunk.dictionary != dictionary) return py::none();
  }
  py::array codes = empty_array("i8", column.size());
  auto* out = static_cast<std::int64_t*>(codes.mutable_data());
  compute([&] {
    for (const auto& chunk : chunks) {
      for (std::int64_t i = 0; i < chunk.length; ++i) *out++ = chunk.is_valid(i) ? chunk.index_at(i) : -1;
    }
  });
  return py::make_tuple(std::move(codes), texts_to_objects(*dictionary));
}

}  // namespace fealty::bindings
