#include "fealty/io/archive.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <Eigen/Core>
#include <boost/serialization/map.hpp>
#include <gtest/gtest.h>

#include "../../../src/io/core_archive.hpp"
#include "../../../src/io/eigen_archive.hpp"
#include "column_samples.hpp"
#include "crafted_archive.hpp"
#include "fealty/core/checksum.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/exact_sum.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/io/atomic_file.hpp"

namespace fealty::archive_test {

// ---- types of an area, and how they are saved: the pattern of src/io/boost_archive.hpp ----

enum class Mood : std::int8_t { angry, calm, glad };

/// A plain struct that occurs inside of others only.
struct Visit {
  Time at;
  Mood mood = Mood::calm;
  Estimate wait;

  friend bool operator==(const Visit&, const Visit&) = default;
};

/// Private members, of every type that can be saved.
class Diary {
 public:
  static Diary example() {
    Diary diary;
    diary.flag_ = true;
    diary.numbers_ = {-1,         200,  -30'000, 60'000, -2'000'000'000, 4'000'000'000U, -9'000'000'000'000,
                      1ULL << 63, 1.5F, -0.0};
    diary.name_ = std::string("\0 caf\xC3\xA9", 7);
    diary.visits_ = {{{5}, Mood::glad, {1, 2, 3, 4, 0.9}}, {{-7}, Mood::angry, {}}};
    diary.times_ = {{1}, {2}, {3}};
    diary.flags_ = {true, false, true, true, false, false, false, true, true};
    diary.shares_ = {0.25, std::numeric_limits<double>::infinity(), 1e-320};
    diary.sizes_ = {3, std::numeric_limits<std::size_t>::max()};
    diary.names_ = {"a", "", std::string(1000, 'b')};
    diary.best_ = Visit{{9}, Mood::calm, {}};
    diary.pair_ = {4, "four"};
    diary.corners_ = {1, 2, 3};
    diary.groups_ = {{1, 2}, {}, {3}};
    diary.weights_ = Eigen::MatrixXd{{1, 2, 3}, {4, 5, 6}};
    diary.center_ = Eigen::Vector3d(1, 2, 3);
    return diary;
  }

  friend bool operator==(const Diary&, const Diary&) = default;

 private:
  friend struct io::Archived<Diary>;

  struct Numbers {
    std::int8_t a;
    std::uint8_t b;
    std::int16_t c;
    std::uint16_t d;
    std::int32_t e;
    std::uint32_t f;
    long long g;
    unsigned long long h;
    float i;
    double j;
    friend bool operator==(const Numbers&, const Numbers&) = default;
  };

  bool flag_ = false;
  Numbers numbers_ = {};
  std::string name_;
  std::vector<Visit> visits_;
  std::vector<Time> times_;
  std::vector<bool> flags_;
  std::vector<double> shares_;
  std::vector<std::size_t> sizes_;
  std::vector<std::string> names_;
  std::optional<Visit> best_;
  std::optional<double> worst_;
  std::pair<int, std::string> pair_;
  std::array<double, 3> corners_ = {};
  std::vector<std::vector<std::int32_t>> groups_;
  Eigen::MatrixXd weights_;
  Eigen::Vector3d center_ = Eigen::Vector3d::Zero();
};

/// Made by a constructor that keeps an invariant; another is kept by everybody who makes one.
class Shares {
 public:
  explicit Shares(std::vector<double> parts) : parts_(std::move(parts)) {
    if (parts_.empty()) throw ParameterError(code::out_of_domain, "shares of nothing");
  }
  [[nodiscard]] const std::vector<double>& parts() const { return parts_; }

 private:
  std::vector<double> parts_;
};

/// The same kind of value in the first version of a library and in the next.
struct First {
  std::int32_t kept = 0;
};
struct Second {
  std::int32_t kept = 0;
  double added = 0.5;
};

/// A value with values of its kind inside.
struct Tree {
  std::vector<Tree> branches;
};

/// What makes use of Boost.Serialization alone.
class Plain {
 public:
  int number = 0;

 private:
  friend class boost::serialization::access;
  template <class Archive>
  void serialize(Archive& ar, unsigned version) {
    ar & number;
    if (version != 3) throw std::runtime_error("the version is not that of BOOST_CLASS_VERSION");
  }
};
struct PlainBox {
  std::vector<Plain> things;
  std::map<std::string, int> counts;
};

}  // namespace fealty::archive_test

