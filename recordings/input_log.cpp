#include "recordings/input_log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <limits>
#include <optional>

#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"

// The file: a header in one piece (magic, version, fields), then one byte a tick. Bytes from 0xf0
// up are not ticks but marks: a game begins (and its seed, 8 bytes) or ends (and its hash, 8
// bytes). Numbers are little-endian.

namespace crossroads {
namespace {

constexpr std::string_view kMagic = "crossroads input log\n";
constexpr std::uint32_t kVersion = 1;
constexpr std::uint8_t kGameBegins = 0xf0;
constexpr std::uint8_t kGameEnds = 0xf1;
constexpr std::uint8_t kLargestAction = 4;
constexpr std::uint32_t kMostFrameSkip = std::numeric_limits<int>::max();
// Less than the second that may be lost by the time to the next tick.
constexpr std::chrono::milliseconds kFlushEvery{900};

template <class Number>
void put_number(std::string& out, Number number) {
  for (std::size_t i = 0; i < sizeof number; ++i) {
    out.push_back(static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i) & 0xff));
  }
}

void put_text(std::string& out, const std::string& text) {
  put_number(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

std::string header_bytes(const InputLog& header) {
  std::string out(kMagic);
  put_number(out, kVersion);
  put_text(out, header.level_name);
  put_text(out, header.level_text);
  put_text(out, header.policy);
  put_number(out, header.seed);
  put_number(out, static_cast<std::uint32_t>(header.frame_skip));
  return out;
}

// Reads forward; nothing where the bytes end too soon.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  template <class Number>
  [[nodiscard]] std::optional<Number> number() {
    if (bytes_.size() < sizeof(Number)) return std::nullopt;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
      value |= std::uint64_t{static_cast<unsigned char>(bytes_[i])} << (8 * i);
    }
    bytes_.remove_prefix(sizeof(Number));
    return static_cast<Number>(value);
  }

  [[nodiscard]] std::optional<std::string> text() {
    const auto size = number<std::uint32_t>();
    if (!size || bytes_.size() < *size) return std::nullopt;
    std::string value(bytes_.substr(0, *size));
    bytes_.remove_prefix(*size);
    return value;
  }

 private:
  std::string_view bytes_;
};

InputLog read_header(Bytes& bytes, const std::filesystem::path& file) {
  const auto version = bytes.number<std::uint32_t>();
  if (version && *version != kVersion) {
    throw Error("an input log of version " + std::to_string(kVersion),
                "version " + std::to_string(*version), file.string(),
                "read it with the Crossroads that wrote it");
  }
  const auto level_name = bytes.text();
  const auto level_text = bytes.text();
  const auto policy = bytes.text();
  const auto seed = bytes.number<std::uint64_t>();
  const auto frame_skip = bytes.number<std::uint32_t>();
  if (!version || !level_name || !level_text || !policy || !seed || !frame_skip) {
    throw Error("a whole header", "a file cut off within it", file.string(),
                "nothing was played yet when it was cut; record again");
  }
  if (*frame_skip < 1 || *frame_skip > kMostFrameSkip) {
    throw Error("a frame skip of 1 to " + std::to_string(kMostFrameSkip) + " ticks",
                std::to_string(*frame_skip), file.string(),
                "the file is damaged; use another copy");
  }
  return {*level_name, *level_text, *seed, static_cast<int>(*frame_skip), *policy, {}};
}

[[noreturn]] void refuse_byte(std::uint8_t byte, const std::filesystem::path& file) {
  throw Error("an action from 0 to 4", "the byte " + std::to_string(byte), file.string(),
              "the file is damaged; use another copy");
}

void read_games(Bytes& bytes, InputLog& log, const std::filesystem::path& file) {
  bool open = false;
  while (const auto byte = bytes.number<std::uint8_t>()) {
    if (*byte == kGameBegins) {
      const auto seed = bytes.number<std::uint64_t>();
      if (!seed) return;
      log.games.push_back({*seed, {}, 0});
      open = true;
    } else if (!open) {
      refuse_byte(*byte, file);
    } else if (*byte == kGameEnds) {
      const auto hash = bytes.number<std::uint64_t>();
      if (!hash) return;
      log.games.back().final_hash = *hash;
      open = false;
    } else if (*byte > kLargestAction) {
      refuse_byte(*byte, file);
    } else {
      log.games.back().actions.push_back(*byte);
    }
  }
}

}  // namespace

struct InputLogWriter::Impl {
  std::filesystem::path file;
  int fd = -1;
  std::string waiting;
  std::chrono::steady_clock::time_point flushed = std::chrono::steady_clock::now();

  void flush() {
    flushed = std::chrono::steady_clock::now();
    while (!waiting.empty()) {
      const ssize_t written = ::write(fd, waiting.data(), waiting.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) {
        throw Error("to append to an input log", std::strerror(errno), file.string(),
                    "free some space on this disk; what was written before is kept");
      }
      waiting.erase(0, static_cast<std::size_t>(written));
    }
  }
};

InputLogWriter::InputLogWriter(const std::filesystem::path& file, const InputLog& header)
    : impl_(std::make_unique<Impl>()) {
  if (std::filesystem::exists(file)) {
    throw Error("a new file for the input log", "one that is already there", file.string(),
                "name another one, or move it away");
  }
  impl_->file = file;
  write_file_atomic(file, header_bytes(header));
  impl_->fd = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (impl_->fd < 0) {
    throw Error("to append to an input log", std::strerror(errno), file.string(),
                "choose a place that you may write to");
  }
}

InputLogWriter::~InputLogWriter() {
  if (!impl_ || impl_->fd < 0) return;
  try {
    impl_->flush();
  } catch (const Error&) {
    // A destructor has nobody to tell; flush() tells.
  }
  ::close(impl_->fd);
}

void InputLogWriter::begin_game(std::uint64_t seed) {
  impl_->waiting.push_back(static_cast<char>(kGameBegins));
  put_number(impl_->waiting, seed);
}

void InputLogWriter::tick(std::uint8_t action) {
  impl_->waiting.push_back(static_cast<char>(action));
  if (std::chrono::steady_clock::now() - impl_->flushed >= kFlushEvery) impl_->flush();
}

void InputLogWriter::end_game(std::uint64_t final_hash) {
  impl_->waiting.push_back(static_cast<char>(kGameEnds));
  put_number(impl_->waiting, final_hash);
  impl_->flush();
}

void InputLogWriter::flush() {
  impl_->flush();
}

InputLog read_input_log(const std::filesystem::path& file) {
  const std::string contents = read_text_file(file);
  if (!contents.starts_with(kMagic)) {
    throw Error("a Crossroads input log", "another kind of file", file.string(),
                "give the .log file that record or play wrote");
  }
  Bytes bytes(std::string_view(contents).substr(kMagic.size()));
  InputLog log = read_header(bytes, file);
  read_games(bytes, log, file);
  return log;
}

}  // namespace crossroads
