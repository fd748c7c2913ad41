#include "platform/identity/staff.h"

#include <algorithm>
#include <utility>

#include "core/bytes.h"
#include "core/log.h"
#include "core/print_letters.h"
#include "core/text.h"
#include "platform/identity/one_time_code.h"
#include "platform/identity/password.h"
#include "platform/identity/person_number.h"
#include "platform/identity/post_record.h"
#include "platform/identity/proof.h"
#include "platform/identity/secrets.h"
#include "platform/identity/storage/access_token_store.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/identity/two_people.h"
#include "platform/organisation/directory.h"

namespace dongson::identity {

using storage::Transaction;

namespace {

constexpr std::size_t kLongestReason = 500;

std::vector<WhenPostsChange>& WhenChanged() {
    static std::vector<WhenPostsChange> when;
    return when;
}

std::unexpected<Refusal> No(std::string code, Sentence sentence, std::string field = "",
                            RefusalKind kind = RefusalKind::invalid) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), std::move(field), kind});
}

std::unexpected<Refusal> NoOfficer() {
    return std::unexpected(Refusal::NotFound(Say("Không có cán bộ này.")));
}

std::optional<Account> LockOfficer(Transaction& tx, AccountId id) {
    auto account = AccountStore(tx).Lock(id);
    if (account && account->kind != AccountKind::officer) account.reset();
    return account;
}

void Note(Transaction& tx, const Manager& by, AccountId account, std::string_view event, std::string_view detail, Instant now) {
    StaffStore(tx).Note(account, by.id, by.name, event, DetailOf(by, detail), now);
}

std::string CodeDigest(std::string_view code) {
    return std::string(BytesOf(Digest(code)));
}

// What a session, a program or a link could still do with the account ends.
std::int64_t EndEverything(Transaction& tx, AccountId account) {
    AccountStore accounts(tx);
    const auto sessions = accounts.SessionsOf(account).size();
    accounts.DeleteOtherSessions(account, {});
    accounts.DeleteResets(account);
    AccessTokenStore(tx).DeleteAll(account);
    return static_cast<std::int64_t>(sessions);
}

Access GiveCode(Transaction& tx, const Account& account, const std::string& code, Instant now) {
    const auto until = now + kAccessDays * kDay;
    StaffStore(tx).GiveCode(account.id, CodeDigest(code), until);
    return {account, InGroups(code), until};
}

// Whether somebody could administrate on a day and nobody could without this account, or without this post. Those who could are
// held until the transaction ends, and asked for again once they are: several who end each other at once do not all succeed.
bool NobodyOn(Transaction& tx, Date day, AccountId without_account, AppointmentId without_post) {
    StaffStore staff(tx);
    const auto before = staff.AbleOn(kAdministrate, day);
    if (before.empty()) return false;
    for (const auto& held : before)
        if (held.first != without_account) AccountStore(tx).Lock(held.first);
    return std::ranges::none_of(staff.AbleOn(kAdministrate, day),
                                [&](const auto& held) { return held.first != without_account && held.second != without_post; });
}

// On that day or, of those whose posts have no end, for ever.
bool NobodyWouldAdministrate(Transaction& tx, Date day, AccountId without_account, AppointmentId without_post) {
    const auto for_ever = Date::Of(9999, 12, 31);
    return NobodyOn(tx, day, without_account, without_post) || NobodyOn(tx, for_ever, without_account, without_post);
}

std::unexpected<Refusal> LastOperator() {
    return No(
        "STAFF_LAST_OPERATOR",
        Say("Đây là người quản trị cuối cùng: sau đó không ai quản trị được hệ thống. Hãy bổ nhiệm một người quản trị khác trước."),
        "", RefusalKind::conflict);
}

std::string Spoken(const std::optional<Date>& day) {
    return day ? day->Spoken() : std::string("–");
}

