#include "predictor/training_log.hpp"

#include <cstdlib>
#include <sstream>

#include "predictor/run_folder.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"
#include "recordings/png.hpp"

namespace crossroads {

namespace {

constexpr std::int64_t kLogEvery = 10;  // steps averaged in one row

using Means = TrainingLog::Means;

constexpr std::array<const char*, std::tuple_size_v<Means>> kMeanNames = {"loss",
                                                                          "energy_score",
                                                                          "squared_error",
                                                                          "generator_loss",
                                                                          "discriminator_loss",
                                                                          "energy_gradient",
                                                                          "adversarial_gradient",
                                                                          "adversarial_weight"};

Means values_of(const StepReport& report) {
  return {report.loss,
          report.energy_score,
          report.squared_error,
          report.generator_loss,
          report.discriminator_loss,
          report.energy_gradient,
          report.adversarial_gradient,
          report.adversarial_weight};
}

std::string note_of(const Means& sums, int count) {
  const double loss = sums[0], generator = sums[3], discriminator = sums[4];
  std::ostringstream note;
  note.precision(3);
  note << "loss " << loss / count;
  if (discriminator > 0) note << "  G " << generator / count << "  D " << discriminator / count;
  return note.str();
}

std::string header() {
  std::string line = "step,seconds";
  for (const char* name : kMeanNames) line += std::string(",") + name;
  return line + "\n";
}

// The rows up to `from_step`; not one that was broken off, without an end of its line.
std::string kept_rows(const std::filesystem::path& file, std::int64_t from_step) {
  std::string kept = header();
  if (from_step == 0 || !std::filesystem::exists(file)) return kept;
  std::istringstream old(read_text_file(file));
  std::string line;
  std::getline(old, line);
  while (std::getline(old, line) && !old.eof() && std::atoll(line.c_str()) <= from_step) {
    kept += line + "\n";
  }
  return kept;
}

}  // namespace

TrainingLog::TrainingLog(const std::filesystem::path& folder, std::int64_t from_step)
    : folder_(folder), file_(folder / "log.csv"), events_(folder, from_step) {
  write_file_atomic(file_, kept_rows(file_, from_step));
  out_.open(file_, std::ios::app);
}

void TrainingLog::add(const StepReport& report, std::int64_t steps_done, double seconds) {
  const auto values = values_of(report);
  for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += values[i];
  ++count_;
  if (steps_done % kLogEvery == 0) write_rest(steps_done, seconds);
}

void TrainingLog::write_rest(std::int64_t steps_done, double seconds) {
  if (count_ == 0) return;
  std::vector<std::pair<std::string, double>> row{{"seconds", seconds}};
  for (std::size_t i = 0; i < sums_.size(); ++i) row.emplace_back(kMeanNames[i], sums_[i] / count_);
  note_ = note_of(sums_, count_);
  sums_ = {};
  count_ = 0;

  out_ << steps_done;
  for (const auto& [name, value] : row) out_ << ',' << value;
  out_ << '\n';
  events_.add_numbers(steps_done, row);
}

void TrainingLog::write_sheet(std::int64_t steps_done, const Frame& sheet) {
  const auto png = encode_png(sheet);
  const std::string_view bytes(reinterpret_cast<const char*>(png.data()), png.size());
  write_file_atomic(sheet_file(folder_, steps_done), bytes);
  events_.add_picture(steps_done, "samples", sheet.height_px, sheet.width_px, bytes);
}

void TrainingLog::flush() {
  if (!out_.flush()) {
    throw Error("room for the log", "a failed write", file_.string(), "free some space");
  }
}

}  // namespace crossroads
