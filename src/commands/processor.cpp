// Ends at once, and says why, on a processor that the program was not built for. Runs before anything else does.
#include <unistd.h>

namespace {

#ifdef __x86_64__
[[gnu::constructor(101)]] void MustHaveInstructions() {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("pclmul")) return;
    constexpr char kWhy[] =
        "dongson: this processor lacks AVX2. It takes one of 2015 or later (Intel Haswell, AMD Zen); on a virtual machine, "
        "let the guest see the host's processor.\n";
    [[maybe_unused]] const auto written = ::write(2, kWhy, sizeof kWhy - 1);
    ::_exit(1);
}
#endif

}  // namespace
