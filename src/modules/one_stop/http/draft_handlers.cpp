#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/actions/submit_dossier.h"
#include "modules/one_stop/http/drafting.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/http/views.h"
#include "modules/one_stop/pages/draft_pages.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

std::string PathOf(const Draft& draft, std::string_view part = "") {
    return "/nhap/" + ToText(draft.id) + (part.empty() ? "" : "/" + std::string(part));
}

web::Response Missing() {
    return web::RefusalPage(NoDraft());
}

// A finished draft leads to its dossier: the back button does no harm.
std::optional<web::Response> Elsewhere(const std::optional<DraftView>& view) {
    if (!view) return Missing();
    if (!view->draft.dossier_code.empty()) return web::SeeOtherPage("/ho-so/" + view->draft.dossier_code);
    return std::nullopt;
}

// The first part not done yet, so that "save and continue" goes on.
std::string Next(const DraftView& view) {
    const auto unfinished = Unfinished(view.draft, view.form);
    return PathOf(view.draft, unfinished.empty() ? "kiem-tra" : unfinished.front());
}

web::Html PartPage(const DraftView& view, std::string_view part) {
    if (part == kPartUnit) return UnitPartPage(view);
    if (part == kPartPerson) return PersonPartPage(view);
    if (part == kPartMandate) return MandatePartPage(view);
    if (part == kPartPapers) return PapersPartPage(view);
    if (part == kPartDelivery) return DeliveryPartPage(view);
    return CheckPage(view);
}

bool IsReady(const DraftView& view) {
    return Unfinished(view.draft, view.form).empty();
}

bool IsPart(std::string_view part) {
    return part == kPartUnit || part == kPartPerson || part == kPartMandate || part == kPartPapers || part == kPartDelivery ||
           part == "kiem-tra";
}

bool HasFiles(const web::Form& form) {
    return std::ranges::any_of(form.files, [](const web::UploadedFile& file) { return file.size > 0; });
}

}  // namespace

namespace {

std::vector<DraftRow> BegunBefore(const CitizenRequest& request) {
    auto drafts =
        request.platform.storage.Read([&](storage::Transaction& tx) { return DraftStore(tx).Of(request.citizen().id); });
    std::erase_if(drafts, [&](const DraftRow& draft) { return draft.procedure_code != request.http.Parameter("code"); });
    return drafts;
}

}  // namespace

// Whoever began before goes on with that, or says that another is meant.
web::Response ShowBegunDrafts(const CitizenRequest& request) {
    const auto code = std::string(request.http.Parameter("code"));
    const auto drafts = BegunBefore(request);
    if (!drafts.empty()) return NoStore(web::Page(BegunDraftsPage(code, drafts)));
    const auto procedure =
        request.platform.storage.Read([&](storage::Transaction& tx) { return ProcedureStore(tx).GetPublished(code); });
    return procedure ? NoStore(web::Page(BeginPage(*procedure))) : Missing();
}

web::Response StartDraft(const CitizenRequest& request) {
    if (!request.http.form.Has("moi") && !BegunBefore(request).empty())
        return web::SeeOtherPage("/thu-tuc/" + std::string(request.http.Parameter("code")) + "/nop");
    const auto draft = BeginDraft(request.platform, request.citizen(), request.http.Parameter("code"));
    return draft ? web::SeeOtherPage(PathOf(*draft)) : web::RefusalPage(draft.error());
}

web::Response ShowTaskList(const CitizenRequest& request) {
    const auto view = FindDraft(request);
    if (auto elsewhere = Elsewhere(view)) return std::move(*elsewhere);
    return NoStore(web::Page(TaskListPage(*view)));
}

web::Response ShowPart(const CitizenRequest& request) {
    const auto view = FindDraft(request);
    if (auto elsewhere = Elsewhere(view)) return std::move(*elsewhere);
    const auto part = request.http.Parameter("part");
    if (!IsPart(part)) return Missing();
    if (part == "kiem-tra" && !IsReady(*view)) return web::SeeOtherPage(PathOf(view->draft));
    return NoStore(web::Page(PartPage(*view, part)));
}

web::Response SavePart(const CitizenRequest& request) {
    auto view = FindDraft(request);
    if (auto elsewhere = Elsewhere(view)) return std::move(*elsewhere);
    const std::string part(request.http.Parameter("part"));
    if (!IsPart(part)) return Missing();
    if (part == kPartMandate && HasFiles(request.http.form)) AddPapers(request, *view);
    if (!view->faults.empty()) {
        KeepTyped(view->draft, TypedIn(request.http.form), view->form);
        return NoStore(web::Page(PartPage(*view, part), web::StatusOf(view->faults.front().kind)));
    }
    Save(request, *view, {{part, TypedIn(request.http.form)}});
    if (!view->faults.empty()) return NoStore(web::Page(PartPage(*view, part), web::StatusOf(view->faults.front().kind)));
    return web::SeeOtherPage(Next(*view));
}

