#include "modules/soc/ship/shipper.h"

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include "core/log.h"
#include "modules/soc/events/block.h"
#include "modules/soc/events/event_walk.h"
#include "modules/soc/ship/remembered.h"

namespace dongson::soc {

namespace {

constexpr std::size_t kBatchEvents = 10'000, kBatchBytes = 8 << 20;
constexpr std::chrono::milliseconds kPause(500), kLongestPause(30'000);

}  // namespace

Shipper::Shipper(EventStore& store, const Clock& clock, const std::string& folder, std::unique_ptr<Destination> destination)
    : store_(store), clock_(clock), path_(folder + "/" + destination->name()), destination_(std::move(destination)) {
    std::filesystem::create_directories(folder);
    next_ = ReadNumbers(path_);
    state_.name = destination_->name();
}

void Shipper::Start() {
    rounds_.Start([this, pause = kPause](const std::stop_token& stop) mutable {
        pause = Ship(stop) ? kPause : std::min(pause * 2, kLongestPause);
        return pause;
    });
}

bool Shipper::Ship(const std::stop_token& stop) {
    try {
        return ShipStored(stop);
    } catch (const std::exception& error) {
        // This machine's disk, not the other side. What was sent is sent again then.
        Log(Severity::error, "SOC_SHIPPING_WAITS", {{"to", state_.name}, {"error", error.what()}});
        return false;
    }
}

bool Shipper::ShipStored(const std::stop_token& stop) {
    // An event that a killed program forgets must not be known elsewhere: its number would be another's.
    const Numbers ends = store_.Ends();
    try {
        store_.Sync();
    } catch (const std::exception&) {
        return false;  // the store says so itself
    }
    bool there = true;
    for (const auto& [name, stream] : store_.streams())
        if (const auto end = ends.find(name); end != ends.end()) there = there && ShipStream(name, *stream, end->second, stop);
    return there;
}

bool Shipper::ShipStream(const std::string& name, const EventStream& stream, std::uint64_t end, const std::stop_token& stop) {
    std::uint64_t from = 0;
    {
        const std::lock_guard lock(mutex_);
        from = next_[name];
    }
    if (from > end) {
        // A store that was put back to an earlier day: what is stored from here on is new.
        Log(Severity::warning, "SOC_SHIPPED_BEFORE", {{"to", state_.name}, {"stream", name}});
        const std::lock_guard lock(mutex_);
        next_[name] = end;
    }
    if (from >= end) return true;
    std::vector<StoredEvent> batch;
    std::size_t bytes = 0;
    bool there = true;
    const auto deliver = [&] {
        there = Deliver(name, std::exchange(batch, {}));
        bytes = 0;
        return there && !stop.stop_requested();
    };
    WalkStream(stream, from, [&](std::uint64_t number, const EventRecord& record) {
        if (number >= end) return false;
        batch.push_back({{name, number}, record, std::string(record.bytes)});
        bytes += record.bytes.size();
        return (batch.size() < kBatchEvents && bytes < kBatchBytes) || deliver();
    });
    if (there && !batch.empty()) deliver();
    // Blocks that are damaged have nothing to send: they are passed.
    const std::lock_guard lock(mutex_);
    if (there && !stop.stop_requested()) next_[name] = end;
    return there;
}

bool Shipper::Deliver(const std::string& stream, const std::vector<StoredEvent>& events) {
    std::string trouble;
    try {
        destination_->Deliver(events);
    } catch (const std::exception& error) {
        trouble = error.what();
    }
    ShipState::Turn turn{};
    {
        const std::lock_guard lock(mutex_);
        turn = state_.Tell(trouble, clock_.Now());
        if (trouble.empty()) {
            next_[stream] = events.back().key.number + 1;
            state_.shipped += events.size();
        }
    }
    if (turn == ShipState::Turn::worse) Log(Severity::warning, "SOC_SHIPPING_WAITS", {{"to", state_.name}, {"error", trouble}});
    if (turn == ShipState::Turn::better) Log(Severity::info, "SOC_SHIPPING_GOES_ON", {{"to", state_.name}});
    if (trouble.empty()) Remember();
    return trouble.empty();
}

void Shipper::Remember() {
    Numbers next;
    {
        const std::lock_guard lock(mutex_);
        next = next_;
    }
    KeepNumbers(path_, next);
}

std::uint64_t Shipper::NextOf(const std::string& stream) const {
    const std::lock_guard lock(mutex_);
    const auto next = next_.find(stream);
    return next == next_.end() ? 0 : next->second;
}

ShipState Shipper::state() const {
    const Numbers ends = store_.Ends();
    const std::lock_guard lock(mutex_);
    ShipState state = state_;
    for (const auto& [name, end] : ends) {
        const auto next = next_.find(name);
        state.waiting += end - std::min(end, std::max<std::uint64_t>(1, next == next_.end() ? 0 : next->second));
    }
    return state;
}

}  // namespace dongson::soc
