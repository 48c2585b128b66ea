// A table in Markdown: columns that stay empty are left out.
#pragma once

#include <string>
#include <vector>

namespace crossroads {

class MarkdownTable {
 public:
  explicit MarkdownTable(std::vector<std::string> titles) : titles_(std::move(titles)) {}
  // A row: as many cells as there are titles.
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  [[nodiscard]] std::string text() const;

 private:
  [[nodiscard]] bool used(std::size_t column) const;
  [[nodiscard]] std::string line(const std::vector<std::string>& cells) const;

  std::vector<std::string> titles_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace crossroads
