// Events that are held beyond their time.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/soc/domain/hold.h"
#include "web/components.h"

namespace dongson::soc {

struct HoldListView {
    std::vector<Hold> holds;
    std::map<AccountId, std::string> names;
    std::string from, until, reason, case_code;  // as typed
    std::string lift_reason;
    Refusals faults;
};
web::Html HoldListPage(const HoldListView& view);

}  // namespace dongson::soc
