// The rota of the centre.
#pragma once

#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/soc/domain/duty.h"
#include "platform/identity/account.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::soc {

struct Analyst {
    AccountId id;
    std::string name, position;
};
// Those who may be on duty, by name.
std::vector<Analyst> Analysts(storage::Transaction& tx, Date day);

// The same person in the same shift and place on every `every`th day of a stretch.
struct DutyEntry {
    AccountId account;  // none: nobody any more
    std::string shift;
    DutyPlace place = DutyPlace::first;
    Date from, until;
    int every = 1;
};
// The refusal names the field.
Result<void> EnterDuty(const Platform& platform, const identity::Officer& officer, const DutyEntry& entry);

}  // namespace dongson::soc
