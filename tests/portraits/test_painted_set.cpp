#include "portraits/paint.hpp"
#include "portraits/painted_set.hpp"
#include "recordings/picture_file.hpp"
#include "recordings/png.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using namespace crossroads::tests;

namespace {

bool to_the_end(std::int64_t) {
  return true;
}

PictureFile painted(const std::filesystem::path& folder, std::int64_t count, std::uint64_t seed) {
  CHECK(write_portraits({folder, count, seed, {}}, to_the_end) == count);
  return read_picture_file(folder / kPortraitsFile);
}

}  // namespace

TEST_CASE("a painted set comes back with its attributes and their names") {
  const Scratch scratch;
  const PictureFile file = painted(scratch / "set", 70, 9);
  REQUIRE(file.count() == 70);
  REQUIRE(file.labels.size() == kAttributes);
  for (std::uint64_t i = 0; i < 70; ++i) {
    const Portrait portrait = portrait_from_seed(portrait_seed(9, i));
    const Frame picture = paint(portrait);
    CHECK(std::equal(picture.pixels.begin(), picture.pixels.end(),
                     file.pixels.begin() + static_cast<std::ptrdiff_t>(i) * 3 * 64 * 64));
    const AttributeValues values = values_of(portrait.attributes);
    for (std::size_t a = 0; a < kAttributes; ++a) CHECK(file.labels[a].column[i] == values[a]);
  }
  for (std::size_t a = 0; a < kAttributes; ++a) {
    const Attribute& attribute = attribute_list()[a];
    CHECK(file.labels[a].name == attribute.name);
    CHECK(std::equal(attribute.values.begin(), attribute.values.end(),
                     file.labels[a].values.begin(), file.labels[a].values.end()));
  }
}

TEST_CASE("a longer set begins with the shorter one") {
  const Scratch scratch;
  const PictureFile few = painted(scratch / "few", 5, 4), many = painted(scratch / "many", 40, 4);
  CHECK(std::equal(few.pixels.begin(), few.pixels.end(), many.pixels.begin()));
  CHECK(painted(scratch / "other", 5, 5).pixels != few.pixels);
}

TEST_CASE("the sheet shows the first hundred in rows of ten") {
  const Scratch scratch;
  (void)painted(scratch / "set", 103, 1);
  const Frame sheet = read_png(scratch / "set" / kSheetFile);
  CHECK(sheet.width_px == 2 * 640);
  CHECK(sheet.height_px == 2 * 640);
  const Frame picture = paint(portrait_from_seed(portrait_seed(1, 12)));
  CHECK(sheet.at(1, 2 * (64 + 30), 2 * (2 * 64 + 20)) == picture.at(1, 30, 20));
  (void)painted(scratch / "small", 3, 1);
  CHECK(read_png(scratch / "small" / kSheetFile).width_px == 2 * 3 * 64);
}

TEST_CASE("who is stopped keeps what is painted") {
  const Scratch scratch;
  const auto until_seven = [](std::int64_t done) { return done < 7; };
  CHECK(write_portraits({scratch / "set", 1000, 1, {}}, until_seven) == 7);
  CHECK(read_picture_file(scratch / "set" / kPortraitsFile).count() == 7);
}

TEST_CASE("portraits that are there are not painted over") {
  const Scratch scratch;
  (void)painted(scratch / "set", 2, 1);
  const std::string before = read_text(scratch / "set" / kPortraitsFile);
  const std::string error = error_of([&] {
    (void)write_portraits({scratch / "set", 3, 2, {}}, to_the_end);
  });
  CHECK(error.find("already there") != std::string::npos);
  CHECK(read_text(scratch / "set" / kPortraitsFile) == before);
}

TEST_CASE("a damaged file of portraits is refused in one line") {
  const Scratch scratch;
  (void)painted(scratch / "set", 40, 1);
  const std::string whole = read_text(scratch / "set" / kPortraitsFile);
  for (const std::size_t size : {std::size_t{0}, std::size_t{7}, whole.size() / 2}) {
    write_text(scratch / "cut.h5", whole.substr(0, size));
    (void)error_of([&] { (void)read_picture_file(scratch / "cut.h5"); });
  }
  (void)error_of([&] { (void)read_picture_file(scratch / "none.h5"); });
  write_array(scratch / "other.h5", "pictures", {5}, {{1, 2, 3, 4, 5}}, {});
  const std::string error = error_of([&] { (void)read_picture_file(scratch / "other.h5"); });
  CHECK(error.find("(1, 5)") != std::string::npos);
}
