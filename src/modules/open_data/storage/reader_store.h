// Remarks, subscriptions, counted readers and probed links in the database.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "modules/open_data/domain/readers.h"
#include "storage/database.h"

namespace dongson::open_data {

class ReaderStore {
  public:
    explicit ReaderStore(storage::Transaction& tx) : tx_(tx) {}

    void Insert(const Remark& remark);
    bool Answer(const Remark& remark);  // false when somebody answered it meanwhile
    std::optional<Remark> GetRemark(RemarkId id);
    std::vector<Remark> Answered(int limit);  // in public, the newest first
    std::vector<Remark> AnsweredOf(DatasetId dataset, int limit);
    std::int64_t Unanswered();

    void Subscribe(const Subscription& subscription, std::string_view token_digest);
    std::optional<Subscription> GetSubscription(std::string_view token_digest);
    void Confirm(SubscriptionId id);
    void Unsubscribe(SubscriptionId id);
    std::vector<Subscription> SubscribersOf(DatasetId dataset);  // those who confirmed
    void RenewToken(SubscriptionId id, std::string_view token_digest);

    // The salt of a day; the first who asks makes it, and forgets the days before.
    std::string SaltOf(Date day, std::string_view fresh);
    // False when this reader was counted today.
    bool CountReader(ResourceId resource, Date day, std::string_view digest);
    std::int64_t ReadersOf(DatasetId dataset);
    std::vector<std::pair<DatasetId, std::int64_t>> MostRead(int limit);
    std::vector<std::pair<std::string, std::int64_t>> ReadersByMonth();  // the newest first

    void KeepProbe(ResourceId resource, int status, Instant at);
    std::optional<int> ProbeOf(ResourceId resource);
    bool BeginDay(Date day);  // false when its work was begun before

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::open_data
