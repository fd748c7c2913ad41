#include "core/text.h"
#include "modules/one_stop/storage/dossier_sql.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/sealing/sealing.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop {

using storage::Row;

namespace {

Draft ReadDraft(Row& row) {
    Draft draft{.id = row.Next<DraftId>(),
                .account = row.Next<AccountId>(),
                .procedure = row.Next<ProcedureId>(),
                .unit = row.Next<UnitId>(),
                .answers = AnswersFromJson(sealing::Opened(sealing::Kind::answers, row.Next<std::string>())),
                .done = {},
                .changed = {},
                .dossier_code = {}};
    const auto joined = row.Next<std::string>();
    for (const auto section : Split(joined, ' '))
        if (!section.empty()) draft.done.emplace_back(section);
    draft.changed = row.Next<Instant>();
    draft.dossier_code = row.Next<std::optional<std::string>>().value_or("");
    draft.form = row.Next<definitions::EditionId>();
    return draft;
}

}  // namespace

void DraftStore::Insert(const Draft& draft) {
    tx_.Run(kInsertDraft, {{"id", draft.id},
                           {"account", draft.account},
                           {"procedure", draft.procedure},
                           {"unit", draft.unit},
                           {"answers", sealing::Sealed(sealing::Kind::answers, AnswersToJson(draft.answers))},
                           {"done", Join(draft.done, " ")},
                           {"now", draft.changed},
                           {"form", draft.form}});
}
bool DraftStore::Update(const Draft& draft) {
    return tx_.Run(kUpdateDraft, {{"id", draft.id},
                                  {"procedure", draft.procedure},
                                  {"unit", draft.unit},
                                  {"answers", sealing::Sealed(sealing::Kind::answers, AnswersToJson(draft.answers))},
                                  {"done", Join(draft.done, " ")},
                                  {"now", draft.changed},
                                  {"form", draft.form}}) == 1;
}
std::optional<Draft> DraftStore::Get(DraftId id) {
    return tx_.SelectOne(kDraft, {{"id", id}}, ReadDraft);
}
std::optional<Draft> DraftStore::GetToChange(DraftId id) {
    return tx_.SelectOne(kLockDraft, {{"id", id}}, ReadDraft);
}
std::vector<DraftRow> DraftStore::Of(AccountId account) {
    return tx_.Select(kDraftsOf, {{"account", account}}, [](Row& row) {
        return DraftRow{.id = row.Next<DraftId>(),
                        .procedure_name = row.Next<std::string>(),
                        .procedure_code = row.Next<std::string>(),
                        .changed = row.Next<Instant>()};
    });
}
std::vector<Draft> DraftStore::OfProcedure(std::string_view code) {
    return tx_.Select(kDraftsOfProcedure, {{"code", code}}, ReadDraft);
}
void DraftStore::Finish(DraftId id, std::string_view code) {
    tx_.Run(kFinishDraft, {{"id", id}, {"code", code}});
}
void DraftStore::Delete(DraftId id, AccountId account) {
    tx_.Run(kDeleteDraft, {{"id", id}, {"account", account}});
}
std::vector<DraftStore::Untouched> DraftStore::UntouchedSince(Instant before) {
    return tx_.Select(kUntouchedDrafts, {{"before", before}}, [](Row& row) {
        return Untouched{.account = row.Next<AccountId>(), .procedure_name = row.Next<std::string>()};
    });
}
std::int64_t DraftStore::Forget(Instant before) {
    const auto forgotten = tx_.Run(kForgetDrafts, {{"before", before}});
    tx_.Run(kForgetInvited);
    return forgotten;
}
void DraftStore::AddPaper(DraftId id, FileId file, int component) {
    tx_.Run(kAddDraftPaper, {{"draft", id}, {"file", file}, {"component", component}});
}
void DraftStore::MovePaper(DraftId id, FileId file, int component) {
    tx_.Run(kMoveDraftPaper, {{"draft", id}, {"file", file}, {"component", component}});
}
void DraftStore::RemovePaper(DraftId id, FileId file) {
    tx_.Run(kRemoveDraftPaper, {{"draft", id}, {"file", file}});
}
std::vector<CasePaper> DraftStore::Papers(DraftId id) {
    return tx_.Select(kDraftPapers, {{"draft", id}}, workflow::ReadPaper);
}

}  // namespace dongson::one_stop
