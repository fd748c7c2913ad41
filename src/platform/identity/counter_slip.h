// The slip a clerk prints after looking at somebody's card: a code that works once, for seven days, with five tries.
#pragma once

#include "platform/identity/proof.h"

namespace dongson::identity {

inline constexpr std::int64_t kSlipDays = 7;
inline constexpr std::int64_t kSlipTries = 5;

struct SlipWanted {
    std::string number, name;
    std::string document;  // what the clerk held in their hands: "Thẻ căn cước"
    bool seen = false;     // the clerk says: the original, and its picture is this person
};

struct Slip {
    std::string code;  // ABCD-EFGH-JKLM: shown once and kept nowhere
    Vouched vouched;
    Instant until;
};

// Only a clerk of a unit. An account that holds the number hears that a slip was given.
std::expected<Slip, Refusals> GiveSlip(const Platform& platform, const Officer& clerk, const SlipWanted& wanted);

class CounterSlips final : public ProofSource {
  public:
    Result<Vouched> Check(storage::Database& database, std::string_view number, std::string_view code, Instant now) override;
    bool Spend(storage::Transaction& tx, const Vouched& vouched, Instant now) override;
};

// The account of whoever is signed in becomes proven by a slip.
Result<Account> ProveBySlip(const Platform& platform, const Account& account, std::string_view number, std::string_view code);

}  // namespace dongson::identity