std::string Described(const organisation::Units& units, const Appointment& post) {
    return post.position + ", " + units.NameOf(post.unit) + " (" + post.role.key() + "), " + Spoken(post.from) + " – " +
           Spoken(post.until);
}

Refusals FaultsOf(const Platform& platform, const NewPost& wanted, const Appointment& post) {
    Refusals faults;
    const auto units = platform.units.Now();
    const auto* unit = units->Find(wanted.unit);
    if (unit == nullptr) {
        faults.push_back({"STAFF_UNIT", Say("Chọn đơn vị."), "don_vi"});
    } else if (!unit->ExistsOn(*post.from)) {
        faults.push_back(
            {"STAFF_UNIT", Say("{1} không hoạt động vào ngày {2}.", unit->short_name, post.from->Spoken()), "don_vi"});
    }
    if (post.until && *post.until < *post.from)
        faults.push_back({"STAFF_DAYS", Say("Ngày cuối không được trước ngày đầu."), "den_ngay"});
    else if (post.until && *post.until < platform.clock.Now().LocalDate())
        faults.push_back({"STAFF_PAST", Say("Chức vụ đã qua không giao được: quá khứ không đổi."), "den_ngay"});
    if (auto refusal = RefuseLetters(post.position, "chuc_vu")) faults.push_back(*std::move(refusal));
    if (Length(post.position) > kLongestPosition)
        faults.push_back({"STAFF_POSITION", Say("Chức vụ dài nhất {1} ký tự.", std::to_string(kLongestPosition)), "chuc_vu"});
    return faults;
}

}  // namespace

Result<void> CheckReason(std::string_view reason) {
    if (Trim(reason).empty()) return No("STAFF_REASON", Say("Ghi lý do."), "ly_do");
    if (Length(reason) > kLongestReason)
        return No("STAFF_REASON", Say("Lý do dài nhất {1} ký tự.", std::to_string(kLongestReason)), "ly_do");
    if (auto refusal = RefuseLetters(reason, "ly_do")) return std::unexpected(*std::move(refusal));
    return {};
}

Refusal NotOneself() {
    return {"STAFF_ONESELF",
            Say("Không tự giao việc hay tự cấp mã cho chính mình: nhờ người quản trị khác, hoặc làm tại máy chủ."), "",
            RefusalKind::forbidden};
}

