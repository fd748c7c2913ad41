// Rules of retention, what is held back, and the lists of what is destroyed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/one_stop/domain/retention.h"
#include "storage/database.h"

namespace dongson::one_stop {

class DestructionStore {
  public:
    explicit DestructionStore(storage::Transaction& tx) : tx_(tx) {}

    std::vector<RetentionRule> Rules();
    // Also those that are over, the newest first.
    std::vector<RetentionRule> EveryRule(int rows);
    // Of the procedures that are meant by it, whichever version; none: nothing is.
    std::vector<std::string> DomainsOf(const RetentionRule& rule);
    // The one before for the same ends is over.
    void SetRule(const RetentionRule& rule);

    // What this rule lets go: over before one moment, paid before the other; the oldest first.
    std::vector<PastDossier> Due(UnitId intake, const RetentionRule& rule, Instant closed_before, Instant paid_before, int rows);
    std::optional<PastDossier> PastOf(std::string_view code);
    // Who may ask for it: the unit it was taken in by.
    UnitId IntakeOf(std::string_view code);

    struct Held {
        std::int64_t id = 0;
        std::string code, reason, by;
        Instant at;
        std::string ended_by, ended_because;
        std::optional<Instant> ended;
    };
    // Of a list's dossiers, also those that ended.
    std::vector<Held> HoldsOfList(std::int64_t list);
    std::vector<Held> HeldOf(UnitId intake, int rows);
    void Hold(CaseId dossier, std::string_view reason, std::string_view by, Instant now);
    bool EndHold(std::int64_t id, UnitId intake, std::string_view by, std::string_view reason, Instant now);

    void Insert(const Destruction& list);
    std::optional<Destruction> Get(std::int64_t id);
    std::vector<Destruction> Of(UnitId unit, int rows);
    // False when another has decided.
    bool Decide(const Destruction& decided);
    std::vector<std::int64_t> Every();

    // Of lists that were granted; the dossiers that are there still.
    struct Granted {
        std::int64_t list = 0;
        CaseId dossier;
        std::string code;
    };
    // In the order of their codes, after one of them; those that are held wait.
    std::vector<Granted> GrantedAfter(const std::string& after, int rows);
    // Everything that says something of a person goes; the row stays with what figures count. False while an entry of its waits
    // for its place in the ledger.
    bool Destroy(const Granted& dossier, Instant now);

    // The minute a dossier was destroyed by.
    struct Gone {
        std::string notation;
        Instant at;
    };
    std::optional<Gone> GoneBy(std::string_view code);
    // Entries whose words went with a dossier.
    std::vector<std::int64_t> EntriesOf(CaseId dossier);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::one_stop
