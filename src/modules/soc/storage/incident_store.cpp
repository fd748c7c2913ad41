#include "modules/soc/storage/incident_store.h"

#include "modules/soc/storage/incident_sql.h"

namespace dongson::soc {

using storage::Row;

namespace {

Incident ReadIncident(Row& row) {
    Incident incident;
    incident.id = row.Next<CaseId>();
    incident.code = row.Next<std::string>();
    incident.version = row.Next<std::int64_t>();
    incident.process = row.Next<std::string>();
    incident.state = row.Next<std::string>();
    incident.state_before = row.Next<std::string>();
    incident.holder = row.Next<UnitId>();
    incident.holder_role = row.Next<std::string>();
    incident.assignee = row.Next<AccountId>();
    incident.closed = row.Next<std::optional<Instant>>();
    incident.title = row.Next<std::string>();
    incident.category = row.Next<std::string>();
    incident.grade = row.Next<int>();
    incident.personal_data = row.Next<bool>();
    incident.cause = row.Next<std::string>();
    incident.scope = row.Next<std::string>();
    incident.remedy = row.Next<std::string>();
    incident.lessons = row.Next<std::string>();
    incident.unit = row.Next<UnitId>();
    incident.detected = row.Next<Instant>();
    incident.opened = row.Next<Instant>();
    incident.noticed = row.Next<std::optional<Instant>>();
    incident.reported = row.Next<std::optional<Instant>>();
    return incident;
}

std::vector<storage::Parameter> ParametersOf(const Incident& incident) {
    return {{"id", incident.id},
            {"state", incident.state},
            {"before", incident.state_before},
            {"holder", incident.holder},
            {"role", incident.holder_role},
            {"assignee", incident.assignee},
            {"closed", incident.closed},
            {"title", incident.title},
            {"category", incident.category},
            {"grade", incident.grade},
            {"personal", incident.personal_data},
            {"cause", incident.cause},
            {"scope", incident.scope},
            {"remedy", incident.remedy},
            {"lessons", incident.lessons},
            {"unit", incident.unit},
            {"noticed", incident.noticed},
            {"reported", incident.reported}};
}

}  // namespace

void IncidentStore::Insert(const Incident& incident) {
    auto parameters = ParametersOf(incident);
    parameters.insert(
        parameters.end(),
        {{"code", incident.code}, {"process", incident.process}, {"detected", incident.detected}, {"opened", incident.opened}});
    tx_.Run(kInsertIncident, parameters);
}

bool IncidentStore::Update(const Incident& incident) {
    auto parameters = ParametersOf(incident);
    parameters.insert(parameters.end(), {{"version", incident.version}});
    return tx_.Run(kUpdateIncident, parameters) == 1;
}

std::optional<Incident> IncidentStore::Get(CaseId id) {
    return tx_.SelectOne(kIncident, {{"id", id}}, ReadIncident);
}

std::optional<Incident> IncidentStore::GetByCode(std::string_view code) {
    return tx_.SelectOne(kIncidentByCode, {{"code", code}}, ReadIncident);
}

std::optional<Incident> IncidentStore::GetToChange(std::string_view code) {
    return tx_.SelectOne(kLockIncident, {{"code", code}}, ReadIncident);
}

std::vector<Incident> IncidentStore::Open() {
    return tx_.Select(kOpenIncidents, {}, ReadIncident);
}

std::vector<Incident> IncidentStore::Closed() {
    return tx_.Select(kClosedIncidents, {}, ReadIncident);
}

std::vector<Incident> IncidentStore::All() {
    return tx_.Select(kEveryIncident, {}, ReadIncident);
}

void IncidentStore::Add(CaseId id, std::int64_t happening, const Evidence& evidence) {
    tx_.Run(kInsertIncidentEvidence,
            {{"case", id}, {"happening", happening}, {"event", evidence.event}, {"digest", evidence.digest}});
}

std::map<std::int64_t, Evidence> IncidentStore::EvidenceOf(CaseId id) {
    std::map<std::int64_t, Evidence> found;
    tx_.Select(kEvidenceOfIncident, {{"case", id}}, [&](Row& row) {
        auto& evidence = found[row.Next<std::int64_t>()];
        evidence.event = row.Next<std::string>();
        evidence.digest = row.Next<std::string>();
        return 0;
    });
    return found;
}

std::vector<std::string> IncidentStore::StepsWithoutHistory() {
    return tx_.Select(kStepsWithoutHistory, {}, [](Row& row) { return row.Next<std::string>(); });
}

}  // namespace dongson::soc
