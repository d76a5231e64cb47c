#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "fealty/loyalty/covariate_coding.hpp"
#include "fealty/loyalty/purchase_regression.hpp"

#include "docstrings.hpp"

/// How the coding of covariates looks in Python.
namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::loyalty;

/// A column of a coding: its name, the reference of a category (none: numbers), and the other levels.
using CodedColumnTuple = std::tuple<std::string, std::optional<std::string>, std::vector<std::string>>;

inline CovariateCoding coding_of(const std::vector<CodedColumnTuple>& columns) {
  std::vector<CodedColumn> coded;
  for (const auto& [name, reference, levels] : columns)
    coded.push_back({name, reference.has_value(), reference.value_or(""), levels});
  return CovariateCoding(std::move(coded));
}

inline std::vector<CodedColumnTuple> tuples_of(const CovariateCoding& coding) {
  std::vector<CodedColumnTuple> columns;
  for (const CodedColumn& c : coding.columns()) {
    columns.emplace_back(c.name, c.is_category ? std::optional(c.reference) : std::nullopt, c.levels);
  }
  return columns;
}

/// The coding of a model, by kind.
template <class Model>
void def_coding(py::class_<Model>& cls) {
  cls.def_property_readonly(
      "coding",
      [](const Model& self) {
        return std::map<std::string, std::vector<CodedColumnTuple>>{
            {"transaction", tuples_of(self.coding().transaction)}, {"dropout", tuples_of(self.coding().dropout)}};
      },
      DOC("fealty::loyalty::PurchaseCoding"));
}

}  // namespace fealty::bindings
