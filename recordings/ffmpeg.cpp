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

std::vector<std::string> arguments(const std::filesystem::path& film, int height, int width,
                                   double fps) {
  return {"ffmpeg",
          "-nostdin",
          "-hide_banner",
          "-loglevel",
          "error",
          "-y",
          "-f",
          "rawvideo",
          "-pix_fmt",
          "rgb24",
          "-s",
          std::to_string(width) + "x" + std::to_string(height),
          "-r",
          fps_text(fps),
          "-i",
          "pipe:0",
          "-an",
          "-c:v",
          "libx264rgb",
          "-qp",
          "0",
          "-preset",
          "medium",
          "-movflags",
          "+faststart",
          "-f",
          "mp4",
          "file:" + film.string()};
}

std::string last_line(std::FILE* file) {
  std::rewind(file);
  std::string last;
  char line[512];
  while (std::fgets(line, sizeof line, file) != nullptr) last = line;
  while (!last.empty() && last.back() == '\n') last.pop_back();
  return last.empty() ? "an end without a word" : last;
}

}  // namespace

struct VideoEncoder::Impl {
  std::filesystem::path film;
  std::FILE* words = nullptr;  // ffmpeg's standard error
  int input = -1;
  pid_t child = -1;
  std::string bytes;

  // A socket rather than a pipe: writing to one whose reader is gone can be an error, not a signal.
  void start(int height, int width, double fps);
  void send(const Frame& frame);
  int wait();
  [[noreturn]] void fail() const;
  ~Impl() {
    (void)wait();
    if (words != nullptr) std::fclose(words);
  }
};

void VideoEncoder::Impl::start(int height, int width, double fps) {
  int ends[2];
  words = std::tmpfile();
  if (words == nullptr || ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    throw Error("to talk to the ffmpeg program", std::strerror(errno), film.string(),
                "close other programs and try again");
  }
  input = ends[1];
  std::vector<std::string> texts = arguments(film, height, width, fps);
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, ::fileno(words), STDERR_FILENO);
  const int failure = ::posix_spawnp(&child, "ffmpeg", &actions, nullptr, pointers.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(ends[0]);
  if (failure == 0) return;
  child = -1;
  throw Error("the ffmpeg program", std::strerror(failure), "the PATH",
              "install the package ffmpeg (apt-get install ffmpeg), or write a GIF or PNG");
}

// Planes become pixels.
void VideoEncoder::Impl::send(const Frame& frame) {
  const std::size_t plane = frame.pixels.size() / 3;
  bytes.resize(frame.pixels.size());
  for (std::size_t i = 0; i < plane; ++i) {
    for (std::size_t channel = 0; channel < 3; ++channel) {
      bytes[3 * i + channel] = static_cast<char>(frame.pixels[channel * plane + i]);
    }
  }
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t more = ::send(input, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (more < 0 && errno == EINTR) continue;
    if (more < 0) {
      (void)wait();
      fail();
    }
    sent += static_cast<std::size_t>(more);
  }
}

int VideoEncoder::Impl::wait() {
  if (input >= 0) ::close(input);
  input = -1;
  int status = 0;
  if (child > 0) {
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
  }
  child = -1;
  return status;
}

void VideoEncoder::Impl::fail() const {
  throw Error("ffmpeg to write the film", last_line(words), film.string(),
              "see whether the folder can be written to and the disk has room");
}

VideoEncoder::VideoEncoder(const std::filesystem::path& film, int height_px, int width_px,
                           double fps)
    : impl_(std::make_unique<Impl>()) {
  impl_->film = film;
  impl_->start(height_px, width_px, fps);
}

VideoEncoder::~VideoEncoder() = default;

void VideoEncoder::add(const Frame& frame) {
  impl_->send(frame);
}

void VideoEncoder::finish() {
  if (impl_->wait() != 0) impl_->fail();
}

}  // namespace crossroads
