#include "experiments/html.hpp"

#include <cmath>
#include <cstdint>

#include "experiments/decimals.hpp"
#include "experiments/report_script.hpp"
#include "experiments/report_style.hpp"
#include "recordings/png.hpp"

namespace crossroads {

std::string escape_html(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '&')
      result += "&amp;";
    else if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '"')
      result += "&quot;";
    else if (c == '\'')
      result += "&#39;";
    else
      result += c;
  }
  return result;
}

std::string base64(const std::string& bytes) {
  static constexpr char kDigits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8U | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += i + k <= bytes.size() ? kDigits[group >> (18 - 6 * k) & 63U] : '=';
    }
  }
  return text;
}

std::string image_html(const Frame& frame, const std::string& description) {
  const auto png = encode_png(frame);
  return "<img alt='" + escape_html(description) + "' width='" + std::to_string(frame.width_px) +
         "' height='" + std::to_string(frame.height_px) + "' src='data:image/png;base64," +
         base64({png.begin(), png.end()}) + "'>";
}

Section command_section(const std::string& command) {
  return {"command", "Command", "The command that made this",
          "<pre>" + escape_html(command) + "</pre>"};
}

std::string page_html(const std::string& title, const std::string& header,
                      const std::vector<Section>& sections) {
  std::string links, body;
  for (const auto& one : sections) {
    if (one.body.empty()) continue;
    if (!one.short_title.empty()) {
      links += "<a href='#" + one.id + "'>" + one.short_title + "</a>";
    }
    body += "<section id='" + one.id + "'><h2>" + one.title + "</h2>" + one.body + "</section>\n";
  }
  return "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>"
         "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; img-src data:; "
         "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">"
         "<meta name='viewport' content='width=device-width,initial-scale=1'><title>" +
         escape_html(title) + "</title><style>" + report_style() + "</style><script>" +
         kReportScript + "</script></head><body>\n<nav aria-label='sections'><div>" + links +
         "</div></nav>\n<main><header>" + header + "</header>\n" + body +
         "</main>\n<footer>Crossroads " + CROSSROADS_VERSION + "</footer></body></html>\n";
}

std::string details_html(const std::string& summary, const std::string& content) {
  return "<details><summary>" + summary + "</summary>" + content + "</details>";
}

std::string number_text(double value, int decimals) {
  if (!std::isfinite(value)) return "&ndash;";
  const std::string digits = with_decimals(value, decimals);
  const bool zero = digits.find_first_not_of("-0.") == std::string::npos;
  return zero && digits[0] == '-' ? digits.substr(1) : digits;  // no "-0.000"
}

std::string percent_text(double share) {
  if (!std::isfinite(share)) return "&ndash;";
  const double percent = share * 100;
  const bool fine = (percent > 0.05 && percent < 1) || (percent > 99 && percent < 99.95);
  return number_text(percent, fine ? 1 : 0) + "&nbsp;%";
}

std::string grouped_text(const std::string& digits) {
  if (digits.find_first_not_of("0123456789") != std::string::npos) return digits;
  std::string result;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) result += "&#8239;";
    result += digits[i];
  }
  return result;
}

}  // namespace crossroads
