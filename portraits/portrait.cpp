#include "portraits/portrait.hpp"

#include <algorithm>

#include "portraits/request.hpp"
#include "recordings/error.hpp"
#include "recordings/random.hpp"

namespace crossroads {
namespace {

using portraits::Colour;
using portraits::from_hue;

// SplitMix64's last step (Steele, Lea and Flood 2014): neighbouring seeds become unlike.
std::uint64_t scattered(std::uint64_t seed) {
  seed += 0x9e3779b97f4a7c15ULL;
  seed = (seed ^ (seed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  seed = (seed ^ (seed >> 27U)) * 0x94d049bb133111ebULL;
  return seed ^ (seed >> 31U);
}

enum Stream : std::uint64_t { kAttributeStream = 1, kPoseStream, kColourStream };

float unit(Random& random) {  // [0, 1), exact in a float
  return static_cast<float>(random.next() >> 8U) * (1.0F / (1U << 24U));
}

float between(Random& random, float least, float most) {
  return least + (most - least) * unit(random);
}

Colour jitter(Random& random, float most) {
  const float light = between(random, -most, most);
  const auto channel = [&] { return light + between(random, -most / 2, most / 2); };
  const float red = channel(), green = channel(), blue = channel();
  return {red, green, blue};
}

// Each draw is a statement of its own: C++ leaves open in which order arguments are evaluated.
Colour any_colour(Random& random, float least_saturation, float most_saturation,
                  float least_brightness, float most_brightness) {
  const float hue = unit(random);
  const float saturation = between(random, least_saturation, most_saturation);
  const float brightness = between(random, least_brightness, most_brightness);
  return from_hue(hue, saturation, brightness);
}

void draw_pose(Nuisance& nuisance, Random random) {
  for (float* part :
       {&nuisance.shift_x, &nuisance.shift_y, &nuisance.size, &nuisance.tilt, &nuisance.turn}) {
    *part = between(random, -1, 1);
  }
  nuisance.mirrored = random.below(2) == 1;
}

void draw_colours(Nuisance& nuisance, Random random) {
  nuisance.pattern = static_cast<Pattern>(random.below(kPatterns));
  nuisance.pattern_phase = unit(random);
  nuisance.sky = any_colour(random, 0.1F, 0.45F, 0.8F, 1);
  nuisance.ground = mix(nuisance.sky, any_colour(random, 0.1F, 0.45F, 0.8F, 1), 0.6F);
  nuisance.motif = any_colour(random, 0.05F, 0.35F, 0.85F, 1);
  nuisance.cloth = any_colour(random, 0.35F, 0.75F, 0.4F, 0.75F);
  nuisance.trim = any_colour(random, 0.6F, 0.85F, 0.75F, 0.95F);
  nuisance.hair_jitter = jitter(random, 9);
  nuisance.eye_jitter = jitter(random, 9);
  nuisance.skin_jitter = jitter(random, 4);
}

AttributeValues drawn_values(Random random) {
  AttributeValues values{};
  for (std::size_t i = 0; i < kAttributes; ++i) {
    const auto count = static_cast<std::uint32_t>(attribute_list()[i].values.size());
    values[i] = static_cast<std::uint8_t>(random.below(count));
  }
  return values;
}

// All attributes, as what one can ask for.
ConditionSpace all_attributes() {
  ConditionSpace space;
  for (const Attribute& attribute : attribute_list()) {
    space.push_back(
        {std::string(attribute.name), {attribute.values.begin(), attribute.values.end()}});
  }
  return space;
}

}  // namespace

FixedAttributes parse_fixed(std::span<const std::string> texts) {
  const Request request = parse_request(all_attributes(), texts);
  FixedAttributes fixed;
  std::copy(request.begin(), request.end(), fixed.begin());
  return fixed;
}

Portrait portrait_with(const FixedAttributes& fixed, std::uint64_t seed) {
  const std::uint64_t mixed = scattered(seed);
  AttributeValues values = drawn_values(Random(mixed, kAttributeStream));
  for (std::size_t i = 0; i < kAttributes; ++i) values[i] = fixed[i].value_or(values[i]);
  Portrait portrait;
  portrait.attributes = attributes_of(values);
  draw_pose(portrait.nuisance, Random(mixed, kPoseStream));
  draw_colours(portrait.nuisance, Random(mixed, kColourStream));
  return portrait;
}

Portrait portrait_from_seed(std::uint64_t seed) {
  return portrait_with({}, seed);
}

std::uint64_t portrait_seed(std::uint64_t set_seed, std::uint64_t index) {
  return scattered(set_seed) + index;
}

}  // namespace crossroads
