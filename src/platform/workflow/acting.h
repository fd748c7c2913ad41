// One event of its process, done to one case: the rule, the clock, the effects and what follows from them, in one transaction. A
// kind derives from it and adds what is its own; one is made anew each time the transaction runs.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "platform/workflow/case_papers.h"
#include "platform/workflow/consulting.h"
#include "platform/workflow/engine.h"

namespace dongson::workflow {

// Of what only adds to a case, and is right whatever was done to it since the page was made.
inline constexpr std::nullopt_t kAnyVersion = std::nullopt;

// What is to be done, and what everybody who acts says.
struct Deed {
    std::string_view code, event;
    std::optional<std::int64_t> expected_version = 0;  // what a sender says; none: the program's own, of whatever version
    std::string_view reason;                           // as typed
    std::int64_t consultation = 0;                     // which one is meant; 0: the actor's own, the only one
};

class Acting {
  public:
    Acting(const Platform& platform, storage::Transaction& tx, const Keeper& keeper, const Actor& actor, const Deed& deed)
        : platform_(platform), tx_(tx), keeper_(keeper), actor_(actor), deed_(deed), now_(platform.clock.Now()) {}
    Acting(const Acting&) = delete;
    Acting& operator=(const Acting&) = delete;
    virtual ~Acting() = default;

    // The case as it stands afterwards.
    Result<std::shared_ptr<Case>> Run();

  protected:
    // What a kind adds, in this order. Each may refuse; nothing is kept then.

    // The process allows it. What was typed is looked at; what it says of the case the guards look at once more.
    virtual Result<void> Prepare() { return {}; }
    // In whose name somebody acts is known.
    virtual Result<void> Consent() { return {}; }
    // The case stands in its new state; neither its clock nor an effect has moved anything.
    virtual Result<void> Arrive() { return {}; }
    // Of each effect that the event names. Those that every kind has are below.
    virtual Result<void> Effect(std::string_view name) = 0;
    // All is done and not yet written down.
    virtual Result<void> Conclude() { return {}; }
    // Written down: whoever it is for hears of it.
    virtual void Told() {}

    // Effects of every kind.
    Result<void> AssignTo(AccountId assignee);  // none: whoever of them takes it
    Result<void> Ask(const Question& question, const std::vector<NewPaper>& papers);
    Result<void> Answer(const std::vector<NewPaper>& papers);
    Result<void> Drop();
    Result<void> ExtendTo(Date day);

    const CaseKind& kind() const { return keeper_.kind(); }
    Case& subject() { return *subject_; }
    const Case& subject() const { return *subject_; }
    const Process& process() const { return *process_; }
    const Event& event() const { return *event_; }
    const Actor& actor() const { return actor_; }            // by the post that lets them
    const Circumstances& before() const { return before_; }  // as they were when it began
    Instant now() const { return now_; }
    Instant promised() const { return promised_; }  // the due time before
    // The unit that held it before: whose papers its own are.
    UnitId issuer() const { return before_.holder_today; }
    Happening& happening() { return happening_; }
    const Happening& happening() const { return happening_; }

    const Platform& platform_;
    storage::Transaction& tx_;

  private:
    Result<void> Find();
    Result<void> MayDo();
    Result<void> Move();
    void TakeSeat(const State& state);
    void CountDue(const State& state);
    Moving Moved() const { return keeper_.MovingOf(*subject_); }
    Engine Cases() const { return {platform_, tx_, keeper_, now_}; }
    Consulting Units() const { return {platform_, tx_, kind(), *subject_, actor_, before_, now_}; }

    const Keeper& keeper_;
    Actor actor_;
    const Deed deed_;
    Instant now_;
    std::shared_ptr<Case> subject_;
    const Process* process_ = nullptr;
    const Event* event_ = nullptr;
    Circumstances before_;
    Happening happening_;
    bool consulted_ = false;  // somebody was asked, or answered
    Instant promised_ = kNever;
};

// How a module says it: of its own struct, without a cast.
template <std::derived_from<Case> Own>
class ActingOn : public Acting {
  protected:
    using Acting::Acting;
    Own& own() { return static_cast<Own&>(subject()); }
};

}  // namespace dongson::workflow
