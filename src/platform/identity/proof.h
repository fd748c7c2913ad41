// How a number comes to belong to someone: a source vouches for the person, and only then is the number taken.
#pragma once

#include <functional>
#include <string>

#include "core/refusal.h"
#include "platform/identity/account.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::identity {

// What a source vouches for.
struct Vouched {
    AccountKind kind = AccountKind::citizen;
    std::string number, name;
    Proof proof;
    std::int64_t reference = 0;  // the source's own: which slip, which answer
};

// Where proof comes from: a counter's slips (counter_slip.h); the national e-identity takes its place beside them as another one.
class ProofSource {
  public:
    virtual ~ProofSource() = default;
    // Whom the claim is of. Refuses one that proves nothing. Slow, and outside any transaction.
    virtual Result<Vouched> Check(storage::Database& database, std::string_view number, std::string_view claim, Instant now) = 0;
    // Spends the claim with the transaction that takes the number; false when it was spent meanwhile.
    virtual bool Spend(storage::Transaction& tx, const Vouched& vouched, Instant now) = 0;
};

// The only door through which a number becomes proven. An unproven holder gives it up, is told, and keeps what it handed in;
// nobody gives up a number that was proven before, neither the holder nor the account itself (NUMBER_PROVEN). The account's name
// becomes the one on the card.
Result<Account> TakeNumber(const Platform& platform, storage::Transaction& tx, ProofSource& source, const Account& account,
                           const Vouched& vouched, Instant now);

// What modules do with the transaction that proves someone: what they handed in at a counter becomes theirs.
using WhenProven = std::function<void(const Platform& platform, storage::Transaction& tx, const Account& account)>;
void UseWhenProven(WhenProven when);

// Tells a person something, in their account and by e-mail; set once at start-up, for messages live in a layer above.
using TellPerson = std::function<void(const Platform& platform, storage::Transaction& tx, AccountId account,
                                      const std::string& email, const Sentence& sentence)>;
void UseTelling(TellPerson tell);
void Tell(const Platform& platform, storage::Transaction& tx, const Account& account, const Sentence& sentence);

// For logs: the middle of a person's number is nobody's to read there.
std::string LoggedLogin(const std::string& login);

}  // namespace dongson::identity
