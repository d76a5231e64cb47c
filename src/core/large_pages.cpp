#include "fealty/core/large_pages.hpp"

#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace fealty {
namespace {

constexpr std::size_t large_page = std::size_t{1} << 21;
constexpr std::align_val_t alignment{64};  // a line of the cache
constexpr std::size_t worthwhile = 2 * large_page;

/// From so many bytes on, memory is asked of the system and given back to it at once.
constexpr std::size_t from_the_system = worthwhile;

}  // namespace

void prefer_large_pages([[maybe_unused]] void* memory, [[maybe_unused]] std::size_t bytes) noexcept {
#if defined(__linux__)
  if (bytes < worthwhile) return;
  const auto address = reinterpret_cast<std::size_t>(memory);
  const std::size_t first = (address + large_page - 1) / large_page * large_page;
  const std::size_t last = (address + bytes) / large_page * large_page;
  if (last > first)
    (void)madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);  // a hint: it may be refused
#endif
}

#if defined(__linux__)
void* allocate_large(std::size_t bytes) {
  if (bytes < from_the_system) return ::operator new(bytes, alignment);
  void* const memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  prefer_large_pages(memory, bytes);
  return memory;
}

void deallocate_large(void* memory, std::size_t bytes) noexcept {
  if (bytes < from_the_system) return ::operator delete(memory, alignment);
  (void)munmap(memory, bytes);
}
#else
void* allocate_large(std::size_t bytes) {
  return ::operator new(bytes, alignment);
}

void deallocate_large(void* memory, std::size_t /*bytes*/) noexcept {
  ::operator delete(memory, alignment);
}
#endif

}  // namespace fealty
