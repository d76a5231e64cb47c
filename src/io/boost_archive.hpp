#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/mpl/bool.hpp>
#include <boost/serialization/collection_size_type.hpp>
#include <boost/serialization/item_version_type.hpp>
#include <boost/serialization/level.hpp>
#include <boost/serialization/serialization.hpp>
#include <boost/serialization/version.hpp>
#include <boost/serialization/wrapper.hpp>

#include "envelope.hpp"
#include "fealty/core/error.hpp"
#include "fealty/io/archive.hpp"
#include "fealty/io/atomic_file.hpp"
#include "wire.hpp"

/// How a type is saved. This header is slow to parse: only src/<area>/archive.cpp includes it.
///
/// A type of the area `customers` is saved by one specialization and one line in src/customers/archive.cpp:
///
///     #include "../io/core_archive.hpp"  // this header, and the types of core
///
///     namespace fealty::io {
///
///     template <>
///     struct Archived<customers::Concentration> {
///       static constexpr std::string_view kind = "customers.Concentration";
///       static constexpr std::uint32_t version = 1;
///
///       template <class Archive>
///       static void serialize(Archive& ar, customers::Concentration& c, unsigned /*saved_version*/) {
///         ar& c.customers_& c.total_& c.gini_& c.lorenz_;
///       }
///
///       static void check(const customers::Concentration& c) {
///         require_sound(c.lorenz_.size() == c.customers_ + 1, "a Lorenz curve has a point per customer and one more");
///       }
///     };
///
///     template struct Codec<customers::Concentration>;
///
///     }  // namespace fealty::io
///
/// - `kind` is needed only by types that have a Codec; a type that occurs only inside of others leaves it out.
/// - `serialize` is Boost.Serialization's: one function for both directions, in which `Archive::is_saving::value` tells
///   them apart where that is needed. A class with private members declares `friend struct
///   io::Archived<Concentration>;` and includes "fealty/core/archived.hpp".
/// - A class that is made by its constructor, or has invariants that its constructor checks, has this pair instead:
///       static void save(OutArchive& out, const Segments& s) { out << s.names() << s.totals(); }
///       static Segments load(InArchive& in, unsigned /*saved_version*/) {
///         auto names = in.value<std::vector<std::string>>();
///         return Segments(std::move(names), in.value<std::vector<ExactSum>>());
///       }
///   (one `in.value` for a statement: the order of arguments is not fixed). What the constructor throws becomes an
///   ArchiveError.
/// - `check` may be left out. It runs after loading, and before saving too: what could not be loaded is not saved.
/// - When members come or go, `version` grows, and `serialize` or `load` reads what older versions wrote:
///   `if (saved_version >= 2) ar& c.added_;`. Keep a fixture of each released version in tests/fixtures.
/// - An enumeration has `static constexpr E last = E::its_last_enumerator;` and nothing else.
/// - A class of one number, of which long vectors are saved, may have `static constexpr auto only_member = &Time::us;`
///   and no `serialize`: it travels as that number, has no version of its own and never changes.
/// - Members may be bool, integers, float, double, enumerations, std::string, std::vector, std::array, std::pair,
///   std::optional, Eigen matrices ("eigen_archive.hpp") and types with an Archived. Types with functions of
///   Boost.Serialization's own work as well, but then their layout is Boost's and may change with it. Pointers and
///   polymorphic classes do not compile. Integers of 8, 16 and 32 bits keep their width; `long`, `long long` and their
///   unsigned kin, and so std::size_t, take 8 bytes everywhere.
namespace fealty::io {

static_assert(sizeof(std::size_t) == 8 || std::is_same_v<std::size_t, unsigned long>,
              "std::size_t must be told from 32-bit integers, so that sizes have the same width on every machine");

class OutArchive;
class InArchive;

namespace detail {

template <class T>
concept Described = requires { sizeof(Archived<T>); };
template <class T>
concept MadeByConstructor = requires(InArchive& in) {
  { Archived<T>::load(in, 0U) } -> std::same_as<T>;
};
template <class T>
concept Checked = requires(const T& value) { Archived<T>::check(value); };
template <class T>
concept OneNumber = requires { Archived<T>::only_member; };

template <class T>
concept BoostCount = std::is_same_v<T, boost::serialization::collection_size_type> ||
                     std::is_same_v<T, boost::serialization::item_version_type>;

template <class T>
concept Number = std::is_arithmetic_v<T> && !std::is_same_v<T, long double> && !std::is_same_v<T, wchar_t> &&
                 !std::is_same_v<T, char16_t> && !std::is_same_v<T, char32_t>;

template <class T>
concept Wide = std::is_same_v<T, long> || std::is_same_v<T, unsigned long> || std::is_same_v<T, long long> ||
               std::is_same_v<T, unsigned long long>;

// Bytes of a number in an archive.
template <Number T>
inline constexpr std::size_t stored_width = Wide<T> ? 8 : sizeof(T);

template <std::size_t width>
using Word = std::conditional_t<
    width == 1, std::uint8_t,
    std::conditional_t<width == 2, std::uint16_t, std::conditional_t<width == 4, std::uint32_t, std::uint64_t>>>;

template <Number T>
Word<stored_width<T>> to_word(T value) {
  using Stored = Word<stored_width<T>>;
  if constexpr (std::is_floating_point_v<T>) {
    return std::bit_cast<Stored>(value);
  } else {
    return static_cast<Stored>(value);  // sign extension, where the number is narrower
  }
}

template <Number T>
T from_word(Word<stored_width<T>> word) {
  if constexpr (std::is_floating_point_v<T>) {
    return std::bit_cast<T>(word);
  } else {
    const T value = static_cast<T>(word);
    require_sound(to_word(value) == word, "a number in it is too large here");
    return value;
  }
}

template <class T>
struct OnlyMember {
  using type = T;
};
template <class T, class Member>
Member member_type(Member T::*);
template <OneNumber T>
struct OnlyMember<T> {
  using type = decltype(member_type(Archived<T>::only_member));
};

// Whether a vector of them lies in memory as it does in an archive, but for the order of bytes.
template <class T>
constexpr bool is_dense() {
  using Member = typename OnlyMember<T>::type;
  if constexpr (Number<Member> && !std::is_same_v<Member, bool>) {
    return sizeof(T) == stored_width<Member> && std::is_trivially_copyable_v<T>;
  } else {
    return false;
  }
}

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_array = false;
template <class T, std::size_t size>
inline constexpr bool is_array<std::array<T, size>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_pair = false;
template <class T, class U>
inline constexpr bool is_pair<std::pair<T, U>> = !std::is_const_v<T>;  // Boost loads what is in its maps

template <class T>
constexpr unsigned newest_version() {
  if constexpr (Described<T>) {
    return Archived<T>::version;
  } else {
    return boost::serialization::version<T>::value;
  }
}

template <class T>
constexpr bool has_version() {
  return Described<T> ||
         boost::serialization::implementation_level<T>::value >= boost::serialization::object_class_info;
}

/// The versions of the types met so far: each type's version stands in an archive before its first object.
class Versions {
 public:
  template <class T>
  unsigned* find() {
    for (auto& [type, version] : known_) {
      if (type == &tag<T>) return &version;
    }
    return nullptr;
  }

