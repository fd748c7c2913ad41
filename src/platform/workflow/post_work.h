// What one post (a role in a unit) has to do. Everybody of the post looks at the same list all day, so it is kept in memory for
// as long as the post's mark in the database stays the one it was read under.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "core/language.h"
#include "platform/workflow/inbox.h"
#include "web/html.h"

namespace dongson::workflow {

class PostWork {
  public:
    // More is never shown.
    static constexpr int kMostItems = 2000;

    PostWork(std::vector<InboxItem> items, bool cut) : items_(std::move(items)), cut_(cut) {}

    const std::vector<InboxItem>& items() const { return items_; }  // the nearest deadline first
    bool cut() const { return cut_; }                               // there were more

    // Rows as a page drew them, and until when they are true: shown again meanwhile, in the language they were drawn in.
    struct Drawn {
        web::Html rows;
        Instant from, until;
    };
    std::shared_ptr<const Drawn> DrawnOnce(Instant now, const std::function<Drawn()>& draw) const;

  private:
    std::vector<InboxItem> items_;
    bool cut_;
    mutable std::mutex mutex_;
    mutable std::shared_ptr<const Drawn> drawn_[2];  // a language each
};

// As the transaction sees it.
std::shared_ptr<const PostWork> WorkOfPost(storage::Transaction& tx, UnitId unit, identity::Role role);

}  // namespace dongson::workflow
