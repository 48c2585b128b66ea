// Reads a page as strictly as XML where HTML allows it: what is opened is closed in order,
// attributes have quotes and stand once, ids are unique, links within the page lead somewhere.
// Scripts and styles are taken as they are.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace crossroads {

class HtmlCheck {
 public:
  explicit HtmlCheck(const std::string& html) { read(html); }

  std::string complaint;  // the first one; empty: well formed
  std::map<std::string, int> elements;
  std::vector<std::string> loads;  // all that src and href name

 private:
  void complain(const std::string& text) {
    if (complaint.empty()) complaint = text;
  }

  void read(const std::string& html) {
    for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at)) {
      const std::size_t end = end_of_tag(html, at);
      if (end == std::string::npos) return complain("a tag without an end: " + html.substr(at, 80));
      const std::string tag = html.substr(at + 1, end - at - 1);
      at = end + 1;
      if (tag[0] == '!') continue;
      if (tag[0] == '/') {
        close(tag.substr(1));
        continue;
      }
      const std::string name = open(tag);
      if (name == "script" || name == "style") at = html.find("</" + name + ">", at);
    }
    if (!open_.empty()) complain("never closed: " + open_.back());
    for (const auto& load : loads) {
      if (load[0] == '#' && ids_.count(load.substr(1)) == 0) complain("leads nowhere: " + load);
    }
  }

  static std::size_t end_of_tag(const std::string& html, std::size_t at) {
    char quote = 0;
    for (; at < html.size(); ++at) {
      const char c = html[at];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return at;
      }
    }
    return std::string::npos;
  }

  std::string open(const std::string& tag) {
    static const std::set<std::string> kVoid{"meta", "img", "input", "br"};
    const std::string name = tag.substr(0, tag.find_first_of(" \n/"));
    ++elements[name];
    read_attributes(name, tag.substr(name.size()));
    if (kVoid.count(name) == 0 && tag.back() != '/') open_.push_back(name);
    return name;
  }

  void close(const std::string& name) {
    if (open_.empty() || open_.back() != name) {
      return complain("</" + name + "> closes " + (open_.empty() ? "nothing" : open_.back()));
    }
    open_.pop_back();
  }

  void read_attributes(const std::string& name, const std::string& text) {
    std::set<std::string> seen;
    std::size_t at = 0;
    while ((at = text.find_first_not_of(" \n/", at)) != std::string::npos) {
      const std::size_t end = text.find_first_of("= \n/", at);
      const std::string key = text.substr(at, end - at);
      if (!seen.insert(key).second) complain(name + " has " + key + " twice");
      at = end;
      if (end == std::string::npos || text[end] != '=') continue;
      const char quote = text[end + 1];
      if (quote != '\'' && quote != '"') return complain(name + ": no quotes around " + key);
      at = text.find(quote, end + 2) + 1;
      note(key, text.substr(end + 2, at - end - 3));
    }
    if (name == "img" && seen.count("alt") == 0) complain("a picture without a description");
  }

  void note(const std::string& key, const std::string& value) {
    if (key == "id" && !ids_.insert(value).second) complain("two elements are called " + value);
    if (key == "src" || key == "href") loads.push_back(value);
  }

  std::vector<std::string> open_;
  std::set<std::string> ids_;
};

}  // namespace crossroads
