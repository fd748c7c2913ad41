// Whom the unit that has a case asks for its opinion: departments and communes, several at once, and how many days they have.
#pragma once

#include <string>
#include <vector>

#include "core/refusal.h"
#include "core/time.h"
#include "platform/organisation/directory.h"
#include "web/components.h"
#include "web/form.h"

namespace dongson::desk {

struct UnitsToAsk {
    std::vector<web::Choice> departments, communes;
};
// Those there are on the day, by name, but for the unit that asks.
UnitsToAsk UnitsToAskOn(const organisation::Units& units, Date day, UnitId asker);

// What was chosen when the form was refused.
struct AskedBefore {
    std::vector<std::string> departments = {}, communes = {};
    std::string days = "3";
};
AskedBefore AskedIn(const web::Form& form);
// Communes fold by the letter that their names begin with; a letter of which one was chosen stands open.
web::Html AskUnitsFields(const UnitsToAsk& offered, const AskedBefore& before, const Refusals* faults);
// Each once, departments first.
std::vector<UnitId> AskedUnits(const web::Form& form);

}  // namespace dongson::desk
