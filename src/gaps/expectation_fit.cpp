#include "fealty/gaps/expectation_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <variant>

#include <Eigen/Core>
#include <Eigen/Eigenvalues>
#include <fmt/format.h>

#include "expectation_likelihood.hpp"
#include "expectation_scales.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/nearest_name.hpp"
#include "fealty/core/optimize.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::gaps {
namespace {

constexpr auto& parameter_names = ExpectationParameters<>::names;
constexpr std::array<std::string_view, 3> question_names{"expectation", "should", "experience"};
constexpr std::array<unsigned, 3> question_bits{answered::will, answered::should, answered::experience};
constexpr std::size_t screened_work = 50'000;  // visits from which starts are compared on a part of the series
constexpr double repeats_per_parameter = 20;

// Positions of the parameters.
enum : std::size_t {
  will_rate,
  should_rate,
  will_effect,
  should_effect,
  service_mean,
  service_sd,
  will_mean,
  will_sd,
  should_mean,
  should_sd,
  correlation,
  will_noise,
  should_noise,
  experience_noise
};

/// What the answers to one question look like.
struct AnswerMoments {
  double count = 0, mean = 0, squares = 0;
  double least = std::numeric_limits<double>::infinity();
  double most = -std::numeric_limits<double>::infinity();

  void add(double x) {
    count += 1;
    const double off = x - mean;
    mean += off / count;
    squares += off * (x - mean);
    least = std::min(least, x);
    most = std::max(most, x);
  }

  /// Moments of both; Chan, Golub and LeVeque (1979).
  AnswerMoments& operator+=(const AnswerMoments& other) {
    if (other.count == 0) return *this;
    const double all = count + other.count, off = other.mean - mean;
    squares += other.squares + off * off * count * other.count / all;
    mean += off * other.count / all;
    count = all;
    least = std::min(least, other.least);
    most = std::max(most, other.most);
    return *this;
  }

  [[nodiscard]] double deviation() const { return std::sqrt(squares / count); }
};

struct AnswersOfCustomer {
  std::array<AnswerMoments, 3> all;
  std::array<AnswerMoments, 3> first;  // of each series
  std::uint64_t series = 0, ratings = 0;

  AnswersOfCustomer& operator+=(const AnswersOfCustomer& other) {
    for (std::size_t q = 0; q < 3; ++q) {
      all[q] += other.all[q];
      first[q] += other.first[q];
    }
    series += other.series;
    ratings += other.ratings;
    return *this;
  }

  [[nodiscard]] unsigned asked() const {
    unsigned bits = 0;
    for (std::size_t q = 0; q < 3; ++q) bits |= all[q].count > 0 ? question_bits[q] : 0;
    return bits;
  }
};

AnswersOfCustomer look_at(const RatingSeries& series, const std::vector<double>& levels) {
  const auto part = [&](std::size_t begin, std::size_t end) {
    AnswersOfCustomer seen;
    for (std::size_t s = begin; s < end; ++s) {
      std::array<bool, 3> had{};
      std::uint64_t ratings = 0;
      for (std::size_t i = series.begin_of(s); i < series.end_of(s); ++i) {
        const VisitAnswers a = series.answers(i);
        ratings += a.questions() != 0 ? 1 : 0;
        const std::array values{a.will, a.should, a.experience};
        for (std::size_t q = 0; q < 3; ++q) {
          if (std::isnan(values[q])) continue;
          const double value = values[q] - levels[series.item_of(s)];
          seen.all[q].add(value);
          if (!std::exchange(had[q], true)) seen.first[q].add(value);
        }
      }
      seen.ratings += ratings;
      seen.series += ratings > 0 ? 1 : 0;
    }
    return seen;
  };
  return reduce_blocks(
      series.size(), AnswersOfCustomer{}, part,
      [](AnswersOfCustomer& total, const AnswersOfCustomer& one) { total += one; }, 1 << 14);
}

void require_usable(const AnswersOfCustomer& seen) {
  if (seen.ratings == 0) throw FitError(code::no_information, "there are no ratings with an answer");
  if (seen.ratings == seen.series) {
    throw FitError(code::no_information,
                   fmt::format("no customer has rated the same thing twice ({} ratings): what experience does to an "
                               "expectation shows only at the next visit",
                               seen.ratings));
  }
  for (std::size_t q = 0; q < 3; ++q) {
    if (seen.all[q].count == 0 || seen.all[q].least < seen.all[q].most) continue;
    throw FitError(code::no_information, fmt::format("column {}: all {} answers are {}", question_names[q],
                                                     seen.all[q].count, seen.all[q].mean));
  }
}

/// Where the search stands: the values of all parameters, and which of them are searched for.
struct Search {
  std::array<double, parameter_count> values{};
  std::array<ParameterStatus, parameter_count> status{};
  std::size_t iterations = 0;