Result<std::string> ParseLogin(std::string_view typed, Date today) {
    constexpr std::size_t kLeast = 3, kMost = 40;
    auto login = Lower(Trim(typed));
    const bool plain = std::ranges::all_of(
        login, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_'; });
    if (login.size() < kLeast || login.size() > kMost || !plain || login[0] < 'a' || login[0] > 'z')
        return No(
            "STAFF_LOGIN",
            Say("Tên đăng nhập gồm 3 đến 40 chữ thường không dấu, chữ số, dấu chấm, gạch nối; bắt đầu bằng chữ. Ví dụ: an.nguyenvan"),
            "ten_dang_nhap");
    // A name that could be read as a passport is a name, unless it is written as registration keeps one.
    if (const auto number = ParsePersonNumber(login, today); number && Lower(number->number) == login)
        return No("STAFF_LOGIN", Say("Tên đăng nhập của cán bộ không được là một số định danh hay hộ chiếu."), "ten_dang_nhap");
    return login;
}

namespace {

// The account as it would be, and every fault of it.
Account NewAccount(const NewOfficer& wanted, Instant now, Refusals& faults) {
    Account account{.id = Fresh<AccountTag>(), .kind = AccountKind::officer, .name = OneSpaced(wanted.name), .created = now};
    const auto take = [&](const Result<std::string>& parsed, std::string& place, const char* field) {
        if (parsed) {
            place = *parsed;
        } else {
            faults.push_back(parsed.error());
            faults.back().field = field;
        }
    };
    take(ParseLogin(wanted.login, now.LocalDate()), account.login, "ten_dang_nhap");
    if (Length(account.name) < 2) faults.push_back({"NAME_MISSING", Say("Nhập họ và tên."), "ho_ten"});
    if (Length(account.name) > kLongestName)
        faults.push_back({"NAME_LONG", Say("Họ và tên dài nhất {1} ký tự.", std::to_string(kLongestName)), "ho_ten"});
    if (auto refusal = RefuseLettersOfName(account.name, "ho_ten")) faults.push_back(*std::move(refusal));
    if (!Trim(wanted.email).empty()) take(ParseEmail(wanted.email), account.email, "thu_dien_tu");
    if (!Trim(wanted.phone).empty()) take(ParsePhone(wanted.phone), account.phone, "so_dien_thoai");
    return account;
}

Appointment PostFrom(const NewPost& wanted, Date today) {
    Appointment post{.unit = wanted.unit, .role = wanted.role, .position = OneSpaced(wanted.position)};
    if (post.position.empty()) post.position = wanted.role.name().vi;
    post.id = Fresh<AppointmentTag>();
    post.from = wanted.from.value_or(today);
    post.until = wanted.until;
    return post;
}

std::expected<Access, Refusals> HireWith(const Platform& platform, const Manager& by, const NewOfficer& wanted,
                                         const std::optional<Appointment>& post, Refusals faults) {
    const auto now = platform.clock.Now();
    const auto account = NewAccount(wanted, now, faults);
    if (!faults.empty()) return std::unexpected(std::move(faults));
    const auto units = platform.units.Now();
    const auto code = FreshSigns(kAccessSigns);
    auto hired = platform.storage.InTransaction([&](Transaction& tx) -> Result<Access> {
        if (!AccountStore(tx).Insert(account))
            return No("STAFF_LOGIN_TAKEN", Say("Tên đăng nhập {1} đã có người dùng.", account.login), "ten_dang_nhap",
                      RefusalKind::conflict);
        Note(tx, by, account.id, "hired", account.name, now);
        if (post) {
            AccountStore(tx).Appoint(account.id, *post);
            BindPosts(platform, tx, {account.id});
            Note(tx, by, account.id, "appointed", Described(*units, *post), now);
        }
        if (auto yes = TakeYes(platform, tx, by, account.id, post && GivingWantsTwo(post->role)); !yes)
            return std::unexpected(yes.error());
        return GiveCode(tx, account, code, now);
    });
    if (!hired) return std::unexpected(Refusals{hired.error()});
    Log(Severity::warning, "STAFF_HIRED", {{"user.name", LoggedLogin(account.login)}, {"by", by.name}});
    return *std::move(hired);
}

}  // namespace

std::expected<Access, Refusals> Hire(const Platform& platform, const Manager& by, const NewOfficer& wanted) {
    return HireWith(platform, by, wanted, std::nullopt, {});
}

std::expected<Access, Refusals> HireTo(const Platform& platform, const Manager& by, const NewOfficer& wanted,
                                       const NewPost& wanted_post) {
    const auto post = PostFrom(wanted_post, platform.clock.Now().LocalDate());
    return HireWith(platform, by, wanted, post, FaultsOf(platform, wanted_post, post));
}

Refusals FaultsOf(const Platform& platform, const NewOfficer& wanted) {
    Refusals faults;
    (void)NewAccount(wanted, platform.clock.Now(), faults);
    return faults;
}

std::expected<Appointment, Refusals> AppointTo(const Platform& platform, const Manager& by, AccountId id, const NewPost& wanted) {
    const auto now = platform.clock.Now();
    auto post = PostFrom(wanted, now.LocalDate());
    if (auto faults = FaultsOf(platform, wanted, post); !faults.empty()) return std::unexpected(std::move(faults));
    const auto units = platform.units.Now();
    std::optional<Account> account;
    const auto appointed = platform.storage.InTransaction([&](Transaction& tx) -> Result<bool> {
        account = LockOfficer(tx, id);
        if (!account) return NoOfficer();
        if (by.id == id) return std::unexpected(NotOneself());
        if (account->disabled)
            return No("STAFF_DISABLED", Say("Tài khoản của {1} đã ngừng dùng. Hãy mở lại trước khi bổ nhiệm.", account->name), "",
                      RefusalKind::conflict);
        StaffStore staff(tx);
        for (const auto& other : staff.PostsOf(id))
            if (other.held.unit == post.unit && other.held.role == post.role && other.held.Meets(*post.from, post.until))
                return No("STAFF_POST_HELD",
                          Say("{1} đang giữ chức vụ này rồi: {2}.", account->name, Described(*units, other.held)), "vai_tro",
                          RefusalKind::conflict);
        if (auto yes = TakeYes(platform, tx, by, id, GivingWantsTwo(post.role)); !yes) return std::unexpected(yes.error());
        AccountStore(tx).Appoint(id, post);
        BindPosts(platform, tx, {id});
        Note(tx, by, id, "appointed", Described(*units, post), now);
        Tell(platform, tx, *account,
             Say("Bạn được giao việc: {1}, {2}, từ ngày {3}.", post.position, units->NameOf(post.unit), post.from->Spoken()));
        return true;
    });
    if (!appointed) return std::unexpected(Refusals{appointed.error()});
    Log(Severity::warning, "STAFF_APPOINTED", {{"user.name", LoggedLogin(account->login)}, {"by", by.name}});
    return post;
}

std::optional<Refusal> RefuseLastDay(const Appointment& post, Date last, Date today) {
    const auto day = [](Sentence sentence) { return Refusal{"STAFF_DAYS", std::move(sentence), "ngay_cuoi"}; };
    if (post.until && *post.until < today)
        return Refusal{"STAFF_POST_ENDED", Say("Chức vụ này đã kết thúc ngày {1}.", post.until->Spoken()), "den_ngay",
                       RefusalKind::conflict};
    if (post.until && last > *post.until)
        return day(
            Say("Chức vụ này kết thúc ngày {1}; muốn giữ lâu hơn thì giao việc mới từ ngày sau đó.", post.until->Spoken()));
    if (post.from && last < *post.from - 1) return day(Say("Ngày cuối không được trước ngày đầu."));
    // The past stays true; yesterday, for who left without anybody's writing it down.
    if (last < today - 1 && (!post.from || *post.from <= today))
        return Refusal{"STAFF_PAST", Say("Quá khứ không đổi được: ngày cuối sớm nhất là hôm qua."), "ngay_cuoi"};
    return std::nullopt;
}

Result<void> EndPost(const Platform& platform, const Manager& by, AppointmentId id, Date last, std::string_view reason) {
    const auto now = platform.clock.Now();
    const auto units = platform.units.Now();
    std::optional<Account> account;
    auto ended = platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        StaffStore staff(tx);
        auto post = staff.Get(id);
        account = post ? LockOfficer(tx, post->account) : std::nullopt;
        if (!account) return std::unexpected(Refusal::NotFound(Say("Không có chức vụ này.")));
        post = staff.Get(id);
        if (auto refusal = RefuseLastDay(post->held, last, now.LocalDate())) return std::unexpected(*std::move(refusal));
        if (auto good = CheckReason(reason); !good) return std::unexpected(good.error());
        if (post->held.role.Gives(kAdministrate) && NobodyWouldAdministrate(tx, std::max(last + 1, now.LocalDate()), {}, id))
            return LastOperator();
        if (auto yes = TakeYes(platform, tx, by, account->id, WantsTwoPeople(post->held.role)); !yes)
            return std::unexpected(yes.error());
        staff.EndPost(id, last);
        BindPosts(platform, tx, {account->id});
        post->held.until = last;
        Note(tx, by, account->id, "post_ended", Described(*units, post->held) + ": " + std::string(Trim(reason)), now);
        Tell(platform, tx, *account,
             Say("Công việc {1}, {2} của bạn kết thúc hết ngày {3}: {4}", post->held.position, units->NameOf(post->held.unit),
                 last.Spoken(), Trim(reason)));
        PostsChanged(platform, tx);
        return {};
    });
    if (ended) Log(Severity::warning, "STAFF_POST_ENDED", {{"user.name", LoggedLogin(account->login)}, {"by", by.name}});
    return ended;
}

