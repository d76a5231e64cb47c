#pragma once

#include <cstddef>
#include <vector>

namespace fealty {

/// Memory for a large table that is read and written at random.
///
/// From 4 MiB on it is asked of the system in large pages, where it has them (on Linux by madvise): at random, the time
/// goes into looking up pages, and a large page is looked up once where small ones are 512 times. It goes back to the
/// system as soon as it is given back. Throws std::bad_alloc.
void* allocate_large(std::size_t bytes);

/// Asks the system for large pages, where it has them, for memory that has not been touched yet; from 4 MiB on. The
/// pages are then made, and cleared, 512 times less often.
void prefer_large_pages(void* memory, std::size_t bytes) noexcept;

/// A vector of `size` equal elements, on large pages where it is large.
template <class T>
std::vector<T> large_vector(std::size_t size, const T& value = T()) {
  std::vector<T> vector;
  vector.reserve(size);
  prefer_large_pages(vector.data(), size * sizeof(T));
  vector.resize(size, value);
  return vector;
}

/// Gives back what `allocate_large` gave for so many bytes.
void deallocate_large(void* memory, std::size_t bytes) noexcept;

/// Puts the elements of a standard container into such memory.
template <class T>
struct LargePageAllocator {
  using value_type = T;

  LargePageAllocator() = default;
  template <class U>
  LargePageAllocator(const LargePageAllocator<U>& /*other*/) noexcept {}  // NOLINT(google-explicit-constructor)

  T* allocate(std::size_t count) { return static_cast<T*>(allocate_large(count * sizeof(T))); }
  void deallocate(T* memory, std::size_t count) noexcept { deallocate_large(memory, count * sizeof(T)); }

  friend bool operator==(const LargePageAllocator&, const LargePageAllocator&) noexcept { return true; }
};

/// A vector that is read and written at random.
template <class T>
using RandomAccessTable = std::vector<T, LargePageAllocator<T>>;

}  // namespace fealty
