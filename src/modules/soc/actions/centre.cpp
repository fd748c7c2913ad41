#include "modules/soc/actions/centre.h"

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <ranges>

#include "core/bytes.h"
#include "core/log.h"
#include "core/text.h"
#include "modules/soc/actions/audit_centre.h"
#include "modules/soc/actions/detection_parts.h"
#include "modules/soc/actions/hold_events.h"
#include "modules/soc/actions/keep_duty.h"
#include "modules/soc/actions/keep_feed.h"
#include "modules/soc/actions/look_back.h"
#include "modules/soc/storage/feed_store.h"
#include "modules/soc/storage/source_store.h"
#include "platform/ledger/ledger.h"
#include "storage/database.h"

namespace dongson::soc {

namespace {

std::vector<std::string> Names(const std::map<std::string, int>& retention) {
    const auto names = std::views::keys(retention);
    return {names.begin(), names.end()};
}

// What came to `now` since `before`.
SourceCount Since(const SourceCount& before, const SourceCount& now) {
    SourceCount more{.received = now.received - before.received,
                     .stored = now.stored - before.stored,
                     .bytes = now.bytes - before.bytes,
                     .not_understood = now.not_understood - before.not_understood};
    for (std::size_t i = 0; i < kUnkept; ++i) more.unkept[i] = now.unkept[i] - before.unkept[i];
    return more;
}

}  // namespace

Centre::Centre(const Platform& platform, CentreSettings settings)
    : platform_(platform),
      settings_(std::move(settings)),
      store_(platform.data_folder + "/events", Names(settings_.retention_days)),
      watcher_(store_, platform.clock, settings_.watch),
      source_watch_(platform),
      files_(watcher_, platform.clock, settings_.folders, platform.data_folder + "/tails", settings_.watch.event_bytes),
      services_(platform, [this](Finding finding) {
          const std::lock_guard lock(keeping_);
          pending_.findings.push_back(std::move(finding));
      }) {
    for (const auto& [name, stream] : store_.streams())
        for (const Damage& damage : stream->damages())
            Log(Severity::error, "SOC_SEGMENT_DAMAGED",
                {{"file", damage.file}, {"offset", std::to_string(damage.offset)}, {"what", damage.what}});
    const std::string ships = platform.data_folder + "/ships";
    if (!settings_.click_house.url.empty())
        shippers_.push_back(
            std::make_unique<Shipper>(store_, platform.clock, ships, std::make_unique<ClickHouse>(settings_.click_house)));
    if (!settings_.jet_stream.url.empty()) {
        if (settings_.jet_stream.use == StreamUse::receive)
            receiver_ = std::make_unique<Receiver>(settings_.jet_stream, platform.clock, ships,
                                                   [this](std::vector<Offered> events) { watcher_.Take(std::move(events)); });
        else
            shippers_.push_back(
                std::make_unique<Shipper>(store_, platform.clock, ships, std::make_unique<JetStream>(settings_.jet_stream)));
    }
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

namespace {

FeedEditions EditionsOf(const std::vector<Feed>& feeds) {
    FeedEditions editions;
    editions.reserve(feeds.size());
    for (const Feed& feed : feeds) editions.emplace_back(feed.id.value, feed.edition, feed.level);
    return editions;
}

std::vector<Feed> FeedsNow(const Platform& platform) {
    return platform.storage.Read([](storage::Transaction& tx) { return FeedStore(tx).All(); });
}

}  // namespace

void Centre::ReloadDetection() {
    const std::lock_guard lock(reading_);
    if (!prepared_) return;  // Prepare() will read what was changed
    TakeUp(std::nullopt);
}

void Centre::TakeUp(const std::optional<Told>& told) {
    const auto feeds = FeedsNow(platform_);
    if (auto editions = EditionsOf(feeds); indicators_ == nullptr || editions != indicators_of_) {
        indicators_ = std::make_shared<const IndicatorSet>(ReadableFeeds(platform_, feeds));
        indicators_of_ = std::move(editions);
    }
    auto parts = PartsOf(platform_);
    parts.shipped = settings_.shipped_rules;
    parts.indicators = indicators_;
    const auto from = watcher_.UseDetection(std::make_shared<Detection>(parts), told);
    platform_.storage.MustWrite([&](storage::Transaction& tx) {
        for (const Feed& feed : feeds)
            if (!feed.live_from) FeedStore(tx).Live(feed, from);
    });
    {
        const std::lock_guard lock(mutex_);
        look_back_ = true;
    }
    wake_.notify_all();
}

void Centre::Prepare() {
    const std::lock_guard lock(reading_);
    const auto told = platform_.storage.Read([](storage::Transaction& tx) { return SourceStore(tx).ReadTold(); });
    TakeUp(told);
    prepared_ = true;
}

void Centre::Start() {
    watcher_.Start();
    pace_.since = measured_at_ = platform_.clock.Now();
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
    for (const auto& shipper : shippers_) shipper->Start();
    stopping_ = leaving_ = false;
    if (Relays()) {
        thread_ = std::thread([this] { RunRelay(); });
        return;
    }
    services_.Start();
    if (receiver_) receiver_->Start();
    thread_ = std::thread([this] { Run(); });
    looking_back_ = std::thread([this] { LookBackWhenWanted(); });
}

void Centre::Stop() {
    if (!thread_.joinable()) return;
    ListenToLog({});
    listener_.reset();
    files_.Stop();
    services_.Stop();
    if (receiver_) receiver_->Stop();
    watcher_.Stop();
    for (const auto& shipper : shippers_) shipper->Stop();
    {
        const std::lock_guard lock(mutex_);
        stopping_ = leaving_ = true;
    }
    wake_.notify_all();
    thread_.join();
    if (looking_back_.joinable()) looking_back_.join();
    Relays() ? KeepRefused() : static_cast<void>(Keep());
}

void Centre::Run() {
    try {
        Prepare();
        ::malloc_trim(0);  // reading the rules took several times what they hold
    } catch (const std::exception& error) {
        // Nothing is judged, but everything is stored: the next start judges it.
        Log(Severity::error, "SOC_RULES_NOT_READ", {{"error", error.what()}});
    }
    for (int second = 1;; ++second) {
        {
            std::unique_lock lock(mutex_);
            if (wake_.wait_for(lock, std::chrono::seconds(1), [this] { return stopping_; })) return;
        }
        Measure();
        if (second % 30 == 0) WatchSources();
        Keep();
        if (second % 5 == 0) CallOnDuty();
        if (second % 3600 == 0) Hourly();
    }
}

// Another program judges what is sent, and keeps it as evidence; here is what is still to be sent, and the last day.
void Centre::RunRelay() {
    for (int second = 1;; ++second) {
        {
            std::unique_lock lock(mutex_);
            if (wake_.wait_for(lock, std::chrono::seconds(1), [this] { return stopping_; })) return;
        }
        Measure();
        KeepRefused();
        try {
            if (second % 10 == 0) ReloadSources();  // analysts change them at the other program
            if (second % 3600 == 0) ForgetRelayed();
        } catch (const std::exception& error) {
            Log(Severity::error, "SOC_RELAY_WAITS", {{"error", error.what()}});
        }
    }
}

void Centre::KeepRefused() {
    const std::lock_guard lock(keeping_);
    const auto now = watcher_.accounts().Now();
    std::map<std::uint32_t, SourceCount> refused;
    for (const auto& [source, count] : now) {
        const SourceCount more = Since(kept_[source], count);
        if (more.Unkept() > 0) refused[source] = {.received = more.Unkept(), .unkept = more.unkept};
    }
    if (refused.empty()) return;
    try {
        platform_.storage.MustWrite([&](storage::Transaction& tx) {
            for (const auto& [source, count] : refused)
                SourceStore(tx).AddCount(source, platform_.clock.Now().LocalDate(), count);
        });
        kept_ = now;
    } catch (const std::exception& error) {
        Log(Severity::error, "SOC_RELAY_WAITS", {{"error", error.what()}});
    }
}

void Centre::ForgetRelayed() {
    for (const auto& [name, stream] : store_.streams())
        stream->Forget(platform_.clock.Now() + -kDay, [&](const Segment& segment) {
            const std::uint64_t end = segment.first() + segment.events();
            return std::ranges::any_of(shippers_, [&](const auto& shipper) { return shipper->NextOf(name) < end; });
        });
}

// Lists that a command or another program brought are taken up here too.
void Centre::LookBackWhenWanted() {
    // What people wait for goes first.
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), 10);
    for (std::unique_lock lock(mutex_);;) {
        wake_.wait_for(lock, std::chrono::seconds(10), [this] { return stopping_ || look_back_; });
        if (stopping_) return;
        look_back_ = false;
        lock.unlock();
        try {
            auto feeds = FeedsNow(platform_);
            bool other = false;
            {
                const std::lock_guard reading(reading_);
                other = EditionsOf(feeds) != indicators_of_;
            }
            if (other && prepared_) {
                ReloadDetection();
                feeds = FeedsNow(platform_);
            }
            for (const Feed& feed : feeds)
                if (!feed.LookedBack() && feed.live_from && !LookBack(*this, feed, leaving_)) return;
        } catch (const std::exception& error) {
            Log(Severity::error, "SOC_LOOKING_BACK_WAITS", {{"error", error.what()}});
        }
        lock.lock();
    }
}

