#include "modules/soc/centre/old_events.h"

#include "modules/soc/domain/hold.h"
#include "modules/soc/storage/hold_store.h"
#include "storage/database.h"

namespace dongson::soc {

std::uint64_t ForgetOldEvents(const Platform& platform, EventStore& store, const std::map<std::string, int>& retention_days) {
    const auto holds = platform.storage.Read([](storage::Transaction& tx) { return HoldStore(tx).All(); });
    std::uint64_t events = 0;
    for (const auto& [name, days] : retention_days)
        events += store.Stream(name).Forget(platform.clock.Now() + -days * kDay, [&](const Segment& segment) {
            return IsHeld(holds, {segment.earliest()}, {segment.latest()});
        });
    return events;
}

void ForgetRelayed(const Clock& clock, EventStore& store, const Exchange& exchange) {
    for (const auto& [name, stream] : store.streams())
        stream->Forget(clock.Now() + -kDay,
                       [&](const Segment& segment) { return !exchange.HasSent(name, segment.first() + segment.events()); });
}

}  // namespace dongson::soc
