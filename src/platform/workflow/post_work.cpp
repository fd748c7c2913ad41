#include "platform/workflow/post_work.h"

#include <algorithm>
#include <list>
#include <map>
#include <string>
#include <utility>

#include "platform/workflow/storage/inbox_sql.h"

namespace dongson::workflow {

namespace {

// Of a province's two thousand posts those that somebody looked at last. With forty rows each ten megabytes; with the most there
// can be, of lists that nobody works on, a quarter of a gigabyte.
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

// One list a post: the one read last, with the mark it was read under. A mark was no other's before, so that a list is never
// taken for another database's.
class Posts {
  public:
    using Post = std::pair<UnitId, identity::Role>;

    std::shared_ptr<const PostWork> Under(const Post& post, std::int64_t mark) {
        const std::lock_guard guard(mutex_);
        const auto found = by_post_.find(post);
        if (found == by_post_.end() || found->second->mark != mark) return nullptr;
        used_.splice(used_.begin(), used_, found->second);
        return found->second->work;
    }
    void Keep(const Post& post, std::int64_t mark, std::shared_ptr<const PostWork> work) {
        const std::lock_guard guard(mutex_);
        if (const auto found = by_post_.find(post); found != by_post_.end()) used_.erase(found->second);
        used_.push_front({post, mark, std::move(work)});
        by_post_[post] = used_.begin();
        if (used_.size() <= kMostPosts) return;
        by_post_.erase(used_.back().post);
        used_.pop_back();
    }

  private:
    struct Kept {
        Post post;
        std::int64_t mark = 0;
        std::shared_ptr<const PostWork> work;
    };
    std::mutex mutex_;
    std::list<Kept> used_;  // the one used last in front
    std::map<Post, std::list<Kept>::iterator> by_post_;
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
    if (auto kept = posts.Under({unit, role}, *mark)) return kept;
    auto work = ReadWork(tx, unit, role);
    posts.Keep({unit, role}, *mark, work);
    return work;
}

}  // namespace dongson::workflow
