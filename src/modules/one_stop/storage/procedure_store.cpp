#include "modules/one_stop/storage/procedure_store.h"

#include <map>
#include <type_traits>
#include <variant>

#include "core/bytes.h"
#include "core/text.h"
#include "modules/one_stop/storage/procedure_sql.h"

namespace dongson::one_stop {

using storage::Row;

namespace {

Procedure ReadProcedure(Row& row) {
    Procedure procedure;
    procedure.id = row.Next<ProcedureId>();
    procedure.code = row.Next<std::string>();
    procedure.version = row.Next<int>();
    procedure.valid_from = row.Next<Date>();
    procedure.name = row.Next<std::string>();
    procedure.domain = row.Next<std::string>();
    procedure.level = organisation::ParseLevel(row.Next<std::string>()).value_or(organisation::Level::province);
    procedure.department = row.Next<std::string>();
    procedure.for_people = row.Next<bool>();
    procedure.for_businesses = row.Next<bool>();
    procedure.online = row.Next<OnlineLevel>();
    procedure.national = row.Next<bool>();
    procedure.published = row.Next<bool>();
    procedure.process = row.Next<std::string>();
    ReadContent(row.Next<std::string>(), procedure);
    return procedure;
}

ProcedureRow ReadRow(Row& row) {
    return {.id = row.Next<ProcedureId>(),
            .code = row.Next<std::string>(),
            .name = row.Next<std::string>(),
            .domain = row.Next<std::string>(),
            .level = organisation::ParseLevel(row.Next<std::string>()).value_or(organisation::Level::province),
            .for_people = row.Next<bool>(),
            .for_businesses = row.Next<bool>(),
            .online = row.Next<OnlineLevel>(),
            .national = row.Next<bool>(),
            .online_assigned = row.Next<bool>(),
            .national_assigned = row.Next<bool>()};
}

// All that makes one version differ from another: what is stored of it is what is compared.
std::vector<storage::Parameter> ColumnsOf(const Procedure& procedure, const std::string& content) {
    return {{"code", procedure.code},
            {"valid_from", procedure.valid_from},
            {"name", procedure.name},
            {"domain", procedure.domain},
            {"level", organisation::LevelWord(procedure.level)},
            {"department", procedure.department},
            {"for_people", procedure.for_people},
            {"for_businesses", procedure.for_businesses},
            {"online", procedure.online},
            {"national", procedure.national},
            {"published", procedure.published},
            {"process", procedure.process},
            {"content", content}};
}

std::string DigestOf(const std::vector<storage::Parameter>& columns) {
    std::string text;
    const auto add = [&](std::string_view value) { text += std::to_string(value.size()) + " " + std::string(value) + "\n"; };
    for (const auto& column : columns) {
        add(column.name);
        std::visit(
            [&]<class Held>(const Held& held) {
                if constexpr (std::is_convertible_v<Held, std::string_view>)
                    add(held);
                else if constexpr (std::is_same_v<Held, std::int64_t>)
                    add(std::to_string(held));
            },
            column.value.held());
    }
    return Hex(BytesOf(Digest(text)));
}

}  // namespace

ImportCounts ProcedureStore::Import(const std::vector<Procedure>& procedures) {
    struct Known {
        int version;
        std::string digest;
    };
    std::map<std::string, Known> known;
    tx_.Select(kNewestDigests, {}, [&](Row& row) {
        const auto code = row.Next<std::string>();
        const auto version = row.Next<int>();
        known[code] = {version, row.Next<std::string>()};
        return 0;
    });
    ImportCounts counts;
    for (const auto& procedure : procedures) {
        const auto content = ContentOf(procedure);
        auto columns = ColumnsOf(procedure, content);
        const auto digest = DigestOf(columns);
        const auto before = known.find(procedure.code);
        if (before != known.end() && before->second.digest == digest) {
            ++counts.unchanged;
            continue;
        }
        if (before != known.end()) tx_.Run(kRetireProcedure, {{"code", procedure.code}});
        ++(before == known.end() ? counts.added : counts.changed);
        const auto id = Fresh<ProcedureTag>();
        columns.push_back({"id", id});
        columns.push_back({"version", before == known.end() ? 1 : before->second.version + 1});
        columns.push_back({"digest", digest});
        tx_.Run(kInsertProcedure, columns);
    }
    // PostgreSQL plans by what it knows of the tables, and would learn of a large load only minutes later.
    if (tx_.engine() == storage::Engine::postgres && counts.added + counts.changed > 0)
        tx_.connection().ExecuteScript("ANALYZE procedure");
    return counts;
}

std::optional<Procedure> ProcedureStore::Get(ProcedureId id) {
    return tx_.SelectOne(kProcedure, {{"id", id}}, ReadProcedure);
}
std::optional<Procedure> ProcedureStore::GetPublished(std::string_view code) {
    return tx_.SelectOne(kProcedureByCode, {{"code", code}}, ReadProcedure);
}
std::vector<ProcedureRow> ProcedureStore::All() {
    return tx_.Select(kProcedureRows, {}, ReadRow);
}

std::vector<ProcedureStore::DomainCount> ProcedureStore::Domains() {
    return tx_.Select(kDomains, {},
                      [](Row& row) { return DomainCount{.domain = row.Next<std::string>(), .procedures = row.Next<int>()}; });
}

std::vector<ProcedureStore::ProcessOfProcedure> ProcedureStore::OfProcesses() {
    return tx_.Select(kProcessesOfProcedures, {}, [](Row& row) {
        return ProcessOfProcedure{
            .code = row.Next<std::string>(), .name = row.Next<std::string>(), .process = row.Next<std::string>()};
    });
}

}  // namespace dongson::one_stop
