// Definitions taken out as one archive and brought back, at the server.
#pragma once

#include <string>
#include <vector>

#include "platform/module.h"

namespace dongson::administration {

int ExportDefinitions(const std::vector<std::string>& given, Premises& premises);
int ExportProcedures(const std::vector<std::string>& given, Premises& premises);
int ImportDefinitions(const std::vector<std::string>& given, Premises& premises);

}  // namespace dongson::administration