Result<void> Disable(const Platform& platform, const Manager& by, AccountId id, std::string_view reason) {
    const auto now = platform.clock.Now();
    std::optional<Account> account;
    auto done = platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        account = LockOfficer(tx, id);
        if (!account) return NoOfficer();
        if (account->disabled) return No("STAFF_DISABLED", Say("Tài khoản này đã ngừng dùng."), "", RefusalKind::conflict);
        if (auto good = CheckReason(reason); !good) return std::unexpected(good.error());
        if (NobodyWouldAdministrate(tx, now.LocalDate(), id, {})) return LastOperator();
        if (auto yes = TakeYes(platform, tx, by, id, HasPower(tx, id, now.LocalDate())); !yes)
            return std::unexpected(yes.error());
        StaffStore staff(tx);
        staff.Disable(id, now);
        staff.DropCode(id);
        EndEverything(tx, id);
        Note(tx, by, id, "disabled", Trim(reason), now);
        Tell(platform, tx, *account, Say("Tài khoản cán bộ của bạn đã ngừng dùng: {1}", Trim(reason)));
        PostsChanged(platform, tx);
        return {};
    });
    if (done) Log(Severity::warning, "STAFF_DISABLED", {{"user.name", LoggedLogin(account->login)}, {"by", by.name}});
    return done;
}

