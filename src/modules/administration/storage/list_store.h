// Lists that wait to be carried out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/ids.h"
#include "core/time.h"
#include "storage/database.h"

namespace dongson::administration {

using StaffListId = Id<struct StaffListTag>;

struct StaffList {
    StaffListId id;
    AccountId by;
    std::string name, csv;
    Instant uploaded;
};

class ListStore {
  public:
    explicit ListStore(storage::Transaction& tx) : tx_(tx) {}
    void Insert(const StaffList& list);
    // Those from before a moment go. How many.
    std::int64_t Sweep(Instant before);
    std::optional<StaffList> Get(StaffListId id, Instant since);
    // False when it was carried out meanwhile.
    bool Take(StaffListId id);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::administration
