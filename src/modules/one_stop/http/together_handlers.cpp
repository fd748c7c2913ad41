// Several apply together: inviting, accepting, reading, confirming; for pages and for programs.
#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/actions/apply_together.h"
#include "modules/one_stop/http/api.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/http/views.h"
#include "modules/one_stop/pages/together_pages.h"
#include "modules/one_stop/storage/co_applicant_store.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

DraftId DraftIn(const CitizenRequest& request) {
    return DraftId{ToNumber(request.http.Parameter("draft"))};
}

web::Response Missing() {
    return web::RefusalPage(NoDraft());
}

std::optional<ConfirmView> ViewOf(const CitizenRequest& request) {
    auto asked = AskedOf(request.platform, request.citizen(), DraftIn(request));
    if (!asked) return std::nullopt;
    const auto now = request.platform.clock.Now();
    auto unit = request.platform.units.Now()->NameOf(UnitToday(request.platform, asked->draft.unit, now));
    return ConfirmView{.asked = *std::move(asked), .unit_name = std::move(unit), .now = now, .faults = {}, .typed_why = ""};
}

InvitationsView InvitationsOf(const CitizenRequest& request) {
    InvitationsView view;
    const auto drafts = request.platform.storage.Read(
        [&](storage::Transaction& tx) { return CoApplicantStore(tx).DraftsOf(request.citizen().id); });
    for (const auto draft : drafts)
        if (auto asked = AskedOf(request.platform, request.citizen(), draft)) view.asked.push_back(*std::move(asked));
    return view;
}

web::Response Again(const CitizenRequest& request, const Refusal& refusal) {
    auto view = ViewOf(request);
    if (!view) return Missing();
    view->faults.push_back(refusal);
    view->typed_why = request.http.form.Value("ly_do");
    return NoStore(web::Page(ConfirmTogetherPage(*view), web::StatusOf(refusal.kind)));
}

json::object Describe(const AskedToConfirm& asked, Instant now) {
    return {{"draft", ToText(asked.draft.id)},
            {"procedure", asked.procedure.code},
            {"name", asked.procedure.name},
            {"invited_by", asked.first_name},
            {"answers", json::parse(AnswersToJson(OnlyAsked(asked.form, asked.draft.answers)))},
            {"papers", DescribePapers(asked.papers)},
            {"digest", asked.digest},
            {"until", TimeOrNull(asked.oneself.until)},
            {"confirmed", asked.oneself.Confirmed(asked.digest, now)},
            {"refused", asked.oneself.refused.has_value()}};
}

}  // namespace

web::Response InviteToDraft(const CitizenRequest& request) {
    const auto invited = InviteTogether(request.platform, request.citizen(), DraftIn(request));
    return invited ? web::SeeOtherPage("/nhap/" + std::string(request.http.Parameter("draft")) + "/kiem-tra")
                   : web::RefusalPage(invited.error());
}

web::Response ShowInvitations(const CitizenRequest& request) {
    return NoStore(web::Page(InvitationsPage(InvitationsOf(request))));
}

web::Response AcceptToDraft(const CitizenRequest& request) {
    const auto draft = AcceptInvitation(request.platform, request.citizen(), request.http.form.Value("ma"));
    if (draft) return web::SeeOtherPage("/cung-nop/" + ToText(*draft));
    auto view = InvitationsOf(request);
    view.typed = request.http.form.Value("ma");
    view.faults.push_back(draft.error());
    return NoStore(web::Page(InvitationsPage(view), web::StatusOf(draft.error().kind)));
}

web::Response ShowToConfirm(const CitizenRequest& request) {
    const auto view = ViewOf(request);
    return view ? NoStore(web::Page(ConfirmTogetherPage(*view))) : Missing();
}

