#include "platform/identity/post_record.h"

#include "core/row_digest.h"
#include "platform/identity/storage/staff_sql.h"

namespace dongson::identity {

using storage::Row;
using storage::Transaction;

namespace {

std::pair<std::string, std::string> ReadDigest(Row& row) {
    const auto id = std::to_string(row.Next<std::int64_t>());
    const auto account = std::to_string(row.Next<std::int64_t>()), unit = std::to_string(row.Next<std::int64_t>());
    const auto role = row.Next<std::string>(), position = row.Next<std::string>();
    const auto from = row.Next<std::string>(), to = row.Next<std::string>();
    return {id, DigestOfValues({account, unit, role, position, from, to})};
}

}  // namespace

std::vector<std::pair<std::string, std::string>> DigestsOfPosts(Transaction& tx, AccountId of) {
    return of ? tx.Select(kPostRowsOf, {{"account", of}}, ReadDigest) : tx.Select(kPostRows, {}, ReadDigest);
}

namespace {

// As the ledger writes rows that an act wrote (platform/ledger/bound_rows.h).
void EnterPosts(const Platform& platform, Transaction& tx, std::vector<std::pair<std::string, std::string>> posts) {
    std::vector<RecordLine> lines{{"hang", std::string(kPostsTable), {}}};
    for (auto& [id, digest] : posts) lines.push_back({std::move(id), std::move(digest), {}});
    if (lines.size() > 1) Enter(platform, tx, lines);
}

}  // namespace

void BindPosts(const Platform& platform, Transaction& tx, const std::vector<AccountId>& accounts) {
    std::vector<std::pair<std::string, std::string>> posts;
    for (const auto account : accounts)
        for (auto& post : DigestsOfPosts(tx, account)) posts.push_back(std::move(post));
    EnterPosts(platform, tx, std::move(posts));
}

void BindPosts(const Platform& platform, Transaction& tx) {
    EnterPosts(platform, tx, DigestsOfPosts(tx));
}

}  // namespace dongson::identity
