#pragma once

#include "platform/module.h"

namespace dongson::complaints {

const Module& TheModule();

}  // namespace dongson::complaints