namespace {

// The account is as on the first day: a code, and neither password nor one-time codes.
Result<Access> LetInAgain(const Platform& platform, const Manager& by, AccountId id, std::string_view reason, bool enables) {
    const auto now = platform.clock.Now();
    const auto code = FreshSigns(kAccessSigns);
    auto access = platform.storage.InTransaction([&](Transaction& tx) -> Result<Access> {
        auto account = LockOfficer(tx, id);
        if (!account) return NoOfficer();
        if (auto good = CheckReason(reason); !good) return std::unexpected(good.error());
        if (by.id == id) return std::unexpected(NotOneself());
        StaffStore staff(tx);
        if (enables && !staff.Enable(id))
            return No("STAFF_NOT_DISABLED", Say("Tài khoản này đang dùng."), "", RefusalKind::conflict);
        if (!enables && account->disabled)
            return No("STAFF_DISABLED", Say("Tài khoản này đã ngừng dùng."), "", RefusalKind::conflict);
        // Whoever holds the code signs as whose it is; also before they ever came in.
        const auto today = now.LocalDate();
        if (auto yes = TakeYes(platform, tx, by, id, enables ? HasWhatTwoGive(tx, id, today) : HasPower(tx, id, today)); !yes)
            return std::unexpected(yes.error());
        account->disabled.reset();
        EndEverything(tx, id);
        staff.TakeAccess(id);
        Note(tx, by, id, enables ? "enabled" : "access_renewed", Trim(reason), now);
        Tell(platform, tx, *account,
             Say("Mật khẩu của bạn vừa được đặt lại bởi người quản trị. Nếu bạn không yêu cầu, hãy báo ngay."));
        return GiveCode(tx, *account, code, now);
    });
    if (access && enables)
        Log(Severity::warning, "STAFF_ENABLED", {{"user.name", LoggedLogin(access->account.login)}, {"by", by.name}});
    if (access && !enables)
        Log(Severity::warning, "STAFF_ACCESS_RENEWED", {{"user.name", LoggedLogin(access->account.login)}, {"by", by.name}});
    return access;
}

}  // namespace