web::Response ShowFormSection(const CitizenRequest& request) {
    const auto view = FindDraft(request);
    if (auto elsewhere = Elsewhere(view)) return std::move(*elsewhere);
    const auto* section = view->form.Find(request.http.Parameter("section"));
    return section == nullptr ? Missing() : NoStore(web::Page(SectionPage(*view, *section)));
}

web::Response SaveFormSection(const CitizenRequest& request) {
    auto view = FindDraft(request);
    if (auto elsewhere = Elsewhere(view)) return std::move(*elsewhere);
    const auto* section = view->form.Find(request.http.Parameter("section"));
    if (section == nullptr) return Missing();
    Save(request, *view, {{SectionPart(*section), TypedIn(request.http.form)}});
    if (!view->faults.empty()) return NoStore(web::Page(SectionPage(*view, *section), web::StatusOf(view->faults.front().kind)));
    return web::SeeOtherPage(Next(*view));
}

// What is typed while a page is open.
web::Response SaveDraftAnswers(const CitizenRequest& request) {
    const auto saved = SaveTyped(request.platform, request.citizen(), DraftId{ToNumber(request.http.Parameter("draft"))},
                                 TypedIn(request.http.form));
    return saved ? web::Json(R"({"saved":true})") : web::Problem(saved.error());
}

web::Response SendPapers(const CitizenRequest& request) {
    auto view = FindDraft(request);
    if (auto elsewhere = Elsewhere(view)) return std::move(*elsewhere);
    const bool finished = request.http.form.Has("xong");
    if (!finished || HasFiles(request.http.form)) AddPapers(request, *view);
    if (!view->faults.empty()) return NoStore(web::Page(PapersPartPage(*view), web::StatusOf(view->faults[0].kind)));
    if (!finished) return web::SeeOtherPage(PathOf(view->draft, kPartPapers));
    Save(request, *view, {{std::string(kPartPapers), {}}});
    return web::SeeOtherPage(Next(*view));
}

namespace {

const CasePaper* PaperOf(const CitizenRequest& request, const std::optional<DraftView>& view) {
    if (!view) return nullptr;
    const auto found = std::ranges::find(view->papers, FileId{ToNumber(request.http.Parameter("file"))}, &CasePaper::file);
    return found == view->papers.end() ? nullptr : &*found;
}

}  // namespace

web::Response ShowDraftPaper(const CitizenRequest& request) {
    const auto view = FindDraft(request);
    const auto* paper = PaperOf(request, view);
    if (paper == nullptr) return Missing();
    const auto file =
        request.platform.storage.Read([&](storage::Transaction& tx) { return files::FileStore::Find(tx, paper->file); });
    return file ? FileResponse(request.platform, *file) : Missing();
}

web::Response ShowDraftPicture(const CitizenRequest& request) {
    const auto view = FindDraft(request);
    const auto* paper = PaperOf(request, view);
    return paper == nullptr ? Missing() : PictureResponse(request.platform, paper->digest);
}

web::Response RemovePaper(const CitizenRequest& request) {
    auto view = FindDraft(request);
    if (auto elsewhere = Elsewhere(view)) return std::move(*elsewhere);
    // What was chosen beside it on the same page comes along.
    if (HasFiles(request.http.form)) AddPapers(request, *view);
    if (!view->faults.empty()) return NoStore(web::Page(PapersPartPage(*view), web::StatusOf(view->faults[0].kind)));
    const FileId file{ToNumber(request.http.Parameter("file"))};
    const auto removed = RemoveDraftPaper(request.platform, request.citizen(), view->draft.id, file);
    return removed ? web::SeeOtherPage(PathOf(view->draft, kPartPapers)) : web::RefusalPage(removed.error());
}

web::Response DeleteDraft(const CitizenRequest& request) {
    const auto view = FindDraft(request);
    if (auto elsewhere = Elsewhere(view)) return std::move(*elsewhere);
    const auto removed = RemoveDraft(request.platform, request.citizen(), view->draft.id);
    return removed ? web::SeeOtherPage("/ho-so") : web::RefusalPage(removed.error());
}

web::Response SubmitDraft(const CitizenRequest& request) {
    auto view = FindDraft(request);
    if (auto elsewhere = Elsewhere(view)) return std::move(*elsewhere);
    if (!IsReady(*view)) return web::SeeOtherPage(PathOf(view->draft));
    auto dossier = SubmitDossier(request.platform, request.citizen(), view->draft.id);
    if (!dossier) {
        view->faults = std::move(dossier.error());
        return NoStore(web::Page(CheckPage(*view), web::StatusOf(view->faults.front().kind)));
    }
    return web::SeeOtherPage("/ho-so/" + dossier->code + "/da-nop");
}

}  // namespace dongson::one_stop
