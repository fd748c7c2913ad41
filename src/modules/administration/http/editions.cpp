#include "modules/administration/http/editions.h"

#include "core/text.h"
#include "web/layout.h"

namespace dongson::administration {

using definitions::Definitions;
using definitions::Edition;
using definitions::EditionId;

definitions::By WhoActs(const OfficerRequest& request) {
    return {request.officer.account.id, request.officer.account.name};
}

const definitions::Type* TypeOf(const OfficerRequest& request) {
    return definitions::FindType(request.http.Parameter("type"));
}

Definitions Of(const OfficerRequest& request, const definitions::Type& type) {
    return {request.platform.storage, request.platform.clock, type, &request.platform.ledger};
}

web::Response NoDefinition() {
    return web::RefusalPage(Refusal::NotFound(Say("Không có định nghĩa này.")));
}

std::optional<Edition> EditionOf(const OfficerRequest& request, const definitions::Type& type) {
    const EditionId id{ToNumber(request.http.Parameter("edition"))};
    if (!id) return Of(request, type).Base(std::string(request.http.Parameter("key")));
    auto edition = Of(request, type).Get(id);
    if (edition && edition->key != request.http.Parameter("key")) edition.reset();
    return edition;
}

}  // namespace dongson::administration
