#include "number_variances.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "fealty/complaints/utf8.hpp"

namespace fealty::complaints {
namespace {

double characters_in(const std::string& ngram) {
  double count = 0;
  for (std::size_t at = 0; at < ngram.size(); ++count) at += decode_utf8(std::string_view(ngram).substr(at)).length;
  return count;
}

}  // namespace

std::shared_ptr<const FeatureVariances> variances_for_numbers(const TextFeatures& features) {
  FeatureVariances made;
  made.of_feature.assign(features.number_of_features(), 1.0F);
  bool has_any = false;
  for (std::uint32_t f = 0; f < features.number_of_features(); ++f) {
    if (features.family(f) != FeatureFamily::cjk) continue;
    has_any = true;
    made.of_feature[f] = static_cast<float>(1 / std::sqrt(characters_in(features.name(f))));
  }
  return has_any ? std::make_shared<const FeatureVariances>(std::move(made)) : nullptr;
}

}  // namespace fealty::complaints
