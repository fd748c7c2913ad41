#include "modules/one_stop/actions/end_mandate.h"

#include "core/print_letters.h"
#include "core/text.h"
#include "modules/one_stop/actions/dossier_keeper.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/actions/tell_applicant.h"
#include "modules/one_stop/domain/mandate.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/mandate_store.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

constexpr std::size_t kLongestReason = 1000;  // characters

std::unexpected<Refusal> NoDossier(const std::string& code) {
    return std::unexpected(Refusal::NotFound(Say("Không có hồ sơ mã {1}.", code)));
}

Result<void> End(const Platform& platform, Transaction& tx, Dossier& dossier, const Actor& actor, const std::string& reason) {
    if (!dossier.mandate || dossier.mandate->ended)
        return No("MANDATE_NONE", Say("Hồ sơ này không có ủy quyền nào đang hiệu lực."), "", RefusalKind::conflict);
    const auto now = platform.clock.Now();
    const auto sentence = Say("Hồ sơ {1}: ủy quyền cho {2} đã chấm dứt.", dossier.code, dossier.mandate->name);
    // Whoever acted hears of it, too: they are told before it has ended.
    TellApplicant(platform, tx, dossier, Say("chấm dứt ủy quyền"), sentence, now);
    MandateStore(tx).End(dossier.id, now);
    auto ended = *dossier.mandate;
    ended.ended = now;
    dossier.mandate = std::make_shared<Mandate>(std::move(ended));
    auto happening = Happens(dossier, names::kEndMandate, {"Chấm dứt ủy quyền", "The mandate ended"}, actor, now);
    happening.reason = reason;
    EngineOf(platform, tx, now).Record(dossier, std::move(happening));
    return {};
}

}  // namespace

Result<void> EndMandate(const Platform& platform, const identity::Account& citizen, const std::string& code) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        auto dossier = DossierStore(tx).GetToChange(code);
        if (!dossier || !ReadsAsApplicant(*dossier, citizen.id, platform.clock.Now().LocalDate())) return NoDossier(code);
        return End(platform, tx, *dossier, Actor::Of(citizen), "");
    });
}

Result<void> EndMandateAtCounter(const Platform& platform, const identity::Officer& officer, const std::string& code,
                                 const std::string& typed) {
    const std::string reason(Trim(typed));
    if (VisibleLetters(reason) < 3)
        return No("ONE_STOP_REASON_MISSING", Say("Ghi ai yêu cầu chấm dứt ủy quyền, bằng giấy gì."), "ly_do");
    if (Length(reason) > kLongestReason)
        return No("ONE_STOP_TOO_LONG",
                  Say("Phần này dài quá {1} ký tự. Hãy viết ngắn lại, hoặc gửi thành tệp.", std::to_string(kLongestReason)),
                  "ly_do");
    if (auto refusal = RefuseLetters(reason, "ly_do")) return std::unexpected(*std::move(refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        auto dossier = DossierStore(tx).GetToChange(code);
        if (!dossier) return NoDossier(code);
        const auto today = platform.clock.Now().LocalDate();
        const auto holder = workflow::HolderOn(MovingOf(*dossier), *platform.units.Now(), today);
        auto actor = WorkingAt(officer, holder);
        if (!actor) actor = WorkingAt(officer, dossier->intake);
        if (!actor) return std::unexpected(Refusal::Forbidden(Say("Chỉ đơn vị tiếp nhận hoặc đang giữ hồ sơ ghi việc này.")));
        return End(platform, tx, *dossier, *actor, reason);
    });
}

}  // namespace dongson::one_stop
