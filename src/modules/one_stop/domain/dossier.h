// A dossier and the rules of its life. Pure: no database, no clock of its own.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/form.h"
#include "modules/one_stop/domain/procedure.h"
#include "platform/calendar/case_clock.h"
#include "platform/calendar/deadline.h"
#include "platform/identity/account.h"
#include "platform/workflow/process.h"

namespace dongson::one_stop {

struct Person {
    AccountId account;  // none for a walk-in who has proven nothing
    identity::AccountKind kind = identity::AccountKind::citizen;
    std::string name, number, address, phone, email;
};

enum class Delivery : unsigned char { counter = 0, post = 1, online = 2 };
inline constexpr Delivery kDeliveries[] = {Delivery::counter, Delivery::post, Delivery::online};
std::string_view DeliveryName(Delivery delivery);
std::string_view DeliverySlug(Delivery delivery);  // as a form writes it: "mot-cua"
std::optional<Delivery> ParseDelivery(std::string_view slug);
// The fields that ask for it, on every form; and what is wrong with what was chosen.
inline constexpr std::string_view kDeliveryField = "_nhan", kDeliveryAddressField = "_dia_chi_nhan";
Refusals CheckDelivery(std::optional<Delivery> chosen, std::string_view address);

inline constexpr std::int64_t kFeeUnknown = -1;

struct Dossier {
    DossierId id;
    std::string code;
    std::int64_t version = 1;
    ProcedureId procedure;
    std::string procedure_code, procedure_name, domain, process;
    std::string state, state_before;
    Person person;
    Channel channel = Channel::online;
    UnitId helper;  // whose counter entered it for the applicant; none when they applied by themselves
    UnitId intake, competent, department;
    UnitId holder;
    std::string holder_role;
    AccountId assignee;
    std::optional<calendar::Duration> allowed;  // absent: no due date
    calendar::CaseClock clock;
    Instant due = kNever, step_due = kNever;
    Instant submitted;
    std::optional<Instant> received, finished, closed;
    std::string summary;
    Answers answers;
    definitions::EditionId form;  // what they answer; none: as it shipped when editions began
    Delivery delivery = Delivery::counter;
    std::string delivery_address;
    std::int64_t fee = 0;  // VND; kFeeUnknown until a clerk has said it
    std::optional<Instant> fee_paid;
    std::int64_t register_number = 0;
    std::string result_number, result_text;
    FileId result_file;

    // An address typed for another way of fetching it is none of the way that was chosen.
    std::string PostedTo() const { return delivery == Delivery::post ? delivery_address : std::string(); }
    bool FeeDue() const { return fee > 0 && !fee_paid; }
    // No source says one sum: a clerk says it, with its basis.
    bool FeeUnknown() const { return fee < 0; }
    // Until the fee is said and paid the result leaves the house by no door.
    bool MayHandOver() const { return finished && !FeeDue() && !FeeUnknown(); }
    // On time when it was finished or ended, or would be if finished now.
    bool Late(Instant now) const { return due != kNever && finished.value_or(closed.value_or(now)) > due; }
};

// Why a result that is finished is not handed out yet.
Refusal ResultHeldBack(const Dossier& dossier);

struct PaperFile {
    FileId file;
    int component = 0;  // index into the procedure's papers; −1: other
    int round = 0;      // 0 with the application, 1 the first supplement …
    std::string name, type, digest;
    std::int64_t size = 0;
    Instant added;
};

// What happened once: a line of the timeline, and of the control slip.
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
    std::vector<PaperFile> files = {};  // what officers sent with it to one another
};

// Who did it, for people: "Nguyễn Văn A (thay Trần Văn B, KT. Chủ tịch)".
std::string WhoDid(const Happening& happening);

