#include "modules/one_stop/actions/follow_units.h"

#include <algorithm>
#include <span>
#include <stdexcept>

#include "core/log.h"
#include "modules/one_stop/actions/circumstances.h"
#include "modules/one_stop/actions/happen.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/actions/tell_applicant.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/seats.h"
#include "modules/one_stop/domain/work.h"
#include "platform/identity/posts.h"
#include "platform/workflow/inbox.h"
#include "storage/scarcity.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

constexpr std::size_t kMovedTogether = 200;

std::string WhyMoved(const organisation::Units& units, UnitId from) {
    const auto* unit = units.Find(from);
    std::string why = units.NameOf(from) + " đã kết thúc hoạt động theo sắp xếp đơn vị hành chính";
    if (unit != nullptr && unit->SuccessorsInferred()) why += "; đơn vị kế thừa do hệ thống suy ra, chờ quản trị xác nhận";
    return why;
}

bool Move(const Platform& platform, Transaction& tx, const std::string& code, Instant now) {
    DossierStore dossiers(tx);
    auto dossier = dossiers.GetToChange(code);
    if (!dossier || dossier->closed) return false;
    const auto from = dossier->holder;
    if (!FollowUnits(platform, tx, *dossier, now)) return false;
    RecordMove(platform, tx, *dossier, from, now);
    // It is locked: nobody can have been faster, and what was written down must not stand without it.
    if (!dossiers.Update(*dossier)) throw std::runtime_error("a locked dossier changed: " + code);
    RefreshWork(platform, tx, *dossier, now);
    return true;
}

int MoveAll(const Platform& platform, const std::vector<std::string>& codes, Instant now) {
    int moved = 0;
    for (std::size_t first = 0; first < codes.size(); first += kMovedTogether) {
        const auto some = std::span(codes).subspan(first, std::min(kMovedTogether, codes.size() - first));
        int together = 0;
        platform.storage.MustWrite([&](Transaction& tx) {
            together = 0;  // the body may run again
            for (const auto& code : some) together += Move(platform, tx, code, now);
        });
        moved += together;
    }
    return moved;
}

int MoveFrom(const Platform& platform, const organisation::Units& units, UnitId ended, Instant now) {
    const auto codes =
        platform.storage.Read([&](Transaction& tx) { return workflow::InboxStore(tx).ReferencesAt(ended, kOneStop); });
    const int moved = MoveAll(platform, codes, now);
    // What else the unit was asked for, and the work of other modules.
    if (const auto* in_office = units.InOfficeOn(ended, now.LocalDate()))
        platform.storage.MustWrite([&](Transaction& tx) { workflow::InboxStore(tx).Move(ended, in_office->id, now); });
    return moved;
}

}  // namespace

bool FollowUnits(const Platform& platform, Transaction& tx, Dossier& dossier, Instant now) {
    const auto units = platform.units.Now();
    const auto day = now.LocalDate();
    const auto today = SeatsOn(dossier, *units, day).holder;
    if (today == dossier.holder) return false;
    dossier.holder = today;
    if (!dossier.assignee) return true;
    identity::AccountStore accounts(tx);
    const auto* needed = DossierKind().CapabilityOf(dossier.holder_role);
    const auto colleagues = needed == nullptr ? std::vector<identity::AccountStore::Colleague>{}
                                              : identity::ColleaguesOn(accounts, *units, today, *needed, day);
    if (std::ranges::find(colleagues, dossier.assignee, &identity::AccountStore::Colleague::id) == colleagues.end())
        dossier.assignee = {};
    return true;
}

void RecordMove(const Platform& platform, Transaction& tx, const Dossier& dossier, UnitId from, Instant now) {
    const auto units = platform.units.Now();
    DossierStore(tx).AddReader(dossier.id, dossier.holder);
    auto moved =
        Happens(dossier, workflow::names::kFollowUnits, {"Chuyển sang đơn vị kế thừa", "Passed to the unit that took over"},
                {.id = {}, .name = "Hệ thống", .unit = from}, now);
    moved.reason = WhyMoved(*units, from);
    moved.due = dossier.step_due;
    Record(platform, tx, dossier, std::move(moved));
    TellApplicant(platform, tx, dossier, Say("chuyển sang đơn vị kế thừa"),
                  Say("Hồ sơ {1} của bạn nay do {2} giải quyết, thay {3} đã kết thúc hoạt động. Bạn không phải nộp lại.",
                      dossier.code, units->NameOf(dossier.holder), units->NameOf(from)),
                  now);
}

int KeepWithUnits(const Platform& platform) {
    const auto now = platform.clock.Now();
    // On a full disk inboxes are read, and the work moves once there is room.
    if (storage::Scarce() || !platform.units.TurnsTo(now.LocalDate())) return 0;
    try {
        const auto units = platform.units.Now();
        int moved = 0;
        for (const auto unit : platform.storage.Read([](Transaction& tx) { return workflow::InboxStore(tx).UnitsWithWork(); })) {
            const auto* found = units->Find(unit);
            if (found != nullptr && found->valid_to && *found->valid_to < now.LocalDate())
                moved += MoveFrom(platform, *units, unit, now);
        }
        if (moved > 0) Log(Severity::info, "ONE_STOP_UNITS_FOLLOWED", {{"dossiers", std::to_string(moved)}});
        return moved;
    } catch (...) {
        platform.units.LookAgain();
        throw;
    }
}

}  // namespace dongson::one_stop
