#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>
#include <string>
#include <utility>
#include <vector>

/// Documents in XES that are made together with what they say, for tests of the reader.
namespace fealty::reference {

/// The cells of a log by column, in the order in which they stand; "" and the name alone where there is none.
struct XesDocument {
  std::string text;
  std::vector<std::vector<std::pair<std::string, std::string>>> events;  ///< column and value as it is meant
  std::vector<std::size_t> trace_sizes;
};

/// Writes values, tags and what may stand between them in as many ways as XML has.
class XesDocumentMaker {
 public:
  explicit XesDocumentMaker(std::uint32_t seed) : random_(seed) {}

  XesDocument make(std::size_t traces) {
    XesDocument document;
    document.text = below(2) == 0 ? "" : "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>";
    document.text += filling(false) + "<log" + space() + "xes.version='1.0'" + ">";
    for (std::size_t trace = 0; trace < traces; ++trace) {
      document.text += filling(true) + "<trace" + spaces() + ">";
      std::vector<std::pair<std::string, std::string>> of_trace;
      add_attributes(document.text, of_trace, "case:");
      const std::size_t events = below(5);
      for (std::size_t event = 0; event < events; ++event) {
        document.text += filling(true) + "<event>";
        auto& cells = document.events.emplace_back();
        add_attributes(document.text, cells, "");
        cells.insert(cells.end(), of_trace.begin(), of_trace.end());
        document.text += filling(true) + "</event" + spaces() + ">";
      }
      if (events > 0) document.trace_sizes.push_back(events);
      document.text += filling(true) + "</trace>";
    }
    document.text += filling(true) + "</log>" + filling(false);
    return document;
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }
  std::string spaces() { return std::string(below(3), " \n\t\r"[below(4)]); }
  std::string space() { return spaces() + " \n\t\r"[below(4)]; }

  /// What may stand between two tags.
  std::string filling(bool in_root) {
    switch (below(9)) {
      case 0:
        return "<!-- <trace> <event> & - -->";
      case 1:
        return "<?target <event>?>";
      case 2:
        return in_root ? "<![CDATA[<trace></log>&]]>" : "";
      case 3:
        return in_root ? "text &amp; \xE5\xAE\xA2" : "\n";
      default:
        return spaces();
    }
  }

  std::string value() {
    static const std::string pieces[] = {
        "a", "B",  "<",  ">",   "&",    "\"", "'", "\xE5\xAE\xA2\xE6\x88\xB7", "\xF0\x9F\x98\x80",
        " ", "\t", "\n", "]]>", "case", "7"};
    std::string text;
    for (std::size_t i = below(7); i > 0; --i) text += pieces[below(std::size(pieces))];
    return text;
  }

  /// The value between quotes, in one of the ways to spell it.
  std::string quoted(const std::string& value) {
    const char quote = below(2) == 0 ? '"' : '\'';
    std::string text(1, quote);
    for (const char c : value) {
      if (c == '<') {
        text += below(2) == 0 ? "&lt;" : "&#60;";
      } else if (c == '&') {
        text += below(2) == 0 ? "&amp;" : "&#x26;";
      } else if (c == quote) {
        text += quote == '"' ? "&quot;" : "&apos;";
      } else if (c == '\n' || c == '\t') {
        text += c == '\n' ? "&#10;" : "&#9;";
      } else if (c == ' ') {
        text += " \n\t"[below(3)];  // a break of line is a space
      } else if (c == '>' && below(2) == 0) {
        text += "&gt;";
      } else {
        text += c;
      }
    }
    return text + quote;
  }

  void add_attributes(std::string& text, std::vector<std::pair<std::string, std::string>>& cells,
                      const std::string& prefix) {
    static const std::string keys[] = {"concept:name", "org:resource", "\xE5\x90\x8D", "with space", "a&b"};
    for (const std::string& key : keys) {
      if (below(3) == 0) continue;
      const std::string value = this->value();
      cells.emplace_back(prefix + key, value);
      const bool value_first = below(4) == 0;
      const std::string key_part = "key" + spaces() + "=" + spaces() + quoted(key);
      const std::string value_part = "value=" + quoted(value);
      const std::string element = below(4) == 0 ? "id" : "string";
      text += filling(true) + "<" + element + space() + (value_first ? value_part : key_part) + space() +
              (value_first ? key_part : value_part) + spaces();
      if (below(4) > 0) {
        text += "/>";
        continue;
      }
      const std::string inner = this->value();
      cells.emplace_back(prefix + key + "/inner", inner);
      text += ">" + filling(true) + "<string key='inner' value=" + quoted(inner) + "></string>" + filling(true);
      text += "</" + element + ">";
    }
  }

  std::mt19937 random_;
};

}  // namespace fealty::reference
