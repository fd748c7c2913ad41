// Readers ask, follow and take away; agencies answer in public.
#pragma once

#include "modules/open_data/domain/readers.h"
#include "platform/identity/account.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::open_data {

// Puts the remark into the inbox of the unit that answers: the dataset's own, else the one that keeps the portal.
std::expected<Remark, Refusals> SendRemark(const Platform& platform, Remark remark);
// Answered in public, or to the sender alone when it is to stay hidden. A sender who left an address is told.
enum class Shown : unsigned char { in_public, to_sender };
Result<Remark> AnswerRemark(const Platform& platform, const identity::Officer& officer, RemarkId id, std::string_view answer,
                            Shown shown);

// Sends a link to the address; nothing more comes there until it is followed.
Result<bool> BeginSubscription(const Platform& platform, const Dataset& dataset, std::string_view email);
// What a link in an e-mail stands for; nothing when it is none any more.
std::optional<Subscription> SubscriptionOf(const Platform& platform, std::string_view token);
void ConfirmSubscription(const Platform& platform, SubscriptionId id);
void EndSubscription(const Platform& platform, SubscriptionId id);
// Tells those who follow the dataset, in the transaction that publishes.
void TellSubscribers(const Platform& platform, storage::Transaction& tx, const Dataset& dataset, const Resource& resource,
                     const Version& version);

// Counts a reader of a resource, once a day; programs that read everything count for nothing.
struct Reader {
    std::string address, user_agent;
};
void CountDownload(const Platform& platform, ResourceId resource, const Reader& reader);

}  // namespace dongson::open_data