void Centre::Hourly() {
    try {
        Anchor();
        ForgetOldEvents(*this);
    } catch (const std::exception& error) {
        Log(Severity::error, "SOC_ANCHOR_WAITS", {{"error", error.what()}});
    }
}

// Evidence: nobody changes what lies in a block once its hash, and through it that of every block before, stands in the public
// ledger.
void Centre::Anchor() {
    for (const auto& [name, stream] : store_.streams()) {
        stream->Seal();
        const auto segments = stream->Segments();
        if (segments.empty()) continue;
        const soc::Anchor anchor{.stream = name,
                                 .number = segments.back()->first() + segments.back()->events() - 1,
                                 .digest = Hex(BytesOf(segments.back()->last_hash()))};
        platform_.storage.MustWrite([&](storage::Transaction& tx) {
            SourceStore sources(tx);
            if (sources.LastAnchor(name) >= anchor.number) return;
            auto kept = anchor;
            kept.ledger_id = platform_.ledger.Append(tx, AnchorText(anchor));
            sources.Insert(kept, platform_.clock.Now());
        });
    }
}

bool Centre::Keep() {
    if (!prepared_) return false;
    const std::lock_guard lock(keeping_);
    auto findings = watcher_.TakeFindings();
    std::ranges::move(findings.findings, std::back_inserter(pending_.findings));
    pending_.told = std::move(findings.told);
    const auto now = watcher_.accounts().Now();
    pending_.counts.clear();
    for (const auto& [source, count] : now)
        if (const SourceCount more = Since(kept_[source], count); more.received > 0 || more.stored > 0 || more.Unkept() > 0)
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

void Centre::Measure() {
    const auto now = watcher_.accounts().Now();
    const Instant at = platform_.clock.Now();
    const std::lock_guard lock(pace_mutex_);
    const double seconds = std::max(0.001, static_cast<double>(at.ms - measured_at_.ms) / 1000);
    double events = 0, bytes = 0;
    for (const auto& [source, count] : now) {
        const SourceCount more = Since(measured_[source], count);
        // Smoothed over some seconds: figures that jump cannot be read.
        constexpr double kNew = 0.3;
        double& pace = pace_.by_source[source];
        pace += kNew * (static_cast<double>(more.stored) / seconds - pace);
        events += pace;
        bytes += static_cast<double>(more.bytes) / seconds;
        if (more.stored > 0) pace_.last_stored[source] = at;
    }
    pace_.events_per_second = events;
    pace_.bytes_per_second += 0.3 * (bytes - pace_.bytes_per_second);
    measured_ = now;
    measured_at_ = at;
}

void Centre::WatchSources() {
    try {
        auto findings = source_watch_.Look(*watcher_.sources(), pace(), watcher_.TakeLags(), platform_.clock.Now());
        const std::lock_guard lock(keeping_);
        std::ranges::move(findings, std::back_inserter(pending_.findings));
    } catch (const std::exception& error) {
        Log(Severity::error, "SOC_SOURCES_NOT_WATCHED", {{"error", error.what()}});
    }
}

void Centre::CallOnDuty() {
    try {
        soc::CallOnDuty(platform_);
    } catch (const std::exception& error) {
        Log(Severity::error, "SOC_CALLS_WAIT", {{"error", error.what()}});
    }
}

std::vector<ShipState> Centre::Shipping() const {
    std::vector<ShipState> states;
    states.reserve(shippers_.size() + 1);
    for (const auto& shipper : shippers_) states.push_back(shipper->state());
    if (receiver_) states.push_back(receiver_->state());
    return states;
}

Searcher Centre::SearchFor(std::shared_ptr<const Query> query) {
    return {store_, std::move(query), [sources = watcher_.sources()](std::uint32_t source) { return sources->ParserOf(source); }};
}

std::map<std::uint32_t, SourceCount> Centre::Today() {
    const std::lock_guard lock(keeping_);
    auto counts = platform_.storage.Read(
        [&](storage::Transaction& tx) { return SourceStore(tx).CountsSince(platform_.clock.Now().LocalDate()); });
    for (const auto& [source, count] : watcher_.accounts().Now()) counts[source] += Since(kept_[source], count);
    return counts;
}

Pace Centre::pace() const {
    const std::lock_guard lock(pace_mutex_);
    return pace_;
}

}  // namespace dongson::soc
