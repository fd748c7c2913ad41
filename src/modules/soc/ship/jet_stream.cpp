#include "modules/soc/ship/jet_stream.h"

#include <nats/nats.h>

#include <array>
#include <atomic>
#include <stdexcept>
#include <utility>

#include "core/text.h"

namespace dongson::soc {

namespace {

constexpr std::int64_t kWait = 5000, kAcknowledged = 30'000;  // milliseconds
constexpr std::int64_t kPending = 4000, kDuplicates = 10LL * 60 * 1'000'000'000;

[[noreturn]] void Fail(const std::string& what, natsStatus status) {
    throw std::runtime_error(what + ": " + natsStatus_GetText(status));
}

}  // namespace

class JetStream::Connection {
  public:
    explicit Connection(const JetStreamSettings& settings) : settings_(settings) {
        natsOptions* options = nullptr;
        natsOptions_Create(&options);
        const std::unique_ptr<natsOptions, decltype(&natsOptions_Destroy)> owned(options, &natsOptions_Destroy);
        natsOptions_SetURL(options, settings.url.c_str());
        natsOptions_SetName(options, ("dongson " + settings.node).c_str());
        natsOptions_SetTimeout(options, kWait);
        natsOptions_SetAllowReconnect(options, false);  // the shipper tries again by itself
        if (!settings.credentials.empty())
            natsOptions_SetUserCredentialsFromFiles(options, settings.credentials.c_str(), nullptr);
        if (const auto status = natsConnection_Connect(&connection_, options); status != NATS_OK) Fail("connecting", status);
        jsOptions wishes;
        jsOptions_Init(&wishes);
        wishes.Wait = kWait;
        wishes.PublishAsync.MaxPending = kPending;
        wishes.PublishAsync.StallWait = kAcknowledged;
        wishes.PublishAsync.ErrHandler = [](jsCtx*, jsPubAckErr* error, void* self) {
            auto& failed = *static_cast<Connection*>(self);
            if (failed.failures_++ == 0) failed.failure_ = error->ErrText == nullptr ? "not acknowledged" : error->ErrText;
        };
        wishes.PublishAsync.ErrHandlerClosure = this;
        if (const auto status = natsConnection_JetStream(&context_, connection_, &wishes); status != NATS_OK) {
            Close();
            Fail("JetStream", status);
        }
        MakeStream();
    }
    ~Connection() { Close(); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void Publish(const StoredEvent& event) {
        const std::string subject = settings_.subjects + "." + std::to_string(event.record.source);
        natsMsg* message = nullptr;
        if (const auto status =
                natsMsg_Create(&message, subject.c_str(), nullptr, event.bytes.data(), static_cast<int>(event.bytes.size()));
            status != NATS_OK)
            Fail("a message", status);
        const std::string number = std::to_string(event.key.number);
        const std::pair<const char*, std::string> headers[] = {{"Nats-Msg-Id", settings_.node + ":" + event.key.Text()},
                                                               {"Dongson-Node", settings_.node},
                                                               {"Dongson-Stream", event.key.stream},
                                                               {"Dongson-Number", number},
                                                               {"Dongson-Source", std::to_string(event.record.source)},
                                                               {"Dongson-Shape", std::string(ShapeWord(event.record.shape))},
                                                               {"Dongson-Received", std::to_string(event.record.received.ms)},
                                                               {"Dongson-Time", std::to_string(event.record.time.ms)}};
        for (const auto& [name, value] : headers) natsMsgHeader_Set(message, name, value.c_str());
        const auto status = js_PublishMsgAsync(context_, &message, nullptr);
        natsMsg_Destroy(message);  // only where the library did not take it
        if (status != NATS_OK) Fail("publishing", status);
    }
    void WaitForAll() {
        jsPubOptions wishes;
        jsPubOptions_Init(&wishes);
        wishes.MaxWait = kAcknowledged;
        if (const auto status = js_PublishAsyncComplete(context_, &wishes); status != NATS_OK)
            Fail("waiting for the broker", status);
        if (failures_ > 0) throw std::runtime_error(MendUtf8(failure_));
    }

  private:
    void MakeStream() {
        const std::string all = settings_.subjects + ".>";
        const char* subjects[] = {all.c_str()};
        jsStreamConfig wanted;
        jsStreamConfig_Init(&wanted);
        wanted.Name = settings_.stream.c_str();
        wanted.Subjects = subjects;
        wanted.SubjectsLen = 1;
        wanted.Storage = js_FileStorage;
        wanted.Duplicates = kDuplicates;
        jsErrCode code{};
        const auto status = js_AddStream(nullptr, context_, &wanted, nullptr, &code);
        if (status == NATS_OK || code == JSStreamNameExistErr) return;
        Close();
        Fail("the stream " + settings_.stream, status);
    }
    void Close() {
        jsCtx_Destroy(std::exchange(context_, nullptr));
        if (connection_ != nullptr) natsConnection_Close(connection_);
        natsConnection_Destroy(std::exchange(connection_, nullptr));
    }

    const JetStreamSettings& settings_;
    natsConnection* connection_ = nullptr;
    jsCtx* context_ = nullptr;
    std::atomic<int> failures_ = 0;
    std::string failure_;
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
