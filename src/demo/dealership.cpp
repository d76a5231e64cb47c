#include "fealty/demo/dealership.hpp"

#include <cstddef>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "catalogue.hpp"
#include "fealty/core/parallel.hpp"
#include "population.hpp"
#include "problems.hpp"
#include "records.hpp"
#include "relationship.hpp"
#include "tables.hpp"

namespace fealty::demo {
namespace {

constexpr std::size_t clients_per_block = 2048;

template <class Row>
void append(std::vector<Row>& to, std::vector<Row>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  from.clear();
}

/// Moves all rows and leaves empty tables.
void append(Records& to, Records& from) {
  append(to.customers, from.customers);
  append(to.touches, from.touches);
  append(to.ratings, from.ratings);
  append(to.complaints, from.complaints);
  append(to.purchases, from.purchases);
  append(to.truth, from.truth);
}

Dealership clients(const World& world, std::size_t begin, std::size_t end) {
  Records all;
  Records one;
  for (std::uint64_t number = begin + 1; number <= end; ++number) {
    live(world, make_client(world, number), one);
    add_problems(one, world.options.problems, stream_of(world, "demo.problems", number));
    append(all, one);
  }
  return tables_of(world, all);
}

Dealership colleagues(const World& world) {
  Records records;
  for (const auto& colleague : world.colleagues) {
    CustomerRow row;
    row.customer = colleague.id;
    row.joined_at = colleague.joined_at;
    row.name = colleague.name;
    row.region = colleague.region;
    row.age_band = colleague.age_band;
    row.phone = colleague.phone;
    records.customers.push_back(std::move(row));
  }
  return tables_of(world, records);
}

Settings parameters_of(const World& world) {
  const auto& options = world.options;
  Settings all = options.all();
  const auto add = [&](std::string name, Setting value) { all.emplace_back(std::move(name), std::move(value)); };
  for (const auto& name : step_names()) {
    const auto& step = entry_of(*find_step(name));
    add(fmt::format("step.{}.met", name), step.met);
    add(fmt::format("step.{}.item", name), std::string(step.item));
    add(fmt::format("step.{}.cause", name), std::string(step.cause));
  }
  for (const auto& colleague : world.colleagues) {
    if (colleague.id.role == Role::staff) add(fmt::format("staff.{}.effect", *to_text(colleague.id)), colleague.effect);
  }
  double total = 0;
  for (const double weight : complainer_weights) total += weight;
  for (std::size_t i = 0; i < complainer_weights.size(); ++i) {
    add(fmt::format("complainer.{}.share", complainer_names()[i]), complainer_weights[i] / total);
  }
  // Schmittlein, Morrison and Colombo (1987): rates are gamma(r, rate alpha) and gamma(s, rate beta), here in days.
  add("pareto_nbd.r", options.purchase_shape);
  add("pareto_nbd.alpha", 365 * options.purchase_shape / options.purchase_rate);
  add("pareto_nbd.s", options.dropout_shape);
  add("pareto_nbd.beta", 365 * options.dropout_shape / options.dropout_rate);
  add("gamma_gamma.p", options.spend_shape);
  add("gamma_gamma.q", options.spend_customer_shape);
  add("gamma_gamma.gamma", gamma_gamma_rate(options));
  add("deterioration_at", to_string(world.hours.begin() + days(static_cast<std::int64_t>(options.deterioration_day))));
  add("end", to_string(world.hours.end()));
  return all;
}

}  // namespace

Dealership dealership(const DealershipOptions& options) {
  options.check();
  const World world(options);
  const std::size_t blocks = (options.customers + clients_per_block - 1) / clients_per_block;
  std::vector<Dealership> parts(blocks + 1);
  const auto fill = [&](std::size_t begin, std::size_t end) {
    parts[begin / clients_per_block] = clients(world, begin, end);
  };
  for_blocks(options.customers, fill, clients_per_block, "demo");
  parts.back() = colleagues(world);
  Dealership whole = joined(parts);
  whole.parameters = parameters_of(world);
  return whole;
}

}  // namespace fealty::demo
