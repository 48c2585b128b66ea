#include "experiments/album.hpp"

#include "recordings/atomic_file.hpp"
#include "recordings/best_colours.hpp"
#include "recordings/error.hpp"
#include "recordings/png.hpp"
#include "recordings/program.hpp"

namespace crossroads {

std::filesystem::path Album::free_name(const std::string& ending) const {
  make_out_folder(folder_.string());
  for (int number = 1;; ++number) {
    auto file = folder_ / (name_ + "-" + std::to_string(number) + ending);
    if (!std::filesystem::exists(file)) return file;
  }
}

std::string Album::keep_picture(const Frame& picture) {
  try {
    return "saved " + save_picture(picture);
  } catch (const Error& error) {
    return error.what();
  }
}

std::string Album::turn_film(int height_px, int width_px) {
  if (!filming()) {
    begin_film(height_px, width_px);
    return "";
  }
  try {
    return "saved " + end_film();
  } catch (const Error& error) {
    return error.what();
  }
}

std::string Album::save_picture(const Frame& picture) {
  const auto file = free_name(".png");
  write_png(file, picture);
  return file.string();
}

void Album::begin_film(int height_px, int width_px) {
  height_px_ = height_px;
  width_px_ = width_px;
  film_.emplace(height_px, width_px, std::vector<std::uint8_t>{});
}

void Album::add(const Frame& picture, int hundredths) {
  film_->add(with_best_colours(picture), hundredths);
}

std::string Album::end_film() {
  const auto file = free_name(".gif");
  write_file_atomic(file, film_->finish());
  film_.reset();
  return file.string();
}

}  // namespace crossroads
