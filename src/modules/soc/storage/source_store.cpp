#include "modules/soc/storage/source_store.h"

#include "modules/soc/storage/source_sql.h"

namespace dongson::soc {

using storage::Row;

namespace {

// How counts are told apart in their table.
constexpr std::int64_t kStored = 0, kNotUnderstood = 1, kFirstUnkept = 2;

Source ReadSource(Row& row) {
    return {.id = row.Next<SourceId>(),
            .number = row.Next<std::uint32_t>(),
            .name = row.Next<std::string>(),
            .group = row.Next<std::string>(),
            .unit = row.Next<UnitId>(),
            .recognition = row.Next<Recognition>(),
            .mark = row.Next<std::string>(),
            .parser = row.Next<std::string>(),
            .retention = row.Next<std::string>(),
            .per_second = row.Next<std::int64_t>(),
            .value = row.Next<int>(),
            .silent_minutes = row.Next<int>(),
            .enabled = row.Next<bool>(),
            .created = row.Next<Instant>(),
            .version = row.Next<std::int64_t>()};
}

std::vector<storage::Parameter> ParametersOf(const Source& source) {
    return {{"id", source.id},
            {"name", source.name},
            {"group", source.group},
            {"unit", source.unit},
            {"mark", source.mark},
            {"parser", source.parser},
            {"retention", source.retention},
            {"per_second", source.per_second},
            {"value", source.value},
            {"silent", source.silent_minutes},
            {"enabled", source.enabled}};
}

}  // namespace

Source SourceStore::Insert(Source source) {
    source.number = static_cast<std::uint32_t>(tx_.Count(kLastSourceNumber) + 1);
    auto parameters = ParametersOf(source);
    parameters.insert(parameters.end(),
                      {{"number", source.number}, {"recognition", source.recognition}, {"created", source.created}});
    tx_.Run(kInsertSource, parameters);
    return source;
}

bool SourceStore::Update(const Source& source) {
    auto parameters = ParametersOf(source);
    parameters.push_back({"version", source.version});
    return tx_.Run(kUpdateSource, parameters) == 1;
}

std::optional<Source> SourceStore::Get(SourceId id) {
    return tx_.SelectOne(kSource, {{"id", id}}, ReadSource);
}

std::vector<Source> SourceStore::All() {
    return tx_.Select(kSources, {}, ReadSource);
}

void SourceStore::AddCount(std::uint32_t source, Date day, const SourceCount& more) {
    const auto add = [&](std::int64_t reason, std::uint64_t events, std::uint64_t bytes) {
        if (events > 0)
            tx_.Run(kAddCount, {{"source", source}, {"day", day}, {"reason", reason}, {"events", events}, {"bytes", bytes}});
    };
    add(kStored, more.stored, more.bytes);
    add(kNotUnderstood, more.not_understood, 0);
    for (std::size_t i = 0; i < more.unkept.size(); ++i) add(kFirstUnkept + static_cast<std::int64_t>(i), more.unkept[i], 0);
}

std::map<std::uint32_t, SourceCount> SourceStore::CountsSince(Date day) {
    std::map<std::uint32_t, SourceCount> counts;
    tx_.Select(kCountsSince, {{"day", day}}, [&](Row& row) {
        SourceCount& count = counts[row.Next<std::uint32_t>()];
        const auto reason = row.Next<std::int64_t>();
        const auto events = static_cast<std::uint64_t>(row.Next<std::int64_t>());
        if (reason == kStored) {
            count.stored = events;
            count.bytes = static_cast<std::uint64_t>(row.Next<std::int64_t>());
        } else if (reason == kNotUnderstood) {
            count.not_understood = events;
        } else if (reason - kFirstUnkept < static_cast<std::int64_t>(kUnkept)) {
            count.unkept[static_cast<std::size_t>(reason - kFirstUnkept)] = events;
        }
        if (reason != kNotUnderstood) count.received += events;
        return 0;
    });
    return counts;
}

void SourceStore::AddVolume(std::uint32_t source, const HourVolume& more) {
    tx_.Run(kAddVolume, {{"source", source}, {"hour", more.hour}, {"events", more.events}});
}

std::map<std::uint32_t, std::vector<HourVolume>> SourceStore::VolumesSince(std::int64_t hour) {
    std::map<std::uint32_t, std::vector<HourVolume>> volumes;
    tx_.Select(kVolumes, {{"from", hour}}, [&](Row& row) {
        const auto source = row.Next<std::uint32_t>();
        const auto then = row.Next<std::int64_t>();
        volumes[source].push_back({then, row.Next<std::uint64_t>()});
        return true;
    });
    return volumes;
}

void SourceStore::ForgetVolumesBefore(std::int64_t hour) {
    tx_.Run(kForgetVolumes, {{"before", hour}});
}

void SourceStore::See(std::uint32_t source, const LogSource& kind, Date day) {
    tx_.Run(
        kSee,
        {{"source", source}, {"product", kind.product}, {"category", kind.category}, {"service", kind.service}, {"day", day}});
}

std::vector<std::pair<std::uint32_t, LogSource>> SourceStore::SeenSince(Date day) {
    return tx_.Select(kSeen, {{"day", day}}, [](Row& row) {
        const auto source = row.Next<std::uint32_t>();
        return std::pair(source, LogSource{.product = row.Next<std::string>(),
                                           .category = row.Next<std::string>(),
                                           .service = row.Next<std::string>()});
    });
}

void SourceStore::Save(const Told& told) {
    for (const auto& [stream, number] : told.numbers)
        tx_.Run(kSaveTold, {{"stream", stream}, {"number", number}, {"settled", told.settled}});
}

void SourceStore::Insert(const Anchor& anchor, Instant now) {
    tx_.Run(kInsertAnchor, {{"stream", anchor.stream},
                            {"number", anchor.number},
                            {"digest", anchor.digest},
                            {"ledger", anchor.ledger_id},
                            {"now", now}});
}

std::uint64_t SourceStore::LastAnchor(std::string_view stream) {
    return static_cast<std::uint64_t>(tx_.Count(kLastAnchor, {{"stream", stream}}));
}

std::vector<Anchor> SourceStore::Anchors() {
    return tx_.Select(kAnchors, {}, [](Row& row) {
        return Anchor{.stream = row.Next<std::string>(),
                      .number = row.Next<std::uint64_t>(),
                      .digest = row.Next<std::string>(),
                      .ledger_id = row.Next<std::int64_t>()};
    });
}

Told SourceStore::ReadTold() {
    Told told;
    tx_.Select(kTold, {}, [&](Row& row) {
        const auto stream = row.Next<std::string>();
        told.numbers[stream] = row.Next<std::uint64_t>();
        told.settled = row.Next<Instant>();
        return 0;
    });
    return told;
}

}  // namespace dongson::soc
