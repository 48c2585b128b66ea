#include "recordings/content.hpp"

#include <algorithm>
#include <cstring>

#include "recordings/hash.hpp"

namespace crossroads {
namespace {

class Hash {
 public:
  template <class Value>
  void column(const std::vector<Value>& values) {
    hash_ = hash_words(values.data(), values.size() * sizeof(Value), hash_);
  }
  void text(const std::string& text) { hash_ = hash_words(text.data(), text.size(), hash_); }
  void number(std::uint64_t number) { hash_ = hash_words(&number, sizeof number, hash_); }
  [[nodiscard]] std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = kHashStart;
};

bool row_differs(const Frame& a, const Frame& b, int y) {
  const auto width = static_cast<std::size_t>(a.width_px);
  const auto plane = width * static_cast<std::size_t>(a.height_px);
  const std::size_t row = static_cast<std::size_t>(y) * width;
  for (std::size_t at = row; at < 3 * plane; at += plane) {
    if (std::memcmp(&a.pixels[at], &b.pixels[at], width) != 0) return true;
  }
  return false;
}

bool pixel_differs(const Frame& a, const Frame& b, int y, int x) {
  return a.at(0, y, x) != b.at(0, y, x) || a.at(1, y, x) != b.at(1, y, x) ||
         a.at(2, y, x) != b.at(2, y, x);
}

std::vector<std::uint8_t> moving_mask(const Frame& before, const Frame& after) {
  const std::size_t plane = after.pixels.size() / 3;
  std::vector<std::uint8_t> mask(plane);
  const std::uint8_t *a = before.pixels.data(), *b = after.pixels.data();
  for (std::size_t i = 0; i < plane; ++i) {
    const int differing =
        (a[i] ^ b[i]) | (a[plane + i] ^ b[plane + i]) | (a[2 * plane + i] ^ b[2 * plane + i]);
    mask[i] = differing != 0 ? 1 : 0;
  }
  return mask;
}

}  // namespace

std::uint64_t content_hash(const Episode& episode) {
  Hash hash;
  hash.number(episode.seed);
  hash.number(episode.frames.size());
  for (const Frame& frame : episode.frames) hash.column(frame.pixels);
  hash.column(episode.actions);
  hash.column(episode.rewards);
  hash.column(episode.terminations);
  hash.column(episode.truncations);
  for (const auto& [name, values] : episode.infos) {
    hash.text(name);
    hash.column(values);
  }
  return hash.value();
}

std::uint64_t content_hash(const RecordingInfo& info) {
  Hash hash;
  for (const std::string* text :
       {&info.source, &info.level_name, &info.level_text, &info.level_hash, &info.policy}) {
    hash.text(*text);
  }
  hash.number(static_cast<std::uint64_t>(info.frame_skip));
  hash.number(info.seed);
  hash.column(info.palette);
  hash.number(static_cast<std::uint64_t>(info.height_px));
  hash.number(static_cast<std::uint64_t>(info.width_px));
  for (const std::string* codes : {&info.action_codes, &info.ghost_mode_codes}) {
    if (!codes->empty()) hash.text(*codes);  // older recordings have none
  }
  return hash.value();
}

Box moving_box(const Frame& before, const Frame& after) {
  int top = 0, bottom = after.height_px;
  while (top < bottom && !row_differs(before, after, top)) ++top;
  if (top == bottom) return {};
  while (!row_differs(before, after, bottom - 1)) --bottom;
  int left = after.width_px, right = 0;
  for (int y = top; y < bottom; ++y) {
    for (int x = 0; x < left; ++x) {
      if (pixel_differs(before, after, y, x)) left = x;
    }
    for (int x = after.width_px - 1; x >= right; --x) {
      if (pixel_differs(before, after, y, x)) right = x + 1;
    }
  }
  return {top, left, bottom, right};
}

std::vector<std::vector<std::uint8_t>> moving_masks(const std::vector<Frame>& frames) {
  std::vector<std::vector<std::uint8_t>> masks;
  masks.reserve(frames.size());
  for (std::size_t i = 0; i < frames.size(); ++i) {
    masks.push_back(moving_mask(frames[i == 0 ? 0 : i - 1], frames[i]));
  }
  return masks;
}

}  // namespace crossroads
