#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../io/core_archive.hpp"
#include "fealty/core/intake.hpp"
#include "fealty/core/time_zone.hpp"
#include "fealty/customers/book.hpp"
#include "fealty/customers/concentration.hpp"
#include "fealty/customers/key_figures.hpp"
#include "fealty/customers/lifecycle.hpp"
#include "fealty/customers/parties.hpp"
#include "fealty/customers/purchase_history.hpp"
#include "fealty/customers/rfm.hpp"
#include "fealty/customers/segments.hpp"

/// How the customer book and what is concluded from it are saved.
namespace fealty::io {

template <>
struct Archived<Problem> {
  static constexpr Problem last = Problem::unknown_customer;
};

template <>
struct Archived<Rule> {
  static constexpr Rule last = Rule::refuse;
};

template <>
struct Archived<Affected> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, Affected& a, unsigned /*saved_version*/) {
    ar & a.count & a.rows;
  }
};

template <>
struct Archived<Finding> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, Finding& f, unsigned /*saved_version*/) {
    ar & f.table & f.column & f.problem & f.affected & f.example & f.rule;
  }
};

template <>
struct Archived<RowCounts> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, RowCounts& rows, unsigned /*saved_version*/) {
    ar & rows.given & rows.held;
  }
};

template <>
struct Archived<Intake> {
  static constexpr std::string_view kind = "core.Intake";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const Intake& intake) {
    out << intake.findings()
        << std::vector<std::pair<std::string, RowCounts>>(intake.rows().begin(), intake.rows().end());
  }
  static Intake load(InArchive& in, unsigned /*saved_version*/) {
    const auto findings = in.value<std::vector<Finding>>();
    const auto rows = in.value<std::vector<std::pair<std::string, RowCounts>>>();
    return Intake(findings, {rows.begin(), rows.end()});
  }
};

template <>
struct Archived<TimeZone::Transition> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, TimeZone::Transition& t, unsigned /*saved_version*/) {
    ar & t.since & t.offset;
  }
};

template <>
struct Archived<TimeZone> {
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const TimeZone& zone) {
    out << zone.name() << zone.initial() << zone.transitions();
  }
  static TimeZone load(InArchive& in, unsigned /*saved_version*/) {
    auto name = in.value<std::string>();
    const auto initial = in.value<Duration>();
    return {std::move(name), initial, in.value<std::vector<TimeZone::Transition>>()};
  }
};

/// Tables as they are held: nothing is cleaned or checked a second time.
template <>
struct Archived<customers::Book> {
  static constexpr std::string_view kind = "customers.Book";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const customers::Book& book) {
    const auto& options = book.options();
    out << options.zone.has_value() << (options.zone ? *options.zone : TimeZone{}) << options.rules.all()
        << book.row_findings();
    for (const customers::Table table : customers::all_tables) out << book.has(table) << book.table(table);
  }

  static customers::Book load(InArchive& in, unsigned /*saved_version*/) {
    const bool has_zone = in.value<bool>();
    auto zone = in.value<TimeZone>();
    customers::BookOptions options;
    if (has_zone) options.zone = std::move(zone);
    options.rules = Rules(in.value<Rules::Choices>());
    auto findings = in.value<Intake>();
    std::array<std::optional<Frame>, 5> tables;
    for (auto& table : tables) {
      const bool has_table = in.value<bool>();
      auto frame = in.value<Frame>();
      if (has_table) table = std::move(frame);
    }
    return customers::Book::restored(std::move(options), std::move(findings), std::move(tables));
  }
};

template <>
struct Archived<customers::PurchaseTotals> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, customers::PurchaseTotals& t, unsigned /*saved_version*/) {
    ar & t.first & t.last & t.value & t.purchases & t.refunds;
  }
};

template <>
struct Archived<customers::PurchaseHistory> {
  static constexpr std::string_view kind = "customers.PurchaseHistory";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const customers::PurchaseHistory& history) {
    out << history.customers()
        << std::vector<customers::PurchaseTotals>(history.totals().begin(), history.totals().end());
  }
  static customers::PurchaseHistory load(InArchive& in, unsigned /*saved_version*/) {
    auto ids = in.value<Ids>();
    auto totals = in.value<std::vector<customers::PurchaseTotals>>();
    require_sound(ids.size() == totals.size(), "every customer has totals");
    return {std::move(ids), std::move(totals)};
  }
};

template <>
struct Archived<customers::Rfm> {
  static constexpr std::string_view kind = "customers.Rfm";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, customers::Rfm& r, unsigned /*saved_version*/) {
    ar & r.customers & r.recency_days & r.frequency & r.monetary & r.recency_score & r.frequency_score &
        r.monetary_score & r.groups;
  }

  static void check(const customers::Rfm& r) {
    const std::size_t n = r.customers.size();
    require_sound(r.recency_days.size() == n && r.frequency.size() == n && r.monetary.size() == n &&
                      r.recency_score.size() == n && r.frequency_score.size() == n && r.monetary_score.size() == n,
                  "every customer has all three figures and scores");
  }
};

template <>
struct Archived<customers::Stage> {
  static constexpr customers::Stage last = customers::Stage::lapsed;
};

