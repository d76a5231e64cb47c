#pragma once

#include <cstdint>
#include <string_view>

#include "boost_archive.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/exact_sum.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/time.hpp"

/// How the types of core are saved.
namespace fealty::io {

template <>
struct Archived<Time> {
  static constexpr std::string_view kind = "core.Time";
  static constexpr std::uint32_t version = 1;
  static constexpr auto only_member = &Time::us;
};

template <>
struct Archived<Duration> {
  static constexpr std::string_view kind = "core.Duration";
  static constexpr std::uint32_t version = 1;
  static constexpr auto only_member = &Duration::us;
};

template <class Tag>
struct Archived<Id<Tag>> {
  static constexpr auto only_member = &Id<Tag>::code;
};

/// Any five numbers are an Estimate: NaN stands for what cannot be estimated.
template <>
struct Archived<Estimate> {
  static constexpr std::string_view kind = "core.Estimate";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, Estimate& e, unsigned /*saved_version*/) {
    ar & e.value & e.standard_error & e.lower & e.upper & e.level;
  }
};

template <>
struct Archived<ExactSum> {
  static constexpr std::string_view kind = "core.ExactSum";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const ExactSum& sum) { out << sum.whole_bits() << sum.fraction_bits(); }
  static ExactSum load(InArchive& in, unsigned /*saved_version*/) {
    const auto whole = in.value<std::uint64_t>();
    return ExactSum::from_bits(whole, in.value<std::uint64_t>());
  }
};

/// Sorted and distinct, as the class is promised.
template <>
struct Archived<Ids> {
  static constexpr std::string_view kind = "core.Ids";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const Ids& ids);
  static Ids load(InArchive& in, unsigned saved_version);
};

template <>
struct Archived<Kind> {
  static constexpr Kind last = Kind::date64;
};

template <>
struct Archived<TimeUnit> {
  static constexpr TimeUnit last = TimeUnit::nanosecond;
};

template <>
struct Archived<Type> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, Type& type, unsigned /*saved_version*/) {
    ar & type.kind & type.unit & type.zone;
  }
};

/// Type, chunks, values and dictionaries stay as they are. What no row shows is left out: the rest of a buffer that the
/// column views a part of, and whatever stands in the place of a missing value.
template <>
struct Archived<Column> {
  static constexpr std::string_view kind = "core.Column";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const Column& column);
  static Column load(InArchive& in, unsigned saved_version);
};

template <>
struct Archived<Frame> {
  static constexpr std::string_view kind = "core.Frame";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const Frame& frame) { out << frame.columns(); }
  static Frame load(InArchive& in, unsigned /*saved_version*/) {
    return Frame(in.value<std::vector<std::pair<std::string, Column>>>());
  }
};

}  // namespace fealty::io
