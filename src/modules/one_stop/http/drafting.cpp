#include "modules/one_stop/http/drafting.h"

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/identity/person_number.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

namespace {

void TakeFields(DraftView& view, const web::Form& form, std::string_view part) {
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

std::optional<DraftView> FindDraft(const CitizenRequest& request) {
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

Result<Draft> BeginDraft(const CitizenRequest& request, std::string_view code) {
    if (!request.platform.accepts_online)
        return std::unexpected(
            Refusal::Forbidden(Say("Nộp trực tuyến tại Cổng dịch vụ công quốc gia. Kết quả tra cứu được ở đây.")));
    const auto procedure =
        request.platform.storage.Read([&](storage::Transaction& tx) { return ProcedureStore(tx).GetPublished(code); });
    if (!procedure) return std::unexpected(Refusal::NotFound(Say("Không có thủ tục mã {1} trong danh mục của tỉnh.", code)));
    Draft draft{.id = Fresh<DraftTag>(),
                .account = request.citizen().id,
                .procedure = procedure->id,
                .unit = {},
                .answers = {},
                .done = {},
                .changed = request.platform.clock.Now(),
                .dossier_code = ""};
    return request.platform.storage.InTransaction([&](storage::Transaction& tx) -> Result<Draft> {
        DraftStore(tx).Insert(draft);
        return draft;
    });
}

bool StoreDraft(const CitizenRequest& request, Draft& draft) {
    draft.changed = request.platform.clock.Now();
    const auto kept = request.platform.storage.InTransaction(
        [&](storage::Transaction& tx) -> Result<bool> { return DraftStore(tx).Update(draft); });
    return kept && *kept;
}

void MarkPart(Draft& draft, std::string_view part, bool done) {
    std::erase(draft.done, part);
    if (done) draft.done.emplace_back(part);
}

void TakePart(DraftView& view, const web::Form& form, std::string_view part) {
    const auto before = view.faults.size();
    TakeFields(view, form, part);
    MarkPart(view.draft, part, view.faults.size() == before);
}

// What was typed is kept either way; only whether the part counts as done differs.
void TakeSection(const CitizenRequest& request, DraftView& view, const web::Form& form, const Section& section) {
    for (const auto& question : section.questions) view.draft.answers[question.key] = form.Values(question.key);
    auto faults = CheckSection(section, view.draft.answers, request.platform.clock.Now().LocalDate());
    MarkPart(view.draft, "phan/" + section.key, faults.empty());
    std::ranges::move(faults, std::back_inserter(view.faults));
}

std::vector<std::string> Unfinished(const DraftView& view) {
    std::vector<std::string> parts{std::string(kPartUnit), std::string(kPartPerson)};
    for (const auto& section : view.form.sections) parts.push_back("phan/" + section.key);
    parts.emplace_back(kPartPapers);
    parts.emplace_back(kPartDelivery);
    std::erase_if(parts, [&](const std::string& part) { return IsDone(view.draft, part); });
    return parts;
}

void AddDraftPapers(const CitizenRequest& request, DraftView& view) {
    auto& form = request.http.form;
    const auto papers = KeepUploads(request.platform, form, -1);
    if (!papers) {
        view.faults.push_back(papers.error());
    } else if (papers->empty()) {
        view.faults.push_back({"FILE_NONE", Say("Chưa chọn tệp nào. Hãy chọn tệp rồi bấm “Gửi tệp”."),
                               form.files.empty() ? "" : form.files[0].field});
    } else {
        const auto kept = request.platform.storage.InTransaction([&](storage::Transaction& tx) -> Result<bool> {
            for (const auto& paper : *papers)
                DraftStore(tx).AddPaper(view.draft.id,
                                        RecordPaper(request.platform, tx, paper.kept, request.platform.clock.Now()),
                                        view.procedure.ComponentOrOther(paper.component));
            return true;
        });
        if (!kept) view.faults.push_back(kept.error());
    }
}

void RemoveDraftPaper(const CitizenRequest& request, const DraftView& view) {
    request.platform.storage.MustWrite([&](storage::Transaction& tx) {
        DraftStore(tx).RemovePaper(view.draft.id, FileId{ToNumber(request.http.Parameter("file"))});
    });
}

void RemoveDraft(const CitizenRequest& request, const DraftView& view) {
    request.platform.storage.MustWrite([&](storage::Transaction& tx) {
        DraftStore drafts(tx);
        for (const auto& paper : drafts.Papers(view.draft.id)) drafts.RemovePaper(view.draft.id, paper.file);
        drafts.Delete(view.draft.id, request.citizen().id);
    });
}

void CheckWhole(const CitizenRequest& request, DraftView& view) {
    for (const auto& section : view.form.sections)
        for (auto& fault : CheckSection(section, view.draft.answers, request.platform.clock.Now().LocalDate()))
            view.faults.push_back(std::move(fault));
}

}  // namespace dongson::one_stop