  [[nodiscard]] bool is_free(std::size_t i) const { return status[i] == ParameterStatus::estimated; }

  [[nodiscard]] std::vector<std::size_t> free() const {
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < parameter_count; ++i) {
      if (is_free(i)) positions.push_back(i);
    }
    return positions;
  }

  void settle(std::size_t i, ParameterStatus why, double value) {
    if (!is_free(i)) return;
    status[i] = why;
    values[i] = value;
  }

  [[nodiscard]] Eigen::VectorXd point() const {
    const auto positions = free();
    Eigen::VectorXd x(static_cast<Eigen::Index>(positions.size()));
    for (std::size_t k = 0; k < positions.size(); ++k)
      x[static_cast<Eigen::Index>(k)] = to_scale(scales[positions[k]], values[positions[k]]);
    return x;
  }

  void move_to(const Eigen::VectorXd& x) {
    const auto positions = free();
    for (std::size_t k = 0; k < positions.size(); ++k)
      values[positions[k]] = from_scale(scales[positions[k]], x[static_cast<Eigen::Index>(k)]);
  }

  /// The log-likelihood near a point, by the free parameters on their scales.
  [[nodiscard]] Expansion expand(const ExpectationLikelihood& likelihood, const Eigen::VectorXd& x) const {
    const auto positions = free();
    std::array<ParameterDual, parameter_count> parameters;
    for (std::size_t i = 0; i < parameter_count; ++i) parameters[i] = values[i];
    for (std::size_t k = 0; k < positions.size(); ++k) {
      const std::size_t i = positions[k];
      parameters[i] = from_scale(scales[i], ParameterDual::variable(x[static_cast<Eigen::Index>(k)], i));
    }
    const ParameterDual f = likelihood(ExpectationParameters<ParameterDual>::of(parameters));
    const auto size = static_cast<Eigen::Index>(positions.size());
    Expansion result{f.value, Eigen::VectorXd(size), Eigen::MatrixXd(size, size)};
    for (Eigen::Index a = 0; a < size; ++a) {
      const std::size_t i = positions[static_cast<std::size_t>(a)];
      result.gradient[a] = f.gradient[i];
      for (Eigen::Index b = 0; b < size; ++b)
        result.hessian(a, b) = f.second(i, positions[static_cast<std::size_t>(b)]);
    }
    return result;
  }

  Optimum climb(const ExpectationLikelihood& likelihood, std::size_t most_iterations) {
    NewtonOptions options;
    options.max_iterations = most_iterations;
    Optimum found = maximize([&](const Eigen::VectorXd& x) { return expand(likelihood, x); }, point(), options);
    iterations += found.iterations;
    if (found.stop != NewtonStop::not_finite) move_to(found.argmax);
    return found;
  }
};

/// A block of parameters that belong to one expectation, which the ratings may not tell if nobody was asked for it.
struct Block {
  unsigned question;
  std::size_t effect;
  std::size_t deviation;
  std::array<std::size_t, 4> others;  // rate, mean, deviation, correlation
};

constexpr std::array<Block, 2> blocks{
    Block{answered::should, should_effect, should_sd, {should_rate, should_mean, should_sd, correlation}},
    Block{answered::will, will_effect, will_sd, {will_rate, will_mean, will_sd, correlation}}};

