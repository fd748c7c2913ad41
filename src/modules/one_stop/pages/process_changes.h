// What is different between two editions of a process, as people say it.
#pragma once

#include <vector>

#include "core/language.h"
#include "platform/workflow/process.h"

namespace dongson::one_stop {

std::vector<Sentence> ChangesOfProcess(const workflow::Process& before, const workflow::Process& after);

}  // namespace dongson::one_stop
