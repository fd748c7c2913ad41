// Stored events go on to another place, in the order they are stored: a store others can ask, a broker. What arrived there is
// remembered; what cannot be sent waits where it is stored, for an hour or a month.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

#include "core/rounds.h"
#include "core/time.h"
#include "modules/soc/domain/ship_state.h"
#include "modules/soc/events/event_store.h"

namespace dongson::soc {

class Destination {
  public:
    virtual ~Destination() = default;
    virtual std::string name() const = 0;  // "clickhouse": letters, as a file may be called
    // When it returns, all of them are safe there. Throws std::runtime_error with the reason when that is not known: then the
    // same are delivered again, and the destination keeps them once.
    virtual void Deliver(const std::vector<StoredEvent>& events) = 0;
};

class Shipper {
  public:
    // `folder`: where it is remembered how far shipping went; made when it is not there.
    Shipper(EventStore& store, const Clock& clock, const std::string& folder, std::unique_ptr<Destination> destination);
    void Start();
    void Stop() { rounds_.Stop(); }
    // Everything that is stored by now; false when the destination is away. Done twice a second once started, less often while it
    // is away.
    bool ShipStored(const std::stop_token& stop = {});
    ShipState state() const;
    // The first of the stream that is not there yet.
    std::uint64_t NextOf(const std::string& stream) const;

  private:
    using Numbers = std::map<std::string, std::uint64_t>;
    bool Ship(const std::stop_token& stop);
    bool ShipStream(const std::string& name, const EventStream& stream, std::uint64_t end, const std::stop_token& stop);
    bool Deliver(const std::string& stream, const std::vector<StoredEvent>& events);
    void Remember();

    EventStore& store_;
    const Clock& clock_;
    std::string path_;
    std::unique_ptr<Destination> destination_;
    mutable std::mutex mutex_;
    Numbers next_;  // the first of each stream that is not there yet
    ShipState state_;
    Rounds rounds_;
};

}  // namespace dongson::soc
