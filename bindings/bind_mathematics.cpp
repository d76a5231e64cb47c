#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/operators.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "compute.hpp"
#include "fealty/core/alias_table.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/quantile.hpp"
#include "fealty/core/random.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using py::literals::operator""_a;

namespace {

using Doubles = py::array_t<double, py::array::c_style | py::array::forcecast>;

std::span<const double> span_of(const Doubles& values) {
  if (values.ndim() != 1) throw py::value_error("an array of one dimension is needed");
  return {values.data(), static_cast<std::size_t>(values.size())};
}

py::tuple fields(const Estimate& e) {
  return py::make_tuple(e.value, e.standard_error, e.lower, e.upper, e.level);
}

void bind_estimate(py::module_& m) {
  py::class_<Estimate>(m, "Estimate", DOC("fealty::Estimate"))
      .def(py::init([](double value, double standard_error, double lower, double upper, double level) {
             return Estimate{value, standard_error, lower, upper, level};
           }),
           "value"_a, "standard_error"_a, "lower"_a, "upper"_a, "level"_a = Estimate{}.level)
      .def_readonly("value", &Estimate::value)
      .def_readonly("standard_error", &Estimate::standard_error)
      .def_readonly("lower", &Estimate::lower)
      .def_readonly("upper", &Estimate::upper)
      .def_readonly("level", &Estimate::level)
      .def("__float__", [](const Estimate& e) { return e.value; })
      .def(
          "__str__", [](const Estimate& e) { return to_string(e); }, DOC("fealty::to_string"))
      .def("__repr__",
           [](const Estimate& e) {
             return py::str("Estimate({}, standard_error={:.4g}, level={:g})")
                 .format(to_string(e), e.standard_error, e.level);
           })
      .def(py::self == py::self)
      .def("__hash__", [](const Estimate& e) { return py::hash(fields(e)); })
      .def(py::pickle(&fields, [](const py::tuple& t) {
        return Estimate{t[0].cast<double>(), t[1].cast<double>(), t[2].cast<double>(), t[3].cast<double>(),
                        t[4].cast<double>()};
      }));
}

void bind_intervals(py::module_& m) {
  const double level = Estimate{}.level;
  m.def("wilson", &wilson, "successes"_a, "trials"_a, "level"_a = level, DOC("fealty::wilson"));
  m.def("clopper_pearson", &clopper_pearson, "successes"_a, "trials"_a, "level"_a = level,
        DOC("fealty::clopper_pearson"));
  m.def("normal_interval", &normal_interval, "value"_a, "standard_error"_a, "level"_a = level,
        DOC("fealty::normal_interval"));
  m.def("student_t_interval", &student_t_interval, "mean"_a, "standard_deviation"_a, "count"_a, "level"_a = level,
        DOC("fealty::student_t_interval"));
  m.def(
      "quantile",
      [](const Doubles& values, double probability, double at_level) {
        const auto span = span_of(values);
        return compute([&] { return quantile(span, probability, at_level); });
      },
      "values"_a, "probability"_a, "level"_a = level, DOC("fealty::quantile"));
  m.def(
      "quantiles",
      [](const Doubles& values, const std::vector<double>& probabilities, double at_level) {
        const auto span = span_of(values);
        return compute([&] { return quantiles(span, probabilities, at_level); });
      },
      "values"_a, "probabilities"_a, "level"_a = level, DOC("fealty::quantiles"));
}

/// The next `size` draws of a stream as an array, made on all threads.
template <class T, class Sampler>
py::array_t<T> draws(RandomStream& stream, std::size_t size, const Sampler& sampler) {
  py::array_t<T> result(static_cast<py::ssize_t>(size));
  T* out = result.mutable_data();
  const RandomStream start = stream;
  stream.seek(start.draw() + size);
  compute([&] {
    for_blocks(size, [&](std::size_t begin, std::size_t end) {
      RandomStream part = start;
      part.seek(start.draw() + begin);
      for (std::size_t i = begin; i < end; ++i) out[i] = static_cast<T>(sampler(part));
    });
  });
  return result;
}

void bind_random(py::module_& m) {
  using Stream = RandomStream;
  py::class_<Stream>(m, "RandomStream", DOC("fealty::RandomStream"))
      .def(py::init([](std::uint64_t seed, const std::string& purpose, std::uint64_t subject, std::uint64_t draw) {
             return Stream(seed, Purpose(purpose), subject, draw);
           }),
           "seed"_a, "purpose"_a = "", "subject"_a = 0, "draw"_a = 0, DOC("fealty::RandomStream::RandomStream"))
      .def_property("draw", &Stream::draw, &Stream::seek, DOC("fealty::RandomStream::draw"))
      .def(
          "uniform",
          [](Stream& self, std::size_t size) {
            return draws<double>(self, size, [](Stream& s) { return s.uniform(); });
          },
          "size"_a, DOC("fealty::RandomStream::uniform"))
      .def(
          "below",
          [](Stream& self, std::size_t size, std::uint64_t n) {
            return draws<std::uint64_t>(self, size, [=](Stream& s) { return s.below(n); });
          },
          "size"_a, "n"_a, DOC("fealty::RandomStream::below"))
      .def(
          "normal",
          [](Stream& self, std::size_t size, double mean, double standard_deviation) {
            return draws<double>(self, size, [=](Stream& s) { return s.normal(mean, standard_deviation); });
          },
          "size"_a, "mean"_a = 0.0, "standard_deviation"_a = 1.0, DOC("fealty::RandomStream::normal"))
      .def(
          "exponential",
          [](Stream& self, std::size_t size, double mean) {
            return draws<double>(self, size, [=](Stream& s) { return s.exponential(mean); });
          },
          "size"_a, "mean"_a = 1.0, DOC("fealty::RandomStream::exponential"))
      .def(
          "gamma",
          [](Stream& self, std::size_t size, double shape, double scale) {
            return draws<double>(self, size, [=](Stream& s) { return s.gamma(shape, scale); });
          },
          "size"_a, "shape"_a, "scale"_a = 1.0, DOC("fealty::RandomStream::gamma"))
      .def(
          "beta",
          [](Stream& self, std::size_t size, double a, double b) {
            return draws<double>(self, size, [=](Stream& s) { return s.beta(a, b); });
          },
          "size"_a, "a"_a, "b"_a, DOC("fealty::RandomStream::beta"))
      .def(
          "poisson",
          [](Stream& self, std::size_t size, double mean) {
            return draws<std::int64_t>(self, size, [=](Stream& s) { return s.poisson(mean); });
          },
          "size"_a, "mean"_a, DOC("fealty::RandomStream::poisson"))
      .def(
          "binomial",
          [](Stream& self, std::size_t size, std::uint64_t trials, double probability) {
            return draws<std::int64_t>(self, size, [=](Stream& s) { return s.binomial(trials, probability); });
          },
          "size"_a, "trials"_a, "probability"_a, DOC("fealty::RandomStream::binomial"))
      .def(
          "categorical",
          [](Stream& self, std::size_t size, const Doubles& weights) {
            const AliasTable table(span_of(weights));
            return draws<std::int64_t>(self, size, [&](Stream& s) { return s.categorical(table); });
          },
          "size"_a, "weights"_a, DOC("fealty::RandomStream::categorical"));
}

}  // namespace

void bind_mathematics(py::module_& m) {
  bind_estimate(m);
  bind_intervals(m);
  bind_random(m);
}

}  // namespace fealty::bindings
