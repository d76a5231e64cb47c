#pragma once

#include <cstdint>
#include <string_view>

namespace fealty::reference {

/// CRC-64/XZ as its definition says: bit by bit.
inline std::uint64_t crc64(std::string_view bytes) {
  std::uint64_t crc = ~std::uint64_t{0};
  for (const char byte : bytes) {
    for (int bit = 0; bit < 8; ++bit) {
      const bool differs = ((crc ^ (static_cast<unsigned char>(byte) >> bit)) & 1) != 0;
      crc = (crc >> 1) ^ (differs ? 0xC96C5795D7870F42 : 0);
    }
  }
  return ~crc;
}

}  // namespace fealty::reference
