// What several handlers show.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <vector>

#include "modules/soc/centre/centre.h"
#include "modules/soc/pages/console_page.h"
#include "modules/soc/pages/map_page.h"
#include "web/components.h"

namespace dongson::soc {

std::vector<SourceLine> SourceLines(Centre& centre);

// Units with sources or open alerts; those with most alerts first.
std::vector<PlaceLine> Places(Centre& centre);

// Whom accounts belong to; those that are none, or gone, are left out.
using AccountNames = std::map<AccountId, std::string>;
void Name(storage::Transaction& tx, std::initializer_list<AccountId> accounts, AccountNames& names);

// The units of the province that exist, behind a choice of none.
std::vector<web::Choice> UnitChoices(const Platform& platform, const Sentence& none);

}  // namespace dongson::soc
