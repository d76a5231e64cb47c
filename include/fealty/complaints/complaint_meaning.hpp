#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "fealty/flow/requirement.hpp"

namespace fealty::complaints {

/// What a complaint means to the business that gets it.
///
/// The teaching text counts five meanings; the copy at hand does not name them. These five are our reading of it. The
/// list is closed.
enum class ComplaintMeaning : std::uint8_t {
  shortcoming,  ///< something is to be mended
  unmet_need,   ///< the customer asks for what is not offered
  loss,         ///< the customer asks that a loss be made good
  trust,        ///< the customer is attached, and gives another chance
  warning,      ///< the customer may leave, tell others or call an authority, or a danger can come again
};

inline constexpr std::size_t complaint_meaning_count = 5;

/// The meanings with their names, descriptions and Chinese names, in the order of the enumeration.
std::span<const flow::CatalogueEntry> complaint_meanings() noexcept;

/// The meaning of that name, English or Chinese; throws ParameterError that lists them.
ComplaintMeaning complaint_meaning_named(std::string_view name);

}  // namespace fealty::complaints
