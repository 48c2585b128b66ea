#include "recordings/summary.hpp"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <map>
#include <sstream>

#include "recordings/input_log.hpp"
#include "recordings/recording.hpp"
#include "recordings/whole_number.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;

struct Range {
  double least = std::numeric_limits<double>::infinity();
  double most = -std::numeric_limits<double>::infinity();
  void add(double value) {
    least = std::min(least, value);
    most = std::max(most, value);
  }
};

struct Totals {
  std::int64_t episodes = 0, frames = 0, steps = 0, ended = 0, cut_off = 0;
  Range lengths, rewards;
  double reward = 0;
  std::map<std::int64_t, std::int64_t> actions;
  std::map<std::string, Range> infos;
};

void add(Totals& totals, const Episode& episode) {
  ++totals.episodes;
  totals.frames += static_cast<std::int64_t>(episode.frames.size());
  totals.steps += static_cast<std::int64_t>(episode.actions.size());
  totals.lengths.add(static_cast<double>(episode.frames.size()));
  if (!episode.actions.empty()) {
    totals.ended += episode.terminations.back() != 0 ? 1 : 0;
    totals.cut_off += episode.truncations.back() != 0 ? 1 : 0;
  }
  for (const double reward : episode.rewards) {
    totals.rewards.add(reward);
    totals.reward += reward;
  }
  for (const std::int64_t action : episode.actions) ++totals.actions[action];
  for (const auto& [name, values] : episode.infos) {
    for (const double value : values) totals.infos[name].add(value);
  }
}

std::string number_text(double number) {
  char text[40];
  std::snprintf(text, sizeof text, "%.12g", number);
  return text;
}

std::string range_text(const Range& range) {
  if (range.least == range.most) return number_text(range.least);
  return number_text(range.least) + " to " + number_text(range.most);
}

class Lines {
 public:
  void add(const std::string& name, const std::string& value) {
    std::string head = "  " + name;
    head.resize(std::max<std::size_t>(head.size() + 1, 20), ' ');
    if (!value.empty()) text_ += head + value + "\n";
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string palette_text(const std::vector<std::uint8_t>& palette) {
  if (palette.empty()) return "";
  std::string text = std::to_string(palette.size() / 3) + " colours:";
  for (std::size_t i = 0; i + 2 < palette.size(); i += 3) {
    char colour[16];
    std::snprintf(colour, sizeof colour, " #%02x%02x%02x", palette[i], palette[i + 1],
                  palette[i + 2]);
    text += colour;
  }
  return text;
}

std::string level_text(const RecordingInfo& info) {
  if (info.level_name.empty() && info.level_text.empty()) return "";
  const auto lines = std::count(info.level_text.begin(), info.level_text.end(), '\n');
  return info.level_name + " (" + std::to_string(lines) + " lines, hash " + info.level_hash + ")";
}

void add_info(Lines& lines, const RecordingInfo& info) {
  lines.add("source", info.source);
  lines.add("level", level_text(info));
  lines.add("policy", info.policy);
  if (info.frame_skip > 0) lines.add("frame skip", std::to_string(info.frame_skip) + " ticks");
  if (!info.level_text.empty()) lines.add("seed", std::to_string(info.seed));
  lines.add("frame size", std::to_string(info.width_px) + "x" + std::to_string(info.height_px) +
                              " px (width x height)");
  lines.add("palette", palette_text(info.palette));
  lines.add("ghost modes", info.ghost_mode_codes);
}

// "0 none, 1 up, ...", see RecordingInfo; whatever else a foreign recording says names nothing.
std::map<std::int64_t, std::string> action_names(const std::string& codes) {
  std::map<std::int64_t, std::string> names;
  std::istringstream stream(codes);
  for (std::string code; std::getline(stream >> std::ws, code, ',');) {
    const std::size_t space = std::min(code.find(' '), code.size());
    std::int64_t action = 0;
    if (!read_whole_number(code.substr(0, space), action) || space + 1 >= code.size()) continue;
    names[action] = code.substr(space + 1);
  }
  return names;
}

std::string actions_text(const Totals& totals, const std::string& codes) {
  const std::map<std::int64_t, std::string> names = action_names(codes);
  std::string text;
  for (const auto& [action, count] : totals.actions) {
    const auto name = names.find(action);
    text += text.empty() ? "" : ", ";
    text += name == names.end() ? std::to_string(action) : name->second;
    text += " " + std::to_string(count);
  }
  return text;
}

void add_totals(Lines& lines, const Totals& totals, const std::string& action_codes) {
  lines.add("episodes", std::to_string(totals.episodes) + " (" + std::to_string(totals.ended) +
                            " ended by themselves, " + std::to_string(totals.cut_off) +
                            " cut off)");
  lines.add("frames",
            std::to_string(totals.frames) +
                (totals.frames > 0 ? ", " + range_text(totals.lengths) + " an episode" : ""));
  lines.add("steps", std::to_string(totals.steps));
  lines.add("actions", actions_text(totals, action_codes));
  if (totals.steps > 0) {
    lines.add("rewards",
              range_text(totals.rewards) + ", " + number_text(totals.reward) + " in all");
  }
  for (const auto& [name, range] : totals.infos) lines.add("infos/" + name, range_text(range));
}

void add_log(Lines& lines, const fs::path& file) {
  if (!fs::exists(file)) return;
  const InputLog log = read_input_log(file);
  std::size_t ticks = 0;
  for (const InputLog::Game& game : log.games) ticks += game.actions.size();
  lines.add("input log", file.filename().string() + ": " + std::to_string(log.games.size()) +
                             " games, " + std::to_string(ticks) + " ticks");
}

// Of the whole folder; of a lone main_data.hdf5 the file's.
std::uintmax_t bytes_on_disk(const fs::path& file) {
  if (file.parent_path().filename() != "data") return fs::file_size(file);
  std::uintmax_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(file.parent_path().parent_path())) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

void add_size(Lines& lines, const fs::path& file, const RecordingInfo& info, std::int64_t frames) {
  const auto bytes = static_cast<double>(bytes_on_disk(file));
  const double raw = 3.0 * info.height_px * info.width_px * static_cast<double>(frames);
  char text[120];
  std::snprintf(text, sizeof text, "%.0f bytes", bytes);
  std::string value = text;
  if (frames > 0) {
    std::snprintf(text, sizeof text, ", %.0f a frame, %.1f %% of the raw pixels",
                  bytes / static_cast<double>(frames), 100 * bytes / raw);
    value += text;
  }
  lines.add("on disk", value);
}

}  // namespace

std::string summary_text(const fs::path& recording,
                         const std::function<void(std::int64_t, std::int64_t)>& progress) {
  const RecordingReader reader(recording);
  Totals totals;
  for (int number = 0; number < reader.episodes(); ++number) {
    add(totals, reader.read(number));
    progress(totals.episodes, reader.episodes());
  }
  Lines lines;
  add_info(lines, reader.info());
  add_totals(lines, totals, reader.info().action_codes);
  add_log(lines, reader.file().parent_path().parent_path() / "inputs.log");
  add_size(lines, reader.file(), reader.info(), totals.frames);
  return reader.file().string() + "\n" + lines.text();
}

}  // namespace crossroads
