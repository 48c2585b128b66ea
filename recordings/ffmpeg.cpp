#include "recordings/ffmpeg.hpp"

#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "recordings/error.hpp"

extern char** environ;

namespace crossroads {
namespace {

std::string fps_text(double fps) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6f", fps);
  return text;
}

std::string size_text(int height, int width) {
  return std::to_string(width) + "x" + std::to_string(height);
}

// ffmpeg says first what is wrong, then what follows from it.
std::string first_line(std::FILE* file) {
  std::rewind(file);
  char line[512] = "";
  (void)!std::fgets(line, sizeof line, file);
  std::string first = line;
  while (!first.empty() && first.back() == '\n') first.pop_back();
  return first.empty() ? "an end without a word" : first;
}

// The program while it runs, with our end of its standard input or output. A socket rather than a
// pipe: writing to one whose reader is gone can be an error, not a signal.
class Ffmpeg {
 public:
  // `stream`: STDIN_FILENO or STDOUT_FILENO, which becomes ours.
  Ffmpeg(std::vector<std::string> arguments, int stream, const std::filesystem::path& film);
  ~Ffmpeg() {
    (void)wait();
    if (words_ != nullptr) std::fclose(words_);
  }
  Ffmpeg(const Ffmpeg&) = delete;
  Ffmpeg& operator=(const Ffmpeg&) = delete;

  [[nodiscard]] bool send(const std::string& bytes) const;
  [[nodiscard]] bool receive(char* bytes, std::size_t size) const;  // false at the end
  int wait();                                                       // its exit status
  [[nodiscard]] std::string first_words() const { return first_line(words_); }

 private:
  int spawn(std::vector<std::string>& arguments, int stream, int end);

