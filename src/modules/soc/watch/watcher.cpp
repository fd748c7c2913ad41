#include "modules/soc/watch/watcher.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "core/log.h"
#include "core/text.h"
#include "modules/soc/events/event_walk.h"

namespace dongson::soc {

struct Watcher::Room {
    std::shared_ptr<const Detection> detection;
    std::shared_ptr<const SourceTable> sources;
    std::unique_ptr<Normaliser> normaliser;
    Event event;
    DetectionRoom search;
    std::vector<std::uint32_t> hits, correlated, loud;
};

namespace {

constexpr std::size_t kBatchEvents = 512, kBatchBytes = 512 << 10;
constexpr std::size_t kExcerpt = 400;
constexpr auto kSettleEvery = std::chrono::milliseconds(200);
// An event in a queue costs this much beside its bytes.
constexpr std::size_t kOverhead = sizeof(Offered);

}  // namespace

Watcher::Watcher(EventStore& store, const Clock& clock, WatcherLimits limits) : store_(store), clock_(clock), limits_(limits) {
    for (const auto& [name, stream] : store_.streams()) stream_names_.push_back(name);
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

std::map<std::string, std::uint64_t> Watcher::Ends() const {
    std::map<std::string, std::uint64_t> ends;
    for (const auto& [name, stream] : store_.streams()) ends[name] = stream->next();
    return ends;
}

std::map<std::string, std::uint64_t> Watcher::UseDetection(std::shared_ptr<const Detection> detection) {
    auto correlator = std::make_unique<Correlator>(detection->book());
    std::int64_t span = 0;
    for (const Correlation& correlation : detection->book().correlations()) span = std::max(span, correlation.timespan);
    std::map<std::string, std::uint64_t> from;
    {
        const std::unique_lock nobody_judges(gate_);
        const std::scoped_lock lock(parts_, found_);
        detection_ = detection;
        if (correlator_ != nullptr) {
            losses_.late += correlator_->losses().late;
            losses_.ungrouped += correlator_->losses().ungrouped;
            losses_.crowded_out += correlator_->losses().crowded_out;
        }
        correlator_ = std::move(correlator);
        correlator_of_ = detection;
        from = Ends();
    }
    if (span == 0) return from;
    auto room = BorrowRoom();
    const Instant since = clock_.Now() + -span;
    for (const auto& [name, stream] : store_.streams()) {
        std::uint64_t first = 0;
        for (const auto& segment : stream->Segments())
            if (segment->received_last() < since) first = segment->first() + segment->events();
        WalkStream(*stream, first, [&](std::uint64_t number, const EventRecord& record) {
            if (number >= from.at(name)) return false;
            if (record.received >= since) JudgeStored({name, number}, record, *room, true);
            return true;
        });
    }
    ReturnRoom(std::move(room));
    return from;
}

std::unique_ptr<Watcher::Room> Watcher::BorrowRoom() {
    std::unique_ptr<Room> room;
    const std::lock_guard lock(parts_);
    while (!rooms_.empty() && room == nullptr) {
        room = std::move(rooms_.back());
        rooms_.pop_back();
        if (room->detection != detection_) room.reset();
    }
    if (room == nullptr) {
        room = std::make_unique<Room>();
        room->detection = detection_;
        room->normaliser = std::make_unique<Normaliser>(detection_->normaliser());
        detection_->detector().Prepare(room->search);
    }
    room->sources = sources_;
    return room;
}

void Watcher::ReturnRoom(std::unique_ptr<Room> room) {
    const std::lock_guard lock(parts_);
    rooms_.push_back(std::move(room));
}

std::uint64_t Watcher::Encode(const EventKey& key) const {
    const auto stream = static_cast<std::uint64_t>(std::ranges::lower_bound(stream_names_, key.stream) - stream_names_.begin());
    return stream << 56 | key.number;
}

EventKey Watcher::Decode(std::uint64_t number) const {
    return {stream_names_[number >> 56], number & ((std::uint64_t{1} << 56) - 1)};
}

void Watcher::CatchUp(const std::map<std::string, std::uint64_t>& reached, const std::map<std::string, std::uint64_t>& until) {
    auto room = BorrowRoom();
    for (const auto& [name, stream] : store_.streams()) {
        const auto from = reached.find(name), end = until.find(name);
        WalkStream(*stream, from == reached.end() ? 1 : from->second + 1, [&](std::uint64_t number, const EventRecord& record) {
            if (end != until.end() && number >= end->second) return false;
            JudgeStored({name, number}, record, *room, false);
            return true;
        });
    }
    ReturnRoom(std::move(room));
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

void Watcher::Count(const std::map<std::uint32_t, SourceCount>& counts) {
    for (const auto& [source, count] : counts) accounts_.Add(source, count);
}

void Watcher::Lost(std::uint32_t source, Unkept reason, std::uint64_t events) {
    SourceCount count{.received = events};
    count.unkept[static_cast<std::size_t>(reason)] = events;
    accounts_.Add(source, count);
}

bool Watcher::Crowded(std::uint32_t source) const {
    const std::lock_guard lock(queues_mutex_);
    const auto queue = queues_.find(source);
    return queue != queues_.end() && queue->second.bytes > limits_.queue_bytes / 4 * 3;
}

std::size_t Watcher::Offer(std::vector<Offered> events) {
    std::map<std::uint32_t, SourceCount> counts;
    const auto sources = this->sources();
    const bool trouble = !Trouble().empty();
    std::size_t kept = 0;
    {
        std::unique_lock lock(queues_mutex_, std::defer_lock);
        for (Offered& event : events) {
            SourceCount& count = counts[event.source];
            ++count.received;
            auto unkept = Refuse(event, sources->Of(event.source));
            if (!unkept) {
                if (!lock.owns_lock()) lock.lock();
                Queue& queue = queues_[event.source];
                const std::size_t size = event.bytes.size() + kOverhead;
                if (queue.bytes + size > limits_.queue_bytes) {
                    unkept = trouble ? Unkept::disk : Unkept::crowded;
                } else {
                    queue.bytes += size;
                    waiting_bytes_ += size;
                    ++waiting_events_;
                    ++kept;
                    queue.events.push_back(std::move(event));
                    continue;
                }
            }
            ++count.unkept[static_cast<std::size_t>(*unkept)];
        }
        // Counted before anybody can take them from the queue: what is stored was received.
        Count(counts);
    }
    if (kept > 0) wake_.notify_one();
    return kept;
}

std::vector<std::optional<Unkept>> Watcher::Take(std::vector<Offered> events) {
    std::map<std::uint32_t, SourceCount> counts;
    const auto sources = this->sources();
    std::vector<Offered> kept;
    std::vector<std::optional<Unkept>> outcomes;
    outcomes.reserve(events.size());
    for (Offered& event : events) {
        SourceCount& count = counts[event.source];
        ++count.received;
        outcomes.push_back(Refuse(event, sources->Of(event.source)));
        if (outcomes.back()) {
            ++count.unkept[static_cast<std::size_t>(*outcomes.back())];
        } else {
            kept.push_back(std::move(event));
        }
    }
    Judge(kept, counts);
    for (const Offered& event : kept) ++counts[event.source].unkept[static_cast<std::size_t>(Unkept::disk)];
    Count(counts);
    if (!kept.empty()) throw std::runtime_error(Trouble());
    store_.Sync();
    return outcomes;
}

// Those that were judged go from `events`; what is left the disk refused.
void Watcher::Judge(std::vector<Offered>& events, std::map<std::uint32_t, SourceCount>& counts) {
    if (events.empty()) return;
    const std::shared_lock judges(gate_);
    auto room = BorrowRoom();
    const auto from = Ends();
    {
        const std::lock_guard lock(found_);
        judging_.push_back(&from);
    }
    std::size_t done = 0;
    try {
        for (; done < events.size(); ++done) JudgeOne(events[done], *room, counts[events[done].source]);
        SetTrouble("");
    } catch (const std::runtime_error& error) {
        SetTrouble(error.what());
    }
    judged_ += done;
    events.erase(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(done));
    {
        const std::lock_guard lock(found_);
        std::erase(judging_, &from);
    }
    ReturnRoom(std::move(room));
}

void Watcher::JudgeOne(Offered& event, Room& room, SourceCount& count) {
    const std::size_t size = event.bytes.size();
    if (event.bytes.capacity() < size + JsonReader::kPaddingAfter) event.bytes.reserve(size + JsonReader::kPaddingAfter);
    const std::string_view bytes(event.bytes.data(), size);
    const Source* source = room.sources->Of(event.source);
    EventRecord record{
        .source = event.source, .shape = event.shape, .received = event.received, .time = event.received, .bytes = bytes};
    auto read = room.normaliser->Read(record, room.sources->ParserOf(event.source), room.event);
    if (!read.fault.empty()) {
        // What was announced as an event and is none is kept as a text, so that nobody hides behind a brace that is missing.
        record.shape = Shape::text;
        read = room.normaliser->Read(record, nullptr, room.event);
        read.understood = false;
    }
    if (read.time && read.time->ms <= event.received.ms + limits_.ahead) record.time = *read.time;
    record.derived = !read.derived.empty();
    const std::string stream =
        source == nullptr || !store_.streams().contains(source->retention) ? "standard" : source->retention;
    const std::uint64_t number = store_.Stream(stream).Append(record, read.derived);
    ++count.stored;
    count.bytes += size;
    if (!read.understood) ++count.not_understood;
    room.hits.clear();
    room.detection->detector().Detect(room.event, read.of, room.search, room.hits);
    if (!room.hits.empty()) Hits(room, source, {stream, number}, record, false);
}

void Watcher::JudgeStored(const EventKey& key, const EventRecord& record, Room& room, bool only_correlate) {
    const auto read = room.normaliser->Read(record, room.sources->ParserOf(record.source), room.event);
    if (!read.fault.empty()) return;
    room.hits.clear();
    room.detection->detector().Detect(room.event, read.of, room.search, room.hits);
    if (!room.hits.empty()) Hits(room, room.sources->Of(record.source), key, record, only_correlate);
}

void Watcher::Hits(Room& room, const Source* source, const EventKey& key, const EventRecord& record, bool only_correlate) {
    const Detection& detection = *room.detection;
    const Instant now = clock_.Now();
    room.correlated.clear();
    room.loud.clear();
    for (const std::uint32_t rule : room.hits) {
        if (!detection.Counts(rule, source == nullptr ? std::string_view() : source->group, room.event, now)) continue;
        if (detection.book().Correlated(rule)) room.correlated.push_back(rule);
        if (!detection.book().Silent(rule) && !only_correlate) room.loud.push_back(rule);
    }
    hits_ += room.loud.size();
    const Entity entity = room.loud.empty() ? Entity{} : detection.EntityOf(room.event, source == nullptr ? "" : source->name);
    const std::lock_guard lock(found_);
    if (!room.correlated.empty() && correlator_of_ == room.detection)
        correlator_->Observe(room.event, record.time, Encode(key), room.correlated);
    for (const std::uint32_t number : room.loud) {
        const Rule& rule = detection.book().rules()[number];
        Finding finding{.rule = rule.id.empty() ? rule.title : rule.id,
                        .title = rule.title,
                        .level = rule.level,
                        .entity = entity,
                        .source = record.source,
                        .first = record.time,
                        .last = record.time,
                        .events = 1,
                        .shown = {}};
        finding.shown.push_back({key.Text(), record.time, Shorten(MendUtf8(record.bytes.substr(0, kExcerpt)), kExcerpt)});
        Note(std::move(finding));
    }
}

// With found_ locked.
void Watcher::Note(Finding finding) {
    auto& known = findings_[{finding.rule, finding.entity}];
    if (known.events == 0) {
        known = std::move(finding);
        return;
    }
    known.first = std::min(known.first, finding.first);
    known.last = std::max(known.last, finding.last);
    known.events += finding.events;
    for (AlertEvent& event : finding.shown)
        if (known.shown.size() < kAlertEvents) known.shown.push_back(std::move(event));
}

// With found_ locked.
void Watcher::NoteCorrelations(const std::vector<CorrelationAlert>& alerts) {
    for (const CorrelationAlert& alert : alerts) {
        const Correlation& correlation = correlator_of_->book().correlations()[alert.correlation];
        std::string group;
        for (std::size_t i = 0; i < alert.group.size(); ++i)
            group += (i == 0 ? "" : ", ") + correlation.group_by[i] + " = " + MendUtf8(alert.group[i]);
        Finding finding{.rule = correlation.id.empty() ? correlation.title : correlation.id,
                        .title = correlation.title,
                        .level = correlation.level,
                        .entity = {group.empty() ? "source" : "group", group.substr(0, 200)},
                        .source = kNobody,
                        .first = alert.time,
                        .last = alert.time,
                        .events = alert.observations,
                        .shown = {}};
        for (const std::uint64_t number : alert.events)
            if (finding.shown.size() < kAlertEvents) finding.shown.push_back({Decode(number).Text(), alert.time, ""});
        if (!alert.events.empty())
            if (const auto event = store_.Get(Decode(alert.events.back()))) {
                finding.source = event->record.source;
                finding.shown.back().excerpt = Shorten(MendUtf8(event->record.bytes.substr(0, kExcerpt)), kExcerpt);
            }
        ++hits_;
        Note(std::move(finding));
    }
}

void Watcher::SetTrouble(std::string trouble) {
    const std::lock_guard lock(trouble_mutex_);
    if (trouble != trouble_ && !trouble.empty()) Log(Severity::error, "SOC_STORE_REFUSED", {{"error", trouble}});
    if (trouble.empty() && !trouble_.empty()) Log(Severity::info, "SOC_STORE_BACK");
    trouble_ = std::move(trouble);
}

void Watcher::Start() {
    {
        const std::lock_guard lock(queues_mutex_);
        stopping_ = false;
    }
    for (unsigned i = 0; i < std::max(1U, limits_.threads); ++i) threads_.emplace_back([this] { Run(); });
    threads_.emplace_back([this] { Settle(); });
}

void Watcher::Stop() {
    {
        const std::lock_guard lock(queues_mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    stop_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

std::vector<Offered> Watcher::NextBatch() {
    std::unique_lock lock(queues_mutex_);
    wake_.wait(lock, [this] { return waiting_events_ > 0 || stopping_; });
    std::vector<Offered> batch;
    if (waiting_events_ == 0) return batch;
    auto turn = queues_.upper_bound(last_);
    for (std::size_t tried = 0; tried <= queues_.size(); ++tried, ++turn) {
        if (turn == queues_.end()) turn = queues_.begin();
        if (!turn->second.events.empty()) break;
    }
    last_ = turn->first;
    Queue& queue = turn->second;
    for (std::size_t bytes = 0; !queue.events.empty() && batch.size() < kBatchEvents && bytes < kBatchBytes;) {
        const std::size_t size = queue.events.front().bytes.size() + kOverhead;
        batch.push_back(std::move(queue.events.front()));
        queue.events.pop_front();
        queue.bytes -= size;
        waiting_bytes_ -= size;
        --waiting_events_;
        bytes += size;
    }
    return batch;
}

void Watcher::PutBack(std::vector<Offered> events) {
    const std::lock_guard lock(queues_mutex_);
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        Queue& queue = queues_[event->source];
        const std::size_t size = event->bytes.size() + kOverhead;
        queue.bytes += size;
        waiting_bytes_ += size;
        ++waiting_events_;
        queue.events.push_front(std::move(*event));
    }
}

void Watcher::Run() {
    while (true) {
        auto batch = NextBatch();
        if (batch.empty()) return;
        std::map<std::uint32_t, SourceCount> counts;
        Judge(batch, counts);
        Count(counts);
        if (batch.empty()) continue;
        // The disk refuses: they wait, as long as the program does.
        PutBack(std::move(batch));
        std::unique_lock lock(queues_mutex_);
        if (stop_.wait_for(lock, std::chrono::seconds(1), [this] { return stopping_; })) return;
    }
}

void Watcher::Settle() {
    while (true) {
        {
            std::unique_lock lock(queues_mutex_);
            if (stop_.wait_for(lock, kSettleEvery, [this] { return stopping_ && waiting_events_ == 0; })) return;
        }
        try {
            store_.Sync();
        } catch (const std::system_error& error) {
            SetTrouble(error.what());
        }
        JudgeCorrelations();
    }
}

void Watcher::JudgeCorrelations() {
    const std::lock_guard lock(found_);
    std::vector<CorrelationAlert> alerts;
    correlator_->Tick(clock_.Now(), alerts);
    NoteCorrelations(alerts);
}

Findings Watcher::TakeFindings() {
    Findings taken;
    const std::lock_guard lock(found_);
    taken.reached = Ends();
    for (const auto* batch : judging_)
        for (const auto& [name, from] : *batch) taken.reached[name] = std::min(taken.reached[name], from);
    for (auto& [name, next] : taken.reached) --next;
    for (auto& [key, finding] : findings_) taken.findings.push_back(std::move(finding));
    findings_.clear();
    return taken;
}

std::string Watcher::Trouble() const {
    const std::lock_guard lock(trouble_mutex_);
    return trouble_;
}

WatchState Watcher::State() const {
    WatchState state{.judged = judged_, .hits = hits_, .trouble = Trouble(), .losses = {}};
    {
        const std::lock_guard lock(queues_mutex_);
        state.waiting_events = waiting_events_;
        state.waiting_bytes = waiting_bytes_;
    }
    const std::lock_guard lock(found_);
    const CorrelationLosses& now = correlator_->losses();
    state.losses = {losses_.late + now.late, losses_.ungrouped + now.ungrouped, losses_.crowded_out + now.crowded_out};
    state.correlations_held = correlator_->held();
    return state;
}

}  // namespace dongson::soc
