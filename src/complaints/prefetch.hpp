#pragma once

#include <cstddef>

#include "wide.hpp"

namespace fealty::complaints {

/// Asks for so many bytes, so that they are in the cache when they are needed.
#if defined(__GNUC__)
FEALTY_WITHIN void prefetch(const void* place, std::size_t bytes) noexcept {
  for (std::size_t i = 0; i < bytes; i += 64) __builtin_prefetch(static_cast<const char*>(place) + i);
}
#else
FEALTY_WITHIN void prefetch(const void*, std::size_t) noexcept {}
#endif

}  // namespace fealty::complaints
