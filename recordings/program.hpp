// What every program shares: options, --help, --version, --config, exit codes.
// Command line beats config file beats default. An unknown option or key lists what there is.
#pragma once

#include <boost/program_options.hpp>
#include <functional>
#include <string>

namespace crossroads {

struct ProgramText {
  std::string name;              // "record"
  std::string summary;           // one or two sentences
  std::string examples;          // a few command lines, each on a line of its own
  std::string bare_option = "";  // the option that takes arguments without a name ("log"), or none
};

// Give paths as std::string: Boost reads a std::filesystem::path only up to its first space.
// Parses, notifies (option values are bound to the caller's struct), runs body, catches once.
// Returns the exit code: 0 done, 1 a failed run, 2 wrong use. `options` holds the program's own
// options; --help, --version and --config FILE are added here.
[[nodiscard]] int run_program(int argc, const char* const* argv, const ProgramText& text,
                              const boost::program_options::options_description& options,
                              const std::function<void()>& body);

// The value of an option that is bound to a field; what the field holds now is the default.
template <class Field>
[[nodiscard]] boost::program_options::typed_value<Field>* with_default(Field& field) {
  return boost::program_options::value(&field)->default_value(field);
}

// The effective options as "key=value" lines, readable again by --config.
[[nodiscard]] std::string effective_config();

// For work that takes and gives back megabytes again and again: they are kept until the end rather
// than fetched anew from the system each time. Call it first.
void keep_freed_memory();

// The command as one would type it again: the program without its path, arguments quoted where they
// need it.
[[nodiscard]] std::string command_line(int argc, const char* const* argv);

// UsageError below `least`.
void check_at_least(const char* option, int value, int least);

// For --out, before the long work, so that a wrong place is told at once.
void make_out_folder(const std::string& folder);

// True once the person has pressed ctrl-C (SIGINT or SIGTERM): long work saves and ends.
void watch_interrupt();
[[nodiscard]] bool interrupted();
// For work that writes nothing before its end, such as "the comparison" of compare: an Error.
void stop_if_interrupted(const std::string& work, const std::string& program);

}  // namespace crossroads
