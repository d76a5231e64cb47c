#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "fealty/loyalty/customer_economics.hpp"

namespace fealty::loyalty {

/// A fitted model of contracts as the bytes of its own archive; none for rates.
std::string model_bytes(const Retention& retention);

/// The model in such bytes; `index` is its place in the variant.
Retention model_in(std::size_t index, std::string_view bytes);

}  // namespace fealty::loyalty
