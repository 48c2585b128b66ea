#include "experiments/outside_samples.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "recordings/array_file.hpp"
#include "recordings/error.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;

// Floats may leave their range by so much of its width: a network without a bounded output does.
// Beyond it the range is not the one that was declared.
constexpr float kOvershoot = 0.5F;

struct Range {
  float low = 0;
  float high = 0;
};

Range declared_range(const ArrayReader& array) {
  const auto text = array.text("range");
  if (text == "-1..1") return {-1, 1};
  if (text == "0..1") return {0, 1};
  throw Error("uint8 samples, or floats with a note \"range\" that is \"-1..1\" or \"0..1\"",
              text ? "the range \"" + *text + "\"" : "floats without it", array.where(),
              "set the attribute (with .npy: the entry in its .json)");
}

void check_hash(const ArrayReader& array, const std::string& wanted) {
  const auto found = array.text("states_hash");
  if (found == wanted) return;
  throw Error("a note \"states_hash\" of " + wanted, found ? *found : "none", array.where(),
              found
                  ? "draw samples for the states that you give"
                  : "copy this attribute from the states (with .npy: copy their .json beside it)");
}

void check_shape(const ArrayReader& array, std::size_t states, const Frame& like) {
  const auto& found = array.shape();
  const auto height = static_cast<std::size_t>(like.height_px);
  const auto width = static_cast<std::size_t>(like.width_px);
  const std::vector<std::size_t> wanted{states, found.size() > 1 ? found[1] : 0, 3, height, width};
  if (found == wanted && found[1] > 0) return;
  throw Error("samples of shape (" + std::to_string(states) + ", samples, 3, " +
                  std::to_string(height) + ", " + std::to_string(width) + ")",
              shape_text(found), array.where(), "write [state, sample, 3, H, W]");
}

class SampleFile {
 public:
  SampleFile(const fs::path& file, const Questions& questions)
      : array_(open_array(file, "samples")) {
    const auto rows = exported_rows(questions.states);
    const Frame& like = rows.front()->past.front();
    check_shape(*array_, rows.size(), like);
    check_hash(*array_, states_hash(rows));
    if (!array_->is_bytes()) range_ = declared_range(*array_);
    blank_ = Frame(like.height_px, like.width_px);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      row_of_[{rows[row]->game_seed, rows[row]->step}] = row;
    }
  }

  [[nodiscard]] int count() const { return static_cast<int>(array_->shape()[1]); }

  [[nodiscard]] std::vector<Frame> samples(const EvaluationState& state, int count) const {
    const std::size_t row = row_of_.at({state.game_seed, state.step});
    const std::vector<std::uint8_t> bytes =
        array_->is_bytes() ? array_->read_bytes(row) : rounded(row);
    std::vector<Frame> frames(static_cast<std::size_t>(std::min(count, this->count())), blank_);
    auto from = bytes.begin();
    for (Frame& frame : frames) {
      const auto size = static_cast<std::ptrdiff_t>(frame.pixels.size());
      std::copy(from, from + size, frame.pixels.begin());
      from += size;
    }
    return frames;
  }

 private:
  [[nodiscard]] std::vector<std::uint8_t> rounded(std::size_t row) const {
    const std::vector<float> values = array_->read_floats(row);
    const float width = range_.high - range_.low;
    std::vector<std::uint8_t> bytes(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      const float share = (values[i] - range_.low) / width;
      if (!(share >= -kOvershoot && share <= 1 + kOvershoot)) throw outside(values[i], row, i);
      bytes[i] = static_cast<std::uint8_t>(std::nearbyint(std::clamp(share, 0.0F, 1.0F) * 255));
    }
    return bytes;
  }

  [[nodiscard]] Error outside(float value, std::size_t row, std::size_t position) const {
    const std::size_t sample = position / blank_.pixels.size();
    return {
        "values in the declared range " + *array_->text("range"),
        std::isnan(value) ? "NaN" : std::to_string(value),
        array_->where() + " at state " + std::to_string(row) + ", sample " + std::to_string(sample),
        "repair the samples, or declare their range"};
  }

  std::unique_ptr<ArrayReader> array_;
  Range range_;
  Frame blank_;
  std::map<std::pair<std::uint64_t, int>, std::size_t> row_of_;
};

}  // namespace

OutsideSamples load_samples(const fs::path& file, const Questions& questions) {
  // Copies of a std::function share what they hold, and an open file is not copied.
  const auto samples = std::make_shared<const SampleFile>(file, questions);
  Contender contender;
  contender.arm = file.stem().string();
  contender.folder = file.string();
  contender.past_frames = questions.request.past_frames;
  contender.ahead = questions.request.ahead;
  contender.deterministic = samples->count() == 1;
  contender.sample = [samples](const EvaluationState& state, int count, std::uint64_t) {
    return samples->samples(state, count);
  };
  return {contender, samples->count()};
}

}  // namespace crossroads