web::Response ShowPaperToConfirm(const CitizenRequest& request) {
    const FileId id{ToNumber(request.http.Parameter("file"))};
    const auto asked = AskedOf(request.platform, request.citizen(), DraftIn(request));
    if (!asked || std::ranges::find(asked->papers, id, &CasePaper::file) == asked->papers.end()) return Missing();
    const auto file = request.platform.storage.Read([&](storage::Transaction& tx) { return files::FileStore::Find(tx, id); });
    return file ? FileResponse(request.platform, *file) : Missing();
}

web::Response ConfirmDraft(const CitizenRequest& request) {
    const auto done = ConfirmTogether(request.platform, request.citizen(), DraftIn(request), request.http.form.Value("dau"));
    return done ? web::SeeOtherPage("/cung-nop/" + std::string(request.http.Parameter("draft"))) : Again(request, done.error());
}

web::Response DeclineDraft(const CitizenRequest& request) {
    const auto done =
        DeclineTogether(request.platform, request.citizen(), DraftIn(request), std::string(request.http.form.Value("ly_do")));
    return done ? web::SeeOtherPage("/cung-nop/" + std::string(request.http.Parameter("draft"))) : Again(request, done.error());
}

web::Response AgreeToWithdrawMine(const CitizenRequest& request) {
    const std::string code(request.http.Parameter("code"));
    const auto done = AgreeToWithdraw(request.platform, request.citizen(), code);
    return done ? web::SeeOtherPage("/ho-so/" + code) : web::RefusalPage(done.error());
}

web::Response ApiInvite(const CitizenRequest& request) {
    if (const auto invited = InviteTogether(request.platform, request.citizen(), DraftIn(request)); !invited)
        return web::Problem(invited.error());
    json::array items;
    const auto now = request.platform.clock.Now();
    for (const auto& person :
         request.platform.storage.Read([&](storage::Transaction& tx) { return CoApplicantStore(tx).OfDraft(DraftIn(request)); }))
        items.push_back(json::object{{"name", person.name},
                                     {"code", person.account ? json::value(nullptr) : json::value(person.code)},
                                     {"until", TimeOrNull(person.until)},
                                     {"accepted", person.account.value != 0},
                                     {"confirmed_at", TimeOrNull(person.confirmed)},
                                     {"refused", person.refused.has_value()},
                                     {"over", now > person.until}});
    return Answer(json::object{{"items", std::move(items)}});
}

web::Response ApiAcceptInvitation(const CitizenRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    const auto draft = AcceptInvitation(request.platform, request.citizen(), TextOf(*body, "code"));
    if (!draft) {
        auto refusal = draft.error();
        refusal.field = "code";
        return web::Problem(refusal);
    }
    return Answer(json::object{{"draft", ToText(*draft)}}, 201);
}

web::Response ApiToConfirm(const CitizenRequest& request) {
    const auto asked = AskedOf(request.platform, request.citizen(), DraftIn(request));
    return asked ? Answer(Describe(*asked, request.platform.clock.Now())) : web::Problem(NoDraft());
}

web::Response ApiConfirm(const CitizenRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    const auto draft = DraftIn(request);
    // A yes and a no are both said: what is neither refuses nobody.
    const auto* said = body->if_contains("confirm");
    if (said == nullptr || !said->is_bool())
        return web::Problem(
            Refusal{"CO_APPLICANT_ANSWER", Say("Ghi confirm là true hoặc false."), "confirm", RefusalKind::invalid});
    const auto done = said->get_bool() ? ConfirmTogether(request.platform, request.citizen(), draft, TextOf(*body, "digest"))
                                       : DeclineTogether(request.platform, request.citizen(), draft, TextOf(*body, "reason"));
    return done ? Answer(json::object{{"draft", ToText(draft)}}) : web::Problem(done.error());
}

web::Response ApiAgreeToWithdraw(const CitizenRequest& request) {
    const std::string code(request.http.Parameter("code"));
    const auto done = AgreeToWithdraw(request.platform, request.citizen(), code);
    return done ? Answer(json::object{{"agreed", code}}) : web::Problem(done.error());
}

}  // namespace dongson::one_stop
