#include "modules/soc/actions/keep_system.h"

#include "core/text.h"
#include "modules/soc/storage/system_store.h"
#include "storage/database.h"

namespace dongson::soc {

using storage::Transaction;

Result<InformationSystem> RegisterSystem(const Platform& platform, InformationSystem system) {
    if (auto refusal = CheckSystem(system)) return std::unexpected(std::move(*refusal));
    system.id = Fresh<SystemTag>();
    system.created = platform.clock.Now();
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<InformationSystem> {
        SystemStore(tx).Insert(system);
        return system;
    });
}

Result<InformationSystem> ChangeSystem(const Platform& platform, const InformationSystem& system) {
    if (auto refusal = CheckSystem(system)) return std::unexpected(std::move(*refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<InformationSystem> {
        if (SystemStore(tx).Update(system)) return system;
        return std::unexpected(Refusal{
            "SOC_SYSTEM_CHANGED", Say("Người khác vừa thay đổi hệ thống này. Điều bạn gõ còn trong biểu mẫu; xem lại rồi lưu."),
            "", RefusalKind::conflict});
    });
}

Result<void> ShowLayer(const Platform& platform, const identity::Officer& officer, LayerEvidence evidence) {
    evidence.evidence = Trim(evidence.evidence);
    if (evidence.met && Length(evidence.evidence) < 5)
        return std::unexpected(Refusal{
            "SOC_SYSTEM_REFUSED", Say("Ghi minh chứng: văn bản, hợp đồng, biên bản nào cho thấy lớp này đã có."), "minh_chung"});
    evidence.id = FreshId();
    evidence.account = officer.account.id;
    evidence.at = platform.clock.Now();
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        SystemStore(tx).Insert(evidence);
        return {};
    });
}

Result<void> AddProbe(const Platform& platform, Probe probe) {
    if (auto refusal = CheckProbe(probe)) return std::unexpected(std::move(*refusal));
    probe.id = FreshId();
    probe.since = platform.clock.Now();
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        SystemStore(tx).Insert(probe);
        return {};
    });
}

Result<void> RemoveProbe(const Platform& platform, std::int64_t probe) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        if (SystemStore(tx).Delete(probe)) return {};
        return std::unexpected(Refusal::NotFound(Say("Không có phép thử này.")));
    });
}

}  // namespace dongson::soc
