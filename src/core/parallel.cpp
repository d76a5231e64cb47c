#include "fealty/core/parallel.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

#include "fealty/core/error.hpp"
#include "fealty/core/progress.hpp"

#if defined(__linux__)
#include <sched.h>
#endif
#if defined(__unix__) || defined(__APPLE__)
#include <unistd.h>
#endif

namespace fealty {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds tick_interval{50};

/// How long the calling thread takes tasks itself before it turns to waiting and ticking.
constexpr std::chrono::milliseconds own_share{10};

/// How long a thread looks for news before it sleeps: about what it takes to wake it.
constexpr std::chrono::microseconds wake_up{50};

/// Whether this thread is running tasks: what such a thread starts, it runs itself.
thread_local bool is_working = false;

/// Looks again and again, for as long as a wake-up would take, whether something holds.
template <class Condition>
bool holds_soon(const Condition& condition) {
  const auto end = Clock::now() + wake_up;
  do {
    for (int look = 0; look < 64; ++look) {
      if (condition()) return true;
    }
  } while (Clock::now() < end);
  return false;
}

std::size_t available_cores() noexcept {
#if defined(__linux__)
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof(set), &set) == 0) return static_cast<std::size_t>(std::max(1, CPU_COUNT(&set)));
#endif
  return std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

/// One call of run_tasks: which tasks are taken, how many have finished, and what went wrong first.
class Job {
 public:
  Job(std::size_t count, const std::function<void(std::size_t)>& task) : count_(count), task_(task) {}

  /// Takes tasks until none is left, or until `enough()`.
  template <class Enough>
  void work(const Enough& enough) {
    while (!enough()) {
      const std::size_t i = next_++;
      if (i >= count_) return;
      if (!stopped_) attempt(i);
      finish_one();
    }
  }

  void stop() noexcept { stopped_ = true; }
  [[nodiscard]] bool all_taken() const noexcept { return next_ >= count_; }
  [[nodiscard]] std::size_t count() const noexcept { return count_; }
  [[nodiscard]] std::size_t done() const noexcept { return done_; }
  [[nodiscard]] std::exception_ptr failure() const noexcept { return failure_; }

  /// Waits for the end, for at most one tick; true at the end.
  bool wait_a_tick() {
    if (all_taken() && holds_soon([this] { return done_ == count_; })) return true;
    std::unique_lock lock(mutex_);
    return finished_.wait_for(lock, tick_interval, [this] { return done_ == count_; });
  }

 private:
  void attempt(std::size_t i) {
    try {
      task_(i);
    } catch (...) {
      stopped_ = true;
      const std::lock_guard lock(mutex_);
      if (i < failed_) {
        failed_ = i;
        failure_ = std::current_exception();
      }
    }
  }

  void finish_one() {
    if (++done_ < count_) return;
    const std::lock_guard lock(mutex_);
    finished_.notify_all();
  }

  const std::size_t count_;
  const std::function<void(std::size_t)>& task_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<std::size_t> done_ = 0;
  std::atomic<bool> stopped_ = false;
  std::size_t failed_ = static_cast<std::size_t>(-1);
  std::exception_ptr failure_;
  std::mutex mutex_;
  std::condition_variable finished_;
};

/// The threads of the process, started when first needed.
class Pool {
 public:
  explicit Pool(std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
      workers_.emplace_back([this](const std::stop_token& stop) { serve(stop); });
    }
  }

  [[nodiscard]] std::size_t size() const noexcept { return workers_.size(); }

  /// Lets all threads but one take the job's tasks: the calling thread stands in for that one, at first.
  void submit(const std::shared_ptr<Job>& job) {
    {
      const std::lock_guard lock(mutex_);
      jobs_.push_back(job);
      ++submitted_;
    }
    for (std::size_t i = 1; i < size(); ++i) wake_.notify_one();
  }

  /// Wakes the thread that the caller stood in for.
  void replace_caller() { wake_.notify_one(); }

 private:
  void serve(const std::stop_token& stop) {
    is_working = true;
    while (auto job = next_job(stop)) job->work([] { return false; });
  }

  std::shared_ptr<Job> next_job(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    if (auto job = open_job()) return job;
    lock.unlock();
    holds_soon([this, seen = submitted_.load()] { return submitted_ != seen; });
    lock.lock();
    std::shared_ptr<Job> job;
    wake_.wait(lock, stop, [&] { return (job = open_job()) != nullptr; });
    return job;
  }

  /// The first job of which a task is left.
  std::shared_ptr<Job> open_job() {
    while (!jobs_.empty() && jobs_.front()->all_taken()) jobs_.pop_front();
    return jobs_.empty() ? nullptr : jobs_.front();
  }

  std::mutex mutex_;
  std::atomic<std::uint64_t> submitted_ = 0;
  std::condition_variable_any wake_;
  std::deque<std::shared_ptr<Job>> jobs_;
  std::vector<std::jthread> workers_;  // last: they end before what they use
};

std::mutex pool_mutex;
std::size_t wanted_threads = 0;

/// The pool is never destroyed at the end of the process, when its threads may already be gone; and a forked child,
/// which inherits no threads, makes its own.
std::shared_ptr<Pool>& pool_slot() {
  static auto* slot = new std::shared_ptr<Pool>();
  return *slot;
}

std::shared_ptr<Pool> pool() {
  const std::lock_guard lock(pool_mutex);
#if defined(__unix__) || defined(__APPLE__)
  static pid_t owner = getpid();
  if (owner != getpid()) {
    owner = getpid();
    new std::shared_ptr<Pool>(std::move(pool_slot()));  // the parent's: its threads do not exist here, so it is let go
  }
#endif
  const std::size_t size = wanted_threads == 0 ? available_cores() : wanted_threads;
  auto& slot = pool_slot();
  if (!slot || slot->size() != size) slot = std::make_shared<Pool>(size);
  return slot;
}

}  // namespace

std::size_t threads() noexcept {
  const std::lock_guard lock(pool_mutex);
  return wanted_threads == 0 ? available_cores() : wanted_threads;
}

void set_threads(std::size_t count) {
  const std::lock_guard lock(pool_mutex);
  wanted_threads = count;
}

void run_tasks(std::size_t count, const std::function<void(std::size_t)>& task, std::string_view label) {
  if (count == 0) return;
  if (is_working || count == 1) {
    for (std::size_t i = 0; i < count; ++i) task(i);
    return;
  }
  const auto workers = pool();
  const auto job = std::make_shared<Job>(count, task);
  workers->submit(job);
  is_working = true;
  job->work([end = Clock::now() + own_share] { return Clock::now() > end; });
  is_working = false;
  if (!job->all_taken()) workers->replace_caller();
  bool interrupted = false;
  while (!job->wait_a_tick()) {
    Monitor* const monitor = interrupted ? nullptr : current_monitor();
    if (monitor != nullptr && !monitor->tick(label, job->done(), job->count())) {
      interrupted = true;
      job->stop();
    }
  }
  if (job->failure()) std::rethrow_exception(job->failure());
  if (interrupted) throw Interrupted();
}

}  // namespace fealty
