// All of LibTorch, precompiled once for the folder. Included by sources and by headers with tensors
// in them only; what experiments see (sampler.hpp, options.hpp) is free of torch.
#pragma once

#include <torch/torch.h>
