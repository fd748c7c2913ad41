#include "commands/complain.h"

#include <fmt/format.h>

#include <cstdio>

namespace dongson::commands {

int Complain(const Refusal& refusal, int status) {
    fmt::print(stderr, "dongson: {}: {}\n", refusal.code, refusal.sentence.In(Language::english));
    return status;
}

}  // namespace dongson::commands
