// Stored events go on to another place, in the order they are stored: a store others can ask, a broker. What arrived there is
// remembered; what cannot be sent waits where it is stored, for an hour or a month.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/time.h"
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

struct ShipState {
    std::string name;
    std::uint64_t shipped = 0;     // since the start
    std::uint64_t waiting = 0;     // stored, and not there yet
    std::string trouble;           // why nothing arrives; empty when all is well
    std::optional<Instant> since;  // of the trouble
};

class Shipper {
  public:
    // `folder`: where it is remembered how far shipping went; made when it is not there.
    Shipper(EventStore& store, const Clock& clock, const std::string& folder, std::unique_ptr<Destination> destination);
    ~Shipper();
    Shipper(const Shipper&) = delete;
    Shipper& operator=(const Shipper&) = delete;

    void Start();
    void Stop();
    // Everything that is stored by now; false when the destination is away. Done twice a second once started, less often while it
    // is away.
    bool ShipStored();
    ShipState state() const;
    // The first of the stream that is not there yet.
    std::uint64_t NextOf(const std::string& stream) const;

  private:
    using Numbers = std::map<std::string, std::uint64_t>;
    void Run();
    bool ShipStream(const std::string& name, const EventStream& stream, std::uint64_t end);
    bool Deliver(const std::string& stream, const std::vector<StoredEvent>& events);
    void Remember();

    EventStore& store_;
    const Clock& clock_;
    std::string path_;
    std::unique_ptr<Destination> destination_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    Numbers next_;  // the first of each stream that is not there yet
    ShipState state_;
    std::thread thread_;
};

}  // namespace dongson::soc
