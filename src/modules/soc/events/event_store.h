// Every stored event: a stream a retention class, below one folder.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/soc/events/event_stream.h"

namespace dongson::soc {

// Which event: its stream's name and its number there. Written standard-123.
struct EventKey {
    std::string stream;
    std::uint64_t number = 0;

    std::string Text() const { return stream + "-" + std::to_string(number); }
    static std::optional<EventKey> Parse(std::string_view text);
    auto operator<=>(const EventKey&) const = default;
};

// An event out of the store, with bytes of its own and room behind them for a reader of JSON.
struct StoredEvent {
    EventKey key;
    EventRecord record;  // its bytes stand in `bytes`
    std::string bytes;
};

class EventStore {
  public:
    // Streams are made for these names beside those that the folder has.
    EventStore(const std::string& folder, const std::vector<std::string>& streams, StreamLimits limits = {});

    EventStream& Stream(std::string_view name);
    const std::map<std::string, std::unique_ptr<EventStream>, std::less<>>& streams() const { return streams_; }
    // An event's key as one number, among those of this program's run: streams are numbered as they stand.
    std::uint64_t NumberOf(const EventKey& key) const;
    EventKey KeyOf(std::uint64_t number) const;
    // The number that the next event of each stream will have.
    std::map<std::string, std::uint64_t> Ends() const;
    // Nothing when there is no such event, or its block is damaged.
    std::optional<StoredEvent> Get(const EventKey& key) const;

    void Sync();
    std::uint64_t BytesOnDisk() const;

  private:
    std::string folder_;
    std::map<std::string, std::unique_ptr<EventStream>, std::less<>> streams_;
};

}  // namespace dongson::soc
