// Lists of indicators in the database.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "modules/soc/domain/feed.h"
#include "storage/database.h"

namespace dongson::soc {

class FeedStore {
  public:
    explicit FeedStore(storage::Transaction& tx) : tx_(tx) {}
    void Insert(const Feed& feed);
    // The next edition of a feed; false when somebody else was first, or stored events are not looked through yet.
    bool Renew(const Feed& feed);
    bool Delete(FeedId id);
    std::optional<Feed> Get(FeedId id);
    std::optional<Feed> Named(std::string_view name);
    std::vector<Feed> All();  // by name

    // `feed` is in use for events of these numbers and later.
    void Live(const Feed& feed, const std::map<std::string, std::uint64_t>& from);
    // False when that was told before, or the feed is another by now.
    bool LookedBack(const Feed& feed, Instant now, std::uint64_t events, std::uint64_t found);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::soc
