#pragma once

#include <vector>

#include "modules/one_stop/domain/issued_paper.h"
#include "storage/database.h"

namespace dongson::one_stop {

class PaperStore {
  public:
    explicit PaperStore(storage::Transaction& tx) : tx_(tx) {}

    void Insert(DossierId dossier, const IssuedPaper& paper);
    // In the order they were issued.
    std::vector<IssuedPaper> Issued(DossierId dossier);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::one_stop
