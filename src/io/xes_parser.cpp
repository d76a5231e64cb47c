#include "xes_parser.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "xes_characters.hpp"
#include "xes_values.hpp"

namespace fealty::io {

namespace {

using Tag = Tokenizer::Tag;

std::optional<XesType> type_named(std::string_view name) noexcept {
  constexpr std::pair<std::string_view, XesType> types[] = {
      {"string", XesType::string}, {"date", XesType::date},          {"int", XesType::integer},
      {"float", XesType::real},    {"boolean", XesType::boolean},    {"id", XesType::id},
      {"list", XesType::list},     {"container", XesType::container}};
  for (const auto& [element, type] : types) {
    if (name == element) return type;
  }
  return std::nullopt;
}

constexpr bool has_value(XesType type) noexcept {
  return type != XesType::list && type != XesType::container;
}

constexpr XesKind kind_of(XesType type) noexcept {
  switch (type) {
    case XesType::date:
      return XesKind::time;
    case XesType::integer:
      return XesKind::integer;
    case XesType::real:
      return XesKind::real;
    case XesType::boolean:
      return XesKind::boolean;
    default:
      return XesKind::text;
  }
}

XesValue value_of(XesType type, const std::string& text) {
  const auto or_nothing = [](const auto& read) { return read ? XesValue(*read) : XesValue(); };
  switch (type) {
    case XesType::string:
    case XesType::id:
      return text;
    case XesType::date:
      if (const auto time = read_time(text)) return time->at;
      return {};
    case XesType::integer:
      return or_nothing(read_integer(text));
    case XesType::real:
      return or_nothing(read_real(text));
    case XesType::boolean:
      return or_nothing(read_boolean(text));
    default:
      return {};
  }
}

/// The attributes that a classifier names: apart by spaces, between apostrophes where they hold some.
std::vector<std::string> classifier_keys(std::string_view text) {
  std::vector<std::string> keys;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    if (text.empty()) return keys;
    const char end = text.front() == '\'' ? '\'' : ' ';
    if (end == '\'') text.remove_prefix(1);
    const std::size_t size = std::min(text.find(end), text.size());
    keys.emplace_back(text.substr(0, size));
    text.remove_prefix(std::min(size + 1, text.size()));
  }
}

/// A tag inside an event, or around one, as it was written before: most tags of a log are the same but for the value.
struct Familiar {
  enum class Kind : std::uint8_t { attribute, event_begin, event_end };

  Kind kind = Kind::attribute;
  std::string before;      // up to the value, or the whole tag
  std::string after = {};  // from the closing quote on
  std::size_t column = 0;
  XesKind value = XesKind::text;
  std::array<std::int32_t, 4> next{-1, -1, -1, -1};  // what followed it, the last one first

  [[nodiscard]] bool is_same(const Familiar& other) const {
    return kind == other.kind && column == other.column && value == other.value && before == other.before &&
           after == other.after;
  }
};

class BlockParser {
 public:
  BlockParser(std::string_view text, Place start, bool is_beginning, const XesForced& forced, ParsedBlock& result)
      : result_(result), forced_(forced), tags_(text, open_at(start)), place_(start) {
    if (is_beginning) tags_.read_declaration();
    traces_ = start == Place::trace ? 1 : 0;
  }

  void run() {
    while (true) {
      if (place_ >= Place::trace && place_ != Place::epilog && read_familiar()) continue;
      const std::size_t begin = tags_.position();
      const Tag tag = tags_.next();
      if (tag == Tag::none) break;
      switch (place_) {
        case Place::prolog:
          read_root(tag);
          break;
        case Place::log:
          read_in_log(tag);
          break;
        case Place::trace:
          read_in_trace(tag, begin);
          break;
        case Place::event:
          read_in_event(tag, begin);
          break;
        case Place::epilog:
          fail("there is a second root element; expected the end of the text");
      }
    }
    result_.end = place_;
    result_.is_complete = place_ == Place::log || place_ == Place::trace || place_ == Place::epilog;
    if (!result_.is_complete) result_.inside = place_ == Place::event ? "an event" : "what stands before the log";
  }

 private:
  static std::vector<std::string_view> open_at(Place place) {
    if (place == Place::log) return {"log"};
    if (place == Place::trace) return {"log", "trace"};
    return {};
  }

