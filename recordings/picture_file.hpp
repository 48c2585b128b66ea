// Many pictures of one size in an HDF5 file, with what is known of each: a dataset `pictures`,
// uint8 [N, 3, H, W], and one uint8 dataset [N] for each label in the group `attributes`, whose
// attribute `values` lists the names of its values. Written in parts, so there may be more pictures
// than fit into memory. What `paint` makes and pictures are learnt from.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "recordings/array_file.hpp"

namespace crossroads {

struct PictureLabel {
  std::string name;                  // "hair_colour"
  std::vector<std::string> values;   // names of the values, "black", "brown", ...
  std::vector<std::uint8_t> column;  // one a picture: an index into `values`
};

struct PictureFile {
  int height_px = 0, width_px = 0;
  std::vector<std::uint8_t> pixels;  // [N, 3, height_px, width_px]
  std::vector<PictureLabel> labels;  // in the file's order
  [[nodiscard]] std::size_t count() const;
};

class PictureWriter {
 public:
  // The file is at `file` itself: let write_file_atomic give a temporary one. Error everywhere: it
  // can't be written.
  PictureWriter(const std::filesystem::path& file, int height_px, int width_px);
  ~PictureWriter();
  PictureWriter(const PictureWriter&) = delete;
  PictureWriter& operator=(const PictureWriter&) = delete;

  void append(std::span<const std::uint8_t> pixels);  // whole pictures
  // Once, at the end. A column has one value for each picture; the notes' texts and numbers become
  // attributes of the file.
  void close(const std::vector<PictureLabel>& labels, const ArrayNotes& notes);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Error: no such file, another layout or type, no picture, a column of another length, a value
// without a name. has_dataset(file, "pictures") tells whether a file may be one.
[[nodiscard]] PictureFile read_picture_file(const std::filesystem::path& file);

}  // namespace crossroads
