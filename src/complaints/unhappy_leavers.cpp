#include "fealty/complaints/unhappy_leavers.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "fealty/core/error.hpp"
#include "fealty/core/nearest_name.hpp"

namespace fealty::complaints {
namespace {

struct Market {
  std::string_view code;
  std::string_view name;
  std::optional<double> share;
};

constexpr std::array<Market, 3> markets{{{"AU", "Australia", 0.05}, {"US", "United States", 0.2}, {"CN", "China", {}}}};

}  // namespace

double unhappy_leavers(std::string_view market) {
  const auto found = std::ranges::find(markets, market, &Market::code);
  if (found == markets.end()) {
    throw ParameterError(
        code::unknown_name,
        unknown_name_message(market, "a market with a known share of leavers",
                             {markets.size(), [](std::size_t i) { return std::string(markets[i].code); }}));
  }
  if (!found->share) {
    throw ParameterError(code::missing_parameter, "no source gives the share of unhappy customers who leave in " +
                                                      std::string(found->name) +
                                                      ": measure it and give it as share=...");
  }
  return *found->share;
}

Frame unhappy_leavers() {
  std::vector<std::string> codes, names, sources;
  std::vector<std::optional<double>> shares;
  for (const Market& market : markets) {
    codes.emplace_back(market.code);
    names.emplace_back(market.name);
    shares.push_back(market.share);
    sources.emplace_back("a lecture on customer-service management, without a study");
  }
  return Frame({{"market", codes}, {"name", names}, {"share", shares}, {"source", sources}});
}

}  // namespace fealty::complaints
