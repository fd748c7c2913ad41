// Events that are held beyond their time.
#include "core/text.h"
#include "modules/soc/actions/hold_events.h"
#include "modules/soc/http/handlers.h"
#include "modules/soc/http/views.h"
#include "modules/soc/pages/hold_pages.h"
#include "modules/soc/storage/hold_store.h"
#include "web/layout.h"

namespace dongson::soc {

namespace {

web::Response Shown(const OfficerRequest& request, HoldListView view) {
    request.platform.storage.Read([&](storage::Transaction& tx) {
        view.holds = HoldStore(tx).All();
        for (const Hold& hold : view.holds) Name(tx, {hold.account, hold.lifted_by}, view.names);
        return true;
    });
    const int status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return web::NoStore(web::Page(HoldListPage(view), status));
}

Result<void> Place(const OfficerRequest& request, const HoldListView& view) {
    const auto from = Instant::Parse(view.from), until = Instant::Parse(view.until);
    if (!from || !until)
        return std::unexpected(Refusal{"SOC_TIME", Say("Viết thời điểm như 2026-11-25 08:00."), from ? "den" : "tu"});
    const auto placed = PlaceHold(request.platform, request.officer,
                                  {.from = *from, .until = *until, .reason = view.reason, .case_code = view.case_code});
    return placed ? Result<void>() : std::unexpected(placed.error());
}

}  // namespace

web::Response ShowHolds(Centre&, const OfficerRequest& request) {
    HoldListView view;
    view.case_code = request.http.Asked("vu_viec");
    view.from = request.http.Asked("tu");
    view.until = request.http.Asked("den");
    return Shown(request, std::move(view));
}

web::Response ChangeHolds(Centre&, const OfficerRequest& request) {
    const auto& form = request.http.form;
    HoldListView view;
    Result<void> done;
    if (form.Has("thoi")) {
        view.lift_reason = form.Value("ly_do");
        done = LiftHold(request.platform, request.officer, ToNumber(form.Value("thoi")), view.lift_reason);
    } else {
        view.from = Trim(form.Value("tu"));
        view.until = Trim(form.Value("den"));
        view.reason = Trim(form.Value("ly_do"));
        view.case_code = Trim(form.Value("vu_viec"));
        done = Place(request, view);
    }
    if (done) return web::SeeOtherPage("/can-bo/an-ninh/giu-lai");
    view.faults.push_back(done.error());
    return Shown(request, std::move(view));
}

}  // namespace dongson::soc
