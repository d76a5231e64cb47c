#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "../io/core_archive.hpp"
#include "fealty/core/error.hpp"
#include "fealty/gaps/expectation_filter.hpp"
#include "fealty/gaps/rating_series.hpp"

/// How ratings in series, and the filter of expectations, are saved.
namespace fealty::io {

/// Columns as they lie. Series are sorted by customer and item, and their ratings by time.
template <>
struct Archived<gaps::RatingSeries> {
  static constexpr std::string_view kind = "gaps.RatingSeries";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const gaps::RatingSeries& s) {
    const auto copy = [](const auto& values) { return std::vector(values.begin(), values.end()); };
    out << s.customers_ << s.items_ << s.has_items_ << s.instants_ << s.customer_of_ << s.item_of_ << s.offsets_
        << copy(s.will_) << copy(s.should_) << copy(s.experience_) << copy(s.at_) << s.left_out_.without_customer
        << s.left_out_.without_item << s.left_out_.without_time;
  }

  static gaps::RatingSeries load(InArchive& in, unsigned /*saved_version*/) {
    gaps::RatingSeries s;
    s.customers_ = in.value<Ids>();
    s.items_ = in.value<Ids>();
    s.has_items_ = in.value<bool>();
    s.instants_ = in.value<bool>();
    s.customer_of_ = in.value<std::vector<Code>>();
    s.item_of_ = in.value<std::vector<Code>>();
    s.offsets_ = in.value<std::vector<std::uint64_t>>();
    s.will_ = Values<double>(in.value<std::vector<double>>());
    s.should_ = Values<double>(in.value<std::vector<double>>());
    s.experience_ = Values<double>(in.value<std::vector<double>>());
    s.at_ = Values<Time>(in.value<std::vector<Time>>());
    s.left_out_.without_customer = in.value<std::uint64_t>();
    s.left_out_.without_item = in.value<std::uint64_t>();
    s.left_out_.without_time = in.value<std::uint64_t>();
    check(s);
    return s;
  }

  static void check(const gaps::RatingSeries& s) {
    const std::size_t series = s.customer_of_.size();
    require_sound(s.offsets_.size() == series + 1 && s.offsets_.front() == 0, "a series has a beginning and an end");
    require_sound(std::ranges::is_sorted(s.offsets_), "series follow one another");
    require_sound(s.item_of_.size() == (s.has_items_ ? series : 0), "a series has an item if there are any");
    for (std::size_t i = 0; i < series; ++i) {
      require_sound(s.customer_of_[i] < s.customers_.size(), "a series has a customer");
      require_sound(!s.has_items_ || s.item_of_[i] < s.items_.size(), "the item of a series is known");
      if (i == 0) continue;
      const auto before = std::pair(s.customer_of_[i - 1], s.item_of(i - 1));
      require_sound(before < std::pair(s.customer_of_[i], s.item_of(i)), "series are sorted");
    }
    const std::size_t ratings = s.offsets_.back();
    for (const auto* column : {&s.will_, &s.should_, &s.experience_}) {
      require_sound(column->empty() || column->size() == ratings, "every rating has a place for its answer");
      require_sound(std::ranges::none_of(*column, [](double x) { return std::isinf(x); }), "answers are finite");
    }
    require_sound(s.at_.empty() || s.at_.size() == ratings, "every rating has a time");
    for (std::size_t i = 0; i < series && !s.at_.empty(); ++i) {
      require_sound(std::is_sorted(s.at_.begin() + static_cast<std::ptrdiff_t>(s.offsets_[i]),
                                   s.at_.begin() + static_cast<std::ptrdiff_t>(s.offsets_[i + 1])),
                    "the ratings of a series are in their order");
    }
  }
};

template <>
struct Archived<gaps::ParameterStatus> {
  static constexpr gaps::ParameterStatus last = gaps::ParameterStatus::not_asked;
};

template <>
struct Archived<gaps::ExpectationWarning> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::ExpectationWarning& w, unsigned /*saved_version*/) {
    ar & w.parameter & w.kind & w.meaning;
  }
};