/// Leaves an expectation out: it has no effect then, and its parameters are not known.
void leave_out(Search& search, const Block& block) {
  search.settle(block.effect, ParameterStatus::not_identified, 0.0);
  for (const std::size_t i : block.others) {
    const bool is_mean = i == should_mean || i == will_mean;
    search.settle(i, ParameterStatus::not_identified, is_mean ? search.values[service_mean] : 0.0);
  }
}

bool has_part(const Search& search, const Block& block) {
  return search.is_free(block.effect) ||
         std::ranges::any_of(block.others, [&](std::size_t i) { return search.is_free(i); });
}

/// Values to start from, of the size of the answers.
Search start_of(const AnswersOfCustomer& seen, const ExpectationOptions& options,
                std::span<const Block* const> left_out, double rate) {
  Search search;
  const auto& [will, should, experience] = seen.all;
  const AnswerMoments& any = experience.count > 0 ? experience : (will.count > 0 ? will : should);
  const auto or_any = [&](const AnswerMoments& m) -> const AnswerMoments& { return m.count > 0 ? m : any; };
  const auto spread = [&](const AnswerMoments& m) { return 0.7 * std::max(m.deviation(), 0.1 * any.deviation()); };
  auto& v = search.values;
  v[will_rate] = rate;
  v[should_rate] = 0.5 * rate;
  v[will_effect] = 0.3;
  v[should_effect] = 0.2;
  v[service_mean] = any.mean;
  v[service_sd] = spread(any);
  v[will_mean] = or_any(seen.first[0]).mean;
  v[will_sd] = spread(or_any(seen.first[0]));
  v[should_mean] = seen.first[1].count > 0 ? seen.first[1].mean : any.mean + 0.5 * any.deviation();
  v[should_sd] = spread(or_any(seen.first[1]));
  v[correlation] = 0.0;
  v[will_noise] = spread(or_any(will));
  v[should_noise] = spread(or_any(should));
  v[experience_noise] = spread(any);

  for (const auto& [name, value] : options.fixed) {
    const auto i = static_cast<std::size_t>(std::ranges::find(parameter_names, name) - parameter_names.begin());
    search.settle(i, ParameterStatus::fixed, value);
  }
  const unsigned asked = seen.asked();
  const auto unasked = [&](std::initializer_list<std::size_t> positions) {
    for (const std::size_t i : positions) search.settle(i, ParameterStatus::not_asked, 0.0);
  };
  if ((asked & answered::will) == 0) unasked({will_noise});
  if ((asked & answered::should) == 0) unasked({should_noise});
  if ((asked & answered::experience) == 0) unasked({will_effect, should_effect, experience_noise});
  for (const Block& block : blocks) {
    const bool shows =
        (asked & block.question) != 0 || search.is_free(block.effect) || search.values[block.effect] != 0;
    if (!shows) leave_out(search, block);
  }
  for (const Block* block : left_out) leave_out(search, *block);
  return search;
}

void check(const ExpectationOptions& options) {
  require_level(options.level);
  for (const auto& [name, value] : options.fixed) {
    const auto found = std::ranges::find(parameter_names, name);
    if (found == parameter_names.end()) {
      throw ParameterError(code::unknown_name,
                           unknown_name_message(name, "a parameter", {parameter_names.size(), [](std::size_t i) {
                                                                        return std::string(parameter_names[i]);
                                                                      }}));
    }
    require_in_range(static_cast<std::size_t>(found - parameter_names.begin()), value);
  }
}

/// The end of the range that a parameter has come so close to that it makes no more difference.
///
/// Noise ends above 0: few ratings can be explained without any, and their likelihood would have no bound.
std::optional<double> edge_of(std::size_t i, double value, double spread) {
  constexpr double near_rate = 1e-4, near_correlation = 0.9995;
  const double small = 1e-3 * spread;
  const bool is_noise = i == will_noise || i == should_noise || i == experience_noise;
  switch (scales[i]) {
    case ParameterScale::rate:
      if (value < near_rate) return 0.0;
      if (value > 1 - near_rate) return 1.0;
      return std::nullopt;
    case ParameterScale::positive:
      return value < small ? std::optional(is_noise ? small : 0.0) : std::nullopt;
    case ParameterScale::correlation:
      return std::abs(value) > near_correlation ? std::optional(std::copysign(1.0, value)) : std::nullopt;
    default:
      return std::nullopt;
  }
}

