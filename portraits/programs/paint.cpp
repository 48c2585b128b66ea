// paint: draws portraits from a seed, with everything that they show written beside them.
#include <chrono>
#include <cstdio>
#include <ctime>

#include "portraits/painted_set.hpp"
#include "recordings/error.hpp"
#include "recordings/program.hpp"
#include "recordings/progress.hpp"

using namespace crossroads;

namespace {

struct Options {
  int count = 1000;
  std::uint64_t seed = 1;
  std::vector<std::string> with;
  bool list = false;
  std::string out;
};

void list_attributes() {
  for (const Attribute& attribute : attribute_list()) {
    std::printf("%.*s:", static_cast<int>(attribute.name.size()), attribute.name.data());
    for (const std::string_view value : attribute.values) {
      std::printf(" %.*s", static_cast<int>(value.size()), value.data());
    }
    std::printf("\n");
  }
  std::printf("%llu combinations\n", static_cast<unsigned long long>(combinations()));
}

void paint_set(const Options& options) {
  if (options.list) return list_attributes();
  check_at_least("--count", options.count, 1);
  if (options.out.empty()) throw UsageError("--out: expected a folder, found none");
  const PaintedSet wanted{options.out, options.count, options.seed, parse_fixed(options.with)};
  make_out_folder(options.out);
  Progress bar("paint", "portraits", options.count);
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t start_cpu = std::clock();
  const std::int64_t done = write_portraits(wanted, [&](std::int64_t painted) {
    bar.update(painted);
    return !interrupted();
  });
  bar.finish();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  const double cpu_seconds = static_cast<double>(std::clock() - start_cpu) / CLOCKS_PER_SEC;
  const auto count = static_cast<double>(done);
  std::printf("painted %lld portraits (%.0f pictures/s, %.0f a second of one core's time) in %s\n",
              static_cast<long long>(done), count / seconds.count(), count / cpu_seconds,
              (wanted.folder / kPortraitsFile).c_str());
}

}  // namespace

int main(int argc, char** argv) {
  namespace po = boost::program_options;
  Options o;
  po::options_description options("Options");
  auto add = options.add_options();
  add("count", with_default(o.count)->value_name("N"), "portraits to paint, 1 or more");
  add("seed", with_default(o.seed)->value_name("S"),
      "of the set; portrait number i depends on it and on i alone");
  add("with", po::value(&o.with)->composing()->value_name("ATTRIBUTE=VALUE"),
      "the same for all portraits, the rest as drawn; as often as there are attributes");
  add("list", po::bool_switch(&o.list),
      "print all attributes with their values, and paint nothing");
  add("out", po::value(&o.out)->value_name("DIR"),
      "folder for portraits.h5 and, with the first 100 of them, sheet.png");
  const ProgramText text{
      "paint",
      "Paints anime-style heads, 64x64 px, and writes what they show beside them: hair style, eye "
      "colour\nand so on, each drawn uniformly and by itself from the seed.",
      "paint --count 60000 --seed 1 --out runs/portraits\n"
      "paint --count 100 --with eye_colour=red --with hair_style=bob --out runs/red-eyes\n"
      "paint --list"};
  return run_program(argc, argv, text, options, [&] {
    watch_interrupt();
    paint_set(o);
  });
}
