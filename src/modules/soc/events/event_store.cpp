#include "modules/soc/events/event_store.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iterator>
#include <stdexcept>

namespace dongson::soc {

namespace {

constexpr unsigned kStreamShift = 56;

StoredEvent Own(const EventKey& key, const EventRecord& record) {
    StoredEvent event{key, record, std::string(record.bytes)};
    const std::size_t size = event.bytes.size();
    event.bytes.append(BlockView::kPadding, '\0');
    event.record.bytes = std::string_view(event.bytes).substr(0, size);
    return event;
}

std::optional<StoredEvent> FromSegment(const EventKey& key, const Segment& segment) {
    const auto places = segment.Places();
    auto place = std::ranges::upper_bound(places, key.number, {}, [](const BlockPlace& each) { return each.header.first; });
    if (place == places.begin()) return std::nullopt;
    --place;
    const auto index = key.number - place->header.first;
    if (index >= place->header.count) return std::nullopt;
    const auto map = segment.Map();
    const auto block = BlockView::Open(map->bytes().substr(place->offset));
    if (!block || !block->Sound()) return std::nullopt;
    const BlockEvents events = block->Read();
    return Own(key, events.records[index]);
}

}  // namespace

std::optional<EventKey> EventKey::Parse(std::string_view text) {
    const std::size_t dash = text.rfind('-');
    EventKey key;
    if (dash == std::string_view::npos || dash == 0) return std::nullopt;
    key.stream = text.substr(0, dash);
    const std::string_view digits = text.substr(dash + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), key.number);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return key;
}

EventStore::EventStore(const std::string& folder, const std::vector<std::string>& streams, StreamLimits limits)
    : folder_(folder) {
    std::filesystem::create_directories(folder);
    std::vector<std::string> names = streams;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.is_directory()) names.push_back(entry.path().filename().string());
    const std::string below = folder + "/";
    for (const std::string& name : names)
        if (!streams_.contains(name)) streams_.emplace(name, std::make_unique<EventStream>(below + name, limits));
}

EventStream& EventStore::Stream(std::string_view name) {
    const auto found = streams_.find(name);
    if (found == streams_.end()) throw std::out_of_range("no stream " + std::string(name));
    return *found->second;
}

std::uint64_t EventStore::NumberOf(const EventKey& key) const {
    const auto stream = static_cast<std::uint64_t>(std::distance(streams_.begin(), streams_.find(key.stream)));
    return stream << kStreamShift | key.number;
}

EventKey EventStore::KeyOf(std::uint64_t number) const {
    const auto stream = std::next(streams_.begin(), static_cast<std::ptrdiff_t>(number >> kStreamShift));
    return {stream->first, number & ((std::uint64_t{1} << kStreamShift) - 1)};
}

std::map<std::string, std::uint64_t> EventStore::Ends() const {
    std::map<std::string, std::uint64_t> ends;
    for (const auto& [name, stream] : streams_) ends[name] = stream->next();
    return ends;
}

std::optional<StoredEvent> EventStore::Get(const EventKey& key) const {
    const auto stream = streams_.find(key.stream);
    if (stream == streams_.end()) return std::nullopt;
    for (const OpenEvents& part : stream->second->Open())
        if (key.number >= part.first && key.number - part.first < part.records.size())
            return Own(key, part.records[key.number - part.first]);
    const auto segments = stream->second->Segments();
    for (auto segment = segments.rbegin(); segment != segments.rend(); ++segment)
        if ((*segment)->first() <= key.number) return FromSegment(key, **segment);
    return std::nullopt;
}

void EventStore::Sync() {
    for (const auto& [name, stream] : streams_) stream->Sync();
}

std::uint64_t EventStore::BytesOnDisk() const {
    std::uint64_t bytes = 0;
    for (const auto& [name, stream] : streams_)
        for (const auto& segment : stream->Segments()) bytes += segment->bytes();
    return bytes;
}

}  // namespace dongson::soc
