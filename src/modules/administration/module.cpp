#include "modules/administration/module.h"

#include <fmt/format.h>

#include <set>

#include "modules/administration/actions/withdraw_edition.h"
#include "modules/administration/capabilities.h"
#include "modules/administration/commands/archive_commands.h"
#include "modules/administration/http/routes.h"
#include "modules/administration/power_ledger.h"
#include "modules/administration/storage/list_store.h"
#include "platform/definitions/edition_ledger.h"
#include "platform/identity/posts.h"
#include "platform/identity/storage/delegation_store.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/jobs/jobs.h"

namespace dongson::administration {

namespace {

constexpr std::string_view kKey = "administration";
constexpr std::string_view kSweep = "administration.sweep";

// Lists of staff hold names of people: what nobody decided upon within a day goes.
void SweepListsHourly(const Platform& platform) {
    platform.jobs.Handle(std::string(kSweep), [&platform](const jobs::Job&) {
        platform.storage.MustWrite([&](storage::Transaction& tx) { ListStore(tx).Sweep(platform.clock.Now() + -kDay); });
    });
    platform.jobs.EveryMinute([&platform, begun = std::int64_t{0}]() mutable {
        const auto hour = platform.clock.Now().ms / kHour;
        if (begun == hour) return;
        platform.storage.MustWrite([&](storage::Transaction& tx) { platform.jobs.AddOnce(tx, kSweep, platform.clock.Now()); });
        begun = hour;
    });
}

class RunningRoom final : public Running {
  public:
    explicit RunningRoom(const Serving& serving) : serving_(serving) { identity::UseActs({WithdrawalAct()}); }
    std::string_view key() const override { return kKey; }
    void Routes(web::Router& site) override { administration::Routes(site); }
    void Start() override {
        if (serving_.Does("jobs")) SweepListsHourly(serving_.platform);
    }

  private:
    Serving serving_;
};

// Powers that are in force by their days and give nothing, or would give what nobody may give.
Linted LintDelegations(const LiveLint& live) {
    Linted linted;
    int in_force = 0;
    auto delegations = identity::DelegationStore(live.tx).All();
    identity::AccountStore accounts(live.tx);
    identity::HoldAgainstPosts(accounts, *live.units.Now(), live.from, delegations);
    for (const auto& each : delegations) {
        const auto state = identity::StateOn(each, live.from);
        const auto whose = fmt::format("{}, {} for {}", ToText(each.id), each.to_name, each.from_name);
        if (state == identity::DelegationState::in_force) ++in_force;
        if (state == identity::DelegationState::lapsed)
            linted.faults.push_back(
                {"DELEGATION_LAPSED",
                 fmt::format("{}: a post has changed or ended, or one of the two has left; revoke it", whose)});
        if (state != identity::DelegationState::in_force && state != identity::DelegationState::to_come) continue;
        for (const auto& key : each.capabilities)
            if (key == identity::kAdministrate.key)
                linted.faults.push_back({"DELEGATION_FORBIDDEN", fmt::format("{}: gives {}, which nobody may give", whose, key)});
    }
    linted.counts = {fmt::format("{} delegations in force", in_force)};
    return linted;
}

// Units where somebody signed once and nobody does today: what waits there for a signature waits for ever.
void LintSigners(const LiveLint& live, Linted& linted) {
    const auto book = identity::RolesNow();
    const auto units = live.units.Now();
    identity::AccountStore accounts(live.tx);
    const auto staffed = identity::StaffedOn(accounts, *units, live.from);
    std::set<std::pair<UnitId, std::string>> signed_once;
    for (const auto& post : identity::StaffStore(live.tx).Posts())
        if (const auto* unit =
                post.held.from && *post.held.from > live.from ? nullptr : units->InOfficeOn(post.held.unit, live.from))
            for (const auto& key : post.held.role.capabilities())
                if (book->Declared(key).stead == identity::Stead::signs) signed_once.emplace(unit->id, key);
    for (const auto& each : signed_once)
        if (!staffed.contains(each))
            linted.faults.push_back(
                {"UNIT_NOBODY_SIGNS", fmt::format("{}: {} is nobody's any more; appoint somebody or write down an acting head",
                                                  units->NameOf(each.first), each.second)});
}

Linted LintPowers(const LiveLint& live) {
    auto linted = LintDelegations(live);
    LintSigners(live, linted);
    return linted;
}

Module Describe() {
    return {
        .key = kKey,
        .capabilities = {std::begin(kCapabilities), std::end(kCapabilities)},
        .navigation = {{"delegation", "/can-bo/uy-quyen", Say("Ủy quyền")},
                       {"contact", "/can-bo/lien-he", Say("Liên hệ"), kTellContact.key},
                       {"administration", "/can-bo/quan-tri", Say("Quản trị"), identity::kAdministrate.key},
                       {"operate", "/can-bo/van-hanh", Say("Vận hành"), kOperate.key}},
        .wire = [](const Platform& platform) { BindPowersOfBefore(platform.ledger, platform.storage); },
        .lint_live = LintPowers,
        .audit =
            [](const Platform& platform, ledger::Audit& audit) {
                definitions::AuditEditions(platform.storage, audit);
                AuditPowers(platform.storage, audit);
            },
        .commands =
            {{"export definitions", ExportDefinitions,
              "dongson export definitions FILE --data DIR [--database URL] [--types procedure,form,process,calendar]\n"
              "  What holds today of every kind as one ZIP: each a YAML text, and manifest.csv with key, version, digest, first day,\n"
              "  author and approver. The same definitions give the same bytes. May run beside a server.\n"},
             {"export procedures", ExportProcedures,
              "dongson export procedures FILE --data DIR [--database URL]\n  The same of procedures alone.\n"},
             {"import definitions", ImportDefinitions,
              "dongson import definitions FILE --reason WHY --data DIR [--database URL] [--look]\n"
              "  Takes such a ZIP back: what differs from what holds becomes a proposal, which an administrator approves. Nothing is\n"
              "  overwritten or taken out. --look only says what differs. May run beside a server. 1: something was left out.\n"}},
        .make = [](const Serving& serving) -> std::unique_ptr<Running> { return std::make_unique<RunningRoom>(serving); },
    };
}

}  // namespace

const Module& TheModule() {
    static const Module module = Describe();
    return module;
}

}  // namespace dongson::administration
