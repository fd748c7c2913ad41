#include "platform/identity/sign_in.h"

#include <algorithm>
#include <iterator>

#include "core/bytes.h"
#include "core/log.h"
#include "core/text.h"
#include "platform/identity/password.h"
#include "platform/identity/person_number.h"
#include "platform/identity/proof.h"
#include "platform/identity/secrets.h"
#include "platform/identity/storage/account_store.h"
#include "storage/scarcity.h"

namespace dongson::identity {

using storage::Transaction;

namespace {

constexpr std::int64_t kFreeFailures = 5;
// Of all addresses together: many machines that guess at one account are slowed down as one.
constexpr std::int64_t kFreeOfAccount = 50, kLongestOfAccount = 15 * kMinute;

std::int64_t& SessionEnd() {
    static std::int64_t end = kSessionEnd;
    return end;
}

std::unexpected<Refusal> Refuse(std::string code, Sentence sentence, RefusalKind kind = RefusalKind::invalid) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), "ten_dang_nhap", kind});
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
    std::vector<Account> candidates;  // whoever has the login, then those that gave it up to its proven owner
    AccountStore::Failures here, everywhere;
    bool signed_in_here = false;  // from this address somebody is signed in to the account already

    std::int64_t Wait(Instant now) const {
        auto wait = here.last.ms + WaitAfter(here.count) - now.ms;
        if (here.count < kFreeFailures) wait = 0;
        if (everywhere.count >= kFreeOfAccount && !signed_in_here)
            wait = std::max(wait, everywhere.last.ms +
                                      std::min(kLongestOfAccount, WaitAfter(everywhere.count - kFreeOfAccount + kFreeFailures)) -
                                      now.ms);
        return wait;
    }
};

Known Look(Transaction& tx, const std::string& login, const std::string& address, Instant now) {
    AccountStore accounts(tx);
    Known known;
    if (auto account = accounts.GetByLogin(login)) known.candidates.push_back(std::move(*account));
    std::ranges::move(accounts.GetByFormerLogin(login), std::back_inserter(known.candidates));
    known.here = accounts.FailuresOf(login, address, now);
    known.everywhere = accounts.FailuresOf(login, kEverywhere, now);
    for (const auto& account : known.candidates)
        known.signed_in_here = known.signed_in_here || accounts.SignedInFrom(account.id, address);
    return known;
}

// Whoever gets in takes back what this address failed before, here and of all addresses together. Where several answer to a login
// nobody does: one of them could guess at another's password between two sign-ins of their own.
void Forgive(AccountStore& accounts, const Known& known, const std::string& login, const std::string& address) {
    if (known.candidates.size() != 1) return;
    accounts.ForgiveFailures(login, kEverywhere, known.here.count);
    accounts.ForgetFailures(login, address);
}

// The account whose password it is. Without any account it takes as long.
const Account* Matching(const Known& known, const std::string& password) {
    if (known.candidates.empty()) PasswordMatches(NobodysHash(), password);
    for (const auto& account : known.candidates)
        if (PasswordMatches(account.password_hash, password)) return &account;
    return nullptr;
}

}  // namespace

std::string LoginOf(Transaction& tx, std::string_view typed, Instant now) {
    std::string login = Lower(Trim(typed));
    std::erase(login, ' ');
    if (AccountStore(tx).GetByLogin(login)) return login;
    const auto number = ParsePersonNumber(login, now.LocalDate());
    return number ? number->number : login;
}

Result<SignedIn> SignIn(storage::Database& database, const Credentials& credentials, Instant now) {
    std::string login;
    const auto known = database.Read([&](Transaction& tx) {
        login = LoginOf(tx, credentials.login, now);
        return Look(tx, login, credentials.address, now);
    });
    if (const auto wait = known.Wait(now); wait > 0) {
        Told(false, login, credentials.address);
        return Refuse(
            "SIGN_IN_WAIT",
            Say("Đã nhập sai nhiều lần. Hãy thử lại sau {1} phút, hoặc đặt lại mật khẩu.", std::to_string(wait / kMinute + 1)),
            RefusalKind::too_many);
    }

    const auto* account = Matching(known, credentials.password);
    const bool matches = account != nullptr;
    std::int64_t step = 0;
    if (matches && !account->totp_secret.empty()) {
        if (credentials.one_time_code.empty())
            return std::unexpected(
                Refusal{"SIGN_IN_CODE_WANTED", Say("Nhập mã 6 số trên ứng dụng xác thực của bạn."), "ma_xac_thuc"});
        step = TotpStep(account->totp_secret, credentials.one_time_code, now);
    }
    const bool good = matches && (account->totp_secret.empty() || step > account->totp_step);
    SignedIn signed_in;
    signed_in.token = Base64Url(RandomBytes(32));
    if (good) {
        signed_in.account = *account;
        signed_in.session = {Fresh<SessionTag>(),
                             account->id,
                             Base64Url(RandomBytes(18)),
                             Shorten(credentials.device, 200),
                             credentials.address,
                             now,
                             now};
    }
    const storage::Essential essential;  // on a full disk people still come in and read
    auto kept = database.InTransaction([&](Transaction& tx) -> Result<bool> {
        AccountStore accounts(tx);
        if (!good || (step > 0 && !accounts.UseTotpStep(account->id, step))) {
            accounts.AddFailure(login, credentials.address, now);
            accounts.AddFailure(login, kEverywhere, now);
            return false;
        }
        Forgive(accounts, known, login, credentials.address);
        accounts.InsertSession(signed_in.session, BytesOf(Digest(signed_in.token)));
        return true;
    });
    if (!kept) return std::unexpected(kept.error());
    Told(*kept, login, credentials.address);
    if (!*kept) return Refuse("SIGN_IN_WRONG", Say("Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra rồi nhập lại."));
    return signed_in;
}

void SignOut(storage::Database& database, const Session& session) {
    database.MustWrite([&](Transaction& tx) { AccountStore(tx).DeleteSession(session.id, session.account); });
}

std::optional<Visitor> Recognise(storage::Database& database, std::string_view token, Instant now) {
    if (token.size() != 43) return std::nullopt;
    auto visitor = database.Read([&](Transaction& tx) -> std::optional<Visitor> {
        AccountStore accounts(tx);
        auto session = accounts.SessionByDigest(BytesOf(Digest(token)));
        if (!session) return std::nullopt;
        auto account = accounts.Get(session->account);
        if (!account || session->seen.ms + RestOf(account->kind) < now.ms || session->created.ms + SessionEnd() < now.ms)
            return std::nullopt;
        std::vector<Appointment> appointments;
        if (account->kind == AccountKind::officer) appointments = accounts.Appointments(account->id);
        return Visitor{std::move(*session), std::move(*account), std::move(appointments)};
    });
    // Seen again: written down at most every ten minutes.
    const storage::Essential essential;
    if (visitor && visitor->session.seen.ms + 10 * kMinute < now.ms)
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
