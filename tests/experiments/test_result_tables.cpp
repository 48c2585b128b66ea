#include <catch2/catch.hpp>
#include <filesystem>

#include "experiments/result_tables.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"

using namespace crossroads;
using Catch::Contains;

namespace {

std::string measured(const std::string& value, const std::string& low, const std::string& high) {
  return R"({"value":)" + value + R"(,"lo":)" + low + R"(,"hi":)" + high +
         R"(,"floor":0.0497,"n":200})";
}

// Two seeds of one arm put together, a run by itself, and the exact sampler.
std::string metrics_of_three() {
  const auto run = [](const std::string& name, const std::string& folder, const std::string& tv) {
    return R"({"name":")" + name + R"(","run":)" + folder + R"(,"seed":1,"metrics":{"tv":)" + tv +
           R"(,"z_effect":null}})";
  };
  return R"({"version":"0.1.0","policy":"uniform","states":200,"samples":64,)"
         R"("command":"compare --runs a b","runs":[)" +
         run("exact_sampler", "null", measured("0.05", "0.05", "0.05")) + "," +
         run("es-1", R"("runs/es-1")", measured("0.06", "0.05", "0.07")) + "," +
         run("es-2", R"("runs/es-2")", measured("0.08", "0.07", "0.09")) + "," +
         run("mse", R"("runs/mse")", "null") +
         R"(],"arms":[{"arm":"es","label":"es, z-dim 8","runs":["es-1","es-2"],"metrics":{"tv":)" +
         measured("0.0712", "0.061", "0.08") + R"(}}],"differences":[]})";
}

const char* const kTable =
    "| run | seeds | TV |\n"
    "|---|---|---|\n"
    "| es, z-dim 8 | 2 | 0.071 (0.061 to 0.080) |\n"
    "| mse | 1 | |\n"
    "| exact_sampler | | 0.050 |\n"
    "| *perfect sampler, expected* | | 0.050 |\n";

}  // namespace

TEST_CASE("a table has a row an arm, then the runs by themselves, and no empty column") {
  const std::string text = results_markdown({{"study", "corner", metrics_of_three()}});
  REQUIRE_THAT(text, Contains("## study\n\n### corner\n") && Contains(kTable));
  REQUIRE_THAT(text, Contains("200 states, 64 samples each, policy uniform, version 0.1.0. "
                              "`compare --runs a b`"));
}

TEST_CASE("the perfect sampler reads what it does at all states, not at the few of one run") {
  std::string metrics = metrics_of_three();
  const std::string few = R"({"name":"few","run":null,"metrics":{"tv":{"value":0.9,"lo":0.9,)"
                          R"("hi":0.9,"floor":0.4,"n":27}}},)";
  metrics.insert(metrics.find(R"({"name":"exact_sampler")"), few);
  REQUIRE_THAT(
      results_markdown({{"study", "corner", metrics}}),
      Contains("| few | | 0.900 |") && Contains("*perfect sampler, expected* | | 0.050 |"));
}

TEST_CASE("the tables between markers are replaced and nothing else is") {
  const std::vector<ResultFile> files{{"study", "corner", metrics_of_three()}};
  const std::string text =
      "before\n<!-- results: study/corner -->\nold\n<!-- end -->\nafter\n<!-- results: study -->\n"
      "<!-- end -->\n";
  const std::string filled = fill_tables(text, files);
  REQUIRE(filled == std::string("before\n<!-- results: study/corner -->\n") + kTable +
                        "<!-- end -->\nafter\n<!-- results: study -->\n" + kTable +
                        "<!-- end -->\n");
  REQUIRE(fill_tables(filled, files) == filled);
  REQUIRE(fill_tables("no marker", files) == "no marker");
}

TEST_CASE("a marker names the columns it wants, or a part of the results") {
  std::string json = metrics_of_three();
  const std::string differences = R"("differences":[])";
  json.replace(json.find(differences), differences.size(),
               R"("differences":[{"a":"es","b":"mse","pairs":2,"metrics":{"tv":)" +
                   measured("-0.5", "-0.6", "-0.4") + "}}]");
  const auto timed = [&](const std::string& run, const std::string& seconds) {
    json.insert(json.find(R"("run":"runs/)" + run),
                R"("time_to_quality":{"seconds":)" + seconds + R"(,"points":[{"seconds":99.6}]},)");
  };
  timed("es-1", "61.4");
  timed("es-2", "null");
  const auto filled = [&](const std::string& marker) {
    return fill_tables("<!-- results: " + marker + " -->\n<!-- end -->",
                       {{"study", "corner", json}});
  };
  CHECK_THAT(filled("study valid tv"), Contains("\n| run | seeds | TV |\n"));
  CHECK(filled("study valid").find("TV") == std::string::npos);
  CHECK_THAT(filled("study differences"),
             Contains("| es - mse | 2 | -0.500 (-0.600 to -0.400) |") && !Contains("| run |"));
  CHECK_THAT(filled("study time"), Contains("| es, z-dim 8 | 2 | 61 / not reached | 100 / 100 |"));
  CHECK_THROWS_WITH(filled("study time tv"), Contains("`time` alone"));
  CHECK_THROWS_WITH(filled("study beauty"), Contains("beauty") && Contains("a marker"));
}

