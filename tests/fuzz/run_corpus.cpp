// Instead of libFuzzer: runs a target over the files of each folder given, and nothing else.
// Arguments that begin with - are libFuzzer's and ignored.
#include <cstdio>
#include <filesystem>

#include "recordings/atomic_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv) {
  int files = 0;
  for (int i = 1; i < argc; ++i) {
    if (argv[i][0] == '-') continue;
    for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
      const std::string bytes = crossroads::read_text_file(entry.path());
      std::printf("%s\n", entry.path().c_str());
      std::fflush(stdout);  // so that the last line names the file that breaks it
      LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
      ++files;
    }
  }
  return files > 0 ? 0 : 1;
}
