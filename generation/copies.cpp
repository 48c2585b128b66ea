#include "generation/copies.hpp"

#include <algorithm>
#include <cmath>

#include "predictor/torch.hpp"

namespace crossroads {
namespace {

constexpr int kCells = 16;
constexpr std::int64_t kNumbers = 3 * kCells * kCells;
constexpr std::int64_t kSamplesAtOnce = 250, kTrainingAtOnce = 4000;

// Means of cells, around 0 so that products lose little.
void add_cells(const std::uint8_t* picture, int side_px, float* out) {
  const int cell = side_px / kCells;
  std::fill_n(out, kNumbers, 0.0F);
  for (int line = 0; line < 3 * side_px; ++line) {
    float* row = out + (line / cell) * kCells;
    for (int x = 0; x < side_px; ++x) row[x / cell] += *picture++;
  }
  for (float* one = out; one < out + kNumbers; ++one) {
    *one = *one / static_cast<float>(cell * cell) - 127.5F;
  }
}

double distance(const torch::Tensor& a, const torch::Tensor& b) {
  return std::sqrt((a - b).to(torch::kFloat64).square().mean().item<double>());
}

}  // namespace

struct TrainingPictures::Impl {
  int side_px;
  torch::Tensor cells;    // [N, kNumbers]
  torch::Tensor squares;  // [N], of their lengths
};

TrainingPictures::TrainingPictures(std::size_t count, int side_px,
                                   const std::function<const std::uint8_t*(std::size_t)>& picture)
    : impl_(std::make_unique<Impl>()) {
  impl_->side_px = side_px;
  impl_->cells = torch::empty({static_cast<std::int64_t>(count), kNumbers});
  auto* out = impl_->cells.data_ptr<float>();
  for (std::size_t i = 0; i < count; ++i, out += kNumbers) add_cells(picture(i), side_px, out);
  impl_->squares = impl_->cells.square().sum(1);
}

TrainingPictures::~TrainingPictures() = default;
TrainingPictures::TrainingPictures(TrainingPictures&&) noexcept = default;

std::vector<Nearest> TrainingPictures::nearest(std::span<const Frame> pictures) const {
  const torch::NoGradGuard no_grad;
  auto cells = torch::empty({static_cast<std::int64_t>(pictures.size()), kNumbers});
  auto* out = cells.data_ptr<float>();
  for (const Frame& frame : pictures) {
    add_cells(frame.pixels.data(), impl_->side_px, out);
    out += kNumbers;
  }
  std::vector<Nearest> result;
  for (const auto& rows : cells.split(kSamplesAtOnce)) {
    std::vector<torch::Tensor> parts;
    for (std::int64_t from = 0; from < impl_->cells.size(0); from += kTrainingAtOnce) {
      const auto count = std::min(kTrainingAtOnce, impl_->cells.size(0) - from);
      parts.push_back(impl_->squares.narrow(0, from, count) -
                      2 * rows.mm(impl_->cells.narrow(0, from, count).t()));
    }
    const auto found = torch::cat(parts, 1).argmin(1);
    for (std::int64_t i = 0; i < rows.size(0); ++i) {
      const auto index = found[i].item<std::int64_t>();
      // Anew from the two alone: exact for an exact copy.
      result.push_back({static_cast<std::size_t>(index), distance(rows[i], impl_->cells[index])});
    }
  }
  return result;
}

double copy_distance(std::vector<Nearest> of_fresh_pictures) {
  constexpr std::size_t kOneIn = 1000;
  const auto rank = static_cast<std::ptrdiff_t>(of_fresh_pictures.size() / kOneIn);
  const auto at = of_fresh_pictures.begin() + rank;
  std::nth_element(of_fresh_pictures.begin(), at, of_fresh_pictures.end(),
                   [](const Nearest& a, const Nearest& b) { return a.distance < b.distance; });
  return at->distance;
}

}  // namespace crossroads
