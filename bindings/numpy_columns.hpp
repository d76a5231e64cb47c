#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include "fealty/core/columns.hpp"

namespace fealty::bindings {

/// What NumPy holds where a date or time is missing, NaT.
inline constexpr std::int64_t not_a_time = std::numeric_limits<std::int64_t>::min();

/// The column of a one-dimensional NumPy array: a view of integers, floats and datetime64 down to seconds, a copy of
/// the rest. NaN, NaT, None and pandas.NA are missing values, and so is what the bool array `missing` (or None) marks.
/// `zone` is that of a datetime64 array whose values are in UTC; without one they are clock readings.
///
/// Throws RecordError, naming `name`, for other arrays and for objects that are not texts.
Column column_from_numpy(const pybind11::array& array, const pybind11::object& missing, const std::string& zone,
                         const std::string& name);

/// The column of texts given by their position in a list, -1 for a missing value; the codes are viewed.
Column column_from_codes(const pybind11::array& codes, const Column& texts, const std::string& name);

/// A NumPy array of a column; see Column.to_numpy.
pybind11::array column_to_numpy(const Column& column);

/// The values as they lie and a bool array of those that are missing; for all types but texts and nulls.
std::pair<pybind11::array, pybind11::array> values_and_missing(const Column& column);

/// The codes (-1 where missing) and the texts they stand for, or None if the column is not encoded with one dictionary.
pybind11::object codes_and_texts(const Column& column);

}  // namespace fealty::bindings
