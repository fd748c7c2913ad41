#pragma once

#include "platform/module.h"

namespace dongson::tasks {

const Module& TheModule();

}  // namespace dongson::tasks
