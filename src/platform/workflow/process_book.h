// The processes of one kind of cases in every edition that this program has met (docs/decisions/0049). Texts never change, so
// what was read of one is kept for good, and a case may point at it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "platform/definitions/kept.h"
#include "platform/workflow/kind.h"

namespace dongson::workflow {

inline constexpr std::string_view kProcessType = "process";

// A process in the edition that holds on a day.
struct HeldProcess {
    definitions::EditionId edition;
    const Process* process = nullptr;
};
using HeldProcesses = std::map<std::string, HeldProcess, std::less<>>;

class ProcessBook {
  public:
    explicit ProcessBook(const CaseKind& kind);

    // What is in force on a day, as of this moment; and without asking the database more than once a second.
    std::shared_ptr<const HeldProcesses> InForce(storage::Transaction& tx, Date day) { return in_force_.Of(tx, day); }
    std::shared_ptr<const HeldProcesses> InForce(storage::Database& database, Date day) { return in_force_.Of(database, day); }

    // What a case goes by: the edition it names, else what shipped when editions began. None: nothing of this name was ever
    // entered.
    const Process* Of(storage::Transaction& tx, definitions::EditionId edition, const std::string& key);

  private:
    const Process* Read(const definitions::Edition& edition);
    HeldProcesses Held(const std::vector<definitions::Edition>& editions);

    const CaseKind& kind_;
    std::mutex lock_;
    std::map<std::string, std::unique_ptr<const Process>> by_digest_;
    std::map<definitions::EditionId, const Process*> by_edition_;
    definitions::Kept<HeldProcesses> in_force_, first_;
};

// The same for many cases in a row: each edition is looked up once.
class OpenedProcesses {
  public:
    OpenedProcesses(ProcessBook& book, storage::Transaction& tx) : book_(book), tx_(tx) {}

    const Process* Of(definitions::EditionId edition, const std::string& key);
    void Open(Case& subject) { subject.goes_by = Of(subject.process_edition, subject.process); }

  private:
    ProcessBook& book_;
    storage::Transaction& tx_;
    std::map<std::pair<definitions::EditionId, std::string>, const Process*> known_;
};

}  // namespace dongson::workflow
