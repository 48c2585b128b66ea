#include "experiments/portrait_numbers.hpp"

namespace crossroads {
namespace {

constexpr PortraitNumberText kTexts[kPortraitNumbers] = {
    {"frechet_distance", "Fr&eacute;chet distance",
     "Between Gaussians fitted to the features of the samples and of as many fresh real "
     "pictures; 0 were the same. Our own features: not to be compared with numbers of others.",
     false},
    {"kernel_distance", "Kernel distance",
     "The same question without a Gaussian and without bias: around 0 where no test by a cubic "
     "kernel can tell the sets apart. From &minus;1 to +1 standard deviation over 100 draws of "
     "1,000.",
     false},
    {"precision", "Precision",
     "Share of samples that lie among real pictures: within the reach of a real one's third "
     "nearest neighbour.",
     true},
    {"recall", "Recall", "Share of real pictures that lie among samples, in the same way.", true},
    {"density", "Density",
     "How densely real pictures lie around a sample, 1 as around real ones; less easily fooled "
     "than precision by one odd picture.",
     false},
    {"coverage", "Coverage",
     "Share of real pictures that have a sample nearer than their fifth nearest real neighbour.",
     true},
    {"legible", "Legible",
     "Share of samples of which the reader is sure: each of nine attributes with more than "
     "90&nbsp;%.",
     true},
    {"tv", "Attributes, TV",
     "Distance from the painter&rsquo;s even distribution, on average over the nine "
     "attributes: the share of samples that would have to show another value.",
     false},
    {"missing_values", "Values missing", "Of 61 values of nine attributes: never seen.", false},
    {"met_one", "One wish met",
     "One attribute is asked for, all else is free: share of samples that show it.", true},
    {"met_two", "Two wishes met", "Hair colour and eye colour are asked for together.", true},
    {"met_all", "All nine met", "All nine attributes are asked for, and all nine are there.", true},
    {"variety", "Variety beside",
     "While eyes of one colour are asked for: how evenly the other attributes&rsquo; values "
     "come, 1 at best, near 0.18 where all samples are alike.",
     false},
    {"copies", "Copies",
     "Share of samples that are nearer to a training picture than 999 in 1,000 fresh real "
     "pictures are.",
     true}};

}  // namespace

const PortraitNumberText& portrait_number_text(PortraitNumber number) {
  return kTexts[static_cast<std::size_t>(number)];
}

}  // namespace crossroads
