#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace fealty {

/// Leaves elements without a value where a container makes them without one.
template <class T>
struct UnfilledAllocator {
  using value_type = T;

  UnfilledAllocator() = default;
  template <class U>
  UnfilledAllocator(const UnfilledAllocator<U>& /*other*/) noexcept {}  // NOLINT(google-explicit-constructor)

  T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
  void deallocate(T* memory, std::size_t count) noexcept { std::allocator<T>().deallocate(memory, count); }

  template <class U, class... Arguments>
  void construct(U* place, Arguments&&... arguments) {
    static_assert(std::is_trivially_copyable_v<U>, "what is not constructed must be what bytes alone make");
    if constexpr (sizeof...(Arguments) > 0) std::construct_at(place, std::forward<Arguments>(arguments)...);
  }

  friend bool operator==(const UnfilledAllocator&, const UnfilledAllocator&) noexcept { return true; }
};

/// A vector whose resize() leaves new elements without a value: for those that are all written next, perhaps by several
/// threads, so that one need not go over them before.
template <class T>
using UnfilledVector = std::vector<T, UnfilledAllocator<T>>;

}  // namespace fealty
