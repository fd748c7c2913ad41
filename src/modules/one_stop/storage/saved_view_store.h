#pragma once

#include <optional>
#include <vector>

#include "core/time.h"
#include "modules/one_stop/domain/saved_view.h"
#include "storage/database.h"

namespace dongson::one_stop {

class SavedViewStore {
  public:
    explicit SavedViewStore(storage::Transaction& tx) : tx_(tx) {}

    // In the order of their owner.
    std::vector<SavedView> Of(AccountId owner);
    std::vector<SavedView> SharedWith(UnitId unit);
    std::optional<SavedView> Get(SavedViewId id);
    void Add(const SavedView& view, Instant now);
    void Keep(const SavedView& view);
    void Forget(SavedViewId id);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::one_stop
