#include "predictor/training_loop.hpp"

#include <iostream>

#include "predictor/run_folder.hpp"
#include "predictor/training_clock.hpp"
#include "predictor/training_log.hpp"
#include "recordings/program.hpp"
#include "recordings/progress.hpp"

namespace crossroads {

namespace {

namespace fs = std::filesystem;

class Sheets {
 public:
  Sheets(const TrainingLoop& loop, const fs::path& folder) : loop_(loop) {
    if (fs::exists(sheet_file(folder, loop.steps_done()))) written_ = loop.steps_done();
    if (loop.sheet) fs::create_directories(sheet_file(folder, 0).parent_path());
  }

  void write(TrainingLog& log) {
    if (!loop_.sheet || written_ == loop_.steps_done()) return;
    written_ = loop_.steps_done();
    log.write_sheet(written_, loop_.sheet());
  }

 private:
  const TrainingLoop& loop_;
  std::int64_t written_ = -1;  // the step of the last one
};

void tell_end(const TrainingLoop& loop, const fs::path& folder, double seconds) {
  const bool whole = loop.steps_done() >= loop.steps;
  std::cout << (whole ? "done: " : "interrupted, saved: ") << loop.steps_done() << " steps, ";
  if (!loop.amount_unit.empty()) {
    std::cout << loop.steps_done() * loop.amount_a_step << ' ' << loop.amount_unit << ", ";
  }
  std::cout << static_cast<std::int64_t>(seconds) << " s, in " << folder.string() << '\n';
  if (!whole) {
    std::cout << "go on with: " << loop.program << " --config '" << folder.string()
              << "/config.ini' --resume\n";
  }
}

}  // namespace

bool run_training(const TrainingLoop& loop, const fs::path& folder, double seconds_before) {
  remove_later_files(folder, loop.steps_done());  // also what a killed first attempt left
  TrainingLog log(folder, loop.steps_done());
  Sheets sheets(loop, folder);
  Progress progress(loop.title, "steps", loop.steps, loop.steps_done());
  watch_interrupt();
  TrainingClock clock(seconds_before);
  auto saved = std::chrono::steady_clock::now();
  double next_sheet = clock.seconds() + loop.sheet_every_seconds;
  const auto whole = [&] { return loop.steps_done() >= loop.steps; };
  while (!whole() && !interrupted()) {
    const std::string part = loop.part ? loop.part() + " " : "";
    const StepReport report = loop.step();
    log.add(report, loop.steps_done(), clock.seconds());
    progress.update(loop.steps_done(), part + log.note());
    if (seconds_since(saved) >= loop.save_every_seconds) {
      log.flush();  // first: rows that a checkpoint has behind it never come again
      clock.leave_out([&] { loop.save(clock.seconds()); });
      saved = std::chrono::steady_clock::now();
    }
    if (loop.beside) clock.leave_out([&] { loop.beside(clock.seconds()); });
    if (clock.seconds() >= next_sheet) {
      clock.leave_out([&] { sheets.write(log); });
      next_sheet = clock.seconds() + loop.sheet_every_seconds;
    }
  }
  progress.finish();
  if (whole()) log.write_rest(loop.steps_done(), clock.seconds());
  log.flush();
  clock.leave_out([&] {
    loop.save(clock.seconds());
    sheets.write(log);
  });
  tell_end(loop, folder, clock.seconds());
  return whole();
}

}  // namespace crossroads
