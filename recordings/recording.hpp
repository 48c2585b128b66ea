// A recording on disk: a Minari folder NAME-vN/data/{metadata.json,main_data.hdf5}, written so that
// kill -9 loses at most the open episode and the folder can be read while it grows (until close()
// each episode is a file of its own behind links). Reading verifies version, shapes, sizes and,
// where they are stored (our own recordings), hashes of the whole content. Layout: Minari 0.5.0,
// Farama-Foundation/Minari docs/content/dataset_standards.md.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "recordings/episode.hpp"

namespace crossroads {

class RecordingWriter {
 public:
  // Creates `folder` (and its parents; refuses one that already holds a recording). A name without
  // -vN gets -v0 as its dataset_id and folder name. All frames have info.height_px x info.width_px.
  RecordingWriter(const std::filesystem::path& folder, const RecordingInfo& info);
  ~RecordingWriter();  // closes without throwing; call close() to see errors
  RecordingWriter(RecordingWriter&&) noexcept;

  void append(const Episode& episode);                        // a reader finds it from then on
  void close();                                               // all in one file, synced to the disk
  [[nodiscard]] const std::filesystem::path& folder() const;  // as written, with its -vN

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The main_data.hdf5 of a recording, `path` as RecordingReader takes it; of a file that file.
[[nodiscard]] std::optional<std::filesystem::path> find_recording(
    const std::filesystem::path& path);

class RecordingReader {
 public:
  // `path`: the folder (with or without -v0, with or without data/) or its main_data.hdf5.
  // `pictures`: their path within each episode, another one where Minari's space is a Dict.
  explicit RecordingReader(const std::filesystem::path& path,
                           const std::string& pictures = "observations");
  ~RecordingReader();
  RecordingReader(RecordingReader&&) noexcept;

  [[nodiscard]] const RecordingInfo& info() const;
  [[nodiscard]] int episodes() const;
  [[nodiscard]] Episode read(int episode) const;  // everything of one episode, verified
  [[nodiscard]] bool is_hashed() const;           // not if foreign: only shapes are verified
  [[nodiscard]] const std::filesystem::path& file() const;  // the main_data.hdf5 that was found

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The pictures of any HDF5 file: `dataset` is a path within it, uint8 [N, H, W], [N, C, H, W] or
// [N, H, W, C] with 1 or 3 channels, or JPEG or PNG pictures.
[[nodiscard]] std::vector<Frame> read_dataset(const std::filesystem::path& file,
                                              const std::string& dataset);
[[nodiscard]] bool has_dataset(const std::filesystem::path& file, const std::string& dataset);

}  // namespace crossroads
