#pragma once

// FEALTY_TEST_SANITIZED is defined where a sanitizer takes the place of the allocator.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define FEALTY_TEST_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define FEALTY_TEST_SANITIZED
#endif
#endif
