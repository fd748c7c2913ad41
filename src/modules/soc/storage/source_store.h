// Sources in the database, and what became of their events.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "modules/soc/domain/alert.h"
#include "modules/soc/domain/habit.h"
#include "modules/soc/domain/source.h"
#include "storage/database.h"

namespace dongson::soc {

// A block that stands in the public ledger.
struct Anchor {
    std::string stream;
    std::uint64_t number = 0;  // of its last event
    std::string digest;        // hexadecimal
    std::int64_t ledger_id = 0;
};

class SourceStore {
  public:
    explicit SourceStore(storage::Transaction& tx) : tx_(tx) {}
    // Gives it its number.
    Source Insert(Source source);
    bool Update(const Source& source);  // false when somebody else changed it since it was read
    std::optional<Source> Get(SourceId id);
    std::vector<Source> All();  // by name

    void AddCount(std::uint32_t source, Date day, const SourceCount& more);
    // Since that day, it included.
    std::map<std::uint32_t, SourceCount> CountsSince(Date day);

    void AddVolume(std::uint32_t source, const HourVolume& more);
    // By source, from that hour on.
    std::map<std::uint32_t, std::vector<HourVolume>> VolumesSince(std::int64_t hour);
    void ForgetVolumesBefore(std::int64_t hour);

    // A source brought events of this kind.
    void See(std::uint32_t source, const LogSource& kind, Date day);
    std::vector<std::pair<std::uint32_t, LogSource>> SeenSince(Date day);

    void Save(const Told& told);
    Told ReadTold();

    void Insert(const Anchor& anchor, Instant now);
    std::uint64_t LastAnchor(std::string_view stream);
    std::vector<Anchor> Anchors();

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::soc
