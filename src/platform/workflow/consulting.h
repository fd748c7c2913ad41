// Other units are asked about a case, answer, or are not waited for any more. Each is part of an act (Acting).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "platform/workflow/case_papers.h"
#include "platform/workflow/rules.h"

namespace dongson::workflow {

// What is asked of several at once.
struct Question {
    std::vector<UnitId> units;
    int days = 3;  // working days they have
    std::string_view text;
    std::optional<int> hours = {};  // by the clock, instead of days: nights and days off count
};

class Consulting {
  public:
    Consulting(const Platform& platform, storage::Transaction& tx, const CaseKind& kind, const Case& subject, const Actor& actor,
               const Circumstances& before, Instant now)
        : platform_(platform), tx_(tx), kind_(kind), subject_(subject), actor_(actor), before_(before), now_(now) {}

    // Every unit gets the question with the same term; none is asked twice at a time.
    Result<void> Ask(const Question& question, Happening& happening);
    // The question that is the actor's to answer; RefuseEvent has seen to it that there is one.
    void Answer(std::string_view text, const Happening& happening);
    // The one that is meant; where several are waited for one must be.
    Result<void> Drop(Happening& happening);
    // Nobody waits for any of them any more.
    void EndAll(const Happening& happening);

  private:
    Result<Instant> DueOf(const Question& question) const;
    void End(Consultation waited_for, const Happening& happening);

    const Platform& platform_;
    storage::Transaction& tx_;
    const CaseKind& kind_;
    const Case& subject_;
    const Actor& actor_;
    const Circumstances& before_;
    const Instant now_;
};

}  // namespace dongson::workflow
