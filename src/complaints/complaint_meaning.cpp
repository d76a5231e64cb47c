#include "fealty/complaints/complaint_meaning.hpp"

#include <array>
#include <string>

#include "fealty/core/error.hpp"
#include "fealty/core/nearest_name.hpp"

namespace fealty::complaints {
namespace {

constexpr std::array<flow::CatalogueEntry, complaint_meaning_count> ready_meanings = {{
    {"shortcoming", "something is to be mended", "不足之处"},
    {"unmet_need", "the customer asks for what is not offered, or cannot be served any more", "未满足的需求"},
    {"loss", "the customer asks that a loss be made good", "损失待补"},
    {"trust", "the customer is attached to the business and gives it another chance", "信任"},
    {"warning",
     "the customer leaves or may leave for reasons that lie with the business, tells others or goes to an authority; "
     "or "
     "a danger can come again",
     "警示"},
}};

}  // namespace

std::span<const flow::CatalogueEntry> complaint_meanings() noexcept {
  return ready_meanings;
}

ComplaintMeaning complaint_meaning_named(std::string_view name) {
  for (std::size_t i = 0; i < ready_meanings.size(); ++i) {
    if (name == ready_meanings[i].name || name == ready_meanings[i].chinese) return static_cast<ComplaintMeaning>(i);
  }
  throw ParameterError(
      code::unknown_name,
      unknown_name_message(name, "a meaning of a complaint",
                           {ready_meanings.size(), [](std::size_t i) { return std::string(ready_meanings[i].name); }}));
}

}  // namespace fealty::complaints
