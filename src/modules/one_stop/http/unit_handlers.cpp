// Offices as people look for them.
#include "core/text.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/pages/unit_pages.h"
#include "platform/organisation/contact.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::one_stop {

web::Response ShowUnits(const AnyRequest& request) {
    const auto today = request.platform.clock.Now().LocalDate();
    const auto units = request.platform.units.Now();
    const std::string text(Trim(request.http.Asked("q")));
    return web::Page(UnitsPage({text, organisation::FindUnits(*units, text, today)}));
}

web::Response ShowUnit(const AnyRequest& request) {
    const auto today = request.platform.clock.Now().LocalDate();
    const auto units = request.platform.units.Now();
    const auto* unit = units->FindByKey(request.http.Parameter("unit"));
    if (unit == nullptr) return web::RefusalPage(Refusal::NotFound(Say("Không có cơ quan này.")));
    UnitView view{.unit = *unit, .parent = units->Find(unit->parent), .former = units->Predecessors(*unit)};
    view.ended = unit->valid_to && *unit->valid_to < today;
    if (view.ended) view.successors = units->SuccessorsOn(*unit, today);
    view.contact =
        request.platform.storage.Read([&](storage::Transaction& tx) { return organisation::ContactStore(tx).Newest(unit->id); });
    return web::Page(UnitPage(view));
}

}  // namespace dongson::one_stop