  [[noreturn]] void fail(std::string message) const { throw SyntaxError{tags_.tag_begin(), std::move(message)}; }

  // ---- Places ----

  void read_root(Tag tag) {
    if (tags_.name() != "log") fail(fmt::format("the root element is <{}>; expected <log>", tags_.name()));
    place_ = tag == Tag::start ? Place::log : Place::epilog;
  }

  void read_in_log(Tag tag) {
    if (tag == Tag::end) {
      place_ = Place::epilog;
      return;
    }
    const std::string_view name = tags_.name();
    if (name == "trace") {
      result_.trace_begins.push_back(result_.events);
      ++traces_;
      if (tag == Tag::start) place_ = Place::trace;
    } else if (name == "extension") {
      result_.declarations.extensions.push_back({tags_.value("name"), tags_.value("prefix"), tags_.value("uri")});
      expect_nothing_inside(tag);
    } else if (name == "classifier") {
      const std::string scope = tags_.value("scope");
      result_.declarations.classifiers.push_back(
          {tags_.value("name"), scope.empty() ? "event" : scope, classifier_keys(tags_.value("keys"))});
      expect_nothing_inside(tag);
    } else if (name == "global") {
      read_global(tag);
    } else {
      result_.declarations.attributes.push_back(read_tree(tag, "extension, global, classifier, trace, "));
    }
  }

  void read_in_trace(Tag tag, std::size_t begin) {
    if (tag == Tag::end) {
      place_ = Place::log;
    } else if (tags_.name() == "event") {
      ++result_.events;
      if (tag == Tag::start) {
        place_ = Place::event;
        learn({Familiar::Kind::event_begin, tag_since(begin)});
      }
    } else {
      read_attribute(tag, false, {}, false, "event, ");
    }
  }

  void read_in_event(Tag tag, std::size_t begin) {
    if (tag == Tag::end) {
      place_ = Place::trace;
      learn({Familiar::Kind::event_end, tag_since(begin)});
      return;
    }
    if (const auto column = read_attribute(tag, true, {}, false, "")) learn_attribute(tag, begin, *column);
  }

  void expect_nothing_inside(Tag tag) {
    if (tag == Tag::start && next_inside() != Tag::end) fail(fmt::format("<{}> does not belong here", tags_.name()));
  }

  /// The next tag inside an element that must be closed.
  Tag next_inside() {
    const Tag tag = tags_.next();
    if (tag == Tag::none) throw EndOfText{"an element"};
    return tag;
  }

  void read_global(Tag tag) {
    const std::string scope = tags_.value("scope");
    if (scope != "trace" && scope != "event") fail("expected scope=\"trace\" or scope=\"event\" in <global>");
    auto& declarations = result_.declarations;
    auto& trees = scope == "trace" ? declarations.trace_defaults : declarations.event_defaults;
    flat_ = scope == "trace" ? &declarations.trace_values : &declarations.event_values;
    while (tag == Tag::start) {
      const Tag inner = next_inside();
      if (inner == Tag::end) break;
      trees.push_back(read_tree(inner, ""));
    }
    flat_ = nullptr;
  }

  // ---- Attributes ----

  XesType expect_type(std::string_view others) const {
    const auto type = type_named(tags_.name());
    if (!type) {
      fail(fmt::format("<{}> does not belong here; expected {}string, date, int, float, boolean, id, list or container",
                       tags_.name(), others));
    }
    return *type;
  }

  static std::string joined(const std::string& prefix, std::string key) {
    return prefix.empty() ? std::move(key) : prefix + "/" + key;
  }

  /// An attribute of the log or a default, with those inside it.
  XesAttribute read_tree(Tag tag, std::string_view others, const std::string& prefix = {}) {
    XesAttribute attribute;
    attribute.type = expect_type(others);
    attribute.key = tags_.value("key");  // real logs have some without a key
    const std::string path = joined(prefix, attribute.key);
    if (has_value(attribute.type) && tags_.raw("value")) {
      const std::string text = tags_.value("value");
      attribute.value = value_of(attribute.type, text);
      if (attribute.value.index() == 0) note_unreadable(path, text);
      if (flat_ != nullptr) flat_->push_back({path, kind_of(attribute.type), text});
    }
    if (tag == Tag::start) read_branches(attribute, path);
    return attribute;
  }

