#include "modules/open_data/storage/pull_store.h"

#include "modules/open_data/storage/pull_sql.h"

namespace dongson::open_data {

using storage::Row;

namespace {

Pull ReadPull(Row& row) {
    return {.id = row.Next<PullId>(),
            .dataset = row.Next<DatasetId>(),
            .resource = row.Next<ResourceId>(),
            .url = row.Next<std::string>(),
            .every = row.Next<Frequency>(),
            .account = row.Next<AccountId>(),
            .digest = row.Next<std::string>(),
            .outcome = row.Next<std::string>(),
            .pulled = row.Next<std::optional<Instant>>(),
            .next = row.Next<Instant>()};
}

}  // namespace

void PullStore::Insert(const Pull& pull) {
    tx_.Run(kInsertPull, {{"id", pull.id},
                          {"dataset", pull.dataset},
                          {"resource", pull.resource},
                          {"url", pull.url},
                          {"every", pull.every},
                          {"account", pull.account},
                          {"digest", pull.digest},
                          {"outcome", pull.outcome},
                          {"pulled", pull.pulled},
                          {"next", pull.next}});
}

void PullStore::Update(const Pull& pull) {
    tx_.Run(kUpdatePull,
            {{"id", pull.id}, {"digest", pull.digest}, {"outcome", pull.outcome}, {"pulled", pull.pulled}, {"next", pull.next}});
}

void PullStore::Delete(PullId id, DatasetId dataset) {
    tx_.Run(kDeletePull, {{"id", id}, {"dataset", dataset}});
}

std::optional<Pull> PullStore::Get(PullId id) {
    return tx_.SelectOne(kPull, {{"id", id}}, ReadPull);
}

std::vector<Pull> PullStore::Of(DatasetId dataset) {
    return tx_.Select(kPullsOf, {{"dataset", dataset}}, ReadPull);
}

std::vector<Pull> PullStore::Due(Instant now) {
    return tx_.Select(kPullsDue, {{"now", now}}, ReadPull);
}

}  // namespace dongson::open_data
