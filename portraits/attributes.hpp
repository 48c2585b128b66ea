// What a portrait shows, as names that can be read from its picture: each attribute is drawn
// uniformly and independently of the others. Everything else about a portrait is in portrait.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace crossroads {

enum class HairStyle : std::uint8_t {
  cropped,
  bob,
  long_straight,
  hime_cut,
  twin_tails,
  ponytail,
  spiky,
  curly,
  wavy,
  buns,
  side_swept,
  braids
};
enum class HairColour : std::uint8_t {
  black,
  brown,
  blonde,
  orange,
  red,
  pink,
  purple,
  blue,
  green,
  silver
};
enum class EyeColour : std::uint8_t { red, blue, green, brown, purple, yellow, pink, grey };
enum class EyeShape : std::uint8_t { round, tall, narrow, upturned };
enum class Skin : std::uint8_t { pale, light, tan, brown, dark };
enum class Brows : std::uint8_t { arched, flat, stern, worried };
enum class Mouth : std::uint8_t { smile, open, neutral, frown, cat };
enum class Accessory : std::uint8_t {
  none,
  glasses,
  ribbon,
  beret,
  cat_ears,
  hair_clip,
  headphones,
  flower
};
enum class Clothes : std::uint8_t { sailor, shirt, hoodie, turtleneck, kimono };

struct PortraitAttributes {
  HairStyle hair_style{};
  HairColour hair_colour{};
  EyeColour eye_colour{};
  EyeShape eye_shape{};
  Skin skin{};
  Brows brows{};
  Mouth mouth{};
  Accessory accessory{};
  Clothes clothes{};
  [[nodiscard]] bool operator==(const PortraitAttributes&) const = default;
};

struct Attribute {
  std::string_view name;                     // "hair_style"
  std::span<const std::string_view> values;  // names; a value is an index into them
};

// In the order of PortraitAttributes' fields.
inline constexpr std::size_t kAttributes = 9;
[[nodiscard]] std::span<const Attribute, kAttributes> attribute_list();

// The same attributes as indices: one for each entry of attribute_list(), in its order.
using AttributeValues = std::array<std::uint8_t, kAttributes>;
[[nodiscard]] AttributeValues values_of(const PortraitAttributes& attributes);
// Error: a value that its attribute doesn't have.
[[nodiscard]] PortraitAttributes attributes_of(const AttributeValues& values);

[[nodiscard]] std::uint64_t combinations();  // of all values

}  // namespace crossroads
