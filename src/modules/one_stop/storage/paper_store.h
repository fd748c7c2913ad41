#pragma once

#include <map>
#include <vector>

#include "modules/one_stop/domain/issued_paper.h"
#include "storage/database.h"

namespace dongson::one_stop {

class PaperStore {
  public:
    explicit PaperStore(storage::Transaction& tx) : tx_(tx) {}

    void Insert(CaseId dossier, const IssuedPaper& paper);
    // In the order they were issued.
    std::vector<IssuedPaper> Issued(CaseId dossier);

    // What is counted again takes the place of what was counted before.
    void HandIn(CaseId dossier, const HandedIn& handed_in);
    HandedIn HandedInWith(CaseId dossier);
    // What the newest request for a supplement asks for.
    void Ask(CaseId dossier, const std::vector<ComponentCount>& components);
    std::vector<ComponentCount> Asked(CaseId dossier);
    // Of what the unit received from one moment to another: how many sets, where there was more than one.
    std::map<CaseId, int> SetsOf(UnitId unit, Instant from, Instant until);
    // And who received it: who signed its receipt.
    std::map<CaseId, std::string> ReceiversOf(UnitId unit, Instant from, Instant until);

  private:
    void InsertCounts(const storage::Statement& statement, CaseId dossier, const std::vector<ComponentCount>& components);

    storage::Transaction& tx_;
};

}  // namespace dongson::one_stop