// Whether the applicant reads what was said with it: the process says so of each event. The rest officers write to one another.
bool ApplicantReads(const workflow::Process& process, const Happening& happening);
// To be done before it is entered: what the applicant does not read stands in no proof that is handed to them.
void SealReason(const workflow::Process& process, Happening& happening);
// Whether its entry, of an earlier version, holds what the applicant does not read. No proof of it is theirs.
bool EntrySaysTooMuch(const workflow::Process& process, const Happening& happening);
// As the applicant is told: in their words, without what officers write to one another. One without a proof names no entry.
void TellAsApplicant(const workflow::Process& process, std::vector<Happening>& happenings);
// What officers say to one another beside the process.
bool IsNote(const Happening& happening);
// That the dossier was given to a specialist, for who handed it in.
const Words& AssignedForApplicant();
const Words& ReleasedForApplicant();
const Words& TakenBackForApplicant();
// Messages between the office and the applicant: as officers call them, and as the applicant does.
struct MessageWords {
    Words officer, applicant;
};
const MessageWords& MessageToApplicant();
const MessageWords& MessageFromApplicant();

// Whose dossier it is: the account that handed it in, or that proved to be who did at a counter. A number alone owns nothing.
bool IsOf(const Dossier& dossier, AccountId account);

// The new due day that one of the dossier's happenings gave; nothing when it gave none.
std::optional<Date> ExtendedTo(const Dossier& dossier, const std::vector<Happening>& happenings, const Happening& happening);

// What another unit is asked about a dossier. Several may be asked at once; the dossier goes on meanwhile.
struct Opinion {
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
    // By whichever of their posts lets them work on a unit's dossiers; nothing: none does.
    static std::optional<Actor> WorkingAt(const identity::Officer& officer, UnitId unit);
};

// What the rules need to know beside the dossier itself.
struct Circumstances {
    std::map<std::string, int> happened;  // event → how often so far
    std::vector<Opinion> open_opinions;   // those that are waited for, each at the unit that answers today
    std::int64_t opinion = 0;             // the one that is meant; 0: whichever is the actor's
    UnitId holder_today;                  // the holder, or who took over from it
    UnitId intake_today;
    Instant now;
    std::optional<Instant> supply_until = {};  // SuppliedUntil
};

// In whose name somebody acts: the unit, none for the applicant, and the post that lets them.
struct Acted {
    UnitId unit;
    const identity::Appointment* post = nullptr;
};

// The unit in whose name the actor does the event: where they hold the post it asks for; none of them: the applicant's own.
// Whoever stands in for who works on the dossier acts for them. Nothing: it is not theirs to do.
std::optional<Acted> ActsFor(const Dossier& dossier, const workflow::Process& process, const workflow::Event& event,
                             const Actor& actor, const Circumstances& now);
// The question that the actor answers: the one that is meant, or the first of those put to a unit of theirs.
const Opinion* AskedOf(const Actor& actor, const Circumstances& now);
// Whether the actor may do the event now; the refusal says why not.
std::optional<Refusal> RefuseEvent(const Dossier& dossier, const workflow::Process& process, const workflow::Event& event,
                                   const Actor& actor, const Circumstances& now);

// Exactly the events allowed now, the expected one first.
std::vector<const workflow::Event*> AllowedEvents(const Dossier& dossier, const workflow::Process& process, const Actor& actor,
                                                  const Circumstances& now);

bool IsFeeGuard(std::string_view guard);
// Whether the sum of the fee is unknown and this event is where a clerk may say it.
bool AsksForFee(const Dossier& dossier, const workflow::Event& event);

// Whether an officer may read the dossier: a unit that holds, held or is asked about it.
bool MayRead(const identity::Officer& officer, const std::vector<UnitId>& readers);

// Whether an officer may open the result: those who made it always, whoever sits at the counter once it may be handed over.
bool MaySeeResult(const identity::Officer& officer, const Dossier& dossier);

// Until when the applicant may send what they were asked for; nothing where they were not, or no limit is set.
std::optional<Instant> SuppliedUntil(const Dossier& dossier, const workflow::Process& process,
                                     const calendar::WorkingCalendar& calendar);

// The clock's part of an event. Refuses what the clock refuses.
Result<void> TickFor(Dossier& dossier, const workflow::Event& event, const std::string& reason, Instant now);

// The due date again from the clock, and the step's from its share of the whole.
void ComputeDue(Dossier& dossier, const workflow::State& state, const calendar::WorkingCalendar& calendar, Instant now);

// Online dossiers are answered within 8 working hours (Decree 118/2025; Decree 61/2018 art. 17).
inline constexpr std::int64_t kAnswerMinutes = 8 * 60;

}  // namespace dongson::one_stop
