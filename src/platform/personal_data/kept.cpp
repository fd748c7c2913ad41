#include "platform/personal_data/kept.h"

#include "core/log.h"
#include "core/text.h"
#include "platform/jobs/every_day.h"

namespace dongson::personal_data {

namespace {

constexpr std::string_view kForget = "personal_data.forget";

std::vector<Kept>& List() {
    static std::vector<Kept> list;
    return list;
}

}  // namespace

void UseKept(std::vector<Kept> kept) {
    List() = std::move(kept);
}
const std::vector<Kept>& KeptOfPeople() {
    return List();
}

std::optional<int> DaysOf(const Kept& kept, const Settings& settings) {
    if (kept.days.empty()) return std::nullopt;
    return static_cast<int>(ToNumber(settings.Written(kept.days)));
}

Sentence HowLong(const Kept& kept, const Settings& settings) {
    const auto days = DaysOf(kept, settings);
    return days ? Say(kept.how_long, std::to_string(*days)) : Say(kept.how_long);
}

boost::json::object CopyOf(const Platform& platform, const identity::Account& whose) {
    return platform.storage.Read([&](storage::Transaction& tx) {
        boost::json::object copy;
        copy["made_at"] = platform.clock.Now().Rfc3339();
        copy["made_by"] = platform.base_url;
        for (const auto& kept : KeptOfPeople())
            if (kept.copy != nullptr) copy[kept.key] = kept.copy({platform, tx, whose});
        return copy;
    });
}

std::vector<Forgotten> Forget(const Platform& platform) {
    std::vector<Forgotten> forgotten;
    const auto now = platform.clock.Now();
    for (const auto& kept : KeptOfPeople()) {
        const auto days = DaysOf(kept, platform.settings);
        if (kept.forget == nullptr || !days || *days <= 0) continue;
        std::int64_t rows = 0;
        platform.storage.MustWrite([&](storage::Transaction& tx) { rows = kept.forget({platform, tx, now + -(*days * kDay)}); });
        if (rows == 0) continue;
        Log(Severity::info, "FORGOTTEN", {{"what", std::string(kept.key)}, {"rows", std::to_string(rows)}});
        forgotten.push_back({kept.key, rows});
    }
    return forgotten;
}

void ForgetDaily(const Platform& platform) {
    jobs::EveryDay(platform.jobs, platform.storage, platform.clock, kForget, [&platform] { Forget(platform); });
}

}  // namespace dongson::personal_data