  void read_branches(XesAttribute& attribute, const std::string& path) {
    while (true) {
      const Tag tag = next_inside();
      if (tag == Tag::end) return;
      if (tags_.name() == "values" && attribute.type == XesType::list) {
        if (tag == Tag::start) read_branches(attribute, path);
      } else {
        attribute.children.push_back(read_tree(tag, "", path));
      }
    }
  }

  void note_unreadable(const std::string& path, const std::string& text) {
    auto& declarations = result_.declarations;
    if (declarations.unreadable++ > 0) return;
    declarations.unreadable_key = path;
    declarations.unreadable_value = text;
  }

  /// An attribute of an event or a trace, with those inside it. The column of its own value, if it has one.
  std::optional<std::size_t> read_attribute(Tag tag, bool of_event, const std::string& prefix, bool in_list,
                                            std::string_view others) {
    const XesType type = expect_type(others);
    const std::string path = joined(prefix, tags_.value("key"));
    std::optional<std::size_t> column;
    if (has_value(type)) {
      XesColumns& columns = of_event ? result_.event_columns : result_.trace_columns;
      const ForcedKinds& forced = of_event ? forced_.events : forced_.traces;
      column = columns.of(path, kind_of(type), forced);
      if (in_list) column = unrepeated(columns, *column, kind_of(type), forced, of_event ? event_row() : trace_row());
      const auto value = tags_.raw("value");
      if (value) {
        const std::string_view text = resolve(*value, resolved_);
        store(columns.all()[*column], kind_of(type), text, of_event ? event_row() : trace_row());
      }
    }
    if (tag == Tag::start) read_inner_attributes(of_event, path, in_list || type == XesType::list);
    return column;
  }

  void read_inner_attributes(bool of_event, const std::string& path, bool in_list) {
    while (true) {
      const Tag tag = next_inside();
      if (tag == Tag::end) return;
      if (tags_.name() == "values" && in_list) {
        if (tag == Tag::start) read_inner_attributes(of_event, path, in_list);
      } else {
        read_attribute(tag, of_event, path, in_list, "");
      }
    }
  }

  /// The column itself, or the next of `key#2`, `key#3`, ... if it has a value in this row already.
  static std::size_t unrepeated(XesColumns& columns, std::size_t position, XesKind kind, const ForcedKinds& forced,
                                std::uint64_t row) {
    XesColumn& column = columns.all()[position];
    if (!column.values.reaches(row)) return position;
    if (column.repeated_count == 0 || column.repeated_row != row) {
      column.repeated_row = row;
      column.repeated_count = 1;
    }
    return columns.of(fmt::format("{}#{}", column.key, ++column.repeated_count), kind, forced);
  }

  [[nodiscard]] std::uint64_t event_row() const noexcept { return result_.events - 1; }
  [[nodiscard]] std::uint64_t trace_row() const noexcept { return traces_ - 1; }

  void store(XesColumn& column, XesKind kind, std::string_view text, std::uint64_t row) {
    column.seen.add(kind);
    if (column.kind != kind && !column.is_forced) return;  // the log will be read again, with another kind
    if (column.values.reaches(row)) {
      if (result_.repeated_keys++ == 0) result_.repeated_key = column.key;
      return;
    }
    bool is_naive = false;
    const auto word = word_of(column, text, is_naive);
    if (word) {
      column.values.add(row, *word);
    } else {
      if (column.unreadable.count == 0) column.unreadable_example = text;
      column.unreadable.note(row);
    }
    if (is_naive) {
      if (column.naive.count == 0) column.naive_example = text;
      column.naive.note(row);
    }
  }

  // ---- What was written before ----

  [[nodiscard]] std::string tag_since(std::size_t begin) const {
    return std::string(tags_.text().substr(begin, tags_.position() - begin));
  }

  void learn_attribute(Tag tag, std::size_t begin, std::size_t column) {
    if (tag != Tag::empty || tags_.attributes() != 2 || tags_.last_attribute() != "value") {
      last_ = -1;
      return;
    }
    const std::string_view value = *tags_.raw("value");
    const auto value_begin = static_cast<std::size_t>(value.data() - tags_.text().data());
    const auto value_end = value_begin + value.size();
    const XesKind kind = kind_of(*type_named(tags_.name()));
    learn({Familiar::Kind::attribute, std::string(tags_.text().substr(begin, value_begin - begin)),
           tag_since(value_end), column, kind});
  }

