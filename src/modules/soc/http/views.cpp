#include "modules/soc/http/views.h"

#include "platform/identity/storage/account_store.h"
#include "platform/organisation/directory.h"

namespace dongson::soc {

void Name(storage::Transaction& tx, std::initializer_list<AccountId> accounts, AccountNames& names) {
    identity::AccountStore store(tx);
    for (const AccountId id : accounts)
        if (const auto account = id && !names.contains(id) ? store.Get(id) : std::nullopt) names[id] = account->name;
}

std::vector<web::Choice> UnitChoices(const Platform& platform, const Sentence& none) {
    std::vector<web::Choice> choices{{"0", none.Now(), ""}};
    const auto units = platform.units.Now();
    for (const auto level : {organisation::Level::province, organisation::Level::commune})
        for (const auto* unit : units->Existing(level, platform.clock.Now().LocalDate()))
            choices.push_back({ToText(unit->id), unit->name, ""});
    return choices;
}

}  // namespace dongson::soc
