#include "modules/soc/centre/schedule.h"

#include <chrono>
#include <exception>
#include <utility>

#include "core/log.h"

namespace dongson::soc {

namespace {

void Do(const Regular& each) {
    try {
        each.act();
    } catch (const std::exception& error) {
        Log(Severity::error, each.fails.code, {{"error", error.what()}});
    }
}

}  // namespace

void Schedule::Start(Regular first, std::vector<Regular> then) {
    rounds_.Start([first = std::move(first), then = std::move(then), second = 0](const std::stop_token&) mutable {
        if (second == 0) {
            Do(first);
        } else {
            for (const Regular& each : then)
                if (second % each.seconds == 0) Do(each);
        }
        ++second;
        return std::chrono::milliseconds(1000);
    });
}

}  // namespace dongson::soc
