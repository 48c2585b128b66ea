#include "experiments/markdown_table.hpp"

#include <algorithm>

namespace crossroads {

std::string MarkdownTable::text() const {
  std::string text = line(titles_) + "|";
  for (std::size_t i = 0; i < titles_.size(); ++i) {
    if (used(i)) text += "---|";
  }
  text += "\n";
  for (const auto& row : rows_) text += line(row);
  return text;
}

bool MarkdownTable::used(std::size_t column) const {
  return std::any_of(rows_.begin(), rows_.end(),
                     [&](const auto& row) { return !row[column].empty(); });
}

std::string MarkdownTable::line(const std::vector<std::string>& cells) const {
  std::string text = "|";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (used(i)) text += " " + cells[i] + (cells[i].empty() ? "|" : " |");
  }
  return text + "\n";
}

}  // namespace crossroads
