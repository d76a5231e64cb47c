#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "cjk_ngrams.hpp"
#include "dictionary.hpp"
#include "fealty/complaints/personal_data.hpp"
#include "fealty/complaints/text_features.hpp"
#include "run_cutter.hpp"
#include "word_characters.hpp"

namespace fealty::complaints {
namespace {

/// Looks up every n-gram of a text.
class CensusSink {
 public:
  CensusSink(const Dictionary& dictionary, const TextOptions& options) noexcept
      : dictionary_(dictionary), options_(options) {}

  void word(const WordKey& key, std::size_t, std::size_t) {
    follow(dictionary_.words().find(key));
    WordCharacters(key.text()).for_each_gram(options_.character_ngrams, [&](const CharacterKey& gram, auto, auto) {
      count(dictionary_.characters().find(gram));
    });
  }

  void kind(std::string_view name, std::size_t, std::size_t) { follow(dictionary_.words().find(WordKey(name))); }

  void cjk(char32_t character, std::size_t, std::size_t) {
    run_.add(character, options_.cjk_ngrams, [&](CjkKey gram, auto) { count(dictionary_.cjk().find(gram)); });
  }

  void end_of_cjk() {
    run_.end();
    is_first_ = true;
  }

  [[nodiscard]] const NgramCensus& found() const noexcept { return found_; }

 private:
  void count(std::uint32_t feature) {
    if (feature >= dictionary_.size()) {
      ++found_.unseen;
      return;
    }
    ++found_.features;
    if (dictionary_.documents_with(feature) <= options_.minimum_documents) ++found_.rare;
  }

  void follow(std::uint32_t word) {
    if (options_.word_ngrams.most >= 1 && options_.word_ngrams.least <= 1)
      count(word == not_there ? not_there : dictionary_.word_feature(word));
    if (options_.word_ngrams.most >= 2 && !is_first_) {
      const bool is_known = word != not_there && previous_ != not_there;
      count(is_known ? dictionary_.pairs().find(pair_key(previous_, word)) : not_there);
    }
    previous_ = word;
    is_first_ = false;
  }

  const Dictionary& dictionary_;
  const TextOptions& options_;
  NgramCensus found_;
  CjkRun run_;
  std::uint32_t previous_ = not_there;
  bool is_first_ = true;
};

}  // namespace

NgramCensus TextFeatures::census(std::string_view text) const {
  const std::vector<PersonalData> masks = options_.mask ? find_personal_data(text) : std::vector<PersonalData>();
  CensusSink sink(*dictionary_, options_);
  RunCutter(sink).cut(text, masks);
  return sink.found();
}

}  // namespace fealty::complaints
