#include "modules/soc/watch/watcher.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "core/log.h"
#include "modules/soc/domain/feed.h"
#include "modules/soc/events/event_walk.h"

namespace dongson::soc {

namespace {

constexpr auto kSettleEvery = std::chrono::milliseconds(200), kRetryEvery = std::chrono::milliseconds(1000);

CorrelationLosses operator+(const CorrelationLosses& a, const CorrelationLosses& b) {
    return {a.late + b.late, a.ungrouped + b.ungrouped, a.crowded_out + b.crowded_out};
}

SourceCount NotKept(Unkept reason, std::uint64_t events) {
    SourceCount count;
    count.unkept[static_cast<std::size_t>(reason)] = events;
    return count;
}

// While it stands, what is stored from these numbers on counts as not told.
class Standing {
  public:
    Standing(std::mutex& mutex, std::vector<const StreamNumbers*>& all, const StreamNumbers& from)
        : mutex_(mutex), all_(all), from_(from) {
        const std::lock_guard lock(mutex_);
        all_.push_back(&from_);
    }
    ~Standing() {
        const std::lock_guard lock(mutex_);
        std::erase(all_, &from_);
    }
    Standing(const Standing&) = delete;
    Standing& operator=(const Standing&) = delete;

  private:
    std::mutex& mutex_;
    std::vector<const StreamNumbers*>& all_;
    const StreamNumbers& from_;
};

}  // namespace

Watcher::Watcher(EventStore& store, const Clock& clock, WatcherLimits limits)
    : store_(store), clock_(clock), limits_(limits), queues_(limits.queue_bytes) {
    UseSources(std::make_shared<SourceTable>());
    UseDetection(std::make_shared<Detection>(DetectionParts{.shipped = false}));
}

Watcher::~Watcher() {
    Stop();
}

void Watcher::UseSources(std::shared_ptr<const SourceTable> sources) {
    const std::lock_guard lock(parts_);
    sources_ = std::move(sources);
}

std::shared_ptr<const SourceTable> Watcher::sources() const {
    const std::lock_guard lock(parts_);
    return sources_;
}

std::shared_ptr<const Detection> Watcher::detection() const {
    const std::lock_guard lock(parts_);
    return detection_;
}

// The new correlator gathers apart from the old one, which goes on until both have seen the same events: nothing falls between
// them.
StreamNumbers Watcher::UseDetection(const std::shared_ptr<const Detection>& detection, const std::optional<Told>& told) {
    auto correlator = std::make_unique<Correlator>(detection->book(), CorrelationLimits{.bytes = limits_.correlation_bytes});
    Judging judging(detection);
    std::int64_t span = 0;
    for (const Correlation& correlation : detection->book().correlations()) span = std::max(span, correlation.timespan);
    StreamNumbers recent, fresh, seen = store_.Ends();
    for (const auto& [name, stream] : store_.streams()) {
        recent[name] = span == 0 ? seen[name] : FirstSince(*stream, clock_.Now() + -span);
        fresh[name] = seen[name];
        if (!told) continue;
        const auto number = told->numbers.find(name);
        fresh[name] = number == told->numbers.end() ? 1 : std::min(seen[name], number->second + 1);
    }
    std::vector<CorrelationAlert> told_already;
    std::optional<Standing> untold;
    JudgeStored(recent, fresh, News::told, judging, *correlator);
    if (told) {
        untold.emplace(found_, judged_from_, fresh);
        correlator->JudgeUntil(told->settled, told_already);
        JudgeStored(fresh, seen, News::fresh, judging, *correlator);
    }
    const std::unique_lock nobody_judges(gate_);
    const StreamNumbers ends = store_.Ends();
    JudgeStored(seen, ends, told ? News::fresh : News::told, judging, *correlator);
    untold.reset();
    const std::scoped_lock lock(parts_, found_);
    detection_ = detection;
    if (correlator_ != nullptr) {
        if (!told) correlator->JudgeUntil(correlator_->settled(), told_already);
        losses_ = losses_ + correlator_->losses();
    }
    correlator_ = std::move(correlator);
    correlator_of_ = detection;
    return told ? fresh : ends;
}

// From these numbers on, before those.
void Watcher::JudgeStored(const StreamNumbers& from, const StreamNumbers& until, News news, Judging& judging,
                          Correlator& correlator) {
    const auto sources = this->sources();
    for (const auto& [name, stream] : store_.streams()) {
        if (from.at(name) >= until.at(name)) continue;
        WalkStream(*stream, from.at(name), [&](std::uint64_t number, const EventRecord& stored) {
            if (number >= until.at(name)) return false;
            EventRecord record = stored;
            const auto read = judging.Read(record, *sources);
            const auto& hits = judging.Hold(read);
            if (!hits.empty()) Hits(hits, {name, number}, record, sources->Of(record.source), news, judging, &correlator);
            if (news == News::fresh) Recognise(read, {name, number}, record, judging);
            return true;
        });
    }
}

std::unique_ptr<Judging> Watcher::BorrowJudging() {
    const std::lock_guard lock(parts_);
    std::erase_if(judgings_, [&](const auto& judging) { return judging->detection() != detection_; });
    if (judgings_.empty()) return std::make_unique<Judging>(detection_);
    auto judging = std::move(judgings_.back());
    judgings_.pop_back();
    return judging;
}

void Watcher::ReturnJudging(std::unique_ptr<Judging> judging) {
    const std::lock_guard lock(parts_);
    judgings_.push_back(std::move(judging));
}

// What every event meets before anything else.
std::optional<Unkept> Watcher::Refuse(const Offered& event, const Source* source) {
    if (source == nullptr) return Unkept::unknown_sender;
    if (!source->enabled) return Unkept::disabled;
    if (event.bytes.size() > limits_.event_bytes) return Unkept::too_long;
    if (source->per_second == 0) return std::nullopt;
    const std::lock_guard lock(parts_);
    Quota& quota = quotas_[source->number];
    const std::int64_t second = event.received.ms / kSecond;
    if (quota.second != second) quota = {second, 0};
    return ++quota.used > source->per_second ? std::optional(Unkept::over_quota) : std::nullopt;
}

void Watcher::Count(const Counts& counts) {
    for (const auto& [source, count] : counts) accounts_.Add(source, count);
}

void Watcher::Lost(std::uint32_t source, Unkept reason, std::uint64_t events) {
    SourceCount count = NotKept(reason, events);
    count.received = events;
    accounts_.Add(source, count);
}

std::size_t Watcher::Offer(std::vector<Offered> events) {
    Counts counts, refused;
    const auto sources = this->sources();
    std::vector<Offered> taken;
    for (Offered& event : events) {
        SourceCount& count = counts[event.source];
        ++count.received;
        if (const auto unkept = Refuse(event, sources->Of(event.source))) {
            count += NotKept(*unkept, 1);
        } else {
            taken.push_back(std::move(event));
        }
    }
    // Counted before anybody can take them from the queue: what is stored was received.
    Count(counts);
    const std::size_t fit = taken.size();
    const auto crowded = queues_.Put(std::move(taken));
    const Unkept reason = Trouble().empty() ? Unkept::crowded : Unkept::disk;
    for (const Offered& event : crowded) refused[event.source] += NotKept(reason, 1);
    Count(refused);
    return fit - crowded.size();
}

std::vector<std::optional<Unkept>> Watcher::Take(std::vector<Offered> events) {
    Counts counts;
    const auto sources = this->sources();
    std::vector<Offered> kept;
    std::vector<std::optional<Unkept>> outcomes;
    outcomes.reserve(events.size());
    for (Offered& event : events) {
        SourceCount& count = counts[event.source];
        ++count.received;
        outcomes.push_back(Refuse(event, sources->Of(event.source)));
        if (outcomes.back()) {
            count += NotKept(*outcomes.back(), 1);
        } else {
            kept.push_back(std::move(event));
        }
    }
    Judge(kept, counts);
    for (const Offered& event : kept) counts[event.source] += NotKept(Unkept::disk, 1);
    Count(counts);
    if (!kept.empty()) throw std::runtime_error(Trouble());
    Sync();
    return outcomes;
}

// Those that were judged go from `events`; what is left the disk refused.
void Watcher::Judge(std::vector<Offered>& events, Counts& counts) {
    if (events.empty()) return;
    const std::shared_lock judges(gate_);
    const auto sources = this->sources();
    auto judging = BorrowJudging();
    const auto from = store_.Ends();
    std::size_t done = 0;
    std::map<std::uint32_t, Lag> lags;
    {
        const Standing untold(found_, judged_from_, from);
        try {
            for (; done < events.size(); ++done) {
                const std::uint32_t source = events[done].source;
                JudgeOne(events[done], *sources, *judging, counts[source], lags[source]);
            }
            appends_ = true;
        } catch (const std::runtime_error& error) {
            appends_ = false;
            SetTrouble(error.what());
        }
    }
    events.erase(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(done));
    ReturnJudging(std::move(judging));
    const std::lock_guard lock(found_);
    for (const auto& [source, lag] : lags) lags_[source] += lag;
}

void Watcher::JudgeOne(Offered& event, const SourceTable& sources, Judging& judging, SourceCount& count, Lag& lag) {
    const std::size_t size = event.bytes.size();
    event.bytes.reserve(size + JsonReader::kPaddingAfter);
    const Source* source = sources.Of(event.source);
    EventRecord record{.source = event.source,
                       .shape = event.shape,
                       .received = event.received,
                       .time = event.received,
                       .bytes = std::string_view(event.bytes.data(), size)};
    const auto read = judging.Read(record, sources);
    if (read.time && read.time->ms <= event.received.ms + limits_.ahead) record.time = *read.time;
    if (read.time) lag.Note(event.received.ms - read.time->ms);
    record.derived = !read.derived.empty();
    const std::string stream =
        source == nullptr || !store_.streams().contains(source->retention) ? "standard" : source->retention;
    const std::uint64_t number = store_.Stream(stream).Append(record, read.derived);
    ++count.stored;
    count.bytes += size;
    if (!read.understood) ++count.not_understood;
    const auto& hits = judging.Hold(read);
    if (!hits.empty()) Hits(hits, {stream, number}, record, source, News::fresh, judging, nullptr);
    Recognise(read, {stream, number}, record, judging);
    if (!judging.IsNews(event.source, event.received)) return;
    const std::lock_guard lock(found_);
    for (const LogSource& kind : judging.Kinds()) seen_.emplace(event.source, kind);
}

void Watcher::Recognise(const Normalised& read, const EventKey& key, const EventRecord& record, Judging& judging) {
    for (const IndicatorMatch& match : judging.Recognise(read, record.time)) {
        if (judging.detection()->Excepted(RuleOf({match.feed->id}), judging.event(), clock_.Now())) continue;
        const std::lock_guard lock(found_);
        book_.Note(FindingOf(match, key, record));
    }
}

// `correlator`: one that gathers apart; nothing: the one in use.
void Watcher::Hits(const std::vector<std::uint32_t>& hits, const EventKey& key, const EventRecord& record, const Source* source,
                   News news, const Judging& judging, Correlator* correlator) {
    const Detection& detection = *judging.detection();
    const Instant now = clock_.Now();
    std::vector<std::uint32_t> correlated, loud;
    for (const std::uint32_t rule : hits) {
        if (!detection.Counts(rule, source, judging.event(), now)) continue;
        if (detection.book().Correlated(rule)) correlated.push_back(rule);
        if (!detection.book().Silent(rule) && news == News::fresh) loud.push_back(rule);
    }
    const Entity entity = loud.empty() ? Entity{} : detection.EntityOf(judging.event(), source == nullptr ? "" : source->name);
    const std::lock_guard lock(found_);
    if (!correlated.empty())
        (correlator == nullptr ? *correlator_ : *correlator)
            .Observe(judging.event(), record.time, store_.NumberOf(key), correlated);
    for (const std::uint32_t rule : loud) book_.Note(FindingOf(detection.book().rules()[rule], entity, key, record));
}

void Watcher::Sync() {
    try {
        store_.Sync();
    } catch (const std::system_error& error) {
        SetTrouble(error.what());
        throw;
    }
    if (appends_) SetTrouble("");
}

void Watcher::SetTrouble(std::string trouble) {
    bool worse = false, over = false;
    {
        const std::lock_guard lock(trouble_mutex_);
        worse = trouble_.empty() && !trouble.empty();
        over = !trouble_.empty() && trouble.empty();
        trouble_ = trouble;
    }
    if (worse) Log(Severity::error, "SOC_STORE_REFUSED", {{"error", trouble}});
    if (over) Log(Severity::info, "SOC_STORE_BACK");
}

std::string Watcher::Trouble() const {
    const std::lock_guard lock(trouble_mutex_);
    return trouble_;
}

void Watcher::Start() {
    queues_.Start();
    for (unsigned i = 0; i < std::max(1U, limits_.threads); ++i) threads_.emplace_back([this] { Run(); });
    threads_.emplace_back([this] { Settle(); });
}

void Watcher::Stop() {
    queues_.Stop();
    const bool ran = !threads_.empty();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
    if (!ran) return;
    Counts lost;
    for (auto left = queues_.Next(); !left.empty(); left = queues_.Next())
        for (const Offered& event : left) lost[event.source] += NotKept(Unkept::disk, 1);
    Count(lost);
}

void Watcher::Run() {
    for (auto batch = queues_.Next(); !batch.empty(); batch = queues_.Next()) {
        Counts counts;
        Judge(batch, counts);
        Count(counts);
        if (batch.empty()) continue;
        // The disk refuses: they wait, as long as the program does.
        queues_.PutBack(std::move(batch));
        if (queues_.Pause(kRetryEvery)) return;
    }
}

void Watcher::Settle() {
    while (!queues_.Pause(kSettleEvery)) {
        try {
            Sync();
        } catch (const std::system_error&) {
            // Said already, and tried again.
        }
        JudgeCorrelations();
    }
}

void Watcher::JudgeCorrelations() {
    const std::lock_guard lock(found_);
    std::vector<CorrelationAlert> alerts;
    correlator_->Tick(clock_.Now(), alerts);
    for (const CorrelationAlert& alert : alerts) {
        const Correlation& correlation = correlator_of_->book().correlations()[alert.correlation];
        if (correlator_of_->Counts(correlation, alert.group, clock_.Now())) book_.Note(FindingOf(correlation, alert, store_));
    }
}

Findings Watcher::TakeFindings() {
    Findings taken;
    const std::lock_guard lock(found_);
    taken.told = {store_.Ends(), correlator_->settled()};
    auto& numbers = taken.told.numbers;
    for (const StreamNumbers* from : judged_from_)
        for (const auto& [name, number] : *from) numbers[name] = std::min(numbers[name], number);
    for (auto& [name, next] : numbers) --next;
    taken.findings = book_.Take();
    return taken;
}

std::map<std::uint32_t, Lag> Watcher::TakeLags() {
    const std::lock_guard lock(found_);
    return std::exchange(lags_, {});
}

SeenKinds Watcher::TakeSeen() {
    const std::lock_guard lock(found_);
    return std::exchange(seen_, {});
}

WatchState Watcher::State() const {
    const std::lock_guard lock(found_);
    return {.waiting_events = queues_.waiting().events, .trouble = Trouble(), .losses = losses_ + correlator_->losses()};
}

}  // namespace dongson::soc
