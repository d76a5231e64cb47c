#pragma once

#include <cstdint>
#include <string_view>

namespace fealty::io {

/// The check value of gzip (RFC 1952) of some bytes and `bytes` behind them, where `before` is that of the former, or
/// 0.
std::uint32_t gzip_crc(std::uint32_t before, std::string_view bytes) noexcept;

}  // namespace fealty::io
