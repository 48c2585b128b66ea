// Tables in Markdown from the results on disk: experiments/results/STUDY/LEVEL.json, each a
// metrics.json as `compare` wrote it. Nothing is measured here, and no number is typed by hand.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace crossroads {

struct ResultFile {
  std::string study;
  std::string name;           // without .json
  std::string text;           // of the file
  bool is_comparison = true;  // of compare
  bool is_portraits =
      false;  // of compare-portraits; else another program's: named, without a table
};

// By study, then name. Error: no folder, a file that is no JSON.
[[nodiscard]] std::vector<ResultFile> read_results(const std::filesystem::path& folder);

// RESULTS.md: study by study all arms, with intervals and what a perfect sampler reads, by the
// number of ways, the differences between arms, the time to quality, and where all that is from.
[[nodiscard]] std::string results_markdown(const std::vector<ResultFile>& files);

// `text` with a fresh table between each marker and the next `<!-- end -->`:
//   <!-- results: STUDY -->, <!-- results: STUDY/NAME -->    all columns
//   <!-- results: STUDY valid tv sharpness -->               these, by their keys in metrics.json
//   <!-- results: STUDY/NAME time -->, differences, ways     that part of RESULTS.md, alone
//   <!-- results: bars -->                                   the table of `bars` (bars.hpp)
// Portraits are named by STUDY/NAME. Error: a name without results, a key that is none, a marker
// without its end.
[[nodiscard]] std::string fill_tables(const std::string& text, const std::vector<ResultFile>& files,
                                      const std::string& bars = "{}");

}  // namespace crossroads
