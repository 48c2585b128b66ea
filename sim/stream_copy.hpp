// A copy past the processor's caches, for frames that go into a buffer larger than they are: it
// takes half the memory traffic of a copy that first reads what it overwrites. Reading the copy
// soon is slower. Where the processor or the alignment offers nothing, it is a plain copy.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace crossroads {

#if defined(__SSE2__)

inline void stream_copy(std::uint8_t* to, const std::uint8_t* from, std::size_t bytes) {
  constexpr std::size_t kStep = 64, kWord = sizeof(__m128i);
  std::size_t at = 0;
  if (reinterpret_cast<std::uintptr_t>(to) % kWord == 0) {
    for (; at + kStep <= bytes; at += kStep) {
      const auto* source = reinterpret_cast<const __m128i*>(from + at);
      auto* target = reinterpret_cast<__m128i*>(to + at);
      const __m128i a = _mm_loadu_si128(source), b = _mm_loadu_si128(source + 1);
      const __m128i c = _mm_loadu_si128(source + 2), d = _mm_loadu_si128(source + 3);
      _mm_stream_si128(target, a);
      _mm_stream_si128(target + 1, b);
      _mm_stream_si128(target + 2, c);
      _mm_stream_si128(target + 3, d);
    }
  }
  std::memcpy(to + at, from + at, bytes - at);
}
// Other threads see the copies from here on.
inline void finish_stream_copies() {
  _mm_sfence();
}

#else

inline void stream_copy(std::uint8_t* to, const std::uint8_t* from, std::size_t bytes) {
  std::memcpy(to, from, bytes);
}
inline void finish_stream_copies() {}

#endif

}  // namespace crossroads
