#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/complaints/labeling_function.hpp"
#include "phrase_automaton.hpp"
#include "phrase_text.hpp"

namespace fealty::complaints {

/// Where a labeling function has found one of its phrases: bytes from `begin` to before `end`.
struct FunctionMatch {
  std::uint32_t function = 0;
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const FunctionMatch&, const FunctionMatch&) = default;
};

/// Finds which labeling functions vote on a text.
///
/// A phrase that lies within a longer one of the same taxonomy is not heard: "not rude enough to..." aside, the longer
/// says what is meant.
class FunctionMatcher {
 public:
  /// What matching needs beside the text, to be used again and again by one thread.
  class Scratch {
    friend class FunctionMatcher;
    struct Hit {
      std::uint32_t pattern;
      std::size_t begin, end;
    };
    struct Found {
      std::uint32_t phrase;
      std::size_t begin, end;
    };
    struct Longest {
      std::size_t begin = 0, end = 0;
    };
    PhraseText text;
    std::vector<Hit> hits;
    std::vector<Found> found;
    std::vector<Longest> longest;  // by taxonomy
  };

  FunctionMatcher() = default;
  explicit FunctionMatcher(const std::vector<LabelingFunction>& functions);

  /// The functions that find a phrase, each once, ascending.
  void vote(std::string_view text, Scratch& scratch, std::vector<std::uint32_t>& functions) const;

  /// All that is found, by place.
  [[nodiscard]] std::vector<FunctionMatch> matches(std::string_view text) const;

 private:
  struct Part {
    std::uint32_t pattern;
    bool bound_before, bound_behind;
  };
  struct Phrase {
    std::vector<Part> parts;
    std::vector<std::uint32_t> functions;
  };

  void add(std::string_view phrase, std::uint32_t function, std::vector<std::string>& patterns);
  void find(Scratch& scratch) const;
  [[nodiscard]] bool fits(const Part& part, std::string_view bytes, std::size_t begin, std::size_t end) const noexcept;
  template <class Heard>
  void hear(Scratch& scratch, Heard&& heard) const;

  PhraseAutomaton automaton_;
  std::vector<std::size_t> lengths_;  // of patterns
  std::vector<Phrase> phrases_;
  std::vector<std::vector<std::uint32_t>> begun_by_;  // phrases whose first part is a pattern
  std::vector<std::uint32_t> taxonomy_;               // of functions
  std::vector<std::uint8_t> unless_denied_;           // of functions
  std::size_t taxonomies_ = 0;
};

}  // namespace fealty::complaints