  void learn(Familiar tag) {
    constexpr std::size_t longest = 512;
    constexpr std::size_t most = 256;
    const auto found =
        std::find_if(familiar_.begin(), familiar_.end(), [&](const Familiar& one) { return one.is_same(tag); });
    auto position = static_cast<std::int32_t>(found - familiar_.begin());
    if (found == familiar_.end()) {
      if (familiar_.size() == most || tag.before.size() > longest || tag.after.size() > longest) position = -1;
      if (position >= 0) familiar_.push_back(std::move(tag));
    }
    if (last_ >= 0 && position >= 0) {
      auto& next = familiar_[static_cast<std::size_t>(last_)].next;
      std::copy_backward(next.begin(), next.end() - 1, next.end());
      next.front() = position;
    }
    last_ = position;
  }

  /// Reads the next tag if it is one that has followed the last one before.
  bool read_familiar() {
    if (last_ < 0) return false;
    for (const std::int32_t next : familiar_[static_cast<std::size_t>(last_)].next) {
      if (next < 0) return false;
      if (!read_as(familiar_[static_cast<std::size_t>(next)])) continue;
      last_ = next;
      return true;
    }
    return false;
  }

  bool read_as(const Familiar& tag) {
    const std::string_view text = tags_.text();
    const std::size_t begin = tags_.position() + tag.before.size();
    if (begin + tag.after.size() >= text.size()) return false;
    if (std::memcmp(text.data() + tags_.position(), tag.before.data(), tag.before.size()) != 0) return false;
    switch (tag.kind) {
      case Familiar::Kind::event_begin:
        if (place_ != Place::trace) return false;
        ++result_.events;
        place_ = Place::event;
        tags_.opened("event");
        break;
      case Familiar::Kind::event_end:
        if (place_ != Place::event) return false;
        place_ = Place::trace;
        tags_.closed();
        break;
      default:
        return place_ == Place::event && read_value(tag, begin);
    }
    tags_.go_to(begin);
    return true;
  }

  bool read_value(const Familiar& tag, std::size_t begin) {
    const std::string_view text = tags_.text();
    const char* end = Tokenizer::end_of_plain_value(text.data() + begin, tag.after.front());
    if (end == nullptr) return false;
    const auto size = static_cast<std::size_t>(end - text.data()) - begin;
    if (begin + size + tag.after.size() > text.size()) return false;
    if (std::memcmp(end, tag.after.data(), tag.after.size()) != 0) return false;
    store(result_.event_columns.all()[tag.column], tag.value, text.substr(begin, size), event_row());
    tags_.go_to(begin + size + tag.after.size());
    return true;
  }

  ParsedBlock& result_;
  const XesForced& forced_;
  Tokenizer tags_;
  Place place_;
  std::uint64_t traces_ = 0;
  std::vector<XesDefault>* flat_ = nullptr;
  std::vector<Familiar> familiar_;
  std::int32_t last_ = -1;
  std::string resolved_;
};

}  // namespace

void XesDeclarations::append(XesDeclarations&& later) {
  const auto move_all = [](auto& from, auto& to) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  move_all(later.attributes, attributes);
  move_all(later.trace_defaults, trace_defaults);
  move_all(later.event_defaults, event_defaults);
  move_all(later.trace_values, trace_values);
  move_all(later.event_values, event_values);
  move_all(later.classifiers, classifiers);
  move_all(later.extensions, extensions);
  if (unreadable == 0) {
    unreadable_key = std::move(later.unreadable_key);
    unreadable_value = std::move(later.unreadable_value);
  }
  unreadable += later.unreadable;
}

ParsedBlock parse_block(const TextBlock& block, Place start, const XesForced& forced) {
  ParsedBlock result;
  const std::string_view text = block.text();
  const std::size_t bad = find_bad_character(text);
  try {
    BlockParser(text.substr(0, bad), start, block.offset == 0, forced, result).run();
  } catch (SyntaxError& error) {
    result.error = std::move(error);
  } catch (const EndOfText& end) {
    result.inside = end.inside;
  }
  if (bad < text.size() && !result.error) result.error = SyntaxError{bad, describe_bad_character(text, bad)};
  return result;
}

}  // namespace fealty::io
