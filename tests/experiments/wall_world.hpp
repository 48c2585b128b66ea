// A wall of portraits with a hand-made generator whose faces tell their z and request.
#pragma once

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

#include "experiments/areas.hpp"
#include "experiments/wall_controls.hpp"
#include "experiments/wall_screen.hpp"
#include "portraits/attributes.hpp"
#include "tests/experiments/inputs.hpp"

namespace crossroads::wall_world {

using tests::key;
using tests::mouse;
using Kind = WallArea::Kind;

inline constexpr int kZ = 12;

// What the generator was given, each time.
struct Asking {
  Request request;
  std::vector<Z> z;
};
using Askings = std::vector<Asking>;

inline std::uint8_t shade(float z) {
  return static_cast<std::uint8_t>(128 + 40 * z);
}

// A face is grey as its first number, with a corner for what is asked.
inline std::vector<Frame> paint(const Request& request, const std::vector<Z>& z) {
  std::vector<Frame> faces;
  for (const Z& one : z) {
    Frame face(64, 64);
    std::fill(face.pixels.begin(), face.pixels.end(), shade(one[0]));
    for (std::size_t i = 0; i < request.size(); ++i) {
      if (request[i]) face.at(0, 0, static_cast<int>(i)) = static_cast<std::uint8_t>(*request[i]);
    }
    faces.push_back(face);
  }
  return faces;
}

inline ConditionSpace all_attributes() {
  ConditionSpace space;
  for (const Attribute& one : attribute_list()) {
    space.push_back({std::string(one.name), {one.values.begin(), one.values.end()}});
  }
  return space;
}

inline FaceSource source(const std::shared_ptr<Askings>& askings = std::make_shared<Askings>(),
                         ConditionSpace space = all_attributes()) {
  FaceSource made;
  made.name = "hand-made";
  made.space = std::move(space);
  made.draw = [](std::size_t count, std::uint64_t seed) {
    std::vector<Z> z(count, Z(kZ));
    for (std::size_t i = 0; i < count; ++i) {
      for (int k = 0; k < kZ; ++k) {
        z[i][static_cast<std::size_t>(k)] =
            static_cast<float>((seed + i * 70 + static_cast<std::size_t>(k) * 30) % 1009) / 250 - 2;
      }
    }
    return z;
  };
  made.sample = [askings](const Request& request, const std::vector<Z>& z) {
    askings->push_back({request, z});
    return paint(request, z);
  };
  return made;
}

struct Wall {
  std::shared_ptr<Askings> askings = std::make_shared<Askings>();
  WallSession session{source(askings), Request(kAttributes), 1};
  WallControls controls{session};
  WallScreen screen;

  Wall() { show(); }
  Frame show(int width = 1280, int height = 720) {
    session.refresh();
    return screen.draw(session, false, height, width);
  }
  ScreenWish press(const Input& input) {
    const ScreenWish wish = controls.handle(input, screen.areas());
    show();
    return wish;
  }
  [[nodiscard]] const WallArea* find(Kind kind, std::size_t index = 0, int value = 0) const {
    for (const WallArea& area : screen.areas()) {
      if (area.kind == kind && area.index == index && area.value == value) return &area;
    }
    return nullptr;
  }
  [[nodiscard]] const WallArea& area(Kind kind, std::size_t index = 0, int value = 0) const {
    const WallArea* found = find(kind, index, value);
    if (found == nullptr) throw std::runtime_error("no such area");
    return *found;
  }
  void click(WallArea area, double share = 0.5) {  // a copy: each press draws anew
    const int x = area.place.x + static_cast<int>(share * area.place.width);
    const int y = area.place.y + area.place.height / 2;
    press(mouse(Input::Kind::mouse_pressed, x, y));
    press(mouse(Input::Kind::mouse_released, x, y));
  }
  [[nodiscard]] std::vector<Z> all_z() const {
    std::vector<Z> all;
    for (std::size_t i = 0; i < kWallFaces; ++i) all.push_back(session.z(i));
    return all;
  }
};

}  // namespace crossroads::wall_world
