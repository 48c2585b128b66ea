#include "recordings/array_format.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/hdf5_attributes.hpp"
#include "recordings/hdf5_id.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;
using hdf5::Id;

constexpr unsigned kDeflateLevel = 4;
constexpr std::size_t kCacheBytes = std::size_t{64} << 20U;  // h5py's chunks span many rows

void check_written(bool good, const fs::path& file) {
  if (good) return;
  throw Error("to write an array", hdf5::reason(), file.string(),
              "see whether the disk is full, or choose another place");
}

std::vector<hsize_t> sizes(std::size_t first, const std::vector<std::size_t>& rest) {
  std::vector<hsize_t> all{first};
  all.insert(all.end(), rest.begin(), rest.end());
  return all;
}

// A chunk is a row: how these arrays are read.
Id make_dataset(hid_t file_id, const std::string& name, std::size_t rows,
                const std::vector<std::size_t>& row_shape) {
  const auto size = sizes(rows, row_shape), chunk = sizes(1, row_shape);
  const int rank = static_cast<int>(size.size());
  const Id space(H5Screate_simple(rank, size.data(), nullptr), H5Sclose);
  const Id layout(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  H5Pset_chunk(layout.get(), rank, chunk.data());
  H5Pset_deflate(layout.get(), kDeflateLevel);
  return {H5Dcreate2(file_id, name.c_str(), H5T_NATIVE_UINT8, space.get(), H5P_DEFAULT,
                     layout.get(), H5P_DEFAULT),
          H5Dclose};
}

// Reads or writes one row of a dataset by `transfer`(memory space, file space).
template <class Transfer>
bool on_row(hid_t dataset, std::size_t row, const std::vector<std::size_t>& row_shape,
            const Transfer& transfer) {
  const Id space(H5Dget_space(dataset), H5Sclose);
  std::vector<hsize_t> start(row_shape.size() + 1, 0);
  start[0] = row;
  const auto count = sizes(1, row_shape);
  H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr);
  const Id memory(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr),
                  H5Sclose);
  return transfer(memory.get(), space.get()) >= 0;
}

std::string kind_text(hid_t type) {
  const std::string bits = std::to_string(8 * H5Tget_size(type));
  if (H5Tget_class(type) == H5T_INTEGER) {
    return (H5Tget_sign(type) == H5T_SGN_NONE ? "uint" : "int") + bits;
  }
  return H5Tget_class(type) == H5T_FLOAT ? "float" + bits : "another type";
}

class Hdf5Array : public ArrayReader {
 public:
  Hdf5Array(const fs::path& file, const std::string& name)
      : ArrayReader(file.string() + " /" + name) {
    hdf5::silence();
    const Id access = hdf5::file_access();  // closing it earlier would wipe the reason of a failure
    file_ = Id(H5Fopen(file.c_str(), H5F_ACC_RDONLY, access.get()), H5Fclose);
    if (!file_.good()) {
      throw Error("an HDF5 file (or NPY, by the extension .npy)", hdf5::reason(), file.string(),
                  "write it again");
    }
    open_dataset(name);
    read_shape();
  }

  // Of the dataset; else of the file.
  [[nodiscard]] std::optional<std::string> text(const std::string& name) const override {
    for (const hid_t object : {dataset_.get(), file_.get()}) {
      if (H5Aexists(object, name.c_str()) <= 0) continue;
      std::string value;
      hdf5::read_text(object, name.c_str(), value);
      return value;
    }
    return std::nullopt;
  }
  [[nodiscard]] std::optional<std::uint64_t> number(const std::string& name) const override {
    if (H5Aexists(file_.get(), name.c_str()) <= 0) return std::nullopt;
    std::uint64_t value = 0;
    hdf5::read_number(file_.get(), name.c_str(), value);
    return value;
  }

  [[nodiscard]] std::vector<std::uint8_t> read_bytes(std::size_t row) const override {
    return read<std::uint8_t>(row, H5T_NATIVE_UINT8);
  }
  [[nodiscard]] std::vector<float> read_floats(std::size_t row) const override {
    return read<float>(row, H5T_NATIVE_FLOAT);
  }

