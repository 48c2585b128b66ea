// A chart with axes as inline SVG. Its colours are classes of the style sheet, so that it follows
// light, dark and print. It knows numbers and pixels, not what they mean.
#pragma once

#include <string>
#include <vector>

namespace crossroads {

struct PlotRange {
  double low = 0, high = 1;
  bool logarithmic = false;  // then low is above 0
};

struct PlotPoint {
  double x = 0, y = 0;
};

class Plot {
 public:
  Plot(PlotRange x, PlotRange y, int width_px = 360, int height_px = 250);

  Plot& percent_y();  // shares are written as percent there
  Plot& names(const std::string& x, const std::string& y);  // of the axes; HTML

  // colour: a class, "c-valid". Points that are no numbers break the line.
  void line(const std::vector<PlotPoint>& points, const std::string& colour,
            const std::string& dashes = "", double opacity = 1, double width_px = 2);
  // Between two lines of equal length.
  void band(const std::vector<PlotPoint>& upper, const std::vector<PlotPoint>& lower,
            const std::string& colour);
  void dot(PlotPoint at, const std::string& colour, double shift_px = 0, double radius_px = 4);
  // From low to high at x.
  void interval(double x, double low, double high, const std::string& colour, double shift_px = 0,
                double width_px = 1.5, double opacity = 1);
  void note(PlotPoint at, const std::string& text, const std::string& colour, double shift_x_px,
            double shift_y_px, const std::string& anchor = "middle");

  // description: for those who can't see it; plain text.
  [[nodiscard]] std::string svg(const std::string& description) const;

 private:
  [[nodiscard]] double x_px(double value) const;
  [[nodiscard]] double y_px(double value) const;
  [[nodiscard]] std::string axes() const;

  PlotRange x_, y_;
  int width_px_, height_px_;
  bool percent_y_ = false;
  std::string x_name_, y_name_, content_;
};

// Of a chart's lines: those that sample have sharp colours, blurred ones those of blends; what was
// not trained is grey, each dashed in its own way.
struct Series {
  std::string name;
  bool trained = false, deterministic = false;
};
struct SeriesStyle {
  std::string colour, dashes;
};
[[nodiscard]] std::vector<SeriesStyle> series_styles(const std::vector<Series>& series);
[[nodiscard]] std::string series_legend_html(const std::vector<Series>& series);

}  // namespace crossroads
