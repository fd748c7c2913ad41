#include "modules/soc/module.h"

#include <fmt/format.h>

#include "modules/soc/actions/audit_centre.h"
#include "modules/soc/actions/incident_steps.h"
#include "modules/soc/actions/keep_incidents.h"
#include "modules/soc/capabilities.h"
#include "modules/soc/centre/centre.h"
#include "modules/soc/commands/commands.h"
#include "modules/soc/demo.h"
#include "modules/soc/domain/incident_kind.h"
#include "modules/soc/http/routes.h"
#include "modules/soc/settings.h"
#include "platform/identity/staff.h"
#include "platform/jobs/jobs.h"

namespace dongson::soc {

namespace {

constexpr std::string_view kKey = "soc";

class RunningCentre final : public Running {
  public:
    explicit RunningCentre(const Serving& serving) : centre_(serving.platform, CentreSettingsOf(serving.platform.settings)) {}
    std::string_view key() const override { return kKey; }
    void Routes(web::Router& site) override { soc::Routes(site, centre_); }
    void Start() override { centre_.Start(); }
    void Stop() override { centre_.Stop(); }

  private:
    Centre centre_;
};

void Wire(const Platform& platform) {
    EnterMovedSteps(platform);
    KeepIncidentsDaily(platform);
    identity::UseWhenPostsChange(
        [](const Platform& house, storage::Transaction& tx) { house.jobs.AddFollowing(tx, kKeepIncidents, house.clock.Now()); });
}

// Throws what is wrong with it.
Linted LintShipped() {
    return {.counts = {fmt::format("{} ways of incidents", IncidentProcesses().size() + (StepProcess().key.empty() ? 0 : 1))},
            .faults = {}};
}

Linted LintIncidents(const LiveLint& live) {
    Linted linted;
    for (const auto& code : StrayIncidents(live.tx, *live.units.Now(), live.from))
        linted.faults.push_back({"INCIDENT_WORK_DIFFERS", code + ": inboxes show other work than it asks for"});
    return linted;
}

std::vector<personal_data::Kept> KeptOfPeople() {
    return {{.key = "soc.events",
             .what = "Nhật ký của các hệ thống: địa chỉ mạng, tên đăng nhập, lúc truy cập",
             .why = "Để phát hiện và điều tra tấn công mạng",
             .how_long = "{1} ngày",
             .days = "soc_standard_days"}};
}

Module Describe() {
    return {
        .key = kKey,
        .capabilities = {std::begin(kCapabilities), std::end(kCapabilities)},
        .navigation = {{"soc", "/can-bo/an-ninh", Say("An toàn thông tin"), kRespond.key}},
        .settings = DeclaredSettings(),
        .check = CheckSettings,
        .keeps = KeptOfPeople(),
        .wire = Wire,
        .demo = MakeDemo,
        .lint = LintShipped,
        .lint_live = LintIncidents,
        .audit = [](const Platform& platform, ledger::Audit& audit) { AuditCentre(platform, audit); },
        .commands =
            {{"soc scan", Scan,
              "dongson soc scan [--rules PATH] [--source PRODUCT/CATEGORY/SERVICE] [--threads N] [--plainly] FILE...\n"
              "  Holds files of events (JSON lines or text; - for standard input) against Sigma rules: a file, a folder, a ZIP, or "
              "those that\n  ship. Says each hit as a line of JSON, and what was refused with its reason.\n"},
             {"soc evtx", PrintEventLogs, "dongson soc evtx FILE...\n  Files of the Windows event log as lines of JSON.\n"},
             {"soc verify", VerifyStored,
              "dongson soc verify --data DIR [--database URL]\n  Checks that stored events are those that came: every block that the "
              "ledger names is met, every other names the one\n  before. Says up to which event the ledger speaks for them. May run "
              "beside a server.\n"},
             {"soc indicators", TakeOverIndicators,
              "dongson soc indicators --name NAME [--level LEVEL] --data DIR [--database URL] FILE\n  Takes over a list of indicators: "
              "STIX 2.1, an export of MISP, or CSV. May run beside a server.\n"},
             {"soc vulnerabilities", TakeOverVulnerabilities,
              "dongson soc vulnerabilities --data DIR [--database URL] FILE\n  Takes over the report of a scanner. May run beside a "
              "server.\n"}},
        .make = [](const Serving& serving) -> std::unique_ptr<Running> {
            return serving.Does("collector") ? std::make_unique<RunningCentre>(serving) : nullptr;
        },
    };
}

}  // namespace

const Module& TheModule() {
    static const Module module = Describe();
    return module;
}

}  // namespace dongson::soc
