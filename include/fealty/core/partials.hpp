#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace fealty {

/// Partial results of tasks that run side by side: as many as there are threads at work, however many tasks there are.
///
/// A task takes one that is free, or a new one, adds to it and gives it back. Which task has written into which depends
/// on chance, so this is only for what comes out the same in any order of adding: integers, for example.
template <class T>
class Partials {
 public:
  /// A partial result of nobody else's; `make()` makes a new one where none is free.
  template <class Make>
  [[nodiscard]] std::unique_ptr<T> take(Make&& make) {
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        auto one = std::move(free_.back());
        free_.pop_back();
        return one;
      }
    }
    return std::make_unique<T>(make());
  }

  void give_back(std::unique_ptr<T> one) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(one));
  }

  /// All of them, once no task runs any more.
  [[nodiscard]] const std::vector<std::unique_ptr<T>>& all() const noexcept { return free_; }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<T>> free_;
};

}  // namespace fealty
