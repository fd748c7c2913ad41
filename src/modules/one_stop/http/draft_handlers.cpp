#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/pages/draft_pages.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/identity/person_number.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

std::string PathOf(const Draft& draft, std::string_view part = "") {
    return "/nhap/" + ToText(draft.id) + (part.empty() ? "" : "/" + std::string(part));
}

// Everything the pages of a draft show; nothing when it is not the citizen's, or done.
std::optional<DraftView> Find(const CitizenRequest& request) {
    const DraftId id{ToNumber(request.http.Parameter("draft"))};
    auto view = request.platform.storage.Read([&](storage::Transaction& tx) -> std::optional<DraftView> {
        DraftStore drafts(tx);
        auto draft = drafts.Get(id);
        if (!draft || draft->account != request.citizen().id) return std::nullopt;
        DraftView found;
        found.procedure = ProcedureStore(tx).Get(draft->procedure).value();
        found.papers = drafts.Papers(id);
        found.draft = std::move(*draft);
        return found;
    });
    if (!view) return std::nullopt;
    view->form = FormFor(view->procedure);
    view->citizen = &request.citizen();
    const auto units = request.platform.units.Now();
    view->units = units->Existing(organisation::Level::commune, request.platform.clock.Now().LocalDate());
    std::ranges::sort(view->units, {}, &organisation::Unit::short_name);
    view->unit_name = units->NameOf(view->draft.unit);
    return view;
}

web::Response Missing() {
    return web::RefusalPage(Refusal::NotFound(Say("Không tìm thấy hồ sơ đang soạn này.")));
}

// A finished draft leads to its dossier: the back button does no harm.
std::optional<web::Response> Elsewhere(const std::optional<DraftView>& view) {
    if (!view) return Missing();
    if (!view->draft.dossier_code.empty()) return web::SeeOtherPage("/ho-so/" + view->draft.dossier_code);
    return std::nullopt;
}

bool Store(const CitizenRequest& request, Draft& draft) {
    draft.changed = request.platform.clock.Now();
    const auto kept = request.platform.storage.InTransaction(
        [&](storage::Transaction& tx) -> Result<bool> { return DraftStore(tx).Update(draft); });
    return kept && *kept;
}

void MarkDone(Draft& draft, std::string_view part) {
    if (!IsDone(draft, part)) draft.done.emplace_back(part);
}

void MarkUndone(Draft& draft, std::string_view part) {
    std::erase(draft.done, part);
}

// The first part not done yet, so that "save and continue" goes on.
std::string Next(const DraftView& view) {
    std::vector<std::string> parts{std::string(kPartUnit), std::string(kPartPerson)};
    for (const auto& section : view.form.sections) parts.push_back("phan/" + section.key);
    parts.emplace_back(kPartPapers);
    parts.emplace_back(kPartDelivery);
    for (const auto& part : parts)
        if (!IsDone(view.draft, part)) return PathOf(view.draft, part);
    return PathOf(view.draft, "kiem-tra");
}

void TakeAnswers(const web::Form& form, const Section& section, Answers& answers) {
    for (const auto& question : section.questions) answers[question.key] = form.Values(question.key);
}

web::Html PartPage(const DraftView& view, std::string_view part) {
    if (part == kPartUnit) return UnitPartPage(view);
    if (part == kPartPerson) return PersonPartPage(view);
    if (part == kPartPapers) return PapersPartPage(view);
    if (part == kPartDelivery) return DeliveryPartPage(view);
    return CheckPage(view);
}

bool IsPart(std::string_view part) {
    return part == kPartUnit || part == kPartPerson || part == kPartPapers || part == kPartDelivery || part == "kiem-tra";
}

void TakePart(DraftView& view, const web::Form& form, std::string_view part) {
    auto& answers = view.draft.answers;
    const auto take = [&](std::string_view field) { answers[std::string(field)] = {std::string(Trim(form.Value(field)))}; };
    const auto fault = [&](std::string code, Sentence sentence, std::string field) {
        view.faults.push_back({std::move(code), std::move(sentence), std::move(field)});
    };
    if (part == kPartUnit) {
        const UnitId unit{ToNumber(form.Value("don_vi"))};
        const bool offered = std::ranges::any_of(view.units, [&](const auto* each) { return each->id == unit; });
        if (offered)
            view.draft.unit = unit;
        else
            fault("DRAFT_UNIT", Say("Hãy chọn xã, phường bạn muốn nộp."), "don_vi");
    } else if (part == kPartPerson) {
        take("_dien_thoai");
        take("_dia_chi");
        if (const auto phone = identity::ParsePhone(form.Value("_dien_thoai")))
            answers["_dien_thoai"] = {*phone};
        else
            fault(phone.error().code, phone.error().sentence, "_dien_thoai");
        if (Length(Trim(form.Value("_dia_chi"))) < 5)
            fault("DRAFT_ADDRESS", Say("Nhập địa chỉ, ít nhất là thôn hoặc phố và xã, phường."), "_dia_chi");
    } else if (part == kPartDelivery) {
        take("_nhan");
        take("_dia_chi_nhan");
        const auto chosen = Answer(answers, "_nhan");
        if (chosen != "mot-cua" && chosen != "buu-chinh" && chosen != "dien-tu")
            fault("DRAFT_DELIVERY", Say("Hãy chọn cách nhận kết quả."), "_nhan");
        if (chosen == "buu-chinh" && Length(Answer(answers, "_dia_chi_nhan")) < 10)
            fault("DRAFT_DELIVERY_ADDRESS", Say("Nhập địa chỉ đầy đủ để bưu chính giao tới."), "_dia_chi_nhan");
    }
}

}  // namespace

