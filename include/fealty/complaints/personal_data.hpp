#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fealty::complaints {

/// Kinds of personal data that are found by their form.
enum class PersonalDataKind : std::uint8_t { phone, email, plate, id_card, bank_card };

inline constexpr std::size_t personal_data_kinds = 5;

/// The mask of a kind: "<phone>", "<email>", "<plate>", "<id>", "<card>".
std::string_view mask_of(PersonalDataKind kind) noexcept;

/// Where personal data stand in a text: bytes from `begin` to before `end`.
struct PersonalData {
  std::size_t begin = 0;
  std::size_t end = 0;
  PersonalDataKind kind = PersonalDataKind::phone;

  friend bool operator==(const PersonalData&, const PersonalData&) = default;
};

/// Finds personal data in a text, in the forms of China and of the United States, first to last and apart.
///
/// - e-mail: a name, @, and a domain with a dot.
/// - id-card numbers: 17 digits and a digit or X whose check digit is right and which hold a date (GB 11643-1999); US
///   Social Security numbers as 3-2-4 digits with hyphens or spaces, but for areas that are never given (000, 666, 900
///   and more); a capital letter and 7 to 14 digits, with hyphens or not, as driver's licenses have them.
/// - bank cards: 13 to 19 digits, in groups or not, whose check digit is right (Luhn; ISO/IEC 7812-1).
/// - phones: Chinese mobiles (1, 3 to 9, and nine more digits, +86 or not, in groups or not) and landlines (0, an area
///   of 2 or 3 digits, a hyphen or space, 7 or 8 digits); US numbers (3-3-4 digits, neither group of three beginning
///   with 0 or 1, with hyphens, dots, spaces, brackets or nothing between, +1 or not); and any + with 8 to 15 digits.
/// - vehicle plates: a Chinese province, a letter, and 5 or 6 letters and digits, a dot or space between or not; and
///   letters mixed with digits, 5 to 8 in all, after the word "plate" or "tag".
///
/// Digits and letters may be full-width. Amounts, dates, times and plain numbers of 9 digits and fewer are left alone.
std::vector<PersonalData> find_personal_data(std::string_view text);

/// A text with masks in the place of personal data, and how often each kind was found.
struct MaskedText {
  std::string text;
  std::array<std::uint64_t, personal_data_kinds> found{};  ///< by PersonalDataKind
};

/// Masks the personal data that `find_personal_data` finds. Bytes that are no character become U+FFFD.
MaskedText masked(std::string_view text);

}  // namespace fealty::complaints
