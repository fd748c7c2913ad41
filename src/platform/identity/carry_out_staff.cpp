// A list of officers is carried out: all of it in one transaction, each row held once more against what is there by then.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "core/bytes.h"
#include "core/log.h"
#include "platform/identity/one_time_code.h"
#include "platform/identity/post_record.h"
#include "platform/identity/proof.h"
#include "platform/identity/staff_list.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/identity/two_people.h"
#include "platform/organisation/directory.h"

namespace dongson::identity {

using storage::Transaction;

namespace {

std::unexpected<Refusal> Stale(const StaffRow& row) {
    return std::unexpected(Refusal{
        "STAFF_LIST_STALE",
        Say("Từ khi xem trước, {1} (dòng {2}) đã khác. Hãy xem lại các thay đổi.", row.officer.login, std::to_string(row.line)),
        "", RefusalKind::conflict});
}

Appointment PostOf(const StaffRow& row) {
    Appointment post{.unit = row.post.unit, .role = row.post.role, .position = row.post.position};
    post.from = row.post.from;
    post.until = row.post.until;
    return post;
}

// Of one transaction; another is made when that has to run again.
class Writer {
  public:
    Writer(const Platform& platform, Transaction& tx, const Manager& by, const std::vector<std::string>& codes, Instant now)
        : platform_(platform),
          tx_(tx),
          by_(by),
          codes_(codes),
          now_(now),
          accounts_(tx),
          staff_(tx),
          units_(platform.units.Now()) {}

    Result<void> Write(const StaffRow& row) {
        switch (row.effect) {
            case RowEffect::nothing:
                return {};
            case RowEffect::hires:
                return Hire(row);
            case RowEffect::appoints:
                return Appoint(row);
            case RowEffect::changes:
                return Change(row);
        }
        return {};
    }

    std::vector<Access> given() && { return std::move(given_); }
    bool ended() const { return ended_; }
    std::vector<AccountId> posted() const { return {posted_.begin(), posted_.end()}; }  // whose posts were written
    // Whether a row gives, ends or reaches what signs or administrates: then the whole list waits for a second person.
    bool of_weight() const { return of_weight_; }

  private:
    Result<void> Hire(const StaffRow& row) {
        const Account account{.id = Fresh<AccountTag>(),
                              .kind = AccountKind::officer,
                              .login = row.officer.login,
                              .name = row.officer.name,
                              .phone = row.officer.phone,
                              .email = row.officer.email,
                              .created = now_};
        if (!accounts_.Insert(account)) return Stale(row);
        of_weight_ = of_weight_ || GivingWantsTwo(row.post.role);
        hired_.emplace(account.login, account.id);
        const auto& code = codes_[given_.size()];
        const auto until = now_ + kAccessDays * kDay;
        staff_.GiveCode(account.id, BytesOf(Digest(code)), until);
        given_.push_back({account, InGroups(code), until});
        accounts_.Appoint(account.id, PostOf(row));
        posted_.insert(account.id);
        Note(account.id, "hired", account.name + ": " + Described(row));
        return {};
    }

    Result<void> Appoint(const StaffRow& row) {
        of_weight_ = of_weight_ || GivingWantsTwo(row.post.role);
        if (const auto before = hired_.find(row.officer.login); before != hired_.end()) {
            accounts_.Appoint(before->second, PostOf(row));
            Note(before->second, "appointed", Described(row));
            return {};
        }
        const auto account = Locked(row);
        if (!account) return Stale(row);
        if (by_.id == account->id) return std::unexpected(NotOneself());
        const auto posts = staff_.PostsOf(account->id);
        const auto first = row.post.from.value_or(now_.LocalDate());
        if (std::ranges::any_of(posts, [&](const auto& post) {
                return post.held.unit == row.post.unit && post.held.role == row.post.role &&
                       post.held.Meets(first, row.post.until);
            }))
            return Stale(row);
        accounts_.Appoint(account->id, PostOf(row));
        posted_.insert(account->id);
        Note(account->id, "appointed", Described(row) + (row.what.empty() ? "" : "; " + row.what));
        Tell(platform_, tx_, *account,
             Say("Bạn được giao việc: {1}, {2}, từ ngày {3}.", row.post.position, units_->NameOf(row.post.unit), first.Spoken()));
        SetContact(*account, row);
        return {};
    }

