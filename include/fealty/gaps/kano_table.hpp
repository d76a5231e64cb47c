#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fealty::gaps {

/// What a quality of a product or service is to a customer (Kano, Seraku, Takahashi and Tsuji 1984, "Attractive quality
/// and must-be quality", Hinshitsu 14); in the order in which ties are decided.
enum class KanoCategory : std::uint8_t {
  must_be,          ///< M: taken for granted; its absence angers
  one_dimensional,  ///< O: the more, the better
  attractive,       ///< A: delights, and is not missed
  indifferent,      ///< I: makes no difference
  reverse,          ///< R: the opposite is wanted
  questionable,     ///< Q: the two answers contradict each other
};

inline constexpr std::size_t kano_categories = 6;

/// "must-be", "one-dimensional", "attractive", "indifferent", "reverse", "questionable".
std::string_view name_of(KanoCategory category) noexcept;

/// 'M', 'O', 'A', 'I', 'R', 'Q'.
char letter_of(KanoCategory category) noexcept;

/// The evaluation table: which category the two answers to an item, each from 1 to 5, make.
///
/// 1: I like it that way; 2: it must be that way; 3: I am neutral; 4: I can live with it that way; 5: I dislike it that
/// way. The functional question asks about the quality's presence, the dysfunctional one about its absence.
class KanoTable {
 public:
  static constexpr std::size_t answers = 5;

  /// Five rows of five letters, a row for each answer to the functional question and a letter for each to the
  /// dysfunctional one. Throws ParameterError that names the row for another shape or letter.
  explicit KanoTable(const std::vector<std::string>& rows);

  /// The table "classic".
  KanoTable() : KanoTable(named("classic")) {}

  /// "classic": QAAAO RIIIM RIIIM RIIIM RRRRQ (Berger and others 1993, "Kano's methods for understanding
  /// customer-defined quality", Center for Quality Management Journal 2; Matzler and Hinterhuber 1998, Technovation
  /// 18). "pouliot": the same, but who answers must-be twice, or live with twice, contradicts himself (Pouliot, in
  /// Berger and others 1993). Throws ParameterError for another name.
  static KanoTable named(std::string_view name);

  /// The category of two answers from 1 to 5.
  [[nodiscard]] KanoCategory category(std::size_t functional, std::size_t dysfunctional) const noexcept {
    return categories_[functional - 1][dysfunctional - 1];
  }

  /// Five rows of five letters, as the constructor takes them.
  [[nodiscard]] std::vector<std::string> rows() const;

  friend bool operator==(const KanoTable&, const KanoTable&) = default;

 private:
  std::array<std::array<KanoCategory, answers>, answers> categories_{};
};

}  // namespace fealty::gaps
