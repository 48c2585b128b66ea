#include "experiments/portrait_report.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "experiments/html.hpp"
#include "experiments/share_bars.hpp"
#include "portraits/painted_set.hpp"

namespace crossroads {
namespace {

// Attributes whose values are shown one by one; all of them are counted.
constexpr std::array<std::size_t, 4> kShownAttributes{2, 0, 6, 7};  // eyes, hair, mouth, accessory

std::string name_of(std::size_t attribute) {
  std::string name(attribute_list()[attribute].name);
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::vector<std::string> values_of_attribute(std::size_t attribute) {
  std::vector<std::string> names;
  for (const auto value : attribute_list()[attribute].values) {
    names.emplace_back(value);
    std::replace(names.back().begin(), names.back().end(), '_', ' ');
  }
  return names;
}

// Real pictures as truth is everywhere, blends as blends, samplers in sharp colours.
std::vector<std::string> colours(const std::vector<PortraitResult>& results) {
  static const std::vector<std::string> kSharp{"c-valid", "c-vanished", "c-other"};
  std::vector<std::string> colours;
  std::size_t sharp = 0;
  for (const auto& result : results) {
    colours.push_back(result.arm == "real"         ? "c-truth"
                      : result.arm == "exact_mean" ? "c-plain"
                      : result.deterministic       ? "c-blend"
                                                   : kSharp[sharp++ % kSharp.size()]);
  }
  return colours;
}

std::string legend_html(const std::vector<PortraitResult>& results) {
  const auto classes = colours(results);
  std::string html = "<ul class='legend'>";
  for (std::size_t i = 0; i < results.size(); ++i) {
    html += "<li class='" + classes[i] + "'><i></i><span>" + escape_html(results[i].name) +
            "</span></li>";
  }
  return html + "</ul>";
}

std::string big_html(const std::string& colour, const std::string& number,
                     const std::string& words) {
  return "<div class='big " + colour + "'><b>" + number + "</b><span>" + words + "</span></div>";
}

// Of the first run, or of the mean face where there is none.
std::string header_html(const PortraitComparison& comparison) {
  const auto& results = comparison.results;
  const auto text = [](const PortraitResult& result, PortraitNumber which) {
    return portrait_value_html(which, result.number(which).value);
  };
  std::string html =
      "<p class='kicker'>Crossroads &middot; portraits</p><h1>Many right answers: a face for every "
      "draw</h1><p class='lede'>A wish such as <em>red eyes</em> has countless right pictures. "
      "Squared error answers it by their mean; a sampler should answer it by any of them, each as "
      "often as it is due. The network that judges here has learnt to read nine attributes from a "
      "painter whose every picture is known. Every number stands beside the same number of fresh "
      "real pictures: that is as good as it gets.</p><div class='cardline'>";
  const auto cards = std::min<std::size_t>(results.size(), 4);
  for (std::size_t i = 0; i < cards; ++i) {
    const auto& one = results[i];
    const std::string kind = one.arm == "real" ? "truth" : one.deterministic ? "blend" : "valid";
    html += big_html(kind, text(one, PortraitNumber::legible),
                     "<b style='font-size:1rem'>" + escape_html(one.name) +
                         "</b><br>legible; Fr&eacute;chet distance " +
                         text(one, PortraitNumber::frechet) + ", coverage " +
                         text(one, PortraitNumber::coverage));
  }
  return html + "</div>";
}

std::string sheet_html(const PortraitComparison& comparison) {
  std::string html =
      "<p>The first samples in seed order; nothing was picked by hand. Nothing was "
      "asked for.</p>";
  const auto classes = colours(comparison.results);
  for (std::size_t i = 0; i < comparison.results.size(); ++i) {
    const auto& one = comparison.results[i];
    // What answers alike each time is shown once.
    const std::size_t shown = one.deterministic ? 1 : one.shown.size();
    const std::vector<Frame> pictures(one.shown.begin(),
                                      one.shown.begin() + static_cast<std::ptrdiff_t>(shown));
    html += "<figure class='strip' style='--n:" + std::to_string(shown) + "'><figcaption class='" +
            classes[i] + "'>" + escape_html(one.name) +
            (one.deterministic ? " <small>always the same</small>" : "") + "</figcaption>" +
            image_html(contact_sheet(pictures, 1), "samples of " + one.name) + "</figure>";
  }
  return html;
}

std::string head_row(const PortraitComparison& comparison, const std::string& first) {
  std::string html = "<thead><tr><th>" + first + "</th>";
  for (const auto& one : comparison.results) html += "<th>" + escape_html(one.name) + "</th>";
  return html + "</tr></thead>";
}

std::string cell_html(PortraitNumber number, const Estimate& one) {
  std::string html = "<td>" + portrait_value_html(number, one.value);
  if (std::isfinite(one.low)) {
    html += "<small>" + portrait_value_html(number, one.low) + " to " +
            portrait_value_html(number, one.high) + "</small>";
  }
  return html + "</td>";
}

std::string numbers_html(const PortraitComparison& comparison) {
  std::string html = "<div class='scroll'><table>" + head_row(comparison, "number");
  const std::string span = std::to_string(comparison.results.size() + 1);
  for (std::size_t i = 0; i < kPortraitNumbers; ++i) {
    const auto number = static_cast<PortraitNumber>(i);
    if (number == PortraitNumber::copies && std::isnan(comparison.copy_distance)) continue;
    const auto& text = portrait_number_text(number);
    html += "<tbody><tr><th>" + std::string(text.title) + "</th>";
    for (const auto& one : comparison.results) html += cell_html(number, one.number(number));
    html += "</tr><tr><td class='meaning' colspan='" + span + "'><div>" + text.meaning +
            "</div></td></tr></tbody>";
  }
  return html +
         "</table></div><p><small>Small: 95&nbsp;% of the bootstrap&rsquo;s means, but for the "
         "kernel distance.</small></p>";
}

std::string attribute_figure(const PortraitComparison& comparison, std::size_t attribute) {
  const auto classes = colours(comparison.results);
  std::vector<ShareBars> sets;
  std::string caption;
  for (std::size_t i = 0; i < comparison.results.size(); ++i) {
    const auto& one = comparison.results[i].attributes[attribute];
    ShareBars bars{classes[i], {}};
    for (const auto count : one.counts) {
      bars.shares.push_back(static_cast<double>(count) /
                            static_cast<double>(comparison.setup.samples));
    }
    sets.push_back(std::move(bars));
    caption += (i > 0 ? ", " : "") + escape_html(comparison.results[i].name) + " " +
               number_text(one.tv, 3);
  }
  return "<figure class='chart'><figcaption>" + name_of(attribute) + "<small>TV: " + caption +
         "; by chance " + number_text(comparison.tv_floor[attribute], 3) + "</small></figcaption>" +
         share_bars_svg(values_of_attribute(attribute), sets,
                        "share of each value of " + name_of(attribute)) +
         "</figure>";
}

std::string attributes_html(const PortraitComparison& comparison) {
  std::string html =
      "<p>What the reader sees where nothing was asked for. The painter draws every value of an "
      "attribute equally often: the dashed line. Bars that would be much longer end in their "
      "number.</p>" +
      legend_html(comparison.results) + "<div class='charts'>";
  for (std::size_t i = 0; i < kAttributes; ++i) html += attribute_figure(comparison, i);
  return html + "</div>";
}

std::string met_table_html(const PortraitComparison& comparison) {
  std::string html = "<div class='scroll'><table>" + head_row(comparison, "asked for") + "<tbody>";
  const auto row = [&](const std::string& title, const auto& estimate_of) {
    html += "<tr><th>" + title + "</th>";
    for (const auto& one : comparison.results) {
      html += cell_html(PortraitNumber::met_one, estimate_of(one));
    }
    html += "</tr>";
  };
  for (std::size_t i = 0; i < kAttributes; ++i) {
    row(name_of(i), [i](const PortraitResult& one) { return one.attributes[i].met; });
  }
  row("hair and eye colour",
      [](const PortraitResult& one) { return one.number(PortraitNumber::met_two); });
  row("all nine", [](const PortraitResult& one) { return one.number(PortraitNumber::met_all); });
  return html + "</tbody></table></div>";
}

// A row for each value, a strip of samples for each contender.
std::string grid_html(const PortraitComparison& comparison, std::size_t attribute) {
  const auto names = values_of_attribute(attribute);
  std::string html = "<div class='scroll'><table class='strips'>" +
                     head_row(comparison, name_of(attribute)) + "<tbody>";
  for (std::size_t value = 0; value < names.size(); ++value) {
    html += "<tr><th>" + names[value] + "</th>";
    for (const auto& one : comparison.results) {
      auto pictures =
          one.asked[attribute].empty() ? std::vector<Frame>{} : one.asked[attribute][value];
      if (one.deterministic && pictures.size() > 1) pictures.resize(1);
      html += "<td>" +
              (pictures.empty()
                   ? "&ndash;"
                   : image_html(contact_sheet(pictures, 1),
                                one.name + ": " + name_of(attribute) + " " + names[value])) +
              "</td>";
    }
    html += "</tr>";
  }
  return html + "</tbody></table></div>";
}

std::string conditions_html(const PortraitComparison& comparison) {
  std::string html = "<p>Share of " + std::to_string(comparison.setup.asked) +
                     " samples for each row that show what was asked for, as the reader sees "
                     "it.</p>" +
                     met_table_html(comparison);
  for (const std::size_t attribute : kShownAttributes) {
    const std::string grid = grid_html(comparison, attribute);
    html += attribute == kShownAttributes.front()
                ? "<h3 style='margin:1.6rem 0 .6rem'>One " + name_of(attribute) +
                      " asked for, all else free</h3>" + grid
                : details_html(name_of(attribute), grid);
  }
  return html;
}

std::string copies_html(const PortraitComparison& comparison) {
  if (std::isnan(comparison.copy_distance)) return "";
  std::string html =
      "<p>For each contender the samples that come nearest to a training picture, above, and that "
      "picture below. Distance: root mean square difference of 16 &times; 16 cells, of 255; what "
      "is nearer than " +
      number_text(comparison.copy_distance, 1) +
      " is called a copy: only one fresh real picture in 1,000 is.</p><div class='groups'>";
  for (const auto& one : comparison.results) {
    std::vector<Frame> samples, training;
    std::string distances;
    for (const auto& pair : one.pairs) {
      samples.push_back(pair.sample);
      training.push_back(pair.training);
      distances += (distances.empty() ? "" : ", ") + number_text(pair.distance, 1);
    }
    if (samples.empty()) continue;
    html += "<figure class='g pairs'><figcaption>" + escape_html(one.name) + "<small>" + distances +
            "</small></figcaption>" +
            image_html(contact_sheet(samples, 1), "nearest samples of " + one.name) +
            image_html(contact_sheet(training, 1), "the training pictures nearest to them") +
            "</figure>";
  }
  return html + "</div>";
}

std::string reader_html(const PortraitComparison& comparison) {
  const Facts& reader = comparison.setup.reader;
  std::string html =
      "<p>A small convolutional network, trained by <code>train-reader</code> on pictures painted "
      "for it alone. Of " +
      grouped_text(fact(reader, "tested")) +
      " fresh pictures it read rightly:</p><div class='scroll'><table class='facts'><tbody>";
  for (std::size_t i = 0; i < kAttributes; ++i) {
    const std::string share = fact(reader, "accuracy_" + std::string(attribute_list()[i].name));
    html +=
        "<tr><th>" + name_of(i) + "</th><td>" +
        (share.empty() ? "&ndash;"
                       : number_text(100 * std::strtod(share.c_str(), nullptr), 2) + "&nbsp;%") +
        "</td></tr>";
  }
  return html + "</tbody></table></div>";
}

}  // namespace

std::string portrait_value_html(PortraitNumber number, double value) {
  const auto& text = portrait_number_text(number);
  if (text.share) return percent_text(value);
  if (number == PortraitNumber::missing) return number_text(value, 0);
  const double size = std::abs(value);
  const int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4;
  return number_text(value, decimals);
}

std::string portrait_report_html(const PortraitComparison& comparison) {
  return page_html(
      "Crossroads: portraits", header_html(comparison),
      {{"sheet", "Samples", "What they draw", sheet_html(comparison)},
       {"numbers", "Numbers", "Numbers of " + std::to_string(comparison.setup.samples) + " samples",
        numbers_html(comparison)},
       {"attributes", "Attributes", "Is every value drawn as often as it is due?",
        attributes_html(comparison)},
       {"wishes", "Wishes", "Is a wish met, and the rest still free?", conditions_html(comparison)},
       {"copies", "Copies", "Is anything learnt by heart?", copies_html(comparison)},
       {"reader", "Reader", "Who judges", reader_html(comparison)},
       command_section(comparison.setup.command)});
}

}  // namespace crossroads
