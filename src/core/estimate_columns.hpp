#pragma once

#include <string>
#include <utility>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"

namespace fealty {

/// Columns of an estimate, under a name: the value, and its interval's ends.
class EstimateColumns {
 public:
  void push(const Estimate& e) {
    value_.push_back(e.value);
    lower_.push_back(e.lower);
    upper_.push_back(e.upper);
  }

  void add_to(Frame& frame, const std::string& name) {
    frame.add(name, std::move(value_));
    frame.add(name + "_lower", std::move(lower_));
    frame.add(name + "_upper", std::move(upper_));
  }

 private:
  std::vector<double> value_;
  std::vector<double> lower_;
  std::vector<double> upper_;
};

}  // namespace fealty
