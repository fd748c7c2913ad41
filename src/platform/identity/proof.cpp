#include "platform/identity/proof.h"

#include "core/log.h"
#include "core/text.h"
#include "platform/identity/storage/account_store.h"

namespace dongson::identity {

namespace {

WhenProven& Following() {
    static WhenProven when;
    return when;
}

TellPerson& Telling() {
    static TellPerson tell;
    return tell;
}

std::unexpected<Refusal> Proven(Sentence sentence) {
    return std::unexpected(Refusal{"NUMBER_PROVEN", std::move(sentence), "", RefusalKind::conflict});
}

// The holder keeps the account under a name of its own. Signing in with the number and the old password goes on working.
Result<void> Displace(const Platform& platform, storage::Transaction& tx, const Account& holder) {
    const auto login = "tk" + ToText(holder.id);
    if (holder.Proven() || !AccountStore(tx).GiveUpNumber(holder.id, login))
        return Proven(Say("Số này đã thuộc một tài khoản đã xác minh. Hãy đăng nhập tài khoản đó."));
    Tell(platform, tx, holder,
         Say("Chủ của số bạn khai vừa xác minh tại quầy. Bạn vẫn giữ những gì mình đã nộp. Tên đăng nhập mới: {1}", login));
    tx.AfterCommit([login, number = LoggedLogin(holder.login)] {
        Log(Severity::warning, "NUMBER_TAKEN_BACK", {{"user.name", number}, {"now", login}});
    });
    return {};
}

}  // namespace

std::string LoggedLogin(const std::string& login) {
    const bool number = login.size() > 8 && login.find_first_of("0123456789") != std::string::npos &&
                        login.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == std::string::npos;
    return number ? login.substr(0, 3) + "…" + login.substr(login.size() - 3) : login;
}

void UseWhenProven(WhenProven when) {
    Following() = std::move(when);
}
void UseTelling(TellPerson tell) {
    Telling() = std::move(tell);
}
void Tell(const Platform& platform, storage::Transaction& tx, const Account& account, const Sentence& sentence) {
    if (Telling()) Telling()(platform, tx, account.id, account.email, sentence);
}

Result<Account> TakeNumber(const Platform& platform, storage::Transaction& tx, ProofSource& source, const Account& account,
                           const Vouched& vouched, Instant now) {
    AccountStore accounts(tx);
    if (account.kind == AccountKind::officer || account.kind != vouched.kind)
        return std::unexpected(Refusal{"PROOF_KIND", Say("Phiếu này là của người khác loại với tài khoản."), "ma_phieu"});
    // As it is now, not as the caller read it: another slip may have proven it meanwhile.
    const auto now_is = accounts.Lock(account.id);
    if (now_is && now_is->Proven() && now_is->person_number != vouched.number)
        return Proven(Say("Tài khoản này đã xác minh cho một số khác. Số trên phiếu cần một tài khoản riêng."));
    if (const auto holder = accounts.GetByLogin(vouched.number); holder && holder->id != account.id)
        if (auto displaced = Displace(platform, tx, *holder); !displaced) return std::unexpected(displaced.error());
    if (!source.Spend(tx, vouched, now))
        return std::unexpected(Refusal{"SLIP_WRONG", Say("Mã trên phiếu không đúng, đã dùng hoặc đã hết hạn."), "ma_phieu"});
    accounts.SetProof(account.id, vouched.number, vouched.name, vouched.proof);
    auto proven = accounts.Get(account.id).value();
    if (Following()) Following()(platform, tx, proven);
    Tell(platform, tx, proven,
         Say("Danh tính của bạn đã được xác minh: {1}.", Say(std::string(ProofName(proven.proof.level))).Now()));
    tx.AfterCommit([number = LoggedLogin(proven.login), level = std::string(ProofWord(proven.proof.level))] {
        Log(Severity::info, "IDENTITY_PROVEN", {{"user.name", number}, {"level", level}});
    });
    return proven;
}

}  // namespace dongson::identity
