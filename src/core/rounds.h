// Threads that do a round of work, pause, and do the next, until they are told to stop.
#pragma once

#include <chrono>
#include <functional>
#include <thread>
#include <vector>

namespace dongson {

class Rounds {
  public:
    Rounds() = default;
    ~Rounds();
    Rounds(const Rounds&) = delete;
    Rounds& operator=(const Rounds&) = delete;

    // `round` does the work and says how long to pause. It must not throw; a long one looks at the token.
    using Round = std::function<std::chrono::milliseconds(const std::stop_token&)>;
    void Start(const Round& round, int threads = 1);
    // Waits for the rounds under way.
    void Stop();

  private:
    std::vector<std::jthread> threads_;
};

}  // namespace dongson
