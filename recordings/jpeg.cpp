#include "recordings/jpeg.hpp"

// libjpeg needs FILE before itself.
// clang-format off
#include <cstdio>
#include <jpeglib.h>
#include <jerror.h>
// clang-format on

#include <csetjmp>
#include <string>
#include <vector>

#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"

namespace crossroads {
namespace {

// libjpeg ends in a callback: it is left by a long jump, over nothing that has a destructor.
struct Reading {
  jpeg_error_mgr errors{};
  jpeg_decompress_struct jpeg{};
  std::jmp_buf back{};
  char message[JMSG_LENGTH_MAX] = "";
  std::vector<JSAMPLE> rgb;  // [height, width, 3]
  int height = 0, width = 0;

  Reading() {
    jpeg.err = jpeg_std_error(&errors);
    jpeg.client_data = this;
    errors.error_exit = fail;
    errors.emit_message = warn;
  }
  ~Reading() { jpeg_destroy_decompress(&jpeg); }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  static void fail(j_common_ptr common) {
    auto& reading = *static_cast<Reading*>(common->client_data);
    common->err->format_message(common, reading.message);
    std::longjmp(reading.back, 1);
  }
  // A file cut off is only a warning for libjpeg, which fills the rest with grey. Others are of
  // bytes too many, say, and common.
  static void warn(j_common_ptr common, int) {
    const int code = common->err->msg_code;
    if (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER) fail(common);
  }
};

bool read_header(Reading& reading, const std::string& bytes) {
  if (setjmp(reading.back) != 0) return false;
  jpeg_create_decompress(&reading.jpeg);
  jpeg_mem_src(&reading.jpeg, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  jpeg_read_header(&reading.jpeg, TRUE);
  reading.jpeg.out_color_space = JCS_RGB;
  jpeg_start_decompress(&reading.jpeg);
  reading.height = static_cast<int>(reading.jpeg.output_height);
  reading.width = static_cast<int>(reading.jpeg.output_width);
  return true;
}

bool read_rows(Reading& reading) {
  if (setjmp(reading.back) != 0) return false;
  const std::size_t row_bytes = std::size_t{3} * reading.jpeg.output_width;
  while (reading.jpeg.output_scanline < reading.jpeg.output_height) {
    JSAMPROW row = reading.rgb.data() + reading.jpeg.output_scanline * row_bytes;
    jpeg_read_scanlines(&reading.jpeg, &row, 1);
  }
  jpeg_finish_decompress(&reading.jpeg);
  return true;
}

}  // namespace

Frame read_jpeg(const std::filesystem::path& file) {
  const std::string bytes = read_text_file(file);
  Reading reading;
  bool good = read_header(reading, bytes);
  if (good) {
    reading.rgb.resize(std::size_t{3} * static_cast<std::size_t>(reading.height) *
                       static_cast<std::size_t>(reading.width));
    good = read_rows(reading);
  }
  if (!good) {
    throw Error("a whole JPEG picture, RGB or grey", reading.message, file.string(),
                "write the file again, or leave it out");
  }
  Frame frame(reading.height, reading.width);
  const std::size_t plane = frame.pixels.size() / 3;
  for (std::size_t i = 0; i < plane; ++i) {
    for (std::size_t channel = 0; channel < 3; ++channel) {
      frame.pixels[channel * plane + i] = reading.rgb[3 * i + channel];
    }
  }
  return frame;
}

}  // namespace crossroads
