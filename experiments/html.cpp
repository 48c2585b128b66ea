#include "experiments/html.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <sstream>
#include <vector>

#include "experiments/report_style.hpp"
#include "recordings/png.hpp"

namespace crossroads {
namespace {

constexpr int kCurveWidth = 220;
constexpr int kCurveHeight = 56;
constexpr std::size_t kMostPoints = 240;  // a curve is no sharper than its pixels

struct Table {
  std::vector<std::string> names;
  std::vector<std::vector<double>> columns;
};

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
  return cells;
}

Table read_table(const std::string& csv) {
  std::istringstream lines(csv);
  std::string line;
  Table table;
  if (!std::getline(lines, line)) return table;
  table.names = split(line);
  table.columns.resize(table.names.size());
  while (std::getline(lines, line)) {
    const auto cells = split(line);
    for (std::size_t i = 0; i < table.names.size(); ++i) {
      char* end = nullptr;
      const double value = i < cells.size() ? std::strtod(cells[i].c_str(), &end) : 0;
      const bool read = end && end != cells[i].c_str();
      table.columns[i].push_back(read ? value : std::numeric_limits<double>::quiet_NaN());
    }
  }
  return table;
}

std::string curve_points(const std::vector<double>& x, const std::vector<double>& y, double low,
                         double high) {
  std::string points;
  const std::size_t stride = std::max<std::size_t>(1, y.size() / kMostPoints);
  const double x_span = std::max(1e-12, x.back() - x.front());
  for (std::size_t i = 0; i < y.size(); i += stride) {
    if (!std::isfinite(y[i])) continue;
    char point[64];
    std::snprintf(point, sizeof point, "%.1f,%.1f ", (x[i] - x.front()) / x_span * kCurveWidth,
                  (high - y[i]) / std::max(1e-12, high - low) * (kCurveHeight - 4) + 2);
    points += point;
  }
  return points;
}

std::string curve_html(const std::string& name, const std::vector<double>& x,
                       const std::vector<double>& y) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  double last = 0;
  for (const double value : y) {
    if (!std::isfinite(value)) continue;
    low = std::min(low, value);
    high = std::max(high, value);
    last = value;
  }
  if (!(high > low)) return "";  // nothing, or a constant
  char head[160];
  std::snprintf(head, sizeof head,
                "<svg viewBox='0 0 %d %d' role='img' aria-label='%s over steps'>", kCurveWidth,
                kCurveHeight, escape_html(name).c_str());
  char range[96];
  std::snprintf(range, sizeof range, "%.3g to %.3g, last %.3g", low, high, last);
  return "<figure class='curve'><figcaption>" + escape_html(name) + "</figcaption>" + head +
         "<polyline points='" + curve_points(x, y, low, high) + "'/></svg><small>" + range +
         "</small></figure>";
}

}  // namespace

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

std::string data_image_html(const std::string& type, const std::string& bytes,
                            const std::string& description, const std::string& size) {
  return "<img alt='" + escape_html(description) + "' " + size + " src='data:" + type + ";base64," +
         base64(bytes) + "'>";
}

std::string image_html(const Frame& frame, const std::string& description) {
  const auto png = encode_png(frame);
  return data_image_html("image/png", {png.begin(), png.end()}, description,
                         "width='" + std::to_string(frame.width_px) + "' height='" +
                             std::to_string(frame.height_px) + "'");
}

std::string command_html(const std::string& command) {
  return "<section id='command'><h2>The command that made this</h2><pre>" + escape_html(command) +
         "</pre></section>";
}

std::string page_html(const std::string& title, const std::string& body) {
  return std::string("<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>") +
         "<meta name='viewport' content='width=device-width,initial-scale=1'><title>" +
         escape_html(title) + "</title><style>" + kReportStyle + "</style></head><body>\n" + body +
         "\n<footer>Crossroads " + CROSSROADS_VERSION + "</footer></body></html>\n";
}

std::string number_text(double value, int decimals) {
  if (!std::isfinite(value)) return "&ndash;";
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  const std::string digits = text;
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

std::string training_curves_html(const std::string& csv) {
  const Table table = read_table(csv);
  if (table.columns.size() < 2 || table.columns[0].size() < 2) return "";
  std::string html;
  for (std::size_t i = 1; i < table.columns.size(); ++i) {
    if (table.names[i] == "seconds") continue;  // a clock, not a curve
    html += curve_html(table.names[i], table.columns[0], table.columns[i]);
  }
  return html.empty() ? "" : "<div class='curves'>" + html + "</div>";
}

}  // namespace crossroads
