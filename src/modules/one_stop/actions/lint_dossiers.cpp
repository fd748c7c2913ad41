#include "modules/one_stop/actions/lint_dossiers.h"

#include <fmt/format.h>

#include <set>

#include "modules/one_stop/actions/recount_due.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/seats.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/identity/posts.h"
#include "platform/workflow/engine.h"

namespace dongson::one_stop {

using organisation::Units;
using workflow::Process;
using workflow::State;

namespace {

// Every state that may still come, the one it is in first among them.
std::set<std::string> Ahead(const Process& process, const Dossier& dossier) {
    std::set<std::string> ahead{dossier.state};
    for (std::size_t before = 0; before != ahead.size();) {
        before = ahead.size();
        for (const auto& event : process.events)
            for (const auto& from : event.from)
                if (ahead.contains(from) && event.to != "same")
                    ahead.insert(event.to == "back" ? dossier.state_before : event.to);
    }
    return ahead;
}

class Linter {
  public:
    Linter(storage::Transaction& tx, const Units& units, const calendar::WorkingCalendar& calendar, Date from)
        : tx_(tx), dossiers_(tx), accounts_(tx), units_(units), calendar_(calendar) {
        lint_.days = units.ChangesFrom(from);
    }

    DossierLint Run() {
        const auto alike = dossiers_.LiveAlike();
        for (const auto& [dossier, count] : alike) lint_.dossiers += count;
        for (const auto day : lint_.days) {
            const auto staffed = identity::StaffedOn(accounts_, units_, day);
            for (const auto& [dossier, count] : alike) Check({dossier, count, day}, staffed);
            for (const auto& opinion : dossiers_.OpenOpinions()) CheckOpinion(opinion, day);
        }
        if (const auto lost = dossiers_.LiveWithoutWork(); lost.second > 0)
            lint_.faults.push_back({"DOSSIER_NOT_IN_INBOX", Named(lost.first, lost.second) + " stands in no inbox"});
        CheckEach();
        return std::move(lint_);
    }

  private:
    struct Case {
        const Dossier& dossier;
        std::int64_t count;
        Date day;
    };

    static std::string Named(const std::string& code, std::int64_t count) {
        return count == 1 ? code : fmt::format("{} and {} more", code, count - 1);
    }

    void Fault(std::string name, const Case& of, const std::string& what) {
        lint_.faults.push_back(
            {std::move(name), fmt::format("on {}: {}: {}", of.day.Iso(), Named(of.dossier.code, of.count), what)});
    }

    bool Exists(UnitId unit, Date day) const {
        const auto* found = units_.Find(unit);
        return found != nullptr && found->ExistsOn(day);
    }

    void Check(const Case& of, const std::set<std::pair<UnitId, std::string>>& staffed) {
        const auto* process = FindProcessOf(of.dossier);
        if (process == nullptr) return Fault("DOSSIER_PROCESS_UNKNOWN", of, fmt::format("no process '{}'", of.dossier.process));
        const auto* state = process->Find(of.dossier.state);
        if (state == nullptr) return Fault("DOSSIER_STATE_UNKNOWN", of, fmt::format("no state '{}'", of.dossier.state));
        const auto seats = SeatsOn(of.dossier, units_, of.day);
        const auto wanted = [&](std::string_view seat, UnitId unit) {
            if (!Exists(unit, of.day)) Fault("DOSSIER_NO_SEAT", of, fmt::format("{} is a unit that does not exist", seat));
        };
        wanted("the holder", seats.holder);
        wanted("the unit of intake", seats.intake);
        for (const auto& key : Ahead(*process, of.dossier)) {
            const auto* ahead = process->Find(key);
            if (ahead == nullptr || !ahead->IsOfficers()) continue;
            wanted("the seat of '" + key + "'", workflow::UnitOf(DossierKind(), *ahead, of.dossier, units_, of.day));
        }
        const auto* needed = DossierKind().CapabilityOf(of.dossier.holder_role);
        if (needed == nullptr || !staffed.contains({seats.holder, std::string(needed->key)}))
            Fault("DOSSIER_UNSTAFFED", of,
                  fmt::format("nobody may do the work of a {} at {}", of.dossier.holder_role, units_.NameOf(seats.holder)));
    }

    // What inboxes have of each is what follows from it; and it is due when the calendar says.
    void CheckEach() {
        constexpr int kTogether = 500;
        for (auto page = dossiers_.Promised("", kTogether); !page.empty(); page = dossiers_.Promised(page.back().code, kTogether))
            for (const auto& dossier : page) {
                if (const auto counted = CountedOtherwise(tx_, dossier, calendar_))
                    lint_.faults.push_back({"DOSSIER_DUE_DIFFERS", fmt::format("{}: is due {}, by the calendar {}", dossier.code,
                                                                               DueOf(dossier), DueOf(*counted))});
                if (!workflow::WorkIsDerived(tx_, units_, MovingOf(dossier), Instant::At(lint_.days.front(), 0)))
                    lint_.faults.push_back({"DOSSIER_WORK_DIFFERS", dossier.code + ": inboxes show other work than it asks for"});
            }
    }
    static std::string DueOf(const Dossier& dossier) {
        const auto due = dossier.received ? dossier.due : dossier.step_due;
        return due == kNever ? "never" : due.Rfc3339();
    }

    void CheckOpinion(const std::pair<std::string, UnitId>& opinion, Date day) {
        if (!Exists(InOffice(units_, opinion.second, day), day))
            lint_.faults.push_back({"DOSSIER_NO_SEAT", fmt::format("on {}: {}: the unit asked for an opinion does not exist",
                                                                   day.Iso(), opinion.first)});
    }

    storage::Transaction& tx_;
    DossierStore dossiers_;
    identity::AccountStore accounts_;
    const Units& units_;
    const calendar::WorkingCalendar& calendar_;
    DossierLint lint_;
};

}  // namespace

DossierLint LintDossiers(storage::Transaction& tx, const Units& units, const calendar::WorkingCalendar& calendar, Date from) {
    return Linter(tx, units, calendar, from).Run();
}

}  // namespace dongson::one_stop
