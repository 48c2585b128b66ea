// Small helpers to write one HTML page without anything from outside: text, numbers, pictures.
#pragma once

#include <string>
#include <vector>

#include "recordings/frame.hpp"

namespace crossroads {

[[nodiscard]] std::string escape_html(const std::string& text);
[[nodiscard]] std::string base64(const std::string& bytes);

// <img> with the frame as a PNG in a data: URI, at its native size; CSS enlarges it.
[[nodiscard]] std::string image_html(const Frame& frame, const std::string& description);

// Of a page: all but the id is HTML. One without a body is left out.
struct Section {
  std::string id;
  std::string short_title;  // in the bar of links; empty: not there
  std::string title;
  std::string body;
};

// The last section of every page.
[[nodiscard]] Section command_section(const std::string& command);

// The whole page: head with our style and script, links, header, sections, version. The browser is
// told to load nothing from anywhere.
[[nodiscard]] std::string page_html(const std::string& title, const std::string& header,
                                    const std::vector<Section>& sections);

// Something to open and close.
[[nodiscard]] std::string details_html(const std::string& summary, const std::string& content);

// "0.873"; a dash for what is not a number.
[[nodiscard]] std::string number_text(double value, int decimals);
// "87 %", "99.7 %" (never rounded up to all or down to none); a dash for what is not a number.
[[nodiscard]] std::string percent_text(double share);
// "312000" -> "312 000".
[[nodiscard]] std::string grouped_text(const std::string& digits);

}  // namespace crossroads
