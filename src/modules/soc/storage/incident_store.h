// Incidents in the database: their own rows and their evidence.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/soc/domain/incident.h"
#include "storage/database.h"

namespace dongson::soc {

class IncidentStore {
  public:
    explicit IncidentStore(storage::Transaction& tx) : tx_(tx) {}
    void Insert(const Incident& incident);
    bool Update(const Incident& incident);  // false when somebody else changed it since it was read
    std::optional<Incident> Get(CaseId id);
    std::optional<Incident> GetByCode(std::string_view code);
    std::optional<Incident> GetToChange(std::string_view code);  // locked for the rest of the transaction
    std::vector<Incident> Open();                                // the gravest first
    std::vector<Incident> Closed();                              // the newest first
    std::vector<Incident> All();                                 // for an audit

    void Add(CaseId id, std::int64_t happening, const Evidence& evidence);
    std::map<std::int64_t, Evidence> EvidenceOf(CaseId id);  // by what happened

    // Codes of steps of playbooks of which nothing is written down: those of before they were tasks.
    std::vector<std::string> StepsWithoutHistory();

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::soc
