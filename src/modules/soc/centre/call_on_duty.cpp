#include "modules/soc/centre/call_on_duty.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "core/log.h"
#include "modules/soc/domain/duty.h"
#include "modules/soc/storage/alert_store.h"
#include "modules/soc/storage/duty_store.h"
#include "platform/identity/storage/account_store.h"
#include "platform/notices/notices.h"
#include "storage/database.h"

namespace dongson::soc {

namespace {

constexpr int kAlertsAtOnce = 200;

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

Called CallOnDuty(const Platform& platform) {
    Called called;
    if (platform.storage.Read([&](storage::Transaction& tx) { return Calling(platform, tx).WhatIsDue().empty(); })) return called;
    platform.storage.MustWrite([&](storage::Transaction& tx) { called = Calling(platform, tx).Run(); });
    if (called.alerts_nobody_was_there_for > 0)
        Log(Severity::warning, "SOC_NOBODY_ON_DUTY", {{"alerts", std::to_string(called.alerts_nobody_was_there_for)}});
    return called;
}

}  // namespace dongson::soc
