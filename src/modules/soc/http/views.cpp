#include "modules/soc/http/views.h"

#include <algorithm>
#include <map>

#include "core/collation.h"
#include "modules/soc/storage/alert_store.h"
#include "platform/identity/storage/account_store.h"
#include "platform/organisation/directory.h"

namespace dongson::soc {

std::vector<PlaceLine> Places(Centre& centre) {
    std::map<UnitId, PlaceLine> places;
    for (const SourceLine& line : SourceLines(centre)) {
        if (!line.source.enabled) continue;
        PlaceLine& place = places[line.source.unit];
        ++place.sources;
        place.silent += line.silent ? 1 : 0;
    }
    for (const auto& [unit, alerts] :
         centre.platform().storage.Read([](storage::Transaction& tx) { return AlertStore(tx).OpenByUnit(); }))
        places[unit].alerts = alerts;
    std::vector<PlaceLine> lines;
    const auto units = centre.platform().units.Now();
    for (auto& [id, place] : places) {
        place.unit = units->NameOf(id);
        const auto* unit = units->Find(id);
        if (unit != nullptr && unit->level == organisation::Level::commune) place.commune = unit->gso_code;
        lines.push_back(std::move(place));
    }
    std::ranges::stable_sort(lines, std::ranges::greater(), &PlaceLine::alerts);
    return lines;
}

void Name(storage::Transaction& tx, std::initializer_list<AccountId> accounts, AccountNames& names) {
    identity::AccountStore store(tx);
    for (const AccountId id : accounts)
        if (const auto account = id && !names.contains(id) ? store.Get(id) : std::nullopt) names[id] = account->name;
}

std::vector<web::Choice> UnitChoices(const Platform& platform, const Sentence& none) {
    std::vector<web::Choice> choices{{"0", none.Now(), ""}};
    const auto units = platform.units.Now();
    for (const auto level : {organisation::Level::province, organisation::Level::commune}) {
        auto existing = units->Existing(level, platform.clock.Now().LocalDate());
        SortByName(existing, [](const auto* unit) { return unit->name; });
        for (const auto* unit : existing) choices.push_back({ToText(unit->id), unit->name, ""});
    }
    return choices;
}

}  // namespace dongson::soc
