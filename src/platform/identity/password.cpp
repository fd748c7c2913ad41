#include "platform/identity/password.h"

#include <algorithm>

#include "core/bytes.h"
#include "core/log.h"
#include "core/print_letters.h"
#include "core/text.h"
#include "platform/identity/guesses.h"
#include "platform/identity/person_number.h"
#include "platform/identity/proof.h"
#include "platform/identity/secrets.h"
#include "platform/identity/storage/access_token_store.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/staff_store.h"

namespace dongson::identity {

using storage::Transaction;

namespace {

std::unexpected<Refusal> No(std::string code, Sentence sentence, std::string field) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), std::move(field)});
}

std::unexpected<Refusal> WrongCode() {
    return No("TOTP_WRONG", Say("Mã không đúng. Hãy nhập mã 6 số đang hiện trên ứng dụng."), "ma_xac_thuc");
}

void LogRefused(const Account& account) {
    Log(Severity::warning, "SIGN_IN_AGAIN_REFUSED", {{"user.name", LoggedLogin(account.login)}});
}

// What lasts longer than the session it was made in ends with the password it was made under.
void SetNewPassword(Transaction& tx, AccountId account, const std::string& hash, SessionId kept) {
    AccountStore accounts(tx);
    accounts.SetPassword(account, hash);
    StaffStore(tx).DropCode(account);  // a code that was not used yet would be a second door
    accounts.DeleteResets(account);
    accounts.DeleteOtherSessions(account, kept);
    AccessTokenStore(tx).DeleteAll(account);
}

// What was guessed was the old password; but where a code is asked for too, or several answer to a login, forgetting it would
// make room for guesses at the code, or at the other's.
void ForgetGuesses(AccountStore& accounts, const Account& account) {
    accounts.ForgetFailures(account.login, kSignedIn);
    if (account.totp_secret.empty() && accounts.GetByFormerLogin(account.login).empty())
        accounts.ForgetFailuresAtTheDoor(account.login);
}

}  // namespace

std::vector<std::string> OwnWords(const Account& account) {
    std::vector<std::string> words{account.login, account.person_number, account.phone};
    words.push_back(account.email.substr(0, account.email.find('@')));
    std::string name;
    for (const char c : Fold(account.name))
        if (c != ' ') name += c;
    words.push_back(name);
    std::erase_if(words, [](const std::string& word) { return word.size() < 5; });
    return words;
}

Result<void> AskAgain(storage::Database& database, const Account& account, std::string_view password, Instant now) {
    if (auto may = CountGuess(database, account, kSignedIn, "mat_khau_cu", now); !may) return may;
    if (!PasswordMatches(account.password_hash, password)) {
        LogRefused(account);
        return No("PASSWORD_ASKED_AGAIN", Say("Nhập đúng mật khẩu hiện nay của bạn để thay đổi điều này."), "mat_khau_cu");
    }
    GuessedRight(database, account, kSignedIn);
    return {};
}

Result<void> ChangePassword(const Platform& platform, const Account& account, SessionId current, std::string_view password,
                            std::string_view wanted) {
    const auto now = platform.clock.Now();
    if (auto asked = AskAgain(platform.storage, account, password, now); !asked) return asked;
    if (auto sound = CheckPassword(wanted, OwnWords(account)); !sound) return sound;
    const auto hash = HashPassword(wanted);
    platform.storage.MustWrite([&](Transaction& tx) {
        SetNewPassword(tx, account.id, hash, current);
        Tell(platform, tx, account,
             Say("Mật khẩu của bạn vừa được đổi. Nếu không phải bạn, hãy đặt lại mật khẩu và báo bộ phận một cửa."));
    });
    Log(Severity::warning, "PASSWORD_CHANGED", {{"user.name", LoggedLogin(account.login)}});
    return {};
}

std::optional<std::string> BeginReset(storage::Database& database, AccountId account, Instant now) {
    const auto token = Base64Url(RandomBytes(32));
    const auto kept = database.InTransaction([&](Transaction& tx) -> Result<bool> {
        AccountStore accounts(tx);
        // Whoever waits for a first password, or was let go, comes in through an administrator and by no letter.
        const auto whose = accounts.Get(account);
        if (!whose || whose->disabled || whose->password_hash.empty()) return false;
        accounts.DeleteResets(account);
        accounts.InsertReset(BytesOf(Digest(token)), account, now + kHour);
        return true;
    });
    return kept && *kept ? std::optional(token) : std::nullopt;
}

Result<void> FinishReset(const Platform& platform, std::string_view token, std::string_view password) {
    const auto now = platform.clock.Now();
    const auto expired = [] {
        return No("RESET_EXPIRED", Say("Đường dẫn đặt lại mật khẩu đã hết hạn hoặc đã dùng. Hãy xin đường dẫn mới."), "");
    };
    // The token is looked up before anything is hashed: forged links cost nothing.
    const auto account = platform.storage.Read([&](Transaction& tx) -> std::optional<Account> {
        AccountStore accounts(tx);
        const auto id = accounts.AccountOfReset(BytesOf(Digest(token)), now);
        return id ? accounts.Get(*id) : std::nullopt;
    });
    if (!account || account->disabled || account->password_hash.empty()) return expired();
    if (auto sound = CheckPassword(password, OwnWords(*account)); !sound) return sound;
    const auto hash = HashPassword(password);
    auto done = platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        AccountStore accounts(tx);
        const auto locked = accounts.Lock(account->id);
        if (!accounts.AccountOfReset(BytesOf(Digest(token)), now) || locked->disabled || locked->password_hash.empty())
            return expired();
        SetNewPassword(tx, account->id, hash, {});
        ForgetGuesses(accounts, *account);
        Tell(platform, tx, *account, Say("Mật khẩu của bạn vừa được đặt lại bằng đường dẫn gửi qua thư."));
        return {};
    });
    if (done) Log(Severity::warning, "PASSWORD_RESET", {{"user.name", LoggedLogin(account->login)}});
    return done;
}

