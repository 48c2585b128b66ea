#include "recordings/atomic_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>

#include "recordings/error.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& expected, int code, const fs::path& where,
                       const std::string& what_to_do) {
  throw Error(expected, std::strerror(code), where.string(), what_to_do);
}

const char* advice_for_writing(int code) {
  if (code == ENOSPC || code == EDQUOT) return "free some space on this disk";
  if (code == ENOENT || code == ENOTDIR) return "make the folder first, or name another one";
  return "choose a place that you may write to";
}

// The number is closed whatever happens.
class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags)
      : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool open() const { return fd_ >= 0; }

 private:
  int fd_;
};

// The extension stays, for libraries that choose the format by it.
fs::path temporary_name(const fs::path& file) {
  return file.parent_path() /
         (".tmp" + std::to_string(::getpid()) + "." + file.filename().string());
}

fs::path folder_of(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

// A lease on writing is given only where nobody else has the file open; it ends with `own`. Who
// opens the file meanwhile would send a signal: one that is ignored, not SIGIO, which kills.
bool is_open_elsewhere(const fs::path& file) {
  const Descriptor own(file, O_RDWR);
  if (!own.open()) return false;
  return ::fcntl(own.get(), F_SETSIG, SIGURG) != 0 || ::fcntl(own.get(), F_SETLEASE, F_WRLCK) != 0;
}

void write_all(const fs::path& file, std::string_view contents) {
  const Descriptor out(file, O_WRONLY | O_CREAT | O_TRUNC);
  if (!out.open()) fail("to write a file", errno, file, advice_for_writing(errno));
  while (!contents.empty()) {
    const ssize_t written = ::write(out.get(), contents.data(), contents.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("to write a file", errno, file, advice_for_writing(errno));
    contents.remove_prefix(static_cast<std::size_t>(written));
  }
}

void sync_path(const fs::path& path) {
  const Descriptor file(path, O_RDONLY);
  if (!file.open()) fail("a file just written", errno, path, advice_for_writing(errno));
  // Some file systems have no fsync for folders (EINVAL): nothing more can be done there.
  if (::fsync(file.get()) != 0 && errno != EINVAL) {
    fail("to bring a file to the disk", errno, path, advice_for_writing(errno));
  }
}

// Errors name the file that the caller asked for, not the temporary one.
void write_and_rename(const fs::path& file, const std::function<void(const fs::path&)>& write,
                      bool sync) {
  const fs::path temporary = temporary_name(file);
  try {
    write(temporary);
    if (sync) sync_path(temporary);
    if (::rename(temporary.c_str(), file.c_str()) != 0) {
      fail("to write a file", errno, file, advice_for_writing(errno));
    }
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
  if (sync) sync_path(folder_of(file));
}

}  // namespace

void write_file_atomic(const fs::path& file, const std::function<void(const fs::path&)>& write) {
  write_and_rename(file, write, true);
}

void write_file_atomic(const fs::path& file, std::string_view contents) {
  write_and_rename(
      file, [&](const fs::path& temporary) { write_all(temporary, contents); }, true);
}

void replace_file(const fs::path& file, std::string_view contents) {
  write_and_rename(
      file, [&](const fs::path& temporary) { write_all(temporary, contents); }, false);
}

FileReplacer::FileReplacer(fs::path file) : file_(std::move(file)), spare_(temporary_name(file_)) {}

FileReplacer::~FileReplacer() {
  drop_spare();
}

void FileReplacer::replace(std::string_view contents) {
  try {
    if (is_open_elsewhere(spare_)) drop_spare();
    write_all(spare_, contents);
    if (::renameat2(AT_FDCWD, spare_.c_str(), AT_FDCWD, file_.c_str(), RENAME_EXCHANGE) == 0) {
      return;
    }
    // Nothing to exchange it with, or a file system that can't.
    if (::rename(spare_.c_str(), file_.c_str()) == 0) return;
    fail("to write a file", errno, file_, advice_for_writing(errno));
  } catch (...) {
    drop_spare();
    throw;
  }
}

void FileReplacer::drop_spare() {
  ::unlink(spare_.c_str());
}

void write_new_file(const fs::path& file, std::string_view contents) {
  try {
    write_all(file, contents);
  } catch (...) {
    ::unlink(file.c_str());
    throw;
  }
}

void write_over(const fs::path& file, std::size_t offset, std::string_view contents) {
  const Descriptor out(file, O_WRONLY);
  if (!out.open()) fail("to write into a file", errno, file, advice_for_writing(errno));
  const ssize_t written =
      ::pwrite(out.get(), contents.data(), contents.size(), static_cast<off_t>(offset));
  if (written == static_cast<ssize_t>(contents.size())) return;
  fail("to write into a file", written < 0 ? errno : EIO, file, advice_for_writing(errno));
}

std::string read_text_file(const fs::path& file) {
  const Descriptor in(file, O_RDONLY);
  if (!in.open()) fail("a readable file", errno, file, "check its name and permissions");
  std::string contents;
  char buffer[1 << 16];
  for (;;) {
    const ssize_t got = ::read(in.get(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("a readable file", errno, file, "check its name and permissions");
    if (got == 0) return contents;
    contents.append(buffer, static_cast<std::size_t>(got));
  }
}

}  // namespace crossroads
