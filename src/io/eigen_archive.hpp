#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include <Eigen/Core>

#include "boost_archive.hpp"

/// How vectors and matrices are saved: rows, columns and the numbers, column by column.
namespace fealty::io {

template <class Scalar, int rows, int columns>
struct Archived<Eigen::Matrix<Scalar, rows, columns>> {
  using Matrix = Eigen::Matrix<Scalar, rows, columns>;
  static_assert(detail::is_dense<Scalar>());
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const Matrix& matrix) {
    out.save_count(static_cast<std::size_t>(matrix.rows()));
    out.save_count(static_cast<std::size_t>(matrix.cols()));
    out.save_words(matrix.data(), static_cast<std::size_t>(matrix.size()), sizeof(Scalar));
  }

  static Matrix load(InArchive& in, unsigned /*saved_version*/) {
    const auto height = in.value<std::uint64_t>();
    const auto width = in.value<std::uint64_t>();
    require_sound(fits(height, rows) && fits(width, columns), "a matrix has another shape than it must");
    require_sound(height == 0 || width <= in.left() / sizeof(Scalar) / height, "a matrix goes beyond its end");
    Matrix matrix(static_cast<Eigen::Index>(height), static_cast<Eigen::Index>(width));
    in.load_words(matrix.data(), static_cast<std::size_t>(matrix.size()), sizeof(Scalar));
    return matrix;
  }

 private:
  static bool fits(std::uint64_t size, int fixed) {
    return fixed == Eigen::Dynamic ? size <= std::numeric_limits<std::int32_t>::max()
                                   : size == static_cast<std::uint64_t>(fixed);
  }
};

}  // namespace fealty::io
