// Small helpers to write one HTML page without anything from outside: text, numbers, pictures.
#pragma once

#include <map>
#include <string>

#include "recordings/frame.hpp"

namespace crossroads {

[[nodiscard]] std::string escape_html(const std::string& text);
[[nodiscard]] std::string base64(const std::string& bytes);

// <img> with the frame as a PNG in a data: URI, at its native size; CSS enlarges it.
[[nodiscard]] std::string image_html(const Frame& frame, const std::string& description);

// <img> with the bytes of a picture file ("image/gif") in a data: URI. `size`: attributes, or none.
[[nodiscard]] std::string data_image_html(const std::string& type, const std::string& bytes,
                                          const std::string& description,
                                          const std::string& size = "");

// The last section of every page.
[[nodiscard]] std::string command_html(const std::string& command);

// The whole page: head with our style, body, version.
[[nodiscard]] std::string page_html(const std::string& title, const std::string& body);

// "0.873"; a dash for what is not a number.
[[nodiscard]] std::string number_text(double value, int decimals);
// "87 %", "99.7 %" (never rounded up to all or down to none); a dash for what is not a number.
[[nodiscard]] std::string percent_text(double share);
// "312000" -> "312 000".
[[nodiscard]] std::string grouped_text(const std::string& digits);

// Small curves of a training log, one for each column of log.csv, as inline SVG. `csv`: a header
// line, then numbers; the first column is the step. Empty for fewer than two lines.
[[nodiscard]] std::string training_curves_html(const std::string& csv);

}  // namespace crossroads
