#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace fealty {

namespace detail {

// Row 0 advances the checksum by one byte; row k by one byte that k others follow (Kounavis and Berry, "A systematic
// approach to building high performance software-based CRC generators", 2005: slicing by eight).
using Crc64Tables = std::array<std::array<std::uint64_t, 256>, 8>;

constexpr Crc64Tables make_crc64_tables() noexcept {
  constexpr std::uint64_t polynomial = 0xC96C5795D7870F42;  // ECMA-182, bits reversed
  Crc64Tables tables{};
  for (std::uint64_t byte = 0; byte < 256; ++byte) {
    std::uint64_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? polynomial : 0);
    tables[0][byte] = crc;
  }
  for (std::size_t row = 1; row < tables.size(); ++row) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint64_t crc = tables[row - 1][byte];
      tables[row][byte] = (crc >> 8) ^ tables[0][crc & 0xFF];
    }
  }
  return tables;
}

inline constexpr Crc64Tables crc64_tables = make_crc64_tables();

}  // namespace detail

/// The 64-bit cyclic redundancy check of some bytes: CRC-64/XZ, the polynomial of ECMA-182.
///
/// Any error within 64 consecutive bits changes it, so one flipped bit always does; of other errors 1 in 2^64 passes.
constexpr std::uint64_t crc64(std::string_view bytes) noexcept {
  const auto byte_at = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(bytes[i])}; };
  const auto& tables = detail::crc64_tables;
  std::uint64_t crc = ~std::uint64_t{0};
  std::size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    std::uint64_t word = 0;
    for (std::size_t k = 0; k < 8; ++k) word |= byte_at(i + k) << (8 * k);
    word ^= crc;
    crc = 0;
    for (std::size_t k = 0; k < 8; ++k) crc ^= tables[7 - k][(word >> (8 * k)) & 0xFF];
  }
  for (; i < bytes.size(); ++i) crc = (crc >> 8) ^ tables[0][(crc ^ byte_at(i)) & 0xFF];
  return ~crc;
}

}  // namespace fealty