 private:
  void open_dataset(const std::string& name) {
    const Id access(H5Pcreate(H5P_DATASET_ACCESS), H5Pclose);
    H5Pset_chunk_cache(access.get(), H5D_CHUNK_CACHE_NSLOTS_DEFAULT, kCacheBytes, 1);
    dataset_ = Id(H5Dopen2(file_.get(), name.c_str(), access.get()), H5Dclose);
    if (!dataset_.good()) {
      throw Error("a dataset \"" + name + "\"", "none", where_, "write it under this name");
    }
  }

  void read_shape() {
    const Id type(H5Dget_type(dataset_.get()), H5Tclose);
    const bool integer = H5Tget_class(type.get()) == H5T_INTEGER;
    is_bytes_ = integer && H5Tget_size(type.get()) == 1 && H5Tget_sign(type.get()) == H5T_SGN_NONE;
    if (!is_bytes_ && H5Tget_class(type.get()) != H5T_FLOAT) {
      throw wrong_kind(kind_text(type.get()), where_);
    }
    const Id space(H5Dget_space(dataset_.get()), H5Sclose);
    std::vector<hsize_t> size(
        static_cast<std::size_t>(std::max(0, H5Sget_simple_extent_ndims(space.get()))));
    H5Sget_simple_extent_dims(space.get(), size.data(), nullptr);
    shape_.assign(size.begin(), size.end());
  }

  template <class Value>
  std::vector<Value> read(std::size_t row, hid_t type) const {
    std::vector<Value> values(row_size());
    const std::vector<std::size_t> row_shape(shape_.begin() + 1, shape_.end());
    const bool good = on_row(dataset_.get(), row, row_shape, [&](hid_t memory, hid_t space) {
      return H5Dread(dataset_.get(), type, memory, space, H5P_DEFAULT, values.data());
    });
    if (!good) throw Error("readable values", hdf5::reason(), where_, "write the file again");
    return values;
  }

  Id file_, dataset_;
};

}  // namespace

bool write_hdf5_notes(hid_t file_id, const ArrayNotes& notes) {
  bool good = true;
  for (const auto& [name, text] : notes.texts) {
    good = good && hdf5::write_text(file_id, name.c_str(), text);
  }
  for (const auto& [name, number] : notes.numbers) {
    good = good && hdf5::write_scalar(file_id, name.c_str(), H5T_NATIVE_UINT64, &number);
  }
  const auto write = [&](const auto& columns, hid_t type) {
    for (const auto& [name, values] : columns) {
      good = good && hdf5::write_column(file_id, name, type, values.data(), values.size()).good();
    }
  };
  write(notes.columns, H5T_NATIVE_UINT64);
  write(notes.real_columns, H5T_NATIVE_DOUBLE);
  return good;
}

void write_hdf5_array(const fs::path& file, const std::string& name,
                      const std::vector<std::size_t>& row_shape, const ArrayRows& rows,
                      const ArrayNotes& notes) {
  hdf5::silence();
  write_file_atomic(file, [&](const fs::path& temporary) {
    Id file_id(H5Fcreate(temporary.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, hdf5::file_access().get()),
               H5Fclose);
    check_written(file_id.good(), file);
    Id dataset = make_dataset(file_id.get(), name, rows.size(), row_shape);
    check_written(dataset.good() && write_hdf5_notes(file_id.get(), notes), file);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto write = [&](hid_t memory, hid_t space) {
        return H5Dwrite(dataset.get(), H5T_NATIVE_UINT8, memory, space, H5P_DEFAULT,
                        rows[row].data());
      };
      check_written(on_row(dataset.get(), row, row_shape, write), file);
    }
    check_written(dataset.reset() >= 0 && file_id.reset() >= 0, file);
  });
}

std::unique_ptr<ArrayReader> open_hdf5_array(const fs::path& file, const std::string& name) {
  return std::make_unique<Hdf5Array>(file, name);
}

}  // namespace crossroads
