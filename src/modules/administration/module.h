// The administration room, as the house sees it.
#pragma once

#include "platform/module.h"

namespace dongson::administration {

const Module& TheModule();

}  // namespace dongson::administration
