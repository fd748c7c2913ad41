#include "platform/workflow/storage/case_store.h"

#include <algorithm>

#include "platform/workflow/storage/case_sql.h"
#include "storage/value.h"

namespace dongson::workflow {

using storage::Row;

void CaseStore::Insert(CaseId id, std::string_view kind, std::string_view code) {
    tx_.Run(kInsertCase, {{"id", id}, {"kind", kind}, {"code", code}});
}

std::optional<Subject> CaseStore::Find(std::string_view code) {
    return tx_.SelectOne(kCaseOfCode, {{"code", code}}, [](Row& row) {
        auto kind = row.Next<std::string>();
        return Subject{std::move(kind), row.Next<std::int64_t>()};
    });
}

std::string CaseStore::CodeOf(CaseId id) {
    const auto codes = tx_.Select(kCodeOfCase, {{"case", id}}, [](Row& row) { return row.Next<std::string>(); });
    return codes.empty() ? std::string() : codes.front();
}

void CaseStore::Add(CaseId id, const Happening& happening) {
    tx_.Run(kInsertHappening, {{"id", happening.id},
                               {"case", id},
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
        tx_.Run(kInsertFileOfHappening, {{"case", id}, {"happening", happening.id}, {"file", paper.file}});
}

std::vector<Happening> CaseStore::Happenings(CaseId id) {
    return tx_.Select(kHappenings, {{"case", id}}, [](Row& row) {
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

std::vector<Happening> CaseStore::HappeningsWithFiles(CaseId id) {
    auto happenings = Happenings(id);
    tx_.Select(kFilesOfHappenings, {{"case", id}}, [&](Row& row) {
        const auto found = std::ranges::find(happenings, row.Next<std::int64_t>(), &Happening::id);
        if (found != happenings.end()) found->files.push_back(ReadPaper(row));
        return 0;
    });
    return happenings;
}

std::map<std::string, int> CaseStore::Happened(CaseId id) {
    std::map<std::string, int> happened;
    tx_.Select(kHappened, {{"case", id}}, [&](Row& row) {
        const auto event = row.Next<std::string>();
        return happened[event] = row.Next<int>();
    });
    return happened;
}

int CaseStore::UnansweredReplies(CaseId id) {
    return static_cast<int>(
        tx_.Count(kUnansweredReplies, {{"case", id}, {"reply", names::kReply}, {"message", names::kMessage}}));
}

void CaseStore::Ask(CaseId id, const Consultation& asked) {
    tx_.Run(kInsertConsultation, {{"id", asked.id},
                                  {"case", id},
                                  {"unit", asked.unit},
                                  {"question", asked.question},
                                  {"asked", asked.asked},
                                  {"due", asked.due},
                                  {"asked_in", asked.asked_in}});
}

std::vector<Consultation> CaseStore::Consultations(CaseId id) {
    return tx_.Select(kConsultations, {{"case", id}}, [](Row& row) {
        Consultation asked;
        asked.id = row.Next<std::int64_t>();
        asked.unit = row.Next<UnitId>();
        asked.question = row.Next<std::string>();
        asked.asked = row.Next<Instant>();
        asked.due = row.Next<Instant>();
        asked.answer = row.Next<std::string>();
        asked.answered = row.Next<std::optional<Instant>>();
        asked.answered_by = row.Next<std::string>();
        asked.asked_in = row.Next<std::int64_t>();
        asked.answered_in = row.Next<std::int64_t>();
        asked.dropped = row.Next<bool>();
        return asked;
    });
}

bool CaseStore::End(const Consultation& ended) {
    return tx_.Run(kEndConsultation, {{"id", ended.id},
                                      {"answer", ended.answer},
                                      {"by", ended.answered_by},
                                      {"now", ended.answered},
                                      {"in", ended.answered_in},
                                      {"dropped", ended.dropped}}) == 1;
}

void CaseStore::AddReader(CaseId id, UnitId unit) {
    if (unit) tx_.Run(kAddReader, {{"case", id}, {"unit", unit}});
}

std::vector<UnitId> CaseStore::Readers(CaseId id) {
    return tx_.Select(kReaders, {{"case", id}}, [](Row& row) { return row.Next<UnitId>(); });
}

CasePaper ReadPaper(Row& row) {
    return {.file = row.Next<FileId>(),
            .component = row.Next<int>(),
            .round = row.Next<int>(),
            .name = row.Next<std::string>(),
            .type = row.Next<std::string>(),
            .digest = row.Next<std::string>(),
            .size = row.Next<std::int64_t>(),
            .added = row.Next<Instant>()};
}

}  // namespace dongson::workflow
