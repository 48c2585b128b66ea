#include "portraits/painted_set.hpp"

#include <algorithm>
#include <string>

#include "portraits/paint.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"
#include "recordings/picture_file.hpp"
#include "recordings/png.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kOnSheet = 100;
constexpr int kSheetEnlarged = 2;

void refuse_existing(const fs::path& file) {
  if (!fs::exists(file)) return;
  throw Error("a folder without portraits", "something that is already there", file.string(),
              "name another one, or move it away");
}

std::vector<PictureLabel> empty_labels() {
  std::vector<PictureLabel> labels;
  for (const Attribute& attribute : attribute_list()) {
    labels.push_back(
        {std::string(attribute.name), {attribute.values.begin(), attribute.values.end()}, {}});
  }
  return labels;
}

std::string fixed_text(const FixedAttributes& fixed) {
  std::string text;
  for (std::size_t i = 0; i < kAttributes; ++i) {
    if (!fixed[i]) continue;
    const Attribute& attribute = attribute_list()[i];
    text.append(text.empty() ? "" : " ").append(attribute.name).append("=");
    text.append(attribute.values[*fixed[i]]);
  }
  return text;
}

ArrayNotes notes_of(const PaintedSet& wanted) {
  ArrayNotes notes;
  notes.texts = {{"source", "paint"},
                 {"crossroads_version", CROSSROADS_VERSION},
                 {"fixed", fixed_text(wanted.fixed)}};
  notes.numbers = {{"seed", wanted.seed}, {"painter_version", kPainterVersion}};
  return notes;
}

// The first pictures are kept for the sheet.
std::int64_t write_file(const fs::path& file, const PaintedSet& wanted,
                        const std::function<bool(std::int64_t)>& go_on, std::vector<Frame>& first) {
  PictureWriter writer(file, kPortraitSidePx, kPortraitSidePx);
  std::vector<PictureLabel> labels = empty_labels();
  std::int64_t done = 0;
  do {
    const std::uint64_t seed = portrait_seed(wanted.seed, static_cast<std::uint64_t>(done));
    const Portrait portrait = portrait_with(wanted.fixed, seed);
    Frame picture = paint(portrait);
    writer.append(picture.pixels);
    const AttributeValues values = values_of(portrait.attributes);
    for (std::size_t i = 0; i < kAttributes; ++i) labels[i].column.push_back(values[i]);
    if (first.size() < kOnSheet) first.push_back(std::move(picture));
  } while (go_on(++done) && done < wanted.count);
  writer.close(labels, notes_of(wanted));
  return done;
}

}  // namespace

std::int64_t write_portraits(const PaintedSet& wanted,
                             const std::function<bool(std::int64_t)>& go_on) {
  const fs::path file = wanted.folder / kPortraitsFile, sheet = wanted.folder / kSheetFile;
  fs::create_directories(wanted.folder);
  refuse_existing(file);
  refuse_existing(sheet);
  std::int64_t done = 0;
  std::vector<Frame> first;
  write_file_atomic(
      file, [&](const fs::path& temporary) { done = write_file(temporary, wanted, go_on, first); });
  write_png(sheet, contact_sheet(first, kSheetEnlarged));
  return done;
}

Frame contact_sheet(const std::vector<Frame>& pictures, int enlarged, int columns) {
  const int count = static_cast<int>(pictures.size());
  columns = std::min(count, columns);
  const int rows = (count - 1) / columns + 1;
  const int height = pictures[0].height_px, width = pictures[0].width_px;
  Frame sheet(rows * height, columns * width);
  for (int i = 0; i < count; ++i) {
    const int top = i / columns * height, left = i % columns * width;
    const std::uint8_t* row = pictures[static_cast<std::size_t>(i)].pixels.data();
    for (int line = 0; line < 3 * height; ++line, row += width) {
      std::copy_n(row, width, &sheet.at(line / height, top + line % height, left));
    }
  }
  return enlarge(sheet, enlarged);
}

}  // namespace crossroads
