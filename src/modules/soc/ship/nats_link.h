// A connection to NATS with its JetStream, as long as it lives.
#pragma once

#include <nats/nats.h>

#include <functional>
#include <string>

#include "modules/soc/ship/jet_stream.h"

namespace dongson::soc {

class NatsLink {
  public:
    // Makes the stream when it is not there. Throws std::runtime_error with the reason. `settings` must outlive it.
    NatsLink(const JetStreamSettings& settings, const std::function<void(jsOptions&)>& wishes);
    ~NatsLink();
    NatsLink(const NatsLink&) = delete;
    NatsLink& operator=(const NatsLink&) = delete;

    jsCtx* context() const { return context_; }
    [[noreturn]] static void Fail(const std::string& what, natsStatus status);

  private:
    void MakeStream(const JetStreamSettings& settings);
    void Close();
    natsConnection* connection_ = nullptr;
    jsCtx* context_ = nullptr;
};

}  // namespace dongson::soc
