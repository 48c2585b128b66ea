// What the reader and the writer share of the HDF5 C API: identifiers that close themselves, and
// the reason of a failure as text. HDF5's own printing of errors is switched off by silence().
// Private to this folder: nobody else includes HDF5.
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <string>
#include <utility>

namespace crossroads::hdf5 {

// The version of our own attributes, on the file's root as crossroads_format.
inline constexpr std::int64_t kFormat = 1;

// Attribute of the root and of each episode's group; dataset among an episode's infos.
inline constexpr const char* kContentHash = "content_hash";
inline constexpr const char* kMoving = "moving";

inline std::string episode_name(std::int64_t episode) {
  return std::string("episode_") + std::to_string(episode);
}

class Id {
 public:
  using Close = herr_t (*)(hid_t);
  Id() = default;
  Id(hid_t id, Close close) : id_(id), close_(close) {}
  ~Id() { reset(); }
  Id(Id&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Id& operator=(Id&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  Id(const Id&) = delete;
  Id& operator=(const Id&) = delete;

  [[nodiscard]] hid_t get() const { return id_; }
  [[nodiscard]] bool good() const { return id_ >= 0; }
  herr_t reset() { return id_ >= 0 ? close_(std::exchange(id_, -1)) : 0; }

 private:
  hid_t id_ = -1;
  Close close_ = nullptr;
};

// HDF5 keeps the error printer for each thread: call this where a file is opened.
inline void silence() {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

// Why the last call failed, as HDF5 saw it first: "truncated file: eof = 96, ...".
inline std::string reason() {
  std::string text;
  const auto keep_first = [](unsigned, const H5E_error2_t* error, void* out) -> herr_t {
    auto& kept = *static_cast<std::string*>(out);
    if (kept.empty() && error->desc != nullptr) kept = error->desc;
    return 0;
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &text);
  return text.empty() ? "an HDF5 failure without a reason" : text;
}

// On file systems without locks HDF5 would otherwise refuse to open anything.
inline Id file_access() {
  Id access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_file_locking(access.get(), true, true);
  return access;
}

}  // namespace crossroads::hdf5
