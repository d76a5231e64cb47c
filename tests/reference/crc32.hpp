#pragma once

#include <cstdint>
#include <string_view>

namespace fealty::reference {

/// The CRC-32 of gzip as its definition says: bit by bit.
inline std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = ~std::uint32_t{0};
  for (const char byte : bytes) {
    for (int bit = 0; bit < 8; ++bit) {
      const bool differs = ((crc ^ (static_cast<unsigned char>(byte) >> bit)) & 1) != 0;
      crc = (crc >> 1) ^ (differs ? 0xEDB88320U : 0);
    }
  }
  return ~crc;
}

}  // namespace fealty::reference
