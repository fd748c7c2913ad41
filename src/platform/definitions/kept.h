// What a module makes of editions, kept in memory until one of them changes.
#pragma once

#include <chrono>
#include <list>
#include <memory>
#include <mutex>
#include <utility>

#include "platform/definitions/storage/edition_store.h"
#include "storage/database.h"

namespace dongson::definitions {

// One of these stands for one kind of definition for as long as the program runs.
template <class Made>
class Kept {
  public:
    using Make = Made (*)(storage::Transaction& tx, Date day);
    explicit Kept(Make make) : make_(make) {}

    // As of this moment: one small statement a call.
    std::shared_ptr<const Made> Of(storage::Transaction& tx, Date day) {
        const State state{EditionStore(tx).Mark(), day};
        // Whoever comes while it is made waits for it rather than making another.
        const std::lock_guard guard(lock_);
        for (const auto& [known, made] : made_)
            if (known == state) return made;
        auto made = std::make_shared<const Made>(make_(tx, day));
        made_.emplace_front(state, made);
        if (made_.size() > kMost) made_.pop_back();
        return made;
    }

    // The same without asking the database more than once a second: a change is seen that much later. While the database is
    // away, what was in force.
    std::shared_ptr<const Made> Of(storage::Database& database, Date day) {
        auto last = LastLook(database.number(), day);
        if (last.fresh) return last.made;
        try {
            auto made = database.Read([&](storage::Transaction& tx) { return Of(tx, day); });
            Remember(database.number(), day, made);
            return made;
        } catch (const storage::StorageUnavailable&) {
            if (last.made) return last.made;
            throw;
        }
    }

  private:
    struct State {
        std::int64_t mark = 0;
        Date day;
        bool operator==(const State&) const = default;
    };
    struct Look {
        std::uint64_t database = 0;
        Date day;
        std::chrono::steady_clock::time_point when;
        std::shared_ptr<const Made> made;
    };
    struct Last {
        bool fresh = false;
        std::shared_ptr<const Made> made;
    };
    static constexpr std::size_t kMost = 4;  // one database a process; tests have several
    static constexpr std::chrono::seconds kFresh{1};

    // Of those who find it old one looks again; the others are given the old one meanwhile.
    Last LastLook(std::uint64_t database, Date day) {
        const std::lock_guard guard(lock_);
        for (auto& look : looks_) {
            if (look.database != database || look.day != day) continue;
            const auto now = std::chrono::steady_clock::now();
            if (now - look.when < kFresh) return {true, look.made};
            look.when = now;
            return {false, look.made};
        }
        return {};
    }
    void Remember(std::uint64_t database, Date day, std::shared_ptr<const Made> made) {
        const std::lock_guard guard(lock_);
        std::erase_if(looks_, [&](const Look& look) { return look.database == database && look.day == day; });
        looks_.push_front({database, day, std::chrono::steady_clock::now(), std::move(made)});
        if (looks_.size() > kMost) looks_.pop_back();
    }

    Make make_;
    std::mutex lock_;
    std::list<std::pair<State, std::shared_ptr<const Made>>> made_;
    std::list<Look> looks_;
};

}  // namespace dongson::definitions
