#pragma once

#include <string>

#include "fealty/core/error.hpp"

namespace fealty {

/// What the error says that `call` throws; empty if it throws none.
template <class Kind = Error, class Call>
std::string message_of(Call&& call) {
  try {
    call();
  } catch (const Kind& error) {
    return error.what();
  }
  return "";
}

}  // namespace fealty
