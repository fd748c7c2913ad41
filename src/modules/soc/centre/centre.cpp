#include "modules/soc/centre/centre.h"

#include <malloc.h>

#include <algorithm>
#include <ranges>
#include <utility>

#include "core/log.h"
#include "modules/soc/centre/anchors.h"
#include "modules/soc/centre/call_on_duty.h"
#include "modules/soc/centre/old_events.h"
#include "modules/soc/storage/source_store.h"
#include "storage/database.h"

namespace dongson::soc {

namespace {

constexpr int kHourly = 3600;  // seconds

std::vector<std::string> Names(const std::map<std::string, int>& retention) {
    const auto names = std::views::keys(retention);
    return {names.begin(), names.end()};
}

}  // namespace

Centre::Centre(const Platform& platform, CentreSettings settings)
    : platform_(platform),
      settings_(std::move(settings)),
      store_(platform.data_folder + "/events", Names(settings_.retention_days)),
      watcher_(store_, platform.clock, settings_.watch),
      detection_(platform, watcher_, settings_.shipped_rules),
      keeping_(platform, watcher_),
      source_watch_(platform),
      files_(watcher_, platform.clock, settings_.folders, platform.data_folder + "/tails", settings_.watch.event_bytes),
      services_(platform, [this](Finding finding) { keeping_.Add({std::move(finding)}); }),
      exchange_(store_, watcher_, platform.clock, platform.data_folder + "/ships", settings_),
      looking_back_(platform, store_, watcher_, detection_) {
    for (const auto& [name, stream] : store_.streams())
        for (const Damage& damage : stream->damages())
            Log(Severity::error, "SOC_SEGMENT_DAMAGED",
                {{"file", damage.file}, {"offset", std::to_string(damage.offset)}, {"what", damage.what}});
    MakeOwnSource();
    ReloadSources();
}

Centre::~Centre() {
    Stop();
}

void Centre::MakeOwnSource() {
    platform_.storage.MustWrite([&](storage::Transaction& tx) {
        SourceStore sources(tx);
        const auto all = sources.All();
        if (std::ranges::find(all, Recognition::own, &Source::recognition) != all.end()) return;
        sources.Insert({.id = Fresh<SourceTag>(),
                        .name = "Chính hệ thống này",
                        .group = "dongson",
                        .recognition = Recognition::own,
                        .mark = "dongson",
                        .parser = "dongson",
                        .value = 3,
                        .created = platform_.clock.Now()});
    });
}

void Centre::ReloadSources() {
    auto sources = platform_.storage.Read([](storage::Transaction& tx) { return SourceStore(tx).All(); });
    watcher_.UseSources(std::make_shared<SourceTable>(std::move(sources)));
}

void Centre::ReloadDetection() {
    detection_.Reload();
    looking_back_.Wake();
}

void Centre::Start() {
    watcher_.Start();
    pace_.Begin(platform_.clock.Now());
    if (settings_.syslog.Listens()) {
        listener_ = std::make_unique<SyslogListener>(settings_.syslog, watcher_);
        Log(Severity::info, "SOC_LISTENS",
            {{"udp", std::to_string(listener_->udp_port())},
             {"tcp", std::to_string(listener_->tcp_port())},
             {"tls", std::to_string(listener_->tls_port())}});
    }
    const auto sources = watcher_.sources();
    if (const Source* own = sources->OfMark(Recognition::own, "dongson"))
        ListenToLog([this, number = own->number](std::string_view line) {
            watcher_.Offer({{number, Shape::json, platform_.clock.Now(), std::string(line)}});
        });
    if (!settings_.folders.empty()) files_.Start();
    exchange_.StartSending();
    started_ = true;
    if (Relays()) return ScheduleRelay();
    services_.Start();
    exchange_.StartReceiving();
    ScheduleJudging();
    looking_back_.Start();
}

void Centre::Stop() {
    if (!std::exchange(started_, false)) return;
    ListenToLog({});
    listener_.reset();
    files_.Stop();
    services_.Stop();
    exchange_.StopReceiving();
    watcher_.Stop();
    exchange_.StopSending();
    schedule_.Stop();
    looking_back_.Stop();
    try {
        Relays() ? keeping_.KeepRefused() : static_cast<void>(Keep());
    } catch (const std::exception& error) {
        Log(Severity::error, "SOC_RELAY_WAITS", {{"error", error.what()}});
    }
}

void Centre::ScheduleJudging() {
    const auto prepare = [this] {
        Prepare();
        looking_back_.Wake();
        ::malloc_trim(0);  // reading the rules took several times what they hold
    };
    const auto watch_sources = [this] {
        keeping_.Add(source_watch_.Look(*watcher_.sources(), pace_.Now(), watcher_.TakeLags(), platform_.clock.Now()));
    };
    const auto hourly = [this] {
        AnchorStreams(platform_, store_);
        ForgetOldEvents(platform_, store_, settings_.retention_days);
    };
    // Without rules nothing is judged, but everything is stored: the next start judges it.
    schedule_.Start({0, Fails{"SOC_RULES_NOT_READ"}, prepare},
                    {{1, Fails{"SOC_FINDINGS_WAIT"}, [this] { pace_.Measure(watcher_.accounts().Now(), platform_.clock.Now()); }},
                     {30, Fails{"SOC_SOURCES_NOT_WATCHED"}, watch_sources},
                     {1, Fails{"SOC_FINDINGS_WAIT"}, [this] { Keep(); }},
                     {5, Fails{"SOC_CALLS_WAIT"}, [this] { CallOnDuty(platform_); }},
                     {kHourly, Fails{"SOC_ANCHOR_WAITS"}, hourly}});
}

// Another program judges what is sent, and keeps it as evidence; here is what is still to be sent, and the last day.
void Centre::ScheduleRelay() {
    schedule_.Start({0, Fails{"SOC_RELAY_WAITS"}, [] {}},
                    {{1, Fails{"SOC_RELAY_WAITS"}, [this] { pace_.Measure(watcher_.accounts().Now(), platform_.clock.Now()); }},
                     {1, Fails{"SOC_RELAY_WAITS"}, [this] { keeping_.KeepRefused(); }},
                     {10, Fails{"SOC_RELAY_WAITS"}, [this] { ReloadSources(); }},  // analysts change them at the other program
                     {kHourly, Fails{"SOC_RELAY_WAITS"}, [this] { ForgetRelayed(platform_.clock, store_, exchange_); }}});
}

Searcher Centre::SearchFor(std::shared_ptr<const Query> query) {
    return {store_, std::move(query), [sources = watcher_.sources()](std::uint32_t source) { return sources->ParserOf(source); }};
}

}  // namespace dongson::soc
