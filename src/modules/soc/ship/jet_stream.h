// Events into a stream of NATS JetStream: for detectors and programs elsewhere that want each of them once.
#pragma once

#include <memory>
#include <string>

#include "modules/soc/ship/shipper.h"

namespace dongson::soc {

// What this program does with the stream: sends what it stores; only that, so that another judges it; judges what others send.
enum class StreamUse : unsigned char { ship, relay, receive };

struct JetStreamSettings {
    std::string url;                          // nats://nats.example:4222, tls://…; empty: none
    std::string stream = "DONGSON_EVENTS";    // made when it is not there
    std::string subjects = "dongson.events";  // a source's events come as dongson.events.SOURCE
    std::string node;                         // of this store, among others that send to the same stream
    std::string credentials;                  // file of NATS, or none
    StreamUse use = StreamUse::ship;
};

class JetStream : public Destination {
  public:
    explicit JetStream(JetStreamSettings settings);
    ~JetStream() override;
    JetStream(const JetStream&) = delete;
    JetStream& operator=(const JetStream&) = delete;

    std::string name() const override { return "jetstream"; }
    // Each message has the event's bytes, and in its header source, shape, times, stream and number. Its Nats-Msg-Id lets the
    // broker drop what it got within ten minutes before.
    void Deliver(const std::vector<StoredEvent>& events) override;

  private:
    class Connection;
    JetStreamSettings settings_;
    std::unique_ptr<Connection> connection_;  // none while the broker is away
};

}  // namespace dongson::soc
