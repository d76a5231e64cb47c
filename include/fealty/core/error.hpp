#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace fealty {

/// Base of every error that the library raises.
///
/// `code` is stable across versions ("FY101"), so that programs can tell errors apart; the message is for people and
/// may change.
class Error : public std::runtime_error {
 public:
  Error(std::string_view code, std::string_view message)
      : std::runtime_error(std::string(code) + ": " + std::string(message)), code_(code) {}

  [[nodiscard]] const std::string& code() const noexcept { return code_; }

 private:
  std::string code_;
};

/// Records that cannot be used as they are: a missing column, a wrong type, a value that the caller's rules refuse.
class RecordError : public Error {
 public:
  using Error::Error;
};

/// An argument outside its domain, or one that is needed and was not given.
class ParameterError : public Error {
 public:
  using Error::Error;
};

/// A model that could not be fitted: no convergence, or no information in the data.
class FitError : public Error {
 public:
  using Error::Error;
};

/// A saved file or byte string that is damaged, truncated, of another kind, or from a newer version.
class ArchiveError : public Error {
 public:
  using Error::Error;
};

/// A computation that the user stopped.
class Interrupted : public Error {
 public:
  Interrupted() : Error("FY901", "the computation was interrupted") {}
};

/// Stable error codes; the hundreds tell the kind.
namespace code {
inline constexpr std::string_view missing_column = "FY101";
inline constexpr std::string_view wrong_type = "FY102";
inline constexpr std::string_view refused_record = "FY103";
inline constexpr std::string_view length_mismatch = "FY104";
inline constexpr std::string_view bad_arrow = "FY105";
inline constexpr std::string_view unknown_name = "FY201";
inline constexpr std::string_view out_of_domain = "FY202";
inline constexpr std::string_view missing_parameter = "FY203";
inline constexpr std::string_view bad_time = "FY204";
inline constexpr std::string_view no_convergence = "FY301";
inline constexpr std::string_view no_information = "FY302";
inline constexpr std::string_view damaged_archive = "FY401";
inline constexpr std::string_view wrong_archive_kind = "FY402";
inline constexpr std::string_view newer_archive = "FY403";
inline constexpr std::string_view file_failure = "FY404";
}  // namespace code

}  // namespace fealty
