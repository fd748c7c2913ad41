#include "modules/soc/actions/incident_keeper.h"

#include "modules/soc/capabilities.h"
#include "modules/soc/storage/incident_store.h"
#include "platform/ledger/ledger.h"

namespace dongson::soc {

using storage::Transaction;
using workflow::Happening;

namespace {

class IncidentKeeper final : public workflow::KeeperOf<Incident> {
  public:
    const workflow::CaseKind& kind() const override { return IncidentKind(); }
    const workflow::Process& ProcessOf(const workflow::Case& subject) const override {
        return soc::ProcessOf(static_cast<const Incident&>(subject));
    }

  private:
    std::optional<Incident> Get(Transaction& tx, std::string_view code) const override {
        return IncidentStore(tx).GetToChange(code);
    }
    bool SaveOwn(Transaction& tx, const Incident& incident) const override { return IncidentStore(tx).Update(incident); }
    // No step of it has a term. What the law wants by when is an obligation.
    void CountDueOf(Incident&, const workflow::State&, const calendar::WorkingCalendar&, Instant) const override {}
    void AttestOwn(const Platform& platform, Transaction& tx, const Incident& incident, Happening& happening) const override {
        std::string digest;
        if (happening.event == names::kAddEvidence) digest = IncidentStore(tx).EvidenceOf(incident.id)[happening.id].digest;
        if (const auto text = LedgerText(incident, happening, digest); !text.empty())
            happening.ledger = platform.ledger.Append(tx, text);
    }
    // It is nobody's outside; whoever is on duty sees it in the inbox.
    void TellOf(const Platform&, Transaction&, const Incident&, workflow::Turn, UnitId, Instant) const override {}
};

}  // namespace

const workflow::KeeperOf<Incident>& Incidents() {
    static const IncidentKeeper keeper;
    return keeper;
}

UnitId CentreOf(const identity::Officer& officer) {
    const auto centre = officer.UnitFor(kRespond);
    return centre ? centre : officer.unit();
}

workflow::Actor ActorOf(const identity::Officer& officer) {
    return workflow::Actor::Of(officer, CentreOf(officer), kRespond);
}

std::string LedgerText(const Incident& incident, const Happening& happening, std::string_view digest) {
    const auto words = "soc case " + incident.code + " ";
    const auto at = " " + happening.at.Rfc3339();
    if (happening.event == workflow::names::kSubmit) return words + "opened" + at;
    if (happening.event == names::kAddEvidence) return words + "evidence " + std::string(digest);
    if (happening.event.starts_with(names::kTell)) return words + "told " + happening.event.substr(names::kTell.size()) + at;
    if (happening.from != happening.to) return words + std::string(StateWord(happening.to)) + at;
    return {};
}

}  // namespace dongson::soc
