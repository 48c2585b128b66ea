#include "recordings/picture_file.hpp"

#include <algorithm>
#include <array>

#include "recordings/array_format.hpp"
#include "recordings/hdf5_attributes.hpp"
#include "recordings/hdf5_id.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;
using hdf5::Id;

constexpr const char* kPictures = "pictures";
constexpr const char* kAttributes = "attributes";
constexpr const char* kValues = "values";
constexpr std::size_t kChunkPictures = 32;
constexpr const char* kDamaged = "it is damaged or of another kind; use another copy";

void check_written(bool good, const fs::path& file) {
  if (good) return;
  throw Error("to write pictures", hdf5::reason(), file.string(),
              "see whether the disk is full, or choose another place");
}

bool write_values(hid_t dataset, const std::vector<std::string>& values) {
  std::vector<const char*> texts;
  for (const std::string& value : values) texts.push_back(value.c_str());
  const hsize_t size = texts.size();
  return hdf5::write_attribute(dataset, kValues, hdf5::text_type().get(), texts.data(),
                               Id(H5Screate_simple(1, &size, nullptr), H5Sclose));
}

bool write_label(hid_t group, const PictureLabel& label) {
  const Id dataset = hdf5::write_column(group, label.name, H5T_NATIVE_UINT8, label.column.data(),
                                        label.column.size());
  return dataset.good() && write_values(dataset.get(), label.values);
}

// Reading

Id open_file(const fs::path& file) {
  hdf5::silence();
  const Id access = hdf5::file_access();  // closing it earlier would wipe the reason of a failure
  Id opened(H5Fopen(file.c_str(), H5F_ACC_RDONLY, access.get()), H5Fclose);
  if (opened.good()) return opened;
  throw Error("an HDF5 file of pictures", fs::exists(file) ? hdf5::reason() : "none", file.string(),
              "name one that paint made");
}

struct Bytes {
  std::vector<std::size_t> size;
  std::vector<std::uint8_t> values;
};

// A whole uint8 dataset of this rank. A damaged size must not make us ask for all memory: what is
// declared has to be stored.
Bytes read_bytes(hid_t dataset, std::size_t rank, const std::string& where) {
  const Id type(H5Dget_type(dataset), H5Tclose);
  const Id space(H5Dget_space(dataset), H5Sclose);
  std::vector<hsize_t> size(
      static_cast<std::size_t>(std::max(0, H5Sget_simple_extent_ndims(space.get()))));
  H5Sget_simple_extent_dims(space.get(), size.data(), nullptr);
  Bytes bytes{{size.begin(), size.end()}, {}};
  const bool is_uint8 = H5Tget_class(type.get()) == H5T_INTEGER && H5Tget_size(type.get()) == 1 &&
                        H5Tget_sign(type.get()) == H5T_SGN_NONE;
  if (!is_uint8 || size.size() != rank) {
    throw Error("uint8 values in " + std::to_string(rank) + " dimensions",
                (is_uint8 ? "" : "another type, ") + shape_text(bytes.size), where, kDamaged);
  }
  constexpr double kMostValuesAByte = 1100;  // deflate makes 1032 of one at most
  double count = 1;
  for (const hsize_t one : size) count *= static_cast<double>(one);
  const auto stored = static_cast<double>(H5Dget_storage_size(dataset));
  if (count > kMostValuesAByte * stored) {
    throw Error("values of shape " + shape_text(bytes.size), "fewer bytes of them", where,
                kDamaged);
  }
  bytes.values.resize(static_cast<std::size_t>(count));
  if (!bytes.values.empty() &&
      H5Dread(dataset, H5T_NATIVE_UINT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.values.data()) < 0) {
    throw Error("readable values", hdf5::reason(), where, kDamaged);
  }
  return bytes;
}

std::vector<std::string> read_values(hid_t dataset) {
  const Id attribute = hdf5::open_attribute(dataset, kValues);
  if (!attribute.good()) return {};
  const Id type(H5Aget_type(attribute.get()), H5Tclose);
  const Id space(H5Aget_space(attribute.get()), H5Sclose);
  const hssize_t size = H5Sget_simple_extent_npoints(space.get());
  if (H5Tis_variable_str(type.get()) <= 0 || size <= 0 || size > 256) return {};
  std::vector<char*> texts(static_cast<std::size_t>(size), nullptr);
  const Id memory = hdf5::text_type();
  H5Tset_cset(memory.get(), H5Tget_cset(type.get()));
  if (H5Aread(attribute.get(), memory.get(), texts.data()) < 0) return {};
  std::vector<std::string> values;
  for (char* text : texts) {
    values.emplace_back(text == nullptr ? "" : text);
    H5free_memory(text);
  }
  return values;
}

PictureLabel read_label(hid_t group, const std::string& name, std::size_t count,
                        const std::string& where) {
  const Id dataset(H5Dopen2(group, name.c_str(), H5P_DEFAULT), H5Dclose);
  if (!dataset.good()) throw Error("a dataset", "something else", where, kDamaged);
  PictureLabel label{name, read_values(dataset.get()), {}};
  label.column = read_bytes(dataset.get(), 1, where).values;
  if (label.column.size() != count) {
    throw Error(std::to_string(count) + " values, one a picture",
                std::to_string(label.column.size()), where, kDamaged);
  }
  const auto most = std::max_element(label.column.begin(), label.column.end());
  if (most != label.column.end() && *most >= label.values.size()) {
    throw Error("a name for each value", "none for " + std::to_string(*most),
                where + " attribute " + kValues, kDamaged);
  }
  return label;
}

