// One letter a morning in the place of many, for who wants it so: what they were told since the last one and have not read, and
// what waits for them.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/language.h"
#include "core/time.h"
#include "platform/notices/notices.h"
#include "storage/database.h"

namespace dongson::notices {

enum class MailWish : unsigned char { at_once = 0, daily = 1, none = 2 };
inline constexpr MailWish kMailWishes[] = {MailWish::at_once, MailWish::daily, MailWish::none};
std::string_view MailWishSlug(MailWish wish);  // as a form writes it: "moi-sang"
std::string_view MailWishWord(MailWish wish);  // as programs read it: "daily"
std::string_view MailWishName(MailWish wish);
std::optional<MailWish> ParseMailWish(std::string_view slug_or_word);

MailWish WishOf(storage::Transaction& tx, AccountId account);
// From now on: what was told before is not told again.
void Wish(storage::Transaction& tx, AccountId account, MailWish wish, Instant now);

// Where a letter goes; none: an account that has no address, or is over.
using AddressOf = std::function<std::optional<std::string>(storage::Transaction& tx, AccountId account)>;
// What waits for somebody and what is due, in numbers alone; nothing: nothing waits.
using WorkOf = std::function<std::vector<Sentence>(storage::Transaction& tx, AccountId account, Instant now)>;

inline constexpr std::string_view kDigestJob = "mail_digest";
inline constexpr int kDigestMinute = 7 * 60;  // local

// The text of it: at most so many of what was told, and how many more.
inline constexpr std::size_t kMostTold = 20;
std::string DigestBody(const Sender& sender, const std::vector<Sentence>& work, const std::vector<Notice>& told,
                       std::size_t more);

// Sends this morning's to everybody who has not had theirs, each in a transaction of its own: who had it before the program was
// killed gets no second, who had not gets theirs when the job is tried again. How many.
int SendDigests(storage::Database& database, jobs::Jobs& jobs, const Sender& sender, const AddressOf& address, const WorkOf& work,
                Instant now);

// Each morning from seven on, as a job.
void SendDigestsDaily(storage::Database& database, jobs::Jobs& jobs, const Clock& clock, Sender sender, AddressOf address,
                      WorkOf work);

}  // namespace dongson::notices
