#include "recordings/program.hpp"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <sstream>
#include <string_view>
#include <typeinfo>
#include <vector>

#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"

namespace crossroads {
namespace {

namespace po = boost::program_options;

// Of the program that runs: filled by run_program before the body, and only then.
std::string& effective_text() {
  static std::string text;
  return text;
}

volatile std::sig_atomic_t interrupt_seen = 0;
timespec interrupt_at{};

std::string value_text(const std::string& value) {
  return value;
}
std::string value_text(const std::filesystem::path& value) {
  return value.string();
}
std::string value_text(bool value) {
  return value ? "true" : "false";
}
template <class Number>
std::string value_text(Number value) {
  char text[64];  // the shortest text that reads back as the same number
  return std::string(text, std::to_chars(text, text + sizeof text, value).ptr);
}

template <class Value>
bool append_texts(const boost::any& any, std::vector<std::string>& texts) {
  if (const auto* one = boost::any_cast<Value>(&any)) {
    texts.push_back(value_text(*one));
    return true;
  }
  if (const auto* many = boost::any_cast<std::vector<Value>>(&any)) {
    for (const Value& value : *many) texts.push_back(value_text(value));
    return true;
  }
  return false;
}

std::vector<std::string> value_texts(const std::string& name, const boost::any& any) {
  std::vector<std::string> texts;
  const bool known = append_texts<std::string>(any, texts) || append_texts<bool>(any, texts) ||
                     append_texts<int>(any, texts) || append_texts<unsigned>(any, texts) ||
                     append_texts<long>(any, texts) || append_texts<unsigned long>(any, texts) ||
                     append_texts<long long>(any, texts) ||
                     append_texts<unsigned long long>(any, texts) ||
                     append_texts<float>(any, texts) || append_texts<double>(any, texts) ||
                     append_texts<std::filesystem::path>(any, texts);
  if (!known) {
    throw Error("an option of text, whole number, number or bool", any.type().name(), "--" + name,
                "teach value_texts in recordings/program.cpp this type");
  }
  return texts;
}

po::options_description common_options() {
  po::options_description common;
  auto add = common.add_options();
  add("help", "this text");
  add("version", "name and version");
  add("config", po::value<std::string>()->value_name("FILE"),
      "options from a file of key=value lines; the command line wins");
  return common;
}

std::string list_names(const po::options_description& options, const std::string& prefix) {
  std::string list;
  for (const auto& option : options.options()) {
    list += (list.empty() ? "" : " ") + prefix + option->long_name();
  }
  return list;
}

// --help

std::string default_text(const po::option_description& option) {
  boost::any value;
  if (!option.semantic()->apply_default(value)) return "";
  const std::vector<std::string> texts = value_texts(option.long_name(), value);
  if (option.semantic()->max_tokens() == 0) return "";  // a flag: off unless given
  std::string joined;
  for (const std::string& text : texts) joined += (joined.empty() ? "" : " ") + text;
  return joined.empty() ? "" : " [" + joined + "]";
}

std::string argument_text(const po::option_description& option) {
  const unsigned most = option.semantic()->max_tokens();
  if (most == 0) return "";
  const std::string name = option.semantic()->name();  // "N (=1000)": the default is ours to show
  return std::string(" ") + name.substr(0, name.find(" (=")) + (most > 1 ? "..." : "");
}

std::string wrapped(const std::string& text, std::size_t indent) {
  constexpr std::size_t kColumns = 100;
  std::istringstream words(text);
  std::string lines, word;
  std::size_t column = indent;
  while (words >> word) {
    if (column > indent && column + word.size() > kColumns) {
      lines.append("\n").append(indent, ' ');
      column = indent;
    }
    lines += word + " ";
    column += word.size() + 1;
  }
  if (!lines.empty()) lines.pop_back();
  return lines;
}

std::string options_text(const po::options_description& options) {
  std::size_t widest = 0;
  for (const auto& option : options.options()) {
    widest = std::max(widest, option->long_name().size() + argument_text(*option).size());
  }
  std::string text;
  for (const auto& option : options.options()) {
    std::string head = std::string("  --") + option->long_name() + argument_text(*option);
    head.resize(widest + 6, ' ');
    text += head + wrapped(option->description() + default_text(*option), widest + 6) + "\n";
  }
  return text;
}

std::string help_text(const ProgramText& text, const po::options_description& all) {
  std::string bare = text.bare_option;
  std::transform(bare.begin(), bare.end(), bare.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  });
  return text.summary + "\n\nUsage: " + text.name + (bare.empty() ? "" : " " + bare) +
         " [options]\n\nOptions [default]:\n" + options_text(all) + "\nExamples:\n" +
         text.examples + (text.examples.empty() || text.examples.back() == '\n' ? "" : "\n");
}

// Reading

po::parsed_options parse_command_line(int argc, const char* const* argv, const ProgramText& text,
                                      const po::options_description& all) {
  namespace style = po::command_line_style;
  po::positional_options_description bare;
  if (!text.bare_option.empty()) bare.add(text.bare_option.c_str(), -1);
  try {
    return po::command_line_parser(argc, argv)
        .options(all)
        .positional(bare)
        .style(style::unix_style & ~style::allow_guessing)
        .run();
  } catch (const po::unknown_option& unknown) {
    throw UsageError("unknown option " + unknown.get_option_name() +
                     "; there are: " + list_names(all, "--"));
  } catch (const po::too_many_positional_options_error&) {
    throw UsageError("an argument without an option before it; there are: " +
                     list_names(all, "--"));
  }
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// Not Boost's reader: that one cuts values at a #, and names no line when something is wrong.
po::parsed_options parse_config(const std::string& file, const po::options_description& options) {
  po::parsed_options parsed(&options);
  std::istringstream lines(read_text_file(file));
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    line = trimmed(line);
    if (line.empty() || line[0] == '#') continue;
    const std::string where = file + " line " + std::to_string(number);
    const std::size_t equals = line.find('=');
    if (equals == std::string::npos) {
      throw UsageError("expected key=value, found \"" + line + "\" in " + where);
    }
    po::option option(trimmed(line.substr(0, equals)), {trimmed(line.substr(equals + 1))});
    if (options.find_nothrow(option.string_key, false) == nullptr) {
      throw UsageError("unknown key " + option.string_key + " in " + where +
                       "; there are: " + list_names(options, ""));
    }
    parsed.options.push_back(option);
  }
  return parsed;
}

bool is_unsigned(const boost::any& any) {
  return any.type() == typeid(unsigned) || any.type() == typeid(unsigned long) ||
         any.type() == typeid(unsigned long long);
}

// Boost reads -1 as 18446744073709551615 where the option is unsigned.
void refuse_negative_for_unsigned(const po::parsed_options& parsed,
                                  const po::variables_map& values) {
  for (const po::option& option : parsed.options) {
    if (option.value.empty() || option.value[0].empty() || option.value[0][0] != '-') continue;
    if (values.count(option.string_key) != 0 && is_unsigned(values[option.string_key].value())) {
      throw UsageError("expected a number from 0 up, found " + option.value[0] + " in --" +
                       option.string_key);
    }
  }
}

std::string config_text(const po::options_description& options, const po::variables_map& values) {
  std::string text;
  for (const auto& option : options.options()) {
    const std::string& name = option->long_name();
    if (values.count(name) == 0) continue;
    for (const std::string& value : value_texts(name, values[name].value())) {
      text += name + "=" + value + "\n";
    }
  }
  return text;
}

// Binds the options; false where --help or --version was all that was asked for.
bool read_options(int argc, const char* const* argv, const ProgramText& text,
                  const po::options_description& options) {
  po::options_description all;
  all.add(options).add(common_options());
  po::variables_map values;
  const po::parsed_options parsed = parse_command_line(argc, argv, text, all);
  po::store(parsed, values);
  if (values.count("help") != 0) {
    std::fputs(help_text(text, all).c_str(), stdout);
    return false;
  }
  if (values.count("version") != 0) {
    std::printf("crossroads %s %s\n", text.name.c_str(), CROSSROADS_VERSION);
    return false;
  }
  refuse_negative_for_unsigned(parsed, values);
  if (values.count("config") != 0) {
    const po::parsed_options config = parse_config(values["config"].as<std::string>(), options);
    po::store(config, values);  // what the command line stored stays
    refuse_negative_for_unsigned(config, values);
  }
  po::notify(values);
  effective_text() = config_text(options, values);
  return true;
}

// One line, whatever line ends a text out of a file or a command line brought into the message.
int report(const std::string& name, std::string message, int code) {
  for (char& one : message) {
    if (static_cast<unsigned char>(one) < ' ') one = ' ';
  }
  std::fprintf(stderr, "%s: %s\n", name.c_str(), message.c_str());
  return code;
}

// LibTorch's messages go on with a backtrace.
std::string first_line(const std::string& message) {
  return message.substr(0, message.find('\n'));
}

// The second ctrl-C ends the program at once. `timeout` sends its signal twice in the same moment,
// to the program and to its group: that is one wish, not two.
extern "C" void note_interrupt(int signal) {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  if (interrupt_seen == 0) {
    interrupt_at = now;
    interrupt_seen = 1;
  } else if (now.tv_sec - interrupt_at.tv_sec + (now.tv_nsec - interrupt_at.tv_nsec) / 1e9 > 0.3) {
    ::signal(signal, SIG_DFL);
    ::raise(signal);
  }
}

}  // namespace

