#include <atomic>
#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "compute.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "numpy_columns.hpp"

namespace fealty::bindings {

namespace py = pybind11;

namespace {

template <class T>
std::span<const T> span_of(const py::array& array) {
  return {static_cast<const T*>(array.data()), static_cast<std::size_t>(array.size())};
}

[[noreturn]] void refuse(const std::string& name, const std::string& what) {
  throw RecordError(code::wrong_type, name.empty() ? what : "column '" + name + "': " + what);
}
// Python objects may be let go by any thread.
std::shared_ptr<const void> shared(py::object object) {
  return {object.release().ptr(), [](PyObject* held) {
            if (Py_IsInitialized() == 0) return;
            const py::gil_scoped_acquire locked;
            Py_DECREF(held);
          }};
}

// The array itself if it is contiguous, aligned and in the byte order of this machine; a copy otherwise.
py::array regular(const py::array& array) {
  const py::object dtype = array.dtype();
  const bool is_native = dtype.attr("isnative").cast<bool>();
  return py::module_::import("numpy").attr("require")(array, is_native ? dtype : dtype.attr("newbyteorder")("="),
                                                      py::make_tuple("C", "A"));
}

// An array on its way to a column.
class Input {
 public:
  Input(const py::array& array, const py::object& missing, std::string name)
      : name_(std::move(name)), array_(array), missing_(missing) {
    if (array.ndim() != 1) refuse("a column needs an array of one dimension, not " + std::to_string(array.ndim()));
    array_ = regular(array);
    if (!missing.is_none()) marks_ = read_marks();
  }

  // The same rows in another NumPy type.
  [[nodiscard]] Input as(const char* dtype) const { return {array_.attr("astype")(dtype), missing_, name_}; }

  [[nodiscard]] const py::array& array() const { return array_; }
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(array_.size()); }
  [[nodiscard]] bool is_marked(std::size_t row) const { return !marks_.empty() && marks_[row] != 0; }

  template <class T>
  [[nodiscard]] std::span<const T> values() const {
    return span_of<T>(array_);
  }

  [[nodiscard]] Buffer buffer() const {
    return {static_cast<const std::byte*>(array_.data()), static_cast<std::size_t>(array_.nbytes()), shared(array_)};
  }

  // Marks as missing what the caller marks and what the values say themselves. Mostly there is nothing, and one look
  // tells.
  template <class IsMissing>
  void set_missing(Chunk& chunk, IsMissing&& is_missing) const {
    std::atomic<bool> any = false;
    for_blocks(size(), [&](std::size_t begin, std::size_t end) {
      bool found = false;
      for (std::size_t i = begin; i < end; ++i) found |= is_missing(i);
      for (std::size_t i = begin; i < end && !marks_.empty(); ++i) found |= marks_[i] != 0;
      if (found) any = true;
    });
    if (any) chunk.set_validity(make_bitmap(size(), [&](std::size_t i) { return !is_missing(i) && !is_marked(i); }));
  }

  [[noreturn]] void refuse(const std::string& what) const { bindings::refuse(name_, what); }

 private:
  [[nodiscard]] std::span<const std::uint8_t> read_marks() const {
    if (!py::isinstance<py::array>(missing_)) refuse("the missing values must be marked by a bool array");
    const auto marks = py::reinterpret_borrow<py::array>(missing_);
    if (marks.ndim() != 1 || marks.dtype().kind() != 'b' || (marks.size() > 1 && marks.strides(0) != 1)) {
      refuse("the missing values must be marked by a contiguous bool array of one dimension");
    }
    if (marks.size() != array_.size()) {
      throw RecordError(code::length_mismatch, "column '" + name_ + "': " + std::to_string(array_.size()) +
                                                   " values and " + std::to_string(marks.size()) +
                                                   " marks of missing values");
    }
    return span_of<std::uint8_t>(marks);
  }

