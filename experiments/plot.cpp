#include "experiments/plot.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "experiments/html.hpp"

namespace crossroads {
namespace {

constexpr double kLeft = 46, kRight = 12, kTop = 24, kBottom = 40;
constexpr int kTicks = 5;  // about so many

std::string px(double value) {
  return number_text(value, 1);
}

std::string text_svg(double x, double y, const std::string& anchor, const std::string& text,
                     const std::string& kind = "") {
  return "<text x='" + px(x) + "' y='" + px(y) + "' text-anchor='" + anchor + "'" +
         (kind.empty() ? "" : " class='" + kind + "'") + ">" + text + "</text>";
}

// 0 at the low end, 1 at the high end.
double part(const PlotRange& range, double value) {
  const double bounded = std::clamp(value, range.low, range.high);
  if (range.logarithmic) return std::log(bounded / range.low) / std::log(range.high / range.low);
  return (bounded - range.low) / (range.high - range.low);
}

// 1, 2 and 5 of each decade; of many decades 1 alone.
std::vector<double> logarithmic_steps(const PlotRange& range) {
  const bool many = range.high / range.low > 300;
  std::vector<double> ticks;
  for (double decade = std::pow(10, std::floor(std::log10(range.low))); decade <= range.high;
       decade *= 10) {
    for (const double factor : {1.0, 2.0, 5.0}) {
      const double tick = factor * decade;
      const bool inside = tick >= range.low * 0.999 && tick <= range.high * 1.001;
      if (inside && (factor == 1 || !many)) ticks.push_back(tick);
    }
  }
  return ticks;
}

std::vector<double> round_steps(const PlotRange& range) {
  const double rough = (range.high - range.low) / kTicks;
  const double decade = std::pow(10, std::floor(std::log10(rough)));
  double step = 10 * decade;
  for (const double factor : {5.0, 2.0, 1.0}) {
    if (factor * decade >= rough * 0.999) step = factor * decade;
  }
  std::vector<double> ticks;
  for (int i = static_cast<int>(std::ceil(range.low / step - 1e-9));
       i * step <= range.high * 1.0001; ++i) {
    ticks.push_back(i * step);
  }
  return ticks;
}

std::vector<double> ticks_of(const PlotRange& range) {
  return range.logarithmic ? logarithmic_steps(range) : round_steps(range);
}

std::string tick_text(double value, bool percent) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", percent ? value * 100 : value);
  if (percent) return std::string(text) + "&nbsp;%";
  if (value >= 1000 && value < 1e7) return grouped_text(number_text(value, 0));
  return text;
}

}  // namespace

Plot::Plot(PlotRange x, PlotRange y, int width_px, int height_px)
    : x_(x), y_(y), width_px_(width_px), height_px_(height_px) {}

Plot& Plot::percent_y() {
  percent_y_ = true;
  return *this;
}

Plot& Plot::names(const std::string& x, const std::string& y) {
  x_name_ = x;
  y_name_ = y;
  return *this;
}

double Plot::x_px(double value) const {
  return kLeft + (width_px_ - kLeft - kRight) * part(x_, value);
}

double Plot::y_px(double value) const {
  return height_px_ - kBottom - (height_px_ - kTop - kBottom) * part(y_, value);
}

void Plot::line(const std::vector<PlotPoint>& points, const std::string& colour,
                const std::string& dashes, double opacity, double width_px) {
  std::string path;
  bool open = false;
  for (const auto& point : points) {
    const bool known = std::isfinite(point.x) && std::isfinite(point.y);
    if (known) path += (open ? "L" : "M") + px(x_px(point.x)) + " " + px(y_px(point.y));
    open = known;
  }
  content_ += "<path class='line " + colour + "' d='" + path + "' stroke-width='" +
              number_text(width_px, 1) + "'" +
              (dashes.empty() ? "" : " stroke-dasharray='" + dashes + "'") +
              (opacity < 1 ? " opacity='" + number_text(opacity, 2) + "'" : "") + "/>";
}

void Plot::band(const std::vector<PlotPoint>& upper, const std::vector<PlotPoint>& lower,
                const std::string& colour) {
  std::string points;
  for (const auto& point : upper) points += px(x_px(point.x)) + "," + px(y_px(point.y)) + " ";
  for (auto point = lower.rbegin(); point != lower.rend(); ++point) {
    points += px(x_px(point->x)) + "," + px(y_px(point->y)) + " ";
  }
  content_ += "<polygon class='" + colour + "' points='" + points + "'/>";
}

