#include "modules/administration/http/handlers.h"
#include "modules/administration/pages/operation_page.h"
#include "modules/administration/pages/settings_page.h"
#include "platform/jobs/jobs.h"
#include "platform/ledger/ledger.h"
#include "platform/numbering/numbering.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/inbox.h"
#include "storage/database.h"
#include "web/layout.h"

namespace dongson::administration {

web::Response ShowOperation(const OfficerRequest& request) {
    web::MarkActive("operate");
    constexpr int kShown = 100;
    OperationView view{.jobs = request.platform.jobs.Waiting(kShown),
                       .given_up = request.platform.jobs.GivenUp(kShown),
                       .counts = request.platform.jobs.Count(),
                       .unstaffed = {}};
    view.ledger_trouble = request.platform.ledger.Trouble();
    view.ledger_losses = request.platform.ledger.Losses();
    view.numbers_lost = request.platform.storage.Read(numbering::Lost);
    const auto units = request.platform.units.Now();
    const auto today = request.platform.clock.Now().LocalDate();
    for (const auto& post : request.platform.storage.Read(
             [&](storage::Transaction& tx) { return workflow::InboxStore(tx).Unstaffed(*units, today); })) {
        const auto needed = identity::RolesNow()->Declared(post.capability);
        view.unstaffed.push_back({units->NameOf(post.unit), std::string(needed.Now()), post.items});
    }
    view.inferred = InferredUnits(*units);
    return web::NoStore(web::Page(OperationPage(view)));
}

web::Response ShowSettings(const OfficerRequest& request) {
    web::MarkActive("operate");
    return web::NoStore(web::Page(SettingsPage(request.platform.settings)));
}

}  // namespace dongson::administration
