#include "platform/identity/guesses.h"

#include <algorithm>

namespace dongson::identity {

using storage::Transaction;

std::int64_t WaitAfter(std::int64_t failures) {
    if (failures < kFreeFailures) return 0;
    return std::min<std::int64_t>(kHour, kMinute << std::min<std::int64_t>(failures - kFreeFailures, 6));
}

std::int64_t WaitOf(const AccountStore::Failures& failures, Instant now) {
    return failures.count < kFreeFailures ? 0 : failures.last.ms + WaitAfter(failures.count) - now.ms;
}

Refusal MustWait(std::int64_t wait, std::string field) {
    return {"SIGN_IN_WAIT",
            Say("Đã nhập sai nhiều lần. Hãy thử lại sau {1} phút, hoặc đặt lại mật khẩu.", std::to_string(wait / kMinute + 1)),
            std::move(field), RefusalKind::too_many};
}

Result<void> CountGuess(storage::Database& database, const Account& account, std::string_view kind, std::string field,
                        Instant now) {
    return database.InTransaction([&](Transaction& tx) -> Result<void> {
        AccountStore accounts(tx);
        const auto wait = WaitOf(accounts.LockFailures(account.login, kind, now), now);
        if (wait > 0) return std::unexpected(MustWait(wait, field));
        accounts.AddFailure(account.login, kind, now);
        return {};
    });
}

void GuessedRight(storage::Database& database, const Account& account, std::string_view kind) {
    database.MustWrite([&](Transaction& tx) { AccountStore(tx).ForgetFailures(account.login, kind); });
}

}  // namespace dongson::identity
