#include "platform/identity/sign_in.h"

#include <algorithm>
#include <iterator>

#include "core/bytes.h"
#include "core/log.h"
#include "core/text.h"
#include "platform/identity/guesses.h"
#include "platform/identity/person_number.h"
#include "platform/identity/proof.h"
#include "platform/identity/secrets.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/staff_store.h"
#include "storage/scarcity.h"

namespace dongson::identity {

using storage::Transaction;

namespace {

// Of all addresses together: many machines that guess at one account are slowed down as one.
constexpr std::int64_t kFreeOfAccount = 50, kLongestOfAccount = 15 * kMinute;

constexpr std::int64_t kClocksApart = 10 * kMinute;  // of two nodes

std::int64_t& SessionEnd() {
    static std::int64_t end = kSessionEnd;
    return end;
}

std::int64_t RestOf(AccountKind kind) {
    return kind == AccountKind::officer ? 4 * kHour : 12 * kHour;
}

// A hash to compare with when there is no account, so that the answer takes as long.
const std::string& NobodysHash() {
    static const std::string hash = HashPassword("nobody's password");
    return hash;
}

// For the security operations centre. A citizen's number is personal data: its middle is nobody's to read in a log.
void Told(bool let_in, const std::string& login, const std::string& address) {
    if (let_in) {
        Log(Severity::info, "SIGNED_IN", {{"user.name", LoggedLogin(login)}, {"source.ip", address}});
    } else {
        Log(Severity::warning, "SIGN_IN_REFUSED", {{"user.name", LoggedLogin(login)}, {"source.ip", address}});
    }
}

struct Known {
    std::vector<Account> candidates;          // whoever has the login, then those that gave it up to its proven owner
    AccountStore::Failures here, everywhere;  // before this guess
    bool signed_in_here = false;              // from this address the login's holder is signed in already

