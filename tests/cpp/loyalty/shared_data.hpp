#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/loyalty/purchase_summary.hpp"

namespace fealty::loyalty {

/// The path of a data set in the folder that FEALTY_DATA names, or in `shared/data` beside the project; empty if there
/// is none.
inline std::filesystem::path shared_data(const std::string& name) {
  const char* named = std::getenv("FEALTY_DATA");
  const std::filesystem::path folder =
      named != nullptr ? named : std::filesystem::path(FEALTY_FIXTURES) / "../../../shared/data";
  const std::filesystem::path path = folder / "loyalty" / name;
  return std::filesystem::exists(path) ? path : std::filesystem::path();
}

/// Lines of a file, cut at spaces and commas.
inline std::vector<std::vector<std::string>> rows_of(const std::filesystem::path& path) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    for (char& c : line) c = c == ',' ? ' ' : c;
    std::istringstream words(line);
    std::vector<std::string> row;
    for (std::string word; words >> word;) row.push_back(word);
    if (!row.empty()) rows.push_back(row);
  }
  return rows;
}

/// The purchases of the CDNOW sample to 1997-09-30, in weeks.
inline PurchaseSummary cdnow_sample(const std::filesystem::path& path) {
  std::vector<std::string> customers, dates;
  std::vector<double> amounts;
  for (const auto& row : rows_of(path)) {
    customers.push_back(row.at(0));
    dates.push_back(row.at(2));
    amounts.push_back(std::stod(row.at(4)));
  }
  using namespace std::chrono_literals;
  return {Column(customers), Column(dates), Column(amounts), {.until = at_midnight(1997y / 9 / 30)}};
}

}  // namespace fealty::loyalty
