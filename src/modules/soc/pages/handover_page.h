// What shifts hand over to one another.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/soc/storage/handover_store.h"
#include "web/html.h"

namespace dongson::soc {

struct HandoverView {
    std::vector<Handover> handovers;
    std::map<AccountId, std::string> names;
    AccountId reader;
    std::string suggestion;  // what stands open now, to begin with
    Refusals faults;
};
web::Html HandoverPage(const HandoverView& view);

}  // namespace dongson::soc
