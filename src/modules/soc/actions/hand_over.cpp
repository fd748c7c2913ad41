#include "modules/soc/actions/hand_over.h"

#include "core/text.h"
#include "modules/soc/domain/incident_kind.h"
#include "modules/soc/storage/alert_store.h"
#include "modules/soc/storage/handover_store.h"
#include "modules/soc/storage/incident_store.h"
#include "storage/database.h"

namespace dongson::soc {

using storage::Transaction;

std::string HandoverDraft(const Platform& platform, const std::vector<std::string>& silent_sources) {
    std::string draft;
    platform.storage.Read([&](Transaction& tx) {
        for (const Incident& incident : IncidentStore(tx).Open())
            draft += incident.code + " " + incident.title + ": " + StateName(incident.state).vi + "\n";
        const auto open = AlertStore(tx).OpenByLevel();
        draft += "Cảnh báo đang chờ: " + std::to_string(open[4]) + " nghiêm trọng, " + std::to_string(open[3]) + " cao, " +
                 std::to_string(open[0] + open[1] + open[2]) + " khác\n";
        return true;
    });
    for (const std::string& source : silent_sources) draft += "Nguồn im lặng: " + source + "\n";
    return draft;
}

Result<void> HandOver(const Platform& platform, const identity::Officer& officer, std::string_view text) {
    if (Trim(text).empty()) return std::unexpected(Refusal{"SOC_HANDOVER_EMPTY", Say("Ghi điều ca sau cần biết."), "noi_dung"});
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        HandoverStore(tx).Add({.id = FreshId(),
                               .at = platform.clock.Now(),
                               .account = officer.account.id,
                               .text = std::string(Trim(text)),
                               .taken = std::nullopt,
                               .taken_by = {}});
        return {};
    });
}

Result<void> TakeOver(const Platform& platform, const identity::Officer& officer, std::int64_t handover) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        HandoverStore(tx).Take(handover, officer.account.id, platform.clock.Now());
        return {};
    });
}

}  // namespace dongson::soc
