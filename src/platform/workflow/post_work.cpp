#include "platform/workflow/post_work.h"

#include <algorithm>
#include <iterator>
#include <list>
#include <map>
#include <string>
#include <utility>

#include "platform/workflow/storage/inbox_sql.h"

namespace dongson::workflow {

namespace {

// Of a province's two thousand lists those that somebody looked at last. With forty rows each ten megabytes; with the most there
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

// What work of a unit there ever was, by capability, each with its mark.
using Marks = std::vector<std::pair<std::string, std::int64_t>>;

Marks MarksFor(storage::Transaction& tx, UnitId unit, const std::set<std::string>& capabilities) {
    Marks marks;
    tx.Select(kMarksOfUnit, {{"unit", unit}}, [&](storage::Row& row) {
        auto capability = row.Next<std::string>();
        if (capabilities.contains(capability)) marks.emplace_back(std::move(capability), row.Next<std::int64_t>());
        return 0;
    });
    return marks;
}

std::shared_ptr<const PostWork> ReadWork(storage::Transaction& tx, UnitId unit, const Marks& marks) {
    const auto wanted = PostWork::kMostItems + 1;
    std::vector<InboxItem> items;
    std::vector<std::string> capabilities;
    for (const auto& [capability, mark] : marks) {
        auto more = tx.Select(kInbox, {{"unit", unit}, {"capability", capability}, {"rows", wanted}}, ReadItem);
        for (auto& item : more) item.asks = static_cast<unsigned char>(capabilities.size());
        capabilities.push_back(capability);
        const auto middle = static_cast<std::ptrdiff_t>(items.size());
        std::ranges::move(more, std::back_inserter(items));
        std::ranges::inplace_merge(items, items.begin() + middle, {}, &InboxItem::Nearest);
    }
    const bool cut = items.size() > PostWork::kMostItems;
    if (cut) items.erase(items.begin() + wanted, items.end());
    return std::make_shared<const PostWork>(std::move(items), std::move(capabilities), cut);
}

// One list for a unit and what may be done there: the one read last, with the marks it was read under. A mark was no other's
// before, so that a list is never taken for another database's.
class Posts {
  public:
    using Post = std::pair<UnitId, std::vector<std::string>>;

    static Post Of(UnitId unit, const Marks& marks) {
        Post post{unit, {}};
        for (const auto& [capability, mark] : marks) post.second.push_back(capability);
        return post;
    }

    std::shared_ptr<const PostWork> Under(const Post& post, const Marks& marks) {
        const std::lock_guard guard(mutex_);
        const auto found = by_post_.find(post);
        if (found == by_post_.end() || found->second->marks != marks) return nullptr;
        used_.splice(used_.begin(), used_, found->second);
        return found->second->work;
    }
    void Keep(const Post& post, const Marks& marks, std::shared_ptr<const PostWork> work) {
        const std::lock_guard guard(mutex_);
        if (const auto found = by_post_.find(post); found != by_post_.end()) used_.erase(found->second);
        used_.push_front({post, marks, std::move(work)});
        by_post_[post] = used_.begin();
        if (used_.size() <= kMostPosts) return;
        by_post_.erase(used_.back().post);
        used_.pop_back();
    }

  private:
    struct Kept {
        Post post;
        Marks marks;
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

std::shared_ptr<const PostWork> WorkFor(storage::Transaction& tx, UnitId unit, const std::set<std::string>& capabilities) {
    static Posts posts;
    const auto marks = MarksFor(tx, unit, capabilities);
    if (marks.empty()) return std::make_shared<const PostWork>(std::vector<InboxItem>{}, std::vector<std::string>{}, false);
    const auto post = Posts::Of(unit, marks);
    if (auto kept = posts.Under(post, marks)) return kept;
    auto work = ReadWork(tx, unit, marks);
    posts.Keep(post, marks, work);
    return work;
}

}  // namespace dongson::workflow
