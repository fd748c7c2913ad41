// What cases of every kind have beside their own rows: what happened to them, who was asked, who may read them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/workflow/case.h"
#include "platform/workflow/link.h"
#include "storage/database.h"

namespace dongson::workflow {

class CaseStore {
  public:
    explicit CaseStore(storage::Transaction& tx) : tx_(tx) {}

    // Of its kind, before anything else is said of it.
    void Insert(CaseId id, std::string_view kind, std::string_view code);

    // Of whatever kind.
    std::optional<Subject> Find(std::string_view code);
    // Empty: there is no such case.
    std::string CodeOf(CaseId id);

    void Add(CaseId id, const Happening& happening);
    std::vector<Happening> Happenings(CaseId id);
    // With what officers sent along.
    std::vector<Happening> HappeningsWithFiles(CaseId id);
    std::map<std::string, int> Happened(CaseId id);
    // Messages from outside since the office last wrote.
    int UnansweredReplies(CaseId id);

    void Ask(CaseId id, const Consultation& asked);
    std::vector<Consultation> Consultations(CaseId id);
    // False when somebody ended it before.
    bool End(const Consultation& ended);

    void AddReader(CaseId id, UnitId unit);  // nobody: nothing
    std::vector<UnitId> Readers(CaseId id);

  private:
    storage::Transaction& tx_;
};

// A file that lies with a case, as statements list it.
CasePaper ReadPaper(storage::Row& row);

}  // namespace dongson::workflow