BOOST_CLASS_VERSION(fealty::archive_test::Plain, 3)

namespace fealty::io {

template <>
struct Archived<archive_test::Mood> {
  static constexpr auto last = archive_test::Mood::glad;
};

template <>
struct Archived<archive_test::Visit> {
  static constexpr std::uint32_t version = 1;
  template <class Archive>
  static void serialize(Archive& ar, archive_test::Visit& visit, unsigned /*saved_version*/) {
    ar & visit.at & visit.mood & visit.wait;
  }
};

template <>
struct Archived<archive_test::Diary> {
  static constexpr std::string_view kind = "test.Diary";
  static constexpr std::uint32_t version = 1;
  template <class Archive>
  static void serialize(Archive& ar, archive_test::Diary& d, unsigned /*saved_version*/) {
    auto& n = d.numbers_;
    ar & d.flag_ & n.a & n.b & n.c & n.d & n.e & n.f & n.g & n.h & n.i & n.j;
    ar & d.name_ & d.visits_ & d.times_ & d.flags_ & d.shares_ & d.sizes_ & d.names_ & d.best_ & d.worst_ & d.pair_ &
        d.corners_;
    ar & d.groups_ & d.weights_ & d.center_;
  }
};

template <>
struct Archived<archive_test::Shares> {
  static constexpr std::string_view kind = "test.Shares";
  static constexpr std::uint32_t version = 1;
  static void save(OutArchive& out, const archive_test::Shares& shares) { out << shares.parts(); }
  static archive_test::Shares load(InArchive& in, unsigned /*saved_version*/) {
    return archive_test::Shares(in.value<std::vector<double>>());
  }
  static void check(const archive_test::Shares& shares) {
    double sum = 0;
    for (const double part : shares.parts()) sum += part;
    require_sound(std::abs(sum - 1) < 1e-9, "shares must add to 1");
  }
};

template <>
struct Archived<archive_test::First> {
  static constexpr std::string_view kind = "test.Grown";
  static constexpr std::uint32_t version = 1;
  template <class Archive>
  static void serialize(Archive& ar, archive_test::First& value, unsigned /*saved_version*/) {
    ar & value.kept;
  }
};

template <>
struct Archived<archive_test::Second> {
  static constexpr std::string_view kind = "test.Grown";
  static constexpr std::uint32_t version = 2;
  template <class Archive>
  static void serialize(Archive& ar, archive_test::Second& value, unsigned saved_version) {
    ar & value.kept;
    if (saved_version >= 2) ar & value.added;
  }
};

template <>
struct Archived<archive_test::Tree> {
  static constexpr std::string_view kind = "test.Tree";
  static constexpr std::uint32_t version = 1;
  template <class Archive>
  static void serialize(Archive& ar, archive_test::Tree& tree, unsigned /*saved_version*/) {
    ar & tree.branches;
  }
};

template <>
struct Archived<archive_test::PlainBox> {
  static constexpr std::string_view kind = "test.PlainBox";
  static constexpr std::uint32_t version = 1;
  template <class Archive>
  static void serialize(Archive& ar, archive_test::PlainBox& box, unsigned /*saved_version*/) {
    ar& BOOST_SERIALIZATION_NVP(box.things) & box.counts;
  }
};

template struct Codec<archive_test::Diary>;
template struct Codec<archive_test::Shares>;
template struct Codec<archive_test::First>;
template struct Codec<archive_test::Second>;
template struct Codec<archive_test::Tree>;
template struct Codec<archive_test::PlainBox>;

}  // namespace fealty::io

