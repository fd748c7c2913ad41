// Newer lists of procedures, and what is decided of each difference.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "modules/one_stop/domain/procedure_difference.h"
#include "storage/database.h"

namespace dongson::one_stop {

// Which differences of a list; empty: all.
struct DifferencesAsked {
    std::string kind, domain;
    std::string decision = "*";  // "": that wait
};

class ProcedureListStore {
  public:
    explicit ProcedureListStore(storage::Transaction& tx) : tx_(tx) {}

    void Insert(const ProcedureListing& list, const std::vector<ProcedureDifference>& differences);
    std::vector<ProcedureListing> Lists();  // the newest first
    std::optional<ProcedureListing> Get(ProcedureListId id);
    std::vector<ProcedureDifference> Of(ProcedureListId list, const DifferencesAsked& asked);
    // False when somebody decided before.
    bool Decide(const ProcedureDifference& difference, Instant now);
    // What was left of every list, the last first; of one code where it is named.
    std::vector<ProcedureDifference> Left(const std::string& code, std::int64_t before, std::int64_t rows);
    std::int64_t CountLeft(const std::string& code);
    // It waits again; false when it was not left.
    bool Reopen(ProcedureListId list, const std::string& code);
    // What the last list that was decided on said of each code; empty: that it is no more.
    std::map<std::string, std::string> DecidedTexts();
    // Of one, before a list came.
    std::optional<std::string> DecidedText(const std::string& code, ProcedureListId before);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::one_stop