  template <class T>
  void add(unsigned version) {
    known_.emplace_back(&tag<T>, version);
  }

 private:
  template <class T>
  static constexpr char tag = 0;

  std::vector<std::pair<const char*, unsigned>> known_;
};

/// Values within values, such as trees, may not go deeper than a stack can take.
class Nesting {
 public:
  explicit Nesting(int& depth) : depth_(depth) { require_sound(++depth_ <= 100, "its values are nested too deeply"); }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;
  ~Nesting() { --depth_; }

 private:
  int& depth_;
};

/// What Boost.Serialization asks of every archive, whichever its direction.
class ArchiveBase {
 public:
  // That of Boost 1.74: it decides how Boost's own functions lay out containers.
  [[nodiscard]] static std::uint16_t get_library_version() { return 18; }

 protected:
  Versions versions_;
  int depth_ = 0;
};

}  // namespace detail

/// Appends values to bytes: a model of Boost.Serialization's Saving Archive.
///
/// It is not derived from Boost's own archives: their layout follows the platform and the release of Boost, they take
/// sizes on trust, and they need a compiled library.
class OutArchive : public detail::ArchiveBase {
 public:
  using is_saving = boost::mpl::true_;
  using is_loading = boost::mpl::false_;

  explicit OutArchive(std::string& bytes) : writer_(bytes) {}

  template <class T>
  OutArchive& operator<<(const T& value) {
    save(value);
    return *this;
  }
  template <class T>
  OutArchive& operator&(const T& value) {
    return *this << value;
  }

  /// Says nothing of the version of T: the envelope does.
  template <class T>
  void know_version(unsigned version) {
    versions_.add<T>(version);
  }

  void save_count(std::size_t count) { writer_.word(std::uint64_t{count}); }

  /// Words of `width` bytes that lie at `values`, without their count.
  void save_words(const void* values, std::size_t count, std::size_t width) { writer_.words(values, count, width); }

