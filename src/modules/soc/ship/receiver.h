// Events that other programs of ours send through NATS JetStream, taken over in their order, each once.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "modules/soc/events/record.h"
#include "modules/soc/ship/jet_stream.h"

namespace dongson::soc {

struct ReceivedEvent {
    std::uint32_t source = 0;
    Shape shape = Shape::text;
    Instant received;
    std::string bytes;
};

class Receiver {
  public:
    // `take` keeps all of them, or throws std::runtime_error: then they come again. `folder`: where it is remembered what was
    // taken, so that a program that was killed takes some twice only when it died between keeping and remembering.
    using TakeAll = std::function<void(std::vector<ReceivedEvent>)>;
    Receiver(JetStreamSettings settings, const Clock& clock, const std::string& folder, TakeAll take);
    ~Receiver();
    Receiver(const Receiver&) = delete;
    Receiver& operator=(const Receiver&) = delete;

    void Start();
    void Stop();
    // Of what it does; `waiting` is not known here.
    ShipState state() const;

  private:
    class Subscription;
    void Run();

    JetStreamSettings settings_;
    const Clock& clock_;
    std::string path_;
    TakeAll take_;
    std::map<std::string, std::uint64_t> last_;  // by node and stream, the number of the newest that was taken
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    ShipState state_;
    std::thread thread_;
};

}  // namespace dongson::soc
