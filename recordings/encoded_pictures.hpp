// JPEG or PNG pictures in memory, as Minari's own writer keeps them since 0.5.3, decoded by the
// ffmpeg program. Error: no ffmpeg, no pictures, not as many frames as pictures, or several sizes.
#pragma once

#include <string>
#include <vector>

#include "recordings/frame.hpp"

namespace crossroads {

// `where` they come from, for errors. JPEG loses a little: of what was encoded, and by the decoder.
[[nodiscard]] std::vector<Frame> decode_pictures(const std::vector<std::string>& pictures,
                                                 const std::string& where);

}  // namespace crossroads
