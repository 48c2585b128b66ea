#include "predictor/convolution.hpp"

#include "predictor/processor.hpp"
#include "predictor/winograd.hpp"

namespace crossroads {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::tensor_list;

constexpr std::int64_t kFewCells = 16;        // H x W
constexpr std::int64_t kWinogradCells = 512;  // at least, of all pictures

// [N, C, H, W] -> [N H W, C]: a view, where the memory is channels_last.
torch::Tensor rows(const torch::Tensor& picture) {
  return picture.permute({0, 2, 3, 1}).reshape({-1, picture.size(1)});
}

// [N, C, H, W] -> [N H W, k k C]: what each cell's kernel sees, zeros beyond the border.
torch::Tensor windows(const torch::Tensor& picture, std::int64_t kernel) {
  if (kernel == 1) return rows(picture);
  const auto border = kernel / 2;
  const auto padded =
      torch::constant_pad_nd(picture.permute({0, 2, 3, 1}), {0, 0, border, border, border, border})
          .contiguous();
  const auto n = picture.size(0), c = picture.size(1), h = picture.size(2), w = picture.size(3);
  const auto row = padded.size(2) * c;
  // The k cells of one row of a kernel lie side by side.
  return padded.as_strided({n, h, w, kernel, kernel * c}, {padded.size(1) * row, row, c, row, 1})
      .reshape({n * h * w, kernel * kernel * c});
}

// The gradient at the input is a convolution, too: of the gradient, by the weight turned round.
torch::Tensor turned(const torch::Tensor& weight) {
  return weight.flip({2, 3}).transpose(0, 1).contiguous(torch::MemoryFormat::ChannelsLast);
}

struct ProductGradients : Function<ProductGradients> {
  static torch::Tensor forward(AutogradContext* context, const torch::Tensor& input,
                               const torch::Tensor& weight, const torch::Tensor& bias) {
    context->save_for_backward({input, weight});
    return torch::conv2d(input, weight, bias, 1, weight.size(2) / 2);
  }

  static tensor_list backward(AutogradContext* context, const tensor_list& gradients) {
    const auto saved = context->get_saved_variables();
    const auto &input = saved[0], &weight = saved[1];
    const auto gradient = gradients[0].contiguous(torch::MemoryFormat::ChannelsLast);
    const auto kernel = weight.size(2);
    tensor_list result(3);
    if (context->needs_input_grad(0)) {
      result[0] = torch::conv2d(gradient, turned(weight), {}, 1, kernel / 2);
    }
    if (context->needs_input_grad(1)) {
      result[1] = rows(gradient)
                      .t()
                      .mm(windows(input, kernel))
                      .view({weight.size(0), kernel, kernel, weight.size(1)})
                      .permute({0, 3, 1, 2});
    }
    if (context->needs_input_grad(2)) result[2] = rows(gradient).sum(0);
    return result;
  }
};

bool short_side(std::int64_t cells) {
  return cells == 4 || cells == 8;
}

// Where winograd_convolution is quicker: what it does beside its products grows with the cells of a
// picture, the products with the channels, and what it does with the kernel is done once.
bool small_grids(const torch::Tensor& input, const torch::Tensor& weight, int stride) {
  const auto cells = input.size(2) * input.size(3);
  return input.is_cpu() && input.scalar_type() == torch::kFloat32 && weight.size(2) == 3 &&
         stride == 1 && short_side(input.size(2)) && short_side(input.size(3)) &&
         input.size(0) * cells >= kWinogradCells &&
         std::min(weight.size(0), weight.size(1)) >= 2 * cells;
}

}  // namespace

torch::Tensor product_convolution(const torch::Tensor& input, const torch::Tensor& weight,
                                  const torch::Tensor& bias) {
  return ProductGradients::apply(input, weight, bias);
}

torch::Tensor convolve(const torch::Tensor& input, const torch::Tensor& weight,
                       const torch::Tensor& bias, int stride) {
  static const bool amx = has_amx_bf16();
  const bool few = weight.size(2) == 1 || input.size(2) * input.size(3) <= kFewCells;
  const bool bf16 = input.is_cpu() && input.scalar_type() == torch::kBFloat16;
  if (amx && bf16 && few && stride == 1 && torch::GradMode::is_enabled()) {
    return product_convolution(input, weight, bias);
  }
  if (small_grids(input, weight, stride)) return winograd_convolution(input, weight, bias);
  return torch::conv2d(input, weight, bias, stride, weight.size(2) / 2);
}

}  // namespace crossroads
