#include "recordings/array_file.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using namespace crossroads::tests;

namespace {

ArrayNotes sample_notes() {
  ArrayNotes notes;
  notes.texts["level"] = "corner, \"näher\"\n";
  notes.numbers["seed"] = 0xffffffffffffffffULL;
  notes.columns["step"] = {7, 9};
  notes.real_columns["probability"] = {0.25, 0.75};
  return notes;
}

void write_sample(const std::filesystem::path& file) {
  write_array(file, "past", {1, 2, 2}, {{1, 2, 3, 4}, {255, 6, 7, 0}}, sample_notes());
}

// As numpy.save writes it: version 1.0, the header filled up so that the values start at 128.
std::string npy(const std::string& dict, const std::string& values) {
  std::string header = dict;
  header.append(117 - header.size(), ' ').append("\n");
  return std::string("\x93NUMPY\x01\x00\x76\x00", 10) + header + values;
}

template <class Value>
std::string raw(std::initializer_list<Value> values) {
  std::string bytes;
  for (const Value value : values) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  return bytes;
}

std::string refused(const std::filesystem::path& file, const std::string& contents) {
  write_text(file, contents);
  const std::string line = error_of([&] { static_cast<void>(open_array(file, "samples")); });
  CHECK(line.find(file.filename().string()) != std::string::npos);
  return line;
}

}  // namespace

TEST_CASE("an array and its notes come back as they were, in both formats") {
  const Scratch scratch;
  for (const char* name : {"a.h5", "a.npy"}) {
    write_sample(scratch / name);
    const auto array = open_array(scratch / name, "past");
    CHECK(array->shape() == std::vector<std::size_t>{2, 1, 2, 2});
    CHECK(array->is_bytes());
    CHECK(array->row_size() == 4);
    CHECK(array->read_bytes(0) == std::vector<std::uint8_t>{1, 2, 3, 4});
    CHECK(array->read_bytes(1) == std::vector<std::uint8_t>{255, 6, 7, 0});
    CHECK(array->read_floats(1) == std::vector<float>{255, 6, 7, 0});
    CHECK(array->text("level") == "corner, \"näher\"\n");
    CHECK(array->number("seed") == 0xffffffffffffffffULL);
    CHECK_FALSE(array->text("nothing"));
    CHECK_FALSE(array->number("nothing"));
  }
}

TEST_CASE("an NPY file is what numpy.save writes, its notes are JSON beside it") {
  const Scratch scratch;
  write_sample(scratch / "states.npy");
  CHECK(read_text(scratch / "states.npy") ==
        npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 1, 2, 2), }",
            std::string("\x01\x02\x03\x04\xff\x06\x07\x00", 8)));
  CHECK(read_text(scratch / "states.json") ==
        "{\"level\":\"corner, \\\"näher\\\"\\n\",\"seed\":18446744073709551615,"
        "\"step\":[7,9],\"probability\":[0.25,0.75]}\n");
}

TEST_CASE("floats of both sizes are read row by row") {
  const Scratch scratch;
  const std::string dict = ", 'fortran_order': False, 'shape': (2, 2), }";
  write_text(scratch / "f4.npy", npy("{'descr': '<f4'" + dict, raw<float>({1, 2, -0.5F, 8})));
  write_text(scratch / "f8.npy", npy("{'descr': '<f8'" + dict, raw<double>({1, 2, -0.5, 8})));
  for (const char* name : {"f4.npy", "f8.npy"}) {
    const auto array = open_array(scratch / name, "samples");
    CHECK_FALSE(array->is_bytes());
    CHECK(array->read_floats(0) == std::vector<float>{1, 2});
    CHECK(array->read_floats(1) == std::vector<float>{-0.5F, 8});
    CHECK_FALSE(array->text("range"));  // no JSON beside it
  }
}

TEST_CASE("what is no array of numbers is named in one line") {
  const Scratch scratch;
  const auto file = scratch / "x.npy";
  const std::string rest = ", 'fortran_order': False, 'shape': (2,), }";
  const auto has = [](const std::string& line, const std::string& words) {
    CHECK_THAT(line, Catch::Contains(words));
  };
  has(refused(file, "hello"), "a cut file");
  has(refused(file, "hello, this is a text"), "another kind of file");
  has(refused(file, npy("{'descr': '<i8'" + rest, raw<std::int64_t>({1, 2}))), "found <i8");
  has(refused(file, npy("{'descr': '|u1'" + rest, "a")), "129 bytes instead of 130");
  has(refused(file, npy("{'descr': '|u1', 'fortran_order': True, 'shape': (2,), }", "ab")),
      "Fortran order");
  has(refused(file, npy("{'descr': '|u1', 'fortran_order': False, 'shape': (), }", "a")),
      "a single value");
  has(refused(scratch / "x.h5", "hello"), "file signature not found");
  write_sample(scratch / "y.h5");
  has(error_of([&] { static_cast<void>(open_array(scratch / "y.h5", "samples")); }),
      "dataset \"samples\"");
  has(error_of([&] { static_cast<void>(open_array(scratch / "none.h5", "past")); }), "found none");
  write_text(scratch / "z.npy", npy("{'descr': '|u1'" + rest, "ab"));
  write_text(scratch / "z.json", "[1]");
  has(error_of([&] { static_cast<void>(open_array(scratch / "z.npy", "samples")); }),
      "expected a JSON object");
}