void Plot::dot(PlotPoint at, const std::string& colour, double shift_px, double radius_px) {
  content_ += "<circle class='" + colour + "' cx='" + px(x_px(at.x) + shift_px) + "' cy='" +
              px(y_px(at.y)) + "' r='" + px(radius_px) + "'/>";
}

void Plot::interval(double x, double low, double high, const std::string& colour, double shift_px,
                    double width_px, double opacity) {
  content_ += "<path class='line " + colour + "' d='M" + px(x_px(x) + shift_px) + " " +
              px(y_px(low)) + "V" + px(y_px(high)) + "' stroke-width='" + px(width_px) + "'" +
              (opacity < 1 ? " opacity='" + number_text(opacity, 2) + "'" : "") + "/>";
}

void Plot::note(PlotPoint at, const std::string& text, const std::string& colour, double shift_x_px,
                double shift_y_px, const std::string& anchor) {
  content_ +=
      text_svg(x_px(at.x) + shift_x_px, y_px(at.y) + shift_y_px, anchor, text, "note " + colour);
}

std::string Plot::axes() const {
  const double right = width_px_ - kRight, bottom = height_px_ - kBottom;
  std::string grid, texts;
  for (const double tick : ticks_of(y_)) {
    grid += "M" + px(kLeft) + " " + px(y_px(tick)) + "H" + px(right);
    texts += text_svg(kLeft - 6, y_px(tick) + 4, "end", tick_text(tick, percent_y_));
  }
  for (const double tick : ticks_of(x_)) {
    grid += "M" + px(x_px(tick)) + " " + px(bottom) + "v4";
    texts += text_svg(x_px(tick), bottom + 17, "middle", tick_text(tick, false));
  }
  texts += text_svg((kLeft + right) / 2, bottom + 34, "middle", x_name_, "name");
  texts += text_svg(4, 12, "start", y_name_, "name");
  return "<path class='grid' d='" + grid + "'/><path class='axis' d='M" + px(kLeft) + " " +
         px(bottom) + "H" + px(right) + "'/>" + texts;
}

std::string Plot::svg(const std::string& description) const {
  return "<svg class='plot' viewBox='0 0 " + std::to_string(width_px_) + " " +
         std::to_string(height_px_) + "' role='img' aria-label='" + escape_html(description) +
         "'>" + axes() + content_ + "</svg>";
}

std::vector<SeriesStyle> series_styles(const std::vector<Series>& series) {
  static const std::vector<std::string> kDashes{"2 4", "7 4", "12 3 2 3"};
  static const std::vector<std::string> kSharp{"c-valid", "c-truth", "c-vanished"};
  static const std::vector<std::string> kBlurred{"c-blend", "c-other"};
  std::vector<SeriesStyle> styles;
  std::size_t sharp = 0, blurred = 0, other = 0;
  // Once all colours are taken they come again, dashed.
  const auto next = [](const std::vector<std::string>& colours, std::size_t& used) {
    const std::size_t round = used / colours.size();
    const std::string colour = colours[used++ % colours.size()];
    return SeriesStyle{colour, round == 0 ? "" : kDashes[(round - 1) % kDashes.size()]};
  };
  for (const auto& one : series) {
    if (!one.trained) {
      styles.push_back({"c-plain", kDashes[other++ % kDashes.size()]});
    } else {
      styles.push_back(one.deterministic ? next(kBlurred, blurred) : next(kSharp, sharp));
    }
  }
  return styles;
}

std::string series_legend_html(const std::vector<Series>& series) {
  const auto styles = series_styles(series);
  std::string html = "<ul class='legend'>";
  for (std::size_t i = 0; i < series.size(); ++i) {
    html += "<li class='" + styles[i].colour +
            "'><svg class='key' viewBox='0 0 30 8' aria-hidden='true'><path d='M0 4H30'" +
            (styles[i].dashes.empty() ? "" : " stroke-dasharray='" + styles[i].dashes + "'") +
            "/></svg><span>" + escape_html(series[i].name) + "</span></li>";
  }
  return html + "</ul>";
}

}  // namespace crossroads