  std::string name_;
  py::array array_;
  py::object missing_;
  std::span<const std::uint8_t> marks_;
};

template <class T>
Column numbers_from(const Input& input, Kind kind) {
  const auto values = input.values<T>();
  Chunk chunk;
  chunk.length = static_cast<std::int64_t>(values.size());
  chunk.values = input.buffer();
  compute([&] {
    input.set_missing(chunk, [&](std::size_t i) {
      if constexpr (std::is_floating_point_v<T>) return std::isnan(values[i]);
      return false;
    });
  });
  return {{kind}, {std::move(chunk)}};
}

Column booleans_from(const Input& input) {
  const auto values = input.values<std::uint8_t>();
  return compute([&] {
    Chunk chunk;
    chunk.length = static_cast<std::int64_t>(values.size());
    chunk.values = Buffer::from(make_bitmap(values.size(), [&](std::size_t i) { return values[i] != 0; }));
    input.set_missing(chunk, [](std::size_t) { return false; });
    return Column({Kind::boolean}, {std::move(chunk)});
  });
}

Column dates_from(const Input& input) {
  const auto values = input.values<std::int64_t>();
  return compute([&] {
    std::vector<std::int32_t> dates(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i] == not_a_time) continue;
      dates[i] = static_cast<std::int32_t>(values[i]);
      if (dates[i] != values[i]) input.refuse("row " + std::to_string(i) + " holds a date too far away");
    }
    Chunk chunk;
    chunk.length = static_cast<std::int64_t>(values.size());
    chunk.values = Buffer::from(std::move(dates));
    input.set_missing(chunk, [&](std::size_t i) { return values[i] == not_a_time; });
    return Column({Kind::date32}, {std::move(chunk)});
  });
}

Column clock_times_from(const Input& input, TimeUnit unit, const std::string& zone) {
  const auto times = input.values<std::int64_t>();
  Chunk chunk;
  chunk.length = static_cast<std::int64_t>(times.size());
  chunk.values = input.buffer();
  compute([&] { input.set_missing(chunk, [&](std::size_t i) { return times[i] == not_a_time; }); });
  return {{Kind::timestamp, unit, zone}, {std::move(chunk)}};
}

std::optional<TimeUnit> unit_named(std::string_view name) {
  if (name == "s") return TimeUnit::second;
  if (name == "ms") return TimeUnit::millisecond;
  if (name == "us") return TimeUnit::microsecond;
  if (name == "ns") return TimeUnit::nanosecond;
  return std::nullopt;
}

// Units that a column does not have are taken to the next one that it has.
Column times_from(const Input& input, const std::string& zone) {
  const py::tuple data = py::module_::import("numpy").attr("datetime_data")(input.array().dtype());
  const auto name = data[0].cast<std::string>();
  const auto unit = unit_named(name);
  const bool is_days = name == "Y" || name == "M" || name == "W" || name == "D";
  if (data[1].cast<int>() == 1) {
    if (unit) return clock_times_from(input, *unit, zone);
    if (name == "D") return dates_from(input);
  }
  if (unit) return clock_times_from(input.as(("M8[" + name + "]").c_str()), *unit, zone);
  if (is_days) return dates_from(input.as("M8[D]"));
  if (name == "h" || name == "m") return clock_times_from(input.as("M8[s]"), TimeUnit::second, zone);
  input.refuse("datetime64[" + name + "] is not supported; cast the array to datetime64[us]");
}

// Collects texts in UTF-8 with 64-bit offsets.
class TextColumn {
 public:
  explicit TextColumn(std::size_t size) : valid_((size + 7) / 8) { offsets_.reserve(size + 1); }

  void add_missing() { offsets_.push_back(static_cast<std::int64_t>(bytes_.size())); }

  void add_ascii(const char* text, std::size_t length) {
    bytes_.insert(bytes_.end(), text, text + length);
    finish();
  }

