// Who holds which post, in the ledger: an appointment that was put in or changed behind the program's back is found.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "platform/identity/record.h"

namespace dongson::identity {

inline constexpr std::string_view kPostsTable = "appointment";

// Each post of one account, or of everybody, with a digest of its row.
std::vector<std::pair<std::string, std::string>> DigestsOfPosts(storage::Transaction& tx, AccountId of = {});

// The last thing of an act that wrote posts: of these, or of everybody.
void BindPosts(const Platform& platform, storage::Transaction& tx, const std::vector<AccountId>& accounts);
void BindPosts(const Platform& platform, storage::Transaction& tx);

}  // namespace dongson::identity
