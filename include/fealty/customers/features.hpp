#pragma once

#include "fealty/core/columns.hpp"
#include "fealty/core/time.hpp"
#include "fealty/customers/book.hpp"

namespace fealty::customers {

/// One row per customer known at an instant, from what was known then and nothing later.
///
/// A record counts from its own time on, its outcome only from when the outcome was there: whether a step was met from
/// the end of the step, a complaint as resolved, and its compensation, from its resolution. Records without a time are
/// left out, since nobody can say when they were known. Removing all records after `as_of` changes no value.
///
/// Columns, those of absent tables left out; a figure that has nothing to be made of is missing:
/// - customer_id, known_days (missing where known from the beginning);
/// - purchases, refunds, spend (amounts less refunds), mean_amount (per purchase), first_purchase_days, recency_days
///   (since the first and the last purchase);
/// - touches, visits, met_share (of the steps where it is known), last_touch_days, channel (of the first touch with
/// one);
/// - ratings, mean_expectation, mean_experience, mean_gap and worst_gap (experience less expectation);
/// - complaints, open_complaints, resolved_complaints, mean_resolution_days, compensation, last_complaint_days.
Frame features(const Book& book, Time as_of);

}  // namespace fealty::customers