Result<void> ResetByProof(const Platform& platform, ProofSource& source, std::string_view number, std::string_view claim,
                          std::string_view password) {
    const auto now = platform.clock.Now();
    // What no password can be costs none of the claim's few tries.
    if (auto sound = CheckPassword(password, {}); !sound) return sound;
    const auto vouched = source.Check(platform.storage, number, claim, now);
    if (!vouched) return std::unexpected(vouched.error());
    const auto account = platform.storage.Read([&](Transaction& tx) { return AccountStore(tx).GetByLogin(vouched->number); });
    if (!account || !account->Proven() || account->kind != vouched->kind)
        return No("RESET_UNPROVEN",
                  Say("Số này chưa có tài khoản đã xác minh. Hãy đăng ký và nhập mã trên phiếu: số ấy là của bạn."),
                  "so_dinh_danh");
    if (auto sound = CheckPassword(password, OwnWords(*account)); !sound) return sound;
    const auto hash = HashPassword(password);
    auto done = platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        AccountStore accounts(tx);
        const auto now_is = accounts.Lock(account->id);
        if (!now_is || !now_is->Proven() || now_is->person_number != vouched->number || !source.Spend(tx, *vouched, now))
            return No("SLIP_WRONG", Say("Mã trên phiếu không đúng, đã dùng hoặc đã hết hạn."), "ma_phieu");
        SetNewPassword(tx, account->id, hash, {});
        ForgetGuesses(accounts, *account);
        Tell(
            platform, tx, *account,
            Say("Mật khẩu của bạn vừa được đặt lại bằng phiếu xác minh cấp tại quầy. Nếu không phải bạn, hãy báo ngay bộ phận một cửa."));
        return {};
    });
    if (done) Log(Severity::warning, "PASSWORD_RESET", {{"user.name", LoggedLogin(account->login)}, {"by", "counter slip"}});
    return done;
}

std::string PendingTotp(storage::Database& database, const Session& session) {
    std::string secret;
    database.MustWrite([&](Transaction& tx) {
        AccountStore accounts(tx);
        secret = accounts.PendingTotp(session.id);
        if (secret.empty()) accounts.SetPendingTotp(session.id, secret = NewTotpSecret());
    });
    return secret;
}

Result<void> SwitchTotp(const Platform& platform, const Account& account, const Session& session, std::string_view password,
                        std::string_view code) {
    const auto now = platform.clock.Now();
    if (auto asked = AskAgain(platform.storage, account, password, now); !asked) return asked;
    const bool turns_off = !account.totp_secret.empty();
    const auto secret = turns_off ? account.totp_secret : PendingTotp(platform.storage, session);
    if (auto may = CountGuess(platform.storage, account, kSignedInCode, "ma_xac_thuc", now); !may) return may;
    const auto step = TotpStep(secret, code, now);
    if (step <= account.totp_step) {
        LogRefused(account);
        return WrongCode();
    }
    auto done = platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        AccountStore accounts(tx);
        // A code is spent by what it switched: it signs nobody in afterwards.
        if (!accounts.SetTotp(account.id, turns_off ? "" : secret, account.totp_secret, step)) return WrongCode();
        accounts.ForgetFailures(account.login, kSignedInCode);
        accounts.SetPendingTotp(session.id, "");
        Tell(platform, tx, account,
             turns_off ? Say("Mã xác thực khi đăng nhập của bạn vừa được tắt.")
                       : Say("Mã xác thực khi đăng nhập của bạn vừa được bật."));
        return {};
    });
    if (done && turns_off) Log(Severity::warning, "TOTP_SWITCHED_OFF", {{"user.name", LoggedLogin(account.login)}});
    if (done && !turns_off) Log(Severity::info, "TOTP_SWITCHED_ON", {{"user.name", LoggedLogin(account.login)}});
    return done;
}

std::expected<void, Refusals> ChangeContact(const Platform& platform, const Account& account, const Contact& wanted) {
    Refusals faults;
    const auto phone = ParsePhone(wanted.phone);
    if (!phone) faults.push_back({phone.error().code, phone.error().sentence, "so_dien_thoai"});
    if (auto refusal = RefuseLetters(wanted.address, "dia_chi")) faults.push_back(*std::move(refusal));
    std::string email;
    if (!Trim(wanted.email).empty()) {
        const auto parsed = ParseEmail(wanted.email);
        if (parsed)
            email = *parsed;
        else
            faults.push_back({parsed.error().code, parsed.error().sentence, "thu_dien_tu"});
    }
    const bool moves = faults.empty() && (email != account.email || *phone != account.phone);
    if (moves)
        if (auto asked = AskAgain(platform.storage, account, wanted.password, platform.clock.Now()); !asked)
            faults.push_back(asked.error());
    if (!faults.empty()) return std::unexpected(std::move(faults));
    platform.storage.MustWrite([&](Transaction& tx) {
        AccountStore accounts(tx);
        accounts.SetContact(account.id, *phone, email, Trim(wanted.address));
        if (!moves) return;
        // A link that went to the old address is worth nothing any more; the old address hears of it.
        accounts.DeleteResets(account.id);
        Tell(platform, tx, account,
             Say("Địa chỉ liên hệ của tài khoản vừa được đổi. Nếu không phải bạn, hãy báo bộ phận một cửa ngay."));
    });
    if (moves) Log(Severity::warning, "CONTACT_CHANGED", {{"user.name", LoggedLogin(account.login)}});
    return {};
}

}  // namespace dongson::identity