int run_program(int argc, const char* const* argv, const ProgramText& text,
                const po::options_description& options, const std::function<void()>& body) {
  const std::string see_help = "; see " + text.name + " --help";
  try {
    if (read_options(argc, argv, text, options)) body();
    return 0;
  } catch (const UsageError& error) {
    return report(text.name, error.what() + see_help, 2);
  } catch (const po::error& error) {
    return report(text.name, error.what() + see_help, 2);
  } catch (const std::bad_alloc&) {
    return report(text.name, "out of memory: ask for less at once", 1);
  } catch (const Error& error) {
    return report(text.name, error.what(), 1);
  } catch (const std::exception& error) {
    return report(text.name, first_line(error.what()), 1);
  }
}

std::string effective_config() {
  return effective_text();
}

void keep_freed_memory() {
#if defined(__GLIBC__)
  constexpr int kEnough = 256 * 1024 * 1024;
  ::mallopt(M_TRIM_THRESHOLD, kEnough);
  ::mallopt(M_MMAP_THRESHOLD, kEnough);
#endif
}

std::string command_line(int argc, const char* const* argv) {
  std::string line = std::filesystem::path(argv[0]).filename().string();
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const bool plain = !argument.empty() &&
                       argument.find_first_of(" \t\n'\"\\$`*?&;|<>()#~!") == std::string::npos;
    line += plain ? " " : " '";
    for (const char c : argument) line += c == '\'' ? std::string("'\\''") : std::string(1, c);
    line += plain ? "" : "'";
  }
  return line;
}

void check_at_least(const char* option, int value, int least) {
  if (value >= least) return;
  throw UsageError(std::string(option) + ": expected " + std::to_string(least) +
                   " or more, found " + std::to_string(value));
}

void make_out_folder(const std::string& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed || !std::filesystem::is_directory(folder)) {
    throw Error("a folder that can be made", failed ? failed.message() : "a file", folder,
                "give another --out");
  }
}

void watch_interrupt() {
  struct sigaction action {};
  action.sa_handler = note_interrupt;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() {
  return interrupt_seen != 0;
}

void stop_if_interrupted(const std::string& work, const std::string& program) {
  if (!interrupted()) return;
  throw Error(work + " to run to the end", "an interrupt (ctrl-C)", program,
              "nothing was written; start it again");
}

}  // namespace crossroads
