// What a province says otherwise than the program ships it: written by one, approved by another, in force from a day on. What
// ships is entered once a text and is never overwritten; every act stands with who did it, when and why.
#pragma once

#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/build_id.h"
#include "core/refusal.h"
#include "platform/definitions/definition_type.h"
#include "platform/definitions/edition.h"
#include "platform/ledger/ledger.h"
#include "storage/database.h"

namespace dongson::definitions {

struct By {
    AccountId id;
    std::string name;
};

// What somebody wrote and wants kept.
struct NewDraft {
    std::string key, text;
    std::int64_t begun_from = 0;  // the newest version they saw; of one that nobody has yet: 0
    Date valid_from;
    std::string reason;
};
// Asked last of all, in the transaction of the act; what it refuses is not done.
using Allowed = std::function<Result<void>(storage::Transaction&)>;
inline constexpr int kMostProposed = 300;             // of one author's wait at most: whoever approves looks at each
inline constexpr std::size_t kLongestText = 200'000;  // bytes

class Definitions {
  public:
    // With a ledger, what people do to a definition is entered in it.
    Definitions(storage::Database& database, const Clock& clock, const Type& type, ledger::Ledger* ledger = nullptr)
        : database_(database), clock_(clock), type_(type), ledger_(ledger) {}

    // The texts that ship with this program, each once; what shipped before and does no more is withdrawn, and stays whoever
    // began under it.
    void EnterShipped() const;

    std::vector<Edition> InForce(Date day) const;  // of every key
    std::optional<Edition> InForce(std::string_view key, Date day) const;
    std::vector<Edition> Coming(Date day) const;
    std::vector<Edition> History(std::string_view key) const;
    std::vector<EditionEvent> Events(std::string_view key) const;
    std::optional<Edition> Get(EditionId id) const;
    // Of a kind that is kept elsewhere: what holds of a key without an edition. Its id is none.
    std::optional<Edition> Base(const std::string& key) const;
    // Nothing where it may be one.
    Refusals FaultsOf(const NewDraft& wanted) const;
    // The same of its text alone; each names the value as its field, "noi_dung" where it is about the whole.
    Refusals FaultsOfText(const std::string& key, const std::string& text, Date day) const;
    // What the program brought after the province last changed its own, which goes on holding.
    std::optional<Edition> ShippedSince(std::string_view key, Date day) const;
    // What it is held against.
    Candidate CandidateOf(const std::string& key, const std::string& text, Date day) const;

    // A draft takes the place of the draft before it. Refuses one that was begun from a version that is no longer the newest.
    std::expected<Edition, Refusals> Draft(const By& by, const NewDraft& wanted) const;
    Result<Edition> Propose(const By& by, EditionId id) const;
    // By another than who wrote it. From the day it says, or from today where that has passed.
    Result<Edition> Approve(const By& by, EditionId id, std::string_view reason) const;
    // Of one in force: what was in force before it is again. What was approved wants `allowed` too: two people brought it in.
    Result<Edition> Withdraw(const By& by, EditionId id, std::string_view reason, const Allowed& allowed = {}) const;

    // The same as a part of an act of many: written and proposed at once, and approved. Whoever calls has looked at the day and
    // the reason, and has asked whether the text may be one; a proposal reads no other text again, its approval does.
    std::optional<Refusal> RefuseNew(storage::Transaction& tx, const NewDraft& wanted) const;
    Result<Edition> ProposeIn(storage::Transaction& tx, const By& by, const NewDraft& wanted) const;
    Result<Edition> ApproveIn(storage::Transaction& tx, const By& by, EditionId id, std::string_view reason) const;

  private:
    Result<Edition> DraftIn(storage::Transaction& tx, const By& by, const NewDraft& wanted) const;
    Result<Edition> MoveIn(storage::Transaction& tx, const By& by, EditionId id, Stage to, std::string_view reason,
                           const Allowed& allowed = {}, bool checked = false) const;
    Result<Edition> Move(const By& by, EditionId id, Stage to, std::string_view reason, const Allowed& allowed = {}) const;
    void EndDrafts(storage::Transaction& tx, const std::vector<Edition>& history, const Edition& next, const By& by) const;
    void Happened(storage::Transaction& tx, const Edition& edition, EditionEvent event) const;
    std::optional<Refusal> RefuseText(storage::Transaction& tx, const Edition& edition) const;
    std::optional<Refusal> RefuseAfterwards(storage::Transaction& tx, const std::string& key, Date today) const;

    storage::Database& database_;
    const Clock& clock_;
    const Type& type_;
    ledger::Ledger* ledger_;
};

// Of a kind that is kept elsewhere: what holds of each key without an edition.
std::vector<Edition> BasesOf(storage::Database& database, const Type& type);

// Says of every kind what ships: once a build of the program, for to make the texts out and to compare them takes longer than all
// else at a start. No build: each time.
void EnterShipped(storage::Database& database, const Clock& clock, const std::vector<const Type*>& types = Types(),
                  const std::string& build = BuildId());

}  // namespace dongson::definitions
