#include "platform/identity/sign_in.h"

#include <algorithm>

#include "core/bytes.h"
#include "core/log.h"
#include "core/text.h"
#include "platform/identity/person_number.h"
#include "platform/identity/secrets.h"
#include "platform/identity/storage/account_store.h"
#include "storage/scarcity.h"

namespace dongson::identity {

using storage::Transaction;

namespace {

constexpr std::int64_t kFreeFailures = 5;

// How long an address waits for one account: a minute after five failures, twice as long after each more, an hour at most.
std::int64_t WaitAfter(std::int64_t failures) {
    if (failures < kFreeFailures) return 0;
    return std::min<std::int64_t>(kHour, kMinute << std::min<std::int64_t>(failures - kFreeFailures, 6));
}

std::unexpected<Refusal> Refuse(std::string code, Sentence sentence, RefusalKind kind = RefusalKind::invalid) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), "ten_dang_nhap", kind});
}

std::string NormalLogin(std::string_view login) {
    std::string normal;
    for (const char c : Lower(Trim(login)))
        if (c != ' ') normal += c;
    return normal;
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
    const bool number = login.size() > 8 && login.find_first_not_of("0123456789") == std::string::npos;
    const auto name = number ? login.substr(0, 3) + "…" + login.substr(login.size() - 3) : login;
    if (let_in) {
        Log(Severity::info, "SIGNED_IN", {{"user.name", name}, {"source.ip", address}});
    } else {
        Log(Severity::warning, "SIGN_IN_REFUSED", {{"user.name", name}, {"source.ip", address}});
    }
}

}  // namespace

Result<SignedIn> SignIn(storage::Database& database, const Credentials& credentials, Instant now) {
    const auto login = NormalLogin(credentials.login);
    const auto known = database.Read([&](Transaction& tx) {
        AccountStore accounts(tx);
        return std::pair(accounts.GetByLogin(login), accounts.FailuresOf(login, credentials.address));
    });
    const auto& [account, failures] = known;
    if (const auto wait = failures.last.ms + WaitAfter(failures.count) - now.ms; failures.count >= kFreeFailures && wait > 0) {
        Told(false, login, credentials.address);
        return Refuse("SIGN_IN_WAIT",
                      Say("Đã nhập sai nhiều lần từ máy này. Hãy thử lại sau {1} phút, hoặc đặt lại mật khẩu.",
                          std::to_string(wait / kMinute + 1)),
                      RefusalKind::too_many);
    }

    const bool matches = PasswordMatches(account ? account->password_hash : NobodysHash(), credentials.password) && account;
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
            return false;
        }
        accounts.ForgetFailures(login, credentials.address);
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
        if (!account || session->seen.ms + RestOf(account->kind) < now.ms) return std::nullopt;
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

std::expected<Account, Refusals> Register(storage::Database& database, const Registration& wanted, Instant now) {
    Refusals faults;
    const auto check = [&](auto result, std::string field) {
        using Value = typename decltype(result)::value_type;
        if (result) return *result;
        faults.push_back(result.error());
        faults.back().field = std::move(field);
        return Value{};
    };
    Account account{.id = Fresh<AccountTag>(),
                    .kind = wanted.kind,
                    .name = std::string(Trim(wanted.name)),
                    .address = std::string(Trim(wanted.address)),
                    .created = now};
    if (Length(account.name) < 2)
        faults.push_back({"NAME_MISSING", Say("Nhập họ và tên như trên thẻ căn cước, hoặc tên tổ chức."), "ho_ten"});
    if (wanted.kind == AccountKind::citizen) {
        const auto number = check(ParseCitizenNumber(wanted.person_number, now.LocalDate()), "so_dinh_danh");
        account.person_number = number.digits;
        const auto born = Date::ParseSpoken(Trim(wanted.born));
        if (!born || *born > now.LocalDate())
            faults.push_back({"BIRTH_DATE", Say("Nhập ngày sinh, ví dụ 27/3/1990."), "ngay_sinh"});
        else if (!number.digits.empty() && born->Year() != number.birth_year)
            faults.push_back({"BIRTH_YEAR",
                              Say("Năm sinh {1} không khớp với số định danh (năm {2}).", std::to_string(born->Year()),
                                  std::to_string(number.birth_year)),
                              "ngay_sinh"});
        account.born = born.value_or(Date{});
    } else {
        account.person_number = check(ParseTaxCode(wanted.person_number), "so_dinh_danh");
    }
    account.login = account.person_number;
    account.phone = check(ParsePhone(wanted.phone), "so_dien_thoai");
    if (!Trim(wanted.email).empty()) account.email = check(ParseEmail(wanted.email), "thu_dien_tu");
    if (const auto password = CheckPassword(wanted.password, account.login); !password) faults.push_back(password.error());
    if (!faults.empty()) return std::unexpected(std::move(faults));

    account.password_hash = HashPassword(wanted.password);
    auto kept = database.InTransaction([&](Transaction& tx) -> Result<bool> {
        if (!AccountStore(tx).Insert(account))
            return std::unexpected(Refusal{"ACCOUNT_EXISTS",
                                           Say("Số này đã có tài khoản. Hãy đăng nhập, hoặc đặt lại mật khẩu nếu quên."),
                                           "so_dinh_danh", RefusalKind::conflict});
        return true;
    });
    if (!kept) return std::unexpected(Refusals{kept.error()});
    return account;
}

std::optional<std::string> BeginReset(storage::Database& database, std::string_view login, Instant now) {
    const auto token = Base64Url(RandomBytes(32));
    const auto kept = database.InTransaction([&](Transaction& tx) -> Result<bool> {
        AccountStore accounts(tx);
        const auto account = accounts.GetByLogin(NormalLogin(login));
        if (!account) return false;
        accounts.DeleteResets(account->id);
        accounts.InsertReset(BytesOf(Digest(token)), account->id, now + kHour);
        return true;
    });
    return kept && *kept ? std::optional(token) : std::nullopt;
}

Result<void> FinishReset(storage::Database& database, std::string_view token, std::string_view password, Instant now) {
    const auto find = [&](Transaction& tx) { return AccountStore(tx).AccountOfReset(BytesOf(Digest(token)), now); };
    const auto expired = std::unexpected(
        Refusal{"RESET_EXPIRED", Say("Đường dẫn đặt lại mật khẩu đã hết hạn hoặc đã dùng. Hãy xin đường dẫn mới."), ""});
    // Hashing is dear: a link that nobody was given costs nothing.
    if (!database.Read(find)) return expired;
    if (auto sound = CheckPassword(password, ""); !sound) return sound;
    const auto hash = HashPassword(password);
    return database.InTransaction([&](Transaction& tx) -> Result<void> {
        AccountStore accounts(tx);
        const auto account = find(tx);
        if (!account) return expired;
        accounts.SetPassword(*account, hash);
        accounts.DeleteResets(*account);
        accounts.DeleteSessionsOf(*account);
        return {};
    });
}

}  // namespace dongson::identity
