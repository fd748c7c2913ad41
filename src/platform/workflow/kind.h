// A kind of case: what a module brings to the engine that moves its cases. A process may name no seat, role, guard or effect that
// its kind does not have.
#pragma once

#include <concepts>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "platform/identity/capability.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/case.h"
#include "platform/workflow/process.h"
#include "platform/workflow/work_item.h"

namespace dongson::workflow {

// Guards that every kind has.
namespace guards {
inline constexpr std::string_view kNobodyAsked = "no_open_opinion", kSomebodyAsked = "opinion_open";
}  // namespace guards

// Somebody else acted since the page was made. What was typed comes back with it.
inline constexpr std::string_view kChanged = "CHANGED";

// Whose record a case is; none: nobody's.
struct PersonOfCase {
    AccountId account;
    std::string number;
};

class CaseKind {
  public:
    // Why something may not happen to the case now; pure, pages ask it too.
    using Guard = std::function<std::optional<Refusal>(const Case&, const Circumstances&)>;
    // Which unit sits there on a day, today's for one that has ended; none: nobody.
    using Place = std::function<UnitId(const Case&, const organisation::Units&, Date)>;

    // `refusals` begins the codes of what is refused ("ONE_STOP"); `noun` names a case in sentences, begun with a capital.
    CaseKind(std::string_view key, std::string_view refusals, Words noun)
        : refusals_(refusals),
          noun_(std::move(noun)),
          words_{.kind = std::string(key),
                 .seats = {},
                 .roles = {},
                 .guards = {std::string(guards::kNobodyAsked), std::string(guards::kSomebodyAsked)},
                 .effects = {}} {}

    const std::string& key() const { return words_.kind; }
    // As rows of inboxes call whose cases they are: "one_stop".
    std::string module() const { return key().substr(0, key().find('.')); }
    const Words& noun() const { return noun_; }
    // Of what is refused: "ONE_STOP_ALREADY_CLOSED".
    Refusal No(std::string_view code, Sentence sentence, RefusalKind kind = RefusalKind::conflict) const;
    // Of what was typed wrongly in a field.
    Refusal Wrong(std::string_view code, Sentence sentence, std::string_view field) const;
    Refusal Missing(std::string_view code) const;  // there is no case of this code
    Refusal NotAColleague() const;

    // What a process's word for who does a step ("clerk") asks of an officer; none: nobody knows the word.
    const identity::Capability* CapabilityOf(std::string_view role) const;
    // Roles that act from a seat of their own, whoever holds the case: whoever gave a task, while another unit works on it.
    const std::map<std::string, std::string, std::less<>>& RoleSeats() const { return role_seats_; }
    // Who enters what the applicant brings by hand; none: nobody does.
    const identity::Capability* Counter() const { return counter_; }
    // What one must be able to do to answer a consultation: any of these, the first that somebody can.
    const std::vector<const identity::Capability*>& Answers() const { return answers_; }
    bool IsApplicant(const Case& subject, const Actor& actor) const;
    // Whom a case is given to, and who gives it; a kind without has neither (std::logic_error).
    const identity::Capability& Worker() const;
    const identity::Capability& Assigner() const;

    // Whether an event gives a new due day. It is the step's as well: what was put off lawfully is late by neither.
    bool GivesNewDay(const Event& event) const;
    // Of an effect: whether nothing leaves the house with it, so that the step may be taken back.
    bool StaysInside(std::string_view effect) const;

    // What inboxes show of a case beside what every case has.
    void Show(const Case& subject, WorkItem& item) const {
        if (shows_) shows_(subject, item);
    }
    std::vector<Obligation> ObligationsOf(const Case& subject) const {
        return obligations_ ? obligations_(subject) : std::vector<Obligation>{};
    }
    // What it asks of others beside its next step, made out of that.
    void AskBeside(const Case& subject, const WorkItem& next, std::vector<WorkItem>& work) const {
        if (asks_) asks_(subject, next, work);
    }
    PersonOfCase PersonOf(const Case& subject) const { return person_ ? person_(subject) : PersonOfCase{}; }

    std::optional<Refusal> RefuseGuard(std::string_view guard, const Case& subject, const Circumstances& now) const;
    // Of an effect: what must hold before it can take place, whatever guards the event names.
    std::optional<Refusal> RefuseEffect(std::string_view effect, const Case& subject, const Circumstances& now) const;
    // None for a seat outside and for nobody's.
    UnitId Sits(std::string_view seat, const Case& subject, const organisation::Units& units, Date day) const;

    // Where a case lies that has no other place: the first seat.
    UnitId Home(const Case& subject, const organisation::Units& units, Date day) const {
        return Sits(words_.seats.at(0), subject, units, day);
    }

    // What processes may name.
    const Vocabulary& words() const { return words_; }
    // What a process of this kind must have beside what every process must.
    void Prove(const Process& process, std::vector<LintFault>& faults) const {
        if (proofs_) proofs_(process, faults);
    }