template <>
struct Archived<gaps::ExpectationFit> {
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const gaps::ExpectationFit& f) {
    out << f.parameters.values() << f.estimates << f.status << f.warnings << f.item_levels << f.asked << f.knows_will
        << f.knows_should << f.log_likelihood << f.series << f.ratings << f.repeats << f.iterations << f.level;
  }

  static gaps::ExpectationFit load(InArchive& in, unsigned /*saved_version*/) {
    constexpr std::size_t count = gaps::ExpectationParameters<>::count;
    gaps::ExpectationFit f;
    f.parameters = gaps::ExpectationParameters<>::of(in.value<std::array<double, count>>());
    f.estimates = in.value<std::array<Estimate, count>>();
    f.status = in.value<std::array<gaps::ParameterStatus, count>>();
    f.warnings = in.value<std::vector<gaps::ExpectationWarning>>();
    f.item_levels = in.value<std::vector<double>>();
    f.asked = in.value<unsigned>();
    f.knows_will = in.value<bool>();
    f.knows_should = in.value<bool>();
    f.log_likelihood = in.value<double>();
    f.series = in.value<std::uint64_t>();
    f.ratings = in.value<std::uint64_t>();
    f.repeats = in.value<std::uint64_t>();
    f.iterations = in.value<std::uint64_t>();
    f.level = in.value<double>();
    return f;
  }
};

/// The ratings and the fit; states are filtered again, and later ratings taken in again in the order of their
/// customers.
template <>
struct Archived<gaps::ExpectationFilter> {
  static constexpr std::string_view kind = "gaps.ExpectationFilter";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const gaps::ExpectationFilter& f) {
    std::vector<std::int64_t> numbers;
    std::vector<std::string> texts;
    std::vector<Code> items;
    std::vector<double> will, should, experience;
    std::vector<Time> at;
    const bool are_texts = f.series_.customers().is_text();
    for (const auto& [key, later] : f.later_) {
      for (std::size_t i = 0; i < later.answers.size(); ++i) {
        if (are_texts) {
          texts.push_back(std::get<std::string>(key.first));
        } else {
          numbers.push_back(std::get<std::int64_t>(key.first));
        }
        items.push_back(key.second);
        will.push_back(later.answers[i].will);
        should.push_back(later.answers[i].should);
        experience.push_back(later.answers[i].experience);
        at.push_back(later.at[i]);
      }
    }
    out << f.series_ << f.fit_ << numbers << texts << items << will << should << experience << at;
  }

  static gaps::ExpectationFilter load(InArchive& in, unsigned /*saved_version*/) {
    auto series = in.value<gaps::RatingSeries>();
    gaps::ExpectationFilter f(std::move(series), in.value<gaps::ExpectationFit>());
    const auto numbers = in.value<std::vector<std::int64_t>>();
    const auto texts = in.value<std::vector<std::string>>();
    const auto items = in.value<std::vector<Code>>();
    const auto will = in.value<std::vector<double>>();
    const auto should = in.value<std::vector<double>>();
    const auto experience = in.value<std::vector<double>>();
    const auto at = in.value<std::vector<Time>>();
    const bool are_texts = f.series_.customers().is_text();
    for (const std::size_t size :
         {are_texts ? texts.size() : numbers.size(), will.size(), should.size(), experience.size(), at.size()})
      require_sound(size == items.size(), "a later rating has a customer, an item, answers and a time");
    for (std::size_t i = 0; i < items.size(); ++i) {
      std::optional<gaps::RatingId> item;
      if (f.series_.has_items()) {
        require_sound(items[i] < f.series_.items().size(), "the item of a later rating is known");
        item = gaps::id_at(f.series_.items(), items[i]);
      }
      f.update(are_texts ? gaps::RatingId(texts[i]) : gaps::RatingId(numbers[i]), item,
               {will[i], should[i], experience[i]}, at[i]);
    }
    return f;
  }
};

template struct Codec<gaps::RatingSeries>;
template struct Codec<gaps::ExpectationFilter>;

}  // namespace fealty::io
