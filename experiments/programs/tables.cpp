// tables: the results on disk as tables in Markdown.
#include <cstdio>
#include <string>
#include <vector>

#include "experiments/result_tables.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"
#include "recordings/program.hpp"

using namespace crossroads;

namespace {

struct Options {
  std::string results = "experiments/results";
  std::string out = "experiments/RESULTS.md";
  std::vector<std::string> texts{"README.md", "experiments/STUDIES.md"};
  std::string bars = "experiments/bars.json";
  bool check = false;
};

void settle(const std::string& file, const std::string& text, bool check) {
  const bool same = std::filesystem::exists(file) && read_text_file(file) == text;
  if (check && !same) {
    throw Error("the tables that the results give", "others", file, "run tables without --check");
  }
  if (!same) write_file_atomic(file, text);
  std::printf("%s %s\n", file.c_str(), same ? "is as the results say" : "written");
}

void make_tables(const Options& o) {
  const auto files = read_results(o.results);
  settle(o.out, results_markdown(files), o.check);
  const auto bars = read_text_file(o.bars);
  for (const auto& text : o.texts) {
    settle(text, fill_tables(read_text_file(text), files, bars), o.check);
  }
}

}  // namespace

int main(int argc, char** argv) {
  namespace po = boost::program_options;
  Options o;
  po::options_description options("Options");
  auto add = options.add_options();
  add("results", with_default(o.results),
      "folder of STUDY/LEVEL.json, each a metrics.json of compare");
  add("out", with_default(o.out), "all tables");
  add("texts",
      po::value(&o.texts)->multitoken()->default_value(o.texts, "README.md experiments/STUDIES.md"),
      "texts with <!-- results: STUDY/LEVEL --> ... <!-- end -->: the tables between are replaced");
  add("bars", with_default(o.bars), "what the studies are held to: <!-- results: bars -->");
  add("check", po::bool_switch(&o.check), "write nothing; fail where something would change");
  const ProgramText text{"tables", "Writes the tables of results on disk, for reading.",
                         "tables\ntables --check"};
  return run_program(argc, argv, text, options, [&] { make_tables(o); });
}
