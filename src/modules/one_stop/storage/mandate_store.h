#pragma once

#include <optional>

#include "modules/one_stop/domain/mandate.h"
#include "storage/database.h"

namespace dongson::one_stop {

// Mandates of dossiers, one each at most.
class MandateStore {
  public:
    explicit MandateStore(storage::Transaction& tx) : tx_(tx) {}

    void Insert(CaseId dossier, const Mandate& mandate);
    std::optional<Mandate> Of(CaseId dossier);
    void End(CaseId dossier, Instant now);
    // How many that are not over somebody handed in for the owner of a number.
    std::int64_t OpenFor(AccountId mandatary, std::string_view number);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::one_stop
