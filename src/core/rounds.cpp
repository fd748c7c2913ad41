#include "core/rounds.h"

#include <condition_variable>
#include <mutex>
#include <utility>

namespace dongson {

Rounds::~Rounds() {
    Stop();
}

void Rounds::Start(const Round& round, int threads) {
    for (int i = 0; i < threads; ++i)
        threads_.emplace_back([round](const std::stop_token& stop) {
            std::mutex mutex;
            std::condition_variable_any wake;
            while (!stop.stop_requested()) {
                const auto pause = round(stop);
                std::unique_lock lock(mutex);
                wake.wait_for(lock, stop, pause, [] { return false; });
            }
        });
}

void Rounds::Stop() {
    for (std::jthread& thread : threads_) thread.request_stop();
    threads_.clear();
}

}  // namespace dongson
