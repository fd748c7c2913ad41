#include "platform/identity/two_people.h"

#include <algorithm>
#include <set>

#include "core/log.h"
#include "core/text.h"
#include "platform/identity/proof.h"
#include "platform/identity/role.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/asked_end_sql.h"
#include "platform/identity/storage/staff_store.h"

namespace dongson::identity {

using storage::Row;
using storage::Transaction;

namespace {

bool StillHeld(const Appointment& post, Date today) {
    return !post.until || *post.until >= today;
}

// Another administrator of today, whoever it is.
bool IsAnother(Transaction& tx, const Manager& by, Date today) {
    const auto able = StaffStore(tx).AbleOn(kAdministrate, today);
    return std::ranges::any_of(able, [&](const auto& held) { return held.first != by.id; });
}

// The console has no account and asks nobody. Of two administrators neither ends the other alone: a third, or the console, has
// to.
bool WantsAnother(Transaction& tx, const Manager& by, AccountId account, AppointmentId post, Date today) {
    if (!by.id || !IsAnother(tx, by, today)) return false;
    const auto posts = StaffStore(tx).PostsOf(account);
    return std::ranges::any_of(posts, [&](const StaffStore::Post& each) {
        return (!post || each.held.id == post) && StillHeld(each.held, today) && WantsTwoPeople(each.held.role);
    });
}

void Note(Transaction& tx, const Manager& by, AccountId account, std::string_view event, std::string_view detail, Instant now) {
    StaffStore(tx).Note(account, by.id, by.name, event, detail, now);
}

void TellTheOthers(const Platform& platform, Transaction& tx, const AskedEnd& asked, const Account& account) {
    std::set<AccountId> others;
    for (const auto& [able, post] : StaffStore(tx).AbleOn(kAdministrate, asked.at.LocalDate())) others.insert(able);
    for (const auto other : others)
        if (other != asked.by.id && other != asked.account)
            if (const auto administrator = AccountStore(tx).Get(other))
                Tell(platform, tx, *administrator,
                     Say("{1} đề nghị kết thúc việc của {2} ({3}). Xác nhận hoặc bỏ ở Quản trị → Người làm việc.", asked.by.name,
                         account.name, account.login));
}

Result<Ended> Ask(const Platform& platform, AskedEnd asked) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Ended> {
        // One after another: two who ask at once make one request.
        const auto account = AccountStore(tx).Lock(asked.account);
        if (!account) return std::unexpected(Refusal::NotFound(Say("Không có cán bộ này.")));
        if (account->disabled)
            return std::unexpected(Refusal{"STAFF_DISABLED", Say("Tài khoản này đã ngừng dùng."), "", RefusalKind::conflict});
        if (auto good = CheckReason(asked.reason); !good) return std::unexpected(good.error());
        for (const auto& waiting : AskedEnds(tx, asked.at, asked.account))
            if (waiting.post == asked.post)
                return std::unexpected(Refusal{"STAFF_END_ASKED",
                                               Say("{1} đã đề nghị việc này lúc {2}; người quản trị khác xác nhận ở đầu trang.",
                                                   waiting.by.name, waiting.at.Local()),
                                               "", RefusalKind::conflict});
        tx.Run(kInsertAskedEnd, {{"id", asked.id},
                                 {"account", asked.account},
                                 {"post", asked.post},
                                 {"last", asked.last},
                                 {"reason", asked.reason},
                                 {"by", asked.by.id},
                                 {"by_name", asked.by.name},
                                 {"now", asked.at}});
        Note(tx, asked.by, asked.account, "end_asked", asked.reason, asked.at);
        TellTheOthers(platform, tx, asked, *account);
        return Ended::asked;
    });
}

Refusal Gone() {
    return {"STAFF_END_GONE",
            Say("Đề nghị này không còn chờ: đã có người quyết định, hoặc quá {1} ngày.", std::to_string(kAskedEndDays)), "",
            RefusalKind::conflict};
}

std::optional<AskedEnd> Waiting(const Platform& platform, AccountId account, AskedEndId id) {
    const auto all = platform.storage.Read([&](Transaction& tx) { return AskedEnds(tx, platform.clock.Now(), account); });
    const auto found = std::ranges::find(all, id, &AskedEnd::id);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

// True for whoever was faster.
bool Decide(const Platform& platform, AskedEndId id) {
    bool mine = false;
    platform.storage.MustWrite(
        [&](Transaction& tx) { mine = tx.Run(kDecideAskedEnd, {{"id", id}, {"now", platform.clock.Now()}}) == 1; });
    return mine;
}

Refusal NotTheirs(Sentence sentence) {
    return {"STAFF_END_ONESELF", std::move(sentence), "", RefusalKind::forbidden};
}

// Whoever asked does not confirm by somebody they have just let in, nor does whom it is about decide.
std::optional<Refusal> RefuseDecider(const Platform& platform, const Manager& by, const AskedEnd& asked) {
    if (asked.by.id == by.id || asked.account == by.id)
        return NotTheirs(Say("Người đề nghị và người có liên quan không tự xác nhận. Nhờ một người quản trị khác."));
    const Instant since{platform.clock.Now().ms - kAskedEndDays * kDay};
    const bool let_in = platform.storage.Read(
        [&](Transaction& tx) { return tx.Count(kLetInBy, {{"account", by.id}, {"by", asked.by.id}, {"since", since}}) > 0; });
    if (!let_in) return std::nullopt;
    return NotTheirs(Say("{1} vừa cấp quyền hoặc mã cho bạn trong {2} ngày qua, nên bạn không xác nhận đề nghị của họ được.",
                         asked.by.name, std::to_string(kAskedEndDays)));
}

}  // namespace

