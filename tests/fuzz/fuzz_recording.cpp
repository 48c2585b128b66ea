// Recordings: a whole one is changed through HDF5 itself as the bytes say (objects of other kinds,
// sizes and values, damaged chunks, another metadata.json or input log), so that what is tested is
// our own reading. HDF5's reading of damaged files isn't: it is known to crash there, which is why
// `inspect` reads in a child process.
#include <hdf5.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <filesystem>
#include <vector>

#include "recordings/atomic_file.hpp"
#include "recordings/input_log.hpp"
#include "recordings/recording.hpp"
#include "recordings/summary.hpp"
#include "recordings/verification.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/fuzz/sample.hpp"

using namespace crossroads;
namespace fs = std::filesystem;

namespace {

// The bytes as a script: small numbers, then what is left as data. Zeros when it is used up.
class Script {
 public:
  Script(const std::uint8_t* data, std::size_t size) : at_(data), end_(data + size) {}
  [[nodiscard]] bool done() const { return at_ == end_; }
  std::uint8_t byte() { return done() ? 0 : *at_++; }
  template <class Values>
  auto one_of(const Values& values) {
    return values[byte() % std::size(values)];
  }
  std::string text() {
    std::string text;
    for (std::size_t left = byte(); left > 0 && !done(); --left) text += static_cast<char>(byte());
    return text;
  }

 private:
  const std::uint8_t* at_;
  const std::uint8_t* end_;
};

// The kept corpus names the entries of this file's arrays, and the changes below, by number: append
// only.
constexpr std::array kObjects = {"episode_0/observations",
                                 "episode_0/actions",
                                 "episode_0/rewards",
                                 "episode_0/terminations",
                                 "episode_0/truncations",
                                 "episode_0/infos",
                                 "episode_0/infos/score",
                                 "episode_0/infos/state_hash_high",
                                 "episode_0/infos/moving_box",
                                 "episode_1/observations",
                                 "episode_1",
                                 "episode_0"};
constexpr std::array kAttributes = {"crossroads_format",
                                    "source",
                                    "level_name",
                                    "level_text",
                                    "level_hash",
                                    "policy",
                                    "frame_skip",
                                    "seed",
                                    "height_px",
                                    "width_px",
                                    "palette",
                                    "content_hash",
                                    "id",
                                    "total_steps"};
constexpr std::array<hsize_t, 12> kSizes = {
    0, 1, 2, 3, 4, 6, 8, 255, 65536, 1U << 31U, (1ULL << 32U) + 8, 1ULL << 40U};

struct TextType {
  hid_t id = H5Tcopy(H5T_C_S1);
  TextType() { H5Tset_size(id, H5T_VARIABLE); }
};

hid_t some_type(Script& script) {
  static const TextType text;
  static const hid_t lists = H5Tvlen_create(H5T_NATIVE_UINT8);
  static const std::array<hid_t, 9> kTypes = {
      H5T_NATIVE_UINT8,  H5T_NATIVE_INT8,   H5T_NATIVE_INT32,
      H5T_NATIVE_INT64,  H5T_NATIVE_UINT64, H5T_NATIVE_FLOAT,
      H5T_NATIVE_DOUBLE, text.id,           lists};
  return script.one_of(kTypes);
}

// Up to 4 sizes; the space must fit the values only where there are some.
hid_t some_space(Script& script, std::vector<hsize_t>& sizes) {
  sizes.clear();
  for (int rank = script.byte() % 5; rank > 0; --rank) sizes.push_back(script.one_of(kSizes));
  if (sizes.empty()) return H5Screate(script.byte() % 2 == 0 ? H5S_SCALAR : H5S_NULL);
  return H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr);
}

hsize_t product(const std::vector<hsize_t>& sizes) {
  hsize_t product = 1;
  for (const hsize_t size : sizes) product = size > 4096 ? 4097 : product * size;
  return product;
}

// Room for `count` values of any of the types, filled from the script; texts are set apart.
std::vector<std::uint64_t> some_values(Script& script, hid_t type, hsize_t count) {
  std::vector<std::uint64_t> values(count + 1);
  static const char* const texts[] = {"", "a\nb", "simulator", "0123456789abcdef"};
  for (std::uint64_t& value : values) {
    if (H5Tis_variable_str(type) > 0) {
      const char* text = script.one_of(texts);
      std::memcpy(&value, &text, sizeof text);
    } else if (H5Tget_class(type) != H5T_VLEN) {
      for (int i = 0; i < 8; ++i) value = value << 8U | script.byte();
    }
  }
  return values;
}

