#include "fealty/io/xes.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <zlib.h>

#include <gtest/gtest.h>

#include "../message_of.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/archive.hpp"
#include "fealty/io/atomic_file.hpp"
#include "reference/xes_document.hpp"

namespace fealty::io {
namespace {

namespace fs = std::filesystem;

std::string in_log(const std::string& text) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log>" + text + "</log>";
}

/// A log of one trace with one event that has these attributes.
XesLog with_event(const std::string& attributes) {
  return parse_xes(in_log("<trace><event>" + attributes + "</event></trace>"));
}

std::string text_at(const XesLog& log, const std::string& column, std::size_t row) {
  const TextReader texts(log.events.at(column), column);
  return texts.is_missing(row) ? "(missing)" : std::string(texts[row]);
}

std::vector<std::string> names_of(const Frame& frame) {
  std::vector<std::string> names;
  for (const auto& column : frame.columns()) names.push_back(column.first);
  return names;
}

std::string refusal_of(const std::string& text) {
  try {
    parse_xes(text);
  } catch (const RecordError& error) {
    return error.what();
  }
  return "accepted";
}

std::string gzip(const std::string& text, int level = 6, gz_header* header = nullptr) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, level, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  if (header != nullptr) deflateSetHeader(&stream, header);
  std::string bytes(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  std::string input = text;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  bytes.resize(stream.total_out);
  deflateEnd(&stream);
  return bytes;
}

/// All that a log holds, as bytes that can be compared.
std::string bits_of(const XesLog& log) {
  return to_bytes(log.events) + to_xes(log) + log.intake.to_text() + std::to_string(log.empty_traces);
}

class Threads {
 public:
  explicit Threads(std::size_t count) : before_(threads()) { set_threads(count); }
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;
  ~Threads() { set_threads(before_); }

