#pragma once

#include <string_view>

#include "fealty/core/columns.hpp"
#include "fealty/io/arrow_c_abi.hpp"

/// Columns in and out through the Arrow C data and C stream interfaces, without an Arrow library.
///
/// Coming in, values are viewed where they lie, and the producer's arrays are released when the last column that views
/// them is gone. Copied are only: float16 (to float32), decimals of up to 128 bits (to float64: the nearest where the
/// unscaled value is below 2^53, otherwise within two units in the last place), dictionaries of other things than texts
/// (looked up), dictionaries with missing entries (looked up) and buffers that are not aligned. Time of day, duration,
/// interval, binary, nested and run-end encoded types are refused.
///
/// What an array says of itself is checked before it is used: counts of buffers and children, lengths, offsets of
/// texts, views and indices of dictionaries. The number of missing values is counted. What is wrong is a RecordError
/// FY105 that names the column and its type.
namespace fealty::io {

/// The column in an array. Array and schema are taken over: they are released even if this throws. `name` is for
/// messages.
Column import_column(ArrowArray& array, ArrowSchema& schema, std::string_view name = {});

/// The column in a stream of arrays, one chunk for each. The stream is taken over: it is released even if this throws.
Column import_column(ArrowArrayStream& stream, std::string_view name = {});

/// The columns in a struct array (a record batch). Array and schema are taken over: they are released even if this
/// throws.
Frame import_frame(ArrowArray& array, ArrowSchema& schema);

/// The columns in a stream of struct arrays (record batches). The stream is taken over: it is released even if this
/// throws.
Frame import_frame(ArrowArrayStream& stream);

/// Fills `schema` with the type of a column; whoever gets it must release it, as all that is exported.
void export_schema(const Column& column, ArrowSchema& schema);

/// Fills `schema` with a struct of the columns' names and types.
void export_schema(const Frame& frame, ArrowSchema& schema);

/// Fills `array` and `schema` with a column. Nothing is copied if the column is one chunk; several are copied into one.
void export_column(const Column& column, ArrowArray& array, ArrowSchema& schema);

/// Fills `stream` with the chunks of a column. Nothing is copied, unless only some chunks have a dictionary.
void export_column(const Column& column, ArrowArrayStream& stream);

/// Fills `array` and `schema` with a struct array of the columns; columns of several chunks are copied into one.
void export_frame(const Frame& frame, ArrowArray& array, ArrowSchema& schema);

/// Fills `stream` with record batches. Nothing is copied: a batch ends wherever a chunk of any column does.
void export_frame(const Frame& frame, ArrowArrayStream& stream);

}  // namespace fealty::io
