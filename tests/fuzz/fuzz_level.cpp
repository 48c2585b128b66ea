// Level files: any text is refused by an Error or can be played and drawn.
#include "tests/fuzz/fuzz.hpp"

using namespace crossroads;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  fuzz::allow_errors([&] { fuzz::play(parse_level(text, "fuzz"), size, 400); });
  return 0;
}
