#include "platform/personal_data/http/correction_handlers.h"

#include <algorithm>

#include "core/text.h"
#include "platform/desk/case_files.h"
#include "platform/identity/audience.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/proposal_store.h"
#include "platform/personal_data/correct.h"
#include "platform/personal_data/pages/correction_pages.h"
#include "platform/personal_data/storage/correction_store.h"
#include "web/layout.h"

namespace dongson::personal_data {

using identity::CitizenRequest;
using identity::OfficerRequest;
using web::NoStore;

namespace {

constexpr int kShown = 100;
constexpr std::string_view kMine = "/tai-khoan/sua-du-lieu", kOffice = "/can-bo/sua-du-lieu", kNavigation = "corrections";

web::Response ShownMine(const CitizenRequest& request, MyCorrectionsView view) {
    view.now = request.platform.clock.Now();
    request.platform.storage.Read([&](storage::Transaction& tx) {
        view.offered = CorrectableOf(request.platform, tx, request.citizen());
        view.asked = CorrectionStore(tx).OfAccount(request.citizen().id, kShown);
        return 0;
    });
    const int status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return NoStore(web::Page(MyCorrectionsPage(view), status));
}

web::Response ShowMine(const CitizenRequest& request) {
    return ShownMine(request, {});
}

web::Response Ask(const CitizenRequest& request) {
    const auto& form = request.http.form;
    MyCorrectionsView view{.offered = {},
                           .asked = {},
                           .which = std::string(form.Value("du_lieu")),
                           .value = std::string(form.Value("gia_tri")),
                           .reason = std::string(form.Value("ly_do")),
                           .now = {}};
    auto papers = desk::KeepUploads(request, -1);
    if (!papers) {
        view.faults = {papers.error()};
        return ShownMine(request, std::move(view));
    }
    NewCorrection wanted{.which = view.which, .value = view.value, .reason = view.reason, .proof = {}};
    for (auto& paper : *papers) wanted.proof.push_back(std::move(paper.kept));
    const auto asked = AskCorrection(request.platform, request.citizen(), wanted);
    if (asked) return web::SeeOtherPage(std::string(kMine));
    view.faults = asked.error();
    return ShownMine(request, std::move(view));
}

web::Response TakeBack(const CitizenRequest& request) {
    const auto done = TakeBackCorrection(request.platform, request.citizen(), ToNumber(request.http.Parameter("correction")));
    if (done) return web::SeeOtherPage(std::string(kMine));
    return ShownMine(request,
                     {.offered = {}, .asked = {}, .which = {}, .value = {}, .reason = {}, .now = {}, .faults = {done.error()}});
}

web::Response ShowList(const OfficerRequest& request) {
    web::MarkActive(kNavigation);
    return NoStore(web::Page(CorrectionListPage({.waiting = CorrectionsFor(request.platform, request.officer, true, kShown),
                                                 .decided = CorrectionsFor(request.platform, request.officer, false, kShown),
                                                 .now = request.platform.clock.Now()})));
}

web::Response NoCorrection() {
    return web::RefusalPage(Refusal::NotFound(Say("Không có đề nghị sửa dữ liệu này.")));
}

// One this officer may decide. Whoever opens it has looked at somebody's data, and that person sees it.
std::optional<Correction> Opened(const OfficerRequest& request) {
    const auto id = ToNumber(request.http.Parameter("correction"));
    auto correction = request.platform.storage.Read([&](storage::Transaction& tx) { return CorrectionStore(tx).Get(id); });
    if (!correction || !Decides(request.officer, *correction)) return std::nullopt;
    request.platform.storage.MustWrite([&](storage::Transaction& tx) {
        const auto* post = request.officer.Through(*CorrectsOf(correction->kind)->capability);
        identity::AccountStore(tx).RecordView(
            correction->account, "", request.officer,
            {.viewer = request.officer.account.name + (post == nullptr ? "" : ", " + post->position),
             .unit = correction->unit ? correction->unit : request.officer.unit(),
             .reason = "Xem đề nghị sửa dữ liệu",
             .reference = correction->reference,
             .at = request.platform.clock.Now()});
    });
    return correction;
}

web::Response Shown(const OfficerRequest& request, Correction correction, std::string answer = {}, Refusals faults = {}) {
    CorrectionView view{.correction = std::move(correction),
                        .person = {},
                        .proof = {},
                        .dossier = {},
                        .decides = false,
                        .answer = std::move(answer),
                        .now = request.platform.clock.Now(),
                        .faults = std::move(faults)};
    const auto* corrects = CorrectsOf(view.correction.kind);
    view.dossier = corrects->path == nullptr ? "" : corrects->path(view.correction);
    request.platform.storage.Read([&](storage::Transaction& tx) {
        const auto account = identity::AccountStore(tx).Get(view.correction.account);
        const auto proof = files::FileStore::Find(tx, view.correction.proof);
        view.person = account ? account->name : "?";
        view.proof = proof ? proof->name : "?";
        if (corrects->leaves != nullptr) view.leaves = corrects->leaves(request.platform, tx, view.correction);
        if (!view.correction.unit && view.correction.Waits())
            view.asked = std::ranges::any_of(identity::ProposalStore(tx).Waiting(view.now),
                                             [&](const auto& each) { return IsCorrectionOf(each.act, view.correction); });
        return 0;
    });
    view.decides = view.correction.Waits() && !view.asked;
    const int status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return NoStore(web::Page(CorrectionPage(view), status));
}

web::Response ShowOne(const OfficerRequest& request) {
    web::MarkActive(kNavigation);
    auto correction = Opened(request);
    return correction ? Shown(request, *std::move(correction)) : NoCorrection();
}

web::Response ShowProof(const OfficerRequest& request) {
    const auto correction = Opened(request);
    if (!correction) return NoCorrection();
    const auto file =
        request.platform.storage.Read([&](storage::Transaction& tx) { return files::FileStore::Find(tx, correction->proof); });
    return file ? desk::FileResponse(request.platform, *file) : NoCorrection();
}

web::Response Decide(const OfficerRequest& request) {
    web::MarkActive(kNavigation);
    auto correction = Opened(request);
    if (!correction) return NoCorrection();
    const auto choice = request.http.form.Value("quyet_dinh");
    std::string answer(request.http.form.Value("ly_do"));
    if (choice != "sua" && choice != "khong")
        return Shown(request, *std::move(correction), std::move(answer),
                     {{"CORRECTION_CHOICE", Say("Chọn sửa hoặc không sửa."), "quyet_dinh"}});
    const auto id = correction->id;
    const auto decided = DecideCorrection(request.platform, request.officer, {id, choice == "sua", answer});
    if (!decided) return Shown(request, *std::move(correction), std::move(answer), decided.error());
    return web::SeeOtherPage(std::string(kOffice) + "/" + std::to_string(id));
}

}  // namespace

void CorrectionRoutes(web::Router& site) {
    site.Get("/tai-khoan/sua-du-lieu", identity::SignedIn, ShowMine);
    site.Post("/tai-khoan/sua-du-lieu", identity::SignedIn, Ask, web::Lane::slow);
    site.Post("/tai-khoan/sua-du-lieu/{correction}/rut", identity::SignedIn, TakeBack);
    site.Get("/can-bo/sua-du-lieu", identity::OfficerAudience, ShowList);
    site.Get("/can-bo/sua-du-lieu/{correction}", identity::OfficerAudience, ShowOne);
    site.Get("/can-bo/sua-du-lieu/{correction}/giay-to", identity::OfficerAudience, ShowProof);
    site.Post("/can-bo/sua-du-lieu/{correction}", identity::OfficerAudience, Decide);
}

}  // namespace dongson::personal_data
