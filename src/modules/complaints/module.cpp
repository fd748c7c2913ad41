#include "modules/complaints/module.h"

#include "core/declare_settings.h"
#include "modules/complaints/actions/complaint_keeper.h"
#include "modules/complaints/actions/file_complaint.h"
#include "modules/complaints/capabilities.h"
#include "modules/complaints/demo.h"
#include "modules/complaints/http/routes.h"
#include "modules/complaints/kept_of_people.h"
#include "modules/complaints/storage/complaint_store.h"
#include "platform/identity/staff.h"
#include "platform/jobs/jobs.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/case_pages.h"
#include "platform/workflow/engine.h"

namespace dongson::complaints {

namespace {

constexpr std::string_view kKey = "complaints";

class RunningComplaints final : public Running {
  public:
    explicit RunningComplaints(const Serving& serving) : serving_(serving) {}
    std::string_view key() const override { return kKey; }
    void Routes(web::Router& site) override { complaints::Routes(site); }
    void Start() override {
        if (serving_.Does("jobs")) KeepComplaintsDaily(serving_.platform);
    }

  private:
    Serving serving_;
};

void Wire(const Platform&) {
    workflow::UseCasePage(ComplaintKind().key(), kPages);
    workflow::UseOfferToApplicants({"/khieu-nai/gui", "ho_so", Say("Khiếu nại về hồ sơ này")});
    identity::UseWhenPostsChange(
        [](const Platform& house, storage::Transaction& tx) { house.jobs.AddFollowing(tx, kKeepComplaints, house.clock.Now()); });
}

Linted Lint() {
    for (const auto process : {kSettling, kFeedback}) {
        Complaint complaint;
        complaint.process = process;
        ProcessOf(complaint);  // throws what is wrong with it
    }
    return {.counts = {"2 processes of complaints"}, .faults = {}};
}

// What inboxes have of each open complaint is what follows from it.
Linted LintLive(const LiveLint& live) {
    Linted linted;
    ComplaintStore complaints(live.tx);
    const auto open = complaints.OpenCodes();
    for (const auto& code : open)
        if (const auto complaint = complaints.Get(code);
            complaint && !workflow::WorkIsDerived(live.tx, *live.units.Now(), MovingOf(*complaint), Instant::At(live.from, 0)))
            linted.faults.push_back(
                {"COMPLAINT_WORK_DIFFERS", code + ": inboxes have something else of it than follows from it"});
    linted.counts = {std::to_string(open.size()) + " open complaints"};
    return linted;
}

Module Describe() {
    return {
        .key = kKey,
        .capabilities = {std::begin(kCapabilities), std::end(kCapabilities)},
        .navigation = {{"complaints", "/can-bo/khieu-nai", Say("Khiếu nại, phản ánh"), kReceive.key},
                       {"complaints", "/can-bo/khieu-nai", Say("Khiếu nại, phản ánh"), kSettle.key}},
        .footer = {{"/khieu-nai", Say("Khiếu nại, phản ánh")}},
        .mine = {{"/khieu-nai", Say("Đơn của tôi")}},
        .settings = {declare::Number(kFeedbackDays, "15", 1, 90,
                                     "working days in which feedback on procedures is answered; no source that was read states "
                                     "them, the default is our own")},
        .keeps = KeptOfPeople(),
        .seals = SealedColumns(),
        .wire = Wire,
        .demo = MakeDemo,
        .lint = Lint,
        .lint_live = LintLive,
        .audit = AuditComplaints,
        .make = [](const Serving& serving) -> std::unique_ptr<Running> { return std::make_unique<RunningComplaints>(serving); },
    };
}

}  // namespace

const Module& TheModule() {
    static const Module module = Describe();
    return module;
}

}  // namespace dongson::complaints
