#include "modules/soc/centre/watch_services.h"

#include <algorithm>

#include "core/log.h"
#include "modules/soc/probes/probe.h"
#include "modules/soc/storage/system_store.h"
#include "storage/database.h"

namespace dongson::soc {

namespace {

constexpr int kThreads = 4, kCertificateDays = 14;
constexpr std::chrono::milliseconds kEvery(1000);
constexpr auto kPatience = std::chrono::milliseconds(10'000);
constexpr std::int64_t kReadEvery = 5 * kSecond;

}  // namespace

ServiceWatch::ServiceWatch(const Platform& platform, Tell tell, Trying trying)
    : platform_(platform),
      tell_(std::move(tell)),
      trying_(trying ? std::move(trying) : [](const Probe& probe) { return Try(probe.kind, probe.target, kPatience); }) {}

void ServiceWatch::Start() {
    rounds_.Start(
        [this](const std::stop_token&) {
            try {
                Round();
            } catch (const std::exception& error) {
                Log(Severity::error, "SOC_PROBES_WAIT", {{"error", error.what()}});
            }
            return kEvery;
        },
        kThreads);
}

std::optional<Probe> ServiceWatch::TakeDue() {
    const Instant now = platform_.clock.Now();
    const std::lock_guard lock(mutex_);
    if (now.ms >= read_.ms + kReadEvery || read_.ms == INT64_MIN) {
        probes_ = platform_.storage.Read([](storage::Transaction& tx) { return SystemStore(tx).ProbesInUse(); });
        read_ = now;
    }
    for (const Probe& probe : probes_) {
        Watched& watched = watched_[probe.id];
        if (watched.being_tried || watched.due > now) continue;
        watched.being_tried = true;
        watched.due = now + probe.seconds * kSecond;
        return probe;
    }
    return std::nullopt;
}

std::size_t ServiceWatch::Round() {
    std::size_t tried = 0;
    for (auto due = TakeDue(); due; due = TakeDue(), ++tried) TryOne(std::move(*due));
    return tried;
}

void ServiceWatch::TryOne(Probe probe) {
    const ProbeOutcome outcome = trying_(probe);
    const Instant now = platform_.clock.Now();
    bool changed = false;
    {
        const std::lock_guard lock(mutex_);
        Watched& watched = watched_[probe.id];
        watched.being_tried = false;
        const ProbeState state = watched.memory.After(probe.state, outcome);
        changed = state != probe.state;
        probe.state = state;
        probe.detail = outcome.detail;
        if (changed) probe.since = now;
        for (Probe& known : probes_)
            if (known.id == probe.id) known = probe;
    }
    platform_.storage.MustWrite([&](storage::Transaction& tx) { SystemStore(tx).Tell(probe, outcome, changed, now); });
    Judge(probe, outcome, changed);
}

void ServiceWatch::Judge(const Probe& probe, const ProbeOutcome& outcome, bool changed) {
    const bool ends = outcome.days_left && *outcome.days_left <= kCertificateDays;
    const bool told = [&] {
        const std::lock_guard lock(mutex_);
        return std::exchange(watched_[probe.id].certificate_told, ends);
    }();
    const bool stopped = changed && probe.state == ProbeState::down;
    if (!stopped && (!ends || told)) return;
    const Instant now = platform_.clock.Now();
    const auto system = platform_.storage.Read([&](storage::Transaction& tx) { return SystemStore(tx).Get(probe.system); });
    const auto about = [&](std::string rule, std::string title, Level level) {
        tell_({.rule = std::move(rule),
               .title = std::move(title),
               .level = level,
               .entity = {"service", probe.target},
               .first = now,
               .last = now,
               .events = 1,
               .shown = {}});
    };
    const std::string name = system ? system->name : "";
    if (stopped)
        about("soc-service-down", "Dịch vụ ngừng: " + name + " (" + outcome.detail + ")",
              system && system->level >= 3 ? Level::high : Level::medium);
    if (ends && !told)
        about("soc-certificate-ends", "Chứng thư sắp hết hạn: " + name + " (còn " + std::to_string(*outcome.days_left) + " ngày)",
              Level::medium);
}

}  // namespace dongson::soc
