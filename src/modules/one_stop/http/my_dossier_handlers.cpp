#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/actions/act_on_dossier.h"
#include "modules/one_stop/actions/dossier_writing.h"
#include "modules/one_stop/actions/end_mandate.h"
#include "modules/one_stop/domain/form_set.h"
#include "modules/one_stop/domain/mandate.h"
#include "modules/one_stop/domain/rating.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/http/reading.h"
#include "modules/one_stop/pages/dossier_pages.h"
#include "modules/one_stop/pages/draft_pages.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/organisation/directory.h"
#include "storage/scarcity.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

web::Response Missing(std::string_view code) {
    return web::RefusalPage(Refusal::NotFound(Say("Không có hồ sơ mã {1}.", code)));
}

bool MayTakeResult(const CitizenRequest& request, const Dossier& dossier) {
    return MayAsApplicant(dossier, request.citizen().id, Power::receive, request.platform.clock.Now().LocalDate());
}

// What was typed for an act that the dossier has left behind: the reason, and what was corrected of what was declared.
TypedBefore LostOf(const MyDossierView& view, const web::Form& form) {
    const auto& dossier = view.tracking.dossier;
    const auto* event = ProcessOf(dossier).FindEvent(view.event);
    if (event == nullptr) return {};
    TypedBefore lost{.act = event->label.Now(), .lines = {}, .files = false};
    lost.Add(CitizenReasonLabel(*event), view.typed_reason);
    for (const auto& section : view.form.sections)
        for (const auto& question : section.questions)
            if (const auto typed = SpokenAnswer(question, view.typed_answers);
                view.typed_answers.contains(question.key) && typed != SpokenAnswer(question, dossier.answers))
                lost.Add({question.label.Now(), {}}, typed);
    lost.files = std::ranges::any_of(form.files, [](const auto& file) { return file.size > 0; });
    return lost;
}

}  // namespace

web::Response ListMyDossiers(const CitizenRequest& request) {
    MyDossiersView view;
    auto dossiers = request.platform.storage.Read([&](storage::Transaction& tx) {
        view.drafts = DraftStore(tx).Of(request.citizen().id);
        return DossierStore(tx).OfAccount(request.citizen().id, request.platform.clock.Now().LocalDate(), 200);
    });
    for (auto& dossier : dossiers) view.dossiers.push_back(TrackingViewOf(request.platform, std::move(dossier), {}));
    return NoStore(web::Page(MyDossiersPage(view)));
}

web::Response ShowMyDossier(const CitizenRequest& request) {
    const auto view = MyViewOf(request);
    return view ? NoStore(web::Page(MyDossierPage(*view))) : Missing(request.http.Parameter("code"));
}

web::Response ShowConfirmation(const CitizenRequest& request) {
    const auto dossier = Mine(request);
    return dossier ? NoStore(web::Page(ConfirmationPage(*dossier, request.platform.units.Now()->NameOf(dossier->intake))))
                   : Missing(request.http.Parameter("code"));
}

web::Response DownloadMyForm(const CitizenRequest& request) {
    const auto form = request.http.Parameter("form");
    const auto dossier = Mine(request);
    // The control slip is the house's own.
    if (!dossier || form == kControlSlip) return Missing(request.http.Parameter("code"));
    if (dossier->finished && IsResult(request.platform, *dossier, form)) {
        if (!dossier->MayHandOver()) return web::RefusalPage(ResultHeldBack(*dossier));
        if (!MayTakeResult(request, *dossier)) return web::RefusalPage(NotCovered(Say(PowerName(Power::receive)).Now()));
    }
    return FormResponse(request.platform, request.http.Parameter("code"), form, FormReader::applicant);
}

web::Response DownloadMyPaper(const CitizenRequest& request) {
    const FileId id{ToNumber(request.http.Parameter("file"))};
    const auto file = request.platform.storage.Read([&](storage::Transaction& tx) -> std::optional<files::File> {
        const auto dossier = Mine(request, tx);
        if (!dossier) return std::nullopt;
        const auto papers = DossierStore(tx).Papers(dossier->id);
        return std::ranges::find(papers, id, &CasePaper::file) == papers.end() ? std::nullopt : files::FileStore::Find(tx, id);
    });
    return file ? FileResponse(request.platform, *file) : Missing(request.http.Parameter("code"));
}

web::Response DownloadMyResult(const CitizenRequest& request) {
    const auto mine = Mine(request);
    if (mine && mine->finished && !mine->MayHandOver()) return web::RefusalPage(ResultHeldBack(*mine));
    if (mine && mine->finished && !MayTakeResult(request, *mine))
        return web::RefusalPage(NotCovered(Say(PowerName(Power::receive)).Now()));
    const auto file = request.platform.storage.Read([&](storage::Transaction& tx) -> std::optional<files::File> {
        const auto dossier = Mine(request, tx);
        return dossier && dossier->MayHandOver() ? files::FileStore::Find(tx, dossier->result_file) : std::nullopt;
    });
    return file ? FileResponse(request.platform, *file) : Missing(request.http.Parameter("code"));
}

