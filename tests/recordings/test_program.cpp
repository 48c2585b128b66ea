#include <unistd.h>

#include <csignal>

#include "recordings/program.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using namespace crossroads::tests;

namespace {

struct Chosen {
  int frames = 100;
  double rate = 0.1;
  std::uint64_t seed = 1;
  bool fast = false;
  std::string name = "corner";
  std::vector<std::string> inputs;
};

struct Run {
  int code = 0;
  Chosen chosen;
  std::string out, err, config;
  bool ran = false;
};

// What the work writes to a stream of C lands in a file meanwhile.
template <class Work>
std::string captured(std::FILE* stream, const std::filesystem::path& file, Work work) {
  std::fflush(stream);
  const int number = ::fileno(stream);
  const int kept = ::dup(number);
  std::FILE* target = std::fopen(file.c_str(), "wb");
  ::dup2(::fileno(target), number);
  work();
  std::fflush(stream);
  ::dup2(kept, number);
  ::close(kept);
  std::fclose(target);
  return read_text(file);
}

Run run_with(
    const Scratch& scratch, std::vector<const char*> arguments,
    const std::function<void()>& body = [] {}) {
  namespace po = boost::program_options;
  Run run;
  Chosen& chosen = run.chosen;
  po::options_description options;
  auto add = options.add_options();
  add("frames", po::value(&chosen.frames)->default_value(chosen.frames)->value_name("N"),
      "how many");
  add("rate", po::value(&chosen.rate)->default_value(chosen.rate)->value_name("R"), "how fast");
  add("seed", po::value(&chosen.seed)->default_value(chosen.seed), "seed");
  add("fast", po::bool_switch(&chosen.fast), "hurry");
  add("name", po::value(&chosen.name)->default_value(chosen.name), "which");
  add("input", po::value(&chosen.inputs)->multitoken()->value_name("DIR"), "from where");
  arguments.insert(arguments.begin(), "sample");
  const ProgramText text{"sample", "Shows how options work.", "  sample --frames 3\n", "input"};
  run.out = captured(stdout, scratch / "stdout", [&] {
    run.err = captured(stderr, scratch / "stderr", [&] {
      run.code =
          run_program(static_cast<int>(arguments.size()), arguments.data(), text, options, [&] {
            run.ran = true;
            run.config = effective_config();
            body();
          });
    });
  });
  return run;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// One line that names the program, exit code 2, and the body never ran.
void check_wrong_use(const Run& run) {
  CHECK(run.code == 2);
  CHECK_FALSE(run.ran);
  CHECK(run.out.empty());
  CHECK(run.err.rfind("sample: ", 0) == 0);
  CHECK(run.err.find('\n') == run.err.size() - 1);
}

}  // namespace

TEST_CASE("command line beats config file beats default") {
  const Scratch scratch;
  write_text(scratch / "a.ini",
             "# a comment\nframes = 7\n\n  name=a b # c\r\nfast=true\nrate=2.5\n");
  const std::string file = scratch / "a.ini";
  const Run run = run_with(scratch, {"--frames", "5", "--config", file.c_str(), "--rate=0.25"});
  CHECK(run.code == 0);
  CHECK(run.chosen.frames == 5);
  CHECK(run.chosen.rate == 0.25);
  CHECK(run.chosen.name == "a b # c");
  CHECK(run.chosen.fast);
  CHECK(run.chosen.seed == 1);
}

TEST_CASE("the effective config is all values, and reads back to the same") {
  const Scratch scratch;
  const Run run = run_with(scratch, {"--seed", "18446744073709551615", "--fast", "--input", "x",
                                     "y z", "--name", "#1 = best"});
  CHECK(run.config ==
        "frames=100\nrate=0.1\nseed=18446744073709551615\nfast=true\nname=#1 = best\n"
        "input=x\ninput=y z\n");
  write_text(scratch / "again.ini", run.config);
  const std::string file = scratch / "again.ini";
  const Run again = run_with(scratch, {"--config", file.c_str()});
  CHECK(again.code == 0);
  CHECK(again.config == run.config);
  CHECK(again.chosen.inputs == std::vector<std::string>{"x", "y z"});
}

TEST_CASE("arguments without a name go to the program's bare option") {
  const Scratch scratch;
  CHECK(run_with(scratch, {"a", "b", "--frames", "2"}).chosen.inputs ==
        std::vector<std::string>{"a", "b"});
}

TEST_CASE("an unknown option is named and all there are are listed") {
  const Scratch scratch;
  for (const char* unknown : {"--frmaes", "--fram"}) {  // no guessing of abbreviations either
    const Run run = run_with(scratch, {unknown, "5"});
    check_wrong_use(run);
    CHECK(has(run.err, unknown));
    for (const char* option :
         {"--frames", "--rate", "--input", "--help", "--version", "--config"}) {
      CHECK(has(run.err, option));
    }
  }
}

TEST_CASE("an unknown key is named with its line, and all keys are listed") {
  const Scratch scratch;
  write_text(scratch / "a.ini", "frames=3\nframse=4\n");
  const std::string file = scratch / "a.ini";
  const Run run = run_with(scratch, {"--config", file.c_str()});
  check_wrong_use(run);
  CHECK(has(run.err, "framse"));
  CHECK(has(run.err, "a.ini line 2"));
  CHECK(has(run.err, "frames rate seed fast name input"));
}

TEST_CASE("wrong values and broken config lines are wrong use") {
  const Scratch scratch;
  check_wrong_use(run_with(scratch, {"--frames", "many"}));
  check_wrong_use(run_with(scratch, {"--frames"}));
  check_wrong_use(run_with(scratch, {"--frames", "1", "--frames", "2"}));
  const Run negative = run_with(scratch, {"--seed=-1"});
  check_wrong_use(negative);
  CHECK(has(negative.err, "-1 in --seed"));
  write_text(scratch / "a.ini", "frames 3\n");
  const std::string file = scratch / "a.ini";
  check_wrong_use(run_with(scratch, {"--config", file.c_str()}));
}

TEST_CASE("a config file that is not there is a failed run that names it") {
  const Scratch scratch;
  const Run run = run_with(scratch, {"--config", "/nowhere/a.ini"});
  CHECK(run.code == 1);
  CHECK_FALSE(run.ran);
  CHECK(has(run.err, "/nowhere/a.ini"));
}

TEST_CASE("help teaches: summary, usage, options with defaults, examples") {
  const Scratch scratch;
  const Run run = run_with(scratch, {"--help"});
  CHECK(run.code == 0);
  CHECK_FALSE(run.ran);
  CHECK(run.err.empty());
  CHECK(run.out.rfind("Shows how options work.\n", 0) == 0);
  CHECK(has(run.out, "Usage: sample INPUT [options]\n"));
  CHECK(has(run.out, "--frames N"));
  CHECK(has(run.out, "how many [100]"));
  CHECK(has(run.out, "how fast [0.1]"));
  CHECK(has(run.out, "--input DIR..."));
  CHECK(has(run.out, "  sample --frames 3\n"));
}

TEST_CASE("the version names the program") {
  const Scratch scratch;
  const Run run = run_with(scratch, {"--version"});
  CHECK(run.code == 0);
  CHECK(run.out == "crossroads sample " CROSSROADS_VERSION "\n");
}

TEST_CASE("what a body throws becomes one line and an exit code") {
  const Scratch scratch;
  const Run failed =
      run_with(scratch, {}, [] { throw Error("bread", "a stone", "the oven", "bake again"); });
  CHECK(failed.code == 1);
  CHECK(failed.err == "sample: expected bread, found a stone in the oven: bake again\n");
  const Run two_lines =
      run_with(scratch, {}, [] { throw Error("bread", "a\nstone", "the oven", "bake again"); });
  CHECK(two_lines.err == "sample: expected bread, found a stone in the oven: bake again\n");
  const Run wrong = run_with(scratch, {}, [] { throw UsageError("--frames is below 1"); });
  CHECK(wrong.code == 2);
  CHECK(wrong.err == "sample: --frames is below 1; see sample --help\n");
  const Run foreign =
      run_with(scratch, {}, [] { throw std::runtime_error("first line\nbacktrace\n"); });
  CHECK(foreign.code == 1);
  CHECK(foreign.err == "sample: first line\n");
}

TEST_CASE("a command is told as one would type it again") {
  const char* const argv[] = {"/usr/bin/compare", "--runs", "a b", "it's", "", "x=1"};
  CHECK(command_line(6, argv) == R"(compare --runs 'a b' 'it'\''s' '' x=1)");
}

TEST_CASE("a folder for output is made with all above it, and a file in its place is told") {
  const Scratch scratch;
  make_out_folder((scratch / "a" / "b").string());
  CHECK(std::filesystem::is_directory(scratch / "a" / "b"));
  std::ofstream(scratch / "file") << "x";
  CHECK_THROWS_WITH(make_out_folder((scratch / "file").string()),
                    Catch::Contains("file") && Catch::Contains("--out"));
}

TEST_CASE("ctrl-C is noticed and does not end the program") {
  CHECK_FALSE(interrupted());
  watch_interrupt();
  std::raise(SIGINT);
  CHECK(interrupted());
  std::raise(SIGTERM);  // in the same moment, as timeout does it: one wish, not two
  std::signal(SIGTERM, SIG_DFL);
  std::signal(SIGINT, SIG_DFL);
}