void put_attribute(hid_t file, Script& script) {
  constexpr std::array kOwners = {"/", "episode_0", "episode_1"};
  const hid_t owner = H5Oopen(file, script.one_of(kOwners), H5P_DEFAULT);
  const char* name = script.one_of(kAttributes);
  H5Adelete(owner, name);
  const hid_t type = some_type(script);
  std::vector<hsize_t> sizes;
  const hid_t space = some_space(script, sizes);
  const hid_t attribute = H5Acreate2(owner, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
  if (attribute >= 0 && product(sizes) <= 4096) {
    if (H5Tget_class(type) != H5T_VLEN) {
      H5Awrite(attribute, type, some_values(script, type, product(sizes)).data());
    }
  }
  H5Aclose(attribute);
  H5Sclose(space);
  H5Oclose(owner);
}

// Chunked where it has sizes, so that a huge one takes no room.
void put_dataset(hid_t file, Script& script) {
  const char* name = script.one_of(kObjects);
  H5Ldelete(file, name, H5P_DEFAULT);
  const hid_t type = some_type(script);
  std::vector<hsize_t> sizes;
  const hid_t space = some_space(script, sizes);
  const hid_t layout = H5Pcreate(H5P_DATASET_CREATE);
  const std::vector<hsize_t> chunk(sizes.size(), 1);
  if (!sizes.empty()) H5Pset_chunk(layout, static_cast<int>(sizes.size()), chunk.data());
  const hid_t set = H5Dcreate2(file, name, type, space, H5P_DEFAULT, layout, H5P_DEFAULT);
  if (set >= 0 && product(sizes) <= 64 && H5Tget_class(type) != H5T_VLEN) {
    const auto values = some_values(script, type, product(sizes));
    H5Dwrite(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
  }
  H5Dclose(set);
  H5Pclose(layout);
  H5Sclose(space);
}

// What all values of a chunk take when they passed no filter.
std::size_t chunk_bytes(hid_t set) {
  const hid_t layout = H5Dget_create_plist(set), type = H5Dget_type(set);
  std::array<hsize_t, 4> sides{};
  const int rank = H5Pget_chunk(layout, sides.size(), sides.data());
  std::size_t bytes = H5Tget_size(type);
  for (int i = 0; i < rank; ++i) bytes *= sides[static_cast<std::size_t>(i)];
  H5Tclose(type);
  H5Pclose(layout);
  return bytes;
}

// The compressed bytes themselves, and which filters HDF5 takes them to have passed. Two faults of
// HDF5's own are left out: it can't replace the first chunk of no values, and reads beyond a chunk
// that passed no filter and is too short.
void put_chunk(hid_t file, Script& script) {
  const hid_t set = H5Dopen2(file, "episode_0/observations", H5P_DEFAULT);
  if (set < 0 || H5Dget_storage_size(set) == 0) {
    H5Dclose(set);
    return;
  }
  const hsize_t offset[4] = {0, 0, 0, 0};
  const std::uint32_t skipped_filters = script.byte() % 2;
  std::string bytes = script.text();
  if (skipped_filters != 0) bytes.resize(chunk_bytes(set));
  H5Dwrite_chunk(set, H5P_DEFAULT, skipped_filters, offset, bytes.size(), bytes.data());
  H5Dclose(set);
}

void put_link(hid_t file, Script& script) {
  constexpr std::array kTargets = {"/", "/episode_1", "/nowhere", "/episode_0/observations"};
  const char* name = script.one_of(kObjects);
  H5Ldelete(file, name, H5P_DEFAULT);
  if (script.byte() % 2 == 0) return;
  H5Lcreate_soft(script.one_of(kTargets), file, name, H5P_DEFAULT, H5P_DEFAULT);
}

// Without hashes it is another program's, of which only the shapes can be checked.
void remove_hashes(hid_t file) {
  for (const char* owner : {"/", "episode_0", "episode_1"}) {
    H5Adelete_by_name(file, owner, "content_hash", H5P_DEFAULT);
  }
}

void splice(const fs::path& file, Script& script) {
  std::string text = read_text_file(file);
  const std::size_t from = (script.byte() * 256U + script.byte()) % (text.size() + 1);
  const std::size_t length = script.byte();
  text.replace(from, length, script.text());
  replace_file(file, text);
}

void change(const fs::path& folder, Script& script, bool hashed) {
  const hid_t file = H5Fopen((folder / "data/main_data.hdf5").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  if (!hashed) remove_hashes(file);
  for (int changes = 0; changes < 8 && !script.done(); ++changes) {
    switch (script.byte() % 6) {
      case 0:
        put_attribute(file, script);
        break;
      case 1:
        put_dataset(file, script);
        break;
      case 2:
        put_chunk(file, script);
        break;
      case 3:
        put_link(file, script);
        break;
      case 4:
        splice(folder / "data/metadata.json", script);
        break;
      default:
        splice(folder / "inputs.log", script);
    }
  }
  H5Fclose(file);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);  // many of the changes fail, and that is fine
  static const fuzz::SampleRecording sample;
  for (const bool hashed : {true, false}) {
    sample.restore();
    Script script(data, size);
    change(sample.folder(), script, hashed);
    const auto no_progress = [](std::int64_t, std::int64_t) {};
    fuzz::allow_errors([&] { (void)summary_text(sample.folder(), no_progress); });
    fuzz::allow_errors([&] { (void)verify_recording(sample.folder(), no_progress); });
  }
  return 0;
}
