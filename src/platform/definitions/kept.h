// What a module makes of editions, kept in memory until one of them changes.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <utility>

#include "platform/definitions/storage/edition_store.h"
#include "storage/database.h"
#include "storage/last_look.h"

namespace dongson::definitions {

// One of these stands for one kind of definition for as long as the program runs.
template <class Made>
class Kept {
  public:
    using Make = std::function<Made(storage::Transaction& tx, Date day)>;
    explicit Kept(Make make) : make_(std::move(make)) {}

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
        return last_.Of({database.number(), day},
                        [&] { return database.Read([&](storage::Transaction& tx) { return Of(tx, day); }); });
    }

  private:
    struct State {
        std::int64_t mark = 0;
        Date day;
        bool operator==(const State&) const = default;
    };
    static constexpr std::size_t kMost = 4;  // one database a process; tests have several

    Make make_;
    std::mutex lock_;
    std::list<std::pair<State, std::shared_ptr<const Made>>> made_;
    storage::LastLook<std::pair<std::uint64_t, Date>, Made> last_;
};

}  // namespace dongson::definitions
