// What the handlers of definitions have in common: which kind and which edition an address names, and who acts.
#pragma once

#include <optional>

#include "modules/administration/http/handlers.h"
#include "platform/definitions/definitions.h"
#include "web/request.h"

namespace dongson::administration {

definitions::By WhoActs(const OfficerRequest& request);
const definitions::Type* TypeOf(const OfficerRequest& request);  // none: nobody brings such a kind
definitions::Definitions Of(const OfficerRequest& request, const definitions::Type& type);
std::optional<definitions::Edition> EditionOf(const OfficerRequest& request, const definitions::Type& type);
web::Response NoDefinition();

}  // namespace dongson::administration
