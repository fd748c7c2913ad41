#include "modules/soc/actions/hold_events.h"

#include "core/text.h"
#include "modules/soc/domain/alert.h"
#include "modules/soc/storage/hold_store.h"
#include "storage/database.h"

namespace dongson::soc {

Result<Hold> PlaceHold(const Platform& platform, const identity::Officer& officer, Hold hold) {
    if (hold.until < hold.from)
        return std::unexpected(Refusal{"SOC_HOLD_REFUSED", Say("Thời điểm cuối không được trước thời điểm đầu."), "den"});
    if (auto refusal = RefuseReason(hold.reason)) return std::unexpected(std::move(*refusal));
    hold.id = FreshId();
    hold.account = officer.account.id;
    hold.placed = platform.clock.Now();
    return platform.storage.InTransaction([&](storage::Transaction& tx) -> Result<Hold> {
        HoldStore(tx).Insert(hold);
        return hold;
    });
}

Result<void> LiftHold(const Platform& platform, const identity::Officer& officer, std::int64_t hold, std::string_view reason) {
    if (auto refusal = RefuseReason(reason)) return std::unexpected(std::move(*refusal));
    return platform.storage.InTransaction([&](storage::Transaction& tx) -> Result<void> {
        if (HoldStore(tx).Lift(hold, officer.account.id, Trim(reason), platform.clock.Now())) return {};
        return std::unexpected(
            Refusal{"SOC_HOLD_LIFTED", Say("Không có lệnh giữ này, hoặc đã thôi giữ."), "", RefusalKind::conflict});
    });
}

}  // namespace dongson::soc
