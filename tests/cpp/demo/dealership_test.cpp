#include "fealty/demo/dealership.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/time.hpp"

namespace fealty::demo {
namespace {

using Names = std::vector<std::string>;
using Tables = std::vector<std::pair<std::string, const Frame*>>;

Tables tables_of(const Dealership& made) {
  return {{"customers", &made.customers},   {"touches", &made.touches},     {"ratings", &made.ratings},
          {"complaints", &made.complaints}, {"purchases", &made.purchases}, {"truth", &made.truth}};
}

std::vector<std::string> names_of(const Frame& frame) {
  std::vector<std::string> names;
  for (const auto& column : frame.columns()) names.push_back(column.first);
  return names;
}

std::vector<std::string> texts(const Frame& frame, const std::string& name) {
  const TextReader reader(frame.at(name), name);
  std::vector<std::string> all;
  for (std::size_t i = 0; i < reader.size(); ++i) all.emplace_back(reader.is_missing(i) ? "<missing>" : reader[i]);
  return all;
}

std::vector<Time> times(const Frame& frame, const std::string& name) {
  const Column column = frame.at(name).combined();
  const auto values = column.chunks().front().as<Time>();
  return {values.begin(), values.end()};
}

std::vector<double> numbers(const Frame& frame, const std::string& name) {
  const auto values = as_doubles(frame.at(name), name);
  return {values.begin(), values.end()};
}

/// Every value as bytes, so that equal means the same bits; a missing value is a mark of its own.
std::vector<std::string> bytes_of(const Column& column) {
  if (is_text(column.type().kind)) return texts(Frame({{"x", column}}), "x");
  const Column one = column.combined();
  const Chunk& chunk = one.chunks().front();
  const std::size_t width = width_of(column.type().kind);
  std::vector<std::string> all;
  for (std::int64_t i = 0; i < chunk.length; ++i) {
    if (!chunk.is_valid(i)) {
      all.emplace_back("<missing>");
    } else if (width == 0) {
      all.emplace_back(1, static_cast<char>((chunk.values.as<std::uint8_t>()[i >> 3] >> (i & 7)) & 1));
    } else {
      all.emplace_back(chunk.values.as<char>() + static_cast<std::size_t>(i) * width, width);
    }
  }
  return all;
}

void expect_same(const Dealership& a, const Dealership& b) {
  const auto tables_a = tables_of(a);
  const auto tables_b = tables_of(b);
  for (std::size_t t = 0; t < tables_a.size(); ++t) {
    for (const auto& [name, column] : tables_a[t].second->columns()) {
      EXPECT_TRUE(bytes_of(column) == bytes_of(tables_b[t].second->at(name))) << tables_a[t].first << "." << name;
    }
  }
  EXPECT_TRUE(a.parameters == b.parameters);
}

/// Clean records of many customers; made once for the tests that only look at them.
const Dealership& clean() {
  static const Dealership made = [] {
    DealershipOptions options;
    options.customers = 20'000;
    options.problems = 0;
    return dealership(options);
  }();
  return made;
}

double number(const Settings& settings, const std::string& name) {
  const auto found =
      std::find_if(settings.begin(), settings.end(), [&](const auto& entry) { return entry.first == name; });
  if (const auto* whole = std::get_if<std::int64_t>(&found->second)) return static_cast<double>(*whole);
  return std::get<double>(found->second);
}

TEST(Dealership, ColumnsAreExactlyThoseDocumented) {
  const auto& made = clean();
  EXPECT_EQ(names_of(made.customers),
            (Names{"customer_id", "role", "joined_at", "name", "region", "age_band", "car_model", "phone"}));
  EXPECT_EQ(names_of(made.touches),
            (Names{"visit_id", "step", "at", "customer_id", "ended_at", "channel", "staff_id", "met"}));
  EXPECT_EQ(names_of(made.ratings), (Names{"customer_id", "item", "expectation", "experience", "importance", "adequate",
                                           "at", "step", "visit_id"}));
  EXPECT_EQ(names_of(made.complaints),
            (Names{"case_id", "opened_at", "customer_id", "text", "channel", "acknowledged_at", "owned_at",
                   "resolved_at", "outcome", "compensation", "satisfied", "cause", "type", "need"}));
  EXPECT_EQ(names_of(made.purchases), (Names{"customer_id", "at", "amount", "kind"}));
  EXPECT_EQ(names_of(made.truth), (Names{"customer_id", "buyer", "purchase_rate", "dropout_rate", "mean_spend",
                                         "visits", "moment_failures", "dropped_out_at", "left_because"}));
}

TEST(Dealership, TheDefaultHasAYearOfRecordsOfTheUsualSize) {
  const Dealership made = dealership();
  EXPECT_GT(made.customers.rows(), 2030U);
  EXPECT_GT(made.touches.rows(), 10'000U);
  EXPECT_LT(made.touches.rows(), 20'000U);
  EXPECT_GT(made.ratings.rows(), 10'000U);
  EXPECT_GT(made.complaints.rows(), 300U);
  EXPECT_LT(made.complaints.rows(), 600U);
  EXPECT_GT(made.purchases.rows(), 8'000U);
  EXPECT_LT(made.purchases.rows(), 15'000U);
}

TEST(Dealership, TheSameSeedGivesTheSameBitsOnAnyNumberOfThreads) {
  DealershipOptions options;
  options.customers = 9'000;
  options.problems = 0.01;
  set_threads(1);
  const Dealership one = dealership(options);
  set_threads(2);
  expect_same(one, dealership(options));
  set_threads(7);
  expect_same(one, dealership(options));
  set_threads(0);
}

TEST(Dealership, AnotherSeedGivesOtherRecords) {
  DealershipOptions options;
  options.customers = 100;
  const Dealership one = dealership(options);
  options.seed = 2;
  EXPECT_NE(texts(one.customers, "name"), texts(dealership(options).customers, "name"));
}

TEST(Dealership, ACustomersRecordsDoNotDependOnTheNumberOfCustomers) {
  DealershipOptions options;
  options.customers = 300;
  const Dealership few = dealership(options);
  options.customers = 3'000;
  const Dealership many = dealership(options);
  const auto tables_of_few = tables_of(few);
  const auto tables_of_many = tables_of(many);
  for (std::size_t t = 0; t < tables_of_few.size(); ++t) {
    const auto& [table, frame] = tables_of_few[t];
    const std::size_t rows = frame->rows() - (table == "customers" ? 38 : 0);  // colleagues come last
    for (const auto& [name, column] : frame->columns()) {
      auto a = bytes_of(column);
      auto b = bytes_of(tables_of_many[t].second->at(name));
      a.resize(rows);
      b.resize(rows);
      EXPECT_TRUE(a == b) << table << "." << name;
    }
  }
}

TEST(Dealership, WithoutProblemsTheTablesAreClean) {
  const auto& made = clean();
  const auto customers = texts(made.customers, "customer_id");
  const std::set<std::string> known(customers.begin(), customers.end());
  EXPECT_EQ(known.size(), customers.size());
  for (const auto* table : {&made.touches, &made.ratings, &made.complaints, &made.purchases}) {
    for (const auto& id : texts(*table, "customer_id")) EXPECT_TRUE(known.contains(id)) << id;
  }
  for (const auto& id : texts(made.touches, "staff_id")) EXPECT_TRUE(known.contains(id)) << id;
  const auto at = times(made.touches, "at");
  const auto ended = times(made.touches, "ended_at");
  for (std::size_t i = 0; i < at.size(); ++i) EXPECT_GT(ended[i], at[i]);
  for (const double amount : numbers(made.purchases, "amount")) EXPECT_GT(amount, 0);
  std::set<std::string> rows;
  const auto visits = texts(made.touches, "visit_id");
  for (std::size_t i = 0; i < at.size(); ++i) rows.insert(visits[i] + to_string(at[i]));
  EXPECT_EQ(rows.size(), at.size());
}

TEST(Dealership, ProblemsAreThereWhenAskedFor) {
  DealershipOptions options;
  options.problems = 0.02;
  const Dealership made = dealership(options);
  for (const auto* table : {&made.customers, &made.touches, &made.ratings, &made.complaints, &made.purchases}) {
    const auto ids = texts(*table, "customer_id");
    EXPECT_GT(std::count(ids.begin(), ids.end(), "NA"), 0);
    EXPECT_GT(std::count(ids.begin(), ids.end(), "<missing>"), 0);
  }
  const auto amounts = numbers(made.purchases, "amount");
  EXPECT_GT(std::count_if(amounts.begin(), amounts.end(), [](double amount) { return amount < 0; }), 10);
}

TEST(Dealership, EveryTimeIsInOpenHours) {
  const auto& made = clean();
  for (const Time at : times(made.touches, "at")) {
    const Time local = at + Duration{8 * us_per_hour};
    const Duration clock = local - at_midnight(date_of(local));
    EXPECT_GE(clock.us, 8 * us_per_hour);
    EXPECT_LT(clock.us, 18 * us_per_hour);
    EXPECT_NE(std::chrono::weekday{std::chrono::sys_days{date_of(local)}}, std::chrono::Sunday);
  }
}

TEST(Dealership, TheReceptionIsMetLessOftenFromTheAutumnOn) {
  const auto& made = clean();
  const Time change = at_midnight(std::chrono::year{2025} / 10 / 1) - Duration{8 * us_per_hour};
  const auto step = texts(made.touches, "step");
  const auto at = times(made.touches, "at");
  const auto met = numbers(made.touches, "met");  // NaN where unknown
  const auto share = [&](const std::string& wanted, bool after) {
    double good = 0, all = 0;
    for (std::size_t i = 0; i < at.size(); ++i) {
      if (step[i] != wanted || (at[i] >= change) != after || std::isnan(met[i])) continue;
      all += 1;
      good += met[i];
    }
    return good / all;
  };
  EXPECT_GT(share("reception", false), share("reception", true) + 0.1);
  EXPECT_NEAR(share("repair", false), share("repair", true), 0.02);
}

TEST(Dealership, ComplaintsRiseWithTheNegativeGapOfTheVisit) {
  const auto& made = clean();
  const auto rated = texts(made.ratings, "customer_id");
  const auto expected = numbers(made.ratings, "expectation");
  const auto experienced = numbers(made.ratings, "experience");
  std::map<std::string, double> worst;
  for (std::size_t i = 0; i < rated.size(); ++i) {
    auto [place, added] = worst.try_emplace(rated[i], 7.0);
    place->second = std::min(place->second, experienced[i] - expected[i]);
  }
  const auto complained = texts(made.complaints, "customer_id");
  const std::set<std::string> complainers(complained.begin(), complained.end());
  std::map<bool, std::pair<double, double>> tally;  // by whether the gap was large: complainers, all
  for (const auto& [customer, gap] : worst) {
    auto& [some, all] = tally[gap <= -3];
    some += complainers.contains(customer) ? 1 : 0;
    all += 1;
  }
  EXPECT_GT(tally[true].first / tally[true].second, 2 * tally[false].first / tally[false].second);
}

// Visits with exactly one failed step: who leaves for them tells which step is the moment of truth.
TEST(Dealership, FailureOfTheMomentOfTruthDrivesAwayFarMoreThanAnyOtherFailure) {
  DealershipOptions options;
  options.customers = 30'000;
  options.problems = options.met_unknown = 0;
  const Dealership made = dealership(options);
  const auto dropped = texts(made.truth, "left_because");
  const auto customers = texts(made.truth, "customer_id");
  std::set<std::string> left;
  for (std::size_t i = 0; i < customers.size(); ++i) {
    if (dropped[i] == "visit") left.insert(customers[i]);
  }
  const auto visit = texts(made.touches, "visit_id");
  const auto customer = texts(made.touches, "customer_id");
  const auto step = texts(made.touches, "step");
  const auto met = numbers(made.touches, "met");
  std::map<std::string, std::set<std::string>> failed;  // by customer, over all his visits
  for (std::size_t i = 0; i < visit.size(); ++i) {
    auto& steps = failed[customer[i]];
    if (met[i] == 0) steps.insert(step[i]);
  }
  std::map<std::string, std::pair<double, double>> tally;
  for (const auto& [id, steps] : failed) {
    if (steps.size() > 1) continue;
    auto& [gone, all] = tally[steps.empty() ? "none" : *steps.begin()];
    gone += left.contains(id) ? 1 : 0;
    all += 1;
  }
  const auto share = [&](const std::string& name) { return tally[name].first / tally[name].second; };
  for (const char* other : {"none", "booking", "reception", "inspection", "repair", "payment", "follow-up"}) {
    EXPECT_GT(share("handover"), 3 * share(other)) << other;
  }
}

TEST(Dealership, TheTruthCountsFailuresOfTheMomentOfTruthThatTheTouchesShow) {
  DealershipOptions options;
  options.problems = options.met_unknown = 0;
  const Dealership made = dealership(options);
  std::map<std::string, double> failures;
  const auto customer = texts(made.touches, "customer_id");
  const auto step = texts(made.touches, "step");
  const auto met = numbers(made.touches, "met");
  for (std::size_t i = 0; i < step.size(); ++i) {
    if (step[i] == "handover" && met[i] == 0) failures[customer[i]] += 1;
  }
  const auto ids = texts(made.truth, "customer_id");
  const auto counted = numbers(made.truth, "moment_failures");
  for (std::size_t i = 0; i < ids.size(); ++i) EXPECT_EQ(counted[i], failures[ids[i]]) << ids[i];
}

TEST(Dealership, NothingIsTouchedOrBoughtAfterDroppingOut) {
  const auto& made = clean();
  const auto ids = texts(made.truth, "customer_id");
  const auto dropped = times(made.truth, "dropped_out_at");
  const auto why = texts(made.truth, "left_because");
  std::map<std::string, Time> end;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (why[i] != "<missing>") end[ids[i]] = dropped[i];
  }
  for (const auto& [table, column] : {std::pair{&made.touches, "ended_at"}, std::pair{&made.purchases, "at"}}) {
    const auto customer = texts(*table, "customer_id");
    const auto at = times(*table, column);
    for (std::size_t i = 0; i < at.size(); ++i) EXPECT_TRUE(!end.contains(customer[i]) || at[i] <= end[customer[i]]);
  }
}

TEST(Dealership, TheWeakRegionMeetsFewerRequirements) {
  const auto& made = clean();
  const auto ids = texts(made.customers, "customer_id");
  const auto regions = texts(made.customers, "region");
  std::map<std::string, std::string> region;
  for (std::size_t i = 0; i < ids.size(); ++i) region[ids[i]] = regions[i];
  std::map<std::string, std::pair<double, double>> tally;
  const auto customer = texts(made.touches, "customer_id");
  const auto met = numbers(made.touches, "met");
  for (std::size_t i = 0; i < met.size(); ++i) {
    if (std::isnan(met[i])) continue;
    tally[region[customer[i]]].first += met[i];
    tally[region[customer[i]]].second += 1;
  }
  for (const auto& [name, counts] : tally) {
    if (name == "Songjiang") continue;
    EXPECT_GT(counts.first / counts.second, tally["Songjiang"].first / tally["Songjiang"].second) << name;
  }
}

TEST(Dealership, ThereAreInternalCustomersSuppliersAndPartners) {
  const auto roles = texts(clean().customers, "role");
  EXPECT_EQ(std::count(roles.begin(), roles.end(), "client"), 20'000);
  EXPECT_EQ(std::count(roles.begin(), roles.end(), "staff"), 24);
  EXPECT_EQ(std::count(roles.begin(), roles.end(), "manager"), 4);
  EXPECT_EQ(std::count(roles.begin(), roles.end(), "supplier"), 6);
  EXPECT_EQ(std::count(roles.begin(), roles.end(), "partner"), 4);
}

TEST(Dealership, ComplaintsAreInBothLanguagesAndTheirShareFollowsTheOption) {
  const auto share_of_chinese = [](double asked) {
    DealershipOptions options;
    options.chinese = asked;
    const auto all = texts(dealership(options).complaints, "text");
    const auto chinese = std::count_if(all.begin(), all.end(), [](const std::string& text) {
      return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 127; });
    });
    return static_cast<double>(chinese) / static_cast<double>(all.size());
  };
  EXPECT_EQ(share_of_chinese(0), 0.0);
  EXPECT_EQ(share_of_chinese(1), 1.0);
  EXPECT_NEAR(share_of_chinese(0.5), 0.5, 0.12);
}

TEST(Dealership, TheParametersHoldTheOptionsAndWhatFollowsFromThem) {
  const auto& parameters = clean().parameters;
  EXPECT_EQ(number(parameters, "customers"), 20'000);
  EXPECT_EQ(number(parameters, "moment_effect"), 2.5);
  EXPECT_EQ(number(parameters, "step.handover.met"), 0.92);
  const double r = number(parameters, "pareto_nbd.r");
  const double alpha = number(parameters, "pareto_nbd.alpha");
  EXPECT_NEAR(365 * r / alpha, 8.0, 1e-12);
  const double p = number(parameters, "gamma_gamma.p");
  const double q = number(parameters, "gamma_gamma.q");
  EXPECT_NEAR(p * number(parameters, "gamma_gamma.gamma") / (q - 1), 900, 1e-9);
  std::set<std::string> names;
  for (const auto& entry : parameters) names.insert(entry.first);
  EXPECT_EQ(names.size(), parameters.size());
  EXPECT_TRUE(names.contains("staff.E024.effect"));
}

TEST(Dealership, TheClockOfAnotherZoneShiftsTheTimes) {
  DealershipOptions options;
  options.customers = 50;
  const auto east = times(dealership(options).touches, "at");
  options.utc_offset_hours = -5;
  const auto west = times(dealership(options).touches, "at");
  ASSERT_EQ(east.size(), west.size());
  for (std::size_t i = 0; i < east.size(); ++i) EXPECT_EQ(west[i] - east[i], Duration{13 * us_per_hour});
}

TEST(Dealership, EveryExtremeShareGivesRecords) {
  for (const auto& [name, value] : DealershipOptions{}.all()) {
    for (const double extreme : {0.0, 1.0}) {
      DealershipOptions options;
      try {
        options.set(name, extreme);
        options.check();
      } catch (const ParameterError&) {
        continue;  // not in its domain
      }
      if (name != "customers") options.customers = 60;
      EXPECT_NO_THROW(dealership(options)) << name << " = " << extreme;
    }
  }
}

TEST(Dealership, AnOptionOutsideItsDomainIsRefusedByName) {
  DealershipOptions options;
  options.spend_mean = -1;
  try {
    dealership(options);
    FAIL();
  } catch (const ParameterError& e) {
    EXPECT_NE(std::string(e.what()).find("spend_mean is -1"), std::string::npos);
  }
}

}  // namespace
}  // namespace fealty::demo
