#pragma once

#include <string_view>

namespace fealty {

/// Version of the library, following semantic versioning.
inline constexpr std::string_view version = "0.1.0";

}  // namespace fealty
