#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "character_class.hpp"
#include "fealty/complaints/folding.hpp"
#include "fealty/complaints/personal_data.hpp"
#include "fealty/complaints/utf8.hpp"
#include "word_key.hpp"

namespace fealty::complaints {

/// What an ASCII byte begins.
enum class AsciiKind : std::uint8_t { other, letter, digit, apostrophe, mark, entity, currency, dot, beyond };

constexpr std::array<AsciiKind, 256> made_ascii_kinds() {
  std::array<AsciiKind, 256> kinds{};
  for (std::size_t c = 0x80; c < 0x100; ++c) kinds[c] = AsciiKind::beyond;
  for (std::size_t c = 'a'; c <= 'z'; ++c) kinds[c] = kinds[c - 0x20] = AsciiKind::letter;
  for (std::size_t c = '0'; c <= '9'; ++c) kinds[c] = AsciiKind::digit;
  kinds['\''] = AsciiKind::apostrophe;
  kinds['!'] = kinds['?'] = AsciiKind::mark;
  kinds['&'] = AsciiKind::entity;
  kinds['$'] = AsciiKind::currency;
  kinds['.'] = AsciiKind::dot;
  return kinds;
}

inline constexpr std::array<AsciiKind, 256> ascii_kinds = made_ascii_kinds();

constexpr AsciiKind ascii_kind(char byte) noexcept {
  return ascii_kinds[static_cast<unsigned char>(byte)];
}

/// Cuts a text into the runs that fealty/complaints/text_runs.hpp describes, and tells a sink of each:
///
///     void word(const WordKey& key, std::size_t begin, std::size_t end);          // of letters
///     void kind(std::string_view name, std::size_t begin, std::size_t end);       // "#2", "!", an emoji ...
///     void cjk(char32_t character, std::size_t begin, std::size_t end);           // of a run
///     void end_of_cjk();
///
/// in the order of the text; begin and end are bytes of the text.
template <class Sink>
class RunCutter {
 public:
  explicit RunCutter(Sink& sink) noexcept : sink_(sink) {}

  /// The text without what is masked; each mask is a kind of its own.
  void cut(std::string_view text, std::span<const PersonalData> masks) {
    text_ = text;
    std::size_t from = 0;
    for (const PersonalData& mask : masks) {
      cut_between(from, mask.begin);
      sink_.kind(mask_of(mask.kind), mask.begin, mask.end);
      from = mask.end;
    }
    cut_between(from, text.size());
  }

  /// Maximal subparts that were no characters, so far.
  [[nodiscard]] std::uint64_t invalid() const noexcept { return invalid_; }

 private:
  struct Character {
    char32_t folded;
    CharacterClass kind;
    std::size_t end;
    bool is_valid;
    char32_t written;
  };

  void cut_between(std::size_t begin, std::size_t end) {
    end_ = end;
    for (at_ = begin; at_ < end_;) {
      switch (ascii_kind(text_[at_])) {
        case AsciiKind::letter:
          word();
          break;
        case AsciiKind::digit:
          number(false, at_);
          break;
        case AsciiKind::mark:
          marks();
          break;
        case AsciiKind::entity:
          entity();
          break;
        case AsciiKind::currency:
          currency(1);
          break;
        case AsciiKind::dot:
          dots();
          break;
        case AsciiKind::beyond:
          beyond_ascii();
          break;
        default:
          ++at_;
      }
    }
  }

  [[nodiscard]] Character character_at(std::size_t at) const noexcept {
    const DecodedCharacter decoded = decode_utf8(text_.substr(at, end_ - at));
    const char32_t code = folded(decoded.code_point);
    return {code, character_class(code), at + decoded.length, decoded.is_valid, decoded.code_point};
  }