/// Puts what has come to the end of its range there.
bool settle_edges(Search& search, double spread) {
  bool any = false;
  for (std::size_t i = 0; i < parameter_count; ++i) {
    const std::optional<double> edge = search.is_free(i) ? edge_of(i, search.values[i], spread) : std::nullopt;
    if (!edge) continue;
    any = true;
    search.settle(i, ParameterStatus::boundary, *edge);
  }
  return any;
}

/// Of what the ratings do not tell, the parameter with the largest part in it is settled.
void settle_unidentified(Search& search, const Expansion& at) {
  const auto positions = search.free();
  const Eigen::VectorXd scale =
      at.hessian.diagonal().cwiseAbs().cwiseSqrt().unaryExpr([](double s) { return s > 0 ? 1 / s : 1.0; });
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(
      Eigen::MatrixXd(scale.asDiagonal() * -at.hessian * scale.asDiagonal()));
  Eigen::Index largest = 0;
  solver.eigenvectors().col(0).cwiseAbs().maxCoeff(&largest);
  const std::size_t i = positions[static_cast<std::size_t>(largest)];
  const bool has_neutral = i == will_effect || i == should_effect || i == correlation;
  search.settle(i, ParameterStatus::not_identified, has_neutral ? 0.0 : search.values[i]);
}

/// The first block that nobody was asked for and of which something is still searched for, if `holds`.
template <class Holds>
const Block* unasked_block(const Search& search, unsigned asked, Holds&& holds) {
  for (const Block& block : blocks) {
    if ((asked & block.question) == 0 && has_part(search, block) && holds(block)) return &block;
  }
  return nullptr;
}

/// An expectation that nobody was asked for and of which the experiences show nothing: it has no scale of its own, and
/// the likelihood rises ever more slowly as its effect goes to 0 and its deviation up.
const Block* unseen_block(const Search& search, unsigned asked, double spread) {
  constexpr double widest = 5;  // of deviations between customers, in those of the answers
  return unasked_block(search, asked, [&](const Block& block) {
    return search.is_free(block.effect) && search.values[block.deviation] > widest * spread;
  });
}

/// The same where an effect on the experience cannot be told from none.
const Block* uncertain_block(const Search& search, unsigned asked, const Eigen::MatrixXd& covariance) {
  constexpr double errors = 2;
  const auto positions = search.free();
  return unasked_block(search, asked, [&](const Block& block) {
    const auto found = std::ranges::find(positions, block.effect);
    if (found == positions.end()) return false;
    const auto row = static_cast<Eigen::Index>(found - positions.begin());
    return std::abs(search.values[block.effect]) < errors * std::sqrt(covariance(row, row));
  });
}

/// The maximum with all that it has no standard error for settled.
struct LocatedOptimum {
  Search search;
  Optimum optimum;
  Eigen::MatrixXd covariance;
};

/// The maximum that a search leads to, or the block that has to be left out before it begins again.
std::variant<LocatedOptimum, const Block*> find(const ExpectationLikelihood& likelihood, Search search, unsigned asked,
                                                double spread) {
  constexpr std::size_t steps_at_once = 40;  // between looks at the ends of ranges, to which a search goes for ever
  settle_edges(search, spread);
  for (;;) {
    if (search.free().empty()) {
      throw FitError(code::no_information, "the ratings determine no parameter");
    }
    Optimum optimum = search.climb(likelihood, steps_at_once);
    if (optimum.stop == NewtonStop::not_finite) {
      throw FitError(code::no_convergence, "the likelihood of the ratings has no finite value at the start");
    }
    if (const Block* block = unseen_block(search, asked, spread)) return block;
    if (settle_edges(search, spread)) continue;
    const bool may_go_on = search.iterations < NewtonOptions{}.max_iterations;
    if (optimum.stop == NewtonStop::iteration_limit && may_go_on) continue;
    try {
      Eigen::MatrixXd of_estimates = covariance(optimum);
      if (const Block* block = uncertain_block(search, asked, of_estimates)) return block;
      return LocatedOptimum{std::move(search), std::move(optimum), std::move(of_estimates)};
    } catch (const FitError&) {
      if (const Block* block = unasked_block(search, asked, [](const Block&) { return true; })) return block;
      settle_unidentified(search, optimum.at);
    }
  }
}

