#include "modules/soc/storage/case_store.h"

#include "modules/soc/storage/case_sql.h"

namespace dongson::soc {

using storage::Row;

namespace {

Case ReadCase(Row& row) {
    return {.id = row.Next<CaseId>(),
            .code = row.Next<std::string>(),
            .title = row.Next<std::string>(),
            .category = row.Next<std::string>(),
            .grade = row.Next<int>(),
            .state = row.Next<CaseState>(),
            .unit = row.Next<UnitId>(),
            .lead = row.Next<AccountId>(),
            .detected = row.Next<Instant>(),
            .opened = row.Next<Instant>(),
            .noticed = row.Next<std::optional<Instant>>(),
            .reported = row.Next<std::optional<Instant>>(),
            .closed = row.Next<std::optional<Instant>>(),
            .personal_data = row.Next<bool>(),
            .cause = row.Next<std::string>(),
            .scope = row.Next<std::string>(),
            .remedy = row.Next<std::string>(),
            .lessons = row.Next<std::string>(),
            .version = row.Next<std::int64_t>()};
}

std::vector<storage::Parameter> ParametersOf(const Case& incident) {
    return {{"id", incident.id},
            {"title", incident.title},
            {"category", incident.category},
            {"grade", incident.grade},
            {"state", incident.state},
            {"unit", incident.unit},
            {"lead", incident.lead},
            {"detected", incident.detected},
            {"noticed", incident.noticed},
            {"reported", incident.reported},
            {"closed", incident.closed},
            {"personal", incident.personal_data},
            {"cause", incident.cause},
            {"scope", incident.scope},
            {"remedy", incident.remedy},
            {"lessons", incident.lessons}};
}

}  // namespace

void CaseStore::Insert(const Case& incident) {
    auto parameters = ParametersOf(incident);
    parameters.insert(parameters.end(), {{"code", incident.code}, {"opened", incident.opened}, {"now", incident.opened}});
    tx_.Run(kInsertCase, parameters);
}

bool CaseStore::Update(const Case& incident, Instant now) {
    auto parameters = ParametersOf(incident);
    parameters.insert(parameters.end(), {{"version", incident.version}, {"now", now}});
    return tx_.Run(kUpdateCase, parameters) == 1;
}

std::optional<Case> CaseStore::Get(CaseId id) {
    return tx_.SelectOne(kCase, {{"id", id}}, ReadCase);
}

std::optional<Case> CaseStore::GetByCode(std::string_view code) {
    return tx_.SelectOne(kCaseByCode, {{"code", code}}, ReadCase);
}

std::vector<Case> CaseStore::Open() {
    return tx_.Select(kOpenCases, {}, ReadCase);
}

std::vector<Case> CaseStore::Closed() {
    return tx_.Select(kClosedCases, {}, ReadCase);
}

std::vector<Case> CaseStore::All() {
    return tx_.Select(kEveryCase, {}, ReadCase);
}

void CaseStore::Add(const CaseEntry& entry) {
    tx_.Run(kInsertCaseEntry, {{"id", FreshId()},
                               {"case", entry.of},
                               {"at", entry.at},
                               {"account", entry.account},
                               {"kind", entry.kind},
                               {"text", entry.text},
                               {"event", entry.event},
                               {"digest", entry.digest}});
}

std::vector<CaseEntry> CaseStore::Entries(CaseId id) {
    return tx_.Select(kCaseEntries, {{"case", id}}, [](Row& row) {
        return CaseEntry{.id = row.Next<std::int64_t>(),
                         .of = row.Next<CaseId>(),
                         .at = row.Next<Instant>(),
                         .account = row.Next<AccountId>(),
                         .kind = row.Next<EntryKind>(),
                         .text = row.Next<std::string>(),
                         .event = row.Next<std::string>(),
                         .digest = row.Next<std::string>()};
    });
}

void CaseStore::AddTask(CaseId id, int place, std::string_view text) {
    tx_.Run(kInsertCaseTask, {{"id", FreshId()}, {"case", id}, {"place", place}, {"text", text}});
}

bool CaseStore::DoTask(CaseId id, std::int64_t task, AccountId account, Instant now) {
    return tx_.Run(kDoCaseTask, {{"id", task}, {"case", id}, {"account", account}, {"now", now}}) == 1;
}

std::vector<CaseTask> CaseStore::Tasks(CaseId id) {
    return tx_.Select(kCaseTasks, {{"case", id}}, [](Row& row) {
        return CaseTask{.id = row.Next<std::int64_t>(),
                        .text = row.Next<std::string>(),
                        .done = row.Next<std::optional<Instant>>(),
                        .done_by = row.Next<AccountId>()};
    });
}

void CaseStore::Add(const Handover& handover) {
    tx_.Run(kInsertHandover, {{"id", handover.id}, {"at", handover.at}, {"account", handover.account}, {"text", handover.text}});
}

bool CaseStore::Take(std::int64_t handover, AccountId account, Instant now) {
    return tx_.Run(kTakeHandover, {{"id", handover}, {"account", account}, {"now", now}}) == 1;
}

std::vector<Handover> CaseStore::Handovers() {
    return tx_.Select(kHandovers, {}, [](Row& row) {
        return Handover{.id = row.Next<std::int64_t>(),
                        .at = row.Next<Instant>(),
                        .account = row.Next<AccountId>(),
                        .text = row.Next<std::string>(),
                        .taken = row.Next<std::optional<Instant>>(),
                        .taken_by = row.Next<AccountId>()};
    });
}

}  // namespace dongson::soc