  // Code points of 1, 2 or 4 bytes. False if one of them is half of a surrogate pair, which UTF-8 cannot hold.
  template <class Unit>
  [[nodiscard]] bool add(const Unit* text, std::size_t length) {
    for (std::size_t i = 0; i < length; ++i) {
      const std::uint32_t point = text[i];
      if (point < 0x80) {
        put(point);
      } else if (point < 0x800) {
        put(0xC0 | (point >> 6));
        put(0x80 | (point & 0x3F));
      } else if (point < 0x10000) {
        if (point >= 0xD800 && point < 0xE000) return false;
        put(0xE0 | (point >> 12));
        put(0x80 | ((point >> 6) & 0x3F));
        put(0x80 | (point & 0x3F));
      } else {
        put(0xF0 | (point >> 18));
        put(0x80 | ((point >> 12) & 0x3F));
        put(0x80 | ((point >> 6) & 0x3F));
        put(0x80 | (point & 0x3F));
      }
    }
    finish();
    return true;
  }

  Column take() && {
    Chunk chunk;
    chunk.length = static_cast<std::int64_t>(offsets_.size()) - 1;
    chunk.values = Buffer::from(std::move(offsets_));
    chunk.text = Buffer::from(std::move(bytes_));
    chunk.set_validity(std::move(valid_));
    return {{Kind::text64}, {std::move(chunk)}};
  }

 private:
  void put(std::uint32_t byte) { bytes_.push_back(static_cast<char>(byte)); }

  void finish() {
    const std::size_t row = offsets_.size() - 1;
    valid_[row / 8] = static_cast<std::uint8_t>(valid_[row / 8] | (1U << (row % 8)));
    offsets_.push_back(static_cast<std::int64_t>(bytes_.size()));
  }

  std::vector<std::int64_t> offsets_ = {0};
  std::vector<char> bytes_;
  std::vector<std::uint8_t> valid_;
};

[[noreturn]] void refuse_surrogate(const Input& input, std::size_t row) {
  input.refuse("the text in row " + std::to_string(row) + " holds half of a surrogate pair, which is not a character");
}

// NumPy pads texts of a fixed width with zeros.
Column padded_texts_from(const Input& input) {
  const auto width = static_cast<std::size_t>(input.array().itemsize()) / 4;
  const auto* text = static_cast<const std::uint32_t*>(input.array().data());
  return compute([&] {
    TextColumn texts(input.size());
    for (std::size_t i = 0; i < input.size(); ++i) {
      const std::uint32_t* start = text + i * width;
      std::size_t length = width;
      while (length > 0 && start[length - 1] == 0) --length;
      if (input.is_marked(i)) {
        texts.add_missing();
      } else if (!texts.add(start, length)) {
        refuse_surrogate(input, i);
      }
    }
    return std::move(texts).take();
  });
}

bool add_text(TextColumn& texts, PyObject* text) {
  const auto length = static_cast<std::size_t>(PyUnicode_GET_LENGTH(text));
  if (PyUnicode_IS_COMPACT_ASCII(text)) {
    texts.add_ascii(static_cast<const char*>(PyUnicode_DATA(text)), length);
    return true;
  }
  switch (PyUnicode_KIND(text)) {
    case PyUnicode_1BYTE_KIND:
      return texts.add(PyUnicode_1BYTE_DATA(text), length);
    case PyUnicode_2BYTE_KIND:
      return texts.add(PyUnicode_2BYTE_DATA(text), length);
    default:
      return texts.add(PyUnicode_4BYTE_DATA(text), length);
  }
}

// What Python programs write for a missing value: None, a NaN, and the two of pandas if it is loaded.
class MissingObjects {
 public:
  MissingObjects() {
    const py::dict modules = py::module_::import("sys").attr("modules");
    if (!modules.contains("pandas")) return;
    const py::object pandas = modules["pandas"];
    if (py::hasattr(pandas, "NA")) na_ = pandas.attr("NA");
    if (py::hasattr(pandas, "NaT")) nat_ = pandas.attr("NaT");
  }

  [[nodiscard]] bool contain(PyObject* value) const {
    return value == nullptr || value == Py_None || value == na_.ptr() || value == nat_.ptr() ||
           (PyFloat_Check(value) && std::isnan(PyFloat_AS_DOUBLE(value)));
  }

 private:
  py::object na_;
  py::object nat_;
};