bool WantsTwoPeople(const Role& role) {
    const auto book = RolesNow();
    return role.Gives(kAdministrate) ||
           std::ranges::any_of(role.capabilities(), [&](const auto& key) { return book->Declared(key).stead == Stead::signs; });
}

std::vector<AskedEnd> AskedEnds(Transaction& tx, Instant now, AccountId account) {
    return tx.Select(kAskedEnds, {{"account", account}, {"since", Instant{now.ms - kAskedEndDays * kDay}}}, [](Row& row) {
        AskedEnd asked;
        asked.id = row.Next<AskedEndId>();
        asked.account = row.Next<AccountId>();
        asked.post = row.Next<AppointmentId>();
        asked.last = Date::Parse(row.Next<std::string>()).value_or(Date{});
        asked.reason = row.Next<std::string>();
        asked.by.id = row.Next<AccountId>();
        asked.by.name = row.Next<std::string>();
        asked.at = row.Next<Instant>();
        return asked;
    });
}

Result<Ended> DisableOrAsk(const Platform& platform, const Manager& by, AccountId account, std::string_view reason) {
    const auto now = platform.clock.Now();
    if (platform.storage.Read([&](Transaction& tx) { return WantsAnother(tx, by, account, {}, now.LocalDate()); }))
        return Ask(platform, {Fresh<AskedEndTag>(), account, {}, now.LocalDate(), std::string(Trim(reason)), by, now});
    auto done = Disable(platform, by, account, reason);
    return done ? Result<Ended>(Ended::done) : std::unexpected(done.error());
}

Result<Ended> EndPostOrAsk(const Platform& platform, const Manager& by, AppointmentId post, Date last, std::string_view reason) {
    const auto now = platform.clock.Now();
    const auto held = platform.storage.Read([&](Transaction& tx) -> std::optional<StaffStore::Post> {
        auto found = StaffStore(tx).Get(post);
        if (found && !WantsAnother(tx, by, found->account, post, now.LocalDate())) found.reset();
        return found;
    });
    if (held)
        if (auto refusal = RefuseLastDay(held->held, last, now.LocalDate())) return std::unexpected(*std::move(refusal));
    if (held) return Ask(platform, {Fresh<AskedEndTag>(), held->account, post, last, std::string(Trim(reason)), by, now});
    auto done = EndPost(platform, by, post, last, reason);
    return done ? Result<Ended>(Ended::done) : std::unexpected(done.error());
}

Result<void> ConfirmEnd(const Platform& platform, const Manager& by, AccountId account, AskedEndId id) {
    const auto asked = Waiting(platform, account, id);
    if (!asked) return std::unexpected(Gone());
    if (auto refusal = RefuseDecider(platform, by, *asked)) return std::unexpected(*std::move(refusal));
    // Taken first: whoever drops it in the same moment finds it decided.
    if (!Decide(platform, id)) return std::unexpected(Gone());
    // A day that has passed meanwhile is the day before today: nobody held the post by a page nobody had confirmed.
    const auto last = std::max(asked->last, platform.clock.Now().LocalDate() - 1);
    auto done =
        asked->post ? EndPost(platform, by, asked->post, last, asked->reason) : Disable(platform, by, account, asked->reason);
    if (!done) platform.storage.MustWrite([&](Transaction& tx) { tx.Run(kWaitAgain, {{"id", id}}); });
    return done;
}

Result<void> DropEnd(const Platform& platform, const Manager& by, AccountId account, AskedEndId id) {
    const auto asked = Waiting(platform, account, id);
    if (!asked) return std::unexpected(Gone());
    if (asked->account == by.id)
        return std::unexpected(NotTheirs(Say("Đề nghị này về chính bạn: người đề nghị hoặc người quản trị khác quyết định.")));
    if (!Decide(platform, id)) return std::unexpected(Gone());
    platform.storage.MustWrite(
        [&](Transaction& tx) { Note(tx, by, account, "end_dropped", asked->reason, platform.clock.Now()); });
    Log(Severity::warning, "STAFF_END_DROPPED", {{"by", by.name}});
    return {};
}

}  // namespace dongson::identity