  protected:
    std::string refusals_;
    Words noun_;
    Vocabulary words_;
    std::map<std::string, const identity::Capability*, std::less<>> roles_;
    std::map<std::string, std::string, std::less<>> role_seats_;
    std::map<std::string, Guard, std::less<>> guards_, effects_;
    std::map<std::string, Place, std::less<>> seats_;
    const identity::Capability* counter_ = nullptr;
    std::vector<const identity::Capability*> answers_;
    const identity::Capability *worker_ = nullptr, *assigner_ = nullptr;
    std::set<std::string, std::less<>> new_day_, inside_;
    std::function<bool(const Case&, AccountId)> applicant_;
    std::function<void(const Case&, WorkItem&)> shows_;
    std::function<std::vector<Obligation>(const Case&)> obligations_;
    std::function<void(const Case&, const WorkItem&, std::vector<WorkItem>&)> asks_;
    std::function<PersonOfCase(const Case&)> person_;
    std::function<void(const Process&, std::vector<LintFault>&)> proofs_;
};

// How a module says it: of its own struct, without a cast.
template <std::derived_from<Case> Own>
class KindOf : public CaseKind {
  public:
    using CaseKind::CaseKind;

    KindOf& Role(std::string name, const identity::Capability& capability) {
        words_.roles.push_back(name);
        roles_.emplace(std::move(name), &capability);
        return *this;
    }
    // One that acts from its own seat, whoever holds the case.
    KindOf& RoleAt(std::string seat, std::string name, const identity::Capability& capability) {
        role_seats_.emplace(name, std::move(seat));
        return Role(std::move(name), capability);
    }
    KindOf& Seat(std::string name, UnitId (*place)(const Own&, const organisation::Units&, Date)) {
        words_.seats.push_back(name);
        seats_.emplace(std::move(name), [place](const Case& subject, const organisation::Units& units, Date day) {
            return place(static_cast<const Own&>(subject), units, day);
        });
        return *this;
    }
    KindOf& Guard(std::string name, std::optional<Refusal> (*refuse)(const Own&, const Circumstances&)) {
        words_.guards.push_back(name);
        guards_.emplace(std::move(name), OnOwn(refuse));
        return *this;
    }
    KindOf& Effect(std::string name, std::optional<Refusal> (*refuse)(const Own&, const Circumstances&) = nullptr) {
        words_.effects.push_back(name);
        if (refuse != nullptr) effects_.emplace(std::move(name), OnOwn(refuse));
        return *this;
    }
    KindOf& Counter(const identity::Capability& capability) {
        counter_ = &capability;
        return *this;
    }
    KindOf& Answers(const identity::Capability& capability) {
        answers_.push_back(&capability);
        return *this;
    }
    KindOf& Applicant(bool (*is)(const Own&, AccountId)) {
        applicant_ = [is](const Case& subject, AccountId account) { return is(static_cast<const Own&>(subject), account); };
        return *this;
    }
    // Somebody of a unit works on a case, given to them by whoever may.
    KindOf& Assigned(const identity::Capability& worker, const identity::Capability& assigner) {
        worker_ = &worker;
        assigner_ = &assigner;
        return *this;
    }
    // Effects that give a new due day, and such with which nothing leaves the house.
    KindOf& NewDay(std::initializer_list<std::string_view> effects) {
        new_day_.insert(effects.begin(), effects.end());
        return *this;
    }
    KindOf& Inside(std::initializer_list<std::string_view> effects) {
        inside_.insert(effects.begin(), effects.end());
        return *this;
    }
    KindOf& Shows(void (*shows)(const Own&, WorkItem&)) {
        shows_ = [shows](const Case& subject, WorkItem& item) { shows(static_cast<const Own&>(subject), item); };
        return *this;
    }
    KindOf& Obligations(std::vector<Obligation> (*obligations)(const Own&)) {
        obligations_ = [obligations](const Case& subject) { return obligations(static_cast<const Own&>(subject)); };
        return *this;
    }
    KindOf& Asks(void (*asks)(const Own&, const WorkItem&, std::vector<WorkItem>&)) {
        asks_ = [asks](const Case& subject, const WorkItem& next, std::vector<WorkItem>& work) {
            asks(static_cast<const Own&>(subject), next, work);
        };
        return *this;
    }
    KindOf& Person(PersonOfCase (*person)(const Own&)) {
        person_ = [person](const Case& subject) { return person(static_cast<const Own&>(subject)); };
        return *this;
    }
    KindOf& Proofs(void (*proofs)(const Process&, std::vector<LintFault>&)) {
        proofs_ = proofs;
        return *this;
    }

  private:
    static CaseKind::Guard OnOwn(std::optional<Refusal> (*refuse)(const Own&, const Circumstances&)) {
        return [refuse](const Case& subject, const Circumstances& now) { return refuse(static_cast<const Own&>(subject), now); };
    }
};

// Proves that no case can be stranded.
std::vector<LintFault> Lint(const Process& process, const CaseKind& kind);

// Every process of this kind that is shipped with the program, by key. Throws when one does not parse or does not lint.
std::map<std::string, Process> ReadShipped(const CaseKind& kind);
// The same as texts, each with its parts put in.
std::map<std::string, std::string> ShippedTexts(const CaseKind& kind);

}  // namespace dongson::workflow
