#include "predictor/processor.hpp"

#ifdef __x86_64__
#include <cpuid.h>
#endif

namespace crossroads {

#ifdef __x86_64__

namespace {

struct Registers {
  unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
};

// Intel's manual, CPUID leaf 7; all zero where the processor has no such leaf.
Registers leaf_7(unsigned part) {
  Registers r;
  if (__get_cpuid_count(7, part, &r.eax, &r.ebx, &r.ecx, &r.edx) == 0) return {};
  return r;
}

bool bit(unsigned value, int place) {
  return (value >> place & 1) == 1;
}

}  // namespace

bool has_amx_bf16() {
  return bit(leaf_7(0).edx, 22);
}

bool has_bf16() {
  return has_amx_bf16() || (leaf_7(0).eax >= 1 && bit(leaf_7(1).eax, 5));
}

#else

bool has_amx_bf16() {
  return false;
}

bool has_bf16() {
  return false;
}

#endif

}  // namespace crossroads
