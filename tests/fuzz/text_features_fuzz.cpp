// Feeds bytes to what texts go through. Runs must be in order and well-formed UTF-8; rows must be the same however they
// are made; an archive must be refused or make features that can be used and saved again.
//
//     clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -DFMT_HEADER_ONLY -Iinclude -I/usr/include/eigen3 \
//       tests/fuzz/text_features_fuzz.cpp
//       src/complaints/{character_class,counted_texts,dictionary,folding,personal_data}.cpp \
//       src/complaints/{text_archive,text_block,text_features,text_options,text_runs,vocabulary}.cpp \
//       src/io/{archive,atomic_file,column_archive,envelope}.cpp src/core/*.cpp -lz -o text_features_fuzz
//     ./text_features_fuzz -rss_limit_mb=1024 -max_total_time=60 CORPUS

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/complaints/personal_data.hpp"
#include "fealty/complaints/text_features.hpp"
#include "fealty/complaints/text_runs.hpp"
#include "fealty/complaints/utf8.hpp"
#include "fealty/complaints/vocabulary.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/archive.hpp"

namespace {

using namespace fealty::complaints;
namespace io = fealty::io;

void require(bool holds) {
  if (!holds) std::abort();
}

void cut(std::string_view text) {
  std::size_t before = 0;
  for (const TextRun& run : text_runs(text).runs) {
    require(run.begin >= before && run.end > run.begin && run.end <= text.size());
    require(!run.text.empty() && repaired(run.text).replaced == 0);
    before = run.end;
  }
  require(repaired(masked(text).text).replaced == 0);
}

void make_rows(std::string_view text) {
  TextOptions options;
  options.minimum_documents = 1;
  options.lexicon = {"ab", "等了"};
  const std::size_t half = text.size() / 2;
  const std::vector<std::string_view> texts{text, text.substr(0, half), text.substr(half)};
  TextFeatures features(options);
  const FeatureRows rows = features.fit(texts);
  const FeatureRows again = io::from_bytes<TextFeatures>(io::to_bytes(features)).transform(texts);
  require(again.features == rows.features && again.values == rows.values);
  std::vector<std::uint32_t> found;
  for (const Occurrence& occurrence : features.occurrences(text)) {
    require(occurrence.begin < occurrence.end && occurrence.end <= text.size());
    found.push_back(occurrence.feature);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  require(std::ranges::equal(found, rows.features_of(0)));
  Vocabulary sum(std::vector<std::string_view>{texts[0]}, options);
  sum += Vocabulary(std::vector<std::string_view>{texts[1], texts[2]}, options);
  require(sum == Vocabulary(texts, options));
}

void open_archive(std::string_view bytes) {
  try {
    const auto features = io::from_bytes<TextFeatures>(bytes);
    (void)features.transform(std::vector<std::string_view>{"the card 等了两个小时"});
    (void)io::to_bytes(features);
  } catch (const fealty::ArchiveError&) {
    return;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  fealty::set_threads(1);
  cut(bytes);
  make_rows(bytes);
  open_archive(bytes);
  return 0;
}
