// A kind of case: what a module brings to the engine that moves its cases. A process may name no seat, role, guard or effect that
// its kind does not have.
#pragma once

#include <concepts>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "platform/identity/capability.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/case.h"
#include "platform/workflow/process.h"

namespace dongson::workflow {

// Guards that every kind has.
namespace guards {
inline constexpr std::string_view kNobodyAsked = "no_open_opinion", kSomebodyAsked = "opinion_open";
}  // namespace guards

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
    const Words& noun() const { return noun_; }
    // Of what is refused: "ONE_STOP_ALREADY_CLOSED".
    Refusal No(std::string_view code, Sentence sentence, RefusalKind kind = RefusalKind::conflict) const;

    // What a process's word for who does a step ("clerk") asks of an officer; none: nobody knows the word.
    const identity::Capability* CapabilityOf(std::string_view role) const;
    // Who enters what the applicant brings by hand; none: nobody does.
    const identity::Capability* Counter() const { return counter_; }
    // What one must be able to do to answer a consultation: any of these, the first that somebody can.
    const std::vector<const identity::Capability*>& Answers() const { return answers_; }
    bool IsApplicant(const Case& subject, const Actor& actor) const;

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
    std::map<std::string, Guard, std::less<>> guards_, effects_;
    std::map<std::string, Place, std::less<>> seats_;
    const identity::Capability* counter_ = nullptr;
    std::vector<const identity::Capability*> answers_;
    std::function<bool(const Case&, AccountId)> applicant_;
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

// Every process shipped with the program, by key: all are of this kind as long as there is one. Throws when one does not parse,
// names another kind or does not lint.
std::map<std::string, Process> ReadShipped(const CaseKind& kind);

}  // namespace dongson::workflow
