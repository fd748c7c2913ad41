// A case: what somebody is owed, moved through a process by people until it ends. Every kind of case has this much in common; a
// module adds what is its own (struct Dossier : workflow::Case). Pure: no database, no clock of its own.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "platform/calendar/case_clock.h"
#include "platform/calendar/deadline.h"
#include "platform/definitions/edition.h"
#include "platform/identity/account.h"
#include "platform/workflow/process.h"

namespace dongson::workflow {

struct Case {
    CaseId id;
    std::string code;  // as people call it: H56.14-261123-0001
    std::int64_t version = 1;
    std::string process, state, state_before;
    definitions::EditionId process_edition;  // which one it goes by; none: as it shipped when editions began
    const Process* goes_by = nullptr;        // that edition, of one that was read; none: as it comes with the program
    UnitId holder;
    std::string holder_role;  // who of the unit does the next step: one of kSeatRoles
    AccountId assignee;
    std::optional<calendar::Duration> allowed;  // absent: no due date
    calendar::CaseClock clock;
    Instant due = kNever, step_due = kNever;
    std::optional<Instant> closed;
};

// What the law wants done about a case beside its process, by when, and when it was.
struct Obligation {
    std::string key;        // of one case no two are called the same
    std::string name, law;  // "Thông báo ban đầu"
    Words unmet;            // "Chưa báo"
    Instant due;            // to the minute, whatever the working hours
    std::optional<Instant> met;
};

// A file that lies with a case.
struct CasePaper {
    FileId file;
    int component = 0;  // which of the papers that are asked for; −1: another
    int round = 0;      // 0 with the application, 1 the first supplement …
    std::string name, type, digest;
    std::int64_t size = 0;
    Instant added;
};

// What happened once: a line of the timeline.
struct Happening {
    std::int64_t id = 0;
    Instant at;
    std::string event;
    Words label;
    std::string from, to;
    AccountId actor;
    std::string actor_name;
    UnitId actor_unit, to_unit;
    std::string reason;
    Instant due = kNever;  // the step's due time it was measured against
    std::string form;
    std::int64_t ledger = 0;
    std::string salt = {};  // of the digest by which the ledger holds the reason; empty: the ledger holds the reason itself
    // Done in somebody's stead: by which delegation, "Trần Văn B, KT. Chủ tịch", and its basis and days.
    DelegationId delegation = {};
    std::string on_behalf_of = {}, on_behalf_by = {};
    std::vector<CasePaper> files = {};  // what officers sent with it to one another
};

// Who did it, for people: "Nguyễn Văn A (thay Trần Văn B, KT. Chủ tịch)".
std::string WhoDid(const Happening& happening);

// What another unit is asked about a case. Several may be asked at once; the case goes on meanwhile.
struct Consultation {
    std::int64_t id = 0;
    UnitId unit;
    std::string question, answer, answered_by;
    Instant asked, due;
    std::optional<Instant> answered;             // or dropped
    std::int64_t asked_in = 0, answered_in = 0;  // the happenings, with what was sent along; 0: of before they were kept
    bool dropped = false;                        // nobody waited for the answer any more

    bool Late(Instant now) const { return answered.value_or(now) > due; }
};

// Who acts: the applicant, or an officer.
struct Actor {
    AccountId id;
    std::string name;
    UnitId unit;  // whose post they act by; none for the applicant
    const identity::Officer* officer = nullptr;
    const identity::Appointment* post = nullptr;  // by which they may; none: nobody has asked yet

    // By the first of the officer's posts, or by the one that lets them do something in a unit.
    static Actor Of(const identity::Officer& officer);
    static Actor Of(const identity::Officer& officer, UnitId unit, const identity::Capability& capability);
    static Actor Of(const identity::Account& citizen);
    // What the program does by itself, in a unit's name.
    static Actor House(UnitId unit = {});

    // Their name, and in whose stead they act beside it.
    std::string WithStead() const;
};

// What the rules need to know beside the case itself.
struct Circumstances {
    std::map<std::string, int> happened;  // event → how often so far
    std::vector<Consultation> open;       // those that are waited for, each at the unit that answers today
    std::int64_t consultation = 0;        // the one that is meant; 0: whichever is the actor's
    UnitId holder_today;                  // the holder, or who took over from it
    UnitId counter_today;                 // where the applicant brings what they bring by hand
    std::map<std::string, UnitId, std::less<>> places_today =
        {};  // of roles that act from their own seat, whoever holds the case
    Instant now;
    std::optional<Instant> supply_until = {};  // SuppliedUntil
};

// Until when the applicant may send what they were asked for; nothing where they were not, or no limit is set.
std::optional<Instant> SuppliedUntil(const Case& subject, const Process& process, const calendar::WorkingCalendar& calendar);

// Something that somebody does to a case now; it moves nothing by itself and is measured against no term.
Happening Happens(const Case& subject, std::string_view event, Words label, const Actor& actor, Instant now);

// What was typed, which case it is, what is due and by what: each is kept beside the others.
void AddReason(Happening& happening, const std::string& more);

// Whether somebody just said the same: a button pressed twice is one message.
bool SaidJustNow(const std::vector<Happening>& happenings, const Happening& again);

}  // namespace dongson::workflow