 private:
  template <class T>
  void save(const T& value) {
    static_assert(!std::is_pointer_v<T>, "only values are saved");
    if constexpr (detail::Number<T>) {
      writer_.word(detail::to_word(value));
    } else if constexpr (std::is_enum_v<T>) {
      static_assert(detail::Described<T>, "an enumeration needs an Archived that tells its last enumerator");
      require_sound(value >= T{} && value <= Archived<T>::last, "an enumerator is unknown");
      save(static_cast<std::underlying_type_t<T>>(value));
    } else if constexpr (detail::OneNumber<T>) {
      save(value.*Archived<T>::only_member);
    } else if constexpr (detail::BoostCount<T>) {
      save_count(value);
    } else if constexpr (std::is_same_v<T, std::string>) {
      save_count(value.size());
      save_words(value.data(), value.size(), 1);
    } else if constexpr (detail::is_vector<T>) {
      save_vector(value);
    } else if constexpr (detail::is_array<T>) {
      for (const auto& element : value) save(element);
    } else if constexpr (detail::is_pair<T>) {
      save(value.first);
      save(value.second);
    } else if constexpr (detail::is_optional<T>) {
      save(value.has_value());
      if (value) save(*value);
    } else {
      save_object(value);
    }
  }

  void save_vector(const std::vector<bool>& bits) {
    save_count(bits.size());
    std::vector<std::uint8_t> bytes((bits.size() + 7) / 8);
    for (std::size_t i = 0; i < bits.size(); ++i) {
      bytes[i / 8] = static_cast<std::uint8_t>(bytes[i / 8] | (bits[i] ? 1U << (i % 8) : 0U));
    }
    save_words(bytes.data(), bytes.size(), 1);
  }

  template <class T>
  void save_vector(const std::vector<T>& elements) {
    static_assert(!std::is_empty_v<T>, "the size of a vector must be backed by bytes");
    save_count(elements.size());
    if constexpr (detail::is_dense<T>()) {
      save_words(elements.data(), elements.size(), sizeof(T));
    } else {
      for (const auto& element : elements) save(element);
    }
  }

  template <class T>
  void save_object(const T& value) {
    static_assert(std::is_class_v<T>, "neither a number of a width that is the same everywhere nor a class");
    const detail::Nesting nesting(depth_);
    if constexpr (detail::Checked<T>) Archived<T>::check(value);
    constexpr unsigned version = detail::newest_version<T>();
    if constexpr (detail::has_version<T>()) {
      if (versions_.find<T>() == nullptr) {
        writer_.word(std::uint32_t{version});
        versions_.add<T>(version);
      }
    }
    if constexpr (detail::MadeByConstructor<T>) {
      Archived<T>::save(*this, value);
    } else {
      boost::serialization::serialize_adl(*this, const_cast<T&>(value), version);
    }
  }

  Writer writer_;
};

/// Takes values from bytes: a model of Boost.Serialization's Loading Archive. Throws ArchiveError for bytes that are
/// none, and never sets memory aside that the bytes left do not account for.
class InArchive : public detail::ArchiveBase {
 public:
  using is_saving = boost::mpl::false_;
  using is_loading = boost::mpl::true_;

  explicit InArchive(std::string_view bytes) : reader_(bytes) {}

  template <class T>
  InArchive& operator>>(T&& value) {
    using Value = std::remove_cvref_t<T>;
    static_assert(!std::is_const_v<std::remove_reference_t<T>> || boost::serialization::is_wrapper<Value>::type::value);
    load(const_cast<Value&>(value));
    return *this;
  }
  template <class T>
  InArchive& operator&(T&& value) {
    return *this >> std::forward<T>(value);
  }

  /// The next value.
  template <class T>
  T value() {
    if constexpr (detail::MadeByConstructor<T>) {
      return make<T>();
    } else {
      T loaded{};
      load(loaded);
      return loaded;
    }
  }

  /// The version of T, which the envelope says.
  template <class T>
  void know_version(unsigned version) {
    versions_.add<T>(version);
  }

  /// A number of things of at least `width` bytes each, as many as the bytes left can hold.
  std::size_t load_count(std::size_t width) { return reader_.count(width); }

  void load_words(void* values, std::size_t count, std::size_t width) { reader_.words(values, count, width); }

  /// So many words of sizeof(Word) bytes.
  template <class Word>
  std::vector<Word> load_words(std::size_t count) {
    require_sound(count <= reader_.left() / sizeof(Word), "its contents end too early");
    std::vector<Word> words(count);
    load_words(words.data(), count, sizeof(Word));
    return words;
  }

  [[nodiscard]] std::size_t left() const noexcept { return reader_.left(); }

  /// Part of Boost's concept, for archives that track objects by their address.
  void reset_object_address(const void*, const void*) noexcept {}

