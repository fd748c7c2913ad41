// The security operations centre, as the house sees it.
#pragma once

#include "platform/module.h"

namespace dongson::soc {

const Module& TheModule();

}  // namespace dongson::soc
