#include "xes_tokenizer.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "xes_characters.hpp"

namespace fealty::io {

namespace {

constexpr bool is_space(char c) noexcept {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// Characters beyond ASCII are all taken in names: XES has no name that holds one, so it is refused or of no account.
constexpr bool begins_name(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
         static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool continues_name(char c) noexcept {
  return begins_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

struct Reference {
  std::uint32_t character;
  std::size_t size;  // from '&' to ';'
};

/// The reference at the beginning of a text.
std::optional<Reference> reference_in(std::string_view text) {
  constexpr std::size_t longest = 32;  // leading zeros of a number included
  const std::size_t end = text.substr(0, longest).find(';');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view name = text.substr(1, end - 1);
  constexpr std::pair<std::string_view, char> entities[] = {
      {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  for (const auto& [entity, character] : entities) {
    if (name == entity) return Reference{static_cast<std::uint32_t>(character), end + 1};
  }
  if (!name.starts_with('#')) return std::nullopt;
  const bool is_hex = name.starts_with("#x");
  const std::string_view digits = name.substr(is_hex ? 2 : 1);
  std::uint32_t number = 0;
  for (const char c : digits) {
    std::uint32_t digit = 16;
    if (c >= '0' && c <= '9') digit = static_cast<std::uint32_t>(c - '0');
    if (is_hex && c >= 'a' && c <= 'f') digit = static_cast<std::uint32_t>(c - 'a' + 10);
    if (is_hex && c >= 'A' && c <= 'F') digit = static_cast<std::uint32_t>(c - 'A' + 10);
    if (digit == 16 || number > 0x10FFFF) return std::nullopt;
    number = number * (is_hex ? 16 : 10) + digit;
  }
  if (digits.empty() || !is_xml_character(number)) return std::nullopt;
  return Reference{number, end + 1};
}

}  // namespace

void Tokenizer::fail(std::size_t at, std::string message) const {
  throw SyntaxError{at, std::move(message)};
}

char Tokenizer::peek(std::string_view inside) const {
  if (at_ >= text_.size()) throw EndOfText{std::string(inside)};
  return text_[at_];
}

bool Tokenizer::skip_space() noexcept {
  const std::size_t begin = at_;
  while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  return at_ > begin;
}

void Tokenizer::read_declaration() {
  if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  if (!starts_with("<?xml") || at_ + 5 >= text_.size() || !is_space(text_[at_ + 5])) return;
  const std::string_view inside = "the XML declaration";
  at_ += 5;
  std::size_t expected = 0;  // version, then encoding, then standalone; the latter two may be absent
  constexpr std::string_view names[] = {"version", "encoding", "standalone"};
  while (true) {
    const bool has_space = skip_space();
    const std::size_t begin = at_;
    if (peek(inside) == '?') break;
    const std::string_view name = read_name(inside);
    while (expected > 0 && expected < std::size(names) && names[expected] != name) ++expected;
    if (!has_space || expected == std::size(names) || names[expected] != name) {
      fail(begin, fmt::format("'{}' does not belong here in the XML declaration; expected <?xml version=\"1.0\" "
                              "encoding=\"UTF-8\"?>",
                              name));
    }
    skip_space();
    if (peek(inside) != '=') fail(at_, "expected '=' in the XML declaration");
    ++at_;
    skip_space();
    const std::string_view value = read_quoted(inside);
    const std::string lower = lower_case(value);
    if (expected == 0 && (!value.starts_with("1.") || value.size() < 3)) {
      fail(begin, fmt::format("version {} of XML cannot be read; expected 1.0", value));
    }
    if (expected == 1 && lower != "utf-8" && lower != "utf8" && lower != "us-ascii" && lower != "ascii") {
      fail(begin, fmt::format("the encoding '{}' cannot be read; expected UTF-8", value));
    }
    if (expected == 2 && value != "yes" && value != "no") fail(begin, "expected standalone=\"yes\" or \"no\"");
    ++expected;
  }
  if (expected == 0)
    fail(at_, "the XML declaration has no version; expected <?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  ++at_;
  if (peek(inside) != '>') fail(at_ - 1, "expected '?>' at the end of the XML declaration");
  ++at_;
}

Tokenizer::Tag Tokenizer::next() {
  while (true) {
    skip_text();
    tag_begin_ = at_;
    if (at_ == text_.size()) return Tag::none;
    switch (at_ + 1 < text_.size() ? text_[at_ + 1] : '\0') {
      case '\0':
        throw EndOfText{"a tag"};
      case '/':
        return read_end_tag();
      case '!':
        skip_markup();
        break;
      case '?':
        skip_instruction();
        break;
      default:
        return read_start_tag();
    }
  }
}

std::optional<std::string_view> Tokenizer::raw(std::string_view attribute) const noexcept {
  for (const Attribute& one : attributes_) {
    if (one.name == attribute) return one.raw;
  }
  return std::nullopt;
}

std::string Tokenizer::value(std::string_view attribute) const {
  std::string resolved;
  return std::string(resolve(raw(attribute).value_or(""), resolved));
}

void Tokenizer::skip_text() {
  skip_space();
  if (at_ == text_.size() || text_[at_] == '<') return;
  if (open_.empty()) fail(at_, fmt::format("there is text outside of the root element; expected '<'"));
  for (; at_ < text_.size() && text_[at_] != '<'; ++at_) {
    if (text_[at_] == '&') check_reference(at_);
    if (starts_with("]]>")) fail(at_, "']]>' must not stand in text");
  }
  if (at_ == text_.size()) throw EndOfText{"text"};
}

void Tokenizer::skip_past(std::string_view end, std::string_view inside) {
  const std::size_t found = text_.find(end, at_);
  if (found == std::string_view::npos) throw EndOfText{std::string(inside)};
  at_ = found + end.size();
}

void Tokenizer::skip_comment() {
  at_ += 4;
  skip_past("--", "a comment");
  if (peek("a comment") != '>') fail(at_ - 2, "'--' must not stand in a comment; expected '-->'");
  ++at_;
}

void Tokenizer::skip_instruction() {
  at_ += 2;
  const std::size_t begin = at_;
  const std::string_view target = read_name("a processing instruction");
  if (lower_case(target) == "xml") fail(begin - 2, "an XML declaration can only stand at the very beginning");
  const char next = peek("a processing instruction");
  if (next == '?' && at_ + 1 == text_.size()) throw EndOfText{"a processing instruction"};
  if (!starts_with("?>") && !is_space(next)) {
    fail(at_, "expected a space or '?>' behind the target of a processing instruction");
  }
  skip_past("?>", "a processing instruction");
}

void Tokenizer::skip_markup() {
  const std::string_view rest = text_.substr(at_);
  constexpr std::string_view comment = "<!--";
  constexpr std::string_view cdata = "<![CDATA[";
  if (rest.starts_with(comment)) return skip_comment();
  if (rest.starts_with(cdata)) {
    if (open_.empty()) fail(at_, "there is a CDATA section outside of the root element");
    return skip_past("]]>", "a CDATA section");
  }
  if (comment.starts_with(rest) || cdata.starts_with(rest)) throw EndOfText{"a comment or a CDATA section"};
  if (rest.starts_with("<!DOCTYPE")) {
    fail(at_, "a document type (<!DOCTYPE) is refused: XES has none, and its entities can be bombs");
  }
  fail(at_, "expected a comment or a CDATA section behind '<!'");
}

std::string_view Tokenizer::read_name(std::string_view inside) {
  const std::size_t begin = at_;
  if (!begins_name(peek(inside))) fail(at_, fmt::format("expected a name in {}", inside));
  while (continues_name(peek(inside))) ++at_;
  return text_.substr(begin, at_ - begin);
}

std::string_view Tokenizer::read_quoted(std::string_view inside) {
  const char quote = peek(inside);
  if (quote != '"' && quote != '\'') fail(at_, fmt::format("expected a value in quotes in {}", inside));
  const std::size_t begin = ++at_;
  if (const char* end = end_of_plain_value(text_.data() + begin, quote)) {
    at_ = static_cast<std::size_t>(end - text_.data()) + 1;
    return text_.substr(begin, at_ - 1 - begin);
  }
  for (; peek(inside) != quote; ++at_) {
    if (text_[at_] == '<') fail(at_, "'<' must not stand in a value; expected &lt;");
    if (text_[at_] == '&') check_reference(at_);
  }
  return text_.substr(begin, at_++ - begin);
}

void Tokenizer::check_reference(std::size_t at) const {
  const std::string_view rest = text_.substr(at);
  if (reference_in(rest)) return;
  constexpr std::size_t longest = 32;
  if (rest.size() < longest && rest.find_first_of(";<\"'") == std::string_view::npos) throw EndOfText{"a reference"};
  fail(at,
       "expected &amp;, &lt;, &gt;, &quot;, &apos; or the number of a character of XML: other entities are not "
       "known");
}

Tokenizer::Tag Tokenizer::read_end_tag() {
  at_ += 2;
  attributes_.clear();
  name_ = read_name("an end tag");
  skip_space();
  if (peek("an end tag") != '>') fail(at_, fmt::format("expected '>' at the end of </{}", name_));
  ++at_;
  if (open_.empty()) fail(tag_begin_, fmt::format("</{}> closes nothing; expected the end of the text", name_));
  if (open_.back() != name_) fail(tag_begin_, fmt::format("</{}> does not match; expected </{}>", name_, open_.back()));
  open_.pop_back();
  return Tag::end;
}

Tokenizer::Tag Tokenizer::read_start_tag() {
  ++at_;
  attributes_.clear();
  name_ = read_name("a tag");
  while (true) {
    const bool has_space = skip_space();
    const char c = peek("a tag");
    if (c == '>') {
      ++at_;
      if (open_.size() == deepest)
        fail(tag_begin_, fmt::format("elements stand more than {} deep in one another", deepest));
      open_.push_back(name_);
      return Tag::start;
    }
    if (c == '/') {
      ++at_;
      if (peek("a tag") != '>') fail(at_, "expected '>' behind '/'");
      ++at_;
      return Tag::empty;
    }
    if (!has_space) fail(at_, fmt::format("expected a space, '/>' or '>' in the tag <{}", name_));
    read_attribute();
  }
}

void Tokenizer::read_attribute() {
  const std::size_t begin = at_;
  const std::string_view name = read_name("a tag");
  skip_space();
  if (peek("a tag") != '=') fail(at_, fmt::format("expected '=' behind the attribute {} of <{}", name, name_));
  ++at_;
  skip_space();
  const std::string_view value = read_quoted("a tag");
  if (raw(name)) fail(begin, fmt::format("the attribute {} stands twice in one tag <{}", name, name_));
  if (attributes_.size() == most_attributes)
    fail(begin, fmt::format("a tag has more than {} attributes", most_attributes));
  attributes_.push_back({name, value});
}

const char* Tokenizer::end_of_plain_value(const char* at, char quote) noexcept {
  const auto stops = [&](char c) { return c == quote || c == '&' || c == '<' || static_cast<unsigned char>(c) < 0x20; };
  if constexpr (std::endian::native == std::endian::little) {
    // Eight bytes at once; the lowest marked byte is exact (Anderson, Bit Twiddling Hacks, "haszero" and "hasless").
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t tops = 0x8080808080808080;
    const auto equal = [](std::uint64_t word, char c) {
      const std::uint64_t x = word ^ (ones * static_cast<unsigned char>(c));
      return (x - ones) & ~x;
    };
    while (true) {
      std::uint64_t word = 0;
      std::memcpy(&word, at, sizeof word);
      const std::uint64_t low = (word - ones * 0x20) & ~word;
      const std::uint64_t marks = (equal(word, quote) | equal(word, '&') | equal(word, '<') | low) & tops;
      if (marks != 0) {
        at += std::countr_zero(marks) / 8;
        break;
      }
      at += sizeof word;
    }
  } else {
    while (!stops(*at)) ++at;
  }
  return *at == quote ? at : nullptr;
}

std::string_view resolve(std::string_view raw, std::string& resolved) {
  const auto special = [](char c) { return c == '&' || c == '\n' || c == '\t' || c == '\r'; };
  if (std::none_of(raw.begin(), raw.end(), special)) return raw;
  resolved.clear();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '&') {
      const auto reference = reference_in(raw.substr(i));
      if (!reference) break;  // not possible: references have been checked
      append_utf8(resolved, reference->character);
      i += reference->size - 1;
    } else if (raw[i] == '\r' && i + 1 < raw.size() && raw[i + 1] == '\n') {
      resolved += ' ';
      ++i;
    } else {
      resolved += special(raw[i]) ? ' ' : raw[i];
    }
  }
  return resolved;
}

}  // namespace fealty::io
