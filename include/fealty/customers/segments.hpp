#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/exact_sum.hpp"
#include "fealty/core/time.hpp"
#include "fealty/customers/book.hpp"

namespace fealty::customers {

/// The customers who have the same values of some attributes, and what they bring.
struct Segment {
  std::vector<std::string> values;  ///< of the attributes; "(missing)" where a customer has none
  std::int64_t rank = 0;       ///< 1 for the segment of the largest value; ties in the order of the attributes' values
  std::int64_t customers = 0;  ///< number of customers
  std::int64_t purchases = 0;  ///< number of purchases, without refunds
  ExactSum value;              ///< amounts less refunds; exact, so that segments add up to the whole

  /// Share of all customers; Wilson's interval.
  Estimate share_of_customers;
  /// Share of the value of all, as a ratio of totals over a random sample of customers, by linearization (Cochran 1977,
  /// "Sampling techniques", section 6.4); the interval is normal on the logit scale. NaN unless the value of all is
  /// above 0, and without interval if either the segment or all others have brought nothing at all.
  Estimate share_of_value;
  /// Mean value of a customer; Student's t interval.
  Estimate value_per_customer;
  /// Mean number of purchases of a customer; Student's t interval.
  Estimate purchases_per_customer;
  /// Value that the best tenth of the segment reach (see fealty::quantile). The distance from value_per_customer to it
  /// is what shows the potential of a segment: the best of the same kind have bought that much more.
  Estimate percentile_90;
};

/// A partition of the customers by attributes: who they are, who brings most, and where more could be had.
struct Segments {
  std::vector<std::string> by;    ///< the attributes
  std::vector<Segment> segments;  ///< in the order of rank
  std::int64_t customers = 0;     ///< of all segments
  ExactSum value;                 ///< of all segments
  std::int64_t conflicting = 0;   ///< customers listed with different values of an attribute, for each such attribute

  /// One row per segment, in the order of rank: the attributes, rank, customers, value, purchases, and the estimates,
  /// each with its _lower and _upper. An attribute that has the name of another column is called segment_<name>.
  [[nodiscard]] Frame frame() const;
};

/// Divides the customers known at an instant (see first_known) by attributes of the table of customers.
///
/// Attributes may be texts, categories, flags and integers of at most 1,000 distinct values; without any attribute
/// there is one segment. Each customer is in one segment: who is listed with different values of an attribute is taken
/// by the first in the order of the values, and counted. Values are those of purchases up to the instant. Throws
/// RecordError for an attribute that is not there or of another type, and ParameterError for one that is given twice.
Segments segments(const Book& book, const std::vector<std::string>& by,
                  Time as_of = Time{std::numeric_limits<std::int64_t>::max()}, double level = 0.95);

}  // namespace fealty::customers