/// The best of several starts, on a part of the series where there are many.
Search best_start(const RatingSeries& series, const std::vector<double>& levels, const ExpectationLikelihood& all,
                  const AnswersOfCustomer& seen, const ExpectationOptions& options,
                  std::span<const Block* const> left_out) {
  const std::size_t stride = 1 + all.work() / screened_work;
  std::optional<ExpectationLikelihood> part;
  if (stride > 1) part.emplace(series, levels, stride);
  const ExpectationLikelihood& likelihood = part ? *part : all;
  constexpr std::array rates{0.3, 0.7, 0.1};
  constexpr std::size_t screening_iterations = 25;
  std::optional<Search> best;
  double highest = -std::numeric_limits<double>::infinity();
  for (const double rate : rates) {
    Search search = start_of(seen, options, left_out, rate);
    if (search.free().empty()) throw FitError(code::no_information, "the ratings determine no parameter");
    const Optimum optimum = search.climb(likelihood, screening_iterations);
    if (optimum.stop == NewtonStop::not_finite || !(optimum.at.value > highest)) continue;
    highest = optimum.at.value;
    best = std::move(search);
  }
  return best ? std::move(*best) : start_of(seen, options, left_out, rates[0]);
}

/// The highest maximum, without expectations that the ratings do not tell.
LocatedOptimum maximum(const RatingSeries& series, const std::vector<double>& levels, const AnswersOfCustomer& seen,
                       const ExpectationOptions& options, double spread) {
  const ExpectationLikelihood likelihood(series, levels);
  std::vector<const Block*> left_out;
  for (;;) {
    auto result =
        find(likelihood, best_start(series, levels, likelihood, seen, options, left_out), seen.asked(), spread);
    if (LocatedOptimum* found = std::get_if<LocatedOptimum>(&result)) return std::move(*found);
    left_out.push_back(std::get<const Block*>(result));
  }
}

std::string percent(double share) {
  return fmt::format("{:.0f} %", 100 * share);
}

void warn(ExpectationFit& fit, const Optimum& optimum, std::size_t free) {
  const auto add = [&](std::string_view parameter, std::string_view kind, std::string meaning) {
    fit.warnings.push_back({std::string(parameter), std::string(kind), std::move(meaning)});
  };
  if (!optimum.converged()) {
    add("", "not_converged", fmt::format("the search for the maximum {}", to_string(optimum.stop)));
  }
  if (static_cast<double>(fit.repeats) < repeats_per_parameter * static_cast<double>(free)) {
    add("", "few_repeats",
        fmt::format("{} repeated ratings are few for {} parameters: intervals may be too narrow", fit.repeats, free));
  }
  for (std::size_t i = 0; i < parameter_count; ++i) {
    const Estimate& e = fit.estimates[i];
    const std::string_view name = parameter_names[i];
    if (fit.status[i] == ParameterStatus::boundary) {
      add(name, "boundary", fmt::format("the ratings are explained best at the end of its range, {:.4g}", e.value));
    } else if (fit.status[i] == ParameterStatus::not_identified) {
      add(name, "not_identified", "the ratings do not tell it");
    }
    if (fit.status[i] != ParameterStatus::estimated) continue;
    const bool is_effect = i == will_effect || i == should_effect;
    if ((scales[i] == ParameterScale::rate && e.upper - e.lower > 0.8) || (is_effect && e.upper - e.lower > 2)) {
      add(name, "imprecise",
          fmt::format("its {} interval reaches from {:.3g} to {:.3g}", percent(e.level), e.lower, e.upper));
    }
    if (is_effect && e.upper < 0) {
      add(name, "unexpected_sign",
          i == will_effect ? "who expects more experiences less: the model may not hold for these ratings"
                           : "who demands more experiences more: the model may not hold for these ratings");
    }
  }
}

}  // namespace

