// The picture of the wall of portraits: the faces, what may be asked of them, the way of their z's,
// and one of them large. Laid out as live_screen.hpp is, and the same in a window and in a file.
#pragma once

#include <string>
#include <vector>

#include "experiments/picture.hpp"
#include "experiments/wall_session.hpp"

namespace crossroads {

enum class WallCommand : std::uint8_t { new_z, other_z, walk, free_all, save_picture, film };

struct WallButton {
  WallCommand command;
  char symbol;  // of the key that does the same
  const char* label;
};
[[nodiscard]] const std::vector<WallButton>& wall_buttons();

// Where a click does something.
struct WallArea {
  enum class Kind : std::uint8_t { button, value, any, face, share, z };
  Kind kind = Kind::button;
  CloseUp place;
  WallCommand command = WallCommand::new_z;
  std::size_t index = 0;   // of the attribute, the face, or z's dimension
  std::uint8_t value = 0;  // of the attribute
  std::string text;        // that is written in it
};

inline constexpr std::size_t kWallSliders = 8;  // z's first numbers, beside the large face

class WallScreen {
 public:
  // The session must be fresh: what it was asked to show is drawn.
  [[nodiscard]] Frame draw(const WallSession& session, bool filming, int height_px, int width_px);
  [[nodiscard]] const std::vector<WallArea>& areas() const { return areas_; }  // of the last one

 private:
  std::vector<WallArea> areas_;
};

// What the faces have in common, in a sentence.
[[nodiscard]] std::string wall_story(const WallSession& session);

}  // namespace crossroads