namespace fealty::archive_test {
namespace {

using io::from_bytes;
using io::to_bytes;
namespace fs = std::filesystem;

const Estimate estimate{0.25, 0.125, -0.0, std::numeric_limits<double>::infinity(), 0.9};

// ---- what goes in comes out ----

TEST(Archive, GivesRealNumbersBackWithTheSameBits) {
  for (const std::uint64_t bits : std::initializer_list<std::uint64_t>{
           0x0000000000000000U, 0x8000000000000000U, 0x7FF0000000000000U, 0xFFF0000000000000U, 0x7FF8000000000000U,
           0xFFF8000000000001U, 0x7FF8DEADBEEF0001U, 0x0000000000000001U, 0x7FEFFFFFFFFFFFFFU, 0x3FF0000000000001U}) {
    Estimate saved;
    saved.upper = std::bit_cast<double>(bits);
    EXPECT_EQ(std::bit_cast<std::uint64_t>(from_bytes<Estimate>(to_bytes(saved)).upper), bits);
  }
}

TEST(Archive, GivesMembersOfEveryTypeBack) {
  const Diary diary = Diary::example();
  EXPECT_TRUE(from_bytes<Diary>(to_bytes(diary)) == diary);
  EXPECT_TRUE(from_bytes<Diary>(to_bytes(Diary())) == Diary());
}

TEST(Archive, GivesTheTypesOfCoreBack) {
  EXPECT_EQ(from_bytes<Time>(to_bytes(Time{-5})), Time{-5});
  EXPECT_EQ(from_bytes<Duration>(to_bytes(days(3))), days(3));
  ExactSum sum;
  for (const double term : {1e15, -3e-7, 0.1}) sum.add(term);
  EXPECT_EQ(from_bytes<ExactSum>(to_bytes(sum)), sum);
  for (const Ids& ids : {Ids(), Ids::of_integers({-3, 0, 9}), Ids::of_texts({"", "a", "ab"})}) {
    EXPECT_EQ(from_bytes<Ids>(to_bytes(ids)), ids);
  }
}

TEST(Archive, GivesFramesBack) {
  const Frame frame = fixture_frame();
  expect_same(from_bytes<Frame>(to_bytes(frame)), frame);
  EXPECT_TRUE(from_bytes<Frame>(to_bytes(Frame())).columns().empty());
}

TEST(Archive, WorksWithFunctionsOfBoostSerialization) {
  PlainBox box;
  box.things.resize(3);
  box.things[2].number = 7;
  box.counts = {{"x", 1}, {"y", 2}};
  const auto loaded = from_bytes<PlainBox>(to_bytes(box));
  EXPECT_EQ(loaded.things[2].number, 7);
  EXPECT_EQ(loaded.counts, box.counts);
}

TEST(Archive, SavesToAFileAndLoadsFromIt) {
  const fs::path path = fs::path(testing::TempDir()) / "fealty-archive-test.fealty";
  io::save(estimate, path);
  EXPECT_EQ(io::load<Estimate>(path), estimate);
  EXPECT_EQ(io::read_bytes(path), to_bytes(estimate));
  fs::remove(path);
}

// ---- damage ----

TEST(DamagedArchive, HasNoMoreContentsThanItsValueTakes) {
  const std::string contents = contents_of(estimate);
  EXPECT_EQ(from_bytes<Estimate>(sealed("core.Estimate", contents)), estimate);
  error_of<Estimate>(sealed("core.Estimate", contents + '\0'));
  error_of<Estimate>(sealed("core.Estimate", contents.substr(1)));
  error_of<Estimate>(sealed("core.Estimate", ""));
}

TEST(DamagedArchive, IsRefusedIfWhatItHoldsIsNoValueOfItsType) {
  EXPECT_PRED2(contains, error_of<Shares>(sealed("test.Shares", word64(0))), "shares of nothing");
  EXPECT_PRED2(contains, error_of<Shares>(sealed("test.Shares", word64(1) + word64(0))), "shares must add to 1");
  EXPECT_PRED2(contains, error_of<Ids>(sealed("core.Ids", std::string(1, '\0') + word64(2) + word64(5) + word64(5))),
               "sorted and distinct");
  EXPECT_PRED2(contains, error_of<Ids>(sealed("core.Ids", std::string(1, '\2') + word64(0))), "damaged");
  std::string frame =
      contents_of(Frame({{"a", Column(std::vector<double>{1})}, {"b", Column(std::vector<double>{1})}}));
  frame[frame.rfind('b')] = 'a';
  EXPECT_PRED2(contains, error_of<Frame>(sealed("core.Frame", frame)), "two columns have the name 'a'");
}

TEST(DamagedArchive, IsRefusedIfItsValuesAreNestedTooDeeply) {
  std::string contents;
  for (int depth = 0; depth < 100'000; ++depth) contents += word64(1);
  EXPECT_PRED2(contains, error_of<Tree>(sealed("test.Tree", contents + word64(0))), "nested too deeply");
  Tree tree{{Tree{}, Tree{{Tree{}}}}};
  EXPECT_EQ(from_bytes<Tree>(to_bytes(tree)).branches[1].branches.size(), 1U);
}

TEST(DamagedArchive, IsNotWrittenInTheFirstPlace) {
  archive_error([] { to_bytes(Shares({0.5, 0.4})); });
  Tree tree;
  for (int depth = 0; depth < 200; ++depth) {
    Tree parent;
    parent.branches.push_back(std::move(tree));
    tree = std::move(parent);
  }
  archive_error([&] { to_bytes(tree); });
}

// ---- contents that nobody would write ----

void load_crafted_values() {
  load_crafted(Diary::example());
  load_crafted(Shares({0.25, 0.75}));
  load_crafted(Tree{{Tree{}, Tree{{Tree{}}}}});
  load_crafted(Ids::of_integers({1, 2, 3}));
  load_crafted(Ids::of_texts({"a", "ab", "b"}));
}

TEST(CraftedArchive, GivesAValueOrAnArchiveErrorWithinAFewMegabytes) {
  EXPECT_TRUE(is_done_within(few_megabytes, load_crafted_values));
}

#ifdef FEALTY_TEST_CAN_LIMIT_MEMORY
TEST(CraftedArchive, WouldBeFoundToTakeMore) {
  std::vector<char> too_much;
  EXPECT_FALSE(is_done_within(few_megabytes, [&] { too_much.resize(2 * few_megabytes); }));
}
#endif

// ---- versions ----

TEST(ArchiveOfANewerVersion, IsToldByTheVersionOfAPartToo) {
  std::string contents = contents_of(Column(std::vector<double>{1}));
  contents[0] = 2;  // the version of Type
  error_of<Column>(sealed("core.Column", contents), code::newer_archive);
}

TEST(ArchiveOfANewerVersion, IsRefusedByTheOlderLibraryAndAnOlderOneReadByTheNewer) {
  EXPECT_EQ(from_bytes<Second>(to_bytes(First{7})).kept, 7);
  EXPECT_EQ(from_bytes<Second>(to_bytes(First{7})).added, 0.5);
  EXPECT_EQ(from_bytes<Second>(to_bytes(Second{7, 2.5})).added, 2.5);
  error_of<First>(to_bytes(Second{7, 2.5}), code::newer_archive);
}

// ---- fixtures ----

// tests/fixtures/archive_v1_*.fealty are archives of format 1, the first. This test made them, run once with
// FEALTY_WRITE_FIXTURES=1 in its environment. They are never made again: later versions must read them. When a type's
// own version grows, the comparison of bytes goes and a fixture of the new version comes.
template <class T>
std::string fixture(const std::string& name, const T& value) {
  const fs::path path = fs::path(FEALTY_FIXTURES) / (name + ".fealty");
  if (std::getenv("FEALTY_WRITE_FIXTURES") != nullptr && !fs::exists(path)) io::save(value, path);
  return io::read_bytes(path);
}

TEST(ArchiveFixture, OfFormat1IsReadAndIsWhatThisVersionWrites) {
  const std::string frame = fixture("archive_v1_frame", fixture_frame());
  expect_same(from_bytes<Frame>(frame), fixture_frame());
  EXPECT_TRUE(to_bytes(fixture_frame()) == frame);
  const std::string of_estimate = fixture("archive_v1_estimate", estimate);
  EXPECT_EQ(from_bytes<Estimate>(of_estimate), estimate);
  EXPECT_EQ(to_bytes(estimate), of_estimate);
  const std::string diary = fixture("archive_v1_every_member", Diary::example());
  EXPECT_TRUE(from_bytes<Diary>(diary) == Diary::example());
  EXPECT_TRUE(to_bytes(Diary::example()) == diary);
}

TEST(ArchiveFixture, HasTheLayoutThatIsDocumented) {
  const std::string bytes = fixture("archive_v1_estimate", estimate);
  std::string expected = "\x89";
  expected += "FEALTY\n";
  io::Writer writer(expected);
  writer.word(std::uint32_t{1});
  writer.word(std::uint32_t{1});
  writer.word(std::uint64_t{40});
  writer.word(std::uint32_t{13});
  expected += "core.Estimate";
  for (const std::uint64_t bits :
       {0x3FD0000000000000U, 0x3FC0000000000000U, 0x8000000000000000U, 0x7FF0000000000000U, 0x3FECCCCCCCCCCCCDU}) {
    writer.word(bits);
  }
  EXPECT_EQ(bytes, expected + word64(crc64(expected)));
}

}  // namespace
}  // namespace fealty::archive_test