template <>
struct Archived<customers::Stages> {
  static constexpr std::string_view kind = "customers.Stages";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, customers::Stages& s, unsigned /*saved_version*/) {
    ar & s.customers & s.stages & s.values;
  }

  static void check(const customers::Stages& s) {
    require_sound(s.stages.size() == s.customers.size() && s.values.size() == s.customers.size(),
                  "every customer has a stage and a value");
  }
};

template <>
struct Archived<customers::LifecycleCounts> {
  static constexpr std::string_view kind = "customers.LifecycleCounts";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, customers::LifecycleCounts& c, unsigned /*saved_version*/) {
    ar & c.customers & c.values & c.transitions & c.step;
  }

  static void check(const customers::LifecycleCounts& c) {
    for (std::size_t from = 0; from < customers::stage_count; ++from) {
      require_sound(c.customers[from] >= 0, "counts are not negative");
      for (const std::int64_t n : c.transitions[from]) require_sound(n >= 0, "counts are not negative");
    }
  }
};

template <>
struct Archived<customers::LifecycleModel> {
  static constexpr std::string_view kind = "customers.LifecycleModel";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const customers::LifecycleModel& model) { out << model.counts() << model.level(); }
  static customers::LifecycleModel load(InArchive& in, unsigned /*saved_version*/) {
    const auto counts = in.value<customers::LifecycleCounts>();
    return customers::LifecycleModel::fit(counts, in.value<double>());
  }
};

template <>
struct Archived<customers::Concentration> {
  static constexpr std::string_view kind = "customers.Concentration";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, customers::Concentration& c, unsigned /*saved_version*/) {
    ar & c.customers & c.negative & c.total & c.top & c.held & c.gini & c.top_share & c.pareto_share &
        c.share_of_customers & c.share_of_value;
  }

  static void check(const customers::Concentration& c) {
    require_sound(c.share_of_customers.size() == c.share_of_value.size(),
                  "every point of the Lorenz curve has two shares");
  }
};

template <>
struct Archived<customers::Segment> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, customers::Segment& s, unsigned /*saved_version*/) {
    ar & s.values & s.rank & s.customers & s.purchases & s.value & s.share_of_customers & s.share_of_value &
        s.value_per_customer & s.purchases_per_customer & s.percentile_90;
  }
};

template <>
struct Archived<customers::Segments> {
  static constexpr std::string_view kind = "customers.Segments";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, customers::Segments& s, unsigned /*saved_version*/) {
    ar & s.by & s.segments & s.customers & s.value & s.conflicting;
  }

  static void check(const customers::Segments& s) {
    for (const customers::Segment& segment : s.segments)
      require_sound(segment.values.size() == s.by.size(), "a segment has a value of each attribute");
  }
};

template <>
struct Archived<customers::Role> {
  static constexpr customers::Role last = customers::Role::manager;
};

template <>
struct Archived<customers::PartyGroup> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, customers::PartyGroup& g, unsigned /*saved_version*/) {
    ar & g.role & g.side & g.parties & g.receivers & g.givers & g.receivers_givers & g.touches_received &
        g.touches_given;
  }
};

template <>
struct Archived<customers::RoleConflict> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, customers::RoleConflict& c, unsigned /*saved_version*/) {
    ar & c.party & c.roles;
  }
};

template <>
struct Archived<customers::Parties> {
  static constexpr std::string_view kind = "customers.Parties";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, customers::Parties& p, unsigned /*saved_version*/) {
    ar & p.groups & p.conflicts & p.parties;
  }
};

/// Figures by name; what a name means is the catalogue's to say.
template <>
struct Archived<customers::KeyFigures> {
  static constexpr std::string_view kind = "customers.KeyFigures";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const customers::KeyFigures& figures) {
    std::vector<std::pair<std::string, Estimate>> named;
    for (const auto& figure : figures.figures) named.emplace_back(figure.entry.name, figure.estimate);
    out << figures.as_of << figures.window << named;
  }
  static customers::KeyFigures load(InArchive& in, unsigned /*saved_version*/) {
    customers::KeyFigures figures;
    figures.as_of = in.value<Time>();
    figures.window = in.value<Duration>();
    const auto catalogue = customers::key_figure_catalogue();
    for (const auto& [name, estimate] : in.value<std::vector<std::pair<std::string, Estimate>>>()) {
      const auto entry =
          std::find_if(catalogue.begin(), catalogue.end(), [&](const auto& e) { return e.name == name; });
      require_sound(entry != catalogue.end(), "every key figure is one of the catalogue");
      figures.figures.push_back({*entry, estimate});
    }
    return figures;
  }
};

template struct Codec<Intake>;
template struct Codec<customers::Book>;
template struct Codec<customers::PurchaseHistory>;
template struct Codec<customers::Rfm>;
template struct Codec<customers::Stages>;
template struct Codec<customers::LifecycleCounts>;
template struct Codec<customers::LifecycleModel>;
template struct Codec<customers::Concentration>;
template struct Codec<customers::Segments>;
template struct Codec<customers::Parties>;
template struct Codec<customers::KeyFigures>;

}  // namespace fealty::io
