// Process definitions: a handful of archetypes that a thousand procedures share, each procedure bringing only parameters.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/language.h"
#include "core/time.h"
#include "core/yaml.h"

namespace dongson::workflow {

// Who holds a case while it is in a state: a word of its kind, or one of these, which every kind has.
namespace seats {
inline constexpr std::string_view kApplicant = "applicant";  // whoever the case is for, outside
inline constexpr std::string_view kNobody = "nobody";        // the case is over
}  // namespace seats

enum class ClockEffect : unsigned char { none, start, pause, resume, restart, stop };

// What processes of a kind of cases may name.
struct Vocabulary {
    std::string kind;                // "one_stop.dossier"
    std::vector<std::string> seats;  // beside the two that every kind has
    std::vector<std::string> roles;  // who of a unit does a step: "clerk"
    std::vector<std::string> guards, effects;
};

struct Words {
    std::string vi, en;
    const std::string& Now() const;
};

struct State {
    std::string key;
    Words words;     // what an officer sees: "Chờ thẩm định"
    Words citizen;   // what the citizen sees
    int status = 0;  // national code 1–10
    std::string seat{seats::kNobody};
    std::string heir;  // of a seat that there is no more: which one does this work since it ended
    std::string role;  // one of the kind's; empty for the applicant
    int share = 0;     // percent of the whole time this step may take
    bool initial = false, final = false;
    int line = 0;
    std::string path = {};  // where the text has it: "states.examining"

    bool IsApplicants() const { return seat == seats::kApplicant; }
    bool IsNobodys() const { return seat == seats::kNobody; }
    bool IsOfficers() const { return !IsApplicants() && !IsNobodys(); }
};

struct Event {
    std::string key;
    Words label;    // a verb: "Tiếp nhận"
    Words citizen;  // what the applicant is told of it: "Đã tiếp nhận"
    std::vector<std::string> from;
    std::string to;    // a state; "back" returns to the state before the pause; "same" stays
    std::string role;  // empty: the role of the state it starts from; "applicant": the citizen
    std::vector<std::string> effects;
    std::vector<std::string> guards;
    ClockEffect clock = ClockEffect::none;
    bool reason = false;                   // must be given
    bool applicant_reads = false;          // what is said with it; of the others that is between officers
    int limit = 0;                         // how often in one case; 0: without limit
    std::string form;                      // the official form it prints: "02"
    bool primary = false;                  // the expected next step
    bool reopens = false;                  // starts from where the case was over, which it is no longer
    int wait_days = 0;                     // the days an applicant who was asked for something has, before this may end the case
    int reach_days = 0;                    // the working days a new appointment may reach without an agreement in writing
    std::vector<std::string> agreed_only;  // codes of procedures whose new appointment always needs one
    int line = 0;
    std::string path = {};  // "events.3"

    bool Has(std::string_view effect) const;
};

struct Process {
    std::string key;
    std::string source;
    std::string kind;  // of the cases that go through it
    Words name;
    std::optional<Date> from, until;      // the era it applies in, both inclusive
    std::vector<std::string> procedures;  // codes of those whose cases go through it, whatever the catalogue says
    std::map<std::string, State> states;
    std::map<std::string, std::string, std::less<>> former;  // states that are no more, and the one that took over from each
    std::vector<Event> events;

    // A state as it is called today: cases that stood in a former one stand in its heir.
    std::string_view Today(std::string_view state) const;
    const State* Find(std::string_view state) const;
    // The state; or one that says so, of a case that stands in a state which the definition no longer has.
    const State& At(std::string_view state) const;
    const Event* FindEvent(std::string_view event) const;
    const State& Initial() const;
    bool AppliesOn(Date day) const { return (!from || *from <= day) && (!until || day <= *until); }
    std::vector<const Event*> EventsFrom(std::string_view state) const;
};

// What happens to cases beside their processes. A definition that calls something by one of these names is refused.
namespace names {
inline constexpr std::string_view kSubmit = "submit", kAssign = "assign", kFollowUnits = "follow_units", kClaim = "claim",
                                  kRelease = "release", kNote = "note", kTakeBack = "take_back", kMessage = "message",
                                  kReply = "reply", kRecountDue = "recount_due", kLink = "link", kUnlink = "unlink",
                                  kChangeProcess = "change_process";
inline constexpr std::string_view kOwn[] = {kSubmit,  kAssign, kFollowUnits, kClaim, kRelease, kNote,         kTakeBack,
                                            kMessage, kReply,  kRecountDue,  kLink,  kUnlink,  kChangeProcess};
}  // namespace names

// `parts` are the shared groups of events and states that archetypes include, by name. What the words do not know is refused.
using Parts = std::map<std::string, std::string>;
Process ParseProcess(const std::string& source, std::string_view yaml, const Parts& parts, const Vocabulary& words,
                     DefinitionErrors& errors);

// What strands a case, or leaves a promise open. Each fault has a name: PROCESS_UNREACHABLE_STATE …
struct LintFault {
    std::string name;
    Sentence what;
    int line = 0;
    std::string path = {};  // the value it is about: "events.3.to"
    bool operator==(const LintFault&) const = default;
};
// Whether the steps of this process fit into a procedure's whole time: each step's share is at least five minutes.
std::optional<LintFault> LintDuration(const Process& process, std::int64_t whole_minutes);

}  // namespace dongson::workflow
