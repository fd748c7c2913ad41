#include "modules/one_stop/actions/fill_in_draft.h"

#include <algorithm>
#include <functional>
#include <iterator>

#include "modules/one_stop/actions/follow_procedure.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/storage/co_applicant_store.h"
#include "modules/one_stop/storage/form_shelf.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/case_papers.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

// Changes the citizen's own draft while nobody else can. One that was submitted is a draft no more.
Result<Draft> Change(const Platform& platform, const identity::Account& citizen, DraftId id,
                     const std::function<void(Transaction&, Draft&)>& change) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Draft> {
        DraftStore drafts(tx);
        auto draft = drafts.GetToChange(id);
        if (!draft || draft->account != citizen.id || !draft->dossier_code.empty()) return std::unexpected(NoDraft());
        FollowProcedure(tx, *draft);
        change(tx, *draft);
        draft->changed = platform.clock.Now();
        drafts.Update(*draft);
        return *std::move(draft);
    });
}

Procedure ProcedureOf(const Platform& platform, DraftId id) {
    return platform.storage.Read([&](Transaction& tx) {
        const auto draft = DraftStore(tx).Get(id);
        return draft ? ProcedureToday(tx, *draft) : Procedure{};
    });
}

// A draft follows the form: what is asked is what is asked today.
struct AskedToday {
    Procedure procedure;
    Form form;
};
AskedToday FormToday(const Platform& platform, DraftId id) {
    auto procedure = ProcedureOf(platform, id);
    auto form = FormFor(*FormsOf(platform.storage, platform.clock.Now().LocalDate()), procedure);
    return {std::move(procedure), std::move(form)};
}

}  // namespace

Result<Draft> BeginDraft(const Platform& platform, const identity::Account& citizen, std::string_view code) {
    if (!platform.accepts_online)
        return std::unexpected(
            Refusal::Forbidden(Say("Nộp trực tuyến tại Cổng dịch vụ công quốc gia. Kết quả tra cứu được ở đây.")));
    const auto procedure = platform.storage.Read([&](Transaction& tx) { return ProcedureStore(tx).GetPublished(code); });
    if (!procedure) return std::unexpected(NotOffered(platform.storage, code));
    if (!procedure->AcceptsOnline())
        return std::unexpected(
            Refusal::Forbidden(Say("Thủ tục này chưa nhận hồ sơ trực tuyến. Hãy nộp ở bộ phận một cửa hoặc qua bưu chính.")));
    if (auto refusal = RefuseAudience(*procedure, citizen.kind)) return std::unexpected(*std::move(refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Draft> {
        Draft draft{.id = Fresh<DraftTag>(),
                    .account = citizen.id,
                    .procedure = procedure->id,
                    .unit = {},
                    .answers = {},
                    .done = {},
                    .changed = platform.clock.Now(),
                    .dossier_code = "",
                    .form = FormFor(*FormsOf(tx, platform.clock.Now().LocalDate()), *procedure).edition};
        DraftStore(tx).Insert(draft);
        return draft;
    });
}

Result<SavedDraft> SaveParts(const Platform& platform, const identity::Account& citizen, DraftId id,
                             const std::vector<TypedPart>& parts) {
    const auto [procedure, form] = FormToday(platform, id);
    const auto today = platform.clock.Now().LocalDate();
    const auto directory = platform.units.Now();
    const auto communes = directory->Existing(organisation::Level::commune, today);
    Refusals faults;
    auto draft = Change(platform, citizen, id, [&, &procedure = procedure, &form = form](Transaction& tx, Draft& changed) {
        faults.clear();
        FollowForm(tx, changed, form, procedure);
        const auto papers = DraftStore(tx).Papers(id);
        const bool mandate_sent = std::ranges::find(papers, kMandatePaper, &CasePaper::component) != papers.end();
        for (const auto& part : parts)
            std::ranges::move(TakePart(changed, part, {form, communes, today, &citizen, mandate_sent}),
                              std::back_inserter(faults));
    });
    if (!draft) return std::unexpected(draft.error());
    return SavedDraft{*std::move(draft), std::move(faults)};
}

Result<Draft> SaveTyped(const Platform& platform, const identity::Account& citizen, DraftId id, const Answers& typed) {
    const auto [procedure, form] = FormToday(platform, id);
    // A page stays open while the form changes: what is typed there was asked otherwise.
    if (const auto asked = Answer(typed, kFormField); !asked.empty() && asked != ToText(form.edition))
        return std::unexpected(FormChanged());
    return Change(platform, citizen, id, [&, &procedure = procedure, &form = form](Transaction& tx, Draft& draft) {
        FollowForm(tx, draft, form, procedure);
        KeepTyped(draft, typed, form);
    });
}

Result<Draft> AddDraftPapers(const Platform& platform, const identity::Account& citizen, DraftId id,
                             const std::vector<NewPaper>& papers) {
    const auto procedure = ProcedureOf(platform, id);
    return Change(platform, citizen, id, [&](Transaction& tx, Draft& draft) {
        DraftStore drafts(tx);
        for (const auto& paper : papers) {
            const bool mandate = paper.component == kMandatePaper;
            // There is one that lets them hand in: the last that was sent.
            if (mandate)
                for (const auto& before : drafts.Papers(draft.id))
                    if (before.component == kMandatePaper) drafts.RemovePaper(draft.id, before.file);
            drafts.AddPaper(draft.id, workflow::RecordPaper(platform, tx, paper.kept, platform.clock.Now()),
                            mandate ? kMandatePaper : procedure.ComponentOrOther(paper.component));
        }
    });
}

Result<Draft> RemoveDraftPaper(const Platform& platform, const identity::Account& citizen, DraftId id, FileId file) {
    return Change(platform, citizen, id, [&](Transaction& tx, Draft& draft) { DraftStore(tx).RemovePaper(draft.id, file); });
}

Result<Draft> RemoveDraft(const Platform& platform, const identity::Account& citizen, DraftId id) {
    return Change(platform, citizen, id, [&](Transaction& tx, Draft& draft) {
        DraftStore drafts(tx);
        for (const auto& paper : drafts.Papers(draft.id)) drafts.RemovePaper(draft.id, paper.file);
        CoApplicantStore store(tx);
        for (const auto& person : store.OfDraft(draft.id)) store.Drop(draft.id, person.number);
        drafts.Delete(draft.id, citizen.id);
    });
}

}  // namespace dongson::one_stop
