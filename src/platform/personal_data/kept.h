// What is kept of people: what it is, why and for how long, how a person gets their own copy of it, and what is forgotten when
// its time is over. Whoever keeps something declares it here; the page for everybody, the copy and the daily job read this list.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/language.h"
#include "core/time.h"
#include "platform/identity/account.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::personal_data {

struct Copying {
    const Platform& platform;
    storage::Transaction& tx;
    const identity::Account& whose;
};

struct Forgetting {
    const Platform& platform;
    storage::Transaction& tx;
    Instant before;
};

struct Kept {
    std::string_view key;        // "one_stop.drafts": its member in a person's copy
    std::string_view what, why;  // sentences
    std::string_view how_long;   // a sentence; {1} stands for the days of the setting below
    std::string_view days = {};  // the setting that says after how many days it is forgotten; empty: the sentence says it all
    // What is kept of one account; none: it says more of others than of them, or nobody can be found by it.
    boost::json::value (*copy)(const Copying&) = nullptr;
    // Deletes what nobody touched since that moment; how much it was. The papers that nobody names any more go with the files'
    // daily look.
    std::int64_t (*forget)(const Forgetting&) = nullptr;
};

// Set once, as the house opens.
void UseKept(std::vector<Kept> kept);
const std::vector<Kept>& KeptOfPeople();

// As it is set; none where its time is no setting.
std::optional<int> DaysOf(const Kept& kept, const Settings& settings);
Sentence HowLong(const Kept& kept, const Settings& settings);

// Everything that is kept of one account, as they may take it with them: a member a kind.
boost::json::object CopyOf(const Platform& platform, const identity::Account& whose);

// Everything whose time is over. Each kind in a transaction of its own: one that fails keeps none of the others.
struct Forgotten {
    std::string_view key;
    std::int64_t rows = 0;
};
std::vector<Forgotten> Forget(const Platform& platform);

// Once a day, by whichever program does jobs.
void ForgetDaily(const Platform& platform);

// What the platform itself keeps.
std::vector<Kept> KeptByThePlatform();

}  // namespace dongson::personal_data
