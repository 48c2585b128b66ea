// FNV-1a, 64 bit: the one hash for states, levels, frames and data. Not cryptographic.
// hash_words is its quick relative for whole recordings: eight bytes at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>

namespace crossroads {

inline constexpr std::uint64_t kHashStart = 0xcbf29ce484222325ULL;

[[nodiscard]] inline std::uint64_t hash_bytes(const void* data, std::size_t size,
                                              std::uint64_t hash = kHashStart) {
  const auto* bytes = static_cast<const unsigned char*>(data);
  for (std::size_t i = 0; i < size; ++i) hash = (hash ^ bytes[i]) * 0x100000001b3ULL;
  return hash;
}

// Words as they lie in memory (little-endian everywhere we run), the last one filled up with zeros,
// then the number of bytes. Any change of one word changes the hash.
[[nodiscard]] inline std::uint64_t hash_words(const void* data, std::size_t size,
                                              std::uint64_t hash = kHashStart) {
  const auto mix = [&](std::uint64_t word) {
    hash = (hash ^ word) * 0x100000001b3ULL;
    hash ^= hash >> 29U;
  };
  const auto* bytes = static_cast<const unsigned char*>(data);
  std::uint64_t word = 0;
  std::size_t i = 0;
  for (; i + sizeof word <= size; i += sizeof word) {
    std::memcpy(&word, bytes + i, sizeof word);
    mix(word);
  }
  word = 0;
  if (i < size) std::memcpy(&word, bytes + i, size - i);
  mix(word);
  mix(size);
  return hash;
}

[[nodiscard]] inline std::string hash_text(std::uint64_t hash) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

}  // namespace crossroads
