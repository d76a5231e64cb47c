#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/complaints/folding.hpp"
#include "fealty/complaints/personal_data.hpp"
#include "fealty/complaints/utf8.hpp"
#include "gram_table.hpp"

namespace fealty::complaints {

/// The phrases of a user as a tree of their folded characters.
class Lexicon {
 public:
  explicit Lexicon(const std::vector<std::string>& phrases) {
    phrase_at_.push_back(not_there);
    for (std::uint32_t i = 0; i < phrases.size(); ++i) {
      std::uint32_t node = 0;
      for (std::size_t at = 0; at < phrases[i].size();) {
        const DecodedCharacter next = decode_utf8(std::string_view(phrases[i]).substr(at));
        at += next.length;
        node = steps_.intern(pair_key(node, static_cast<std::uint32_t>(folded(next.code_point)))) + 1;
        if (node == phrase_at_.size()) phrase_at_.push_back(not_there);
      }
      if (phrase_at_[node] == not_there) phrase_at_[node] = i;
    }
  }

  [[nodiscard]] bool empty() const noexcept { return phrase_at_.size() == 1; }

  /// Calls `found(phrase, begin, end)` for every place where a phrase stands outside of the masks, by its beginning.
  template <class Found>
  void find_all(std::string_view text, std::span<const PersonalData> masks, Found&& found) const {
    std::size_t from = 0;
    for (const PersonalData& mask : masks) {
      find_between(text, from, mask.begin, found);
      from = mask.end;
    }
    find_between(text, from, text.size(), found);
  }

 private:
  template <class Found>
  void find_between(std::string_view text, std::size_t begin, std::size_t end, Found&& found) const {
    while (begin < end) {
      std::uint32_t node = 0;
      for (std::size_t at = begin; at < end;) {
        const DecodedCharacter next = decode_utf8(text.substr(at, end - at));
        at += next.length;
        const std::uint32_t step = steps_.find(pair_key(node, static_cast<std::uint32_t>(folded(next.code_point))));
        if (step == not_there) break;
        node = step + 1;
        if (phrase_at_[node] != not_there) found(phrase_at_[node], begin, at);
      }
      begin += decode_utf8(text.substr(begin, end - begin)).length;
    }
  }

  GramTable<std::uint64_t> steps_;        // (node, character); a step leads to the node of its number and one
  std::vector<std::uint32_t> phrase_at_;  // by node
};

}  // namespace fealty::complaints
