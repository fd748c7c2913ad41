#include "modules/one_stop/storage/procedure_store.h"

#include <algorithm>
#include <map>
#include <type_traits>
#include <variant>

#include "core/bytes.h"
#include "core/text.h"
#include "modules/one_stop/storage/procedure_sql.h"

namespace dongson::one_stop {

using storage::Row;

namespace {

std::vector<std::string> LinesOf(const std::string& text) {
    std::vector<std::string> lines;
    for (const auto line : Split(text, '\n'))
        if (!line.empty()) lines.emplace_back(line);
    return lines;
}

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
    procedure.edition = row.Next<definitions::EditionId>();
    procedure.words = LinesOf(row.Next<std::string>());
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
            .national_assigned = row.Next<bool>(),
            .words = LinesOf(row.Next<std::string>())};
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

// What is there of a code.
struct Known {
    int version = 0;      // the last
    std::string digest;   // of what its list said last
    bool listed = false;  // a list had it
    bool own = false;     // the province's own holds
};

// Where a version stands among those of its code.
struct Place {
    int version = 1;
    bool newest = true, base = true;
};

void Insert(storage::Transaction& tx, const Procedure& procedure, const Place& place) {
    // Columns only look at what they hold.
    const auto content = ContentOf(procedure), words = Join(procedure.words, "\n");
    auto columns = ColumnsOf(procedure, content);
    const auto digest = DigestOf(columns);
    if (place.newest) tx.Run(kRetireProcedure, {{"code", procedure.code}});
    if (place.base) tx.Run(kRetireBase, {{"code", procedure.code}});
    columns.push_back({"id", Fresh<ProcedureTag>()});
    columns.push_back({"version", place.version});
    columns.push_back({"newest", place.newest});
    columns.push_back({"base", place.base});
    columns.push_back({"digest", digest});
    columns.push_back({"edition", procedure.edition});
    columns.push_back({"words", words});
    tx.Run(kInsertProcedure, columns);
}

std::map<std::string, Known> KnownIn(storage::Transaction& tx) {
    std::map<std::string, Known> known;
    tx.Select(kNewestDigests, {}, [&](Row& row) {
        auto& each = known[row.Next<std::string>()];
        each.version = std::max(each.version, row.Next<int>());
        const auto digest = row.Next<std::string>();
        const bool newest = row.Next<bool>(), base = row.Next<bool>();
        const auto edition = row.Next<definitions::EditionId>();
        if (base) each.digest = digest;
        each.listed = each.listed || base;
        each.own = each.own || (newest && edition);
        return 0;
    });
    return known;
}

}  // namespace

ImportCounts ProcedureStore::Import(const std::vector<Procedure>& procedures) {
    auto known = KnownIn(tx_);
    ImportCounts counts;
    for (const auto& procedure : procedures) {
        const auto before = known[procedure.code];
        if (before.listed && before.digest == DigestOf(ColumnsOf(procedure, ContentOf(procedure)))) {
            ++counts.unchanged;
            continue;
        }
        ++(before.listed ? counts.changed : counts.added);
        counts.behind_own += before.own;
        Insert(tx_, procedure, {.version = before.version + 1, .newest = !before.own, .base = true});
    }
    // PostgreSQL plans by what it knows of the tables, and would learn of a large load only minutes later.
    if (tx_.engine() == storage::Engine::postgres && counts.added + counts.changed > 0)
        tx_.connection().ExecuteScript("ANALYZE procedure");
    return counts;
}

int ProcedureStore::NextVersion(const std::string& code) {
    return 1 + tx_.SelectOne(kLastVersion, {{"code", code}}, [](Row& row) { return row.Next<int>(); }).value_or(0);
}

void ProcedureStore::Hold(const Procedure& procedure) {
    Insert(tx_, procedure, {.version = NextVersion(procedure.code), .newest = true, .base = false});
}

// A version of its own, so that whoever keeps the catalogue in memory sees that it changed.
void ProcedureStore::HoldBase(const std::string& code) {
    auto base = Base(code);
    const bool listed = base.has_value();
    if (!listed) base = Newest(code);
    if (!base) return;
    base->edition = {};
    if (!listed) base->published = false;
    Insert(tx_, *base, {.version = NextVersion(code), .newest = true, .base = listed});
}

std::vector<std::string> ProcedureStore::Own() {
    return tx_.Select(kOwnProcedures, {}, [](Row& row) { return row.Next<std::string>(); });
}

std::optional<Procedure> ProcedureStore::Get(ProcedureId id) {
    return tx_.SelectOne(kProcedure, {{"id", id}}, ReadProcedure);
}
std::optional<Procedure> ProcedureStore::GetPublished(std::string_view code) {
    return tx_.SelectOne(kProcedureByCode, {{"code", code}}, ReadProcedure);
}
std::optional<Procedure> ProcedureStore::Newest(std::string_view code) {
    return tx_.SelectOne(kNewestProcedure, {{"code", code}}, ReadProcedure);
}
std::optional<Procedure> ProcedureStore::Base(std::string_view code) {
    return tx_.SelectOne(kBaseProcedure, {{"code", code}}, ReadProcedure);
}
std::vector<Procedure> ProcedureStore::AllNewest() {
    return tx_.Select(kNewestProcedures, {}, ReadProcedure);
}
std::vector<Procedure> ProcedureStore::AllBases() {
    return tx_.Select(kBaseProcedures, {}, ReadProcedure);
}
std::vector<ProcedureRow> ProcedureStore::All() {
    return tx_.Select(kProcedureRows, {}, ReadRow);
}

std::vector<ProcedureStore::DomainCount> ProcedureStore::Domains() {
    return tx_.Select(kDomains, {},
                      [](Row& row) { return DomainCount{.domain = row.Next<std::string>(), .procedures = row.Next<int>()}; });
}

std::vector<std::pair<std::string, std::string>> ProcedureStore::Departments() {
    return tx_.Select(kDepartments, {}, [](Row& row) {
        auto key = row.Next<std::string>();
        return std::pair(std::move(key), row.Next<std::string>());
    });
}

std::vector<ProcedureStore::ProcessOfProcedure> ProcedureStore::OfProcesses() {
    return tx_.Select(kProcessesOfProcedures, {}, [](Row& row) {
        return ProcessOfProcedure{
            .code = row.Next<std::string>(), .name = row.Next<std::string>(), .process = row.Next<std::string>()};
    });
}

}  // namespace dongson::one_stop
