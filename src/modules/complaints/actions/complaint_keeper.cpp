#include "modules/complaints/actions/complaint_keeper.h"

#include "core/log.h"
#include "modules/complaints/actions/complaint_entry.h"
#include "modules/complaints/storage/complaint_store.h"
#include "platform/jobs/every_day.h"
#include "platform/notices/notices.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/assignment.h"
#include "platform/workflow/follow.h"

namespace dongson::complaints {

using storage::Transaction;
using workflow::Happening;
using workflow::Turn;

namespace {

class ComplaintKeeper final : public workflow::KeeperOf<Complaint> {
  public:
    const workflow::CaseKind& kind() const override { return ComplaintKind(); }
    const workflow::Process& ProcessOf(const workflow::Case& subject) const override {
        return complaints::ProcessOf(static_cast<const Complaint&>(subject));
    }

  private:
    std::optional<Complaint> Get(Transaction& tx, std::string_view code) const override {
        return ComplaintStore(tx).GetToChange(code);
    }
    bool SaveOwn(Transaction& tx, const Complaint& complaint) const override { return ComplaintStore(tx).Update(complaint); }
    // Its days are the law's, and were counted when it came in and when it was taken on.
    void CountDueOf(Complaint& complaint, const workflow::State& state, const calendar::WorkingCalendar&,
                    Instant) const override {
        complaint.step_due = state.final ? kNever : complaint.due;
    }
    void AttestOwn(const Platform& platform, Transaction& tx, const Complaint& complaint, Happening& happening) const override {
        happening.ledger = EnterComplaint(platform, tx, complaint, happening);
    }
    void TellOf(const Platform& platform, Transaction& tx, const Complaint& complaint, Turn turn, UnitId,
                Instant now) const override {
        if (turn == Turn::moved)
            TellFiler(platform, tx, complaint,
                      Say("chuyển sang {1} giải quyết tiếp", platform.units.Now()->NameOf(complaint.holder)), now);
    }
};

}  // namespace

const workflow::KeeperOf<Complaint>& Complaints() {
    static const ComplaintKeeper keeper;
    return keeper;
}

void TellFiler(const Platform& platform, Transaction& tx, const Complaint& complaint, const Sentence& what, Instant now) {
    const LanguageScope vietnamese(Language::vietnamese);  // it is kept as it is said here
    platform.notices.Send(tx, {complaint.filer, complaint.email},
                          {.reference = complaint.code,
                           .subject = Say("Đơn {1}: {2}", complaint.code, what.Now()),
                           .sentence = Say("{1} {2}: {3}.", complaint.Name().Now(), complaint.code, what.Now()),
                           .path = complaint.filer ? OwnPath(complaint.code) : std::string()},
                          now);
}

int KeepComplaints(const Platform& platform) {
    const auto open = platform.storage.Read([](Transaction& tx) { return ComplaintStore(tx).OpenCodes(); });
    const int kept = workflow::FollowUnits(platform, Complaints(), open) + workflow::ReleaseWork(platform, Complaints());
    if (kept > 0) Log(Severity::info, "COMPLAINTS_KEPT", {{"complaints", std::to_string(kept)}});
    return kept;
}

void KeepComplaintsDaily(const Platform& platform) {
    jobs::EveryDay(platform.jobs, platform.storage, platform.clock, kKeepComplaints, [&platform] { KeepComplaints(platform); });
}

}  // namespace dongson::complaints
