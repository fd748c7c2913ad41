// What an officer gives others for a time, and what others give them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/identity/delegation.h"
#include "platform/identity/storage/account_store.h"
#include "platform/organisation/directory.h"
#include "web/html.h"

namespace dongson::administration {

// As somebody types it.
struct DelegationForm {
    std::string post, to, login, signs, basis, from, until;
    std::vector<std::string> capabilities;
};

struct DelegationLine {
    identity::Delegation delegation;
    bool may_take_back = false;
};

struct DelegationsView {
    AccountId giver;  // of whose posts
    std::string giver_name;
    bool own = true;                                                   // they look at their own page
    std::vector<identity::Appointment> posts;                          // of which something may be given, today or later
    std::vector<std::string> may_be_given;                             // of all of them together
    std::vector<identity::AccountStore::Colleague> receivers, others;  // others: whose delegations this officer may write down
    std::vector<DelegationLine> to_me, from_me, of_unit;               // of_unit: of the others who work there
    DelegationForm form;
    Refusals faults;
    Date today;
    std::optional<identity::Delegation> given;  // just now
    bool taken_back = false;
};
web::Html DelegationsPage(const DelegationsView& view, const organisation::Units& units);

}  // namespace dongson::administration
