#include "modules/soc/actions/keep_duty.h"

#include <algorithm>

#include "core/collation.h"
#include "modules/soc/capabilities.h"
#include "modules/soc/storage/duty_store.h"
#include "platform/identity/storage/account_store.h"

namespace dongson::soc {

namespace {

constexpr int kLongestStretch = 366;  // days

std::unexpected<Refusal> No(Sentence sentence, std::string field) {
    return std::unexpected(Refusal{"SOC_DUTY_REFUSED", std::move(sentence), std::move(field)});
}

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

}  // namespace dongson::soc