Column objects_from(const Input& input) {
  const MissingObjects missing;
  const auto objects = input.values<PyObject*>();
  TextColumn texts(objects.size());
  bool any = false;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    if (missing.contain(objects[i]) || input.is_marked(i)) {
      texts.add_missing();
    } else if (!PyUnicode_Check(objects[i])) {
      input.refuse("row " + std::to_string(i) + " holds a value of type " + Py_TYPE(objects[i])->tp_name +
                   " where a text must be");
    } else if (!add_text(texts, objects[i])) {
      refuse_surrogate(input, i);
    } else {
      any = true;
    }
  }
  if (any) return std::move(texts).take();
  Chunk nulls;
  nulls.length = nulls.null_count = static_cast<std::int64_t>(objects.size());
  return {{Kind::null}, {std::move(nulls)}};
}

}  // namespace

Column column_from_numpy(const py::array& array, const py::object& missing, const std::string& zone,
                         const std::string& name) {
  const Input input(array, missing, name);
  const char kind = array.dtype().kind();
  const auto width = array.itemsize();
  if (!zone.empty() && kind != 'M') input.refuse("only datetime64 arrays have a time zone");
  if (kind == 'b') return booleans_from(input);
  if (kind == 'i' && width == 1) return numbers_from<std::int8_t>(input, Kind::int8);
  if (kind == 'i' && width == 2) return numbers_from<std::int16_t>(input, Kind::int16);
  if (kind == 'i' && width == 4) return numbers_from<std::int32_t>(input, Kind::int32);
  if (kind == 'i' && width == 8) return numbers_from<std::int64_t>(input, Kind::int64);
  if (kind == 'u' && width == 1) return numbers_from<std::uint8_t>(input, Kind::uint8);
  if (kind == 'u' && width == 2) return numbers_from<std::uint16_t>(input, Kind::uint16);
  if (kind == 'u' && width == 4) return numbers_from<std::uint32_t>(input, Kind::uint32);
  if (kind == 'u' && width == 8) return numbers_from<std::uint64_t>(input, Kind::uint64);
  if (kind == 'f' && width == 2) return numbers_from<float>(input.as("f4"), Kind::float32);
  if (kind == 'f' && width == 4) return numbers_from<float>(input, Kind::float32);
  if (kind == 'f' && width == 8) return numbers_from<double>(input, Kind::float64);
  if (kind == 'M') return times_from(input, zone);
  if (kind == 'U') return padded_texts_from(input);
  if (kind == 'O') return objects_from(input);
  if (kind == 'T') return objects_from(input.as("O"));
  input.refuse("arrays of NumPy type '" + py::str(array.dtype()).cast<std::string>() + "' are not supported");
}

Column column_from_codes(const py::array& codes, const Column& texts, const std::string& name) {
  const Column indices = column_from_numpy(codes, py::none(), "", name);
  const Kind kind = indices.type().kind;
  if (!is_integer(kind) || kind == Kind::uint64) refuse(name, "codes must be integers");
  if (!is_text(texts.type().kind) || texts.null_count() > 0)
    refuse(name, "codes need texts to stand for, none missing");
  Chunk chunk = indices.chunks().front();
  chunk.index_kind = kind;
  chunk.dictionary = std::make_shared<const Column>(texts.decoded().combined());
  const auto entries = static_cast<std::int64_t>(texts.size());
  compute([&] {
    for (std::int64_t i = 0; i < chunk.length; ++i) {
      const std::int64_t index = chunk.index_at(i);
      if (index < -1 || index >= entries) {
        refuse(name, "row " + std::to_string(i) + " holds code " + std::to_string(index) + " of " +
                         std::to_string(entries) + " texts");
      }
    }
    chunk.set_validity(make_bitmap(static_cast<std::size_t>(chunk.length),
                                   [&](std::size_t i) { return chunk.index_at(static_cast<std::int64_t>(i)) >= 0; }));
  });
  const Type type = chunk.dictionary->type();
  return {type, {std::move(chunk)}};
}

}  // namespace fealty::bindings