Result<Access> Enable(const Platform& platform, const Manager& by, AccountId id, std::string_view reason) {
    return LetInAgain(platform, by, id, reason, true);
}

Result<Access> RenewAccess(const Platform& platform, const Manager& by, AccountId id, std::string_view reason) {
    return LetInAgain(platform, by, id, reason, false);
}

Result<std::int64_t> EndSessions(const Platform& platform, const Manager& by, AccountId id, std::string_view reason) {
    const auto now = platform.clock.Now();
    std::optional<Account> account;
    const auto ended = platform.storage.InTransaction([&](Transaction& tx) -> Result<std::int64_t> {
        account = LockOfficer(tx, id);
        if (!account) return NoOfficer();
        if (auto good = CheckReason(reason); !good) return std::unexpected(good.error());
        const auto sessions = EndEverything(tx, id);
        Note(tx, by, id, "sessions_ended", Trim(reason), now);
        Tell(platform, tx, *account, Say("Mọi phiên đăng nhập của bạn vừa được người quản trị đóng: {1}", Trim(reason)));
        return sessions;
    });
    if (ended) Log(Severity::warning, "STAFF_SESSIONS_ENDED", {{"user.name", LoggedLogin(account->login)}, {"by", by.name}});
    return ended;
}

Result<Account> Activate(const Platform& platform, std::string_view typed, std::string_view code, std::string_view password) {
    const auto now = platform.clock.Now();
    const auto wrong = [] {
        return No("ACTIVATION_WRONG",
                  Say("Tên đăng nhập hoặc mã không đúng, mã đã dùng hoặc đã hết hạn. Hãy xin mã mới của người quản trị đơn vị."),
                  "ma_kich_hoat");
    };
    const auto digest = CodeDigest(NormalCode(code));
    const auto found = platform.storage.Read([&](Transaction& tx) -> std::optional<Account> {
        auto account = AccountStore(tx).GetByLogin(Lower(Trim(typed)));
        if (!account || account->disabled || !StaffStore(tx).CodeFits(account->id, digest, now)) return std::nullopt;
        return account;
    });
    if (!found) {
        Log(Severity::warning, "ACTIVATION_REFUSED", {{"user.name", LoggedLogin(Shorten(Lower(Trim(typed)), 40))}});
        return wrong();
    }
    if (auto sound = CheckPassword(password, OwnWords(*found)); !sound) return std::unexpected(sound.error());
    const auto hash = HashPassword(password);
    auto activated = platform.storage.InTransaction([&](Transaction& tx) -> Result<Account> {
        auto account = LockOfficer(tx, found->id);
        if (!account || account->disabled || !StaffStore(tx).SpendCode(account->id, digest, now)) return wrong();
        EndEverything(tx, account->id);
        AccountStore(tx).SetPassword(account->id, hash);
        StaffStore(tx).Note(account->id, account->id, account->name, "activated", "", now);
        // Somebody came in by a code that another had in their hands: who signs or administrates is looked at by many.
        if (HasPower(tx, account->id, now.LocalDate()))
            TellAdministrators(platform, tx, {account->id},
                               Say("{1} ({2}), người ký duyệt hoặc quản trị, vừa đặt mật khẩu bằng mã kích hoạt.", account->name,
                                   account->login));
        account->password_hash = hash;
        return *std::move(account);
    });
    if (activated) Log(Severity::info, "STAFF_ACTIVATED", {{"user.name", LoggedLogin(activated->login)}});
    return activated;
}

void UseWhenPostsChange(WhenPostsChange when) {
    if (when)
        WhenChanged().push_back(std::move(when));
    else
        WhenChanged().clear();
}
void PostsChanged(const Platform& platform, Transaction& tx) {
    for (const auto& when : WhenChanged()) when(platform, tx);
}

}  // namespace dongson::identity
