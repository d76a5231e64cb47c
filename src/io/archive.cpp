#include "fealty/io/archive.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core_archive.hpp"

namespace fealty::io {

void Archived<Ids>::save(OutArchive& out, const Ids& ids) {
  const auto all = [&](auto&& identifier_of) {
    std::vector<decltype(identifier_of(Code{}))> values(ids.size());
    for (Code code = 0; code < ids.size(); ++code) values[code] = identifier_of(code);
    return values;
  };
  out << ids.is_text();
  if (ids.is_text()) {
    out << all([&](Code code) { return std::string(ids.text(code)); });
  } else {
    out << all([&](Code code) { return ids.integer(code); });
  }
}

Ids Archived<Ids>::load(InArchive& in, unsigned /*saved_version*/) {
  const auto load_sorted = [&]<class T>(std::vector<T> values) {
    in >> values;
    const bool is_sorted = std::adjacent_find(values.begin(), values.end(), std::greater_equal<>()) == values.end();
    require_sound(is_sorted && values.size() < no_code,
                  "identifiers must be sorted and distinct, and fewer than 2^32 - 1");
    return values;
  };
  if (!in.value<bool>()) return Ids::of_integers(load_sorted(std::vector<std::int64_t>()));
  const auto texts = load_sorted(std::vector<std::string>());
  return Ids::of_texts({texts.begin(), texts.end()});
}

template struct Codec<Time>;
template struct Codec<Duration>;
template struct Codec<Estimate>;
template struct Codec<ExactSum>;
template struct Codec<Ids>;
template struct Codec<Column>;
template struct Codec<Frame>;

}  // namespace fealty::io
