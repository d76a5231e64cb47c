#include "fealty/complaints/text_runs.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fealty/complaints/personal_data.hpp"
#include "fealty/complaints/utf8.hpp"
#include "run_cutter.hpp"

namespace fealty::complaints {
namespace {

struct RunSink {
  std::vector<TextRun> runs;
  TextRun run{RunKind::cjk, {}, 0, 0};

  void word(const WordKey& key, std::size_t begin, std::size_t end) {
    runs.push_back({RunKind::word, std::string(key.text()), begin, end});
  }
  void kind(std::string_view name, std::size_t begin, std::size_t end) {
    runs.push_back({RunKind::other, std::string(name), begin, end});
  }
  void cjk(char32_t character, std::size_t begin, std::size_t end) {
    if (run.text.empty()) run.begin = begin;
    append_utf8(run.text, character);
    run.end = end;
  }
  void end_of_cjk() {
    runs.push_back(run);
    run.text.clear();
  }
};

}  // namespace

TextRuns text_runs(std::string_view text, bool mask) {
  RunSink sink;
  RunCutter cutter(sink);
  cutter.cut(text, mask ? find_personal_data(text) : std::vector<PersonalData>());
  return {std::move(sink.runs), cutter.invalid()};
}

}  // namespace fealty::complaints
