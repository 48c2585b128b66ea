// What a person keeps of `live` or `dream`: pictures as PNG and one film at a time as GIF, each
// under the first free number of its folder. The folder is made when something is kept.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "recordings/frame.hpp"
#include "recordings/gif.hpp"

namespace crossroads {

class Album {
 public:
  // `name` is what the files are called before their number.
  explicit Album(std::filesystem::path folder, std::string name = "live")
      : folder_(std::move(folder)), name_(std::move(name)) {}

  // Both give the file that was written. Error: no place to write.
  std::string save_picture(const Frame& picture);
  std::string end_film();

  // For who plays on whatever happens: both give what to tell, "saved FILE" or why not.
  [[nodiscard]] std::string keep_picture(const Frame& picture);
  [[nodiscard]] std::string turn_film(int height_px, int width_px);  // on: nothing to tell; or off

  void begin_film(int height_px, int width_px);
  [[nodiscard]] bool filming() const { return film_.has_value(); }
  void add(const Frame& picture, int hundredths);  // of the film's size
  [[nodiscard]] int film_height_px() const { return height_px_; }
  [[nodiscard]] int film_width_px() const { return width_px_; }

 private:
  [[nodiscard]] std::filesystem::path free_name(const std::string& ending) const;

  std::filesystem::path folder_;
  std::string name_;
  std::optional<GifEncoder> film_;
  int height_px_ = 0, width_px_ = 0;
};

}  // namespace crossroads
