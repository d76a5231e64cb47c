#pragma once

#include <cstddef>

#include "fealty/flow/service_flow.hpp"
#include "fealty/flow/variants.hpp"

namespace fealty::flow {

/// How a flow is sketched from a log.
struct SketchOptions {
  double keep = 0.95;            ///< share of the cases that the drawing allows, at least
  std::size_t most_steps = 200;  ///< steps drawn; the rarer ones are left out
};

/// A first drawing of a flow from the main paths of a log, to be edited by hand.
///
/// Drawn are the most frequent variants, no more of them than it takes for the drawing to allow `keep` of the cases: it
/// is tried with those that cover a twentieth of that share, two twentieths and so on. Only a log that needs more than
/// `most_steps` steps for that may be allowed less. A drawing is made by the inductive miner (Leemans, Fahland and van
/// der Aalst 2013, "Discovering block-structured process models from event logs: a constructive approach", Petri Nets
/// 2013): where the graph of which step follows which falls into an exclusive choice, a sequence, parallel parts or a
/// loop, in this order, the cases are cut there and each part is drawn by itself; what some cases do without is
/// optional. Members of a sequence of which one is never left out without the others are left out as a whole. Where
/// there is no cut, (1) a step without which there is one, or that comes once in every case, stands beside the others
/// in parallel; else (2) a loop is put around all if cases begin again; else (3) any of the steps may come any number
/// of times. At most six parts are parallel. Parts of a choice stand in the order of how many cases take them. Every
/// step is drawn once. A log without cases gives a flow without steps. Throws ParameterError unless 0 < keep <= 1.
ServiceFlow sketch(const Variants& variants, SketchOptions options = {});

}  // namespace fealty::flow
