#include "modules/soc/actions/audit_centre.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>
#include <vector>

#include "core/bytes.h"
#include "core/text.h"
#include "modules/soc/actions/incident_keeper.h"
#include "modules/soc/centre/anchors.h"
#include "modules/soc/domain/step_kind.h"
#include "modules/soc/storage/incident_store.h"
#include "platform/workflow/storage/case_store.h"
#include "platform/workflow/task_entry.h"

namespace dongson::soc {

namespace {

constexpr std::string_view kCase = "soc case ";
// Entries of a state and the line of it were once stamped one after the other.
constexpr std::int64_t kApart = 10 * kSecond;

// What incidents say that they entered, held against what was entered.
class HoldingIncidents {
  public:
    explicit HoldingIncidents(ledger::Audit& audit) : audit_(audit), entries_(audit.Beginning(kCase)) {}

    void Hold(const Incident& incident, const std::vector<workflow::Happening>& happenings,
              const std::map<std::int64_t, Evidence>& evidence) {
        const std::string words = std::string(kCase) + incident.code + " ";
        Want(incident, "opened_at", words + "opened " + incident.opened.Rfc3339());
        if (incident.noticed) Want(incident, "noticed_at", words + "told notice " + incident.noticed->Rfc3339());
        if (incident.reported) Want(incident, "reported_at", words + "told report " + incident.reported->Rfc3339());
        if (incident.closed) Want(incident, "closed_at", words + "dong " + incident.closed->Rfc3339());
        for (const auto& [id, each] : evidence) Want(incident, "soc_evidence.digest", words + "evidence " + each.digest);
        std::string state = "open";
        for (const auto& happening : happenings) {
            HoldEntry(incident, happening, evidence);
            if (happening.from == happening.to || happening.from.empty()) continue;
            state = happening.to;
            WantState(incident, words + std::string(StateWord(state)) + " ", happening.at);
        }
        if (state != incident.state)
            audit_.Fault(
                fmt::format("case {}: state: its timeline says {}, the database {}", incident.code, state, incident.state));
    }

  private:
    // The entry that a line of the timeline names is the one it made. Of before lines named one it was found again by what it
    // says, and was stamped a moment apart.
    void HoldEntry(const Incident& incident, const workflow::Happening& happening,
                   const std::map<std::int64_t, Evidence>& evidence) {
        if (happening.ledger == 0) return;
        const auto found = std::ranges::find(entries_, happening.ledger, &ledger::Entered::id);
        const auto shown = evidence.find(happening.id);
        const auto wanted = LedgerText(incident, happening, shown == evidence.end() ? "" : shown->second.digest);
        if (found != entries_.end() && SameButForTheMoment(found->content, wanted)) return;
        audit_.Fault(fmt::format("case {}: case_happening.ledger_id: not the entry of \"{}\"", incident.code, wanted));
    }
    static bool SameButForTheMoment(std::string_view one, std::string_view other) {
        const auto moment = [](std::string_view text) { return ledger::MomentIn(text.substr(text.rfind(' ') + 1)); };
        const auto first = moment(one), second = moment(other);
        if (!first || !second) return one == other;
        return one.substr(0, one.rfind(' ')) == other.substr(0, other.rfind(' ')) && std::abs(first->ms - second->ms) <= kApart;
    }

    void Want(const Incident& incident, std::string_view column, const std::string& content) {
        const ledger::Entered* found = nullptr;
        for (const auto& entry : entries_)
            if (entry.content == content && (found == nullptr || of_rows_.contains(found->id))) found = &entry;
        if (found == nullptr)
            return audit_.Fault(fmt::format("case {}: {}: the ledger has no entry \"{}\"", incident.code, column, content));
        of_rows_.insert(found->id);
        audit_.ClaimEntry(found->id);
    }

    // Each entry is of one move.
    void WantState(const Incident& incident, const std::string& beginning, Instant at) {
        for (const auto& entry : entries_) {
            if (!entry.content.starts_with(beginning) || of_moves_.contains(entry.id)) continue;
            const auto entered = ledger::MomentIn(std::string_view(entry.content).substr(beginning.size()));
            if (!entered || std::abs(entered->ms - at.ms) > kApart) continue;
            of_moves_.insert(entry.id);
            return audit_.ClaimEntry(entry.id);
        }
        audit_.Fault(fmt::format("case {}: case_happening.at: the ledger has no entry \"{}\" of {}", incident.code,
                                 Trim(beginning), at.Rfc3339()));
    }

    ledger::Audit& audit_;
    const std::vector<ledger::Entered> entries_;
    std::set<std::int64_t> of_rows_, of_moves_;  // the same may be entered twice
};

}  // namespace

void AuditCentre(const Platform& platform, ledger::Audit& audit) {
    HoldAnchors(platform.storage, audit);
    HoldingIncidents holding(audit);
    platform.storage.Read([&](storage::Transaction& tx) {
        IncidentStore incidents(tx);
        for (const Incident& incident : incidents.All())
            holding.Hold(incident, workflow::CaseStore(tx).Happenings(incident.id), incidents.EvidenceOf(incident.id));
        return 0;
    });
    workflow::AuditTasks(platform, audit, StepKind().key());
}

}  // namespace dongson::soc
