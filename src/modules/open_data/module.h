// The open-data portal, as the house sees it.
#pragma once

#include "platform/module.h"

namespace dongson::open_data {

const Module& TheModule();

}  // namespace dongson::open_data