    std::int64_t Wait(Instant now) const {
        auto wait = WaitOf(here, now);
        if (everywhere.count >= kFreeOfAccount && !signed_in_here)
            wait = std::max(wait, everywhere.last.ms +
                                      std::min(kLongestOfAccount, WaitAfter(everywhere.count - kFreeOfAccount + kFreeFailures)) -
                                      now.ms);
        return wait;
    }
};

// Whom the login may mean. The guess is counted, unless there were too many.
Result<Known> Knock(Transaction& tx, const std::string& login, const std::string& address, Instant now) {
    AccountStore accounts(tx);
    Known known;
    // Who gave the login up is no less a stranger to its holder: a session of theirs makes no room for guesses.
    if (auto account = accounts.GetByLogin(login)) {
        known.signed_in_here = accounts.SignedInFrom(account->id, address);
        known.candidates.push_back(std::move(*account));
    }
    std::ranges::move(accounts.GetByFormerLogin(login), std::back_inserter(known.candidates));
    known.here = accounts.LockFailures(login, address, now);
    known.everywhere = accounts.LockFailures(login, kEverywhere, now);
    if (const auto wait = known.Wait(now); wait > 0) return std::unexpected(MustWait(wait, "ten_dang_nhap"));
    accounts.AddFailure(login, address, now);
    accounts.AddFailure(login, kEverywhere, now);
    return known;
}

// So many failures of this address count no longer, this guess among them.
void Forgive(AccountStore& accounts, const Known& known, const std::string& login, const std::string& address,
             std::int64_t failures, Instant now) {
    accounts.ForgiveFailures(login, address, failures, known.here, now);
    accounts.ForgiveFailures(login, kEverywhere, failures, known.everywhere, now);
}

// The account whose password it is. Without any account, or before its first password is set, it takes as long.
const Account* Matching(const Known& known, const std::string& password) {
    if (known.candidates.empty()) PasswordMatches(NobodysHash(), password);
    for (const auto& account : known.candidates) {
        const bool set = !account.password_hash.empty();
        if (PasswordMatches(set ? account.password_hash : NobodysHash(), password) && set) return &account;
    }
    return nullptr;
}

// Told only to who knows the password.
Refusal Disabled(const Account& account) {
    return {"SIGN_IN_DISABLED",
            Say("Tài khoản này đã ngừng dùng từ ngày {1}. Nếu có nhầm lẫn, hãy hỏi người quản trị của đơn vị.",
                account.disabled->LocalDate().Spoken()),
            "ten_dang_nhap", RefusalKind::forbidden};
}

Refusal AtThePortal() {
    return {
        "SIGN_IN_NATIONAL",
        Say("Ở đây chỉ cán bộ đăng nhập. Người dân nộp và theo dõi hồ sơ tại Cổng Dịch vụ công quốc gia; tra cứu ở đây không cần tài khoản."),
        "ten_dang_nhap", RefusalKind::forbidden};
}

OpenedSession NewSession(const Account& account, const Credentials& credentials, Instant now) {
    return {.session = {Fresh<SessionTag>(), account.id, Base64Url(RandomBytes(18)), Shorten(credentials.device, 200),
                        credentials.address, now, now},
            .token = Base64Url(RandomBytes(32)),
            .account = account};
}

// False when the code was used, or the password was changed, meanwhile. Whoever gets in takes back what this address failed
// before; where several answer to a login only the guess itself: one of them could try the other's password between sign-ins of
// their own.
Result<bool> Enter(Transaction& tx, const Known& known, const std::string& login, const OpenedSession& signed_in,
                   std::int64_t step, Instant now) {
    AccountStore accounts(tx);
    const auto account = accounts.Lock(signed_in.account.id);
    if (!account || account->disabled || account->password_hash != signed_in.account.password_hash) return false;
    if (step > 0 && !accounts.UseTotpStep(account->id, step)) return false;
    Forgive(accounts, known, login, signed_in.session.address, known.candidates.size() == 1 ? known.here.count + 1 : 1, now);
    accounts.InsertSession(signed_in.session, BytesOf(Digest(signed_in.token)));
    if (account->kind == AccountKind::officer) StaffStore(tx).CameIn(account->id, now);
    return true;
}

}  // namespace

std::string LoginOf(Transaction& tx, std::string_view typed, Instant now) {
    std::string login = Lower(Trim(typed));
    std::erase(login, ' ');
    if (AccountStore(tx).GetByLogin(login)) return login;
    const auto number = ParsePersonNumber(login, now.LocalDate());
    return number ? number->number : login;
}

Result<OpenedSession> SignIn(storage::Database& database, const Credentials& credentials, Instant now) {
    const storage::Essential essential;  // on a full disk people still come in and read
    std::string login;
    const auto known = database.InTransaction([&](Transaction& tx) -> Result<Known> {
        login = LoginOf(tx, credentials.login, now);
        return Knock(tx, login, credentials.address, now);
    });
    if (!known) {
        if (known.error().kind == RefusalKind::too_many) Told(false, login, credentials.address);
        return std::unexpected(known.error());
    }

    const auto* account = Matching(*known, credentials.password);
    if (account != nullptr && account->disabled) {
        Told(false, login, credentials.address);
        return std::unexpected(Disabled(*account));
    }
    if (account != nullptr && credentials.officers_only && account->kind != AccountKind::officer) {
        Told(false, login, credentials.address);
        return std::unexpected(AtThePortal());
    }
    const bool wants_code = account != nullptr && !account->totp_secret.empty();
    if (wants_code && credentials.one_time_code.empty()) {
        database.MustWrite([&](Transaction& tx) {
            AccountStore accounts(tx);
            Forgive(accounts, *known, login, credentials.address, 1, now);
        });
        return std::unexpected(
            Refusal{"SIGN_IN_CODE_WANTED", Say("Nhập mã 6 số trên ứng dụng xác thực của bạn."), "ma_xac_thuc"});
    }
    const auto step = wants_code ? TotpStep(account->totp_secret, credentials.one_time_code, now) : 0;
    const bool good = account != nullptr && (!wants_code || step > account->totp_step);
    auto signed_in = good ? NewSession(*account, credentials, now) : OpenedSession{};
    const auto kept =
        good ? database.InTransaction([&](Transaction& tx) { return Enter(tx, *known, login, signed_in, step, now); }) : false;
    if (!kept) return std::unexpected(kept.error());
    Told(*kept, login, credentials.address);
    if (!*kept)
        return std::unexpected(
            Refusal{"SIGN_IN_WRONG", Say("Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra rồi nhập lại."), "ten_dang_nhap"});
    return signed_in;
}

void SignOut(storage::Database& database, const Session& session) {
    database.MustWrite([&](Transaction& tx) { AccountStore(tx).DeleteSession(session.id, session.account); });
}

std::optional<Visitor> Recognise(storage::Database& database, std::string_view token, Instant now) {
    if (token.size() != 43) return std::nullopt;
    auto visitor =
        database.Read([&](Transaction& tx) { return AccountStore(tx).VisitorByDigest(BytesOf(Digest(token)), now.LocalDate()); });
    if (!visitor || visitor->account.disabled) return std::nullopt;
    const auto& session = visitor->session;
    // A session of the future was made by a clock that ran ahead: nobody knows how old it is.
    if (session.created > now + kClocksApart || session.seen.ms + RestOf(visitor->account.kind) < now.ms ||
        session.created.ms + SessionEnd() < now.ms)
        return std::nullopt;
    // Seen again: written down at most every ten minutes.
    const storage::Essential essential;
    if (session.seen.ms + 10 * kMinute < now.ms)
        database.MustWrite([&](Transaction& tx) { AccountStore(tx).TouchSession(visitor->session.id, now); });
    return visitor;
}

void UseSessionEnd(std::int64_t milliseconds) {
    SessionEnd() = milliseconds;
}

std::int64_t SweepSignIns(storage::Database& database, Instant now) {
    std::int64_t removed = 0;
    database.MustWrite([&](Transaction& tx) {
        removed = AccountStore(tx).Sweep(
            {.seen_before = now + -12 * kHour, .created_before = now + -SessionEnd(), .failed_before = now + -kDay, .now = now});
    });
    return removed;
}

}  // namespace dongson::identity
