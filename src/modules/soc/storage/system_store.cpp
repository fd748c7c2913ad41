#include "modules/soc/storage/system_store.h"

#include "modules/soc/domain/habit.h"
#include "modules/soc/storage/system_sql.h"

namespace dongson::soc {

using storage::Row;

namespace {

InformationSystem ReadSystem(Row& row) {
    return {.id = row.Next<SystemId>(),
            .name = row.Next<std::string>(),
            .purpose = row.Next<std::string>(),
            .unit = row.Next<UnitId>(),
            .level = row.Next<int>(),
            .approval_number = row.Next<std::string>(),
            .approved_on = row.Next<std::optional<Date>>(),
            .networks = row.Next<std::string>(),
            .retired = row.Next<bool>(),
            .created = row.Next<Instant>(),
            .version = row.Next<std::int64_t>()};
}

std::vector<storage::Parameter> ParametersOf(const InformationSystem& system) {
    return {{"id", system.id},
            {"name", system.name},
            {"purpose", system.purpose},
            {"unit", system.unit},
            {"level", system.level},
            {"number", system.approval_number},
            {"approved", system.approved_on},
            {"networks", system.networks},
            {"retired", system.retired}};
}

Probe ReadProbe(Row& row) {
    return {.id = row.Next<std::int64_t>(),
            .system = row.Next<SystemId>(),
            .kind = row.Next<ProbeKind>(),
            .target = row.Next<std::string>(),
            .seconds = row.Next<int>(),
            .enabled = row.Next<bool>(),
            .state = row.Next<ProbeState>(),
            .since = row.Next<Instant>(),
            .detail = row.Next<std::string>()};
}

}  // namespace

void SystemStore::Insert(const InformationSystem& system) {
    auto parameters = ParametersOf(system);
    parameters.push_back({"now", system.created});
    tx_.Run(kInsertSystem, parameters);
}

bool SystemStore::Update(const InformationSystem& system) {
    auto parameters = ParametersOf(system);
    parameters.push_back({"version", system.version});
    return tx_.Run(kUpdateSystem, parameters) == 1;
}

std::optional<InformationSystem> SystemStore::Get(SystemId id) {
    return tx_.SelectOne(kSystem, {{"id", id}}, ReadSystem);
}

std::vector<InformationSystem> SystemStore::All() {
    return tx_.Select(kSystems, {}, ReadSystem);
}

void SystemStore::Insert(const LayerEvidence& evidence) {
    tx_.Run(kInsertEvidence, {{"id", evidence.id},
                              {"system", evidence.system},
                              {"layer", evidence.layer},
                              {"met", evidence.met},
                              {"evidence", evidence.evidence},
                              {"account", evidence.account},
                              {"now", evidence.at}});
}

std::vector<LayerEvidence> SystemStore::NewestEvidence() {
    return tx_.Select(kNewestEvidence, {}, [](Row& row) {
        return LayerEvidence{.id = row.Next<std::int64_t>(),
                             .system = row.Next<SystemId>(),
                             .layer = row.Next<Layer>(),
                             .met = row.Next<bool>(),
                             .evidence = row.Next<std::string>(),
                             .account = row.Next<AccountId>(),
                             .at = row.Next<Instant>()};
    });
}

void SystemStore::Insert(const Probe& probe) {
    tx_.Run(kInsertProbe, {{"id", probe.id},
                           {"system", probe.system},
                           {"kind", probe.kind},
                           {"target", probe.target},
                           {"seconds", probe.seconds},
                           {"enabled", probe.enabled},
                           {"state", probe.state},
                           {"since", probe.since},
                           {"detail", probe.detail}});
}

bool SystemStore::Delete(std::int64_t probe) {
    return tx_.Run(kDeleteProbe, {{"id", probe}}) == 1;
}

std::vector<Probe> SystemStore::Probes() {
    return tx_.Select(kProbes, {}, ReadProbe);
}

std::vector<Probe> SystemStore::ProbesInUse() {
    return tx_.Select(kProbesInUse, {{"yes", true}}, ReadProbe);
}

void SystemStore::Tell(const Probe& probe, const ProbeOutcome& outcome, bool changed, Instant now) {
    tx_.Run(kProbeTold, {{"id", probe.id}, {"state", probe.state}, {"since", probe.since}, {"detail", probe.detail}});
    if (changed)
        tx_.Run(kInsertProbeChange,
                {{"id", FreshId()}, {"probe", probe.id}, {"at", now}, {"state", probe.state}, {"detail", probe.detail}});
    if (outcome.state == ProbeState::unknown) return;
    const bool up = outcome.state == ProbeState::up;
    tx_.Run(
        kAddProbeHour,
        {{"probe", probe.id}, {"hour", HourOf(now)}, {"failures", up ? 0 : 1}, {"milliseconds", up ? outcome.milliseconds : 0}});
}

std::vector<ProbeChange> SystemStore::Changes(std::int64_t probe, int rows) {
    return tx_.Select(kProbeChanges, {{"probe", probe}, {"rows", rows}}, [](Row& row) {
        return ProbeChange{.probe = row.Next<std::int64_t>(),
                           .at = row.Next<Instant>(),
                           .state = row.Next<ProbeState>(),
                           .detail = row.Next<std::string>()};
    });
}

std::map<std::int64_t, std::vector<ProbeHour>> SystemStore::HoursSince(std::int64_t hour) {
    std::map<std::int64_t, std::vector<ProbeHour>> hours;
    tx_.Select(kProbeHours, {{"from", hour}}, [&](Row& row) {
        const auto probe = row.Next<std::int64_t>();
        hours[probe].push_back({.hour = row.Next<std::int64_t>(),
                                .tries = row.Next<std::uint64_t>(),
                                .failures = row.Next<std::uint64_t>(),
                                .milliseconds = row.Next<std::uint64_t>()});
        return true;
    });
    return hours;
}

void SystemStore::ForgetHoursBefore(std::int64_t hour) {
    tx_.Run(kForgetProbeHours, {{"before", hour}});
}

}  // namespace dongson::soc
