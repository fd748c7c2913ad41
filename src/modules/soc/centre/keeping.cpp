#include "modules/soc/centre/keeping.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "core/log.h"
#include "modules/soc/storage/source_store.h"
#include "storage/database.h"

namespace dongson::soc {

void Keeping::Add(std::vector<Finding> findings) {
    const std::lock_guard lock(mutex_);
    std::ranges::move(findings, std::back_inserter(pending_.findings));
}

bool Keeping::Keep() {
    const std::lock_guard lock(mutex_);
    auto findings = watcher_.TakeFindings();
    std::ranges::move(findings.findings, std::back_inserter(pending_.findings));
    pending_.told = std::move(findings.told);
    const auto now = watcher_.accounts().Now();
    pending_.counts.clear();
    for (const auto& [source, count] : now)
        if (const SourceCount more = count.Since(kept_[source]); more.received > 0 || more.stored > 0 || more.Unkept() > 0)
            pending_.counts[source] = more;
    pending_.seen.merge(watcher_.TakeSeen());
    if (pending_.findings.empty() && pending_.counts.empty() && pending_.seen.empty()) return true;
    try {
        if (!KeepFindings(platform_, *watcher_.sources(), pending_)) return false;
    } catch (const std::exception& error) {
        Log(Severity::error, "SOC_FINDINGS_WAIT",
            {{"error", error.what()}, {"findings", std::to_string(pending_.findings.size())}});
        return false;
    }
    kept_ = now;
    pending_ = {};
    return true;
}

void Keeping::KeepRefused() {
    const std::lock_guard lock(mutex_);
    const auto now = watcher_.accounts().Now();
    std::map<std::uint32_t, SourceCount> refused;
    for (const auto& [source, count] : now) {
        const SourceCount more = count.Since(kept_[source]);
        if (more.Unkept() > 0) refused[source] = {.received = more.Unkept(), .unkept = more.unkept};
    }
    if (refused.empty()) return;
    platform_.storage.MustWrite([&](storage::Transaction& tx) {
        for (const auto& [source, count] : refused) SourceStore(tx).AddCount(source, platform_.clock.Now().LocalDate(), count);
    });
    kept_ = now;
}

std::map<std::uint32_t, SourceCount> Keeping::Today() {
    const std::lock_guard lock(mutex_);
    auto counts = platform_.storage.Read(
        [&](storage::Transaction& tx) { return SourceStore(tx).CountsSince(platform_.clock.Now().LocalDate()); });
    for (const auto& [source, count] : watcher_.accounts().Now()) counts[source] += count.Since(kept_[source]);
    return counts;
}

}  // namespace dongson::soc
