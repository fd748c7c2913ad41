// What happened to a dossier, what lies with it, who was asked about it and who reads it: the rows beside its own.
#include <algorithm>

#include "modules/one_stop/storage/dossier_sql.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/paper_row.h"

namespace dongson::one_stop {

using storage::Row;

void DossierStore::Add(CaseId dossier, const Happening& happening) {
    tx_.Run(kInsertHappening, {{"id", happening.id},
                               {"dossier", dossier},
                               {"at", happening.at},
                               {"event", happening.event},
                               {"label_vi", happening.label.vi},
                               {"label_en", happening.label.en},
                               {"from", happening.from},
                               {"to", happening.to},
                               {"actor", happening.actor},
                               {"actor_name", happening.actor_name},
                               {"actor_unit", happening.actor_unit},
                               {"to_unit", happening.to_unit},
                               {"reason", happening.reason},
                               {"salt", happening.salt},
                               {"due", happening.due},
                               {"form", happening.form},
                               {"ledger", happening.ledger},
                               {"delegation", happening.delegation},
                               {"on_behalf_of", happening.on_behalf_of},
                               {"on_behalf_by", happening.on_behalf_by}});
    for (const auto& paper : happening.files)
        tx_.Run(kInsertFileOfHappening, {{"dossier", dossier}, {"event", happening.id}, {"file", paper.file}});
}

std::vector<Happening> DossierStore::Happenings(CaseId dossier) {
    return tx_.Select(kHappenings, {{"dossier", dossier}}, [](Row& row) {
        return Happening{.id = row.Next<std::int64_t>(),
                         .at = row.Next<Instant>(),
                         .event = row.Next<std::string>(),
                         .label = {row.Next<std::string>(), row.Next<std::string>()},
                         .from = row.Next<std::string>(),
                         .to = row.Next<std::string>(),
                         .actor = row.Next<AccountId>(),
                         .actor_name = row.Next<std::string>(),
                         .actor_unit = row.Next<UnitId>(),
                         .to_unit = row.Next<UnitId>(),
                         .reason = row.Next<std::string>(),
                         .due = row.Next<Instant>(),
                         .form = row.Next<std::string>(),
                         .ledger = row.Next<std::int64_t>(),
                         .salt = row.Next<std::string>(),
                         .delegation = row.Next<DelegationId>(),
                         .on_behalf_of = row.Next<std::string>(),
                         .on_behalf_by = row.Next<std::string>()};
    });
}

std::vector<Happening> DossierStore::HappeningsWithFiles(CaseId dossier) {
    auto happenings = Happenings(dossier);
    tx_.Select(kFilesOfHappenings, {{"dossier", dossier}}, [&](Row& row) {
        const auto found = std::ranges::find(happenings, row.Next<std::int64_t>(), &Happening::id);
        if (found != happenings.end()) found->files.push_back(ReadPaper(row));
        return 0;
    });
    return happenings;
}

std::map<std::string, int> DossierStore::Happened(CaseId dossier) {
    std::map<std::string, int> happened;
    tx_.Select(kHappened, {{"dossier", dossier}}, [&](Row& row) {
        const auto event = row.Next<std::string>();
        return happened[event] = row.Next<int>();
    });
    return happened;
}

void DossierStore::AddPaper(CaseId dossier, FileId file, int component, int round, Instant now) {
    tx_.Run(kInsertPaper, {{"dossier", dossier}, {"file", file}, {"component", component}, {"round", round}, {"now", now}});
}
std::vector<CasePaper> DossierStore::Papers(CaseId dossier) {
    return tx_.Select(kPapers, {{"dossier", dossier}}, ReadPaper);
}

void DossierStore::AddOpinion(CaseId dossier, const Consultation& opinion) {
    tx_.Run(kInsertOpinion, {{"id", opinion.id},
                             {"dossier", dossier},
                             {"unit", opinion.unit},
                             {"question", opinion.question},
                             {"asked", opinion.asked},
                             {"due", opinion.due},
                             {"asked_in", opinion.asked_in}});
}

std::vector<Consultation> DossierStore::Opinions(CaseId dossier) {
    return tx_.Select(kOpinions, {{"dossier", dossier}}, [](Row& row) {
        Consultation opinion;
        opinion.id = row.Next<std::int64_t>();
        opinion.unit = row.Next<UnitId>();
        opinion.question = row.Next<std::string>();
        opinion.asked = row.Next<Instant>();
        opinion.due = row.Next<Instant>();
        opinion.answer = row.Next<std::string>();
        opinion.answered = row.Next<std::optional<Instant>>();
        opinion.answered_by = row.Next<std::string>();
        opinion.asked_in = row.Next<std::int64_t>();
        opinion.answered_in = row.Next<std::int64_t>();
        opinion.dropped = row.Next<bool>();
        return opinion;
    });
}

int DossierStore::UnansweredMessages(CaseId dossier) {
    return static_cast<int>(tx_.Count(kUnansweredMessages, {{"dossier", dossier}}));
}

bool DossierStore::EndOpinion(const Consultation& opinion) {
    return tx_.Run(kEndOpinion, {{"id", opinion.id},
                                 {"answer", opinion.answer},
                                 {"by", opinion.answered_by},
                                 {"now", opinion.answered},
                                 {"in", opinion.answered_in},
                                 {"dropped", opinion.dropped}}) == 1;
}

void DossierStore::AddReader(CaseId dossier, UnitId unit) {
    if (unit) tx_.Run(kAddReader, {{"dossier", dossier}, {"unit", unit}});
}
std::vector<UnitId> DossierStore::Readers(CaseId dossier) {
    return tx_.Select(kReaders, {{"dossier", dossier}}, [](Row& row) { return row.Next<UnitId>(); });
}

}  // namespace dongson::one_stop