    Result<void> Change(const StaffRow& row) {
        const auto account = Locked(row);
        const auto post = staff_.Get(row.held.id);
        if (!account || !post || post->account != account->id || post->held.position != row.held.position ||
            post->held.until != row.held.until)
            return Stale(row);
        if (by_.id == account->id && row.ending) return std::unexpected(NotOneself());
        of_weight_ = of_weight_ || (row.ending && WantsTwoPeople(post->held.role));
        staff_.SetPosition(row.held.id, row.post.position);
        posted_.insert(account->id);
        if (row.ending) staff_.EndPost(row.held.id, *row.ending);
        ended_ = ended_ || row.ending;
        Note(account->id, "changed", row.what);
        // Before the address becomes another: the old one hears of it.
        Tell(platform_, tx_, *account, Say("Người quản trị vừa sửa việc hoặc địa chỉ liên hệ của bạn: {1}", row.what));
        SetContact(*account, row);
        return {};
    }

    // Nobody else changes it until this is over; none when it is not what the plan saw.
    std::optional<Account> Locked(const StaffRow& row) {
        auto account = accounts_.Lock(row.account);
        if (account && (account->disabled || account->kind != AccountKind::officer)) account.reset();
        return account;
    }

    void SetContact(const Account& account, const StaffRow& row) {
        if (!row.contact) return;
        // What lets somebody in again is sent there.
        of_weight_ = of_weight_ || HasPower(tx_, account.id, now_.LocalDate());
        staff_.SetOfficer(account.id, account.name, row.officer.email, row.officer.phone);
    }

    void Note(AccountId account, std::string_view event, std::string_view detail) {
        staff_.Note(account, by_.id, by_.name, event, DetailOf(by_, detail), now_);
    }

    std::string Described(const StaffRow& row) const { return row.post.position + ", " + units_->NameOf(row.post.unit); }

    const Platform& platform_;
    Transaction& tx_;
    const Manager& by_;
    const std::vector<std::string>& codes_;
    Instant now_;
    AccountStore accounts_;
    StaffStore staff_;
    std::shared_ptr<const organisation::Units> units_;
    std::map<std::string, AccountId, std::less<>> hired_;
    std::vector<Access> given_;
    std::set<AccountId> posted_;
    bool ended_ = false, of_weight_ = false;
};

}  // namespace

Result<std::vector<Access>> CarryOut(const Platform& platform, const Manager& by, const StaffPlan& plan, Faulty faulty) {
    if (!plan.faults.empty() && faulty == Faulty::refuse)
        return std::unexpected(
            Refusal{"STAFF_LIST_FAULTS", Say("{1} dòng có lỗi, chưa ghi gì cả.", std::to_string(plan.faults.size())), "tep"});
    const auto now = platform.clock.Now();
    std::vector<std::string> codes(plan.Count(RowEffect::hires));
    for (auto& code : codes) code = FreshSigns(kAccessSigns);
    auto carried = platform.storage.InTransaction([&](Transaction& tx) -> Result<std::vector<Access>> {
        Writer writer(platform, tx, by, codes, now);
        for (const auto& row : plan.rows)
            if (auto written = writer.Write(row); !written) return std::unexpected(written.error());
        if (auto yes = TakeYes(platform, tx, by, {}, writer.of_weight()); !yes) return std::unexpected(yes.error());
        if (writer.ended()) PostsChanged(platform, tx);
        BindPosts(platform, tx, writer.posted());
        return std::move(writer).given();
    });
    if (carried)
        Log(Severity::warning, "STAFF_LIST_TAKEN",
            {{"by", by.name}, {"rows", std::to_string(plan.rows.size())}, {"hired", std::to_string(carried->size())}});
    return carried;
}

}  // namespace dongson::identity
