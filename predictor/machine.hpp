// What a torch program sets and says before it computes, for programs that know no torch.
#pragma once

#include <string>

namespace crossroads {

// 0 threads: all cores. Call it before the first tensor is made. Turns denormals off.
void set_threads(int threads);

// One line: LibTorch version, device, threads, BLAS, and what runs trained in `precision` ("bf16"
// or "fp32") predict in.
[[nodiscard]] std::string describe_machine(const std::string& device, const std::string& precision);

}  // namespace crossroads
