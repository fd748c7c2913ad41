#include "platform/workflow/post_work.h"

#include <algorithm>
#include <list>
#include <string>
#include <unordered_map>
#include <utility>

#include "platform/workflow/storage/inbox_sql.h"

namespace dongson::workflow {

namespace {

// Of a province's two thousand posts those that somebody looked at last: a few megabytes.
constexpr std::size_t kMostPosts = 256;

InboxItem ReadItem(storage::Row& row) {
    return {.reference = row.Next<std::string>(),
            .title = row.Next<std::string>(),
            .person = row.Next<std::string>(),
            .state = {row.Next<std::string>(), row.Next<std::string>()},
            .assignee = row.Next<AccountId>(),
            .waiting = row.Next<bool>(),
            .fresh = row.Next<bool>(),
            .due = row.Next<Instant>(),
            .step_due = row.Next<Instant>(),
            .path = row.Next<std::string>()};
}

std::shared_ptr<const PostWork> ReadWork(storage::Transaction& tx, UnitId unit, identity::Role role) {
    const auto wanted = PostWork::kMostItems + 1;
    auto items = tx.Select(kInbox, {{"unit", unit}, {"role", identity::RoleWord(role)}, {"rows", wanted}}, ReadItem);
    const bool cut = items.size() > PostWork::kMostItems;
    return std::make_shared<const PostWork>(std::move(items), cut);
}

// A mark is a post's, and was no other's before: it names what was read under it, in whichever database.
class Posts {
  public:
    std::shared_ptr<const PostWork> Under(std::int64_t mark) {
        const std::lock_guard guard(mutex_);
        const auto found = by_mark_.find(mark);
        if (found == by_mark_.end()) return nullptr;
        used_.splice(used_.begin(), used_, found->second);
        return found->second->second;
    }
    void Keep(std::int64_t mark, std::shared_ptr<const PostWork> work) {
        const std::lock_guard guard(mutex_);
        if (by_mark_.contains(mark)) return;
        used_.emplace_front(mark, std::move(work));
        by_mark_.emplace(mark, used_.begin());
        if (used_.size() <= kMostPosts) return;
        by_mark_.erase(used_.back().first);
        used_.pop_back();
    }

  private:
    using Used = std::list<std::pair<std::int64_t, std::shared_ptr<const PostWork>>>;
    std::mutex mutex_;
    Used used_;  // the one used last in front
    std::unordered_map<std::int64_t, Used::iterator> by_mark_;
};

}  // namespace

std::shared_ptr<const PostWork::Drawn> PostWork::DrawnOnce(Instant now, const std::function<Drawn()>& draw) const {
    auto& place = drawn_[static_cast<std::size_t>(CurrentLanguage())];
    {
        const std::lock_guard guard(mutex_);
        if (place && place->from <= now && now < place->until) return place;
    }
    auto drawn = std::make_shared<const Drawn>(draw());
    const std::lock_guard guard(mutex_);
    return place = std::move(drawn);
}

std::shared_ptr<const PostWork> WorkOfPost(storage::Transaction& tx, UnitId unit, identity::Role role) {
    static Posts posts;
    const auto mark = tx.SelectOne(kMarkOfPost, {{"unit", unit}, {"role", identity::RoleWord(role)}},
                                   [](storage::Row& row) { return row.Next<std::int64_t>(); });
    if (!mark) return std::make_shared<const PostWork>(std::vector<InboxItem>{}, false);
    if (auto kept = posts.Under(*mark)) return kept;
    auto work = ReadWork(tx, unit, role);
    posts.Keep(*mark, work);
    return work;
}

}  // namespace dongson::workflow
