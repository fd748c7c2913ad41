#include "modules/soc/ship/receiver.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "core/log.h"
#include "core/text.h"
#include "modules/soc/ship/nats_link.h"
#include "modules/soc/ship/remembered.h"

namespace dongson::soc {

namespace {

constexpr int kBatch = 2000;
constexpr std::int64_t kPatience = 500;                   // milliseconds until a batch is taken as it is
constexpr std::int64_t kAckWait = 120LL * 1'000'000'000;  // nanoseconds until the broker sends it again
constexpr auto kPause = std::chrono::milliseconds(1000), kLongestPause = std::chrono::milliseconds(30'000);

std::string HeaderOf(natsMsg* message, const char* name) {
    const char* value = nullptr;
    return natsMsgHeader_Get(message, name, &value) == NATS_OK && value != nullptr ? value : "";
}

Shape ShapeOf(std::string_view word) {
    for (const Shape shape : {Shape::syslog, Shape::json})
        if (ShapeWord(shape) == word) return shape;
    return Shape::text;
}

}  // namespace

// Nothing newer is sent before a batch is acknowledged, so what comes again comes first.
class Receiver::Subscription {
  public:
    explicit Subscription(const JetStreamSettings& settings) : link_(settings, [](jsOptions&) {}) {
        jsSubOptions wishes;
        jsSubOptions_Init(&wishes);
        wishes.Stream = settings.stream.c_str();
        wishes.ManualAck = true;
        wishes.Config.AckPolicy = js_AckAll;
        wishes.Config.AckWait = kAckWait;
        wishes.Config.MaxAckPending = kBatch;
        const std::string all = settings.subjects + ".>";
        jsErrCode code{};
        if (const auto status =
                js_PullSubscribe(&subscription_, link_.context(), all.c_str(), "dongson", nullptr, &wishes, &code);
            status != NATS_OK)
            NatsLink::Fail("subscribing", status);
    }
    ~Subscription() {
        natsMsgList_Destroy(&batch_);
        natsSubscription_Destroy(subscription_);
    }
    Subscription(const Subscription&) = delete;
    Subscription& operator=(const Subscription&) = delete;

    const natsMsgList& Next() {
        natsMsgList_Destroy(&batch_);
        batch_ = {};
        jsErrCode code{};
        const auto status = natsSubscription_Fetch(&batch_, subscription_, kBatch, kPatience, &code);
        if (status != NATS_OK && status != NATS_TIMEOUT) NatsLink::Fail("fetching", status);
        return batch_;
    }
    // All of the batch.
    void Acknowledge() {
        jsErrCode code{};
        if (const auto status = natsMsg_AckSync(batch_.Msgs[batch_.Count - 1], nullptr, &code); status != NATS_OK)
            NatsLink::Fail("acknowledging", status);
    }

  private:
    NatsLink link_;
    natsSubscription* subscription_ = nullptr;
    natsMsgList batch_{};
};

Receiver::Receiver(JetStreamSettings settings, const Clock& clock, const std::string& folder, TakeAll take)
    : settings_(std::move(settings)),
      clock_(clock),
      path_(folder + "/received"),
      take_(std::move(take)),
      last_(ReadNumbers(path_)) {
    std::filesystem::create_directories(folder);
    state_.name = "jetstream";
}

Receiver::~Receiver() {
    Stop();
}

void Receiver::Start() {
    stopping_ = false;
    thread_ = std::thread([this] { Run(); });
}

void Receiver::Stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Receiver::Run() {
    std::unique_ptr<Subscription> subscription;
    auto pause = kPause;
    for (;;) {
        std::string trouble;
        try {
            if (subscription == nullptr) subscription = std::make_unique<Subscription>(settings_);
            const natsMsgList& batch = subscription->Next();
            auto last = last_;
            std::vector<ReceivedEvent> events;
            for (int i = 0; i < batch.Count; ++i) {
                natsMsg* message = batch.Msgs[i];
                const auto number = static_cast<std::uint64_t>(ToNumber(HeaderOf(message, "Dongson-Number")));
                std::uint64_t& newest = last[HeaderOf(message, "Dongson-Node") + "/" + HeaderOf(message, "Dongson-Stream")];
                if (number <= newest) continue;
                newest = number;
                events.push_back({.source = static_cast<std::uint32_t>(ToNumber(HeaderOf(message, "Dongson-Source"))),
                                  .shape = ShapeOf(HeaderOf(message, "Dongson-Shape")),
                                  .received = {ToNumber(HeaderOf(message, "Dongson-Received"))},
                                  .bytes = {natsMsg_GetData(message), static_cast<std::size_t>(natsMsg_GetDataLength(message))}});
            }
            if (batch.Count > 0) {
                const std::size_t count = events.size();
                if (count > 0) take_(std::move(events));
                last_ = std::move(last);
                KeepNumbers(path_, last_);
                subscription->Acknowledge();
                const std::lock_guard lock(mutex_);
                state_.shipped += count;
            }
        } catch (const std::exception& error) {
            trouble = error.what();
            subscription.reset();
        }
        std::unique_lock lock(mutex_);
        if (!trouble.empty() && state_.trouble.empty()) {
            state_.since = clock_.Now();
            Log(Severity::warning, "SOC_RECEIVING_WAITS", {{"error", trouble}});
        }
        if (trouble.empty()) state_.since.reset();
        state_.trouble = trouble;
        pause = trouble.empty() ? kPause : std::min(pause * 2, kLongestPause);
        if (wake_.wait_for(lock, trouble.empty() ? std::chrono::milliseconds(0) : pause, [this] { return stopping_; })) return;
    }
}

ShipState Receiver::state() const {
    const std::lock_guard lock(mutex_);
    return state_;
}

}  // namespace dongson::soc
