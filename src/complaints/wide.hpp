#pragma once

/// Marks a function whose loops are compiled twice, for machines with AVX2 and for those without, which is decided when
/// the library is loaded. The results have the same bits: nothing is contracted, and no sum is cut in another way.
#if defined(__GNUC__) && defined(__x86_64__) && defined(__ELF__)
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
