#include "modules/soc/actions/keep_duty.h"

#include <algorithm>
#include <map>

#include "core/collation.h"
#include "core/log.h"
#include "modules/soc/capabilities.h"
#include "modules/soc/storage/alert_store.h"
#include "modules/soc/storage/duty_store.h"
#include "platform/identity/storage/account_store.h"
#include "platform/notices/notices.h"

namespace dongson::soc {

namespace {

constexpr int kLongestStretch = 366;  // days
constexpr int kAlertsAtOnce = 200;

std::unexpected<Refusal> No(Sentence sentence, std::string field) {
    return std::unexpected(Refusal{"SOC_DUTY_REFUSED", std::move(sentence), std::move(field)});
}

// One round of calls, within a transaction.
class Calling {
  public:
    Calling(const Platform& platform, storage::Transaction& tx)
        : platform_(platform), tx_(tx), duty_(tx), now_(platform.clock.Now()), time_(ShiftAt(rules_, now_)) {
        turns_ = duty_.Between(time_.day, time_.day);
    }

    struct Due {
        Alert alert;
        DutyPlace place;
    };
    std::vector<Due> WhatIsDue() {
        std::vector<Due> due;
        for (Alert& alert : AlertStore(tx_).FreshFromScore(rules_.call_from_score, now_ + -kDay, kAlertsAtOnce))
            if (const auto place = PlaceToCall(rules_, duty_.CallsOf(alert.id), now_)) due.push_back({std::move(alert), *place});
        return due;
    }

    Called Run() {
        std::map<AccountId, std::vector<const Alert*>> called;
        Called calls;
        const auto all = WhatIsDue();
        for (const auto& [alert, place] : all) {
            const AccountId account = OnDuty(turns_, time_, place);
            if (account && !called.contains(account) && WasCalledLately(account)) continue;
            if (!duty_.Add({alert.id, place, account, now_})) continue;
            if (account) {
                called[account].push_back(&alert);
            } else if (place == DutyPlace::first) {
                ++calls.alerts_nobody_was_there_for;
            }
        }
        for (const auto& [account, about] : called) Tell(account, about);
        calls.people = called.size();
        return calls;
    }

  private:
    bool WasCalledLately(AccountId account) {
        const auto last = duty_.LastCallOf(account);
        return last && last->ms + rules_.quiet > now_.ms;
    }
    void Tell(AccountId id, const std::vector<const Alert*>& about) {
        const auto account = identity::AccountStore(tx_).Get(id);
        if (!account) return;
        const Alert& worst = **std::ranges::max_element(about, {}, &Alert::score);
        platform_.notices.Send(tx_, {id, account->email},
                               {.reference = "An toàn thông tin",
                                .subject = Say("Cảnh báo an toàn thông tin: {1}", worst.title),
                                .sentence = Say("{1} cảnh báo cần xem ngay, nặng nhất: {2} ({3}).", std::to_string(about.size()),
                                                worst.title, worst.entity.name),
                                .path = "/can-bo/an-ninh/canh-bao/" + ToText(worst.id),
                                .urgent = true},
                               now_);
    }

    const DutyRules& rules_ = DutyRules::Shipped();
    const Platform& platform_;
    storage::Transaction& tx_;
    DutyStore duty_;
    Instant now_;
    ShiftTime time_;
    std::vector<DutyTurn> turns_;
};

}  // namespace

std::vector<Analyst> Analysts(storage::Transaction& tx, Date day) {
    identity::AccountStore accounts(tx);
    std::vector<Analyst> analysts;
    for (const auto& staffed : accounts.StaffedRoles(day))
        if (staffed.role.Gives(kRespond))
            for (auto& each : accounts.OfficersOf(staffed.unit, kRespond, day))
                analysts.push_back({each.id, std::move(each.name), std::move(each.position)});
    std::ranges::sort(analysts, {}, [](const Analyst& analyst) { return std::pair(CollationKey(analyst.name), analyst.id); });
    const auto again = std::ranges::unique(analysts, {}, &Analyst::id);
    analysts.erase(again.begin(), again.end());
    return analysts;
}

Result<void> EnterDuty(const Platform& platform, const identity::Officer& officer, const DutyEntry& entry) {
    const Instant now = platform.clock.Now();
    if (DutyRules::Shipped().Find(entry.shift) == nullptr) return No(Say("Chọn ca trực."), "ca");
    if (entry.until < entry.from) return No(Say("Ngày cuối không được trước ngày đầu."), "den");
    if (entry.until - entry.from > kLongestStretch) return No(Say("Xếp lịch mỗi lần không quá một năm."), "den");
    if (entry.from < now.LocalDate() - 1) return No(Say("Không đổi được lịch trực đã qua."), "tu");
    if (entry.every < 1 || entry.every > 31) return No(Say("Cách nhau từ {1} đến {2} ngày.", "1", "31"), "cach");
    return platform.storage.InTransaction([&](storage::Transaction& tx) -> Result<void> {
        const auto analysts = Analysts(tx, now.LocalDate());
        if (entry.account && std::ranges::find(analysts, entry.account, &Analyst::id) == analysts.end())
            return No(Say("Chọn người trực trong số chuyên viên giám sát."), "nguoi");
        DutyStore duty(tx);
        for (Date day = entry.from; day <= entry.until; day = day + entry.every)
            duty.Set({{day, entry.shift}, entry.place, entry.account}, officer.account.id, now);
        return {};
    });
}

Called CallOnDuty(const Platform& platform) {
    Called called;
    if (platform.storage.Read([&](storage::Transaction& tx) { return Calling(platform, tx).WhatIsDue().empty(); })) return called;
    platform.storage.MustWrite([&](storage::Transaction& tx) { called = Calling(platform, tx).Run(); });
    if (called.alerts_nobody_was_there_for > 0)
        Log(Severity::warning, "SOC_NOBODY_ON_DUTY", {{"alerts", std::to_string(called.alerts_nobody_was_there_for)}});
    return called;
}

}  // namespace dongson::soc
