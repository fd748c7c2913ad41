// What goes from here to other programs, and what comes from them: stored events to a store that others ask or to a broker, and
// from the broker what other programs of ours stored.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "modules/soc/centre/settings.h"
#include "modules/soc/ship/receiver.h"
#include "modules/soc/ship/shipper.h"
#include "modules/soc/watch/watcher.h"

namespace dongson::soc {

class Exchange {
  public:
    // `folder`: where it is remembered how far each has come.
    Exchange(EventStore& store, Watcher& watcher, const Clock& clock, const std::string& folder, const CentreSettings& settings);

    void StartSending();
    void StartReceiving();
    void StopSending();
    void StopReceiving();
    // Whether everything up to this event of the stream has gone everywhere.
    bool HasSent(const std::string& stream, std::uint64_t end) const;
    std::vector<ShipState> States() const;

  private:
    std::vector<std::unique_ptr<Shipper>> shippers_;
    std::unique_ptr<Receiver> receiver_;
};

}  // namespace dongson::soc
