#include "recordings/frame_source.hpp"

#include <algorithm>
#include <optional>

#include "recordings/error.hpp"
#include "recordings/hash.hpp"
#include "recordings/recording.hpp"

namespace crossroads {
namespace {

std::string size_text(int height, int width) {
  return std::to_string(height) + "x" + std::to_string(width) + " px (height x width)";
}

void append_episode(FrameSource& source, const Episode& episode) {
  const auto count = static_cast<std::int64_t>(episode.frames.size());
  source.episodes.push_back({source.frames(), count});
  for (const Frame& frame : episode.frames) {
    source.pixels.insert(source.pixels.end(), frame.pixels.begin(), frame.pixels.end());
  }
  source.actions.insert(source.actions.end(), episode.actions.begin(), episode.actions.end());
  source.actions.push_back(0);
  const auto legal = episode.infos.find("legal_frames");
  if (legal == episode.infos.end()) return;
  for (const double frames : legal->second) source.open.push_back(frames > 1 ? 1 : 0);
}

bool same_episodes(const FrameSource& a, const FrameSource& b) {
  const auto same = [&](const FrameSource::Span& one, const FrameSource::Span& other) {
    // Nothing could follow but what did before the first frame: it is equal.
    return one.count == other.count &&
           std::equal(a.frame(one.first), a.frame(one.first + 1), b.frame(other.first));
  };
  return a.height_px == b.height_px && a.width_px == b.width_px &&
         std::equal(a.episodes.begin(), a.episodes.end(), b.episodes.begin(), b.episodes.end(),
                    same);
}

// A network can't learn two paces at once. Levels and policies may differ: then no single one is
// what was learnt from, and nobody shall take the first for it.
void check_and_mix(RecordingInfo& all, const RecordingInfo& next,
                   const std::filesystem::path& path) {
  if (all.frame_skip != next.frame_skip) {
    throw Error(std::to_string(all.frame_skip) + " ticks a frame as in the first recording",
                std::to_string(next.frame_skip), path.string(),
                "use recordings of one frame skip together");
  }
  if (all.level_hash != next.level_hash) {
    all.level_name = all.level_hash = "several";
    all.level_text.clear();
  }
  if (all.policy != next.policy) all.policy = "several";
}

void append_recording(FrameSource& source, const std::filesystem::path& path, bool first) {
  const RecordingReader reader(path);
  const RecordingInfo& info = reader.info();
  if (first) {
    source.info = info;
    source.height_px = info.height_px;
    source.width_px = info.width_px;
  } else if (info.height_px != source.height_px || info.width_px != source.width_px) {
    throw Error(
        "frames of " + size_text(source.height_px, source.width_px) + " as in the first recording",
        size_text(info.height_px, info.width_px), path.string(),
        "use recordings of one size together");
  } else {
    check_and_mix(source.info, info, path);
  }
  for (int episode = 0; episode < reader.episodes(); ++episode) {
    append_episode(source, reader.read(episode));
  }
}

// Where one episode ends and the next begins is part of the data.
std::string hash_of_data(const FrameSource& source) {
  std::uint64_t hash = hash_bytes(source.pixels.data(), source.pixels.size());
  for (const FrameSource::Span& episode : source.episodes) {
    hash = hash_bytes(&episode.count, sizeof episode.count, hash);
  }
  return hash_text(hash);
}

}  // namespace

std::int64_t FrameSource::frames() const {
  return episodes.empty() ? 0 : episodes.back().first + episodes.back().count;
}

Frame FrameSource::copy_frame(std::int64_t index) const {
  Frame copy(height_px, width_px);
  std::copy_n(frame(index), bytes_per_frame(), copy.pixels.begin());
  return copy;
}

FrameSource load_frames(const std::vector<std::filesystem::path>& recordings, int least_frames) {
  if (recordings.empty()) throw UsageError("expected at least one recording, found none");
  FrameSource source;
  for (std::size_t i = 0; i < recordings.size(); ++i) {
    append_recording(source, recordings[i], i == 0);
  }
  std::int64_t longest = 0;
  for (const FrameSource::Span& episode : source.episodes) {
    longest = std::max(longest, episode.count);
  }
  if (longest < std::max(least_frames, 1)) {
    throw Error("an episode of at least " + std::to_string(std::max(least_frames, 1)) + " frames",
                longest == 0 ? "no frame at all"
                             : "at most " + std::to_string(longest) + " frames in an episode",
                recordings.front().string(), "record longer episodes, or use fewer past frames");
  }
  const auto& actions = source.actions;
  if (std::count(actions.begin(), actions.end(), 0) ==
      static_cast<std::ptrdiff_t>(actions.size())) {
    source.actions.clear();
  }
  source.data_hash = hash_of_data(source);
  return source;
}

void add_redrawn(FrameSource& source, const std::vector<std::filesystem::path>& redrawn) {
  FrameSource other = load_frames(redrawn, 1);
  if (!same_episodes(source, other)) {
    throw Error("the games of the recordings, redrawn", "other games", redrawn.front().string(),
                "make it by redraw --recording, one for each recording, in the same order");
  }
  if (other.open.size() != static_cast<std::size_t>(other.frames())) {
    throw Error("a recording made by redraw", "one without infos/legal_frames",
                redrawn.front().string(), "make it by redraw --recording");
  }
  source.other_pixels = std::move(other.pixels);
  source.open = std::move(other.open);
}

}  // namespace crossroads
