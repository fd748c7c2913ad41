#include "platform/identity/storage/role_store.h"

#include <utility>

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
    edition.author_name = row.Next<std::string>();
    edition.reason = row.Next<std::string>();
    edition.made = row.Next<Instant>();
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
                              {"now", edition.made}});
}

std::vector<RoleEdition> RoleStore::Editions(std::string_view role) {
    return tx_.Select(kRoleEditions, {{"role", role}}, ReadEdition);
}

std::vector<RoleEdition> RoleStore::Newest() {
    return tx_.Select(kNewestRoleEditions, {}, ReadEdition);
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
