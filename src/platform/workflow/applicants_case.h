// A case as whoever it is for may name it elsewhere: a complaint about it is tied to it by the one who owns it, and by nobody
// else.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/platform.h"
#include "platform/workflow/link.h"

namespace dongson::workflow {

struct ApplicantsCase {
    Subject subject;
    std::string title;
    UnitId unit;  // whose decision it is
};

// None: there is no such case, or it is not theirs.
using FindTheirs = std::optional<ApplicantsCase> (*)(const Platform&, storage::Transaction&, std::string_view code, AccountId);

// Said by the module that has such cases, wherever the house is open.
void UseApplicantsCases(std::string_view kind, FindTheirs find);
std::optional<ApplicantsCase> FindApplicantsCase(const Platform& platform, storage::Transaction& tx, std::string_view code,
                                                 AccountId account);

}  // namespace dongson::workflow
