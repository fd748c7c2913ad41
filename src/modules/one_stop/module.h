// The public-service portal with the electronic one-stop, as the house sees it.
#pragma once

#include "platform/module.h"

namespace dongson::one_stop {

const Module& TheModule();

}  // namespace dongson::one_stop
