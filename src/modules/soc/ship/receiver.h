// Events that other programs of ours send through NATS JetStream, taken over in their order, each once.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/rounds.h"
#include "modules/soc/domain/ship_state.h"
#include "modules/soc/events/record.h"
#include "modules/soc/ship/jet_stream.h"
#include "modules/soc/ship/taken.h"

namespace dongson::soc {

class Receiver {
  public:
    // `take` keeps all of them, or throws std::runtime_error: then they come again. `folder`: where it is remembered what was
    // taken, so that a program that was killed takes some twice only when it died between keeping and remembering.
    using TakeAll = std::function<void(std::vector<Offered>)>;
    Receiver(JetStreamSettings settings, const Clock& clock, const std::string& folder, TakeAll take);
    ~Receiver();
    Receiver(const Receiver&) = delete;
    Receiver& operator=(const Receiver&) = delete;

    void Start();
    void Stop() { rounds_.Stop(); }
    ShipState state() const;

  private:
    class Subscription;
    // False when the broker is away, or what it has cannot be kept.
    bool Receive();
    void TakeBatch();

    JetStreamSettings settings_;
    const Clock& clock_;
    std::string path_;
    TakeAll take_;
    Taken taken_;
    mutable std::mutex mutex_;
    ShipState state_;
    std::unique_ptr<Subscription> subscription_;  // none while the broker is away
    Rounds rounds_;
};

}  // namespace dongson::soc
