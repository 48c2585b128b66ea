// What the machine gives: threads, the BLAS that is really loaded, bf16 or fp32 by a short probe.
#pragma once

#include <functional>
#include <string>

#include "predictor/generator.hpp"
#include "predictor/machine.hpp"

namespace crossroads {

// The device by name, "cpu" or "cuda"; UsageError where there is none.
[[nodiscard]] torch::Device find_device(const std::string& name);

// The path of the loaded BLAS library, or "none" where it is built in.
[[nodiscard]] std::string loaded_blas();

// The faster one by a few steps in both, in turns.
[[nodiscard]] torch::ScalarType faster_precision(
    const std::function<double(torch::ScalarType)>& seconds_of_step);

// Of --precision auto, bf16 or fp32. "auto": bf16 on other devices than the CPU, fp32 on a CPU that
// would have to imitate bf16, else the faster one. UsageError: none of these.
[[nodiscard]] torch::ScalarType choose_precision(
    const std::string& precision, const torch::Device& device,
    const std::function<double(torch::ScalarType)>& seconds_of_step);
// "auto": times a few training steps of this generator in both and takes the faster one.
[[nodiscard]] torch::ScalarType choose_precision(const std::string& precision,
                                                 const TrainOptions& options,
                                                 const torch::Device& device);

// What a run predicts in that was trained in `precision`, "bf16" or "fp32": float32 where the
// device would have to imitate bf16.
[[nodiscard]] torch::ScalarType prediction_type(const std::string& precision,
                                                const torch::Device& device);

// One line: LibTorch version, device, threads, BLAS, precision.
[[nodiscard]] std::string describe_runtime(const torch::Device& device, torch::ScalarType type);

}  // namespace crossroads