 private:
  template <class T>
  void load(T& value) {
    static_assert(!std::is_pointer_v<T>, "only values are loaded");
    if constexpr (detail::Number<T>) {
      value = detail::from_word<T>(reader_.word<detail::Word<detail::stored_width<T>>>());
    } else if constexpr (std::is_enum_v<T>) {
      static_assert(detail::Described<T>, "an enumeration needs an Archived that tells its last enumerator");
      const auto number = this->value<std::underlying_type_t<T>>();
      require_sound(number >= 0 && number <= static_cast<std::underlying_type_t<T>>(Archived<T>::last),
                    "an enumerator is unknown");
      value = static_cast<T>(number);
    } else if constexpr (detail::OneNumber<T>) {
      load(value.*Archived<T>::only_member);
    } else if constexpr (std::is_same_v<T, boost::serialization::collection_size_type>) {
      value = T(load_count(1));
    } else if constexpr (std::is_same_v<T, boost::serialization::item_version_type>) {
      value = T(static_cast<unsigned>(this->value<std::uint64_t>()));
    } else if constexpr (std::is_same_v<T, std::string>) {
      value.resize(load_count(1));
      load_words(value.data(), value.size(), 1);
    } else if constexpr (detail::is_vector<T>) {
      load_vector(value);
    } else if constexpr (detail::is_array<T>) {
      for (auto& element : value) load(element);
    } else if constexpr (detail::is_pair<T>) {
      load(value.first);
      load(value.second);
    } else if constexpr (detail::is_optional<T>) {
      value.reset();
      if (this->value<bool>()) value = this->value<typename T::value_type>();
    } else if constexpr (detail::MadeByConstructor<T>) {
      value = make<T>();
    } else {
      const detail::Nesting nesting(depth_);
      boost::serialization::serialize_adl(*this, value, version_of<T>());
      if constexpr (detail::Checked<T>) Archived<T>::check(value);
    }
  }

  void load_vector(std::vector<bool>& bits) {
    bits.resize(load_count(0));
    const auto bytes = load_words<std::uint8_t>((bits.size() + 7) / 8);
    for (std::size_t i = 0; i < bits.size(); ++i) bits[i] = ((bytes[i / 8] >> (i % 8)) & 1) != 0;
  }

  template <class T>
  void load_vector(std::vector<T>& elements) {
    if constexpr (detail::is_dense<T>()) {
      elements.resize(load_count(sizeof(T)));
      load_words(elements.data(), elements.size(), sizeof(T));
    } else {
      const std::size_t count = load_count(1);
      elements.clear();
      elements.reserve(std::min(count, reader_.left() / sizeof(T)));
      for (std::size_t i = 0; i < count; ++i) elements.push_back(value<T>());
    }
  }

  template <class T>
  T make() {
    const detail::Nesting nesting(depth_);
    T made = Archived<T>::load(*this, version_of<T>());
    if constexpr (detail::Checked<T>) Archived<T>::check(made);
    return made;
  }

  template <class T>
  unsigned version_of() {
    if constexpr (!detail::has_version<T>()) return detail::newest_version<T>();
    if (const unsigned* known = versions_.find<T>()) return *known;
    const unsigned version = reader_.word<std::uint32_t>();
    if (version > detail::newest_version<T>()) {
      throw ArchiveError(code::newer_archive, "a part of the archive was written by a newer version of fealty");
    }
    versions_.add<T>(version);
    return version;
  }

  Reader reader_;
};

template <class T>
std::string Codec<T>::to_bytes(const T& value) {
  std::string archive = begin_envelope(Archived<T>::kind, Archived<T>::version);
  OutArchive out(archive);
  out.know_version<T>(Archived<T>::version);
  out << value;
  end_envelope(archive);
  return archive;
}

template <class T>
T Codec<T>::from_bytes(std::string_view bytes) {
  const OpenedEnvelope envelope = open_envelope(bytes, Archived<T>::kind, Archived<T>::version);
  try {
    InArchive in(envelope.contents);
    in.know_version<T>(envelope.kind_version);
    T value = in.value<T>();
    require_sound(in.left() == 0, "there is something behind its contents");
    return value;
  } catch (...) {
    throw_as_archive_error(Archived<T>::kind);
  }
}

template <class T>
void Codec<T>::save(const T& value, const std::filesystem::path& path) {
  write_atomically(path, to_bytes(value));
}

template <class T>
T Codec<T>::load(const std::filesystem::path& path) {
  try {
    return from_bytes(read_archive(path));
  } catch (const ArchiveError& error) {
    throw in_file(error, path);
  }
}

}  // namespace fealty::io

namespace boost::serialization {

/// Where Boost.Serialization finds the function of an Archived.
template <class Archive, class T>
  requires requires(Archive& ar, T& value) { fealty::io::Archived<T>::serialize(ar, value, 0U); }
void serialize(Archive& ar, T& value, const unsigned int version) {
  fealty::io::Archived<T>::serialize(ar, value, version);
}

}  // namespace boost::serialization