// In the order in which they were written.
std::vector<std::string> label_names(hid_t group) {
  std::vector<std::string> names;
  const auto keep = [](hid_t, const char* name, const H5L_info_t*, void* out) -> herr_t {
    static_cast<std::vector<std::string>*>(out)->emplace_back(name);
    return 0;
  };
  if (H5Literate(group, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, keep, &names) < 0) {
    names.clear();  // a foreign file may not know the order
    H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, nullptr, keep, &names);
  }
  return names;
}

}  // namespace

std::size_t PictureFile::count() const {
  const auto bytes =
      std::size_t{3} * static_cast<std::size_t>(height_px) * static_cast<std::size_t>(width_px);
  return bytes == 0 ? 0 : pixels.size() / bytes;
}

struct PictureWriter::Impl {
  fs::path file;
  Id file_id, dataset;
  std::array<hsize_t, 4> size;  // what is written
  std::vector<std::uint8_t> waiting;

  void write_waiting();
};

PictureWriter::PictureWriter(const fs::path& file, int height_px, int width_px)
    : impl_(std::make_unique<Impl>()) {
  hdf5::silence();
  impl_->file = file;
  impl_->file_id =
      Id(H5Fcreate(file.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, hdf5::file_access().get()), H5Fclose);
  check_written(impl_->file_id.good(), file);
  impl_->size = {0, 3, static_cast<hsize_t>(height_px), static_cast<hsize_t>(width_px)};
  std::array<hsize_t, 4> most = impl_->size, chunk = impl_->size;
  most[0] = H5S_UNLIMITED;
  chunk[0] = kChunkPictures;
  const Id space(H5Screate_simple(4, impl_->size.data(), most.data()), H5Sclose);
  const Id layout(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  H5Pset_chunk(layout.get(), 4, chunk.data());
  impl_->dataset = Id(H5Dcreate2(impl_->file_id.get(), kPictures, H5T_NATIVE_UINT8, space.get(),
                                 H5P_DEFAULT, layout.get(), H5P_DEFAULT),
                      H5Dclose);
  check_written(impl_->dataset.good(), file);
}

PictureWriter::~PictureWriter() = default;

void PictureWriter::Impl::write_waiting() {
  const hsize_t bytes = size[1] * size[2] * size[3], more = waiting.size() / bytes;
  if (more == 0) return;
  const std::array<hsize_t, 4> start{size[0], 0, 0, 0}, count{more, size[1], size[2], size[3]};
  size[0] += more;
  check_written(H5Dset_extent(dataset.get(), size.data()) >= 0, file);
  const Id space(H5Dget_space(dataset.get()), H5Sclose);
  H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr);
  const Id memory(H5Screate_simple(4, count.data(), nullptr), H5Sclose);
  check_written(H5Dwrite(dataset.get(), H5T_NATIVE_UINT8, memory.get(), space.get(), H5P_DEFAULT,
                         waiting.data()) >= 0,
                file);
  waiting.clear();
}

void PictureWriter::append(std::span<const std::uint8_t> pixels) {
  impl_->waiting.insert(impl_->waiting.end(), pixels.begin(), pixels.end());
  const std::size_t chunk = kChunkPictures * impl_->size[1] * impl_->size[2] * impl_->size[3];
  if (impl_->waiting.size() >= chunk) impl_->write_waiting();
}

void PictureWriter::close(const std::vector<PictureLabel>& labels, const ArrayNotes& notes) {
  impl_->write_waiting();
  const hid_t file_id = impl_->file_id.get();
  const Id order(H5Pcreate(H5P_GROUP_CREATE), H5Pclose);
  H5Pset_link_creation_order(order.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  Id group(H5Gcreate2(file_id, kAttributes, H5P_DEFAULT, order.get(), H5P_DEFAULT), H5Gclose);
  bool good = group.good();
  for (const PictureLabel& label : labels) good = good && write_label(group.get(), label);
  good = good && write_hdf5_notes(file_id, notes);
  check_written(good, impl_->file);
  check_written(group.reset() >= 0 && impl_->dataset.reset() >= 0 && impl_->file_id.reset() >= 0,
                impl_->file);
}

PictureFile read_picture_file(const fs::path& file) {
  const Id file_id = open_file(file);
  const std::string where = file.string() + " " + kPictures;
  const Id dataset(H5Dopen2(file_id.get(), kPictures, H5P_DEFAULT), H5Dclose);
  if (!dataset.good()) throw Error("a dataset pictures", "none", file.string(), kDamaged);
  Bytes pictures = read_bytes(dataset.get(), 4, where);
  if (pictures.size[1] != 3 || pictures.values.empty()) {
    throw Error("pictures of shape (N, 3, H, W)", shape_text(pictures.size), where, kDamaged);
  }
  PictureFile read;
  read.height_px = static_cast<int>(pictures.size[2]);
  read.width_px = static_cast<int>(pictures.size[3]);
  read.pixels = std::move(pictures.values);
  if (H5Lexists(file_id.get(), kAttributes, H5P_DEFAULT) <= 0) return read;
  const Id group(H5Gopen2(file_id.get(), kAttributes, H5P_DEFAULT), H5Gclose);
  for (const std::string& name : label_names(group.get())) {
    read.labels.push_back(read_label(group.get(), name, read.count(),
                                     file.string() + " " + kAttributes + "/" + name));
  }
  return read;
}

}  // namespace crossroads
