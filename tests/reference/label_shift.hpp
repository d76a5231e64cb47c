#pragma once

#include <cstddef>
#include <vector>

namespace fealty::reference {

/// Plain twin of the shares of fealty::complaints::prevalence: equations 2.7 to 2.9 of Saerens, Latinne and
/// Decaestecker (2002), ten thousand times over.
inline std::vector<double> shifted_shares(const std::vector<double>& probabilities,
                                          const std::vector<double>& training) {
  const std::size_t n = training.size(), texts = probabilities.size() / n;
  std::vector<double> shares = training;
  for (int step = 0; step < 10'000; ++step) {
    std::vector<double> next(n);
    for (std::size_t i = 0; i < texts; ++i) {
      std::vector<double> adjusted(n);
      double sum = 0;
      for (std::size_t k = 0; k < n; ++k) sum += adjusted[k] = shares[k] / training[k] * probabilities[i * n + k];
      for (std::size_t k = 0; k < n; ++k) next[k] += adjusted[k] / sum / static_cast<double>(texts);
    }
    shares = next;
  }
  return shares;
}

}  // namespace fealty::reference
