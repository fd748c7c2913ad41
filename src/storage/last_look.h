// What was made of a database a moment ago, for pages that need not ask it each time.
#pragma once

#include <chrono>
#include <list>
#include <memory>
#include <mutex>
#include <utility>

#include "storage/database.h"

namespace dongson::storage {

template <class Key, class Made>
class LastLook {
  public:
    // What `look` finds, asked once a second at most: a change is seen that much later. Of those who find it old one looks again,
    // and the others are given the old one meanwhile. While the database is away, what was found last.
    template <class Look>
    std::shared_ptr<const Made> Of(const Key& key, Look look) {
        const auto last = Find(key);
        if (last.fresh) return last.made;
        try {
            auto made = look();
            Keep(key, made);
            return made;
        } catch (const StorageUnavailable&) {
            if (last.made) return last.made;
            throw;
        }
    }

  private:
    struct Looked {
        Key key;
        std::chrono::steady_clock::time_point when;
        std::shared_ptr<const Made> made;
    };
    struct Last {
        bool fresh = false;
        std::shared_ptr<const Made> made;
    };
    static constexpr std::size_t kMost = 4;  // one database a process; tests have several
    static constexpr std::chrono::seconds kFresh{1};

    Last Find(const Key& key) {
        const std::lock_guard guard(mutex_);
        for (auto& looked : looked_) {
            if (looked.key != key) continue;
            const auto now = std::chrono::steady_clock::now();
            if (now - looked.when < kFresh) return {true, looked.made};
            looked.when = now;
            return {false, looked.made};
        }
        return {};
    }
    void Keep(const Key& key, std::shared_ptr<const Made> made) {
        const std::lock_guard guard(mutex_);
        std::erase_if(looked_, [&](const Looked& looked) { return looked.key == key; });
        looked_.push_front({key, std::chrono::steady_clock::now(), std::move(made)});
        if (looked_.size() > kMost) looked_.pop_back();
    }

    std::mutex mutex_;
    std::list<Looked> looked_;
};

}  // namespace dongson::storage
