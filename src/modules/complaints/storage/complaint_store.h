// Complaints and feedback as the database holds them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/complaints/domain/complaint.h"
#include "platform/figures/protection.h"
#include "platform/sealing/columns.h"
#include "storage/database.h"

namespace dongson::complaints {

// Which of a unit's; `kind` is a process, empty for both; days are of when they came in.
struct Asked {
    UnitId unit;
    std::string kind;
    int open = 2;  // 0 over, 1 open, 2 either
    bool late = false;
    Instant from{0}, until = kNever;
};

// What came in within a time and how it ended, of a unit's own.
struct Counts {
    UnitId unit;
    std::string kind;
    std::int64_t filed = 0, open = 0, closed = 0, on_time = 0, late_open = 0, justified = 0;
};

// The same for everybody (decision 0010).
struct Told {
    std::string kind;
    figures::Cell filed, settled, on_time;
};

class ComplaintStore {
  public:
    explicit ComplaintStore(storage::Transaction& tx) : tx_(tx) {}
    void Insert(const Complaint& complaint);
    // False when the version is not the one that was read.
    bool Update(const Complaint& complaint);
    std::optional<Complaint> Get(std::string_view code);
    std::optional<Complaint> GetToChange(std::string_view code);
    // The newest first.
    std::vector<Complaint> Find(const Asked& asked, Instant now, int rows);
    std::vector<Complaint> OfFiler(AccountId filer, int rows);
    std::vector<Complaint> Shown(int rows);
    // The one that was complained again with; none yet.
    std::optional<std::string> AgainOf(CaseId former);
    std::int64_t OpenOf(AccountId filer);
    std::vector<Counts> Count(Instant from, Instant until, Instant now);
    std::vector<Told> CountForPublic(Instant from, Instant until);
    std::vector<std::string> EveryCode();
    std::vector<std::string> OpenCodes();

  private:
    storage::Transaction& tx_;
};

inline std::vector<sealing::Column> SealedColumns() {
    using sealing::Kind;
    return {{"complaint", "person_number", Kind::number}, {"complaint", "person_phone", Kind::phone},
            {"complaint", "person_email", Kind::email},   {"complaint", "said", Kind::answers},
            {"complaint", "wish", Kind::answers},         {"complaint", "result", Kind::answers}};
}

}  // namespace dongson::complaints
