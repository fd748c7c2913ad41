// What would leave an office without who signs for it, or the province without an administrator, is asked for by one
// administrator and done by another. In an emergency one closes somebody's sessions alone, and the server's console asks nobody.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/identity/staff.h"

namespace dongson::identity {

using AskedEndId = Id<struct AskedEndTag>;

// The end of an account, or of a post.
struct AskedEnd {
    AskedEndId id;
    AccountId account;
    AppointmentId post;  // none: the whole account
    Date last;           // of the post
    std::string reason;
    Manager by;
    Instant at;
};
// Then nobody waits for it any more.
inline constexpr int kAskedEndDays = 7;

enum class Ended : unsigned char { done, asked };

// Whether the end of a post in this role wants two: whoever holds it signs in an office, or administrates.
bool WantsTwoPeople(const Role& role);

// Does it, or where somebody signs or administrates by what ends and another administrator could do it: asks for it.
Result<Ended> DisableOrAsk(const Platform& platform, const Manager& by, AccountId account, std::string_view reason);
Result<Ended> EndPostOrAsk(const Platform& platform, const Manager& by, AppointmentId post, Date last, std::string_view reason);

// By another than who asked, whom they did not let in within these days. What could not be done any more is refused as it is
// alone.
Result<void> ConfirmEnd(const Platform& platform, const Manager& by, AccountId account, AskedEndId asked);
// By anybody who administrates, who asked among them; not by whom it is about.
Result<void> DropEnd(const Platform& platform, const Manager& by, AccountId account, AskedEndId asked);

// What waits, the oldest first; of everybody, or of one.
std::vector<AskedEnd> AskedEnds(storage::Transaction& tx, Instant now, AccountId account = {});

}  // namespace dongson::identity
