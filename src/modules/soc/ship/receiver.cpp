#include "modules/soc/ship/receiver.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include "core/log.h"
#include "core/text.h"
#include "modules/soc/ship/nats_link.h"
#include "modules/soc/ship/remembered.h"

namespace dongson::soc {

namespace {

constexpr int kBatch = 2000;
constexpr std::int64_t kPatience = 500;  // milliseconds until a batch is taken as it is
constexpr const char* kConsumer = "dongson";
constexpr std::int64_t kAckWait = 120LL * 1'000'000'000;  // nanoseconds until the broker sends it again
constexpr std::chrono::milliseconds kPause(1000), kLongestPause(30'000);

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

// Begins after the last event that was acknowledged. What the broker sent to a program before this one and waits for would come
// only after newer ones, and would pass for taken then: so each subscription has a consumer of its own, of the same name.
class Receiver::Subscription {
  public:
    explicit Subscription(const JetStreamSettings& settings) : link_(settings, [](jsOptions&) {}) {
        const std::string all = settings.subjects + ".>";
        RenewConsumer(settings.stream, all);
        jsSubOptions wishes;
        jsSubOptions_Init(&wishes);
        wishes.Stream = settings.stream.c_str();
        wishes.Consumer = kConsumer;
        wishes.ManualAck = true;
        jsErrCode code{};
        if (const auto status =
                js_PullSubscribe(&subscription_, link_.context(), all.c_str(), kConsumer, nullptr, &wishes, &code);
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
    // Killed between the two, this program finds no consumer the next time, gets everything again, and knows it by its numbers.
    void RenewConsumer(const std::string& stream, const std::string& subjects) {
        const std::uint64_t acknowledged = DropConsumer(stream);
        jsConsumerConfig wishes;
        jsConsumerConfig_Init(&wishes);
        wishes.Durable = kConsumer;
        wishes.FilterSubject = subjects.c_str();
        wishes.AckPolicy = js_AckAll;
        wishes.AckWait = kAckWait;
        wishes.MaxAckPending = kBatch;
        if (acknowledged > 0) {
            wishes.DeliverPolicy = js_DeliverByStartSequence;
            wishes.OptStartSeq = acknowledged + 1;
        }
        jsErrCode code{};
        if (const auto status = js_AddConsumer(nullptr, link_.context(), stream.c_str(), &wishes, nullptr, &code);
            status != NATS_OK)
            NatsLink::Fail("making the consumer", status);
    }
    // The number of the last event in the stream that it acknowledged; 0 for none.
    std::uint64_t DropConsumer(const std::string& stream) {
        jsConsumerInfo* info = nullptr;
        jsErrCode code{};
        auto status = js_GetConsumerInfo(&info, link_.context(), stream.c_str(), kConsumer, nullptr, &code);
        if (code == JSConsumerNotFoundErr || status == NATS_NOT_FOUND) return 0;
        if (status != NATS_OK) NatsLink::Fail("reading the consumer", status);
        const std::uint64_t acknowledged = info->AckFloor.Stream;
        jsConsumerInfo_Destroy(info);
        status = js_DeleteConsumer(link_.context(), stream.c_str(), kConsumer, nullptr, &code);
        if (status != NATS_OK) NatsLink::Fail("renewing the consumer", status);
        return acknowledged;
    }

    NatsLink link_;
    natsSubscription* subscription_ = nullptr;
    natsMsgList batch_{};
};

Receiver::Receiver(JetStreamSettings settings, const Clock& clock, const std::string& folder, TakeAll take)
    : settings_(std::move(settings)),
      clock_(clock),
      path_(folder + "/received"),
      take_(std::move(take)),
      taken_(ReadNumbers(path_)) {
    std::filesystem::create_directories(folder);
    state_.name = "jetstream";
}

Receiver::~Receiver() {
    Stop();
}

void Receiver::Start() {
    rounds_.Start([this, pause = kPause](const std::stop_token&) mutable {
        const bool there = Receive();
        pause = there ? kPause : std::min(pause * 2, kLongestPause);
        return there ? std::chrono::milliseconds(0) : pause;
    });
}

bool Receiver::Receive() {
    std::string trouble;
    try {
        TakeBatch();
    } catch (const std::exception& error) {
        trouble = error.what();
        subscription_.reset();
    }
    const std::lock_guard lock(mutex_);
    if (state_.Tell(trouble, clock_.Now()) == ShipState::Turn::worse)
        Log(Severity::warning, "SOC_RECEIVING_WAITS", {{"error", trouble}});
    return trouble.empty();
}

void Receiver::TakeBatch() {
    if (subscription_ == nullptr) subscription_ = std::make_unique<Subscription>(settings_);
    const natsMsgList& batch = subscription_->Next();
    if (batch.Count == 0) return;
    Taken taken = taken_;
    std::vector<Offered> events;
    for (int i = 0; i < batch.Count; ++i) {
        natsMsg* message = batch.Msgs[i];
        const auto number = static_cast<std::uint64_t>(ToNumber(HeaderOf(message, "Dongson-Number")));
        const Instant received{ToNumber(HeaderOf(message, "Dongson-Received"))};
        if (!taken.Take(HeaderOf(message, "Dongson-Node") + "/" + HeaderOf(message, "Dongson-Stream"), number, received))
            continue;
        events.push_back({.source = static_cast<std::uint32_t>(ToNumber(HeaderOf(message, "Dongson-Source"))),
                          .shape = ShapeOf(HeaderOf(message, "Dongson-Shape")),
                          .received = received,
                          .bytes = {natsMsg_GetData(message), static_cast<std::size_t>(natsMsg_GetDataLength(message))}});
    }
    const std::size_t count = events.size();
    if (count > 0) take_(std::move(events));
    taken_ = std::move(taken);
    KeepNumbers(path_, taken_.Numbers());
    subscription_->Acknowledge();
    const std::lock_guard lock(mutex_);
    state_.shipped += count;
}

ShipState Receiver::state() const {
    const std::lock_guard lock(mutex_);
    return state_;
}

}  // namespace dongson::soc
