#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fealty::io {

/// What is wrong with a text and where.
struct SyntaxError {
  std::size_t at = 0;  ///< byte in the text
  std::string message;
};

/// The text ends inside of something.
struct EndOfText {
  std::string inside;
};

/// The tags of a piece of XML 1.0, one after the other.
///
/// Comments, processing instructions, character data and CDATA sections are checked and passed over: XES says all in
/// tags. The characters of the text must have been checked before. Behind the text there must be 8 readable bytes that
/// are 0. Throws SyntaxError and EndOfText.
class Tokenizer {
 public:
  enum class Tag : std::uint8_t {
    start,
    empty,  ///< `<a/>`
    end,
    none,  ///< the text ends here, between two tags
  };

  static constexpr std::size_t deepest = 128;
  static constexpr std::size_t most_attributes = 256;

  /// `open` are the elements that are open at the beginning. The beginning of a document is read with `prolog`.
  Tokenizer(std::string_view text, std::vector<std::string_view> open) : text_(text), open_(std::move(open)) {}

  /// Passes over a byte order mark and an XML declaration; refuses encodings other than UTF-8.
  void read_declaration();

  Tag next();

  /// Of the tag that `next` gave.
  [[nodiscard]] std::string_view name() const noexcept { return name_; }
  [[nodiscard]] std::size_t tag_begin() const noexcept { return tag_begin_; }

  /// The value of an attribute as it is written, if the tag has it.
  [[nodiscard]] std::optional<std::string_view> raw(std::string_view attribute) const noexcept;

  /// The value of an attribute; empty if the tag has none.
  [[nodiscard]] std::string value(std::string_view attribute) const;

  /// The number of attributes of the tag, and the last of them.
  [[nodiscard]] std::size_t attributes() const noexcept { return attributes_.size(); }
  [[nodiscard]] std::string_view last_attribute() const noexcept { return attributes_.back().name; }

  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  [[nodiscard]] std::size_t position() const noexcept { return at_; }
  [[nodiscard]] std::size_t depth() const noexcept { return open_.size(); }

  /// Goes on behind tags that the caller has recognized by himself, with the elements that these opened or closed.
  void go_to(std::size_t position) noexcept { at_ = position; }
  void opened(std::string_view name) { open_.push_back(name); }
  void closed() noexcept { open_.pop_back(); }

  /// The end of a value that begins at a position: where its quote stands. Nothing if something is in the way that
  /// must be looked at: a reference, a `<`, a line break or a tab.
  [[nodiscard]] static const char* end_of_plain_value(const char* at, char quote) noexcept;

 private:
  struct Attribute {
    std::string_view name;
    std::string_view raw;
  };

  [[noreturn]] void fail(std::size_t at, std::string message) const;
  [[nodiscard]] bool starts_with(std::string_view expected) const noexcept {
    return text_.substr(at_, expected.size()) == expected;
  }
  [[nodiscard]] char peek(std::string_view inside) const;
  bool skip_space() noexcept;
  void skip_text();
  void skip_past(std::string_view end, std::string_view inside);
  void skip_comment();
  void skip_instruction();
  void skip_markup();
  std::string_view read_name(std::string_view inside);
  std::string_view read_quoted(std::string_view inside);
  void check_reference(std::size_t at) const;
  Tag read_end_tag();
  Tag read_start_tag();
  void read_attribute();

  std::string_view text_;
  std::vector<std::string_view> open_;
  std::size_t at_ = 0;
  std::size_t tag_begin_ = 0;
  std::string_view name_;
  std::vector<Attribute> attributes_;
};

/// The value that a text between quotes stands for: references are resolved, and tabs and ends of lines are spaces
/// (XML 1.0, sections 2.11 and 3.3.3). The text itself if it stands for itself, else `resolved` holds it.
std::string_view resolve(std::string_view raw, std::string& resolved);

}  // namespace fealty::io
