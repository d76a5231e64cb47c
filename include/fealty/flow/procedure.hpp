#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/flow/requirement.hpp"
#include "fealty/flow/service_flow.hpp"

namespace fealty::flow {

/// An ordered procedure: steps that are to be done each once, one after the other. It is data; what audits it is the
/// flow that it makes.
struct Procedure {
  std::string_view name;                  ///< "complaint_handling"
  std::string_view title;                 ///< in words
  std::string_view chinese;               ///< its Chinese name
  std::string_view source;                ///< where it comes from
  std::span<const CatalogueEntry> steps;  ///< in order
};

/// The procedures that are ready: complaint_handling.
///
/// The teaching text behind `complaint_handling` counts eight steps "from listening to review"; the six between are the
/// usual ones. Who handles complaints in other steps names them: see flow_of.
std::span<const Procedure> procedures() noexcept;

/// The procedure of that name; throws ParameterError that names the nearest there is.
const Procedure& procedure_named(std::string_view name);

/// What the names of steps in the records are written in.
enum class Language : std::uint8_t { english, chinese };

/// A flow that asks for each step once and in order, as backbone of an audit.
ServiceFlow flow_of(const Procedure& procedure, Language language = Language::english);

/// The steps as records: step, meaning, chinese.
Frame frame_of(const Procedure& procedure);

}  // namespace fealty::flow
