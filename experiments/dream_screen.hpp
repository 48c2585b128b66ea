// The picture of `dream`: the real game, the dream with the rules' verdict as its frame, the z that
// it was drawn with, and the keys. The same in a window and in a file.
#pragma once

#include <string>

#include "experiments/dream_session.hpp"

namespace crossroads {

[[nodiscard]] Frame draw_dream(const DreamSession& session, const std::string& message);

// "legal: 37 frames so far", "legal: 12 frames of 30".
[[nodiscard]] std::string legal_text(const DreamSession& session);

}  // namespace crossroads