std::string_view to_string(ParameterStatus status) noexcept {
  constexpr std::array<std::string_view, 5> texts{"estimated", "fixed", "boundary", "not_identified", "not_asked"};
  return texts[static_cast<std::size_t>(status)];
}

ExpectationFit fit_expectations(const RatingSeries& series, const ExpectationOptions& options) {
  check(options);
  std::vector<double> levels = item_levels(series);
  const AnswersOfCustomer seen = look_at(series, levels);
  require_usable(seen);
  const unsigned asked = seen.asked();
  double spread = 0;
  for (const AnswerMoments& question : seen.all)
    spread = std::max(spread, question.count > 0 ? question.deviation() : 0);

  const auto [search, optimum, covariance] = maximum(series, levels, seen, options, spread);

  ExpectationFit fit;
  fit.parameters = ExpectationParameters<>::of(search.values);
  fit.status = search.status;
  fit.item_levels = std::move(levels);
  fit.asked = asked;
  fit.log_likelihood = optimum.at.value;
  fit.series = seen.series;
  fit.ratings = seen.ratings;
  fit.repeats = seen.ratings - seen.series;
  fit.iterations = search.iterations;
  fit.level = options.level;
  fit.knows_will = (asked & answered::will) != 0 || search.values[will_effect] != 0;
  fit.knows_should = (asked & answered::should) != 0 || search.values[should_effect] != 0;

  for (std::size_t i = 0; i < parameter_count; ++i) {
    const double value = search.values[i];
    const bool known = search.status[i] == ParameterStatus::fixed || search.status[i] == ParameterStatus::boundary;
    const double exact = search.status[i] == ParameterStatus::fixed ? value : nan;
    fit.estimates[i] = {known ? value : nan, search.status[i] == ParameterStatus::fixed ? 0.0 : nan, exact, exact,
                        options.level};
  }
  const auto positions = search.free();
  for (std::size_t k = 0; k < positions.size(); ++k) {
    const std::size_t i = positions[k];
    const auto row = static_cast<Eigen::Index>(k);
    const double error = std::sqrt(covariance(row, row));
    const Estimate on_scale = normal_interval(optimum.argmax[row], error, options.level);
    const double value = search.values[i];
    fit.estimates[i] = {value, error * slope_of(scales[i], value), from_scale(scales[i], on_scale.lower),
                        from_scale(scales[i], on_scale.upper), options.level};
  }
  warn(fit, optimum, positions.size());
  return fit;
}

Frame ExpectationFit::frame() const {
  std::vector<std::string> parameter, state;
  std::vector<double> value, standard_error, lower, upper;
  for (std::size_t i = 0; i < parameter_count; ++i) {
    parameter.emplace_back(parameter_names[i]);
    state.emplace_back(to_string(status[i]));
    value.push_back(estimates[i].value);
    standard_error.push_back(estimates[i].standard_error);
    lower.push_back(estimates[i].lower);
    upper.push_back(estimates[i].upper);
  }
  Frame made;
  made.add("parameter", Column(parameter));
  made.add("value", std::move(value));
  made.add("standard_error", std::move(standard_error));
  made.add("lower", std::move(lower));
  made.add("upper", std::move(upper));
  made.add("status", Column(state));
  return made;
}

Frame ExpectationFit::warnings_frame() const {
  std::vector<std::string> parameter, kind, meaning;
  for (const ExpectationWarning& w : warnings) {
    parameter.push_back(w.parameter);
    kind.push_back(w.kind);
    meaning.push_back(w.meaning);
  }
  Frame made;
  made.add("parameter", Column(parameter));
  made.add("kind", Column(kind));
  made.add("meaning", Column(meaning));
  return made;
}

}  // namespace fealty::gaps
