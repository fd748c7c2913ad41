// What bodies that are not done with hold, of one asker and altogether, and which of them makes room when the house is full.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>

#include "core/disk_room.h"
#include "core/refusal.h"

namespace dongson::web {

// Of the disk, bodies hold at most a quarter of what is free without them, whoever sends them.
struct BodyLimits {
    std::int64_t disk_of_one = 512LL << 20;
    std::int64_t memory_of_one = 64LL << 20, memory = 256LL << 20;
};

struct Held {
    std::int64_t memory = 0, disk = 0;
};

// Used by the one thread that owns the sockets.
class Bodies {
  public:
    class Body;
    Bodies(BodyLimits limits, std::function<std::optional<DiskRoom>()> room) : limits_(limits), room_(std::move(room)) {}

    // Lets go of the body that comes slowest; one whose sender says who it is counts as faster. False when there is none.
    bool MakeRoom();

  private:
    std::int64_t MostOnDisk() const;

    const BodyLimits limits_;
    std::function<std::optional<DiskRoom>()> room_;
    Held held_;
    std::unordered_map<std::string, Held> by_asker_;  // who holds anything
    std::list<Body*> coming_;
};

// From a request's first byte of body until it is answered.
class Bodies::Body {
  public:
    // `known`: it says who sends it, though nobody has looked yet whether that is so. `let_go` ends its connection.
    Body(Bodies& all, std::string asker, bool known, std::function<void()> let_go);
    ~Body();
    Body(const Body&) = delete;
    Body& operator=(const Body&) = delete;

    // What it holds from now on; what is in the way when that is too much.
    std::optional<Refusal> Hold(Held held);
    void Came(std::size_t bytes) { bytes_ += static_cast<std::int64_t>(bytes); }
    // It is whole: it makes no room any more.
    void Finish();

    std::int64_t bytes() const { return bytes_; }
    double Seconds() const;
    double Rate() const { return static_cast<double>(bytes_) / Seconds(); }
    bool known() const { return known_; }
    bool let_go() const { return gone_; }

  private:
    friend Bodies;
    void Change(Held to);

    Bodies& all_;
    const std::string asker_;
    const bool known_;
    const std::function<void()> let_go_;
    const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    std::list<Body*>::iterator place_;
    std::int64_t bytes_ = 0;
    Held held_;
    bool coming_ = true, gone_ = false;
};

}  // namespace dongson::web
