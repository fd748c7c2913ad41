// A dossier and the rules of its life. Pure: no database, no clock of its own.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/form.h"
#include "modules/one_stop/domain/procedure.h"
#include "platform/calendar/case_clock.h"
#include "platform/calendar/deadline.h"
#include "platform/identity/account.h"
#include "platform/workflow/case.h"

namespace dongson::one_stop {

using workflow::Actor;
using workflow::AddReason;
using workflow::CasePaper;
using workflow::Circumstances;
using workflow::Consultation;
using workflow::Happening;
using workflow::Happens;

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

struct Mandate;
enum class Power : unsigned char;

// Who else has to do with a dossier beside its applicant; a row holds their sum.
enum class Beside : unsigned char { mandate = 1, together = 2 };

struct Dossier : workflow::Case {
    ProcedureId procedure;
    std::string procedure_code, procedure_name, domain;
    Person person;
    Channel channel = Channel::online;
    UnitId helper;  // whose counter entered it for the applicant; none when they applied by themselves
    UnitId intake, competent, department;
    Instant submitted;
    std::optional<Instant> received, finished;
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
    int beside = 0;                               // of Beside
    std::shared_ptr<const Mandate> mandate = {};  // who acts for the applicant, of one that was read by itself; lists have none

    std::vector<AccountId> together = {};  // accounts of those who applied together with the person; the same

    bool Has(Beside other) const { return (beside & static_cast<int>(other)) != 0; }
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

// Whether the applicant reads what was said with it: the process says so of each event. The rest officers write to one another.
bool ApplicantReads(const workflow::Process& process, const Happening& happening);
// To be done before it is entered: what the applicant does not read stands in no proof that is handed to them.
void SealReason(const workflow::Process& process, Happening& happening);
// Whether its entry, of an earlier version, holds what the applicant does not read. No proof of it is theirs.
bool EntrySaysTooMuch(const workflow::Process& process, const Happening& happening);
// As the applicant is told: in their words, without what officers write to one another. One without a proof names no entry.
void TellAsApplicant(const workflow::Process& process, std::vector<Happening>& happenings);
// What officers say to one another beside the process: notes, and which dossiers have to do with which.
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

// Whether the account may read it and act on it: whose it is, or who has a mandate in force that day.
bool ReadsAsApplicant(const Dossier& dossier, AccountId account, Date day);
// Whether they may do this for the applicant: whose dossier it is always, who has a mandate as far as it goes.
bool MayAsApplicant(const Dossier& dossier, AccountId account, Power power, Date day);
// What of a mandate an event of the applicant's asks for.
Power PowerFor(const workflow::Process& process, const workflow::Event& event);

// The new due day that one of the dossier's happenings gave; nothing when it gave none.
std::optional<Date> ExtendedTo(const Dossier& dossier, const std::vector<Happening>& happenings, const Happening& happening);

// By whichever of an officer's posts lets them work on a unit's dossiers; nothing: none does.
std::optional<Actor> WorkingAt(const identity::Officer& officer, UnitId unit);

// Whether whoever was given the head's signature would approve with it what they themselves submitted.
bool ApprovesOwnWork(const Dossier& dossier, const workflow::Event& event, AccountId actor, const identity::Appointment* post,
                     const std::vector<Happening>& happenings);

// The same of a result that was signed: whether whoever stands in would replace what they themselves had submitted.
bool ReplacesOwnWork(AccountId actor, const identity::Appointment* post, const std::vector<Happening>& happenings);

bool IsFeeGuard(std::string_view guard);
// Whether the sum of the fee is unknown and this event is where a clerk may say it.
bool AsksForFee(const Dossier& dossier, const workflow::Event& event);

// Whether an officer may read the dossier: a unit that holds, held or is asked about it.
bool MayRead(const identity::Officer& officer, const std::vector<UnitId>& readers);

// Whether an officer reads it only because their unit is, or was, asked about it.
bool IsOnlyAsked(const identity::Officer& officer, const Dossier& dossier, std::vector<UnitId> readers,
                 const std::vector<Consultation>& opinions);
// As whoever is only asked is told: notes and messages are of those that hold or held it, but for what their own unit wrote.
void TellAsAsked(const identity::Officer& officer, std::vector<Happening>& happenings);

// Whether an officer may open the result: those who made it always, whoever sits at the counter once it may be handed over.
bool MaySeeResult(const identity::Officer& officer, const Dossier& dossier);

// The due date again from the clock, and the step's from its share of the whole.
void ComputeDue(Dossier& dossier, const workflow::State& state, const calendar::WorkingCalendar& calendar, Instant now);

// "12"; of one that was never entered "–".
std::string NumberInRegister(const Dossier& dossier);

// Online dossiers are answered within 8 working hours (Decree 118/2025; Decree 61/2018 art. 17).
inline constexpr std::int64_t kAnswerMinutes = 8 * 60;

}  // namespace dongson::one_stop
