#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>
#include <set>

#include "recordings/atomic_file.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using namespace crossroads::tests;

namespace {

std::size_t files_in(const std::filesystem::path& folder) {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) ++count;
  return count;
}

}  // namespace

TEST_CASE("a file is written whole and replaced whole") {
  const Scratch scratch;
  write_file_atomic(scratch / "a.txt", "first");
  CHECK(read_text_file(scratch / "a.txt") == "first");
  write_file_atomic(scratch / "a.txt", "second, longer");
  CHECK(read_text_file(scratch / "a.txt") == "second, longer");
  replace_file(scratch / "a.txt", "third");
  CHECK(read_text_file(scratch / "a.txt") == "third");
  CHECK(files_in(scratch / "") == 1);
}

TEST_CASE("a file replaced over and over stays whole for whoever still reads it") {
  const Scratch scratch;
  {
    FileReplacer replacer(scratch / "a.txt");
    replacer.replace("first");
    std::ifstream reader(scratch / "a.txt");
    for (const char* text : {"second", "third, longer", "fourth"}) {
      replacer.replace(text);
      CHECK(read_text_file(scratch / "a.txt") == text);
    }
    std::string seen;
    reader >> seen;
    CHECK(seen == "first");
  }
  CHECK(files_in(scratch / "") == 1);
}

TEST_CASE("a file replaced over and over needs no new file") {
  const Scratch scratch;
  FileReplacer replacer(scratch / "a.txt");
  const auto file_number = [&] {
    struct stat facts {};
    REQUIRE(::stat((scratch / "a.txt").c_str(), &facts) == 0);
    return facts.st_ino;
  };
  std::set<ino_t> numbers;
  for (int i = 0; i < 20; ++i) {
    replacer.replace(std::to_string(i));
    numbers.insert(file_number());
  }
  CHECK(numbers.size() == 2);
  CHECK(read_text_file(scratch / "a.txt") == "19");
}

TEST_CASE("a few bytes are written over in place, the others stay") {
  const Scratch scratch;
  write_new_file(scratch / "a.txt", "count 12 end");
  write_over(scratch / "a.txt", 6, "34");
  CHECK(read_text_file(scratch / "a.txt") == "count 34 end");
  CHECK(files_in(scratch / "") == 1);
  CHECK_THROWS_AS(write_over(scratch / "none.txt", 0, "x"), Error);
}

TEST_CASE("a writer that fails leaves the old file and nothing else") {
  const Scratch scratch;
  write_file_atomic(scratch / "a.bin", "old");
  const auto half = [](const std::filesystem::path& temporary) {
    write_text(temporary, "ne");
    throw std::runtime_error("broke down");
  };
  CHECK_THROWS_WITH(write_file_atomic(scratch / "a.bin", half), "broke down");
  CHECK(read_text_file(scratch / "a.bin") == "old");
  CHECK(files_in(scratch / "") == 1);
}

TEST_CASE("a library that writes by itself gets a temporary name with the same extension") {
  const Scratch scratch;
  std::filesystem::path seen;
  write_file_atomic(scratch / "net.pt", [&](const std::filesystem::path& temporary) {
    seen = temporary;
    write_text(temporary, "weights");
  });
  CHECK(seen.extension() == ".pt");
  CHECK(seen.filename() != "net.pt");
  CHECK(read_text_file(scratch / "net.pt") == "weights");
}

TEST_CASE("a path that can't be written or read is named with the reason") {
  const Scratch scratch;
  const std::string write = error_of([&] { write_file_atomic(scratch / "missing/a.txt", "text"); });
  CHECK(write.find("No such file or directory") != std::string::npos);
  CHECK(write.find("missing") != std::string::npos);
  const std::string read = error_of([&] { (void)read_text_file(scratch / "nothing.txt"); });
  CHECK(read.find("No such file or directory") != std::string::npos);
  CHECK(read.find("nothing.txt") != std::string::npos);
  const std::string folder = error_of([&] { (void)read_text_file(scratch / ""); });
  CHECK(folder.find("Is a directory") != std::string::npos);
}

TEST_CASE("a disk that refuses more bytes leaves the old file") {
  const Scratch scratch;
  write_file_atomic(scratch / "a.txt", "old");
  const pid_t child = ::fork();
  if (child == 0) {  // a limit for file sizes is a full disk that needs no privilege
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1000, 1000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
      write_file_atomic(scratch / "a.txt", std::string(5000, 'x'));
    } catch (const Error&) {
      ::_exit(7);
    }
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(WEXITSTATUS(status) == 7);
  CHECK(read_text_file(scratch / "a.txt") == "old");
  CHECK(files_in(scratch / "") == 1);
}
