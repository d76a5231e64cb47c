#include "retention_archive.hpp"

#include <vector>

#include "fealty/io/archive.hpp"

namespace fealty::loyalty {

// How the models are saved is said in archive.cpp, where their codecs are compiled.

std::string model_bytes(const Retention& retention) {
  if (const auto* sbg = std::get_if<ShiftedBetaGeoModel>(&retention)) return io::to_bytes(*sbg);
  if (const auto* bdw = std::get_if<BetaDiscreteWeibullModel>(&retention)) return io::to_bytes(*bdw);
  return {};
}

Retention model_in(std::size_t index, std::string_view bytes) {
  if (index == 1) return io::from_bytes<ShiftedBetaGeoModel>(bytes);
  return io::from_bytes<BetaDiscreteWeibullModel>(bytes);
}

}  // namespace fealty::loyalty
