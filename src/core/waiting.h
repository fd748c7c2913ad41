// Says that this thread waits for something other than the processor, so that whoever hands out work lets another go on
// meanwhile.
#pragma once

#include <functional>
#include <utility>

namespace dongson {

// Called by a thread that takes work from others: how it says that it begins to wait (true) and that it goes on (false).
using TellWaiting = std::function<void(bool waits)>;

namespace internal {
inline thread_local const TellWaiting* tell_waiting = nullptr;
}

class WaitingTold {
  public:
    explicit WaitingTold(const TellWaiting& tell) : before_(std::exchange(internal::tell_waiting, &tell)) {}
    ~WaitingTold() { internal::tell_waiting = before_; }
    WaitingTold(const WaitingTold&) = delete;
    WaitingTold& operator=(const WaitingTold&) = delete;

  private:
    const TellWaiting* before_;
};

class Waiting {
  public:
    Waiting() : tell_(internal::tell_waiting) {
        if (tell_ != nullptr) (*tell_)(true);
    }
    ~Waiting() {
        if (tell_ != nullptr) (*tell_)(false);
    }
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;

  private:
    const TellWaiting* tell_;
};

}  // namespace dongson
