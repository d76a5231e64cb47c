#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../io/core_archive.hpp"
#include "fealty/complaints/classifier.hpp"

/// How classifiers are saved. The texts' features travel in an archive of their own.
namespace fealty::io {

extern template struct Codec<complaints::TextFeatures>;  // compiled beside what it saves

template <>
struct Archived<complaints::Loss> {
  static constexpr complaints::Loss last = complaints::Loss::squared;
};

template <>
struct Archived<complaints::HeadKind> {
  static constexpr complaints::HeadKind last = complaints::HeadKind::number;
};

template <>
struct Archived<complaints::VarianceRule> {
  static constexpr complaints::VarianceRule last = complaints::VarianceRule::naive_bayes;
};

template <>
struct Archived<complaints::LabelKind> {
  static constexpr complaints::LabelKind last = complaints::LabelKind::boolean;
};

template <>
struct Archived<complaints::CalibrationForm> {
  static constexpr complaints::CalibrationForm last = complaints::CalibrationForm::biases;
};

template <>
struct Archived<complaints::LabelSet> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::LabelSet& s, unsigned /*saved_version*/) {
    ar & s.kind_ & s.names_ & s.values_;
  }

  static void check(const complaints::LabelSet& s) {
    const bool has_values = s.kind_ != complaints::LabelKind::text;
    require_sound(s.values_.size() == (has_values ? s.names_.size() : 0), "labels and their values are as many");
  }
};

template <>
struct Archived<complaints::Calibration> {
  static constexpr std::uint32_t version = 2;

  template <class Archive>
  static void serialize(Archive& ar, complaints::Calibration& c, unsigned saved_version) {
    ar & c.form & c.scale & c.biases & c.loss_before & c.loss_after & c.rows;
    if (saved_version >= 2) ar & c.noise & c.chance;
  }

  static void check(const complaints::Calibration& c) {
    require_sound(c.noise >= 0 && c.noise <= complaints::most_noise, "the share of noise is at most one half");
    require_sound(c.chance.empty() == (c.noise == 0), "there is a chance of each class where there is noise");
  }
};

template <>
struct Archived<complaints::ShiftReference> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::ShiftReference& r, unsigned /*saved_version*/) {
    ar & r.shares & r.means & r.variances & r.rows & r.sharpness;
  }

  static void check(const complaints::ShiftReference& r) {
    const std::size_t n = r.shares.size();
    require_sound(r.rows.size() == n && r.means.size() == n * n && r.variances.size() == n * n,
                  "a reference has a mean for every two classes");
    require_sound(r.sharpness > 0 && std::isfinite(r.sharpness), "likelihood ratios are raised to a positive power");
  }
};

template <>
struct Archived<complaints::Convergence> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::Convergence& c, unsigned /*saved_version*/) {
    ar & c.epochs & c.gap & c.has_converged;
  }
};

template <>
struct Archived<complaints::CompactHeads> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::CompactHeads& h, unsigned /*saved_version*/) {
    ar & h.outputs_ & h.first_ & h.features_ & h.stride_ & h.units_ & h.intercepts_ & h.rows_;
  }

  static void check(const complaints::CompactHeads& h) {
    std::uint64_t stride = 0;
    require_sound(h.outputs_.size() == h.first_.size(), "every head has a place");
    for (std::size_t i = 0; i < h.outputs_.size(); ++i) {
      require_sound(h.first_[i] == stride, "heads lie behind each other");
      stride += (std::uint64_t{h.outputs_[i]} + 3) / 4 * 4;
    }
    require_sound(h.stride_ == stride && h.units_.size() == stride && h.intercepts_.size() == stride,
                  "there are as many units and intercepts as outputs");
    require_sound(h.rows_.size() == h.features_ * (sizeof(float) + stride), "every feature has a row of weights");
  }
};

template <>
struct Archived<complaints::HeadOptions> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::HeadOptions& h, unsigned /*saved_version*/) {
    std::vector<std::pair<std::string, double>> weights(h.class_weights.begin(), h.class_weights.end());
    ar & h.name & h.kind & h.loss & h.C & h.balance & weights;
    h.class_weights = {weights.begin(), weights.end()};
  }
};

template <>
struct Archived<complaints::TrainingOptions> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::TrainingOptions& o, unsigned /*saved_version*/) {
    ar & o.C & o.tolerance & o.most_epochs & o.intercept_scale & o.seed;
  }
};

template <>
struct Archived<complaints::CrossFitting> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::CrossFitting& f, unsigned /*saved_version*/) {
    ar & f.folds & f.enough_rows & f.epochs;
  }
};

template <>
struct Archived<complaints::FittedHead> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::FittedHead& h, unsigned /*saved_version*/) {
    ar & h.name & h.kind & h.loss & h.is_blended & h.labels & h.C & h.labelled & h.unlabelled & h.counts &
        h.calibration & h.shift & h.residual_deviation & h.held_out_losses;
  }

  static void check(const complaints::FittedHead& h) {
    const std::size_t n = h.labels.size();
    require_sound(h.counts.size() == n, "every label has a count");
    const std::size_t outputs = h.kind == complaints::HeadKind::number ? 1 : n;
    require_sound(h.calibration.biases.empty() || h.calibration.biases.size() == outputs,
                  "every output has a bias or none has");
    require_sound(h.calibration.chance.empty() || h.calibration.chance.size() == n,
                  "every label has a chance or none has");
    require_sound(h.shift.shares.empty() || h.shift.shares.size() <= n,
                  "a reference has no more classes than there are");
  }
};

template <>
struct Archived<complaints::Classifier> {
  static constexpr std::string_view kind = "complaints.Classifier";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const complaints::Classifier& c) {
    const complaints::ClassifierOptions& o = c.options_;
    out << io::to_bytes(c.features_) << o.heads << o.training << o.variances << o.C_factors << o.is_calibrated
        << o.cross_fitting << o.separator;
    out << c.weights_ << c.heads_ << c.convergence_ << c.texts_ << c.missing_ << c.empty_ << c.unseen_
        << c.unseen_deviation_;
  }

  static complaints::Classifier load(InArchive& in, unsigned /*saved_version*/) {
    auto features = io::from_bytes<complaints::TextFeatures>(in.value<std::string>());
    complaints::ClassifierOptions options;
    options.text = features.options();
    in >> options.heads >> options.training >> options.variances >> options.C_factors >> options.is_calibrated >>
        options.cross_fitting >> options.separator;
    complaints::Classifier made(std::move(options));
    made.features_ = std::move(features);
    in >> made.weights_ >> made.heads_ >> made.convergence_ >> made.texts_ >> made.missing_ >> made.empty_ >>
        made.unseen_ >> made.unseen_deviation_;
    check(made);
    return made;
  }

  static void check(const complaints::Classifier& c) {
    if (c.heads_.empty()) return;
    require_sound(c.heads_.size() == c.weights_.heads() && c.heads_.size() == c.options_.heads.size(),
                  "every head has weights");
    require_sound(c.weights_.number_of_features() == c.features_.number_of_features(), "every feature has weights");
    for (std::size_t h = 0; h < c.heads_.size(); ++h) {
      const bool is_number = c.heads_[h].kind == complaints::HeadKind::number;
      require_sound(c.weights_.outputs(h) == (is_number ? 1 : c.heads_[h].labels.size()), "every label has an output");
    }
  }
};

template struct Codec<complaints::Classifier>;

}  // namespace fealty::io
