#include "phrase_text.hpp"

#include <algorithm>
#include <array>

#include "fealty/complaints/folding.hpp"
#include "fealty/complaints/utf8.hpp"

namespace fealty::complaints {
namespace {

using namespace std::string_view_literals;

constexpr auto number_words = std::to_array(
    {"dozen"sv,  "eight"sv,     "eighteen"sv, "eighty"sv,  "eleven"sv,  "fifteen"sv,  "fifty"sv,  "five"sv,
     "forty"sv,  "four"sv,      "fourteen"sv, "hundred"sv, "nine"sv,    "nineteen"sv, "ninety"sv, "one"sv,
     "seven"sv,  "seventeen"sv, "seventy"sv,  "six"sv,     "sixteen"sv, "sixty"sv,    "ten"sv,    "thirteen"sv,
     "thirty"sv, "thousand"sv,  "three"sv,    "twelve"sv,  "twenty"sv,  "two"sv});
static_assert(std::ranges::is_sorted(number_words));

constexpr auto chinese_numerals = U"零一二三四五六七八九十两百千万几〇"sv;

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
constexpr bool is_letter(char c) noexcept {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_continuation(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// The character that ends before `place`, which is not 0.
char32_t character_before(std::string_view bytes, std::size_t place) noexcept {
  std::size_t begin = place - 1;
  while (begin > 0 && place - begin < 4 && is_continuation(bytes[begin])) --begin;
  return decode_utf8(bytes.substr(begin, place - begin)).code_point;
}

/// Letters of alphabets whose words are set apart by spaces, as far as they matter beside English and Chinese.
constexpr bool is_alphabetic(char32_t c) noexcept {
  return (c >= U'a' && c <= U'z') || (c >= 0xC0 && c < 0x590 && c != 0xD7 && c != 0xF7);
}

constexpr bool belongs_to_word(char32_t c) noexcept {
  return is_alphabetic(c) || (c >= U'0' && c <= U'9') || c == static_cast<char32_t>(number_mark);
}

/// Writes a text, and beside it where each byte comes from.
class Writer {
 public:
  Writer(PhraseText& text, bool with_origins) : text_(text), with_origins_(with_origins) {}

  void put(char c, std::size_t origin) {
    text_.bytes.push_back(c);
    if (with_origins_) text_.origins.push_back(static_cast<std::uint32_t>(origin));
  }

  void put(char32_t c, std::size_t origin) {
    const std::size_t before = text_.bytes.size();
    append_utf8(text_.bytes, c);
    if (with_origins_)
      text_.origins.resize(text_.origins.size() + text_.bytes.size() - before, static_cast<std::uint32_t>(origin));
  }

  /// A space, unless one stands there already.
  void put_space(std::size_t origin) {
    if (!text_.bytes.empty() && text_.bytes.back() != ' ') put(' ', origin);
  }

  /// The mark of a number that follows the bytes up to `size`; two numbers side by side ("twenty-two") are one.
  void put_number(std::size_t size, std::size_t origin) {
    shorten(size);
    const std::string& bytes = text_.bytes;
    if (!bytes.empty() && bytes.back() == number_mark) return;
    if (bytes.size() >= 2 && bytes.back() == ' ' && bytes[bytes.size() - 2] == number_mark) {
      shorten(bytes.size() - 1);
      return;
    }
    put(number_mark, origin);
  }

 private:
  void shorten(std::size_t size) {
    text_.bytes.resize(size);
    if (with_origins_) text_.origins.resize(size);
  }

  PhraseText& text_;
  bool with_origins_;
};

/// Whether the word in [begin, end of bytes) is an English number word.
bool ends_in_number_word(std::string_view bytes, std::size_t begin) noexcept {
  const std::string_view word = bytes.substr(begin);
  if (word.size() < 3 || word.size() > 9) return false;
  return std::ranges::binary_search(number_words, word);
}

constexpr bool ends_clause(std::string_view bytes, std::size_t i) noexcept {
  switch (bytes[i]) {
    case ',':
    case '.':
    case '!':
    case '?':
    case ';':
    case ':':
      return true;
    default:
      return bytes.substr(i, 3) == "。" || bytes.substr(i, 3) == "、";
  }
}

bool denies(std::string_view word) noexcept {
  constexpr auto words = std::to_array({"not"sv, "no"sv, "never"sv, "without"sv, "hardly"sv, "cannot"sv});
  return std::ranges::find(words, word) != words.end() || word.ends_with("n't");
}

/// Whether a Chinese denial begins at a place.
bool chinese_denial_at(std::string_view bytes, std::size_t i) noexcept {
  constexpr auto harmless = std::to_array(
      {"不仅"sv, "不但"sv, "不只"sv, "不光"sv, "不得不"sv, "没想到"sv, "不料"sv, "不停"sv, "不断"sv, "不过"sv});
  constexpr auto denials = std::to_array({"不"sv, "没"sv, "未"sv, "无"sv, "并非"sv});
  const std::string_view rest = bytes.substr(i);
  const auto begins = [&](std::string_view word) { return rest.starts_with(word); };
  return std::ranges::any_of(denials, begins) && std::ranges::none_of(harmless, begins);
}

}  // namespace

void PhraseText::read(std::string_view text, bool with_origins) {
  text = text.substr(0, 0xFFFFFFFE);
  bytes.clear();
  origins.clear();
  bytes.reserve(text.size());
  Writer writer(*this, with_origins);
  std::size_t word = std::string::npos;  // where an alphabetic word began, in the bytes written
  std::size_t word_origin = 0;
  bool in_digits = false;
  const auto end_word = [&] {
    if (word != std::string::npos && ends_in_number_word(bytes, word)) writer.put_number(word, word_origin);
    word = std::string::npos;
  };
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    char32_t c = lead;
    std::size_t length = 1;
    if (lead < 0x80) {
      if (lead >= 'A' && lead <= 'Z') c = lead | 0x20U;
    } else {
      const DecodedCharacter character = decode_utf8(text.substr(i));
      c = folded(character.code_point);
      length = character.length;
    }
    const bool starts_word =
        word == std::string::npos && c >= U'a' && c <= U'z' && !word_goes_on_before(bytes, bytes.size());
    const bool continues_word = word != std::string::npos && (is_alphabetic(c) || c == U'\'');
    if (!starts_word && !continues_word) end_word();
    if (starts_word) {
      word = bytes.size();
      word_origin = i;
    }
    if (c >= U'0' && c <= U'9') {
      if (!in_digits) writer.put_number(bytes.size(), i);
      in_digits = true;
    } else if (in_digits && (c == U'.' || c == U',' || c == U':') && i + length < text.size() &&
               is_digit(text[i + length])) {
      // a point within a number
    } else {
      in_digits = false;
      if (c <= U' ' || c == U'-' || c == 0xA0 || c == 0x7F) {
        writer.put_space(i);
      } else if (c < 0x80) {
        writer.put(static_cast<char>(c), i);
      } else if (chinese_numerals.find(c) != std::u32string_view::npos) {
        writer.put_number(bytes.size(), i);
      } else {
        writer.put(c, i);
      }
    }
    i += length;
  }
  end_word();
  if (with_origins) origins.push_back(static_cast<std::uint32_t>(text.size()));
}

bool word_goes_on_before(std::string_view bytes, std::size_t place) noexcept {
  if (place == 0) return false;
  const char last = bytes[place - 1];
  if (static_cast<unsigned char>(last) < 0x80)
    return is_letter(last) || is_digit(last) || last == number_mark || last == '\'';
  return belongs_to_word(character_before(bytes, place));
}

bool word_goes_on_at(std::string_view bytes, std::size_t place) noexcept {
  if (place >= bytes.size()) return false;
  return belongs_to_word(decode_utf8(bytes.substr(place)).code_point);
}

bool is_denied(std::string_view bytes, std::size_t place) noexcept {
  constexpr std::size_t chinese_reach = 12;  // four characters
  constexpr int reach = 3;                   // words
  constexpr std::size_t farthest = 120;      // bytes, whatever stands there
  std::size_t end = place;
  int words = 0;
  for (std::size_t i = place; i-- > 0 && place - i <= farthest && !ends_clause(bytes, i);) {
    if (is_continuation(bytes[i])) continue;
    if (static_cast<unsigned char>(bytes[i]) >= 0x80) {
      if (place - i <= chinese_reach && chinese_denial_at(bytes, i)) return true;
      if (place - i > 3 * chinese_reach) return false;
      continue;
    }
    if (bytes[i] == ' ') {
      end = i;
    } else if (is_letter(bytes[i]) && (i == 0 || !word_goes_on_before(bytes, i))) {
      const std::string_view word = bytes.substr(i, end - i);
      const std::string_view behind = bytes.substr(end, 5);
      if (denies(word) && behind != " only" && behind != " just") return true;
      if (++words == reach) return false;
    }
  }
  return false;
}

bool has_sentence_end(std::string_view bytes, std::size_t begin, std::size_t end) noexcept {
  for (std::size_t i = begin; i < end; ++i) {
    if (bytes[i] == '.' || bytes[i] == '!' || bytes[i] == '?' || bytes[i] == ';') return true;
    if (bytes.substr(i, 3) == "。") return true;
  }
  return false;
}

}  // namespace fealty::complaints
