#include "fealty/complaints/personal_data.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fealty/complaints/folding.hpp"
#include "fealty/complaints/utf8.hpp"
#include "wide.hpp"

namespace fealty::complaints {
namespace {

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
bool is_letter(char32_t c) {
  return c >= U'a' && c <= U'z';
}
bool is_alphanumeric(char32_t c) {
  return is_digit(c) || is_letter(c);
}

/// Digits that stand together, and what is between them and the digits before.
struct Group {
  std::string digits;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string between;
};

/// Groups of digits that may belong together, first to last.
using Groups = std::vector<Group>;

/// Whether the first groups have these lengths, and are joined by one of the characters.
bool has_lengths(const Groups& groups, std::initializer_list<std::size_t> lengths, std::string_view joints) {
  if (groups.size() < lengths.size()) return false;
  std::size_t i = 0;
  for (const std::size_t length : lengths) {
    const Group& group = groups[i++];
    if (group.digits.size() != length) return false;
    if (i > 1 && group.between.find_first_not_of(joints) != std::string::npos) return false;
  }
  return true;
}

std::string joined(const Groups& groups, std::size_t count) {
  std::string digits;
  for (std::size_t i = 0; i < count; ++i) digits += groups[i].digits;
  return digits;
}

int value_of(char digit) {
  return digit - '0';
}

/// ISO/IEC 7812-1, annex B: every second digit from the right counts double.
bool has_luhn_digit(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int value = value_of(digits[digits.size() - 1 - i]) * (i % 2 == 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 == 0;
}

/// GB 11643-1999: an area, a date of birth, a number, and a check character by ISO 7064, MOD 11-2.
bool is_chinese_id(std::string_view digits, char check) {
  constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  const auto number = [&](std::size_t at, std::size_t length) {
    int value = 0;
    for (std::size_t i = at; i < at + length; ++i) value = 10 * value + value_of(digits[i]);
    return value;
  };
  const int year = number(6, 4), month = number(10, 2), day = number(12, 2);
  if (year < 1850 || year > 2150 || month < 1 || month > 12 || day < 1 || day > 31) return false;
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * value_of(digits[i]);
  return std::string_view("10x98765432")[static_cast<std::size_t>(sum % 11)] == check;
}

bool is_north_american(std::string_view digits) {
  return digits.size() == 10 && digits[0] >= '2' && digits[3] >= '2';
}

bool is_chinese_mobile(std::string_view digits) {
  return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3';
}

/// Whether a digit from U+FF10 to U+FF19 is at a place.
bool is_full_width_digit(std::string_view text, std::size_t at) noexcept {
  return text.size() - at >= 3 && text[at] == '\xEF' && text[at + 1] == '\xBC' && text[at + 2] >= '\x90' &&
         text[at + 2] <= '\x99';
}

/// The first place from `at` on that holds a digit, full-width or not, or an @; eight bytes at a time.
std::size_t next_sign(std::string_view text, std::size_t at) noexcept {
  constexpr std::uint64_t each = 0x0101010101010101, high = 0x80 * each;
  const auto zeros = [](std::uint64_t bytes) { return ~(((bytes & ~high) + ~high) | bytes); };  // in the eighth bits
  for (; at + 8 <= text.size() && std::endian::native == std::endian::little; at += 8) {
    std::uint64_t chunk = 0;
    std::memcpy(&chunk, text.data() + at, 8);
    const std::uint64_t low = chunk & ~high;
    const std::uint64_t digits = (low + (0x80 - '0') * each) & ~(low + (0x7F - '9') * each) & ~chunk;
    std::uint64_t signs = (digits | zeros(chunk ^ ('@' * each)) | zeros(chunk ^ (0xEF * each))) & high;
    for (; signs != 0; signs &= signs - 1) {
      const std::size_t sign = at + static_cast<std::size_t>(std::countr_zero(signs)) / 8;
      if (text[sign] != '\xEF' || is_full_width_digit(text, sign)) return sign;
    }
  }
  for (; at < text.size(); ++at) {
    const char byte = text[at];
    if ((byte >= '0' && byte <= '9') || byte == '@' || is_full_width_digit(text, at)) break;
  }
  return at;
}

/// Whether a text holds any of these signs, as most do not; 32 bytes at a time.
FEALTY_WIDE bool has_signs(std::string_view text) noexcept {
  constexpr std::size_t at_once = 32;
  const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
  const auto is = [](bool condition) { return static_cast<unsigned char>(condition ? 1 : 0); };
  std::size_t at = 0;
  for (; at + at_once + 2 <= text.size(); at += at_once) {
    std::array<unsigned char, at_once> signs;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled below
    for (std::size_t i = 0; i < at_once; ++i) {
      const unsigned char* const b = bytes + at + i;
      const unsigned char is_wide =
          is(b[0] == 0xEF) & is(b[1] == 0xBC) & is(static_cast<unsigned char>(b[2] - 0x90) < 10);
      signs[i] = is_wide | is(static_cast<unsigned char>(b[0] - '0') < 10) | is(b[0] == '@');
    }
    unsigned char any = 0;
    for (const unsigned char sign : signs) any |= sign;
    if (any != 0) return true;
  }
  return next_sign(text, at) < text.size();
}

/// Finds personal data in one text. Every form but that of e-mail has digits; so digits and @ are looked for, and what
/// stands around them is judged.
class Finder {
 public:
  explicit Finder(std::string_view text) noexcept : text_(text) {}

  std::vector<PersonalData> find() {
    while ((at_ = next_sign(text_, at_)) < text_.size()) {
      text_[at_] == '@' ? email() : number();
    }
    return std::move(found_);
  }

 private:
  /// The folded character at a place, and where it ends; 0 at the end of the text.
  [[nodiscard]] std::pair<char32_t, std::size_t> character(std::size_t at) const noexcept {
    if (at >= text_.size()) return {0, at};
    const DecodedCharacter decoded = decode_utf8(text_.substr(at));
    return {folded(decoded.code_point), at + decoded.length};
  }

  /// Where the character before a place begins; the place itself if nothing free is before it.
  [[nodiscard]] std::size_t before(std::size_t at) const noexcept {
    if (at <= free_) return at;
    std::size_t begin = at - 1;
    while (begin > free_ && at - begin < 4 && (static_cast<unsigned char>(text_[begin]) & 0xC0) == 0x80) --begin;
    return begin;
  }

  [[nodiscard]] char32_t character_before(std::size_t at) const noexcept {
    return at <= free_ ? 0 : character(before(at)).first;
  }

  void take(std::size_t begin, std::size_t end, PersonalDataKind kind) {
    found_.push_back({begin, end, kind});
    at_ = free_ = end;
  }

  void email() {
    const auto is_part = [](char c) {
      const auto lower = static_cast<char32_t>(static_cast<unsigned char>(c | 0x20));
      return is_letter(lower) || is_digit(static_cast<unsigned char>(c)) || c == '.' || c == '-' || c == '_';
    };
    std::size_t begin = at_, end = at_ + 1;
    while (begin > free_ && at_ - begin < 64 && (is_part(text_[begin - 1]) || text_[begin - 1] == '+')) --begin;
    while (end < text_.size() && end - at_ < 255 && is_part(text_[end])) ++end;
    while (end > at_ && (text_[end - 1] == '.' || text_[end - 1] == '-' || text_[end - 1] == '_')) --end;
    const std::string_view domain = text_.substr(std::min(at_ + 1, end), end - std::min(at_ + 1, end));
    const std::size_t dot = domain.rfind('.');
    const bool is_domain = dot != std::string_view::npos && dot > 0 && domain.size() - dot > 2;
    if (begin == at_ || !is_domain) {
      ++at_;
      return;
    }
    take(begin, end, PersonalDataKind::email);
  }

  /// Digits at the current place: the groups from here on, and the letters before, are looked at.
  void number() {
    const std::size_t begin = word_begin();
    if (plate(begin)) return;
    if (begin < at_) {
      if (license(begin)) return;
      return skip_word();
    }
    const Groups groups = groups_from(at_);
    if (id_card(groups) || phone(groups) || bank_card(groups)) return;
    skip_word();
  }

  /// Where the letters and digits begin that the current place is among.
  [[nodiscard]] std::size_t word_begin() const noexcept {
    std::size_t begin = at_;
    while (begin > free_ && at_ - begin < 32 && is_alphanumeric(character_before(begin))) begin = before(begin);
    return begin;
  }

  [[nodiscard]] std::size_t word_end(std::size_t at) const noexcept {
    for (auto next = character(at); is_alphanumeric(next.first); next = character(at)) at = next.second;
    return at;
  }

  void skip_word() { at_ = std::max(at_ + 1, word_end(at_)); }

  /// The digits from a place on, as many as the longest form can have.
  [[nodiscard]] Groups groups_from(std::size_t at) const {
    Groups groups;
    std::string between;
    std::size_t digits = 0;
    while (digits < 32 && groups.size() < 8) {
      Group group{{}, at, at, between};
      for (auto next = character(at); is_digit(next.first) && digits < 32; next = character(at)) {
        group.digits += static_cast<char>(next.first);
        at = group.end = next.second;
        ++digits;
      }
      if (group.digits.empty()) break;
      groups.push_back(std::move(group));
      between.clear();
      for (auto next = character(at); between.size() < 3 && is_joint(next.first); next = character(at)) {
        between += static_cast<char>(next.first);
        at = next.second;
      }
      if (between.empty()) break;
    }
    return groups;
  }

  [[nodiscard]] static bool is_joint(char32_t c) {
    return c == U' ' || c == U'-' || c == U'.' || c == U'(' || c == U')';
  }

  /// Whether the first `count` groups end where no digit, letter or part of a number follows.
  [[nodiscard]] bool ends_after(const Groups& groups, std::size_t count) const noexcept {
    const auto [next, end] = character(groups[count - 1].end);
    if (is_alphanumeric(next) || next == U'%') return false;
    return !((next == U'.' || next == U',') && is_digit(character(end).first));
  }

  bool take_groups(const Groups& groups, std::size_t count, PersonalDataKind kind, std::size_t begin) {
    if (!ends_after(groups, count)) return false;
    take(begin, groups[count - 1].end, kind);
    return true;
  }

  bool id_card(const Groups& groups) {
    if (has_lengths(groups, {3, 2, 4}, "- ") && is_social_security(groups)) {
      return take_groups(groups, 3, PersonalDataKind::id_card, groups[0].begin);
    }
    const std::size_t count = has_lengths(groups, {6, 8, 4}, "- ") || has_lengths(groups, {6, 8, 3}, "- ") ? 3 : 1;
    std::string digits = joined(groups, count);
    std::size_t end = groups[count - 1].end;
    if (digits.size() == 17 && character(end).first == U'x') {
      digits += 'x';
      end = character(end).second;
    }
    if (digits.size() != 18 || !is_chinese_id(digits, digits[17]) || is_alphanumeric(character(end).first))
      return false;
    take(groups[0].begin, end, PersonalDataKind::id_card);
    return true;
  }

  [[nodiscard]] static bool is_social_security(const Groups& groups) {
    const std::string& area = groups[0].digits;
    return area != "000" && area != "666" && area[0] != '9' && groups[1].digits != "00" && groups[2].digits != "0000" &&
           groups[1].between == groups[2].between;
  }

  bool phone(const Groups& groups) {
    std::size_t begin = groups[0].begin;
    char32_t sign = character_before(begin);
    if (sign == U'(') {
      begin = before(begin);
      sign = character_before(begin);
    }
    if (sign == U'+') return international(groups, before(begin));
    if (sign == U'$' || sign == U'\u00A5' || sign == U'\uFFE5') return false;
    const auto country = [&](std::string_view code) { return groups.size() > 1 && groups[0].digits == code; };
    if (country("1") || country("86") || country("0086")) {
      const Groups rest(groups.begin() + 1, groups.end());
      if (const std::size_t count = national(rest); count > 0) {
        return take_groups(rest, count, PersonalDataKind::phone, begin);
      }
    }
    const std::size_t count = national(groups);
    return count > 0 && take_groups(groups, count, PersonalDataKind::phone, begin);
  }

  /// How many of the first groups are a phone number; 0 if none.
  [[nodiscard]] static std::size_t national(const Groups& groups) {
    const std::string& first = groups[0].digits;
    if (is_chinese_mobile(first) || is_north_american(first)) return 1;
    if (first.size() == 13 && first.starts_with("86") && is_chinese_mobile(first.substr(2))) return 1;
    if (first[0] == '0' && (first.size() == 11 || first.size() == 12) && first[1] != '0') return 1;
    if (has_lengths(groups, {3, 4, 4}, "- ") && is_chinese_mobile(joined(groups, 3))) return 3;
    if (has_lengths(groups, {3, 3, 4}, "- .()") && is_north_american(joined(groups, 3))) return 3;
    const bool is_area = first[0] == '0' && (first.size() == 3 || first.size() == 4);
    const bool has_line = groups.size() > 1 && (groups[1].digits.size() == 7 || groups[1].digits.size() == 8);
    return is_area && has_line ? 2 : 0;
  }

  bool international(const Groups& groups, std::size_t begin) {
    std::size_t digits = 0, count = 0;
    while (count < groups.size() && digits + groups[count].digits.size() <= 15) digits += groups[count++].digits.size();
    return digits >= 8 && take_groups(groups, count, PersonalDataKind::phone, begin);
  }

  bool bank_card(const Groups& groups) {
    const std::size_t count = groups_of_card(groups);
    const std::string digits = joined(groups, count);
    if (digits.size() < 13 || digits.size() > 19 || !has_luhn_digit(digits)) return false;
    return take_groups(groups, count, PersonalDataKind::bank_card, groups[0].begin);
  }

  /// How many of the first groups may be one card: fours and a rest, or 4, 6 and 5.
  [[nodiscard]] static std::size_t groups_of_card(const Groups& groups) {
    if (has_lengths(groups, {4, 6, 5}, "- ")) return 3;
    std::size_t count = 1;
    while (count < groups.size() && groups[count - 1].digits.size() == 4 && groups[count].digits.size() <= 4 &&
           (groups[count].between == " " || groups[count].between == "-")) {
      ++count;
    }
    return count;
  }

  /// A capital letter and 7 to 14 digits.
  bool license(std::size_t begin) {
    if (text_[begin] < 'A' || text_[begin] > 'Z' || begin + 1 != at_) return false;
    const Groups groups = groups_from(at_);
    std::size_t digits = 0, count = 0;
    while (count < groups.size() && (count == 0 || groups[count].between == "-"))
      digits += groups[count++].digits.size();
    return digits >= 7 && digits <= 14 && take_groups(groups, count, PersonalDataKind::id_card, begin);
  }

  bool plate(std::size_t begin) { return chinese_plate(begin) || named_plate(begin); }

  /// A province, a letter, and five or six letters and digits; `begin` is the letter, or what follows it and a dot.
  bool chinese_plate(std::size_t begin) {
    const char32_t dot = character_before(begin);
    std::size_t letter = begin;
    if (dot == U'\u00B7' || dot == U'\u2022' || dot == U' ' || dot == U'-' || dot == U'.')
      letter = before(before(begin));
    if (!is_letter(character(letter).first) || !is_province(character_before(letter))) return false;
    const std::size_t number = letter == begin ? character(letter).second : begin;
    const auto [dot_after, after_dot] = character(number);
    const bool has_dot_after = letter == begin && (dot_after == U'\u00B7' || dot_after == U'\u2022');
    return take_plate(before(letter), has_dot_after ? after_dot : number);
  }

  bool take_plate(std::size_t begin, std::size_t number) {
    std::size_t end = number, length = 0;
    for (auto next = character(end); is_alphanumeric(next.first); next = character(end)) {
      end = next.second;
      ++length;
    }
    const char32_t last = character(end).first;
    const bool has_special_end =
        length == 4 && std::u32string_view(U"挂学警港澳").find(last) != std::u32string_view::npos;
    if (length != 5 && length != 6 && !has_special_end) return false;
    take(begin, has_special_end ? character(end).second : end, PersonalDataKind::plate);
    return true;
  }

  static bool is_province(char32_t c) {
    static constexpr std::u32string_view provinces =
        U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领";
    return c != 0 && provinces.find(c) != std::u32string_view::npos;
  }

  /// Letters and digits mixed, 5 to 8 in all, in one or two parts, after the word "plate" or "tag".
  bool named_plate(std::size_t begin) {
    const std::size_t from = begin - std::min<std::size_t>(begin - free_, 28);
    const std::string before_it = folded(text_.substr(from, begin - from));
    std::size_t words = before_it.rfind("plate");
    if (words == std::string::npos) words = before_it.rfind(" tag ");
    if (words == std::string::npos) return false;
    if (before_it.find_first_of("0123456789,;!?", words) != std::string::npos) return false;
    std::size_t end = word_end(begin);
    const auto [joint, after] = character(end);
    const std::size_t first_begin = first_part(begin, before_it);
    const bool has_second = joint == U'-' && is_alphanumeric(character(after).first);
    if (has_second) end = word_end(after);
    std::size_t letters = 0, digits = 0;
    for (std::size_t at = first_begin; at < end; at = character(at).second) {
      const char32_t c = character(at).first;
      letters += is_letter(c) ? 1 : 0;
      digits += is_digit(c) ? 1 : 0;
    }
    if (letters == 0 || digits == 0 || letters + digits < 5 || letters + digits > 8) return false;
    take(first_begin, end, PersonalDataKind::plate);
    return true;
  }

  /// Where a plate begins whose digits begin at `begin`: at capital letters before a space or hyphen, if there are.
  [[nodiscard]] std::size_t first_part(std::size_t begin, std::string_view before_it) const noexcept {
    if (before_it.empty() || (before_it.back() != ' ' && before_it.back() != '-')) return begin;
    std::size_t first = begin - 1;
    while (first > free_ && text_[first - 1] >= 'A' && text_[first - 1] <= 'Z') --first;
    const std::size_t length = begin - 1 - first;
    return length >= 1 && length <= 4 ? first : begin;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t free_ = 0;  // what is before belongs to what has been found
  std::vector<PersonalData> found_;
};

constexpr std::array<std::string_view, personal_data_kinds> masks{"<phone>", "<email>", "<plate>", "<id>", "<card>"};

}  // namespace

std::string_view mask_of(PersonalDataKind kind) noexcept {
  return masks[static_cast<std::size_t>(kind)];
}

std::vector<PersonalData> find_personal_data(std::string_view text) {
  return has_signs(text) ? Finder(text).find() : std::vector<PersonalData>();
}

MaskedText masked(std::string_view text) {
  MaskedText made;
  std::size_t from = 0;
  for (const PersonalData& data : find_personal_data(text)) {
    made.text += repaired(text.substr(from, data.begin - from)).text;
    made.text += mask_of(data.kind);
    ++made.found[static_cast<std::size_t>(data.kind)];
    from = data.end;
  }
  made.text += repaired(text.substr(from)).text;
  return made;
}

}  // namespace fealty::complaints
