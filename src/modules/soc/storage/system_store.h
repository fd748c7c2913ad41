// Information systems and their services in the database.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "modules/soc/domain/system.h"
#include "storage/database.h"

namespace dongson::soc {

class SystemStore {
  public:
    explicit SystemStore(storage::Transaction& tx) : tx_(tx) {}
    void Insert(const InformationSystem& system);
    bool Update(const InformationSystem& system);  // false when somebody else changed it since it was read
    std::optional<InformationSystem> Get(SystemId id);
    std::vector<InformationSystem> All();  // those in use first, the highest level first

    void Insert(const LayerEvidence& evidence);
    // The newest of each system and layer.
    std::vector<LayerEvidence> NewestEvidence();

    // The same service again changes how it is tried.
    void Insert(const Probe& probe);
    bool Delete(std::int64_t probe);
    std::vector<Probe> Probes();
    std::vector<Probe> ProbesInUse();  // of systems that are in use
    // What a try told; a change of the state is kept.
    void Tell(const Probe& probe, const ProbeOutcome& outcome, bool changed, Instant now);
    std::vector<ProbeChange> Changes(std::int64_t probe, int rows);  // the newest first
    std::map<std::int64_t, std::vector<ProbeHour>> HoursSince(std::int64_t hour);
    void ForgetHoursBefore(std::int64_t hour);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::soc