TEST_CASE("all files of a study are one table when the study is named") {
  const std::string filled = fill_tables(
      "<!-- results: study -->\n<!-- end -->\n",
      {{"study", "chase", metrics_of_three()}, {"study", "corner", metrics_of_three()}});
  REQUIRE_THAT(filled, Contains("| chase | es, z-dim 8 | 2 |") &&
                           Contains("| corner | es, z-dim 8 | 2 |") &&
                           Contains("| chase | exact_sampler | | 0.050 |") &&
                           !Contains("| corner | exact_sampler"));
  CHECK(
      fill_tables("<!-- results: study valid -->\n<!-- end -->\n",
                  {{"study", "chase", metrics_of_three()}, {"study", "corner", metrics_of_three()}})
          .find("TV") == std::string::npos);
  // What is exact is another of another question.
  std::string further = metrics_of_three();
  further.insert(1, R"("ahead":2,)");
  REQUIRE_THAT(fill_tables("<!-- results: study -->\n<!-- end -->\n",
                           {{"study", "near", metrics_of_three()}, {"study", "far", further}}),
               Contains("| near | exact_sampler | | 0.050 |") &&
                   Contains("| far | exact_sampler | | 0.050 |") &&
                   Contains("| far | *perfect sampler, expected* | | 0.050 |"));
}

TEST_CASE("a marker without results or without its end is said in one line") {
  REQUIRE_THROWS_WITH(fill_tables("<!-- results: none -->\n<!-- end -->", {}),
                      Contains("expected results named none"));
  REQUIRE_THROWS_WITH(fill_tables("<!-- results: none -->\n", {}), Contains("<!-- end -->"));
}

TEST_CASE("results of other programs are named") {
  REQUIRE_THAT(results_markdown({{"rollout", "corner", "{}", false}}),
               Contains("as they wrote them\n\n* `rollout/corner.json`\n"));
}

TEST_CASE("portraits are held to bars, too: by number, by the worst attribute, by one wish") {
  const auto run = [](const std::string& name, const std::string& folder, const std::string& recall,
                      const std::string& eyes) {
    return R"({"name":")" + name + R"(","run":)" + folder + R"(,"metrics":{"recall":)" +
           measured(recall, recall, recall) +
           R"(,"met_one":null},"attributes":{"skin":{"tv":0.05,"met":null},)" +
           R"("eye_colour":{"tv":0.12,"met":)" + eyes + "}}}";
  };
  const std::string json =
      R"({"copy_distance":1,"runs":[)" + run("real", "null", "0.9", "null") + "," +
      run("asked-seed1", R"("runs/a")", "0.5", measured("0.94", "0.9", "1")) + "," +
      run("asked-seed2", R"("runs/b")", "0.6", measured("0.98", "0.9", "1")) + "]}";
  const std::vector<ResultFile> files{{"portraits", "p", json, false, true}};
  const auto table = [&](const std::string& bars) {
    return fill_tables("<!-- results: bars -->\n<!-- end -->", files,
                       R"({"portraits/p":{"asked":)" + bars + "}}");
  };
  CHECK_THAT(
      table(R"({"recall":">= 0.54"})"),
      Contains(
          "| portraits/p | asked | 2 | Recall | >= 0.54 | 0.550 (0.500 to 0.600) | 0.900 | yes |"));
  CHECK_THAT(table(R"({"met_eye_colour":">= 0.95"})"),
             Contains("One wish met: eye colour | >= 0.95 | 0.960"));
  CHECK_THAT(table(R"({"worst_tv":"<= 0.1"})"),
             Contains("0.120 (0.120 to 0.120) | 0.120 | **no** |"));
  CHECK(table(R"({"met_one":">= 0.5"})").find("asked") == std::string::npos);
  CHECK_THROWS_WITH(table(R"({"beauty":">= 1"})"), Contains("beauty"));
}

