// A folder that goes with the test that made it.
#pragma once

#include "core/temporary_folder.h"

namespace dongson::testing {

using dongson::TemporaryFolder;

}  // namespace dongson::testing
