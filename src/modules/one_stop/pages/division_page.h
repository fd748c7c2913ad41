// Who of a unit works on what, and giving much of it to somebody at once.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/identity/storage/account_store.h"
#include "web/html.h"

namespace dongson::one_stop {

// More is never shown or divided at once.
inline constexpr int kDividedAtOnce = 200;

struct DivisionView {
    UnitId of;  // whose it is; none: the first of those the officer leads
    std::string unit;
    bool leads = true;            // whoever only administrates reads no applicant's name
    std::string whose;            // as the address has it: an account, "chua-giao", or empty for everything
    std::vector<WorkLine> lines;  // of those
    struct Holder {
        std::string account, name;
        std::int64_t work = 0;
    };
    std::vector<Holder> people;  // everybody who has some of it, the most first
    std::int64_t all = 0, unassigned = 0;
    bool cut = false;
    std::vector<identity::AccountStore::Colleague> colleagues;
    Instant now;
    int done = -1;                                             // how many were given, after it was tried
    std::vector<std::pair<std::string, std::string>> refused;  // code, and why it was not
    Refusals faults;
};
web::Html DivisionPage(const DivisionView& view);

}  // namespace dongson::one_stop
