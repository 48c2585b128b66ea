#include "experiments/exported_states.hpp"

#include <algorithm>
#include <tuple>

#include "recordings/array_file.hpp"
#include "recordings/error.hpp"
#include "recordings/hash.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kFormat = 1;
constexpr const char* kFormatNote = "crossroads_states";

std::vector<std::size_t> frame_shape(const Frame& frame) {
  return {3, static_cast<std::size_t>(frame.height_px), static_cast<std::size_t>(frame.width_px)};
}

ArrayNotes notes_of(const Questions& q, const std::vector<const EvaluationState*>& rows) {
  ArrayNotes notes;
  notes.texts = {{"level_name", q.level.name},
                 {"level_text", q.level.text},
                 {"policy", policy_text(q.policy)},
                 {"version", CROSSROADS_VERSION},
                 {"states_hash", states_hash(rows)}};
  notes.numbers = {{kFormatNote, kFormat},
                   {"seed", q.request.seed},
                   {"frame_skip", static_cast<std::uint64_t>(q.request.frame_skip)},
                   {"ahead", static_cast<std::uint64_t>(q.request.ahead)},
                   {"past_frames", static_cast<std::uint64_t>(q.request.past_frames)},
                   {"open_states", static_cast<std::uint64_t>(q.request.states)},
                   {"forced_states", static_cast<std::uint64_t>(q.request.forced)},
                   {"samples", static_cast<std::uint64_t>(q.samples)}};
  for (const EvaluationState* state : rows) {
    notes.columns["state_id"].push_back(notes.columns["state_id"].size());
    notes.columns["game_seed"].push_back(state->game_seed);
    notes.columns["step"].push_back(static_cast<std::uint64_t>(state->step));
  }
  return notes;
}

// What a file of states says of itself; an error names what is missing.
class Notes {
 public:
  explicit Notes(const ArrayReader& file) : file_(file) {
    const auto format = file.number(kFormatNote);
    if (!format) throw missing(kFormatNote);
    if (*format > kFormat) {
      throw Error("states of format " + std::to_string(kFormat) + " or older",
                  "format " + std::to_string(*format), file.where(), "use a newer Crossroads");
    }
  }
  [[nodiscard]] std::string text(const std::string& name) const {
    const auto value = file_.text(name);
    if (!value) throw missing(name);
    return *value;
  }
  [[nodiscard]] int count(const std::string& name) const {
    return static_cast<int>(std::min<std::uint64_t>(seed(name), 1U << 30U));
  }
  [[nodiscard]] std::uint64_t seed(const std::string& name) const {
    const auto value = file_.number(name);
    if (!value) throw missing(name);
    return *value;
  }

 private:
  [[nodiscard]] Error missing(const std::string& name) const {
    return {"states written by export-states", "none of its notes \"" + name + "\"", file_.where(),
            "give the file (with .npy: and its .json) as export-states wrote it"};
  }
  const ArrayReader& file_;
};

}  // namespace

void ask(Questions& questions) {
  questions.states = collect_states({questions.level}, questions.policy, questions.request);
}

// By the game's seed, which says nothing, then by time.
std::vector<const EvaluationState*> exported_rows(const StateSet& states) {
  std::vector<const EvaluationState*> rows;
  for (const auto& state : states.main) rows.push_back(&state);
  for (const auto& state : states.forced) rows.push_back(&state);
  std::sort(rows.begin(), rows.end(), [](const EvaluationState* a, const EvaluationState* b) {
    return std::tie(a->game_seed, a->step) < std::tie(b->game_seed, b->step);
  });
  return rows;
}

std::string states_hash(const std::vector<const EvaluationState*>& rows) {
  std::uint64_t hash = kHashStart;
  for (const EvaluationState* state : rows) {
    for (const Frame& frame : state->past) {
      hash = hash_words(frame.pixels.data(), frame.pixels.size(), hash);
    }
  }
  return hash_text(hash);
}

void write_states(const fs::path& file, const Questions& questions) {
  const auto rows = exported_rows(questions.states);
  std::vector<std::vector<std::uint8_t>> pasts;
  for (const EvaluationState* state : rows) {
    auto& past = pasts.emplace_back();
    for (const Frame& frame : state->past) {
      past.insert(past.end(), frame.pixels.begin(), frame.pixels.end());
    }
  }
  auto shape = frame_shape(rows.front()->past.front());
  shape.insert(shape.begin(), rows.front()->past.size());
  write_array(file, "past", shape, pasts, notes_of(questions, rows));
}

void write_truth(const fs::path& file, const Questions& questions) {
  const auto rows = exported_rows(questions.states);
  std::vector<std::vector<std::uint8_t>> frames;
  ArrayNotes notes;
  notes.texts = {{"states_hash", states_hash(rows)}};
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (const auto& legal : rows[row]->legal) {
      frames.push_back(legal.frame.pixels);
      notes.columns["state"].push_back(row);
      notes.real_columns["probability"].push_back(legal.probability);
    }
  }
  write_array(file, "frames", frame_shape(rows.front()->past.front()), frames, notes);
}

Questions read_states(const fs::path& file) {
  const auto array = open_array(file, "past");
  const Notes notes(*array);
  Questions questions;
  questions.level = parse_level(notes.text("level_text"), notes.text("level_name"));
  questions.policy = parse_policy(notes.text("policy"), questions.level);
  questions.request = {notes.seed("seed"),           notes.count("frame_skip"),
                       notes.count("past_frames"),   notes.count("open_states"),
                       notes.count("forced_states"), notes.count("ahead")};
  questions.samples = notes.count("samples");
  ask(questions);
  const std::string hash = states_hash(exported_rows(questions.states));
  if (hash != notes.text("states_hash")) {
    throw Error("the states " + hash + ", as Crossroads " CROSSROADS_VERSION " collects them",
                notes.text("states_hash") + " of version " + notes.text("version"), array->where(),
                "run export-states again, and draw the samples anew");
  }
  return questions;
}

}  // namespace crossroads