web::Response ActOnMyDossier(const CitizenRequest& request) {
    auto& form = request.http.form;
    Act act{.code = std::string(request.http.Parameter("code")),
            .event = std::string(request.http.Parameter("event")),
            .expected_version = ToNumber(form.Value("phien_ban")),
            .reason = std::string(form.Value("ly_do"))};
    // Nothing is stored for a dossier that is not there.
    if (!Mine(request)) return Missing(act.code);
    for (const auto& [field, value] : form.fields) act.answers[field].push_back(value);
    auto papers = KeepUploads(request, static_cast<int>(ToNumber(form.Value("thanh_phan"))));
    auto done = papers ? (act.papers = std::move(*papers), ActOnDossier(request.platform, Actor::Of(request.citizen()), act))
                       : Result<Dossier>(std::unexpected(papers.error()));
    if (done) return web::SeeOtherPage("/ho-so/" + done->code);
    auto view = MyViewOf(request);
    if (!view) return Missing(act.code);
    view->faults.push_back(done.error());
    view->event = act.event;
    view->typed_answers = act.answers;
    view->typed_reason = act.reason;
    if (std::ranges::find(view->allowed, act.event, &workflow::Event::key) == view->allowed.end())
        view->lost = LostOf(*view, form);
    return NoStore(web::Page(MyDossierPage(*view), web::StatusOf(done.error().kind)));
}

web::Response SendMessageToOffice(const CitizenRequest& request) {
    const std::string code(request.http.Parameter("code"));
    const std::string text(request.http.form.Value("tin_nhan"));
    const auto done = MessageOffice(request.platform, request.citizen(), code, text);
    if (done) return web::SeeOtherPage("/ho-so/" + code);
    auto view = MyViewOf(request);
    if (!view) return Missing(code);
    view->faults.push_back(done.error());
    view->event = workflow::names::kReply;
    view->typed_message = text;
    if (view->tracking.dossier.closed) {
        view->lost.act = MessageFromApplicant().applicant.Now();
        view->lost.Add(Say("Tin nhắn"), text);
    }
    return NoStore(web::Page(MyDossierPage(*view), web::StatusOf(done.error().kind)));
}

web::Response EndMyMandate(const CitizenRequest& request) {
    const std::string code(request.http.Parameter("code"));
    const auto ended = EndMandate(request.platform, request.citizen(), code);
    if (!ended) return web::RefusalPage(ended.error());
    // Whoever acted for another reads the dossier no longer.
    return web::SeeOtherPage(Mine(request) ? "/ho-so/" + code : std::string("/ho-so"));
}

web::Response RateMyDossier(const CitizenRequest& request) {
    Rating rating{.points = {}, .remark = std::string(request.http.form.Value("gop_y"))};
    for (const auto& index : kRatingIndices)
        if (const auto value = request.http.form.Value(index.key); !value.empty())
            rating.points[std::string(index.key)] = static_cast<int>(ToNumber(value));
    const auto rated = RateDossier(request.platform, request.citizen(), std::string(request.http.Parameter("code")), rating);
    if (rated) return web::SeeOtherPage("/ho-so/" + std::string(request.http.Parameter("code")));
    auto view = MyViewOf(request);
    if (!view) return Missing(std::string(request.http.Parameter("code")));
    view->faults.push_back(rated.error());
    view->typed_points = rating.points;
    view->typed_remark = rating.remark;
    if (view->rated || !view->tracking.dossier.closed) {
        view->lost.act = Say("Gửi đánh giá").Now();
        view->lost.Add(Say("Góp ý"), rating.remark);
    }
    return NoStore(web::Page(MyDossierPage(*view), web::StatusOf(rated.error().kind)));
}

web::Response ShowNotices(const CitizenRequest& request) {
    const auto list = request.platform.storage.Read(
        [&](storage::Transaction& tx) { return notices::Notices::NoticesOf(tx, request.citizen().id, 100); });
    const auto wish =
        request.platform.storage.Read([&](storage::Transaction& tx) { return notices::WishOf(tx, request.citizen().id); });
    const auto page = NoticesPage(list, wish);
    // On a full disk they are read and stay new.
    if (!storage::Scarce() && std::ranges::any_of(list, [](const auto& notice) { return !notice.read; }))
        request.platform.storage.MustWrite([&](storage::Transaction& tx) {
            notices::Notices::MarkRead(tx, request.citizen().id, request.platform.clock.Now());
        });
    return NoStore(web::Page(page));
}

web::Response SaveMailWish(const CitizenRequest& request) {
    const auto wish = notices::ParseMailWish(request.http.form.Value("cach_nhan"));
    if (!wish) return web::RefusalPage({"MAIL_WISH", Say("Hãy chọn một cách nhận thư."), "cach_nhan"});
    request.platform.storage.MustWrite(
        [&](storage::Transaction& tx) { notices::Wish(tx, request.citizen().id, *wish, request.platform.clock.Now()); });
    return web::SeeOtherPage("/tai-khoan/thong-bao");
}

}  // namespace dongson::one_stop
