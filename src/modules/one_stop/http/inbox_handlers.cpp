#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/actions/keep_work.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/pages/inbox_page.h"
#include "modules/one_stop/storage/fee_store.h"
#include "platform/identity/storage/proposal_store.h"
#include "platform/identity/two_people.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

constexpr std::string_view kHiddenColumns = "__Host-cot-an";

std::set<std::string_view> HiddenColumns(const OfficerRequest& request) {
    std::set<std::string_view> hidden;
    const auto kept = request.http.Cookie(kHiddenColumns);
    for (const auto word : Split(std::string_view(kept), '.'))
        if (const auto found = std::ranges::find(kInboxColumns, word); found != std::end(kInboxColumns)) hidden.insert(*found);
    return hidden;
}

// Requests of two people that wait for this one's yes; one statement where none waits.
int ProposalsToConfirm(const OfficerRequest& request, storage::Transaction& tx, Instant now) {
    if (!request.officer.May(identity::kAdministrate)) return 0;
    const auto me = identity::Manager::Of(request.officer.account);
    const auto waiting = identity::ProposalStore(tx).Waiting(now);
    return static_cast<int>(
        std::ranges::count_if(waiting, [&](const auto& each) { return !identity::DecidingOf(tx, me, each, now).refusal; }));
}

// Of the unit whose money they check; who asked and who gave the receipt do not agree to it.
int ReversalsToDecide(const OfficerRequest& request, storage::Transaction& tx, Instant now) {
    const auto& officer = request.officer;
    if (!officer.May(kCheckMoney)) return 0;
    int number = 0;
    FeeStore fees(tx);
    for (const auto unit : request.platform.units.Now()->ActsFor(officer.UnitFor(kCheckMoney), now.LocalDate()))
        for (const auto& each : fees.Waiting(unit))
            if (each.reversal.asked_by != officer.account.id && each.of.receipt.cashier != officer.account.id) ++number;
    return number;
}

}  // namespace

web::Response ShowInbox(const OfficerRequest& request) {
    web::MarkActive("inbox");
    const auto& http = request.http;
    InboxPageView view{
        .view = workflow::ParseInboxView(http.Asked("xem")),
        .asked = {.words = std::string(Trim(http.Asked("tim"))),
                  .order = workflow::ParseInboxOrder(http.Asked("xep")),
                  .direction = http.Asked("chieu") == "xuong" ? workflow::Direction::down : workflow::Direction::up,
                  .page = static_cast<int>(ToNumber(http.Asked("trang")))},
        .now = request.platform.clock.Now(),
        .hidden = HiddenColumns(request)};
    KeepWithUnits(request.platform);
    auto inbox = request.platform.storage.Read([&](storage::Transaction& tx) {
        view.proposals = ProposalsToConfirm(request, tx, view.now);
        view.reversals = ReversalsToDecide(request, tx, view.now);
        return workflow::InboxStore(tx).Read(request.officer, view.view, view.now);
    });
    view.counts = inbox.counts;
    view.cut = inbox.cut;
    view.divides = request.officer.May(kAssign);
    view.saved = SavedViewsOf(request, ListPage::inbox);
    view.posts = std::move(inbox.posts);
    view.list = workflow::ListInbox(std::move(inbox.items), view.asked);
    return NoStore(web::Page(InboxPage(view)));
}

web::Response ShowColumns(const OfficerRequest& request) {
    web::MarkActive("inbox");
    return NoStore(web::Page(ColumnsPage(HiddenColumns(request))));
}

// Kept by the browser: which columns one likes depends on the screen one sits at.
web::Response ChooseColumns(const OfficerRequest& request) {
    const auto shown = request.http.form.Values("cot");
    std::vector<std::string> hidden;
    for (const auto column : kInboxColumns)
        if (std::ranges::find(shown, column) == shown.end()) hidden.emplace_back(column);
    auto response = web::SeeOtherPage("/can-bo");
    response.With("set-cookie", std::string(kHiddenColumns) + "=" + Join(hidden, ".") +
                                    "; Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Lax");
    return response;
}

web::Response StreamInbox(const OfficerRequest& request) {
    web::Response response;
    response.events = [&platform = *request.http.platform, officer = request.officer](std::string& last) -> std::string {
        KeepWithUnits(platform);
        const auto mark = std::to_string(
            platform.storage.Read([&](storage::Transaction& tx) { return workflow::InboxStore(tx).Mark(officer); }));
        if (mark == last) return "";
        last = mark;
        return "id: " + mark + "\nevent: changed\ndata: {}\n\n";
    };
    return response;
}

}  // namespace dongson::one_stop
