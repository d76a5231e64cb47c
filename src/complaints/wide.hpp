#pragma once

// What looks for races is not there yet when the library is loaded, and must not be asked to choose a function then.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define FEALTY_LOOKS_FOR_RACES
#endif
#elif defined(__SANITIZE_THREAD__)
#define FEALTY_LOOKS_FOR_RACES
#endif

/// Marks a function whose loops are compiled twice, for machines with AVX2 and for those without, which is decided when
/// the library is loaded. The results have the same bits: nothing is contracted, and no sum is cut in another way.
/// Under a thread sanitizer they are compiled once.
#if defined(__GNUC__) && defined(__x86_64__) && defined(__ELF__) && !defined(FEALTY_LOOKS_FOR_RACES)
#define FEALTY_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define FEALTY_WIDE
#endif

/// Marks a small function that such loops call: it must become part of them.
#if defined(__GNUC__)
#define FEALTY_WITHIN inline __attribute__((always_inline))
#else
#define FEALTY_WITHIN inline
#endif
