#include "platform/identity/storage/role_store.h"

#include <utility>

#include "core/bytes.h"
#include "core/text.h"
#include "platform/identity/storage/role_sql.h"

namespace dongson::identity {

namespace {

RoleEdition ReadEdition(storage::Row& row) {
    RoleEdition edition;
    edition.role.key = row.Next<std::string>();
    edition.version = row.Next<std::int64_t>();
    edition.role.name = {row.Next<std::string>(), row.Next<std::string>()};
    const auto capabilities = row.Next<std::string>();
    for (const auto key : Split(std::string_view(capabilities), ' '))
        if (!key.empty()) edition.role.capabilities.emplace_back(key);
    edition.as_shipped = row.Next<bool>();
    edition.author = row.Next<AccountId>();
    edition.author_name = row.Next<std::string>();
    edition.reason = row.Next<std::string>();
    edition.made = row.Next<Instant>();
    edition.entry = row.Next<std::int64_t>();
    return edition;
}

}  // namespace

std::int64_t RoleStore::Mark() {
    return tx_.SelectOne(kRoleMark, {}, [](storage::Row& row) { return row.Next<std::int64_t>(); }).value_or(0);
}

void RoleStore::MarkAnew() {
    tx_.Run(kMarkRoles, {{"mark", FreshId()}});
}

void RoleStore::Add(const RoleEdition& edition) {
    tx_.Run(kAddRoleEdition, {{"role", edition.role.key},
                              {"version", edition.version},
                              {"name_vi", edition.role.name.vi},
                              {"name_en", edition.role.name.en},
                              {"capabilities", Join(edition.role.capabilities, " ")},
                              {"as_shipped", edition.as_shipped},
                              {"author_id", edition.author},
                              {"author", edition.author_name},
                              {"reason", edition.reason},
                              {"now", edition.made},
                              {"entry", edition.entry}});
}

std::vector<RoleEdition> RoleStore::Editions(std::string_view role) {
    return tx_.Select(kRoleEditions, {{"role", role}}, ReadEdition);
}

std::vector<RoleEdition> RoleStore::Newest() {
    return tx_.Select(kNewestRoleEditions, {}, ReadEdition);
}

std::vector<RoleEdition> RoleStore::Every() {
    return tx_.Select(kEveryRoleEdition, {}, ReadEdition);
}

std::vector<RecordLine> LinesOf(const RoleEdition& edition) {
    return {{"vai-tro", edition.role.key, "role_edition.role"},
            {"phien-ban", std::to_string(edition.version), "role_edition.version"},
            {"thoi-diem", edition.made.Rfc3339(), "role_edition.made_at"},
            {"nguoi", ToText(edition.author), "role_edition.author_id"},
            {"nhu-ban-phat-hanh", edition.as_shipped ? "1" : "0", "role_edition.as_shipped"},
            {"quyen", Join(edition.role.capabilities, " "), "role_edition.capabilities"},
            {"ten-va-ly-do-sha256",
             Hex(BytesOf(Digest(edition.role.name.vi + "\n" + edition.role.name.en + "\n" + edition.author_name + "\n" +
                                edition.reason))),
             "role_edition.name_vi, name_en, author, reason"}};
}

void FollowRoles(storage::Transaction& tx) {
    RoleStore roles(tx);
    const auto mark = roles.Mark();
    const auto book = RolesNow();
    if (mark == book->mark()) return;
    std::vector<RoleDefinition> own;
    for (auto& edition : roles.Newest())
        if (!edition.as_shipped) own.push_back(std::move(edition.role));
    UseRoles(book->With(std::move(own), mark));
}

}  // namespace dongson::identity
