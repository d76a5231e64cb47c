#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "fealty/core/random.hpp"
#include "population.hpp"
#include "ratings.hpp"
#include "records.hpp"
#include "visits.hpp"

namespace fealty::demo {

/// A complaint about the worst step of a visit and what became of it, if the customer complains.
std::optional<ComplaintRow> complain(const World& world, const Client& client, const Visit& visit,
                                     const Opinion& opinion, std::uint32_t number, RandomStream& random);

/// What a complaint is about and who complains.
struct ComplaintSubject {
  bool chinese = false;
  Step cause = Step::booking;
  std::size_t complainer = 0;  ///< position in complainer_names
  std::size_t need = 0;        ///< position in need_names
  std::size_t car_model = 0;   ///< position in car_model_names
};

/// Words that fit cause, kind of complainer and need, in one of several ways.
std::string complaint_text(const ComplaintSubject& subject, RandomStream& random);

/// The time that a complaint has to be resolved in, before its customer counts it as unresolved.
inline constexpr Duration resolution_limit = days(30);

}  // namespace fealty::demo
