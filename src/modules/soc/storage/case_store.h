// Cases in the database.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/soc/domain/incident.h"
#include "storage/database.h"

namespace dongson::soc {

// What one shift told the next, and who of the next took it.
struct Handover {
    std::int64_t id = 0;
    Instant at;
    AccountId account;
    std::string text;
    std::optional<Instant> taken;
    AccountId taken_by;
};

class CaseStore {
  public:
    explicit CaseStore(storage::Transaction& tx) : tx_(tx) {}
    void Insert(const Case& incident);
    bool Update(const Case& incident, Instant now);  // false when somebody else changed it since it was read
    std::optional<Case> Get(CaseId id);
    std::optional<Case> GetByCode(std::string_view code);
    std::vector<Case> Open();    // the gravest first
    std::vector<Case> Closed();  // the newest first
    std::vector<Case> All();     // for an audit

    void Add(const CaseEntry& entry);
    std::vector<CaseEntry> Entries(CaseId id);  // as they came
    void AddTask(CaseId id, int place, std::string_view text);
    bool DoTask(CaseId id, std::int64_t task, AccountId account, Instant now);  // false when it was done already
    std::vector<CaseTask> Tasks(CaseId id);

    void Add(const Handover& handover);
    bool Take(std::int64_t handover, AccountId account, Instant now);  // false when it was taken, or is one's own
    std::vector<Handover> Handovers();                                 // the newest first

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::soc