web::Response StartDraft(const CitizenRequest& request) {
    if (!request.platform.accepts_online)
        return web::RefusalPage(
            Refusal::Forbidden(Say("Nộp trực tuyến tại Cổng dịch vụ công quốc gia. Kết quả tra cứu được ở đây.")));
    const auto procedure = request.platform.storage.Read(
        [&](storage::Transaction& tx) { return ProcedureStore(tx).GetPublished(request.http.Parameter("code")); });
    if (!procedure)
        return web::RefusalPage(
            Refusal::NotFound(Say("Không có thủ tục mã {1} trong danh mục của tỉnh.", request.http.Parameter("code"))));
    Draft draft{.id = Fresh<DraftTag>(),
                .account = request.citizen().id,
                .procedure = procedure->id,
                .unit = {},
                .answers = {},
                .done = {},
                .changed = request.platform.clock.Now(),
                .dossier_code = ""};
    const auto kept = request.platform.storage.InTransaction([&](storage::Transaction& tx) -> Result<bool> {
        DraftStore(tx).Insert(draft);
        return true;
    });
    return kept ? web::SeeOtherPage(PathOf(draft)) : web::RefusalPage(kept.error());
}

web::Response ShowTaskList(const CitizenRequest& request) {
    const auto view = Find(request);
    if (auto elsewhere = Elsewhere(view)) return std::move(*elsewhere);
    return NoStore(web::Page(TaskListPage(*view)));
}

web::Response ShowPart(const CitizenRequest& request) {
    const auto view = Find(request);
    if (auto elsewhere = Elsewhere(view)) return std::move(*elsewhere);
    const auto part = request.http.Parameter("part");
    if (!IsPart(part)) return Missing();
    if (part == "kiem-tra" && !IsReady(*view)) return web::SeeOtherPage(PathOf(view->draft));
    return NoStore(web::Page(PartPage(*view, part)));
}

web::Response SavePart(const CitizenRequest& request) {
    auto view = Find(request);
    if (auto elsewhere = Elsewhere(view)) return std::move(*elsewhere);
    const auto part = request.http.Parameter("part");
    if (!IsPart(part)) return Missing();
    TakePart(*view, request.http.form, part);
    if (view->faults.empty())
        MarkDone(view->draft, part);
    else
        MarkUndone(view->draft, part);
    Store(request, view->draft);
    if (!view->faults.empty()) return NoStore(web::Page(PartPage(*view, part), 422));
    return web::SeeOtherPage(Next(*view));
}

web::Response ShowFormSection(const CitizenRequest& request) {
    const auto view = Find(request);
    if (auto elsewhere = Elsewhere(view)) return std::move(*elsewhere);
    const auto* section = view->form.Find(request.http.Parameter("section"));
    return section == nullptr ? Missing() : NoStore(web::Page(SectionPage(*view, *section)));
}

web::Response SaveFormSection(const CitizenRequest& request) {
    auto view = Find(request);
    if (auto elsewhere = Elsewhere(view)) return std::move(*elsewhere);
    const auto* section = view->form.Find(request.http.Parameter("section"));
    if (section == nullptr) return Missing();
    const auto part = "phan/" + section->key;
    TakeAnswers(request.http.form, *section, view->draft.answers);
    view->faults = CheckSection(*section, view->draft.answers, request.platform.clock.Now().LocalDate());
    // What was typed is kept either way; only whether the part counts as done differs.
    if (view->faults.empty())
        MarkDone(view->draft, part);
    else
        MarkUndone(view->draft, part);
    Store(request, view->draft);
    if (!view->faults.empty()) return NoStore(web::Page(SectionPage(*view, *section), 422));
    return web::SeeOtherPage(Next(*view));
}

