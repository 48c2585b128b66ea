// A file is whole or not there: written under a temporary name, synced, renamed.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace crossroads {

void write_file_atomic(const std::filesystem::path& file, std::string_view contents);

// The same for a library that wants a path to write to: `write` gets the temporary one.
void write_file_atomic(const std::filesystem::path& file,
                       const std::function<void(const std::filesystem::path&)>& write);

// Whole or not there for whoever reads it now, but left to the system when it reaches the disk: for
// many small files (pictures), where waiting for the disk each time would take minutes.
void replace_file(const std::filesystem::path& file, std::string_view contents);

// replace_file for one file, over and over: what was replaced is written over the next time, unless
// somebody still reads it. Some file systems (ext4) take longer for a new file the more were just
// deleted.
class FileReplacer {
 public:
  explicit FileReplacer(std::filesystem::path file);
  ~FileReplacer();
  FileReplacer(const FileReplacer&) = delete;
  FileReplacer& operator=(const FileReplacer&) = delete;

  void replace(std::string_view contents);
  void drop_spare();  // nothing but the file is left

 private:
  std::filesystem::path file_, spare_;
};

// For a new file that nobody knows of yet: no temporary name. Taken away again where it fails.
void write_new_file(const std::filesystem::path& file, std::string_view contents);

// In place, and the file keeps its length. A few bytes are written whole or not at all, whenever
// this process is killed; not synced.
void write_over(const std::filesystem::path& file, std::size_t offset, std::string_view contents);

[[nodiscard]] std::string read_text_file(const std::filesystem::path& file);

}  // namespace crossroads
