// Datasets, resources and versions in the database.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "modules/open_data/domain/dataset.h"
#include "storage/database.h"

namespace dongson::open_data {

class CatalogueStore {
  public:
    explicit CatalogueStore(storage::Transaction& tx) : tx_(tx) {}

    void Insert(const Dataset& dataset);
    // False when somebody else changed it since it was read.
    bool Update(const Dataset& dataset);
    std::optional<Dataset> Get(DatasetId id);
    std::optional<Dataset> GetTaken(std::string_view address);  // what was begun from another portal's
    std::optional<Dataset> GetBySlug(std::string_view slug);

    std::vector<Dataset> OfUnit(UnitId unit);
    // Published and changed since then, the oldest first.
    std::vector<Dataset> Published(std::int64_t first, std::int64_t limit, Instant since);
    std::int64_t CountPublished(Instant since);
    Instant BegunFirst();  // of those that are published
    Instant ChangedLast();

    // How far the catalogue has come, and what changed after a point of it.
    std::int64_t NewestChange();
    std::vector<Dataset> ChangedSince(std::int64_t change);
    std::vector<Resource> ResourcesChangedSince(std::int64_t change);

    void Insert(const Resource& resource);
    void Update(const Resource& resource);
    // Only before its first version: what was published stays.
    void Delete(ResourceId id);
    std::optional<Resource> Get(ResourceId id);
    std::optional<Resource> GetToChange(ResourceId id);  // held until the transaction ends
    std::vector<Resource> ResourcesOf(DatasetId dataset);
    // With those that were taken out: what was cited of them still answers.
    std::vector<Resource> EveryResourceOf(DatasetId dataset);

    void Insert(const Version& version);
    std::optional<Version> GetVersion(ResourceId resource, int number);
    bool Knows(VersionId version);
    std::vector<Version> EveryVersion(VersionId after, int count);  // of all resources, in the order of their ids
    // When the newest of its versions was published; the beginning of time before the first.
    Instant NewestOf(DatasetId dataset);
    std::vector<Version> VersionsOf(ResourceId resource);  // the newest first

    std::int64_t CountRows();  // of the newest versions of all that is published

  private:
    std::int64_t NextChange();
    storage::Transaction& tx_;
};

}  // namespace dongson::open_data