  /// The character from U+0800 to U+FFFF at a place, in three bytes; 0 if there is none, and for some of those that are
  /// none.
  [[nodiscard]] char32_t three_bytes_at(std::size_t at) const noexcept {
    if (end_ - at < 3) return 0;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text_[at + i])); };
    const unsigned lead = byte(0), second = byte(1), third = byte(2);
    const bool is_well_formed = (lead & 0xF0) == 0xE0 && (second & 0xC0) == 0x80 && (third & 0xC0) == 0x80;
    return is_well_formed ? ((lead & 0xF) << 12) | ((second & 0x3F) << 6) | (third & 0x3F) : 0;
  }

  /// Whether a character is an ideograph from U+4E00 to U+9FFF, as most characters of Chinese texts are.
  [[nodiscard]] static bool is_ideograph(char32_t c) noexcept { return c >= 0x4E00 && c <= 0x9FFF; }

  /// Whether it is a comma, stop, colon or the like as Chinese texts have them.
  [[nodiscard]] static bool is_chinese_mark(char32_t c) noexcept {
    return c == U'\uFF0C' || c == U'\u3002' || c == U'\u3001' || c == U'\uFF01' || c == U'\uFF1F' || c == U'\uFF1A' ||
           c == U'\uFF1B';
  }

  [[nodiscard]] bool is_digit_at(std::size_t at) const noexcept {
    return at < end_ && ascii_kind(text_[at]) == AsciiKind::digit;
  }

  /// A word from here on: letters, marks and digits, and apostrophes between letters.
  void word() {
    const std::size_t begin = at_, limit = std::min(end_, begin + longest_word);
    at_ += std::min(letters_and_digits(text_.data() + at_, text_.data() + text_.size()), limit - at_);
    while (at_ < limit) {
      const AsciiKind kind = ascii_kind(text_[at_]);
      if (kind == AsciiKind::letter || kind == AsciiKind::digit) {
        ++at_;
      } else if (kind == AsciiKind::apostrophe && at_ + 1 < limit && ascii_kind(text_[at_ + 1]) == AsciiKind::letter) {
        at_ += 2;
      } else {
        break;
      }
    }
    if (at_ < limit && ascii_kind(text_[at_]) == AsciiKind::beyond) {
      at_ = begin;
      return mixed_word();
    }
    if (is_address(begin)) return address(begin);
    if (text_[begin] == 'X' && is_masked(begin)) return blanked(begin);
    key_.set_lower(text_.data() + begin, text_.data() + at_, text_.data() + text_.size());
    sink_.word(key_, begin, at_);
  }

  /// A word that is not ASCII alone.
  void mixed_word() {
    const std::size_t begin = at_;
    word_.clear();
    for (std::size_t characters = 0; at_ < end_ && characters < longest_word; ++characters) {
      const Character next = character_at(at_);
      const bool is_inner_apostrophe = next.folded == U'\'' && !word_.empty() && next.end < end_ &&
                                       character_at(next.end).kind == CharacterClass::letter;
      if (next.kind != CharacterClass::letter && next.kind != CharacterClass::digit && !is_inner_apostrophe) break;
      append_utf8(word_, next.folded);
      at_ = next.end;
    }
    key_.set(word_);
    sink_.word(key_, begin, at_);
  }

  /// Whether the word from `begin` to here is the beginning of an address on the web.
  [[nodiscard]] bool is_address(std::size_t begin) const noexcept {
    if (at_ + 2 >= end_) return false;
    if (text_[at_] == ':') return text_[at_ + 1] == '/' && text_[at_ + 2] == '/';
    return text_[at_] == '.' && at_ - begin == 3 && folded_is(begin, "www") &&
           ascii_kind(text_[at_ + 1]) == AsciiKind::letter;
  }

  [[nodiscard]] bool folded_is(std::size_t begin, std::string_view word) const noexcept {
    for (std::size_t i = 0; i < word.size(); ++i) {
      if ((text_[begin + i] | 0x20) != word[i]) return false;
    }
    return true;
  }

  /// An address goes on to the next byte that is no visible ASCII character, or is a quotation mark or bracket.
  void address(std::size_t begin) {
    while (at_ < end_ && text_[at_] > ' ' && text_[at_] < '\x7F' &&
           std::string_view("\"<>").find(text_[at_]) == std::string_view::npos) {
      ++at_;
    }
    sink_.kind("<url>", begin, at_);
  }

  /// Whether the word from `begin` to here is XX...: what the CFPB has blanked out.
  [[nodiscard]] bool is_masked(std::size_t begin) const noexcept {
    return at_ - begin >= 2 && text_.substr(begin, at_ - begin).find_first_not_of('X') == std::string_view::npos;
  }

  /// Dates such as XX/XX/2015 are one.
  void blanked(std::size_t begin) {
    while (at_ + 1 < end_ && text_[at_] == '/' && (text_[at_ + 1] == 'X' || is_digit_at(at_ + 1))) {
      ++at_;
      while (at_ < end_ && (text_[at_] == 'X' || is_digit_at(at_))) ++at_;
    }
    sink_.kind("<blank>", begin, at_);
  }

  /// A number: digits, with single . , : / - between digits. Its class tells the kind, or the number of digits.
  void number(bool is_money, std::size_t begin) {
    std::size_t digits = 0;
    char mark = 0;
    while (at_ < end_) {
      const char next = text_[at_];
      if (is_digit_at(at_)) {
        ++digits;
        ++at_;
      } else if ((next == '.' || next == ',' || next == ':' || next == '/' || next == '-') && is_digit_at(at_ + 1)) {
        if (next != ',') mark = next;
        ++at_;
      } else {
        break;
      }
    }
    finish_number(is_money, begin, digits, mark);
  }

  void finish_number(bool is_money, std::size_t begin, std::size_t digits, char mark) {
    static constexpr std::array<std::string_view, 6> by_length{"#1", "#1", "#2", "#3", "#4", "#5"};
    if (at_ < end_ && text_[at_] == '%') {
      ++at_;
      return sink_.kind("#%", begin, at_);
    }
    if (is_money) return sink_.kind("#$", begin, at_);
    if (mark == ':') return sink_.kind("#time", begin, at_);
    if (mark == '/' || mark == '-') return sink_.kind("#date", begin, at_);
    if (mark == '.') return sink_.kind("#.", begin, at_);
    sink_.kind(by_length[digits < 5 ? digits : 5], begin, at_);
  }

  /// A sign of a currency of so many bytes, with a number behind it or not.
  void currency(std::size_t length) {
    const std::size_t begin = at_;
    at_ += length;
    std::size_t digits = at_;
    while (digits < end_ && text_[digits] == ' ') ++digits;
    if (!is_digit_at(digits)) return;
    at_ = digits;
    number(true, begin);
  }

  /// Exclamation and question marks, one or several, in ASCII or full-width.
  void marks() {
    const std::size_t begin = at_;
    std::size_t calls = 0, questions = 0;
    while (at_ < end_) {
      const Character next = character_at(at_);
      if (next.folded != U'!' && next.folded != U'?') break;
      ++(next.folded == U'!' ? calls : questions);
      at_ = next.end;
    }
    const auto name = calls == 0 ? (questions == 1 ? "?" : "??") : questions > 0 ? "?!" : calls == 1 ? "!" : "!!";
    sink_.kind(name, begin, at_);
  }

  /// Three dots or more.
  void dots() {
    const std::size_t begin = at_;
    while (at_ < end_ && text_[at_] == '.') ++at_;
    if (at_ - begin >= 3) sink_.kind("...", begin, at_);
  }

  /// Entities of HTML, such as &amp; and &#39;, separate and are nothing else.
  void entity() {
    std::size_t end = ++at_;
    if (end < end_ && text_[end] == '#') ++end;
    while (end < end_ && end - at_ < 9 && (ascii_kind(text_[end]) == AsciiKind::letter || is_digit_at(end))) ++end;
    if (end > at_ && end < end_ && text_[end] == ';') at_ = end + 1;
  }

  void beyond_ascii() {
    if (is_ideograph(three_bytes_at(at_))) return cjk_run();
    const Character next = character_at(at_);
    if (next.folded < 0x80 && next.kind != CharacterClass::letter) return full_width(next);
    switch (next.kind) {
      case CharacterClass::letter:
        return mixed_word();
      case CharacterClass::cjk:
        return cjk_run();
      case CharacterClass::emoji: {
        word_.clear();
        append_utf8(word_, next.folded);
        sink_.kind(word_, at_, next.end);
        at_ = next.end;
        return;
      }
      case CharacterClass::digit:
        return other_digits();
      default:
        separator(next);
    }
  }

  void full_width(const Character& next) {
    if (next.folded == U'!' || next.folded == U'?') return marks();
    if (next.kind == CharacterClass::digit) return other_digits();
    if (next.folded == U'$') return currency(next.end - at_);
    at_ = next.end;
  }

  /// Digits that are not ASCII: full-width, or of another script.
  void other_digits() {
    const std::size_t begin = at_;
    std::size_t digits = 0;
    while (at_ < end_) {
      const Character next = character_at(at_);
      if (next.kind != CharacterClass::digit) break;
      ++digits;
      at_ = next.end;
    }
    finish_number(false, begin, digits, 0);
  }

  void separator(const Character& next) {
    if (!next.is_valid) ++invalid_;
    const char32_t code = next.folded;
    if (is_currency(code)) return currency(next.end - at_);
    if (code == U'\u2026') sink_.kind("...", at_, next.end);
    at_ = next.end;
  }

  /// Characters from a CJK one on, and the marks between and behind them. These stand as they were written: in Chinese
  /// texts a half-width question mark is often what was left of an emoji.
  void cjk_run() {
    while (at_ < end_) {
      if (const char32_t usual = three_bytes_at(at_); is_ideograph(usual) || is_chinese_mark(usual)) {
        sink_.cjk(usual, at_, at_ + 3);
        at_ += 3;
        continue;
      }
      const Character next = character_at(at_);
      if (next.kind != CharacterClass::cjk && !is_mark(next)) break;
      sink_.cjk(next.kind == CharacterClass::cjk ? next.folded : next.written, at_, next.end);
      at_ = next.end;
    }
    sink_.end_of_cjk();
  }

  /// Whether a character is punctuation or a symbol that tells the tone of a sentence: no space, control character,
  /// entity or sign of a currency.
  [[nodiscard]] static bool is_mark(const Character& next) noexcept {
    const char32_t c = next.folded;
    if (!next.is_valid || next.kind != CharacterClass::separator || is_currency(c) || c == U'&') return false;
    const bool is_blank = c <= U' ' || (c >= 0x7F && c <= 0xA0) || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) ||
                          (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0xFEFF;
    return !is_blank;
  }

  [[nodiscard]] static bool is_currency(char32_t folded) noexcept {
    return folded == U'$' || folded == U'\u20AC' || folded == U'\u00A3' || folded == U'\u00A5' || folded == U'\uFFE5';
  }

  Sink& sink_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::uint64_t invalid_ = 0;
  WordKey key_;
  std::string word_;
};

}  // namespace fealty::complaints
