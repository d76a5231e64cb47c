#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace fealty {

/// Number of threads that computations use; at first the number of cores that this process may run on.
std::size_t threads() noexcept;

/// Sets the number of threads; 0 means the number of cores. No result depends on it.
void set_threads(std::size_t count);

/// Runs `task(0)` ... `task(count - 1)`, each once, on the library's threads, and waits for all.
///
/// The calling thread runs tasks too for the first few milliseconds, for what is quick is done before another thread
/// has woken up; then it waits, ticks the current Monitor and returns when all is done. The first exception (of the
/// lowest-numbered failing task that ran) is thrown again here. Throws Interrupted if the monitor says stop; tasks not
/// yet started are then not run. A task may not call run_tasks itself: nested calls run on the calling thread.
void run_tasks(std::size_t count, const std::function<void(std::size_t)>& task, std::string_view label = {});

/// Rows in a block, unless a computation has reason to choose another size. It must never depend on the number of
/// threads: partial results are merged in block order, and that is what makes the bits the same.
inline constexpr std::size_t default_block = 1 << 16;

/// Calls `body(begin, end)` for consecutive blocks of [0, size), in parallel.
template <class Body>
void for_blocks(std::size_t size, Body&& body, std::size_t block = default_block, std::string_view label = {}) {
  const std::size_t count = (size + block - 1) / block;
  run_tasks(count, [&](std::size_t i) { body(i * block, std::min(size, (i + 1) * block)); }, label);
}

/// Folds the partial results of consecutive blocks of [0, size) in block order.
///
/// `map(begin, end)` gives the partial result of a block, `merge(total, partial)` adds it to the total.
template <class Partial, class Map, class Merge>
Partial reduce_blocks(std::size_t size, Partial total, Map&& map, Merge&& merge, std::size_t block = default_block,
                      std::string_view label = {}) {
  const std::size_t count = (size + block - 1) / block;
  std::vector<Partial> partials(count, total);
  run_tasks(count, [&](std::size_t i) { partials[i] = map(i * block, std::min(size, (i + 1) * block)); }, label);
  for (auto& partial : partials) merge(total, std::move(partial));
  return total;
}

}  // namespace fealty
