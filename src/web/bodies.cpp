#include "web/bodies.h"

#include <algorithm>
#include <limits>

namespace dongson::web {

namespace {

// A form as people fill it in is taken however much others hold: the number of connections bounds it.
constexpr std::int64_t kUncounted = 64 << 10;
// A body that has just begun has no rate to speak of.
constexpr double kYoungSeconds = 2;
// Anybody can write a cookie: who says who they are is preferred, not spared.
constexpr double kKnownCountsAs = 8;

Refusal TooMuchOfOne() {
    return {"BODIES_OF_ONE_ADDRESS",
            Say("Địa chỉ mạng của bạn đang gửi quá nhiều dữ liệu cùng lúc. Hãy đợi các lần gửi kia xong rồi gửi lại."), "",
            RefusalKind::too_many};
}

Refusal NoRoomOnDisk() {
    return {"FORM_NO_ROOM", Say("Máy chủ đã hết chỗ lưu, nên chưa nhận được tệp. Hãy thử lại sau ít phút."), "",
            RefusalKind::unavailable};
}

Refusal NoRoomInMemory() {
    return {"SERVER_BUSY", Say("Hệ thống đang quá đông người dùng. Hãy thử lại sau ít phút."), "", RefusalKind::unavailable};
}

}  // namespace

// What bodies hold is asked back: a quarter of what would be free without them, and enough stays for everybody's writes.
std::int64_t Bodies::MostOnDisk() const {
    const auto room = room_();
    if (!room) return std::numeric_limits<std::int64_t>::max();
    const auto free = room->free + held_.disk;
    return std::min(free / 4, free - room->enough());
}

bool Bodies::MakeRoom() {
    Body* slowest = nullptr;
    for (auto* body : coming_) {
        if (body->gone_ || body->Seconds() < kYoungSeconds) continue;
        const auto worth = [](const Body& one) { return one.Rate() * (one.known() ? kKnownCountsAs : 1); };
        if (slowest == nullptr || worth(*body) < worth(*slowest)) slowest = body;
    }
    if (slowest == nullptr) return false;
    slowest->gone_ = true;
    slowest->let_go_();
    return true;
}

Bodies::Body::Body(Bodies& all, std::string asker, bool known, std::function<void()> let_go)
    : all_(all), asker_(std::move(asker)), known_(known), let_go_(std::move(let_go)) {
    place_ = all_.coming_.insert(all_.coming_.end(), this);
}

Bodies::Body::~Body() {
    Finish();
    Change({});
}

void Bodies::Body::Finish() {
    if (coming_) all_.coming_.erase(place_);
    coming_ = false;
}

double Bodies::Body::Seconds() const {
    return std::max(0.001, std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count());
}

std::optional<Refusal> Bodies::Body::Hold(Held held) {
    held.memory = std::max<std::int64_t>(0, held.memory - kUncounted);
    const Held more{held.memory - held_.memory, held.disk - held_.disk};
    const auto& limits = all_.limits_;
    const auto found = all_.by_asker_.find(asker_);
    const auto of_one = found == all_.by_asker_.end() ? Held{} : found->second;
    if (more.memory > 0 && of_one.memory + more.memory > limits.memory_of_one) return TooMuchOfOne();
    if (more.disk > 0 && of_one.disk + more.disk > limits.disk_of_one) return TooMuchOfOne();
    if (more.memory > 0 && all_.held_.memory + more.memory > limits.memory) return NoRoomInMemory();
    if (more.disk > 0 && all_.held_.disk + more.disk > all_.MostOnDisk()) return NoRoomOnDisk();
    Change(held);
    return std::nullopt;
}

void Bodies::Body::Change(Held to) {
    auto& of_one = all_.by_asker_[asker_];
    for (auto* sum : {&of_one, &all_.held_}) {
        sum->memory += to.memory - held_.memory;
        sum->disk += to.disk - held_.disk;
    }
    held_ = to;
    if (of_one.memory == 0 && of_one.disk == 0) all_.by_asker_.erase(asker_);
}

}  // namespace dongson::web