  std::FILE* words_ = nullptr;  // its standard error
  int ours_ = -1;
  pid_t child_ = -1;
};

Ffmpeg::Ffmpeg(std::vector<std::string> arguments, int stream, const std::filesystem::path& film) {
  int ends[2];
  words_ = std::tmpfile();
  if (words_ == nullptr || ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    const std::string reason = std::strerror(errno);
    if (words_ != nullptr) std::fclose(words_);
    throw Error("to talk to the ffmpeg program", reason, film.string(),
                "close other programs and try again");
  }
  ours_ = ends[1];
  const int failure = spawn(arguments, stream, ends[0]);
  ::close(ends[0]);
  if (failure == 0) return;
  ::close(ours_);
  std::fclose(words_);
  throw Error("the ffmpeg program", std::strerror(failure), "the PATH",
              "install the package ffmpeg (apt-get install ffmpeg), or use PNG pictures");
}

int Ffmpeg::spawn(std::vector<std::string>& arguments, int stream, int end) {
  const std::vector<std::string> always{"ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "error"};
  arguments.insert(arguments.begin(), always.begin(), always.end());
  std::vector<char*> pointers;
  for (std::string& text : arguments) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, end, stream);
  ::posix_spawn_file_actions_adddup2(&actions, ::fileno(words_), STDERR_FILENO);
  const int failure =
      ::posix_spawnp(&child_, "ffmpeg", &actions, nullptr, pointers.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) child_ = -1;
  return failure;
}

bool Ffmpeg::send(const std::string& bytes) const {
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t more = ::send(ours_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (more < 0 && errno == EINTR) continue;
    if (more < 0) return false;
    sent += static_cast<std::size_t>(more);
  }
  return true;
}

bool Ffmpeg::receive(char* bytes, std::size_t size) const {
  while (size > 0) {
    const ssize_t got = ::recv(ours_, bytes, size, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    bytes += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

int Ffmpeg::wait() {
  if (ours_ >= 0) ::close(ours_);
  ours_ = -1;
  int status = 0;
  if (child_ > 0) {
    while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {
    }
  }
  child_ = -1;
  return status;
}

[[noreturn]] void fail(const std::string& expected, const Ffmpeg& ffmpeg,
                       const std::filesystem::path& film, const std::string& what_to_do) {
  throw Error(expected, ffmpeg.first_words(), film.string(), what_to_do);
}

}  // namespace

// Writing

struct VideoEncoder::Impl {
  std::filesystem::path film;
  Ffmpeg ffmpeg;
  std::string bytes;

  void send(const Frame& frame);
  [[noreturn]] void give_up() {
    (void)ffmpeg.wait();
    fail("ffmpeg to write the film", ffmpeg, film,
         "see whether the folder can be written to and the disk has room");
  }
};

// Planes become pixels.
void VideoEncoder::Impl::send(const Frame& frame) {
  const std::size_t plane = frame.pixels.size() / 3;
  bytes.resize(frame.pixels.size());
  for (std::size_t i = 0; i < plane; ++i) {
    for (std::size_t channel = 0; channel < 3; ++channel) {
      bytes[3 * i + channel] = static_cast<char>(frame.pixels[channel * plane + i]);
    }
  }
  if (!ffmpeg.send(bytes)) give_up();
}

VideoEncoder::VideoEncoder(const std::filesystem::path& film, int height_px, int width_px,
                           double fps)
    : impl_(new Impl{film,
                     {{"-y",
                       "-f",
                       "rawvideo",
                       "-pix_fmt",
                       "rgb24",
                       "-s",
                       size_text(height_px, width_px),
                       "-r",
                       fps_text(fps),
                       "-i",
                       "pipe:0",
                       "-an",
                       "-c:v",
                       "libx264rgb",
                       "-qp",
                       "0",
                       "-movflags",
                       "+faststart",
                       "-f",
                       "mp4",
                       "file:" + film.string()},
                      STDIN_FILENO,
                      film},
                     {}}) {}

VideoEncoder::~VideoEncoder() = default;

void VideoEncoder::add(const Frame& frame) {
  impl_->send(frame);
}

void VideoEncoder::finish() {
  if (impl_->ffmpeg.wait() != 0) impl_->give_up();
}

// Reading: a stream of PPM pictures, since each says its size.

namespace {

std::vector<std::string> decoder_arguments(const std::filesystem::path& film, double fps,
                                           int height_px, int width_px) {
  std::vector<std::string> arguments{"-i", "file:" + film.string(), "-map", "0:v:0"};
  std::string filter;
  if (fps > 0) filter = "fps=" + fps_text(fps);
  if (height_px > 0) {
    filter += (filter.empty() ? "" : ",") + std::string("scale=") + std::to_string(width_px) + ":" +
              std::to_string(height_px) + ":flags=area";
  }
  if (!filter.empty()) arguments.insert(arguments.end(), {"-vf", filter});
  arguments.insert(arguments.end(), {"-fps_mode", "passthrough", "-pix_fmt", "rgb24", "-f",
                                     "image2pipe", "-c:v", "ppm", "pipe:1"});
  return arguments;
}

}  // namespace

struct VideoDecoder::Impl {
  std::filesystem::path film;
  Ffmpeg ffmpeg;
  std::string bytes;

  [[nodiscard]] std::string header_line() const {
    std::string line;
    for (char byte = 0; ffmpeg.receive(&byte, 1) && byte != '\n';) line.push_back(byte);
    return line;
  }
};

VideoDecoder::VideoDecoder(const std::filesystem::path& film, double fps, int height_px,
                           int width_px)
    : impl_(new Impl{
          film, {decoder_arguments(film, fps, height_px, width_px), STDOUT_FILENO, film}, {}}) {}

VideoDecoder::~VideoDecoder() = default;

std::optional<Frame> VideoDecoder::next() {
  const std::string magic = impl_->header_line(), size = impl_->header_line();
  const std::string advice = "convert it with ffmpeg by hand, or import PNG pictures";
  if (magic.empty()) {
    if (impl_->ffmpeg.wait() == 0) return std::nullopt;
    fail("a film that ffmpeg reads", impl_->ffmpeg, impl_->film, advice);
  }
  int width = 0, height = 0;
  const bool good = magic == "P6" && std::sscanf(size.c_str(), "%d %d", &width, &height) == 2 &&
                    width > 0 && height > 0 && impl_->header_line() == "255";
  Frame frame(good ? height : 1, good ? width : 1);
  const std::size_t plane = frame.pixels.size() / 3;
  impl_->bytes.resize(3 * plane);
  if (!good || !impl_->ffmpeg.receive(impl_->bytes.data(), impl_->bytes.size())) {
    (void)impl_->ffmpeg.wait();
    fail("whole pictures from ffmpeg", impl_->ffmpeg, impl_->film, advice);
  }
  for (std::size_t i = 0; i < plane; ++i) {
    for (std::size_t channel = 0; channel < 3; ++channel) {
      frame.pixels[channel * plane + i] = static_cast<std::uint8_t>(impl_->bytes[3 * i + channel]);
    }
  }
  return frame;
}

}  // namespace crossroads
