// The bytes of tensorboard's event files, against published values and hand-made messages.
#include <catch2/catch.hpp>
#include <cstring>

#include "predictor/event_file.hpp"
#include "recordings/atomic_file.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using crossroads::tests::Scratch;

namespace {

// The messages of a file of records; both CRCs of each are checked.
std::vector<std::string> messages_of(std::string_view file) {
  std::vector<std::string> found;
  while (!file.empty()) {
    REQUIRE(file.size() >= 16);
    std::uint64_t length = 0;
    std::memcpy(&length, file.data(), sizeof length);
    REQUIRE(file.size() >= length + 16);
    found.emplace_back(file.substr(12, length));
    CHECK(framed_record(found.back()) == file.substr(0, length + 16));
    file.remove_prefix(length + 16);
  }
  return found;
}

// Without the wall time, the first nine bytes of each.
std::vector<std::string> timeless_messages(const std::filesystem::path& folder) {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    CHECK(entry.path().filename().string().find("tfevents") != std::string::npos);
    for (const std::string& message : messages_of(read_text_file(entry.path()))) {
      CHECK(message.front() == '\x09');  // field 1, eight bytes
      found.push_back(message.substr(9));
    }
  }
  return found;
}

std::string bytes(std::initializer_list<int> values) {
  std::string text;
  for (const int value : values) text += static_cast<char>(value);
  return text;
}

}  // namespace

TEST_CASE("CRC-32C is that of RFC 3720") {
  CHECK(crc32c("") == 0);
  CHECK(crc32c("123456789") == 0xe3069283);
  CHECK(crc32c(std::string(32, '\0')) == 0x8a9136aa);  // RFC 3720, B.4
  CHECK(crc32c(std::string(32, '\xff')) == 0x62a8ab43);
}

TEST_CASE("a record is its length and its bytes, each with a masked CRC") {
  const std::string record = framed_record("123456789");
  REQUIRE(record.size() == 8 + 4 + 9 + 4);
  CHECK(record.substr(0, 8) == bytes({9, 0, 0, 0, 0, 0, 0, 0}));
  CHECK(record.substr(12, 9) == "123456789");
  // 0xe3069283 turned right by 15 is 0x2507c60d; with 0xa282ead8 it is 0xc78ab0e5.
  CHECK(record.substr(21) == bytes({0xe5, 0xb0, 0x8a, 0xc7}));
}

TEST_CASE("an event file begins with its version and the first step that it tells about") {
  const Scratch scratch;
  const EventFile file(scratch / ".", 299);
  const auto found = timeless_messages(scratch / ".");
  REQUIRE(found.size() == 2);
  CHECK(found[0] == bytes({0x10, 0, 0x1a, 13}) + "brain.Event:2");
  CHECK(found[1] == bytes({0x10, 0xac, 0x02, 0x3a, 2, 0x08, 1}));  // step 300, session_log: START
}

TEST_CASE("numbers and pictures are summaries of their step, there to be read at once") {
  const Scratch scratch;
  EventFile file(scratch / ".", 0);
  file.add_numbers(10, {{"loss", 1.5}, {"G", -2}});
  file.add_picture(10, "samples", 2, 300, "PNG");
  const auto found = timeless_messages(scratch / ".");
  REQUIRE(found.size() == 4);
  CHECK(found[2] == bytes({0x10, 10, 0x2a, 23, 0x0a, 11, 0x0a, 4}) + "loss" +
                        bytes({0x15, 0, 0, 0xc0, 0x3f, 0x0a, 8, 0x0a, 1}) + "G" +
                        bytes({0x15, 0, 0, 0, 0xc0}));
  CHECK(found[3] == bytes({0x10, 10, 0x2a, 25, 0x0a, 23, 0x0a, 7}) + "samples" +
                        bytes({0x22, 12, 0x08, 2, 0x10, 0xac, 0x02, 0x18, 3, 0x22, 3}) + "PNG");
}
