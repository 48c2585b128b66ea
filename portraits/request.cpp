#include "portraits/request.hpp"

#include <algorithm>
#include <sstream>

#include "recordings/error.hpp"

namespace crossroads {

namespace {

std::string joined(const std::vector<std::string>& texts, const char* between) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : between) + text;
  return all;
}

std::vector<std::string> names_of(const ConditionSpace& space) {
  std::vector<std::string> names;
  for (const Asked& asked : space) names.push_back(asked.name);
  return names;
}

std::vector<std::string> split(const std::string& text, char between) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, between);) parts.push_back(part);
  return parts;
}

// Where `name` is among the names; UsageError, with what there is, where it isn't.
std::size_t find_name(const std::vector<std::string>& names, const std::string& name,
                      const std::string& what) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  throw UsageError("expected " + what + ", found \"" + name +
                   "\"; there are: " + (names.empty() ? "none" : joined(names, " ")));
}

}  // namespace

ConditionSpace condition_space(const std::vector<PictureLabel>& labels,
                               const std::vector<std::string>& names) {
  ConditionSpace all;
  for (const PictureLabel& label : labels) all.push_back({label.name, label.values});
  if (names.size() == 1 && names[0] == "none") return {};
  if (names.size() == 1 && names[0] == "all") return all;
  std::vector<bool> wanted(all.size());
  for (const std::string& name : names) {
    wanted[find_name(names_of(all), name, "the name of a label of the pictures")] = true;
  }
  ConditionSpace space;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (wanted[i]) space.push_back(all[i]);
  }
  return space;
}

Request free_request(const ConditionSpace& space) {
  return Request(space.size());
}

Request parse_request(const ConditionSpace& space, std::span<const std::string> texts) {
  Request request = free_request(space);
  for (const std::string& text : texts) {
    const std::size_t equals = std::min(text.find('='), text.size());
    const std::string name = text.substr(0, equals);
    const std::size_t index = find_name(names_of(space), name, "an attribute");
    if (request[index]) {
      throw UsageError("expected each attribute once, found " + name + " twice");
    }
    const std::string value = equals < text.size() ? text.substr(equals + 1) : "";
    request[index] =
        static_cast<std::uint8_t>(find_name(space[index].values, value, name + "=VALUE"));
  }
  return request;
}

std::vector<Columns> condition_columns(const ConditionSpace& space) {
  std::vector<Columns> columns;
  std::int64_t first = 0;
  for (const Asked& asked : space) {
    columns.push_back({first, static_cast<std::int64_t>(asked.values.size())});
    first += columns.back().count;
  }
  return columns;
}

int condition_size(const ConditionSpace& space) {
  std::size_t size = 0;
  for (const Asked& asked : space) size += asked.values.size();
  return static_cast<int>(size);
}

std::vector<float> condition_row(const ConditionSpace& space, const Request& request) {
  std::vector<float> row(static_cast<std::size_t>(condition_size(space)));
  const auto columns = condition_columns(space);
  for (std::size_t i = 0; i < space.size(); ++i) {
    if (request[i]) row.at(static_cast<std::size_t>(columns[i].first) + *request[i]) = 1;
  }
  return row;
}

std::string space_text(const ConditionSpace& space) {
  std::vector<std::string> parts;
  for (const Asked& asked : space) parts.push_back(asked.name + "=" + joined(asked.values, ","));
  return joined(parts, ";");
}

ConditionSpace parse_space(const std::string& text, const std::string& where) {
  ConditionSpace space;
  for (const std::string& part : split(text, ';')) {
    const std::size_t equals = part.find('=');
    const auto values = equals == std::string::npos ? std::vector<std::string>{}
                                                    : split(part.substr(equals + 1), ',');
    if (equals == 0 || values.empty()) {
      throw Error("NAME=VALUE,VALUE;NAME=...", "\"" + part + "\"", where,
                  "this is no run of train-portraits: train anew");
    }
    space.push_back({part.substr(0, equals), values});
  }
  return space;
}

}  // namespace crossroads
