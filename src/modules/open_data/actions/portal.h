// What the portal keeps in memory beside the database: the catalogue, and the tables that are open.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <shared_mutex>

#include "modules/open_data/domain/catalogue.h"
#include "modules/open_data/table/table.h"
#include "platform/platform.h"

namespace dongson::open_data {

class Portal {
  public:
    explicit Portal(const Platform& platform) : platform_(platform) {}
    Portal(const Portal&) = delete;
    Portal& operator=(const Portal&) = delete;

    // Reads the catalogue as of now: what any node changed is taken in first. What the body is given stays true until it returns.
    template <class Body>
    auto Read(Body body) {
        Refresh();
        const std::shared_lock lock(mutex_);
        return body(static_cast<const Catalogue&>(catalogue_));
    }
    // The table of a version, kept open.
    Result<std::shared_ptr<const Table>> TableOf(VersionId version);

  private:
    void Refresh();

    const Platform& platform_;
    std::shared_mutex mutex_;
    Catalogue catalogue_;
    std::int64_t seen_ = 0;
    std::mutex tables_mutex_;
    std::map<VersionId, std::shared_ptr<const Table>> tables_;
    std::uint64_t remade_ = 0;
    std::set<VersionId> lost_;  // and asked for once
};

}  // namespace dongson::open_data
