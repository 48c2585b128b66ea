#include "recordings/encoded_pictures.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>

#include "recordings/error.hpp"
#include "recordings/ffmpeg.hpp"

namespace crossroads {
namespace {

// A file that is gone with this object.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::vector<std::string>& parts) {
    // No ending that ffmpeg knows: it then looks at the content, and sees many pictures in a row.
    path_ = (std::filesystem::temp_directory_path() / "crossroads-pictures-XXXXXX").string();
    const int fd = ::mkstemp(path_.data());
    if (fd < 0) fail(errno);
    for (const std::string& part : parts) write(fd, part);
    ::close(fd);
  }
  ~TemporaryFile() { ::unlink(path_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  [[noreturn]] void fail(int reason) const {
    throw Error("room for the pictures while they are decoded", std::strerror(reason), path_,
                "free some space there, or set TMPDIR to another place");
  }
  void write(int fd, const std::string& bytes) const {
    for (std::size_t done = 0; done < bytes.size();) {
      const ssize_t more = ::write(fd, bytes.data() + done, bytes.size() - done);
      if (more < 0 && errno == EINTR) continue;
      if (more > 0) {
        done += static_cast<std::size_t>(more);
        continue;
      }
      const int reason = errno;
      ::close(fd);
      ::unlink(path_.c_str());
      fail(reason);
    }
  }

  std::string path_;
};

}  // namespace

std::vector<Frame> decode_pictures(const std::vector<std::string>& pictures,
                                   const std::string& where) {
  const TemporaryFile file(pictures);
  VideoDecoder decoder(file.path(), 0, 0, 0);
  std::vector<Frame> frames;
  while (std::optional<Frame> frame = decoder.next()) {
    if (!frames.empty() &&
        (frame->height_px != frames[0].height_px || frame->width_px != frames[0].width_px)) {
      throw Error("pictures of one size", "several", where, "bring them to one size");
    }
    frames.push_back(std::move(*frame));
  }
  if (frames.size() == pictures.size()) return frames;
  throw Error(std::to_string(pictures.size()) + " pictures that ffmpeg decodes",
              std::to_string(frames.size()), where, "write the frames raw or as PNG again");
}

}  // namespace crossroads
