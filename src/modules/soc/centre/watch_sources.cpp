#include "modules/soc/centre/watch_sources.h"

#include <algorithm>
#include <cstdlib>

#include "core/text.h"
#include "modules/soc/storage/source_store.h"
#include "storage/database.h"

namespace dongson::soc {

namespace {

Finding About(const Source& source, std::string rule, std::string title, Level level, Instant first, Instant last) {
    return {.rule = std::move(rule),
            .title = std::move(title),
            .level = level,
            .entity = {"source", source.name},
            .source = source.number,
            .first = first,
            .last = last,
            .events = 1,
            .shown = {}};
}

std::string Minutes(std::int64_t milliseconds) {
    return Number((std::abs(milliseconds) + kMinute / 2) / kMinute) + " phút";
}

}  // namespace

std::vector<Finding> SourceWatch::Look(const SourceTable& sources, const Pace& pace, const std::map<std::uint32_t, Lag>& lags,
                                       Instant now) {
    std::vector<Finding> findings;
    // First what may fail, so that nothing is taken for told that was not.
    const std::int64_t hour = HourOf(now) - 1;
    if (judged_hour_ != 0 && hour > judged_hour_) Volumes(sources, hour, findings);
    judged_hour_ = hour;
    for (const Source& source : sources.all()) {
        const Instant last = pace.HeardOf(source.number);
        Instant& told = silence_told_[source.number];
        if (IsSilent(source, last, now) && told < last) {
            told = now;
            findings.push_back(About(source, "soc-source-silent", "Nguồn nhật ký im lặng", Level::high, last, now));
        }
        const auto lag = lags.find(source.number);
        if (lag == lags.end() || lag->second.events == 0) continue;
        const auto error = ClockError(source, lag->second);
        if (error && !clock_told_[source.number])
            findings.push_back(About(source, "soc-source-clock",
                                     *error < 0 ? "Đồng hồ của nguồn chạy trước " + Minutes(*error)
                                                : "Đồng hồ của nguồn chạy sau, hoặc gửi trễ, " + Minutes(*error),
                                     Level::medium, now, now));
        clock_told_[source.number] = error.has_value();
    }
    return findings;
}

void SourceWatch::Volumes(const SourceTable& sources, std::int64_t hour, std::vector<Finding>& findings) const {
    std::map<std::uint32_t, std::vector<HourVolume>> volumes;
    platform_.storage.MustWrite([&](storage::Transaction& tx) {
        SourceStore store(tx);
        volumes = store.VolumesSince(hour - kHabitDays * 24);
        store.ForgetVolumesBefore(hour - kHabitDays * 24);
    });
    for (const Source& source : sources.all()) {
        const auto& past = volumes[source.number];
        const auto now = std::ranges::find(past, hour, &HourVolume::hour);
        const std::uint64_t events = now == past.end() ? 0 : now->events;
        const auto strange = source.enabled ? JudgeHour({hour, events}, past, source.created) : std::nullopt;
        if (strange)
            findings.push_back(About(source, "soc-source-volume",
                                     "Khối lượng khác thường: " + Number(static_cast<std::int64_t>(strange->events)) +
                                         " sự kiện trong một giờ, thường là " + Number(static_cast<std::int64_t>(strange->usual)),
                                     Level::medium, {hour * kHour}, {hour * kHour + kHour}));
    }
}

}  // namespace dongson::soc
