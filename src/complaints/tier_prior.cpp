#include "fealty/complaints/tier_prior.hpp"

#include <algorithm>
#include <cmath>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nearest_name.hpp"

namespace fealty::complaints {
namespace {

constexpr double least_weight = 0.01;
constexpr double greatest_weight = 1e9;

bool is_weight(double weight) noexcept {
  return weight >= least_weight && weight <= greatest_weight;
}

}  // namespace

void TierPrior::validate() const {
  constexpr std::string_view rule = "must be between 0.01 and 1e9";
  require(is_weight(silent), "the prior's weight of the silent", silent, rule);
  require(is_weight(informal), "the prior's weight of the informal", informal, rule);
  require(is_weight(formal), "the prior's weight of the formal", formal, rule);
}

TierPrior TierPrior::with_concentration(double wanted) const {
  require(std::isfinite(wanted) && wanted > 0, "concentration", wanted, "must be positive");
  const double factor = wanted / concentration();
  TierPrior other = *this;
  other.silent *= factor;
  other.informal *= factor;
  other.formal *= factor;
  other.validate();
  return other;
}

TierPrior TierPrior::updated(double silent_answers, double informal_answers, double formal_answers) const {
  require(silent_answers >= 0, "the silent among those asked", silent_answers, "must not be negative");
  require(informal_answers >= 0, "the informal among those asked", informal_answers, "must not be negative");
  require(formal_answers >= 0, "the formal among those asked", formal_answers, "must not be negative");
  TierPrior other = *this;
  other.silent += silent_answers;
  other.informal += informal_answers;
  other.formal += formal_answers;
  other.validate();
  return other;
}

std::vector<TierPrior> tier_priors() {
  return {
      {"lecture",
       "a lecture on customer-service management, as a rule of thumb: 45 % informal, 5 % formal, the rest silent",
       "no sample stands behind the shares; concentration 20 is our choice", 10.0, 9.0, 1.0},
      {"tarp",
       "Technical Assistance Research Programs (1979, 1986), United States Office of Consumer Affairs; Goodman (1999), "
       "Competitive Advantage, June 1999: about half complain to the front line, 1 to 5 % reach a manager or the head "
       "office",
       "a mean over industries: of business customers 75 % complain to the front line, of mistreatment and poor "
       "quality "
       "5 to 30 %; that only 4 % complain is a misquotation: 96 % with a small-ticket problem did not complain to the "
       "head office, but half did to the retailer (Goodman 2005, Quality Progress); concentration 40 is our choice",
       20.0, 18.8, 1.2},
      {"uniform", "none: every combination of shares is as likely",
       "the silent share is taken to lie anywhere, a third being expected", 1.0, 1.0, 1.0},
  };
}

TierPrior named_tier_prior(std::string_view name) {
  const std::vector<TierPrior> priors = tier_priors();
  const auto found = std::ranges::find(priors, name, &TierPrior::name);
  if (found != priors.end()) return *found;
  throw ParameterError(code::unknown_name,
                       unknown_name_message(name, "a prior of the tiers",
                                            {priors.size(), [&](std::size_t i) { return priors[i].name; }}));
}

Frame frame_of(const std::vector<TierPrior>& priors) {
  std::vector<std::string> name, source, caveat;
  std::vector<double> silent, informal, formal, concentration;
  for (const TierPrior& prior : priors) {
    const double all = prior.concentration();
    name.push_back(prior.name);
    silent.push_back(prior.silent / all);
    informal.push_back(prior.informal / all);
    formal.push_back(prior.formal / all);
    concentration.push_back(all);
    source.push_back(prior.source);
    caveat.push_back(prior.caveat);
  }
  return Frame({{"name", name},
                {"silent", std::move(silent)},
                {"informal", std::move(informal)},
                {"formal", std::move(formal)},
                {"concentration", std::move(concentration)},
                {"source", source},
                {"caveat", caveat}});
}

}  // namespace fealty::complaints
