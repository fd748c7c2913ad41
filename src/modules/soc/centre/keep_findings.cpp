#include "modules/soc/centre/keep_findings.h"

#include <algorithm>

#include "modules/soc/storage/alert_store.h"
#include "modules/soc/storage/source_store.h"

namespace dongson::soc {

void KeepFinding(storage::Transaction& tx, const SourceTable& sources, const Finding& finding, Instant now) {
    AlertStore alerts(tx);
    const Source* source = sources.Of(finding.source);
    const int score = ScoreOf(finding.level, source == nullptr ? 2 : source->value);
    auto known = alerts.OpenOf(finding.rule, finding.entity);
    if (known) {
        known->first = std::min(known->first, finding.first);
        known->last = std::max(known->last, finding.last);
        known->events += finding.events;
        known->score = std::max(known->score, score);
        alerts.Grow(*known, now);
    } else {
        known = Alert{.id = Fresh<AlertTag>(),
                      .rule = finding.rule,
                      .title = finding.title,
                      .level = finding.level,
                      .score = score,
                      .entity = finding.entity,
                      .source = finding.source,
                      .unit = source == nullptr ? UnitId{} : source->unit,
                      .first = finding.first,
                      .last = finding.last,
                      .raised = now,
                      .events = finding.events};
        alerts.Insert(*known);
    }
    alerts.AddEvents(known->id, finding.shown);
}

Result<void> KeepFindings(const Platform& platform, const SourceTable& sources, const ToKeep& keeping) {
    const Instant now = platform.clock.Now();
    return platform.storage.InTransaction([&](storage::Transaction& tx) -> Result<void> {
        for (const Finding& finding : keeping.findings) KeepFinding(tx, sources, finding, now);
        SourceStore store(tx);
        store.Save(keeping.told);
        for (const auto& [source, count] : keeping.counts) {
            store.AddCount(source, now.LocalDate(), count);
            if (count.stored > 0) store.AddVolume(source, {HourOf(now), count.stored});
        }
        for (const auto& [source, kind] : keeping.seen) store.See(source, kind, now.LocalDate());
        return {};
    });
}

}  // namespace dongson::soc
