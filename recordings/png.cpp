#include "recordings/png.hpp"

#include <png.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <string>

#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"

namespace crossroads {
namespace {

constexpr std::size_t kSignatureBytes = 8;

// libpng leaves by longjmp, which skips destructors: everything that owns memory lives in these two
// structs, outside of the functions that libpng jumps through.
struct Reading {
  const std::string* bytes = nullptr;
  std::size_t at = 0;
  std::string message;
  png_structp png = nullptr;
  png_infop info = nullptr;
  int height = 0, width = 0;
  std::vector<png_byte> rgba;  // [height, width, 4]
  std::vector<png_bytep> rows;
  ~Reading() { png_destroy_read_struct(&png, &info, nullptr); }
};

struct Writing {
  std::vector<std::uint8_t> bytes;
  std::string message;
  png_structp png = nullptr;
  png_infop info = nullptr;
  std::vector<png_byte> rgb;  // [height, width, 3]
  std::vector<png_bytep> rows;
  ~Writing() { png_destroy_write_struct(&png, &info); }
};

template <class Work>
void keep_message(png_structp png, png_const_charp message) {
  static_cast<Work*>(png_get_error_ptr(png))->message = message;
  png_longjmp(png, 1);
}

void ignore_warning(png_structp, png_const_charp) {}

void take_bytes(png_structp png, png_bytep out, std::size_t size) {
  auto& reading = *static_cast<Reading*>(png_get_io_ptr(png));
  if (reading.bytes->size() - reading.at < size) png_error(png, "a file cut off");
  std::memcpy(out, reading.bytes->data() + reading.at, size);
  reading.at += size;
}

void put_bytes(png_structp png, png_bytep bytes, std::size_t size) {
  auto& writing = *static_cast<Writing*>(png_get_io_ptr(png));
  writing.bytes.insert(writing.bytes.end(), bytes, bytes + size);
}

// Grey, palette, 16 bit, interlaced: all become 8-bit RGBA. No gamma: the numbers are the picture.
void expand_to_rgba(png_structp png) {
  png_set_expand(png);
  png_set_scale_16(png);
  png_set_gray_to_rgb(png);
  png_set_add_alpha(png, 0xff, PNG_FILLER_AFTER);
  png_set_interlace_handling(png);
}

bool read_header(Reading& reading) {
  if (setjmp(png_jmpbuf(reading.png)) != 0) return false;
  png_set_read_fn(reading.png, &reading, take_bytes);
  png_read_info(reading.png, reading.info);
  reading.height = static_cast<int>(png_get_image_height(reading.png, reading.info));
  reading.width = static_cast<int>(png_get_image_width(reading.png, reading.info));
  expand_to_rgba(reading.png);
  png_read_update_info(reading.png, reading.info);
  return true;
}

bool read_pixels(Reading& reading) {
  if (setjmp(png_jmpbuf(reading.png)) != 0) return false;
  png_read_image(reading.png, reading.rows.data());
  png_read_end(reading.png, nullptr);
  return true;
}

template <class Work>
void point_rows(Work& work, std::vector<png_byte>& pixels, int height, std::size_t row_bytes) {
  pixels.resize(static_cast<std::size_t>(height) * row_bytes);
  for (int y = 0; y < height; ++y) {
    work.rows.push_back(pixels.data() + static_cast<std::size_t>(y) * row_bytes);
  }
}

Frame frame_on_black(const Reading& reading) {
  Frame frame(reading.height, reading.width);
  const png_byte* pixel = reading.rgba.data();
  for (int y = 0; y < frame.height_px; ++y) {
    for (int x = 0; x < frame.width_px; ++x, pixel += 4) {
      for (int channel = 0; channel < 3; ++channel) {
        frame.at(channel, y, x) =
            static_cast<std::uint8_t>((pixel[channel] * pixel[3] + 127) / 255);
      }
    }
  }
  return frame;
}

bool write_all_rows(Writing& writing, int height, int width) {
  if (setjmp(png_jmpbuf(writing.png)) != 0) return false;
  png_set_write_fn(writing.png, &writing, put_bytes, nullptr);
  png_set_IHDR(writing.png, writing.info, static_cast<png_uint_32>(width),
               static_cast<png_uint_32>(height), 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(writing.png, writing.info);
  png_write_image(writing.png, writing.rows.data());
  png_write_end(writing.png, nullptr);
  return true;
}

}  // namespace

Frame read_png(const std::filesystem::path& file) {
  const std::string bytes = read_text_file(file);
  if (bytes.size() < kSignatureBytes ||
      png_sig_cmp(reinterpret_cast<png_const_bytep>(bytes.data()), 0, kSignatureBytes) != 0) {
    throw Error("a PNG picture", "another kind of file", file.string(),
                "convert it to PNG, or leave it out");
  }
  Reading reading;
  reading.bytes = &bytes;
  reading.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reading, keep_message<Reading>,
                                       ignore_warning);
  reading.info = png_create_info_struct(reading.png);
  bool good = read_header(reading);
  if (good) {
    point_rows(reading, reading.rgba, reading.height, std::size_t{4} * reading.width);
    good = read_pixels(reading);
  }
  if (!good) {
    throw Error("a whole PNG picture", reading.message, file.string(),
                "write the file again, or leave it out");
  }
  return frame_on_black(reading);
}

std::vector<std::uint8_t> encode_png(const Frame& frame) {
  Writing writing;
  point_rows(writing, writing.rgb, frame.height_px, std::size_t{3} * frame.width_px);
  png_byte* out = writing.rgb.data();
  for (int y = 0; y < frame.height_px; ++y) {
    for (int x = 0; x < frame.width_px; ++x) {
      for (int channel = 0; channel < 3; ++channel) *out++ = frame.at(channel, y, x);
    }
  }
  writing.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &writing, keep_message<Writing>,
                                        ignore_warning);
  writing.info = png_create_info_struct(writing.png);
  if (!write_all_rows(writing, frame.height_px, frame.width_px)) {
    throw Error("a frame that PNG can hold", writing.message, "the frame to write",
                "give it a height and a width from 1 up");
  }
  return std::move(writing.bytes);
}

void write_png(const std::filesystem::path& file, const Frame& frame) {
  const std::vector<std::uint8_t> bytes = encode_png(frame);
  replace_file(file, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::string picture_extension(const std::filesystem::path& file) {
  std::string text = file.extension().string();
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

Frame enlarge(const Frame& frame, int factor) {
  Frame large(frame.height_px * factor, frame.width_px * factor);
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = 0; y < large.height_px; ++y) {
      for (int x = 0; x < large.width_px; ++x) {
        large.at(channel, y, x) = frame.at(channel, y / factor, x / factor);
      }
    }
  }
  return large;
}

}  // namespace crossroads
