#include "../../../src/io/xes_tokenizer.hpp"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace fealty::io {
namespace {

using Tag = Tokenizer::Tag;

/// The text with the zero bytes behind it that the tokenizer may look at.
class Padded {
 public:
  explicit Padded(std::string text) : size_(text.size()), text_(std::move(text)) { text_.append(8, '\0'); }
  [[nodiscard]] std::string_view view() const { return std::string_view(text_).substr(0, size_); }

 private:
  std::size_t size_;
  std::string text_;
};

/// The tags of a document: "<a", "<a/", "</a", each with its attributes.
std::string tags_of(const std::string& text) {
  const Padded padded(text);
  Tokenizer tags(padded.view(), {});
  tags.read_declaration();
  std::string found;
  for (Tag tag = tags.next(); tag != Tag::none; tag = tags.next()) {
    found += tag == Tag::end ? "</" : "<";
    found += tags.name();
    if (const auto value = tags.raw("v")) found += " v=[" + tags.value("v") + "]";
    if (tag == Tag::empty) found += "/";
    found += ">";
  }
  return found;
}

std::string refusal_of_tags(const std::string& text) {
  try {
    tags_of(text);
  } catch (const SyntaxError& error) {
    return std::to_string(error.at) + ": " + error.message;
  } catch (const EndOfText& end) {
    return "ends in " + end.inside;
  }
  return "accepted";
}

TEST(Tokenizer, GivesTagsAndPassesOverAllElse) {
  EXPECT_EQ(
      tags_of("<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n<!-- a <b> - c --><a  x = '1'\n v=\"2\" >t&amp;"
              "<![CDATA[ <c> ]] & ]]><?pi <d> ?"
              "?><b/> x </a >\n<!----><?e?>"),
      "<a v=[2]><b/></a>");
  EXPECT_EQ(tags_of("\xEF\xBB\xBF<a/>"), "<a/>");
  EXPECT_EQ(tags_of("<\xE5\xAE\xA2 v='\xE6\x88\xB7'/>"), "<\xE5\xAE\xA2 v=[\xE6\x88\xB7]/>");
}

TEST(Tokenizer, ResolvesReferencesAndSpaces) {
  EXPECT_EQ(tags_of("<a v='&lt;&gt;&amp;&quot;&apos;&#65;&#x4e2D;&#x1F600;'/>"),
            "<a v=[<>&\"'A\xE4\xB8\xAD\xF0\x9F\x98\x80]/>");
  EXPECT_EQ(tags_of("<a v='1\t2\n3\r\n4\r5&#9;6&#10;7'/>"), "<a v=[1 2 3 4 5\t6\n7]/>");
  EXPECT_EQ(tags_of("<a v=\"it's\"/>"), "<a v=[it's]/>");
  EXPECT_EQ(tags_of("<a v='&#00000000000000000000065;'/>"), "<a v=[A]/>");
}

TEST(Tokenizer, SaysWhereAndWhatWasExpected) {
  EXPECT_EQ(refusal_of_tags("<a></b>"), "3: </b> does not match; expected </a>");
  EXPECT_EQ(refusal_of_tags("</a>"), "0: </a> closes nothing; expected the end of the text");
  EXPECT_EQ(refusal_of_tags("<a v='1' v='2'/>"), "9: the attribute v stands twice in one tag <a");
  EXPECT_EQ(refusal_of_tags("<a v='1'w='2'/>"), "8: expected a space, '/>' or '>' in the tag <a");
  EXPECT_EQ(refusal_of_tags("<a v=1/>"), "5: expected a value in quotes in a tag");
  EXPECT_EQ(refusal_of_tags("<a v/>"), "4: expected '=' behind the attribute v of <a");
  EXPECT_EQ(refusal_of_tags("<a v='<'/>"), "6: '<' must not stand in a value; expected &lt;");
  EXPECT_EQ(refusal_of_tags("<a / >"), "4: expected '>' behind '/'");
  EXPECT_EQ(refusal_of_tags("< a/>"), "1: expected a name in a tag");
  EXPECT_EQ(refusal_of_tags("<a>]]></a>"), "3: ']]>' must not stand in text");
  EXPECT_EQ(refusal_of_tags("<a><!-- -- --></a>"), "8: '--' must not stand in a comment; expected '-->'");
  EXPECT_EQ(refusal_of_tags("text"), "0: there is text outside of the root element; expected '<'");
  EXPECT_EQ(refusal_of_tags("<![CDATA[]]>"), "0: there is a CDATA section outside of the root element");
  EXPECT_EQ(refusal_of_tags("<a/><!ELEMENT a>"), "4: expected a comment or a CDATA section behind '<!'");
  EXPECT_EQ(refusal_of_tags(" <?xml version='1.0'?><a/>"),
            "1: an XML declaration can only stand at the very beginning");
  EXPECT_EQ(refusal_of_tags("<?xml version='2.0'?><a/>"), "6: version 2.0 of XML cannot be read; expected 1.0");
  EXPECT_EQ(refusal_of_tags("<?xml version='1.0' encoding='GBK'?><a/>"),
            "20: the encoding 'GBK' cannot be read; expected UTF-8");
  EXPECT_EQ(refusal_of_tags("<?xml encoding='UTF-8'?><a/>").substr(0, 3), "6: ");
}

TEST(Tokenizer, RefusesEntitiesThatADocumentWouldDefine) {
  EXPECT_EQ(refusal_of_tags("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>").substr(0, 50),
            "0: a document type (<!DOCTYPE) is refused: XES has");
  for (const char* reference : {"&b;", "&;", "&#;", "&#x;", "&#xG;", "&#0;", "&#x1F;", "&#xD800;", "&#xFFFE;",
                                "&#x110000;", "&#99999999999999999999;", "&amp", "& "}) {
    EXPECT_EQ(refusal_of_tags("<a v='" + std::string(reference) + "'/>").substr(0, 12), "6: expected ") << reference;
    EXPECT_EQ(refusal_of_tags("<a>" + std::string(reference) + "</a>").substr(0, 12), "3: expected ") << reference;
  }
}

TEST(Tokenizer, TellsTheEndOfTheTextFromWhatIsWrong) {
  const std::string whole =
      "<?xml version='1.0'?><!-- c --><a v='&amp;' w=\"1\"><![CDATA[d]]>t&lt;<?p q?><?r?><b /></a>";
  for (std::size_t size = 1; size < whole.size(); ++size) {
    const std::string refusal = refusal_of_tags(whole.substr(0, size));
    EXPECT_TRUE(refusal == "accepted" || refusal.starts_with("ends in ")) << size << ": " << refusal;
  }
}

TEST(Tokenizer, BoundsDepthAndAttributes) {
  std::string open;
  for (std::size_t i = 0; i < Tokenizer::deepest; ++i) open += "<a>";
  EXPECT_EQ(refusal_of_tags(open), "accepted");
  EXPECT_EQ(refusal_of_tags(open + "<a>"), "384: elements stand more than 128 deep in one another");
  std::string many = "<a";
  for (std::size_t i = 0; i <= Tokenizer::most_attributes; ++i) many += " a" + std::to_string(i) + "=''";
  EXPECT_NE(refusal_of_tags(many + "/>").find("more than 256 attributes"), std::string::npos);
}

TEST(Tokenizer, FindsTheEndOfAValueAtEveryDistance) {
  for (std::size_t size = 0; size < 40; ++size) {
    for (const char stop : {'"', '&', '<', '\n', '\t', '\0'}) {
      std::string text(size, '\xE5');
      text += stop;
      text.append(16, '"');
      const char* end = Tokenizer::end_of_plain_value(text.data(), '"');
      EXPECT_EQ(end, stop == '"' ? text.data() + size : nullptr) << size << ' ' << stop;
    }
  }
}

}  // namespace
}  // namespace fealty::io
