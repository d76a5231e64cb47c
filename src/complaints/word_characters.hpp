#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "fealty/complaints/text_options.hpp"
#include "fealty/complaints/utf8.hpp"
#include "gram_table.hpp"
#include "word_key.hpp"

namespace fealty::complaints {

/// The characters of a folded word with a space at each end.
class WordCharacters {
 public:
  explicit WordCharacters(std::string_view word) noexcept {
    characters_[0] = U' ';
    for (std::size_t at = 0; at < word.size();) {
      const auto byte = static_cast<unsigned char>(word[at]);
      if (byte < 0x80) {
        characters_[size_++] = byte;
        ++at;
      } else {
        const DecodedCharacter next = decode_utf8(word.substr(at));
        characters_[size_++] = next.code_point;
        at += next.length;
      }
    }
    characters_[size_++] = U' ';
  }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }

  /// Calls `f(key, first, count)` for the n-grams of `count` characters from `first` on, as scikit-learn's char_wb: a
  /// word shorter than the least length is one n-gram.
  template <class F>
  void for_each_gram(const NgramRange& lengths, F&& f) const {
    if (lengths.most == 0) return;
    if (size_ < lengths.least) return f(character_key(characters_.data(), size_), std::size_t{0}, size_);
    for (std::size_t count = lengths.least; count <= lengths.most && count <= size_; ++count) {
      for (std::size_t first = 0; first + count <= size_; ++first) {
        f(character_key(characters_.data() + first, count), first, count);
      }
    }
  }

 private:
  std::array<char32_t, longest_word + 2> characters_;
  std::size_t size_ = 1;
};

}  // namespace fealty::complaints