// Saves what is typed while a page is open. Only answers are merged in, under the draft's lock: a page submitted meanwhile loses
// nothing.
web::Response SaveDraftAnswers(const CitizenRequest& request) {
    const auto view = Find(request);
    if (!view || !view->draft.dossier_code.empty())
        return web::Problem(Refusal::NotFound(Say("Không tìm thấy hồ sơ đang soạn này.")));
    const auto saved = request.platform.storage.InTransaction([&](storage::Transaction& tx) -> Result<bool> {
        DraftStore drafts(tx);
        auto draft = drafts.GetToChange(view->draft.id);
        if (!draft) return false;
        for (const auto& [field, value] : request.http.form.fields) {
            const bool asked = field != "_csrf" && (field.starts_with('_') || view->form.FindQuestion(field) != nullptr);
            if (asked) draft->answers[field] = request.http.form.Values(field);
        }
        draft->changed = request.platform.clock.Now();
        return drafts.Update(*draft);
    });
    if (!saved) return web::Problem(saved.error());
    return web::Json(R"({"saved":true})");
}

web::Response AddPapers(const CitizenRequest& request) {
    auto view = Find(request);
    if (auto elsewhere = Elsewhere(view)) return std::move(*elsewhere);
    const auto papers = KeepUploads(request.platform, request.http.form, -1);
    if (!papers)
        view->faults.push_back(papers.error());
    else if (papers->empty())
        view->faults.push_back({"FILE_NONE", Say("Chưa chọn tệp nào. Hãy chọn tệp rồi bấm “Gửi tệp”."),
                                request.http.form.files.empty() ? "" : request.http.form.files[0].field});
    if (view->faults.empty()) {
        const auto kept = request.platform.storage.InTransaction([&](storage::Transaction& tx) -> Result<bool> {
            for (const auto& paper : *papers)
                DraftStore(tx).AddPaper(view->draft.id, files::FileStore::Record(tx, paper.kept, request.platform.clock.Now()).id,
                                        paper.component);
            return true;
        });
        if (!kept) view->faults.push_back(kept.error());
    }
    if (!view->faults.empty()) return NoStore(web::Page(PapersPartPage(*view), web::StatusOf(view->faults[0].kind)));
    return web::SeeOtherPage(PathOf(view->draft, kPartPapers));
}

web::Response FinishPapers(const CitizenRequest& request) {
    auto view = Find(request);
    if (auto elsewhere = Elsewhere(view)) return std::move(*elsewhere);
    MarkDone(view->draft, kPartPapers);
    Store(request, view->draft);
    return web::SeeOtherPage(Next(*view));
}

web::Response RemovePaper(const CitizenRequest& request) {
    const auto view = Find(request);
    if (auto elsewhere = Elsewhere(view)) return std::move(*elsewhere);
    request.platform.storage.MustWrite([&](storage::Transaction& tx) {
        DraftStore(tx).RemovePaper(view->draft.id, FileId{ToNumber(request.http.Parameter("file"))});
    });
    return web::SeeOtherPage(PathOf(view->draft, kPartPapers));
}

web::Response DeleteDraft(const CitizenRequest& request) {
    const auto view = Find(request);
    if (auto elsewhere = Elsewhere(view)) return std::move(*elsewhere);
    request.platform.storage.MustWrite([&](storage::Transaction& tx) {
        for (const auto& paper : DraftStore(tx).Papers(view->draft.id)) DraftStore(tx).RemovePaper(view->draft.id, paper.file);
        DraftStore(tx).Delete(view->draft.id, request.citizen().id);
    });
    return web::SeeOtherPage("/ho-so");
}

web::Response SubmitDraft(const CitizenRequest& request) {
    auto view = Find(request);
    if (auto elsewhere = Elsewhere(view)) return std::move(*elsewhere);
    if (!IsReady(*view)) return web::SeeOtherPage(PathOf(view->draft));
    // Checked once more whole: a draft may have waited for weeks.
    for (const auto& section : view->form.sections)
        for (auto& fault : CheckSection(section, view->draft.answers, request.platform.clock.Now().LocalDate()))
            view->faults.push_back(std::move(fault));
    if (!view->faults.empty()) return NoStore(web::Page(TaskListPage(*view), 422));
    const auto dossier = SubmitDossier(request.platform, request.citizen(), view->draft.id);
    if (!dossier) {
        view->faults.push_back(dossier.error());
        return NoStore(web::Page(CheckPage(*view), web::StatusOf(dossier.error().kind)));
    }
    return web::SeeOtherPage("/ho-so/" + dossier->code + "/da-nop");
}

}  // namespace dongson::one_stop
