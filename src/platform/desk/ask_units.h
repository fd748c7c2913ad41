// Whom the unit that has a case asks for its opinion: departments and communes, several at once, and how many days they have.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/language.h"
#include "core/refusal.h"
#include "core/time.h"
#include "platform/calendar/working_calendar.h"
#include "platform/organisation/directory.h"
#include "web/components.h"
#include "web/form.h"

namespace dongson::desk {

struct UnitsToAsk {
    std::vector<web::Choice> departments, communes;
};
// Those there are on the day, by name, but for the unit that asks.
UnitsToAsk UnitsToAskOn(const organisation::Units& units, Date day, UnitId asker);

// Working days that the form offers for an answer: 3, or fewer where these end on the day on which the case is due or after it;
// at least 1.
int DaysToAnswer(const calendar::WorkingCalendar& calendar, Date today, Instant due);

// What was chosen when the form was refused.
struct AskedBefore {
    std::vector<std::string> departments = {}, communes = {};
    std::string days = "3";
    bool hours = false;  // they are hours by the clock
};
AskedBefore AskedIn(const web::Form& form);

struct TermAsked {
    Sentence hint = {};  // what to know beside the field
    bool hours = false;  // a term by the clock may be chosen
};
// Communes fold by the letter that their names begin with; a letter of which one was chosen stands open.
web::Html AskUnitsFields(const UnitsToAsk& offered, const AskedBefore& before, const Refusals* faults,
                         const TermAsked& term = {});
// Hours by the clock, where that was chosen, whatever their number.
std::optional<int> AskedHours(const web::Form& form);
// One of several that wait for an answer.
struct OpenQuestion {
    std::int64_t id = 0;
    std::string unit, question;
};
// Where several are waited for: which one is answered (`answers`), or not waited for any more.
web::Html WhichQuestion(const std::vector<OpenQuestion>& open, bool answers, const Refusals* faults, std::string_view typed);
// Each once, departments first.
std::vector<UnitId> AskedUnits(const web::Form& form);

}  // namespace dongson::desk
