// What there is to do in one unit for whoever may do the same things there. They all look at the same list all day, so it is kept
// in memory for as long as the marks in the database stay those it was read under.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "core/language.h"
#include "platform/workflow/inbox.h"
#include "web/html.h"

namespace dongson::workflow {

class PostWork {
  public:
    // More is never shown.
    static constexpr int kMostItems = 2000;

    PostWork(std::vector<InboxItem> items, std::vector<std::string> capabilities, bool cut)
        : items_(std::move(items)), capabilities_(std::move(capabilities)), cut_(cut) {}

    const std::vector<InboxItem>& items() const { return items_; }  // the nearest deadline first
    bool cut() const { return cut_; }                               // there were more
    // What an item of it asks one to do.
    identity::Capability AsksFor(const InboxItem& item) const { return {capabilities_[item.asks]}; }

    // Rows as a page drew them, and until when they are true: shown again meanwhile, in the language they were drawn in.
    struct Drawn {
        web::Html rows;
        Instant from, until;
    };
    std::shared_ptr<const Drawn> DrawnOnce(Instant now, const std::function<Drawn()>& draw) const;

  private:
    std::vector<InboxItem> items_;
    std::vector<std::string> capabilities_;
    bool cut_;
    mutable std::mutex mutex_;
    mutable std::shared_ptr<const Drawn> drawn_[2];  // a language each
};

// As the transaction sees it; `capabilities` by their keys.
std::shared_ptr<const PostWork> WorkFor(storage::Transaction& tx, UnitId unit, const std::set<std::string>& capabilities);

}  // namespace dongson::workflow
