#include "modules/one_stop/actions/move_to_edition.h"

#include <memory>
#include <set>

#include "core/log.h"
#include "core/text.h"
#include "modules/one_stop/actions/dossier_keeper.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/process_shelf.h"
#include "platform/definitions/storage/edition_store.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/process_change.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

constexpr std::string_view kChosen = "ho_so", kReason = "ly_do";

Refusals RefuseAsked(const definitions::By& by, const definitions::Edition& edition, const MoveAsked& asked) {
    constexpr std::size_t kLeast = 3, kMost = 500;
    Refusals faults;
    if (edition.author == by.id)
        faults.push_back({"PROCESS_MOVE_ONESELF",
                          Say("Người soạn phiên bản không tự chuyển hồ sơ sang phiên bản ấy. Nhờ một người quản trị khác."), "",
                          RefusalKind::forbidden});
    if (asked.codes.empty()) faults.push_back({"PROCESS_MOVE_NOTHING", Say("Chọn ít nhất một hồ sơ."), std::string(kChosen)});
    if (asked.codes.size() > kMovedMost)
        faults.push_back(
            {"PROCESS_MOVE_MANY", Say("Chuyển nhiều nhất {1} hồ sơ một lần.", std::to_string(kMovedMost)), std::string(kChosen)});
    if (const auto length = Length(asked.reason); length < kLeast || length > kMost)
        faults.push_back({"DEFINITION_REASON",
                          Say("Ghi lý do, từ {1} đến {2} ký tự.", std::to_string(kLeast), std::to_string(kMost)),
                          std::string(kReason)});
    return faults;
}

std::optional<Sentence> WhyNot(const std::optional<Dossier>& dossier, const definitions::Edition& edition,
                               const workflow::HeldProcess& to, const Platform& platform) {
    if (!dossier || dossier->process != edition.key) return Say("không có hồ sơ này trong quy trình");
    if (dossier->closed) return Say("hồ sơ đã kết thúc");
    if (dossier->process_edition == edition.id) return Say("hồ sơ đã theo phiên bản này");
    return workflow::Strands(DossierKind(), *to.process, *dossier, *platform.units.Now(), platform.clock.Now().LocalDate());
}

}  // namespace

std::expected<int, Refusals> MoveToEdition(const Platform& platform, const definitions::By& by,
                                           const definitions::Edition& edition, const MoveAsked& asked) {
    if (auto faults = RefuseAsked(by, edition, asked); !faults.empty()) return std::unexpected(std::move(faults));
    Refusals faults;
    const auto done = platform.storage.InTransaction([&](Transaction& tx) -> Result<int> {
        faults.clear();  // the body may run again
        const auto in_force = DossierProcesses().InForce(tx, platform.clock.Now().LocalDate());
        const auto found = in_force->find(edition.key);
        if (found == in_force->end() || found->second.edition != edition.id)
            return std::unexpected(Refusal{"PROCESS_MOVE_NOT_IN_FORCE", Say("Chỉ chuyển được sang phiên bản đang áp dụng."), "",
                                           RefusalKind::conflict});
        // Whoever went back to it alone by withdrawing what came after does not carry dossiers along, too.
        const auto acts = definitions::EditionStore(tx).Events(workflow::kProcessType, edition.key);
        if (!acts.empty() && acts.front().became == definitions::Stage::withdrawn && acts.front().by == by.id)
            return std::unexpected(Refusal{
                "PROCESS_MOVE_ONESELF", Say("Người vừa rút phiên bản trước không tự chuyển hồ sơ. Nhờ một người quản trị khác."),
                "", RefusalKind::forbidden});
        const auto& to = found->second;
        std::vector<std::shared_ptr<workflow::Case>> moving;
        // In one order, so that two who move some of the same wait for each other.
        const std::set<std::string> codes(asked.codes.begin(), asked.codes.end());
        for (const auto& code : codes) {
            auto dossier = DossierStore(tx).GetToChange(code);
            if (const auto why = WhyNot(dossier, edition, to, platform))
                faults.push_back(
                    {"PROCESS_STRANDS", Say("{1}: {2}", code, why->Now()), std::string(kChosen), RefusalKind::conflict});
            else
                moving.push_back(std::make_shared<Dossier>(*std::move(dossier)));
        }
        if (!faults.empty()) return std::unexpected(faults.front());
        const workflow::Actor actor{.id = by.id, .name = by.name, .unit = {}};
        for (const auto& dossier : moving) workflow::ChangeProcess(platform, tx, Dossiers(), *dossier, to, actor, asked.reason);
        return static_cast<int>(moving.size());
    });
    if (!done) return std::unexpected(faults.empty() ? Refusals{done.error()} : std::move(faults));
    Log(Severity::warning, "PROCESS_CASES_MOVED",
        {{"process", edition.key},
         {"version", std::to_string(edition.version)},
         {"cases", std::to_string(*done)},
         {"by", by.name}});
    return *done;
}

}  // namespace dongson::one_stop