TEST_CASE("portraits' seeds are one row: their mean, and between which they lie") {
  const auto run = [](const std::string& name, const std::string& folder, const std::string& tv) {
    std::string metrics;
    for (const char* key :
         {"frechet_distance", "kernel_distance", "precision", "recall", "density", "coverage",
          "legible", "missing_values", "met_one", "met_two", "met_all", "variety", "copies"}) {
      metrics += std::string(",\"") + key + "\":null";
    }
    return R"({"name":")" + name + R"(","run":)" + folder + R"(,"metrics":{"tv":)" +
           measured(tv, tv, tv) + metrics + "}}";
  };
  const std::string json = R"({"copy_distance":1,"samples":5000,"asked":9,"version":"0.1.0",)"
                           R"("command":"compare-portraits","runs":[)" +
                           run("real", "null", "0.01") + "," +
                           run("z50-seed1", R"("runs/z50-seed1")", "0.1") + "," +
                           run("z50-seed2", R"("runs/z50-seed2")", "0.2") + "]}";
  const std::string table =
      "| run | seeds | Attributes, TV |\n|---|---|---|\n| real | | 0.010 |\n"
      "| z50 | 2 | 0.150 (0.100 to 0.200) |\n";
  const std::vector<ResultFile> files{{"portraits", "z", json, false, true}};
  CHECK_THAT(results_markdown(files), Contains("## portraits/z") && Contains(table));
  CHECK(fill_tables("<!-- results: portraits/z -->\n<!-- end -->", files) ==
        "<!-- results: portraits/z -->\n" + table + "<!-- end -->");
  CHECK(fill_tables("<!-- results: portraits/z recall -->\n<!-- end -->", files).find("TV") ==
        std::string::npos);
  CHECK_THROWS_WITH(fill_tables("<!-- results: portraits/z beauty -->\n<!-- end -->", files),
                    Contains("beauty"));
}

TEST_CASE("results are read by study and name, and what is no JSON is refused") {
  namespace fs = std::filesystem;
  std::string folder = fs::temp_directory_path() / "crossroads_results_XXXXXX";
  REQUIRE(mkdtemp(folder.data()));
  for (const char* name : {"b/corner", "a/crossing", "a/chase"}) {
    fs::create_directories(fs::path(folder) / fs::path(name).parent_path());
    write_file_atomic(folder + "/" + name + ".json", R"({"runs":[],"arms":[],"forced_states":1})");
  }
  const auto files = read_results(folder);
  REQUIRE(files.size() == 3);
  REQUIRE(files[0].study + "/" + files[0].name == "a/chase");
  REQUIRE(files[2].study + "/" + files[2].name == "b/corner");
  REQUIRE(files[2].is_comparison);
  write_file_atomic(folder + "/a/other.json", R"({"runs":[]})");
  REQUIRE_FALSE(read_results(folder)[2].is_comparison);
  write_file_atomic(folder + "/a/other.json", "[1");
  REQUIRE_THROWS_WITH(read_results(folder), Contains("other.json"));
  fs::remove_all(folder);
  REQUIRE_THROWS_AS(read_results(folder), Error);
}

TEST_CASE("bars stand beside what was reached, and what misses one says so") {
  const std::vector<ResultFile> files{{"study", "corner", metrics_of_three()}};
  const std::string text = "<!-- results: bars -->\n<!-- end -->\n";
  const std::string head =
      "<!-- results: bars -->\n| study | arm | seeds | number | bar | reached | perfect sampler | "
      "met |\n|---|---|---|---|---|---|---|---|\n";
  // 0.0712 is reached.
  REQUIRE(fill_tables(text, files, R"({"study/corner":{"es":{"tv":"<= 0.08"}}})") ==
          head +
              "| study/corner | es | 2 | TV | <= 0.08 | 0.071 (0.061 to 0.080) | 0.050 | yes |\n"
              "<!-- end -->\n");
  REQUIRE_THAT(fill_tables(text, files, R"({"study/corner":{"es":{"tv":"<= 0.07"}}})"),
               Contains("| **no** |"));
  REQUIRE_THAT(fill_tables(text, files, R"({"study/corner":{"es, z-dim 8":{"tv":">= 0.07"}}})"),
               Contains("| yes |"));
  // Neither a metric that does not apply, nor a study that was not made yet.
  REQUIRE(fill_tables(
              text, files,
              R"({"study/corner":{"es":{"valid":">= 0.9"}},"other/corner":{"es":{"tv":"<= 1"}}})")
              .find("| study/corner") == std::string::npos);
  REQUIRE_THROWS_WITH(fill_tables(text, files, R"({"study/corner":{"es":{"height":">= 1"}}})"),
                      Contains("height"));
  REQUIRE_THROWS_WITH(fill_tables(text, files, R"({"study/corner":{"es":{"tv":"< 1"}}})"),
                      Contains("found < 1"));
  REQUIRE_THROWS_WITH(fill_tables(text, files, "[]"), Contains("bars as a JSON object"));
}
