#include "modules/soc/ship/jet_stream.h"

#include <atomic>
#include <stdexcept>
#include <utility>

#include "core/text.h"
#include "modules/soc/ship/nats_link.h"

namespace dongson::soc {

namespace {

constexpr std::int64_t kAcknowledged = 30'000;  // milliseconds
constexpr std::int64_t kPending = 4000;

}  // namespace

class JetStream::Connection {
  public:
    explicit Connection(const JetStreamSettings& settings)
        : settings_(settings), link_(settings, [this](jsOptions& wishes) {
              wishes.PublishAsync.MaxPending = kPending;
              wishes.PublishAsync.StallWait = kAcknowledged;
              wishes.PublishAsync.ErrHandler = [](jsCtx*, jsPubAckErr* error, void* self) {
                  auto& failed = *static_cast<Connection*>(self);
                  if (failed.failures_++ == 0) failed.failure_ = error->ErrText == nullptr ? "not acknowledged" : error->ErrText;
              };
              wishes.PublishAsync.ErrHandlerClosure = this;
          }) {}

    void Publish(const StoredEvent& event) {
        const std::string subject = settings_.subjects + "." + std::to_string(event.record.source);
        natsMsg* message = nullptr;
        if (const auto status =
                natsMsg_Create(&message, subject.c_str(), nullptr, event.bytes.data(), static_cast<int>(event.bytes.size()));
            status != NATS_OK)
            NatsLink::Fail("a message", status);
        const std::string number = std::to_string(event.key.number);
        const std::pair<const char*, std::string> headers[] = {
            {"Nats-Msg-Id", settings_.node + ":" + event.key.Text() + ":" + std::to_string(event.record.received.ms)},
            {"Dongson-Node", settings_.node},
            {"Dongson-Stream", event.key.stream},
            {"Dongson-Number", number},
            {"Dongson-Source", std::to_string(event.record.source)},
            {"Dongson-Shape", std::string(ShapeWord(event.record.shape))},
            {"Dongson-Received", std::to_string(event.record.received.ms)},
            {"Dongson-Time", std::to_string(event.record.time.ms)}};
        for (const auto& [name, value] : headers) natsMsgHeader_Set(message, name, value.c_str());
        const auto status = js_PublishMsgAsync(link_.context(), &message, nullptr);
        natsMsg_Destroy(message);  // only where the library did not take it
        if (status != NATS_OK) NatsLink::Fail("publishing", status);
    }
    void WaitForAll() {
        jsPubOptions wishes;
        jsPubOptions_Init(&wishes);
        wishes.MaxWait = kAcknowledged;
        if (const auto status = js_PublishAsyncComplete(link_.context(), &wishes); status != NATS_OK)
            NatsLink::Fail("waiting for the broker", status);
        if (failures_ > 0) throw std::runtime_error(MendUtf8(failure_));
    }

  private:
    const JetStreamSettings& settings_;
    std::atomic<int> failures_ = 0;
    std::string failure_;
    NatsLink link_;  // last made, first gone: its handler writes what stands above
};

JetStream::JetStream(JetStreamSettings settings) : settings_(std::move(settings)) {}
JetStream::~JetStream() = default;

void JetStream::Deliver(const std::vector<StoredEvent>& events) {
    try {
        if (connection_ == nullptr) connection_ = std::make_unique<Connection>(settings_);
        for (const StoredEvent& event : events) connection_->Publish(event);
        connection_->WaitForAll();
    } catch (const std::runtime_error&) {
        connection_.reset();  // what is not acknowledged is published again, over a new one
        throw;
    }
}

}  // namespace dongson::soc
