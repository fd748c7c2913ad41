// Scheduled pulls in the database.
#pragma once

#include <optional>
#include <vector>

#include "modules/open_data/domain/pull.h"
#include "storage/database.h"

namespace dongson::open_data {

class PullStore {
  public:
    explicit PullStore(storage::Transaction& tx) : tx_(tx) {}
    void Insert(const Pull& pull);
    void Update(const Pull& pull);
    void Delete(PullId id, DatasetId dataset);
    std::optional<Pull> Get(PullId id);
    std::vector<Pull> Of(DatasetId dataset);
    std::vector<Pull> Due(Instant now);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::open_data
