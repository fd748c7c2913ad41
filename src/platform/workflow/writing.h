// What people write on a case beside its process: officers to one another (notes), and whoever holds it and whoever it is for to
// one another (messages). Nothing moves: each is a line of the timeline. Every kind may have notes; one that has nobody outside
// has no messages.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "platform/workflow/case_papers.h"
#include "platform/workflow/keeper.h"

namespace dongson::workflow {

// How one sort of writing is called and how long it may be.
struct WritingRules {
    Words label;                       // of its line
    std::string_view field;            // of the form: what is refused names it
    std::string_view empty, too_long;  // codes of what is refused, behind the kind's own beginning
    Sentence nothing_written;
    std::size_t least = 3, longest = 3000;  // letters that are seen; characters
};

// Of a message between the office and whoever the case is for.
WritingRules RulesOfMessages(Words label);

std::optional<Refusal> RefuseWriting(const CaseKind& kind, const WritingRules& rules, std::string_view text);

// What is written on the cases of one kind.
class Writing {
  public:
    explicit Writing(const Keeper& keeper) : keeper_(keeper) {}
    Writing(const Writing&) = delete;
    Writing& operator=(const Writing&) = delete;
    virtual ~Writing() = default;

    const Keeper& keeper() const { return keeper_; }

  private:
    const Keeper& keeper_;
};

// Officers of the units that read a case write to one another.
class Notes : public Writing {
  public:
    using Writing::Writing;

    virtual WritingRules Rules() const = 0;
    // As who the officer writes; `readers` are the units that read the case, its holder's before all. None: they may not.
    virtual std::optional<Actor> Writer(const identity::Officer& officer, const std::vector<UnitId>& readers) const = 0;
    // What is said to whoever may not.
    virtual Refusal NotYours(std::string_view code) const { return keeper().kind().Missing(code); }
    // It is written: whoever it is for hears of it.
    virtual void Told(const Platform&, storage::Transaction&, const Case&, const Actor&, std::string_view, Instant) const {}
};

struct NewNote {
    std::string code, text;
    std::vector<NewPaper> papers = {};
};
// Also when the case is over; the same text with the same files again is one note.
Result<void> WriteNote(const Platform& platform, const Notes& notes, const identity::Officer& officer, const NewNote& note);

// Whoever holds a case and whoever it is for.
class Messages : public Writing {
  public:
    using Writing::Writing;

    virtual WritingRules Outward() const = 0;
    virtual WritingRules Inward() const = 0;
    // As who an officer writes for the unit that holds it; none: they may not.
    virtual std::optional<Actor> Writer(const identity::Officer& officer, UnitId holder) const = 0;
    virtual Refusal NotYours() const = 0;
    // Why nobody outside would hear of it.
    virtual std::optional<Refusal> RefuseOutward(const Case& subject, Date day) const = 0;
    virtual void TellOutside(const Platform& platform, storage::Transaction& tx, const Case& subject, std::string_view text,
                             Instant now) const = 0;
    // Why somebody with this account may not write about it.
    virtual std::optional<Refusal> RefuseInward(const Case& subject, AccountId account, Date day) const = 0;
};

// By an officer of the unit that holds it. The same again is one message.
Result<void> MessageOutside(const Platform& platform, const Messages& messages, const identity::Officer& officer,
                            std::string_view code, std::string_view text);
// By whoever it is for, until it is over; at most three that wait for an answer. It is work for whoever holds the case until
// then.
Result<void> MessageHolder(const Platform& platform, const Messages& messages, const identity::Account& writer,
                           std::string_view code, std::string_view text);

}  // namespace dongson::workflow