 private:
  std::size_t before_;
};

const std::string small_log = in_log(R"(
  <extension name="Concept" prefix="concept" uri="http://x/c.xesext"/>
  <global scope="event"><string key="concept:name" value="none"/></global>
  <classifier name="Activity" keys="concept:name 'with space'"/>
  <float key="total" value="1.5"><string key="unit" value="客"/></float>
  <trace><string key="concept:name" value="c1"/>
    <event><string key="concept:name" value="a &amp; b"/><date key="time:timestamp" value="2011-10-01T00:38:44.546+02:00"/></event>
    <event><date key="time:timestamp" value="2011-10-01T00:38:44Z"/><int key="n" value="7"/><boolean key="ok" value="true"/></event>
  </trace>
  <trace><string key="concept:name" value="c2"/></trace>
  <trace><string key="concept:name" value="c3"/>
    <event><string key="concept:name" value="c"/><id key="who" value="u-1"/><float key="f" value="-1e3"/></event>
  </trace>
)");

TEST(Xes, ReadsEveryPartOfALog) {
  const XesLog log = parse_xes(small_log);
  EXPECT_EQ(names_of(log.events),
            (std::vector<std::string>{"concept:name", "time:timestamp", "n", "ok", "who", "f", "case:concept:name"}));
  EXPECT_EQ(log.trace_offsets, (std::vector<std::uint64_t>{0, 2, 3}));
  EXPECT_EQ(log.empty_traces, 1U);
  EXPECT_EQ(text_at(log, "concept:name", 0), "a & b");
  EXPECT_EQ(text_at(log, "concept:name", 1), "none");
  ASSERT_EQ(log.filled.size(), 1U);
  EXPECT_EQ(log.filled[0], (XesFilled{"concept:name", 1}));
  EXPECT_EQ(text_at(log, "case:concept:name", 1), "c1");
  EXPECT_EQ(text_at(log, "case:concept:name", 2), "c3");
  EXPECT_EQ(text_at(log, "who", 2), "u-1");
  const Chunk& times = log.events.at("time:timestamp").chunks().front();
  EXPECT_EQ(to_string(log.events.at("time:timestamp").type()), "timestamp[us, UTC]");
  EXPECT_EQ(to_string(times.as<Time>()[0]), "2011-09-30T22:38:44.546000Z");
  EXPECT_EQ(times.null_count, 1);
  EXPECT_EQ(log.events.at("n").chunks().front().as<std::int64_t>()[1], 7);
  EXPECT_EQ(log.events.at("f").chunks().front().as<double>()[2], -1000.0);
  EXPECT_EQ(log.events.at("ok").type().kind, Kind::boolean);
  EXPECT_EQ(log.events.at("ok").null_count(), 2U);
  EXPECT_EQ(log.extensions, (std::vector<XesExtension>{{"Concept", "concept", "http://x/c.xesext"}}));
  EXPECT_EQ(log.classifiers, (std::vector<XesClassifier>{{"Activity", "event", {"concept:name", "with space"}}}));
  ASSERT_EQ(log.attributes.size(), 1U);
  EXPECT_EQ(std::get<double>(log.attributes[0].value), 1.5);
  EXPECT_EQ(log.attributes[0].children.at(0).key, "unit");
  EXPECT_EQ(log.intake.rows().at("traces").given, 3U);
  EXPECT_EQ(log.intake.rows().at("traces").held, 2U);
}

TEST(Xes, DefaultsCanBeLeftOut) {
  const XesLog log = parse_xes(small_log, {.fill_defaults = false});
  EXPECT_EQ(text_at(log, "concept:name", 1), "(missing)");
  EXPECT_TRUE(log.filled.empty());
  EXPECT_EQ(log.event_defaults.size(), 1U);
}

TEST(Xes, FilledColumnsStandWhereTheyWouldIfTheyHadBeenWritten) {
  const XesLog log = parse_xes(in_log(
      R"(<global scope="event"><string key="x" value="d"/></global><global scope="trace"><int key="y" value="1"/></global>
    <trace><int key="t" value="0"/><string key="s" value="unused"/></trace>
    <trace><event><int key="a" value="1"/></event><event><int key="b" value="2"/><string key="x" value="e"/></event></trace>
    <trace><int key="y" value="2"/><int key="t" value="0"/><string key="s" value="used"/><event><string key="x" value="f"/></event></trace>)"));
  EXPECT_EQ(names_of(log.events), (std::vector<std::string>{"a", "x", "b", "case:y", "case:t", "case:s"}));
  const auto dictionary = log.events.at("x").chunks().front().dictionary;
  EXPECT_EQ(TextReader(*dictionary, "")[0], "d");
  EXPECT_EQ(log.events.at("case:s").chunks().front().dictionary->size(), 1U);
  EXPECT_EQ(to_bytes(parse_xes(to_xes(log)).events), to_bytes(log.events));
}

TEST(Xes, DefaultsStandInTracesAndInColumnsThatNoEventHas) {
  const XesLog log = parse_xes(in_log(R"(<global scope="trace"><int key="n" value="3"/></global>
    <trace><event/></trace><trace><int key="n" value="5"/><event/></trace>
    <global scope="event"><string key="x" value="y"><string key="z" value="w"/></string></global>)"));
  const auto n = log.events.at("case:n").chunks().front().as<std::int64_t>();
  EXPECT_EQ(std::vector<std::int64_t>(n.begin(), n.end()), (std::vector<std::int64_t>{3, 5}));
  EXPECT_EQ(text_at(log, "x", 1), "y");
  EXPECT_EQ(text_at(log, "x/z", 0), "w");
}

TEST(Xes, AttributesInsideOthersHaveJoinedKeys) {
  const XesLog log =
      with_event(R"(<string key="a" value="1"><int key="b" value="2"><date key="c" value="2020-01-01"/></int></string>
    <list key="l"><values><string key="i" value="x"/><string key="i" value="y"/><container key="k"><id key="i" value="z"/></container>
    <string key="i" value="w"/></values></list><container key="e"/>)");
  EXPECT_EQ(names_of(log.events), (std::vector<std::string>{"a", "a/b", "a/b/c", "l/i", "l/i#2", "l/k/i", "l/i#3"}));
  EXPECT_EQ(text_at(log, "l/i", 0) + text_at(log, "l/i#2", 0) + text_at(log, "l/k/i", 0) + text_at(log, "l/i#3", 0),
            "xyzw");
}

TEST(Xes, AKeyThatStandsTwiceIsCountedAndItsFirstValueStays) {
  const XesLog log = with_event("<int key='a' value='1'/><int key='a' value='2'/>");
  EXPECT_EQ(log.events.at("a").chunks().front().as<std::int64_t>()[0], 1);
  EXPECT_EQ(log.repeated_keys, 1U);
  EXPECT_EQ(log.repeated_key, "a");
}

TEST(Xes, AnEventAttributeIsNotMistakenForOneOfItsTrace) {
  const XesLog log = parse_xes(
      in_log("<trace><int key='a' value='1'/><event><int key='case:a' value='2'/><int key='event:case:a' value='3'/>"
             "</event><event><int key='case:a' value='4'/></event></trace>"));
  EXPECT_EQ(names_of(log.events), (std::vector<std::string>{"event:case:a", "event:event:case:a", "case:a"}));
  EXPECT_EQ(bits_of(parse_xes(to_xes(log))), bits_of(log));
}

TEST(Xes, MixedTypesBecomeRealOrTextAsSpelled) {
  const XesLog log = parse_xes(in_log(R"(<trace>
    <event><int key="number" value="1"/><int key="text" value="007"/><string key="late" value="x"/></event>
    <event><float key="number" value="1.5"/><boolean key="text" value="true"/><float key="late" value="1.50"/></event></trace>)"));
  EXPECT_EQ(log.events.at("number").type().kind, Kind::float64);
  EXPECT_EQ(log.events.at("number").chunks().front().as<double>()[0], 1.0);
  EXPECT_EQ(text_at(log, "text", 0), "007");
  EXPECT_EQ(text_at(log, "text", 1), "true");
  EXPECT_EQ(text_at(log, "late", 1), "1.50");
  const XesLog filled = parse_xes(
      in_log("<global scope='event'><string key='n' value='UNKNOWN'/></global><trace><event><int key='n' value='01'/>"
             "</event><event/></trace>"));
  EXPECT_EQ(text_at(filled, "n", 0) + text_at(filled, "n", 1), "01UNKNOWN");
}

TEST(Xes, ValuesThatCannotBeReadAreMissingAndCounted) {
  const std::string text = in_log(
      "<trace><event><date key='t' value='2020-01-01T10:00:00'/><int key='n' value='x'/></event>"
      "<event><date key='t' value='soon'/><int key='n' value='1'/></event></trace>");
  const XesLog log = parse_xes(text);
  EXPECT_EQ(log.events.at("n").null_count(), 1U);
  const auto& findings = log.intake.findings();
  ASSERT_EQ(findings.size(), 3U);
  EXPECT_EQ(findings[0].problem, Problem::unreadable_time);
  EXPECT_EQ(findings[0].example, "soon");
  EXPECT_EQ(findings[0].affected.rows, (std::vector<std::uint64_t>{1}));
  EXPECT_EQ(findings[1].problem, Problem::naive_time);
  EXPECT_EQ(findings[1].affected.rows, (std::vector<std::uint64_t>{0}));
  EXPECT_EQ(findings[2].problem, Problem::unreadable_value);
  EXPECT_EQ(findings[2].column, "n");
  EXPECT_THROW(parse_xes(text, {.rules = Rules(Rule::refuse)}), RecordError);
}

TEST(Xes, AttributesWithoutKeyOrValueAreTaken) {
  const XesLog log =
      parse_xes(in_log("<float value='3'/><trace><event><string key='a'/><int value='7'/></event></trace>"));
  EXPECT_EQ(log.attributes.at(0).key, "");
  EXPECT_EQ(log.events.at("a").null_count(), 1U);
  EXPECT_EQ(log.events.at("").chunks().front().as<std::int64_t>()[0], 7);
}

TEST(Xes, GeneratedDocumentsAreReadAsTheyWereMeant) {
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    // The last ones are of several blocks.
    const auto document = reference::XesDocumentMaker(seed).make(seed < 57 ? seed : 4000);
    const XesLog log = parse_xes(seed % 2 == 0 ? document.text : gzip(document.text));
    ASSERT_EQ(log.events.rows(), document.events.size());
    for (std::size_t trace = 0; trace < document.trace_sizes.size(); ++trace) {
      ASSERT_EQ(log.trace_offsets[trace + 1] - log.trace_offsets[trace], document.trace_sizes[trace]);
    }
    std::map<std::string, TextReader> columns;
    std::size_t cells = 0;
    for (const auto& [name, column] : log.events.columns()) {
      columns.emplace(name, TextReader(column, name));
      cells += column.size() - column.null_count();
    }
    for (std::size_t row = 0; row < document.events.size(); ++row) {
      cells -= document.events[row].size();
      for (const auto& [name, value] : document.events[row]) {
        const auto found = columns.find(name);
        ASSERT_TRUE(found != columns.end()) << name;
        ASSERT_FALSE(found->second.is_missing(row)) << seed << ' ' << row << ' ' << name;
        ASSERT_EQ(found->second[row], value) << seed << ' ' << row << ' ' << name;
      }
    }
    EXPECT_EQ(cells, 0U) << "there are values that the document does not have";
  }
}

TEST(Xes, TheSameBitsComeFromAnyNumberOfThreads) {
  const std::string text = reference::XesDocumentMaker(3).make(6000).text;
  std::set<std::string> results;
  for (const std::size_t count : {1U, 2U, 5U}) {
    const Threads threads(count);
    results.insert(bits_of(parse_xes(text)));
    results.insert(bits_of(parse_xes(gzip(text))));
  }
  EXPECT_EQ(results.size(), 1U);
}

TEST(Xes, WhatIsWrittenIsReadAgainAsTheSame) {
  for (const std::string& text : {small_log, reference::XesDocumentMaker(11).make(200).text}) {
    const XesLog log = parse_xes(text);
    const XesLog again = parse_xes(to_xes(log));
    EXPECT_EQ(to_bytes(again.events), to_bytes(log.events));
    EXPECT_EQ(again.trace_offsets, log.trace_offsets);
    EXPECT_EQ(again.attributes, log.attributes);
    EXPECT_EQ(again.event_defaults, log.event_defaults);
    EXPECT_EQ(again.trace_defaults, log.trace_defaults);
    EXPECT_EQ(again.classifiers, log.classifiers);
    EXPECT_EQ(again.extensions, log.extensions);
    EXPECT_EQ(to_xes(again), to_xes(log));
  }
}

TEST(Xes, FramesOfEveryTypeAreWritten) {
  const double inf = std::numeric_limits<double>::infinity();
  Frame frame({{"case:concept:name", std::vector<std::string>{"b", "a", "b"}},
               {"concept:name", std::vector<std::optional<std::string>>{"x\t\"<&>\n", std::nullopt, "客户"}},
               {"time:timestamp", std::vector<Time>{{0}, {1'700'000'000'123'456}, {-1'000}}},
               {"real", std::vector<std::optional<double>>{0.1, std::nullopt, -inf}},
               {"ok", std::vector<std::optional<bool>>{true, false, std::nullopt}},
               {"n", std::vector<std::int32_t>{1, -2, 3}},
               {"kind", Column::categories({1, -1, 0}, {"p", "q"})}});
  const XesLog log = parse_xes(to_xes(frame));
  EXPECT_EQ(log.trace_offsets, (std::vector<std::uint64_t>{0, 2, 3}));  // the rows of "b", then that of "a"
  EXPECT_EQ(text_at(log, "concept:name", 0), "x\t\"<&>\n");
  EXPECT_EQ(text_at(log, "concept:name", 1), "客户");
  EXPECT_EQ(text_at(log, "concept:name", 2), "(missing)");
  EXPECT_EQ(log.events.at("time:timestamp").chunks().front().as<std::int64_t>()[2], 1'700'000'000'123'456);
  EXPECT_EQ(log.events.at("real").chunks().front().as<double>()[1], -inf);
  EXPECT_EQ(log.events.at("real").null_count(), 1U);
  EXPECT_EQ(log.events.at("ok").null_count(), 1U);
  EXPECT_EQ(log.events.at("n").chunks().front().as<std::int64_t>()[2], -2);
  EXPECT_EQ(text_at(log, "kind", 0) + text_at(log, "kind", 1) + text_at(log, "kind", 2), "qp(missing)");
  EXPECT_EQ(log.extensions.size(), 2U);
  EXPECT_EQ(log.classifiers.size(), 1U);
}

TEST(Xes, WhatXesCannotSayIsRefused) {
  const Column cases(std::vector<std::string>{"a", "a"});
  const auto refusal = [&](const Column& column, const std::string& name) {
    return message_of([&] { to_xes(Frame({{"case:concept:name", cases}, {name, column}})); });
  };
  EXPECT_EQ(refusal(std::vector<std::int64_t>{1, 2}, "case:n"),
            "FY103: column 'case:n', row 1: an attribute of a trace must be the same in all its events, and row 0 has "
            "another value");
  EXPECT_EQ(refusal(std::vector<std::string>{"x", "\x01"}, "t"),
            "FY103: column 't', row 1: the control character 0x01 is none that XML allows");
  EXPECT_EQ(refusal(Column::categories({0, 1}, {"x", "\xFF"}), "t"),
            "FY103: column 't', row 1: the byte 0xff begins no character of XML in UTF-8");
  EXPECT_NE(
      message_of([] { to_xes(Frame({{"concept:name", std::vector<std::string>{"x"}}})); }).find("case:concept:name"),
      std::string::npos);
  EXPECT_NE(message_of([] {
              to_xes(Frame({{"case:concept:name", std::vector<std::optional<std::string>>{"x", std::nullopt}}}));
            }).find("row 1"),
            std::string::npos);
  XesLog log;
  log.events = Frame({{"a", cases}});
  EXPECT_THROW(to_xes(log), ParameterError);
}

TEST(Xes, FilesArePlainOrGzipByTheirNamesAndReadByTheirContents) {
  const fs::path folder = fs::path(testing::TempDir()) / "fealty-xes";
  fs::create_directories(folder);
  const XesLog log = parse_xes(small_log);
  write_xes(log, folder / "a.xes");
  write_xes(log, folder / "a.xes.gz");
  EXPECT_TRUE(read_bytes(folder / "a.xes").starts_with("<?xml"));
  EXPECT_TRUE(read_bytes(folder / "a.xes.gz").starts_with("\x1f\x8b"));
  const std::string bits = bits_of(parse_xes(to_xes(log)));
  EXPECT_EQ(bits_of(read_xes(folder / "a.xes")), bits);
  fs::rename(folder / "a.xes.gz", folder / "b.xes");
  EXPECT_EQ(bits_of(read_xes(folder / "b.xes")), bits);
  std::ofstream(folder / "bad.xes") << "<log>\n<what/></log>";
  EXPECT_EQ(message_of([&] { read_xes(folder / "bad.xes"); }).substr(0, 7), "FY103: ");
  EXPECT_NE(
      message_of([&] { read_xes(folder / "bad.xes"); }).find("bad.xes', line 2, column 1: <what> does not belong here"),
      std::string::npos);
  EXPECT_THROW(read_xes(folder / "none.xes"), ArchiveError);
  EXPECT_THROW(read_xes(folder), ArchiveError);
  fs::remove_all(folder);
}

TEST(Xes, WhatIsNoLogIsRefusedWithItsPlace) {
  EXPECT_EQ(refusal_of(""),
            "FY103: line 1, column 1: the text ends inside of what stands before the log; expected all up to </log>");
  EXPECT_EQ(refusal_of("case,activity\n1,a\n"),
            "FY103: line 1, column 1: there is text outside of the root element; expected '<'");
  EXPECT_EQ(refusal_of("<html></html>"), "FY103: line 1, column 1: the root element is <html>; expected <log>");
  EXPECT_EQ(refusal_of("<log>\n<trace>\n 客<trace/></trace></log>"),
            "FY103: line 3, column 3: <trace> does not belong here; expected event, string, date, int, float, boolean, "
            "id, list or container");
  EXPECT_NE(refusal_of("<log/><log/>").find("second root"), std::string::npos);
  EXPECT_NE(refusal_of("<log><trace></log></trace>").find("</log> does not match; expected </trace>"),
            std::string::npos);
  EXPECT_NE(refusal_of("<log><global scope='x'/></log>").find("scope"), std::string::npos);
  EXPECT_EQ(refusal_of("<log>\n\x01</log>"),
            "FY103: line 2, column 1: the control character 0x01 is none that XML allows");
  EXPECT_EQ(refusal_of("<?xml version='1.0' encoding='ISO-8859-1'?>\n<log>\xE9</log>"),
            "FY103: line 1, column 21: the encoding 'ISO-8859-1' cannot be read; expected UTF-8");
  EXPECT_NE(refusal_of(std::string("\xFF\xFE<\0l\0", 6)).find("0xff"), std::string::npos);
  EXPECT_EQ(refusal_of("<log/>"), "accepted");
}

TEST(Xes, ATruncatedLogIsRefusedWhereverItEnds) {
  const std::string body = small_log;
  for (std::size_t size = 0; size < body.size(); ++size) {
    ASSERT_NE(refusal_of(body.substr(0, size)), "accepted") << size;
  }
  const std::string zipped = gzip(body);
  for (std::size_t size = 0; size < zipped.size(); ++size) {
    ASSERT_NE(refusal_of(zipped.substr(0, size)), "accepted") << size;
  }
  EXPECT_EQ(refusal_of(zipped), "accepted");
  EXPECT_NE(refusal_of(zipped.substr(0, zipped.size() - 3)).find("truncated"), std::string::npos);
  EXPECT_EQ(bits_of(parse_xes(gzip(body.substr(0, 300)) + gzip(body.substr(300)))), bits_of(parse_xes(body)));
  EXPECT_NE(refusal_of(zipped + "rest").find("gzip file is damaged"), std::string::npos);
}

TEST(Xes, AFlippedBitOfAGzipFileNeverChangesALogInSilence) {
  const std::string zipped = gzip(small_log);
  const std::string whole = bits_of(parse_xes(zipped));
  std::size_t refused = 0;
  for (std::size_t bit = 0; bit < 8 * zipped.size(); ++bit) {
    std::string damaged = zipped;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
    try {
      EXPECT_EQ(bits_of(parse_xes(damaged)), whole) << bit;
    } catch (const RecordError&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 8 * zipped.size() * 9 / 10);  // the rest are bits without meaning in the head
}

// A file is taken 64 KiB at a time, and the last 8 bytes of a member say what it holds.
TEST(Xes, AGzipFileIsCheckedWhereverItsLastBytesAreTaken) {
  const auto padded = [](std::size_t spaces) { return gzip(small_log + std::string(spaces, ' '), Z_NO_COMPRESSION); };
  const std::size_t taken = (std::size_t{1} << 16) + 2;
  const std::size_t spaces = taken - padded(0).size() - 20;
  std::set<std::size_t> sizes;
  for (std::size_t more = 0; more < 40; ++more) {
    std::string zipped = padded(spaces + more);
    sizes.insert(zipped.size());
    EXPECT_EQ(refusal_of(zipped), "accepted");
    for (std::size_t last = 1; last <= 8; ++last) {
      char& byte = zipped[zipped.size() - last];
      byte = static_cast<char>(byte ^ 1);
      EXPECT_NE(refusal_of(zipped).find(last > 4 ? "data check" : "length check"), std::string::npos);
      byte = static_cast<char>(byte ^ 1);
    }
  }
  EXPECT_LT(*sizes.begin(), taken - 8);
  EXPECT_GT(*sizes.rbegin(), taken + 8);
}

TEST(Xes, TheHeadOfAGzipFileIsCheckedWhereItHasACheck) {
  std::string name = "visits.xes";
  gz_header head{};
  head.name = reinterpret_cast<Bytef*>(name.data());
  head.hcrc = 1;
  std::string zipped = gzip(small_log, 6, &head);
  EXPECT_EQ(bits_of(parse_xes(zipped + gzip(" ", 6, &head))), bits_of(parse_xes(small_log)));
  zipped[zipped.find(name)] = 'V';
  EXPECT_NE(refusal_of(zipped).find("header crc"), std::string::npos);
}

TEST(Xes, EntityBombsAreRefusedAtOnce) {
  std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE log [<!ENTITY a \"aaaaaaaaaa\">";
  for (char c = 'b'; c <= 'z'; ++c) {
    const std::string before = "&" + std::string(1, static_cast<char>(c - 1)) + ";";
    bomb += "<!ENTITY " + std::string(1, c) + " \"" + before + before + before + before + before + "\">";
  }
  EXPECT_NE(refusal_of(bomb + "]><log><string key='a' value='&z;'/></log>").find("<!DOCTYPE"), std::string::npos);
  EXPECT_NE(refusal_of("<log><string key='a' value='&z;'/></log>").find("other entities are not known"),
            std::string::npos);
}

TEST(Xes, NestingIsBounded) {
  std::string deep;
  std::string end;
  for (int i = 0; i < 100'000; ++i) deep += "<container key='a'>";
  EXPECT_NE(refusal_of("<log>" + deep).find("more than 128 deep"), std::string::npos);
  EXPECT_NE(refusal_of("<log><trace><event>" + deep).find("more than 128 deep"), std::string::npos);
}

TEST(Xes, ABlockMayBeginInsideOfACommentThatLooksLikeATrace) {
  const std::string event = "<event><string key='a' value='1'/></event>";
  std::string text = "<log><trace>" + event + "<!--";
  while (text.size() < 2'000'000) text += "<trace><string key='b' value='2'/>" + event + "</trace>";
  text += "-->" + event + "</trace><trace>" + event + "</trace></log>";
  const XesLog log = parse_xes(text);
  EXPECT_EQ(log.trace_offsets, (std::vector<std::uint64_t>{0, 2, 3}));
  EXPECT_EQ(names_of(log.events), (std::vector<std::string>{"a"}));
}

TEST(Xes, ErrorsAreThoseOfTheFirstPlaceWhateverReadsFirst) {
  std::string text = "<log>\n";
  while (text.size() < 3'000'000) text += "<trace><event><int key='a' value='1'/></event></trace>\n";
  std::string wrong = text;
  wrong.replace(wrong.find("</event>", 1'000'000), 8, "</evemt>");
  wrong.replace(wrong.find("</event>", 2'000'000), 8, "</evint>");
  const std::string refusal = refusal_of(wrong + "</log>");
  EXPECT_NE(refusal.find("</evemt> does not match; expected </event>"), std::string::npos) << refusal;
  const auto at = wrong.find("</evemt>");
  const auto line = std::count(wrong.begin(), wrong.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
  EXPECT_NE(refusal.find("line " + std::to_string(line) + ", column 39:"), std::string::npos) << refusal;
  EXPECT_NE(refusal_of(text + "</log>" + text).find("second root"), std::string::npos);
  EXPECT_NE(refusal_of(text + "<trace>" + text.substr(6)).find("<trace> does not belong here"), std::string::npos);
}

TEST(Xes, ATraceOfAMillionEventsAndAMillionDistinctTextsAreRead) {
  constexpr std::size_t count = 1'000'000;
  std::string text = "<log><trace><string key='concept:name' value='one'/>";
  for (std::size_t i = 0; i < count; ++i)
    text += "<event><string key='concept:name' value='" + std::to_string(i * 7919 % count) + "'/></event>";
  text += "<int key='late' value='5'/></trace></log>";
  const XesLog log = parse_xes(text);
  EXPECT_EQ(log.trace_offsets, (std::vector<std::uint64_t>{0, count}));
  const Column& names = log.events.at("concept:name");
  EXPECT_EQ(names.chunks().front().dictionary->size(), count);
  const TextReader texts(names, "");
  for (std::size_t i = 0; i < count; i += 997) EXPECT_EQ(texts[i], std::to_string(i * 7919 % count));
  EXPECT_EQ(text_at(log, "case:concept:name", count - 1), "one");
  EXPECT_EQ(log.events.at("case:late").chunks().front().as<std::int64_t>()[0], 5);
}

TEST(Xes, ATableOfMissingValuesIsNotMadeFromASmallText) {
  std::string text = "<log><trace>";
  for (int i = 0; i < 20'000; ++i) text += "<event><int key='" + std::to_string(i) + "' value='1'/></event>";
  EXPECT_NE(refusal_of(text + "</trace></log>").find("20000 attributes of 20000 events hold only 20000 values"),
            std::string::npos);
}

}  // namespace
}  // namespace fealty::io
