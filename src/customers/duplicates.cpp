#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "attribute_values.hpp"
#include "fealty/core/error.hpp"
#include "fealty/customers/customer_file.hpp"
#include "row_index.hpp"

namespace fealty::customers {
namespace {

bool has_word(std::string_view name, std::string_view word) {
  const std::string framed = "_" + std::string(name) + "_";
  return framed.find("_" + std::string(word) + "_") != std::string::npos;
}

bool says_telephone(std::string_view name) {
  std::string small(name);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const std::string_view part : {"phone", "mobile", "fax", "电话", "手机", "传真"}) {
    if (small.find(part) != std::string::npos) return true;
  }
  return has_word(small, "tel");
}

/// The values of an attribute, normalized: those that look alike have one label.
AttributeValues normalized_values(const Book& book, const std::string& name) {
  AttributeValues values = attribute_values(book, name);
  if (!is_text(attribute_column(book, name).type().kind)) return values;
  const auto normalize = says_telephone(name) ? &normalized_phone : &normalized_text;
  std::vector<std::optional<std::string>> labels;
  for (const std::string& label : values.labels) {
    std::string text = normalize(label);
    labels.push_back(text.empty() ? std::nullopt : std::optional(std::move(text)));
  }
  const EncodedIds encoded = encode_ids(Column(labels), name);
  AttributeValues normalized{{}, std::move(values.of_customer), values.conflicting};
  for (Code code = 0; code < encoded.ids.size(); ++code) normalized.labels.push_back(encoded.ids.label(code));
  for (Code& code : normalized.of_customer) code = code == no_code ? no_code : encoded.codes[code];
  return normalized;
}

/// Divides groups of customers by one more attribute; who lacks it leaves his group.
std::vector<Code> divided(const std::vector<Code>& groups, const AttributeValues& values) {
  std::vector<std::optional<std::int64_t>> keys(groups.size());
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i] == no_code || values.of_customer[i] == no_code) continue;
    keys[i] =
        static_cast<std::int64_t>(groups[i]) * static_cast<std::int64_t>(values.labels.size()) + values.of_customer[i];
  }
  return encode_ids(Column(keys), "group").codes;
}

}  // namespace

DuplicateCandidates duplicate_candidates(const Book& book, const std::vector<std::string>& on) {
  if (on.empty()) {
    throw ParameterError(code::missing_parameter, "duplicates are found by one or more attributes; none is given");
  }
  std::vector<AttributeValues> attributes;
  std::vector<Code> groups(book.customers().size(), 0);
  for (const std::string& name : on) {
    attributes.push_back(normalized_values(book, name));
    groups = divided(groups, attributes.back());
  }
  Code count = 0;
  for (const Code group : groups) count = group == no_code ? count : std::max(count, group + 1);
  const RowIndex index = make_index(count, groups, Values<Time>{});
  DuplicateCandidates candidates{on, book.customers(), {}};
  for (Code group = 0; group < count; ++group) {
    const auto customers = index.of(group);
    if (customers.size() < 2) continue;
    DuplicateGroup& found = candidates.groups.emplace_back();
    for (const auto customer : customers) found.customers.push_back({customer});
    for (const AttributeValues& values : attributes) {
      found.values.push_back(values.labels[values.of_customer[customers.front()]]);
    }
  }
  std::ranges::sort(candidates.groups, {}, [](const DuplicateGroup& group) { return group.customers.front(); });
  return candidates;
}

Frame DuplicateCandidates::frame() const {
  std::vector<std::int64_t> numbers;
  std::vector<Code> customers;
  std::vector<std::vector<std::string>> values(on.size());
  for (std::size_t group = 0; group < groups.size(); ++group) {
    for (const CustomerId customer : groups[group].customers) {
      numbers.push_back(static_cast<std::int64_t>(group) + 1);
      customers.push_back(customer.code);
      for (std::size_t i = 0; i < on.size(); ++i) values[i].push_back(groups[group].values[i]);
    }
  }
  Frame frame({{"group", std::move(numbers)}, {"customer_id", ids.column().take(customers)}});
  for (std::size_t i = 0; i < on.size(); ++i) frame.add("normalized_" + on[i], values[i]);
  return frame;
}

std::vector<Merge> DuplicateCandidates::merges() const {
  const auto key = [&](CustomerId customer) {
    return ids.is_text() ? CustomerKey(std::string(ids.text(customer.code))) : CustomerKey(ids.integer(customer.code));
  };
  std::vector<Merge> merges;
  for (const DuplicateGroup& group : groups) {
    for (std::size_t i = 1; i < group.customers.size(); ++i) {
      merges.push_back({key(group.customers[i]), key(group.customers.front())});
    }
  }
  return merges;
}

}  // namespace fealty::customers
