#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "../io/core_archive.hpp"
#include "fealty/customers/business_definition.hpp"

/// How definitions of a business and their overlaps are saved.
namespace fealty::io {

template <>
struct Archived<customers::BusinessField> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, customers::BusinessField& f, unsigned /*saved_version*/) {
    ar & f.who & f.what & f.how;
  }
};

template <>
struct Archived<customers::BusinessDefinition> {
  static constexpr std::string_view kind = "customers.BusinessDefinition";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const customers::BusinessDefinition& d) { out << d.fields(); }
  static customers::BusinessDefinition load(InArchive& in, unsigned /*saved_version*/) {
    return customers::BusinessDefinition(in.value<std::vector<customers::BusinessField>>());
  }
};

template <>
struct Archived<customers::BusinessOverlap> {
  static constexpr std::string_view kind = "customers.BusinessOverlap";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, customers::BusinessOverlap& o, unsigned /*saved_version*/) {
    ar & o.fields & o.who & o.what & o.how & o.shared & o.only_first & o.only_second;
  }
};

template struct Codec<customers::BusinessDefinition>;
template struct Codec<customers::BusinessOverlap>;

}  // namespace fealty::io
