// What one shift tells the next.
#include "core/text.h"
#include "modules/soc/actions/hand_over.h"
#include "modules/soc/http/handlers.h"
#include "modules/soc/http/views.h"
#include "modules/soc/pages/handover_page.h"
#include "modules/soc/storage/handover_store.h"
#include "web/layout.h"

namespace dongson::soc {

namespace {

web::Response Shown(Centre& centre, const OfficerRequest& request, Refusals faults = {}) {
    HandoverView view{.handovers = {},
                      .names = {},
                      .reader = request.officer.account.id,
                      .suggestion = std::string(request.http.form.Value("noi_dung")),
                      .faults = std::move(faults)};
    request.platform.storage.Read([&](storage::Transaction& tx) {
        view.handovers = HandoverStore(tx).Newest();
        for (const Handover& handover : view.handovers) Name(tx, {handover.account, handover.taken_by}, view.names);
        return true;
    });
    if (!request.http.form.Has("noi_dung")) {
        std::vector<std::string> silent;
        for (const SourceLine& line : SourceLines(centre))
            if (line.silent) silent.push_back(line.source.name);
        view.suggestion = HandoverDraft(request.platform, silent);
    }
    return web::NoStore(web::Page(HandoverPage(view), view.faults.empty() ? 200 : 422));
}

}  // namespace

web::Response ShowHandovers(Centre& centre, const OfficerRequest& request) {
    return Shown(centre, request);
}

web::Response MakeHandover(Centre& centre, const OfficerRequest& request) {
    const auto& form = request.http.form;
    const auto done = form.Has("nhan") ? TakeOver(request.platform, request.officer, ToNumber(form.Value("nhan")))
                                       : HandOver(request.platform, request.officer, form.Value("noi_dung"));
    if (!done) return Shown(centre, request, {done.error()});
    return web::SeeOtherPage("/can-bo/an-ninh/giao-ca");
}

}  // namespace dongson::soc
