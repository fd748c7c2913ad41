// Files on their way, and what was done to datasets.
#pragma once

#include <optional>
#include <vector>

#include "modules/open_data/domain/upload.h"
#include "platform/identity/account.h"
#include "storage/database.h"

namespace dongson::open_data {

class UploadStore {
  public:
    explicit UploadStore(storage::Transaction& tx) : tx_(tx) {}
    void Insert(const Upload& upload);
    bool Update(const Upload& upload);  // false when somebody else changed it since it was read
    std::optional<Upload> Get(UploadId id);
    std::vector<Upload> OpenOf(DatasetId dataset);
    int CountOpen(DatasetId dataset);

    void Note(DatasetId dataset, std::string_view event, const identity::Account& actor, std::string_view note, Instant now);
    std::vector<DatasetEvent> EventsOf(DatasetId dataset);  // the newest first

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::open_data
