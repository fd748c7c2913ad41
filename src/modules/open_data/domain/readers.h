// What readers of the data do: they ask for data, say what is wrong, follow changes, and take tables away.
#pragma once

#include <optional>
#include <string>

#include "modules/open_data/domain/dataset.h"

namespace dongson::open_data {

using RemarkId = Id<struct RemarkTag>;
using SubscriptionId = Id<struct SubscriptionTag>;

// A request for data, or a word about a dataset. It is public once it is answered.
struct Remark {
    RemarkId id;
    DatasetId dataset;  // none: a request for data that is not there
    UnitId unit;        // who is to answer
    std::string text;
    std::string name, email;  // shown to the unit alone
    Instant made;
    std::string answer, answered_by;
    std::optional<Instant> answered;
    bool hidden = false;  // answered to its sender alone: it named somebody, or was no remark
};
// Every fault with its field. A remark of a few words says nothing, one of pages is read by nobody.
Refusals CheckRemark(const Remark& remark);

struct Subscription {
    SubscriptionId id;
    DatasetId dataset;
    std::string email;
    bool confirmed = false;
    Instant made;
};

// Programs that read everything: what they take away is nobody's interest in it.
bool IsRobot(std::string_view user_agent);

}  // namespace dongson::open_data
