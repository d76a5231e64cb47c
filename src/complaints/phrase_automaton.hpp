#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Finding many phrases in one pass. Source: Aho and Corasick (1975), "Efficient string matching", CACM 18.
namespace fealty::complaints {

/// The automaton of Aho and Corasick over bytes, with one row of moves for each state: a text of n bytes takes n moves.
class PhraseAutomaton {
 public:
  PhraseAutomaton() = default;

  /// Patterns must not be empty; the same pattern may stand more than once.
  explicit PhraseAutomaton(const std::vector<std::string>& patterns);

  /// Calls `found(pattern, end)` for every occurrence, by ascending end.
  template <class Found>
  void scan(std::string_view bytes, Found&& found) const {
    if (moves_.empty()) return;
    std::uint32_t state = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const std::uint32_t move = moves_[state * classes_ + class_of_[static_cast<unsigned char>(bytes[i])]];
      state = move & ~ends_pattern;
      if (move == state) continue;
      for (std::uint32_t s = first_output_[state]; s != 0; s = next_output_[s]) {
        for (std::uint32_t k = output_offsets_[s]; k < output_offsets_[s + 1]; ++k) found(outputs_[k], i + 1);
      }
    }
  }

 private:
  // Set in a move to a state where a pattern ends: most states need not be looked at.
  static constexpr std::uint32_t ends_pattern = 0x80000000;

  std::array<std::uint8_t, 256> class_of_{};  // bytes that no pattern has are one class
  std::size_t classes_ = 0;
  std::vector<std::uint32_t> moves_;  // [state][class]
  std::vector<std::uint32_t>
      first_output_;  // the longest suffix of a state, itself included, that is a pattern; 0: none
  std::vector<std::uint32_t> next_output_;  // the next shorter one
  std::vector<std::uint32_t> output_offsets_;
  std::vector<std::uint32_t> outputs_;
};

}  // namespace fealty::complaints
