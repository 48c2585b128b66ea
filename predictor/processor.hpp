// What the processor computes by itself; false where that is not known.
#pragma once

namespace crossroads {

[[nodiscard]] bool has_amx_bf16();
// Any instruction that multiplies bfloat16: AMX or AVX-512. A processor without one imitates them,
// many times slower than float32.
[[nodiscard]] bool has_bf16();

}  // namespace crossroads
