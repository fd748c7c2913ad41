// What the command line does with the security operations centre.
#pragma once

#include <string>
#include <vector>

#include "platform/module.h"

namespace dongson::soc {

int Scan(const std::vector<std::string>& given, Premises& premises);
int PrintEventLogs(const std::vector<std::string>& given, Premises& premises);
int TakeOverIndicators(const std::vector<std::string>& given, Premises& premises);
int TakeOverVulnerabilities(const std::vector<std::string>& given, Premises& premises);
int VerifyStored(const std::vector<std::string>& given, Premises& premises);

}  // namespace dongson::soc
