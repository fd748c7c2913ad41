// An officer does the same expected step to many dossiers at once: a leader signs, a clerk hands over. Each is checked as if it
// were done alone.
#include <algorithm>
#include <set>

#include "core/text.h"
#include "modules/one_stop/actions/act_on_dossier.h"
#include "modules/one_stop/actions/keep_work.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/pages/bulk_page.h"
#include "platform/workflow/circumstances.h"
#include "platform/workflow/inbox.h"
#include "platform/workflow/storage/case_store.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

// Of one's inbox, the most urgent first, these are looked at.
constexpr std::size_t kLookedAt = 200;

// Whoever does it has nothing to type, to choose or to count, and every result is written.
bool NeedsOnlyAWord(const Dossier& dossier, const workflow::Event& event) {
    const auto fits = [&](const std::string& effect) {
        if (effect == "attach_result") return !dossier.result_text.empty() || dossier.result_file;
        // A fee that somebody has to say is asked for below.
        return effect == "assign" || effect == "number_result" || effect == "hand_over" || effect == "charge_fee";
    };
    return event.primary && event.role.empty() && !event.reason && event.to != "same" &&
           event.clock != workflow::ClockEffect::start && !AsksForFee(dossier, event) && std::ranges::all_of(event.effects, fits);
}

// Of one that was chosen, as it stands now; what else has become more urgent meanwhile does not matter.
bool MayBeDoneByAWord(const OfficerRequest& request, const std::string& code, std::string_view event) {
    return request.platform.storage.Read([&](storage::Transaction& tx) {
        const auto dossier = DossierStore(tx).Get(code);
        const auto* wanted = dossier ? ProcessOf(*dossier).FindEvent(event) : nullptr;
        return wanted != nullptr && NeedsOnlyAWord(*dossier, *wanted);
    });
}

BulkView ViewOf(const OfficerRequest& request) {
    const auto& platform = request.platform;
    BulkView view{.now = platform.clock.Now()};
    KeepWithUnits(platform);
    platform.storage.Read([&](storage::Transaction& tx) {
        const auto inbox = workflow::InboxStore(tx).Read(request.officer, workflow::InboxView::all, view.now);
        DossierStore dossiers(tx);
        std::set<std::string> seen;
        for (const auto* item : inbox.items) {
            if (item->waiting || !item->path.starts_with("/can-bo/ho-so/") || !seen.insert(item->reference).second) continue;
            if (seen.size() > kLookedAt) {
                view.cut = true;
                break;
            }
            auto dossier = dossiers.Get(item->reference);
            if (!dossier) continue;
            const auto now = workflow::CircumstancesOf(platform, tx, MovingOf(*dossier),
                                                       workflow::CaseStore(tx).Consultations(dossier->id), view.now);
            const auto allowed = workflow::AllowedEvents(MovingOf(*dossier), Actor::Of(request.officer), now);
            if (allowed.empty() || !NeedsOnlyAWord(*dossier, *allowed.front())) continue;
            const auto& event = *allowed.front();
            const auto acted = workflow::ActsFor(MovingOf(*dossier), event, Actor::Of(request.officer), now);
            if (acted && acted->post != nullptr && acted->post->in_stead &&
                ApprovesOwnWork(*dossier, event, request.officer.account.id, acted->post,
                                workflow::CaseStore(tx).Happenings(dossier->id)))
                continue;
            auto step = std::ranges::find(view.steps, event.key, &BulkStep::event);
            if (step == view.steps.end())
                step = view.steps.insert(view.steps.end(), {event.key, event.label, event.Has("number_result"), {}});
            if (step->dossiers.size() < kDoneAtOnce)
                step->dossiers.push_back(*std::move(dossier));
            else
                view.cut = true;
        }
        return 0;
    });
    return view;
}

// What was done is told even where what is left to do cannot be read any more.
BulkView ViewAfter(const OfficerRequest& request) {
    try {
        return ViewOf(request);
    } catch (const storage::StorageError&) {
        return {.now = request.platform.clock.Now()};
    }
}

web::Response Shown(BulkView view, std::string chosen) {
    const bool there = std::ranges::find(view.steps, chosen, &BulkStep::event) != view.steps.end();
    view.chosen = there || view.steps.empty() ? std::move(chosen) : view.steps.front().event;
    return NoStore(web::Page(BulkPage(view), view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind)));
}

}  // namespace

web::Response ShowBulk(const OfficerRequest& request) {
    web::MarkActive("inbox");
    return Shown(ViewOf(request), std::string(request.http.Asked("viec")));
}

web::Response ActOnMany(const OfficerRequest& request) {
    web::MarkActive("inbox");
    const auto& form = request.http.form;
    const std::string event(form.Value("viec"));
    const auto chosen = form.Values("ho_so");
    const auto before = ViewOf(request);
    Refusals faults;
    if (chosen.empty()) faults.push_back({"ONE_STOP_NOTHING_CHOSEN", Say("Chọn ít nhất một hồ sơ."), "ho_so"});
    if (chosen.size() > kDoneAtOnce)
        faults.push_back({"ONE_STOP_TOO_MANY", Say("Mỗi lần làm nhiều nhất {1} hồ sơ.", std::to_string(kDoneAtOnce)), "ho_so"});
    const auto step = std::ranges::find(before.steps, event, &BulkStep::event);
    std::vector<std::string> done;
    std::vector<std::pair<std::string, std::string>> refused;
    if (faults.empty())
        for (const std::string_view each : chosen) {
            const auto blank = each.find(' ');
            const std::string code(each.substr(0, blank));
            if (!MayBeDoneByAWord(request, code, event)) {
                refused.emplace_back(code, Say("Hồ sơ đã sang bước khác, hoặc cần nhập thêm: hãy mở hồ sơ.").Now());
                continue;
            }
            const auto acted =
                ActOnDossier(request.platform, Actor::Of(request.officer),
                             {.code = code,
                              .event = event,
                              .expected_version = blank == std::string_view::npos ? 0 : ToNumber(each.substr(blank + 1))});
            if (acted)
                done.push_back(code);
            else
                refused.emplace_back(code, acted.error().code == kChanged ? Say("Người khác vừa xử lý hồ sơ này.").Now()
                                                                          : acted.error().sentence.Now());
        }
    auto after = ViewAfter(request);
    after.tried = faults.empty();
    if (step != before.steps.end()) after.what = step->label.Now();
    after.faults = std::move(faults);
    after.done = std::move(done);
    after.refused = std::move(refused);
    return Shown(std::move(after), event);
}

}  // namespace dongson::one_stop
