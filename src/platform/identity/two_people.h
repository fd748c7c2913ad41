// Who signs in an office or administrates the province comes to that, comes in again and leaves by two people: one administrator
// asks, another says yes, and the act is done by that yes. In an emergency one closes somebody's sessions alone, and the server's
// console asks nobody. Where nobody else administrates there is nobody to ask: that is written down.
#pragma once

#include <expected>
#include <optional>
#include <vector>

#include "platform/identity/proposal.h"

namespace dongson::identity {

// Whether a post in this role is power: whoever holds it signs in an office, administrates, or agrees to where money goes. To
// give it, to end it and to let its holder in again wants two.
bool WantsTwoPeople(const Role& role);
bool WantsTwoPeople(const std::vector<std::string>& capabilities);
// Whether giving it wants two; ending it does not where it is no power: who vouches for people opens accounts by slips.
bool GivingWantsTwo(const Role& role);
bool GivingWantsTwo(const std::vector<std::string>& capabilities);
// Whether somebody does so today or will: by a post of their own, or in somebody's stead.
bool HasPower(storage::Transaction& tx, AccountId account, Date today);
// The same of what it wants two to give: whose closed account is opened gets it anew.
bool HasWhatTwoGive(storage::Transaction& tx, AccountId account, Date today);

// In the transaction of an act, after everything else that could refuse it. Spends the yes that `by` brings; else refuses with
// kNeedsSecond an act of weight by somebody who is not alone. `about`: whom it is about, who cannot be the second person.
Result<void> TakeYes(const Platform& platform, storage::Transaction& tx, const Manager& by, AccountId about, bool of_weight);
inline constexpr std::string_view kNeedsSecond = "TWO_PEOPLE";

// Whether somebody else administrates today: then acts of weight are asked for, and want a reason.
bool HasSecond(const Platform& platform, AccountId but);

// What an act gave whoever carried it out.
struct Outcome {
    bool asked = false;         // it waits for a second person
    std::vector<Access> codes;  // each seen by them alone
};

// Carries it out, or asks for it where it wants two.
std::expected<Outcome, Refusals> DoOrAsk(const Platform& platform, const Manager& by, const ProposedAct& act);
// By another than who asked, whom they did not let in within these days, and not about themselves; see DecidingOf. Carried out
// with all its checks of now; what is refused goes on waiting.
std::expected<Outcome, Refusals> Grant(const Platform& platform, const Manager& by, ProposalId id);
// By anybody who administrates, who asked among them; not by whom it is about.
Result<void> Refuse(const Platform& platform, const Manager& by, ProposalId id);

// Whether this person says yes to it.
struct Deciding {
    std::optional<Refusal> refusal;  // why they do not
    bool nobody_else = false;        // they let in who asked, or the other way round, but no other administrator is left
};
// Who let somebody in and whom they let in say no yes to each other for seven days, while there is somebody else: of one who was
// the only administrator before, a second gives no more than they had alone. There is nobody else where these two are all who
// administrate, or all others came to it in these days by one of the two alone or with another of them; and never for what is
// done to an administrator.
Deciding DecidingOf(storage::Transaction& tx, const Manager& by, const Proposal& proposal, Instant now);
// Everybody who administrates today, but some.
void TellAdministrators(const Platform& platform, storage::Transaction& tx, const std::vector<AccountId>& but,
                        const Sentence& sentence);

}  // namespace dongson::identity
